"""Remarks as comments in a Word document, at the runs in which the words stand."""

import io
from collections.abc import Sequence
from pathlib import Path

import docx
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from models.document import Document
from pipeline.exporting.marking.place import AUTHOR, Remark, context


def mark_word(content: bytes, document: Document, remarks: Sequence[Remark], target: Path) -> int:
    """Write the copy; gives how many remarks stand at their places."""
    word = docx.Document(io.BytesIO(content))
    paragraphs = [Paragraph(one, word) for one in word.element.body.iter(_tag("p"))]
    lines = [(one, "".join(one.text.split())) for one in paragraphs]
    start = next(([run] for one in paragraphs for run in one.runs[:1]), None)
    placed = 0
    for remark in remarks:
        found = _runs(document, remark, lines)
        runs = found or start
        if runs is None:  # a document without a single run: a place is made
            runs = start = [word.add_paragraph().add_run(" ")]
        word.add_comment(runs, text=remark.words, author=AUTHOR, initials="绩")
        placed += found is not None
    word.save(str(target))
    return placed


def _tag(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"


def _runs(
    document: Document, remark: Remark, lines: Sequence[tuple[Paragraph, str]]
) -> list[Run] | None:
    """The first and last run of the remark's place."""
    if remark.span is None:
        return None
    for before, here, after in context(document, remark.span):
        for paragraph, line in lines:
            at = line.find(before + here + after)
            if at >= 0:
                start = at + len(before)
                return _covering(paragraph, start, start + len(here))
    return None


def _covering(paragraph: Paragraph, start: int, end: int) -> list[Run] | None:
    """The runs that hold the characters of a paragraph, counted without blanks."""
    covered, at = [], 0
    for run in paragraph.runs:
        length = len("".join(run.text.split()))
        if at < end and at + length > start:
            covered.append(run)
        at += length
    return [covered[0], covered[-1]] if covered else None
