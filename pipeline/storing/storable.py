"""Documents that every database can hold."""

from dataclasses import replace
from pathlib import Path

from models.document import Document
from pipeline.readers.file_names import printable

# Text that databases cannot hold; each is replaced by one character, so that spans stay true.
_UNSTORABLE = {0: "\ufffd", **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}


def storable(document: Document) -> Document:
    r"""The document without characters that databases cannot hold; every span stays true.

    >>> from pipeline.readers import document_of_text
    >>> storable(document_of_text("预算\x00万元")).text
    '预算\ufffd万元'
    """
    path = printable(Path(document.source.path))
    text = document.text.translate(_UNSTORABLE) if _is_unstorable(document.text) else document.text
    if text == document.text and path == document.source.path:
        return document
    return replace(document, text=text, source=replace(document.source, path=path))


def _is_unstorable(text: str) -> bool:
    try:
        return b"\0" in text.encode()
    except UnicodeEncodeError:
        return True
