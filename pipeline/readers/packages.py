"""What a zip package would unpack to, checked before a single member is unpacked."""

import io
import zipfile
import zlib

from models.refusal import RefusalReason
from pipeline.readers.refusing import SEND_AGAIN, refusal

MAX_MEMBERS = 20_000
MAX_UNPACKED = 512 * 1024 * 1024
"""Bytes over all members. Pictures hardly shrink in a zip, so this is about the size of
the largest file one accepts, with room for its XML."""

MAX_XML_PART = 32 * 1024 * 1024
"""Bytes of one XML part. As a tree it takes some ten times as much memory; a report of a
thousand pages has about 10 MB."""

MAX_RATIO = 250
"""Unpacked to packed size of one member beyond ``RATIO_MATTERS_FROM``. Word's XML shrinks
10 to 100 times; a zip bomb, nearly 1,032 times."""

RATIO_MATTERS_FROM = 4 * 1024 * 1024

BROKEN_MEMBER = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError)
"""What reading a member of a damaged zip may raise (ValueError: a seek before its start)."""


def checked_zip(data: bytes, path: str) -> zipfile.ZipFile:
    """A zip archive that is safe to unpack into memory.

    Raises:
        RefusedFile: it is damaged, encrypted, or would unpack to too much.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise damaged(path, "its directory of contents cannot be read") from error
    if any(member.flag_bits & 1 for member in members):
        raise refusal(
            RefusalReason.ENCRYPTED,
            path,
            "its contents are locked with a password",
            "The archive was made with encryption",
            "Ask the department for a copy without a password",
        )
    if len(members) > MAX_MEMBERS or sum(m.file_size for m in members) > MAX_UNPACKED:
        raise refusal(
            RefusalReason.TOO_LARGE,
            path,
            f"it would unpack to more than {MAX_UNPACKED:,} bytes or {MAX_MEMBERS:,} parts",
            "It holds very many or very large pictures, or was made to exhaust the reader",
            "Remove the pictures or split the report, then submit the parts",
        )
    for member in members:
        _check_ratio(member, path)
    return archive


def damaged(path: str, happened: str) -> Exception:
    """The refusal of a package that is cut off or broken."""
    return refusal(
        RefusalReason.DAMAGED,
        path,
        f"the package is damaged: {happened}",
        "The copy or upload probably broke off, or the file was changed by another program",
        f"Try to open it in Word or WPS and save it anew, or {SEND_AGAIN[0].lower()}"
        f"{SEND_AGAIN[1:]}",
    )


def _check_ratio(member: zipfile.ZipInfo, path: str) -> None:
    """Refuse a member that grows beyond what documents do."""
    size, packed = member.file_size, max(member.compress_size, 1)
    is_bomb = size > RATIO_MATTERS_FROM and size > MAX_RATIO * packed
    if is_bomb or (size > MAX_XML_PART and member.filename.endswith((".xml", ".rels"))):
        raise refusal(
            RefusalReason.UNSAFE,
            path,
            f"its part {member.filename} would unpack from {packed:,} to {size:,} bytes",
            "No report is that large; the file was probably made to exhaust the reader",
            "Do not open it; ask the department what it sent",
        )
