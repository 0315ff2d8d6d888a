"""A report as rows that only need its number to be written: what travels from those who read
to the one who writes.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from models.digests import digests
from models.mention import Kind
from models.result import ReportResult
from models.search_words import index_words
from models.tables import ROWS_PER_REPORT
from pipeline.storing import shapes
from pipeline.storing.bulk import Values
from pipeline.storing.digests import figure_row, missed_rows, said_in
from pipeline.storing.findings import finding_rows, link_rows
from pipeline.storing.layout import content_row
from pipeline.storing.rows import (
    head_values,
    indicator_rows,
    outcome_rows,
    quantity_rows,
    section_rows,
)


@dataclass(frozen=True, slots=True)
class ReportRows:
    """A report ready to be written: plain values throughout, small to send.

    Attributes:
        head: of its row in ``report``, by column; what the run adds is missing.
        parts: rows in the order of ``SHAPES``, with keys counted within the report.
        words: of its text for the full-text index, parted by blanks.
        kinds: how many quantities it has of each kind.
    """

    head: dict[str, Any]
    parts: tuple[tuple[Values, ...], ...]
    words: str
    kinds: dict[Kind, int]

    def count(self, shape: shapes.Shape) -> int:
        """How many rows there are of one table."""
        return len(self.parts[shapes.SHAPES.index(shape)])

    @property
    def size(self) -> int:
        """Bytes that it takes in memory, roughly: those of its text many times over."""
        return 20 * len(self.words)

    @property
    def is_identified(self) -> bool:
        """Whether its department and its year are known."""
        return self.head["department"] is not None and self.head["fiscal_year"] is not None


def report_rows(result: ReportResult) -> ReportRows:
    """The rows of a report.

    Raises:
        ValueError: it has more parts of one kind than a report can have.
    """
    _check_size(result)
    document, identity = result.document, result.identity
    quantities = tuple(quantity_rows(document, result.observations))
    said, year = said_in(quantities), identity.fiscal_year
    parts = {
        shapes.CONTENT: [content_row(document)],
        shapes.SECTION: section_rows(result.sections),
        shapes.QUANTITY: quantities,
        shapes.INDICATOR: indicator_rows(result.indicator_results),
        shapes.FINDING: finding_rows(result.findings),
        shapes.FINDING_QUANTITY: link_rows(result.findings),
        shapes.OUTCOME: outcome_rows(result.outcomes),
        shapes.FIGURE: [figure_row(said, year)],
        **dict(zip(shapes.DIGESTS, digests(said, year), strict=True)),
        shapes.MISSED: missed_rows(result),
        shapes.SOURCE: dict(identity.sources).items(),
        shapes.CONFLICT: dict.fromkeys(identity.conflicts),
    }
    return ReportRows(
        head=head_values(result),
        parts=tuple(tuple(parts[shape]) for shape in shapes.SHAPES),
        words=" ".join(index_words(document.text)),
        kinds=Counter(one.mention.kind for one in result.observations),
    )


def _check_size(result: ReportResult) -> None:
    parts = (result.sections, result.observations, result.findings, result.indicator_results)
    largest = max(map(len, parts))
    if largest >= ROWS_PER_REPORT:
        raise ValueError(
            f"{result.document.source.name} has {largest} sections or figures; "
            f"a report can have {ROWS_PER_REPORT - 1}. Split the file."
        )
