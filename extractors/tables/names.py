"""Names in heads, looked up in the catalogue at the stage that a table states."""

from extractors.catalogue import Catalogue, Metric
from extractors.tables.cell_words import cell_words, without_books

# Where a subject has no metric of its own at a stage, the next best that says the same.
_STAGES = {"initial": ("initial", "budget"), "adjusted": ("adjusted", "budget")}


class Names:
    """Looks the words of heads up in one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def named(self, words: str, kind: str, title: str) -> Metric | None:
        """The metric that words of a head name, also with 合计 or a stage behind the name."""
        if not words:
            return None
        plain = without_books(words)
        summed = cell_words().without("sum_after_name", plain)
        trimmed = cell_words().without("after_name", summed)
        for name in dict.fromkeys((words, plain, summed, trimmed)):
            if metric := self._catalogue.lookup(name, kind, title):
                return metric
        return None

    def at(self, metric: Metric | None, stage: str | None) -> Metric | None:
        """``metric`` at the stage of its column; None where it is not stated at that stage."""
        if metric is None or stage is None or not metric.subject:
            return metric
        if metric.stage not in ("actual", "budget", "initial", "adjusted"):
            return metric  # 年初结转和结余, 收入总计: the same at every stage
        if metric.subject in ("revenue", "appropriation") or metric.subject.startswith("revenue_"):
            return metric
        return self.at_stage(metric.subject, stage)

    def at_stage(self, subject: str, stage: str | None) -> Metric | None:
        """The metric of ``subject`` at ``stage``, or at one that says the same."""
        for candidate in _STAGES.get(stage or "", (stage or "",)):
            if metric := self._catalogue.at_stage(subject, candidate):
                return metric
        return None


def together(row: str, column: str) -> tuple[str, ...]:
    """Names that the words of a row and a column may make together.

    >>> "行政编制" in together("行政人员", "编制人数")
    True
    """
    if not row or not column:
        return ()
    rows = dict.fromkeys((row, row.removesuffix("人员")))
    columns = dict.fromkeys((column, column.removesuffix("人数"), column.removesuffix("数")))
    return tuple(words for one in rows for other in columns for words in (one + other, other + one))
