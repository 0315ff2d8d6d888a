"""From mentions to observations: indicator, year, moment, funding, and the whole."""

from models.document import Document
from models.identity import Identity
from models.mention import Mention
from models.observation import Observation
from models.outline import Section


def interpret(
    document: Document,
    folded: str,
    sections: tuple[Section, ...],
    mentions: tuple[Mention, ...],
    identity: Identity,
) -> tuple[Observation, ...]:
    """One observation for every mention, in the same order."""
    return tuple(Observation(mention=mention, quote=mention.span) for mention in mentions)
