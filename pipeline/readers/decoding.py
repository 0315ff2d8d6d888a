"""Bytes of a text file into characters, with the encoding that was found."""

import codecs
import re

from charset_normalizer import from_bytes

from models.refusal import RefusalReason, RefusedFile
from pipeline.readers.refusing import SEND_AGAIN, refusal

# Characters that Chinese reports are written in: ASCII, Latin and Greek letters, general
# punctuation, arrows, enclosed numbers and box drawing, CJK with its punctuation and
# compatibility forms, full-width forms, and hanzi outside the basic plane.
_UNEXPECTED = re.compile(
    "[^\t\n\f\r\x20-\x7e\xa0-\u024f\u0370-\u04ff\u2000-\u27ff\u2e80-\u30ff\u3200-\u9fff"
    "\uf900-\ufaff\ufe10-\ufe6f\ufeff\uff00-\uffef\U00020000-\U0003ffff]"
)

# Longest first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# UTF-16 before GB18030: GB18030 bytes taken as UTF-16 give Hangul, Yi and private
# characters, but UTF-16 bytes taken as GB18030 may give rare hanzi.
_UNMARKED = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")

MIN_EXPECTED_SHARE = 0.95
"""Below this share of expected characters a decoding is taken for noise. Reports have
more than 0.999; a binary .doc taken as UTF-16 has 0.3 to 0.8."""

MAX_BROKEN_SHARE = 0.002
"""A text with fewer undecodable places than this per character is repaired, not refused:
one bad byte must not cost a report."""


def undecodable(path: str, cause: str, remedy: str = SEND_AGAIN) -> RefusedFile:
    """The refusal of a file whose bytes are no text; ``cause``: what probably happened to it."""
    happened = "its bytes are no text in any encoding that reports come in"
    return refusal(RefusalReason.UNDECODABLE, path, happened, cause, remedy)


def expected_share(text: str) -> float:
    r"""The share of characters that one expects in a Chinese report, 0 to 1.

    >>> expected_share("预算执行率≦97.5％")
    1.0
    >>> expected_share("\u0001\uab12\uac00x")
    0.25
    """
    return 1 - len(_UNEXPECTED.findall(text)) / len(text) if text else 1.0


def decode(data: bytes) -> tuple[str, str] | None:
    """The text and the name of its encoding, or None where the bytes are no text.

    Tried in turn: byte order mark, UTF-8, UTF-16 without mark, GB18030, the same with a
    few broken places, and at last what charset-normalizer guesses.

    >>> decode("全年执行数".encode("gb18030"))
    ('全年执行数', 'gb18030')
    >>> decode(bytes(range(256))) is None
    True
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _repaired(data, encoding)
    for attempt in (_strict, _repaired):
        for encoding in _UNMARKED:
            if found := attempt(data, encoding):
                return found
    return _guessed(data)


def _strict(data: bytes, encoding: str) -> tuple[str, str] | None:
    """Decoded without a single fault, and looking like a report."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return (text, encoding) if expected_share(text) >= MIN_EXPECTED_SHARE else None


def _repaired(data: bytes, encoding: str) -> tuple[str, str] | None:
    """Decoded with U+FFFD in the place of a few broken bytes."""
    text = data.decode(encoding, errors="replace")
    is_sound = text.count("\ufffd") <= max(1, MAX_BROKEN_SHARE * len(text))
    return (text, encoding) if is_sound and expected_share(text) >= MIN_EXPECTED_SHARE else None


def _guessed(data: bytes) -> tuple[str, str] | None:
    """What charset-normalizer thinks best, if that looks like a report."""
    guess = from_bytes(data).best()
    return None if guess is None else _strict(data, guess.encoding)
