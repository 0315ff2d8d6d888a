"""反馈函: a letter to one department with the points that it should answer."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

from models.problem import Problem
from models.tables.findings import ReviewStatus
from pipeline.audit.listing import Listed

# Sections of the letter: title, and which findings belong to it.
_SECTIONS: tuple[tuple[str, Callable[[Listed], bool]], ...] = (
    ("需更正的问题", lambda one: one.verdict == "hard" and one.severity != "low"),
    ("需说明或补充的事项", lambda one: one.verdict == "info" and one.severity == "medium"),
    ("表述和格式问题", lambda one: one.verdict == "hard" and one.severity == "low"),
)
_ORDINALS = "一二三四五六七八九十"
_SETTLED = (ReviewStatus.EXPLAINED, ReviewStatus.REJECTED)


def write_letter(path: Path, findings: Sequence[Listed], today: date) -> int:
    """Write the letter for one report as a Word document.

    Findings that a reviewer has settled are left out, and so are notes for reviewers and
    differences that rounding explains.

    Returns:
        how many points the letter has.

    Raises:
        Problem: the findings are of several reports, or there is nothing to write.
        OSError: the file cannot be written.
    """
    if len({one.report_id for one in findings}) > 1:
        names = "、".join(sorted({f"{one.department}{one.fiscal_year}" for one in findings}))
        raise Problem(f"A letter is for one report, but these match: {names}. Name one.")
    listed = [one for one in findings if one.status not in _SETTLED]
    parts = [(title, [one for one in listed if fits(one)]) for title, fits in _SECTIONS]
    points = sum(len(part) for _, part in parts)
    if not points:
        raise Problem("There is no open point to write a letter about.")
    document = _blank()
    _head(document, listed[0])
    _points(document, [(title, part) for title, part in parts if part])
    _foot(document, today)
    document.save(str(path))
    return points


def _blank() -> Document:
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name = "仿宋"
    style.font.size = Pt(14)
    # Word takes the font of Chinese characters from another attribute than of Latin ones.
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋")
    return document


def _head(document: Document, one: Listed) -> None:
    year = f"{one.fiscal_year}年度" if one.fiscal_year else ""
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run(f"关于{year}绩效自评（决算）报告审核情况的反馈函")
    run.bold = True
    run.font.size = Pt(16)
    document.add_paragraph(f"{one.department}：")
    _body(
        document,
        f"对你单位报送的{_name(one)}进行了审核，现将发现的问题反馈如下，"
        "请逐项核实，更正后重新报送，或书面说明原因。",
    )


def _name(one: Listed) -> str:
    """The report by its title, where it has one, and the file it came in."""
    title = "".join(one.title.split())
    return f"《{title}》（文件：{one.file_name}）" if title else f"《{one.file_name}》"


def _points(document: Document, parts: Sequence[tuple[str, Sequence[Listed]]]) -> None:
    for ordinal, (title, findings) in zip(_ORDINALS, parts, strict=False):
        _body(document, f"{ordinal}、{title}", bold=True)
        for number, one in enumerate(findings, 1):
            place = f"见“{one.place}”，" if one.place else ""
            _body(document, f"{number}. {one.message}（{place}规则{one.rule_id}）")


def _foot(document: Document, today: date) -> None:
    _body(document, "以上计算以报告所列数字为准，允许误差按所列小数位数的四舍五入确定。")
    signature = document.add_paragraph(f"（印章）\n{today.year}年{today.month}月{today.day}日")
    signature.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _body(document: Document, words: str, *, bold: bool = False) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.first_line_indent = Pt(28)
    paragraph.add_run(words).bold = bold
