"""Office documents locked with a password: recognised, and refused with what to do."""

from models.document import Document, SourceFile
from models.refusal import RefusalReason
from pipeline.readers.refusing import refusal


def read(_data: bytes, source: SourceFile) -> Document:
    """Refuse the file; without its password nothing in it can be read.

    Raises:
        RefusedFile: always, as encrypted.
    """
    raise refusal(
        RefusalReason.ENCRYPTED,
        source.path,
        "it is a password-protected Office document",
        "Whoever saved it set a password to open it",
        "Ask the department for a copy without a password",
    )
