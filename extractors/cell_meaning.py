"""What the figures in table cells mean: row times column."""

from models.document import Document
from models.identity import Identity
from models.mention import Mention
from models.observation import Observation


def interpret_cells(
    document: Document,
    folded: str,
    mentions: tuple[Mention, ...],
    identity: Identity,
) -> dict[int, Observation]:
    """Observations of the mentions that stand in table cells, by their index in ``mentions``.

    ``section`` and ``is_primary`` are left to the caller, who sees the whole report; all
    other fields are final. ``parent`` is an index into ``mentions`` as well.
    """
    return {}
