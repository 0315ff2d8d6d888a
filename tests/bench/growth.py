"""What twenty times as much costs: nothing may grow faster than its input."""

from collections.abc import Callable, Iterator

from extractors.fold import fold
from extractors.outline.sections import find_sections
from extractors.quantities.mentions import find_in_text
from models.span import Span
from pipeline.readers import document_of_text
from tests.bench.measure import Measure, best_seconds

TIMES = 20

# Each invites a pattern to look at the same characters again and again.
HOSTILE = (
    "1,", "1、", "一 ", "111,", "1.", "百分之", "九亿", "5%-", "3至", "5台(", "一个(", "“三个",
    "1 \n",
)  # fmt: skip

REPORT_IN_ONE_LINE = (
    "一、概况 我局负责全县工作。 （一）职责 负责工作： 1.编制规划3份。2.完成任务。 二、绩效 好。 "
)


def _growth(what: str, work: Callable[[str], object], text: str) -> Measure:
    longer = text * TIMES
    ratio = best_seconds(lambda: work(longer), rounds=3) / best_seconds(lambda: work(text))
    return Measure(what, f"the same, {TIMES} times shorter", ratio, "≤ 22")


def _quantities(text: str) -> None:
    find_in_text(text, Span(0, len(text)))


def _sections(text: str) -> None:
    document = document_of_text(text)
    find_sections(document, fold(text))


def measures() -> Iterator[Measure]:
    """All measurements of this file; of the hostile texts the worst."""
    hostile = [
        _growth(f"quantities of {piece!r} over and over", _quantities, piece * (8000 // len(piece)))
        for piece in HOSTILE
    ]
    yield max(hostile, key=lambda measure: measure.ratio)
    yield _growth("sections of a report in one line", _sections, REPORT_IN_ONE_LINE * 100)
