"""The one table of formats: how each is recognised, what reads it, and what that needs.

To add a format, write ``pipeline/readers/<code>.py`` with ``read(data, source) -> Document``
and name it as the ``reader`` of its entry. The order counts: the first that recognises
the bytes wins, so special ones stand before general ones (.docx before .zip). A reader of one's
own is a Python file with ``FORMAT = Format(…, reader=__name__)`` and ``read``, named by
``JIXIAO_READERS``; it is asked before ours.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from models.document import Document, SourceFile
from models.own_files import READERS, own_files
from models.problem import Problem
from models.refusal import RefusalReason
from pipeline.readers import signatures as sign
from pipeline.readers.needs import LIBREOFFICE, OCR, RARFILE, SEVEN_ZIP, UNRAR, Need
from pipeline.readers.signatures import Probe, Recogniser

Reader = Callable[[bytes, SourceFile], Document]

_AS_DOCX = "Open it in Word or WPS, save it as .docx and submit that"
_UNPACK = "Unpack it and submit the files inside"
_INGEST = "`jixiao ingest` unpacks it and reads each file inside"


@dataclass(frozen=True, slots=True)
class Format:
    """One row of the table.

    Attributes:
        code: as stored with each report (``docx``).
        title: for people, as in "this is a <title>".
        recognise: whether bytes are of this format.
        reader: module with ``read(data, source) -> Document``, imported on first use;
            None where no reader exists.
        needs: packages or programs the reader cannot do without.
        advice: what to do with such a file where it cannot be read.
        reason: why it is refused where no reader exists.
        is_archive: it holds files that a run reads each on its own.
    """

    code: str
    title: str
    recognise: Recogniser
    reader: str | None = None
    needs: tuple[Need, ...] = ()
    advice: str = "Submit the report as .docx or .txt"
    reason: RefusalReason = RefusalReason.UNSUPPORTED
    is_archive: bool = False

    def load_reader(self) -> Reader | None:
        """The function that reads this format, or None where there is none."""
        if self.reader is None:
            return None
        read: Reader = import_module(self.reader).read
        return read


FORMATS: tuple[Format, ...] = (
    Format("pdf", "PDF document", sign.is_pdf, reader="pipeline.readers.pdf"),
    Format(
        "rtf",
        "rich text (RTF) document",
        sign.starts_with(b"{\\rtf"),
        reader="pipeline.readers.office",
        needs=(LIBREOFFICE,),
    ),
    # Packages: zip archives told apart by what they hold.
    Format(
        "docx",
        "Word document (.docx)",
        sign.zip_with(r"word/document\d*\.xml"),
        reader="pipeline.readers.docx",
    ),
    Format(
        "xlsx",
        "Excel workbook (.xlsx)",
        sign.zip_with(r"xl/workbook\.xml"),
        reader="pipeline.readers.xlsx",
    ),
    Format("pptx", "PowerPoint presentation (.pptx)", sign.zip_with(r"ppt/presentation\.xml")),
    Format("ofd", "OFD document", sign.zip_with(r"(.*/)?OFD\.xml"), reader="pipeline.readers.ofd"),
    Format(
        "odt",
        "OpenDocument text (.odt)",
        sign.zip_with(r"META-INF/manifest\.xml"),
        reader="pipeline.readers.office",
        needs=(LIBREOFFICE,),
    ),
    Format("zip", "zip archive", sign.is_zip, advice=_INGEST, is_archive=True),
    # OLE2: the container of Office before 2007, of WPS, and of encrypted packages.
    Format(
        "encrypted_office",
        "password-protected Office document",
        sign.ole2_with("EncryptedPackage"),
        advice="Ask the department for a copy without a password",
        reason=RefusalReason.ENCRYPTED,
    ),
    Format(
        "doc",
        "old Word or WPS document (.doc, .wps)",
        sign.ole2_with("WordDocument", "WpsDocument"),
        reader="pipeline.readers.office",
        needs=(LIBREOFFICE,),
    ),
    Format(
        "xls",
        "old Excel or WPS workbook (.xls, .et)",
        sign.ole2_with("Workbook", "Book"),
        reader="pipeline.readers.xls",
    ),
    Format("ole2", "old Office file of an unknown kind", sign.is_ole2, advice=_AS_DOCX),
    Format(
        "7z",
        "7z archive",
        sign.starts_with(b"7z\xbc\xaf\x27\x1c"),
        needs=(SEVEN_ZIP,),
        advice=_INGEST,
        is_archive=True,
    ),
    Format(
        "rar",
        "rar archive",
        sign.starts_with(b"Rar!\x1a\x07"),
        needs=(RARFILE, UNRAR),
        advice=_INGEST,
        is_archive=True,
    ),
    Format("gzip", "gzip archive", sign.starts_with(b"\x1f\x8b"), advice=_UNPACK),
    Format(
        "image",
        "picture, perhaps a scan",
        sign.starts_with(b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"GIF8", b"BM6"),
        reader="pipeline.readers.image",
        needs=(OCR,),
    ),
    # Texts.
    Format("mht", "saved web page (.mht)", sign.is_mht, reader="pipeline.readers.mht"),
    Format("html", "web page", sign.is_html, reader="pipeline.readers.html"),
    Format("xml", "XML document", sign.is_xml, advice=_AS_DOCX),
    Format(
        "csv",
        "table of comma-separated values",
        sign.is_named("csv", "tsv"),
        reader="pipeline.readers.csv",
    ),
    Format("txt", "plain text", sign.is_anything, reader="pipeline.readers.txt"),
)


def format_of(data: bytes, name: str = "") -> Format:
    """The format of a file, by its content; ``name`` only tells plain texts apart.

    >>> format_of(b"%PDF-1.7", "report.docx").code
    'pdf'
    >>> format_of("一、部门概况".encode(), "报告").code
    'txt'
    """
    extension = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    probe = Probe(data, extension)
    return next(entry for entry in known_formats() if entry.recognise(probe))


@cache
def known_formats() -> tuple[Format, ...]:
    """The user's own formats, then ours.

    Raises:
        Problem: a file of the user's own holds no format.
    """
    return (*map(_own_format, own_files(READERS)), *FORMATS)


def _own_format(path: str) -> Format:
    name = f"jixiao_reader_{Path(path).stem}"
    spec = spec_from_file_location(name, path)
    try:
        if spec is None or spec.loader is None:
            raise ImportError("it is no Python file")
        module = module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
        own = module.FORMAT
    except Exception as error:
        raise Problem(
            f"{path} cannot be used as a reader: {type(error).__name__}: {error}. It is a Python "
            "file with FORMAT = Format(code, title, recognise, reader=__name__) and read."
        ) from error
    if not isinstance(own, Format) or not callable(getattr(module, "read", None)):
        raise Problem(f"{path} has no FORMAT of pipeline.readers.formats, or no function read.")
    return own
