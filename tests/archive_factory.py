"""Archives as people and strangers make them."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

import py7zr

Files = Mapping[str, bytes]


def zipped(files: Files) -> bytes:
    """A zip archive with names in UTF-8."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def zipped_in_gbk(files: Files) -> bytes:
    """A zip archive as Chinese Windows makes it: names in GBK, and no mark that says so."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(f"{len(name.encode('gbk')) * 'x'}")
            archive.writestr(info, data)
    raw = out.getvalue()
    for name in files:
        gbk = name.encode("gbk")
        raw = raw.replace(len(gbk) * b"x", gbk)
    return raw


def seven_zipped(files: Files, password: str | None = None) -> bytes:
    """A 7z archive."""
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w", password=password) as archive:
        for name, data in files.items():
            archive.writestr(data, name)
    return out.getvalue()


def rarred(files: Files) -> bytes:
    """A rar archive (version 4) whose files are stored as they are."""
    blocks = [b"Rar!\x1a\x07\x00", _block(0x73, 0, b"\0" * 6)]
    for name, data in files.items():
        blocks += [_rar_file(name, data), data]
    return b"".join([*blocks, _block(0x7B, 0x4000, b"")])


def _rar_file(name: str, data: bytes) -> bytes:
    raw = name.encode()
    sizes = struct.pack("<LLB", len(data), len(data), 3)
    fields = struct.pack("<LLBBHL", zlib.crc32(data), 0x5A000000, 29, 0x30, len(raw), 0o100644)
    return _block(0x74, 0x8000, sizes + fields + raw)


def _block(kind: int, flags: int, body: bytes) -> bytes:
    head = struct.pack("<BHH", kind, flags, 7 + len(body)) + body
    return struct.pack("<H", zlib.crc32(head) & 0xFFFF) + head
