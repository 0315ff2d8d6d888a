"""Plain text: decoded, with one kind of line end, and without the residue of pages."""

import re
from dataclasses import replace

from models.document import Document, SourceFile
from models.refusal import RefusalReason
from pipeline.readers import document_of_text
from pipeline.readers.decoding import decode, undecodable
from pipeline.readers.refusing import refusal
from pipeline.readers.residue import CONTROL, CONTROL_NOTE, INVISIBLE, INVISIBLE_NOTE

# "\r\n" of Windows, "\r" of old exports, vertical tab (Word's soft line break saved as
# text), next line, line and paragraph separators.
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x85\u2028\u2029]")
# A line that holds a page mark alone: "- 12 -", "—3—", "第 3 页", "第3页 共20页", "3 / 20".
# A bare "3" is not among them: in a table flattened to lines it is a figure.
_PAGE_MARK = re.compile(
    r"^[ \t\u3000]*(?:[-—–－]{1,2} *\d{1,4} *[-—–－]{1,2}"
    r"|第 *\d{1,4} *页(?:[ ,，/／]*共 *\d{1,4} *页)?)[ \t\u3000]*(?:\n|\Z)",
    re.MULTILINE,
)
_FORM_FEED_AT_LINE_END = re.compile(r"\f+(?=\n|\Z)|(?:(?<=\n)|\A)\f+")

# (pattern, replacement, note): applied in this order; each note is printed with a count.
_CLEANING: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (_LINE_ENDS, "\n", ""),
    (INVISIBLE, "", INVISIBLE_NOTE),
    (CONTROL, "", CONTROL_NOTE),
    (_FORM_FEED_AT_LINE_END, "", "form feeds left out"),
    (re.compile("\f"), "\n", "form feeds made line breaks"),
    (_PAGE_MARK, "", "page marks left out"),
)


def read(data: bytes, source: SourceFile) -> Document:
    """Read a text file; every line becomes a block.

    Raises:
        RefusedFile: the bytes are no text, or only blanks.
    """
    decoded = decode(data)
    if decoded is None:
        raise undecodable(
            source.path,
            "It is probably a binary file under the wrong name, or a text saved twice over "
            "in two encodings",
            "Open it in the program that wrote it and save it as .docx or as UTF-8 text",
        )
    raw, encoding = decoded
    text, notes = clean(raw)
    if not text.strip():
        raise refusal(
            RefusalReason.NO_TEXT,
            source.path,
            "it holds nothing but blanks",
            "The report's text was probably never pasted in",
        )
    notes = (f"decoded as {encoding}", *_broken(text), *notes)
    return replace(document_of_text(text, source), reader="txt", notes=notes)


def clean(raw: str) -> tuple[str, tuple[str, ...]]:
    r"""The text with LF line ends and without residue, and notes on what was left out.

    >>> text, notes = clean("一、概况\r\n- 1 -\r\n\f支\u200b出3万元")
    >>> text
    '一、概况\n支出3万元'
    >>> notes
    ('1 invisible characters left out', '1 form feeds left out', '1 page marks left out')
    """
    text, notes = raw, []
    for pattern, replacement, note in _CLEANING:
        text, count = pattern.subn(replacement, text)
        if count and note:
            notes.append(f"{count} {note}")
    return text, tuple(notes)


def _broken(text: str) -> tuple[str, ...]:
    count = text.count("\ufffd")
    return (f"{count} undecodable places replaced by U+FFFD",) if count else ()
