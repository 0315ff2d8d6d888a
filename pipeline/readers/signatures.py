"""What the bytes of a file say it is, whatever its name claims."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

ZIP_MAGIC = b"PK\x03\x04"
EMPTY_ZIP_MAGIC = b"PK\x05\x06"
OLE2_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PDF_MAGIC = b"%PDF-"
# Readers of PDF accept the signature anywhere in the first kilobyte, and servers do put
# headers before it.
PDF_MAGIC_WITHIN = 1024
HEAD_LENGTH = 4096

# "<html lang=…>", "<!DOCTYPE html>", or a saved fragment that begins with "<table border=1>"
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|div)\b", re.IGNORECASE)
# "<w:wordDocument" (Word 2003 XML), "<?mso-application progid=…"
_XML = re.compile(rb"\s*<\?xml\b")
# "MIME-Version: 1.0" at the start of a line, near the top
_MIME = re.compile(rb"^mime-version:\s*1\.0", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True)
class Probe:
    """Facts about a file's bytes, each worked out once and only when asked for.

    Attributes:
        data: all the bytes.
        extension: of the name, lower case and without the dot; only a tie-break among
            plain texts, which have no signature of their own.
    """

    data: bytes
    extension: str = ""

    @cached_property
    def head(self) -> bytes:
        """The first bytes, without the zero bytes of UTF-16 and without a byte order mark."""
        start = self.data[:HEAD_LENGTH].replace(b"\0", b"")
        return (
            start.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
        )

    @cached_property
    def is_zip(self) -> bool:
        """Whether the bytes begin like a zip archive, be it whole or cut off."""
        return self.data.startswith((ZIP_MAGIC, EMPTY_ZIP_MAGIC))

    @cached_property
    def members(self) -> frozenset[str]:
        """Names inside a zip archive, also of one cut off before its directory."""
        if not self.is_zip:
            return frozenset()
        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
                return frozenset(archive.namelist())
        except (zipfile.BadZipFile, ValueError, NotImplementedError):
            return frozenset(_names_before_members(self.data))

    def has_member(self, pattern: str) -> bool:
        """Whether a zip member's whole name matches the regular expression."""
        return any(re.fullmatch(pattern, name) for name in self.members)

    def has_stream(self, name: str) -> bool:
        """Whether an OLE2 file has a stream of that name (its directory is in UTF-16)."""
        return self.data.startswith(OLE2_MAGIC) and name.encode("utf-16-le") in self.data


def _names_before_members(data: bytes) -> Iterator[str]:
    """The names that stand before each member, for archives that lack their directory."""
    for match in re.finditer(re.escape(ZIP_MAGIC), data):
        # A local header: 26 bytes, the length of the name in 2, of the rest in 2, the name.
        header = data[match.start() : match.start() + 30]
        length = int.from_bytes(header[26:28], "little")
        yield data[match.start() + 30 : match.start() + 30 + length].decode("utf-8", "replace")


Recogniser = Callable[[Probe], bool]


def starts_with(*signatures: bytes) -> Recogniser:
    """Recognises files by their first bytes."""
    return lambda probe: probe.data.startswith(signatures)


def zip_with(pattern: str) -> Recogniser:
    """Recognises zip packages by the name of a member."""
    return lambda probe: probe.has_member(pattern)


def ole2_with(*streams: str) -> Recogniser:
    """Recognises OLE2 files by any of the streams named."""
    return lambda probe: any(probe.has_stream(stream) for stream in streams)


def is_pdf(probe: Probe) -> bool:
    """Whether the signature of PDF stands near the start.

    >>> is_pdf(Probe(b"HTTP/1.1 200 OK %PDF-1.4"))
    True
    """
    return PDF_MAGIC in probe.data[:PDF_MAGIC_WITHIN]


def is_zip(probe: Probe) -> bool:
    """Any zip archive, even one whose directory is lost."""
    return probe.is_zip


def is_ole2(probe: Probe) -> bool:
    """Any OLE2 file, whatever it holds."""
    return probe.data.startswith(OLE2_MAGIC)


def is_html(probe: Probe) -> bool:
    """Whether the bytes begin like a web page, in whatever encoding.

    >>> is_html(Probe("<!DOCTYPE html><html>".encode("utf-16")))
    True
    >>> is_html(Probe("预算<html>".encode()))
    False
    """
    start = probe.head.lstrip()
    return start.startswith(b"<") and _HTML.search(start) is not None


def is_mht(probe: Probe) -> bool:
    r"""Whether the bytes begin with the head of a mail or of a page saved like one.

    >>> is_mht(Probe(b"From: <saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related"))
    True
    """
    return _MIME.search(probe.head) is not None


def is_xml(probe: Probe) -> bool:
    """XML that is no web page: Word 2003 XML, flat OpenDocument."""
    return _XML.match(probe.head) is not None


def is_named(*extensions: str) -> Recogniser:
    """Recognises by name. For plain texts only: their content looks alike."""
    return lambda probe: probe.extension in extensions


def is_anything(_probe: Probe) -> bool:
    """Everything; the reader of texts refuses what is binary."""
    return True
