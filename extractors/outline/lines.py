"""Lines of the body, which of them continue the one before, and which are cells of a table."""

import re
from dataclasses import dataclass

from extractors.outline.headings import marker_at, skip_residue
from models.document import Block, BlockKind, Document

_BODY_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.TEXT_BOX})

# Shorter lines say nothing about where a page wraps. In columns: a Chinese character is two.
_MIN_WRAP_COLUMNS = 40
_WRAP_TOLERANCE = 6
# A line so near to the edge of the page goes on; words that are not cut make it fall short.
_FULL_SHARE = 0.85

# 单位：万元 stands over a table.
_CAPTION = re.compile(r"单位\s*:\s*(?:人民币)?[千百十]?[万亿]?元\s*$")
# 2,940.05   -   97.5%   201 06 01
_NUMBER_CELL = re.compile(r"[\s\d,.%/—-]*\d[\s\d,.%/—-]*$")
# 2,940.05   0.00 100.00: figures alone, so that the words above are a cell's, but no date
_FIGURE_CELL = re.compile(r"-?(?:\d[\d,]*\.\d\d|\d{1,3}(?:,\d{3})+)(?:\s+-?[\d,.]+)*$")
# 一、财政拨款收入 371,514,655.00 一、一般公共服务支出 21,601,733.00
_NUMBER_ROW = re.compile(r"[^。;:]*\s\d[\d,]*\.\d\d$")
# Words that only heads of tables and their totals say on a line of their own.
_HEAD_CELL = re.compile(
    r"(?:项\s*目|[类款项]|合\s*计|小\s*计|总\s*计|科目(?:编码|名称)|(?:预|决)算数|支出功能分类"
    r"|经济分类|备\s*注|序\s*号|本年(?:收入|支出)合计|[^,。]{0,8}(?:合计|总计))$"
)
_LONGEST_CELL = 40
_LONGEST_ROW = 200
_SENTENCE_MARK = re.compile(r"[。;!?]|:.|,.*[^\d,.]{4}")


@dataclass(slots=True)
class Line:
    """One printed line of the body.

    Attributes:
        start, end: without blanks around it.
        block: the block it belongs to.
        opens_page: nothing stands before it on its page.
        continues: it goes on with the paragraph of the line before.
        is_cell: it is a cell or row of a table that was read as text.
    """

    start: int
    end: int
    block: Block
    opens_page: bool = False
    continues: bool = False
    is_cell: bool = False


def body_lines(document: Document, folded: str) -> list[Line]:
    """The lines of all paragraphs, without empty ones; tables and notes left out."""
    lines: list[Line] = []
    page_starts = {page.start for page in document.pages}
    page: int | None = None
    for block in document.blocks:
        opens_page = block.span.start in page_starts or (
            block.page is not None and block.page != page
        )
        page = block.page
        if block.kind in _BODY_KINDS:
            _split(folded, block, opens_page, lines)
    _join_wrapped(folded, lines)
    _mark_cells(folded, lines)
    return lines


def _split(folded: str, block: Block, opens_page: bool, lines: list[Line]) -> None:
    start, end = block.span
    is_first = True
    while start <= end:
        stop = folded.find("\n", start, end)
        stop = end if stop < 0 else stop
        first = skip_residue(folded, start, stop)
        last = first + len(folded[first:stop].rstrip())
        if last > first:
            lines.append(Line(first, last, block, opens_page and is_first, not is_first))
            is_first = False
        start = stop + 1


def _columns(text: str) -> int:
    """Printed width; a Chinese character takes two columns."""
    return len(text.encode("gb18030", "replace")) if not text.isascii() else len(text)


def wrap_columns(widths: list[int]) -> int | None:
    """Width at which a text is cut into lines, or None where lines are paragraphs.

    >>> wrap_columns([78, 78, 77, 30, 78, 76, 12, 78])
    78
    >>> wrap_columns([78, 300, 41, 512, 60, 90, 45, 1000]) is None
    True
    """
    long = sorted(width for width in widths if width >= _MIN_WRAP_COLUMNS)
    if len(long) < 5:
        return None
    edge = long[len(long) * 9 // 10]
    near = sum(abs(width - edge) <= _WRAP_TOLERANCE for width in long)
    beyond = sum(width > edge + _WRAP_TOLERANCE for width in long)
    return edge if near >= 0.4 * len(long) and beyond <= 0.05 * len(long) else None


def _join_wrapped(folded: str, lines: list[Line]) -> None:
    widths = [_columns(folded[line.start : line.end]) for line in lines]
    edge = wrap_columns(widths)
    for index, line in enumerate(lines):
        is_full = edge is not None and index > 0 and widths[index - 1] >= edge * _FULL_SHARE
        follows = line.continues or is_full
        line.continues = follows and marker_at(folded, line.start, line.end) is None


def _mark_cells(folded: str, lines: list[Line]) -> None:
    """Mark what lies between the caption of a table and its last row."""
    # Longer lines are prose; what is cut off them changes no answer below.
    texts = [folded[line.start : min(line.end, line.start + _LONGEST_ROW)] for line in lines]
    index = 0
    while index < len(lines):
        if _CAPTION.search(texts[index]):
            index = _mark_table(texts, lines, index + 1)
        else:
            line = lines[index]
            beside = texts[index + 1] if index + 1 < len(texts) else ""
            line.is_cell = bool(
                _NUMBER_ROW.match(texts[index])
                or (_FIGURE_CELL.match(beside) and not _SENTENCE_MARK.search(texts[index]))
            )
            index += 1


def _mark_table(texts: list[str], lines: list[Line], first: int) -> int:
    """Mark the rows of the table that starts at ``first``; return the line after it."""
    index = last = first
    while index < len(texts):
        text = texts[index]
        if _NUMBER_CELL.match(text) or _HEAD_CELL.match(text) or _NUMBER_ROW.match(text):
            last = index + 1
        elif len(text) > _LONGEST_CELL or _SENTENCE_MARK.search(text) or _CAPTION.search(text):
            break
        index += 1
    for line in lines[first:last]:
        line.is_cell = True
    return max(last, first)
