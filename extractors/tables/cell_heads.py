"""What the heads of one row or column say: measure, stage, book, year."""

import re
from dataclasses import dataclass
from functools import lru_cache

from extractors.catalogue.words import compact, normalise
from extractors.tables.cell_words import book_of, cell_words, is_only_book, name_in, stage_of
from extractors.tables.words import table_words
from models.observation import ALL, Point

# The stroke in 执行率(B/A) parts no heads.
_BETWEEN_HEADS = re.compile(r"/(?![^(（]*[)）])")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=年|\Z)")


@dataclass(frozen=True, slots=True)
class Heads:
    """The words that govern a cell from one side, read.

    Attributes:
        name: the innermost words that name something (基本支出), "" where all say but
            total, stage, book or year; ``printed`` as written.
        outer: the words around it.
        inner: the innermost words, whatever they say.
        is_total, is_balanced: it sums up; with what was carried over.
        year, shift: the year it names, or how many years from the table's own it lies.
    """

    name: str = ""
    printed: str = ""
    outer: str = ""
    inner: str = ""
    stage: str | None = None
    book: str = ALL
    side: str | None = None
    is_total: bool = False
    is_balanced: bool = False
    year: int | None = None
    shift: int = 0
    point: Point | None = None

    @property
    def names_nothing(self) -> bool:
        """Whether the words only say total, stage, book or year, or there are none."""
        return not self.name


@lru_cache(maxsize=4096)
def read_heads(label: str) -> Heads:
    """Read the label of a row or column, outer and inner heads joined by ``/``.

    >>> heads = read_heads("支出/决算数")
    >>> heads.name, heads.stage, heads.side
    ('', 'actual', 'expenditure')
    >>> read_heads("公务用车购置及运行费/小计/预算数").name
    '公务用车购置及运行费'
    """
    words = cell_words()
    parts = [(part, compact(part)) for part in _BETWEEN_HEADS.split(label) if part]
    texts = [text for _, text in parts]
    named = [pair for pair in reversed(parts) if not _says_no_name(name_in(pair[1]))]
    names = [name_in(text) for text in texts]
    stands_alone = bool(names) and words.has("total_alone", names[-1])
    printed, name = named[0] if named and not stands_alone else ("", "")
    # 公务用车购置及运行费/小计 names the whole of that head, not of the table.
    is_total = any(words.has("total", text) for text in names) and not name
    return Heads(
        name=name_in(name),
        printed=_printed_name(printed),
        outer="/".join(text for text in texts if text != name),
        inner=names[-1] if names else "",
        stage=next((stage for text in reversed(texts) if (stage := stage_of(text))), None),
        book=next((book for text in reversed(texts) if (book := book_of(text)) != ALL), ALL),
        side=side_of(names),
        is_total=is_total,
        is_balanced=any(words.has("balanced", text) for text in names),
        year=next((int(found[1]) for text in texts if (found := _YEAR.search(text))), None),
        shift=-any(words.has("prior", text) for text in names)
        or int(any(words.has("next", text) for text in names)),
        point=_point(texts),
    )


def side_of(texts: list[str]) -> str | None:
    """The side of the account that the outermost words name, if just one.

    >>> side_of(["支出", "一般公共预算财政拨款"]), side_of(["收入支出决算总表"])
    ('expenditure', None)
    """
    words = cell_words()
    for text in texts:
        takes, gives = words.has("revenue", text), words.has("expenditure", text)
        if takes != gives:
            return "revenue" if takes else "expenditure"
        if takes:
            return None
    return None


def _says_no_name(text: str) -> bool:
    words = cell_words()
    # 比上年增减额 is a change of what the other side names.
    is_change = table_words().change.search(text) is not None
    is_sum = words.has("total", text) or words.has("bare", text)
    return not text or is_sum or is_change or is_only_book(text)


def _printed_name(part: str) -> str:
    """As written, without list number and unit."""
    folded = normalise(part)
    start = folded.find(name_in(folded))
    return part[start : start + len(name_in(folded))] if start >= 0 else part


def _point(texts: list[str]) -> Point | None:
    words = cell_words()
    if any(words.has("end", text) for text in texts):
        return Point.END
    return Point.START if any(words.has("start", text) for text in texts) else None
