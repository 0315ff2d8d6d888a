"""Self-evaluation forms as indicator results."""

from models.document import Document
from models.finding import IndicatorResult
from models.observation import Observation


def find_indicator_results(
    document: Document, folded: str, observations: tuple[Observation, ...]
) -> tuple[IndicatorResult, ...]:
    """One result for every indicator line of every form in the document."""
    return ()
