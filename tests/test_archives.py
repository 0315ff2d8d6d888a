"""Archives of submissions: every file inside is a report of its own, and none does harm."""

import io
import os
import shutil
import stat
import struct
import zipfile
import zlib
from pathlib import Path

import py7zr
import pytest

from models.refusal import RefusalReason, RefusedFile
from pipeline.archives import Member, archive_kind, unpack
from tests.archive_factory import rarred, seven_zipped, zipped, zipped_in_gbk
from tests.test_ingest import TEXT

REPORT = TEXT.format(spent="2474.64").encode()
OTHER = TEXT.format(spent="1").encode()


def opened(data: bytes, tmp_path: Path) -> dict[str, bytes | RefusalReason]:
    """What is in an archive: the bytes of each file, or why there are none."""
    path, folder = tmp_path / "外.bin", tmp_path / "room"
    path.write_bytes(data)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return {member.name: _content(member) for member in unpack(path, "外.zip", folder)}


def _content(member: Member) -> bytes | RefusalReason:
    if member.content is not None:
        return member.content.path.read_bytes()
    assert member.refusal is not None
    assert member.refusal.message.endswith(".")
    return member.refusal.reason


def refused(data: bytes, tmp_path: Path) -> RefusalReason:
    with pytest.raises(RefusedFile) as caught:
        opened(data, tmp_path)
    return caught.value.reason


@pytest.mark.parametrize("pack", [zipped, zipped_in_gbk, seven_zipped, rarred])
def test_files_come_out_with_their_names_and_bytes(pack: object, tmp_path: Path) -> None:
    assert callable(pack)
    files = {"一局/自评报告.txt": REPORT, "二局.txt": OTHER}
    assert opened(pack(files), tmp_path) == files


def test_an_archive_in_an_archive_is_opened_and_one_deeper_is_not(tmp_path: Path) -> None:
    innermost = zipped({"a.txt": b"3"})
    inner = seven_zipped({"b.txt": b"2", "deep.zip": innermost})
    assert opened(zipped({"c.txt": b"1", "内.7z": inner}), tmp_path) == {
        "c.txt": b"1",
        "内.7z!/b.txt": b"2",
        "内.7z!/deep.zip": RefusalReason.UNSUPPORTED,
    }


def test_a_word_document_is_no_archive(tmp_path: Path) -> None:
    document = zipped({"word/document.xml": b"<x/>", "[Content_Types].xml": b"<x/>"})
    assert opened(zipped({"a.docx": document}), tmp_path) == {"a.docx": document}
    (tmp_path / "a").write_bytes(document)
    assert archive_kind(tmp_path / "a") is None


def test_what_systems_leave_behind_is_left_out(tmp_path: Path) -> None:
    files = {"__MACOSX/._a.txt": b"x", "甲/Thumbs.db": b"x", "~$a.docx": b"x", "a.txt": b"1"}
    assert opened(zipped(files), tmp_path) == {"a.txt": b"1"}


@pytest.mark.parametrize("pack", [zipped, seven_zipped])
def test_names_that_lead_out_are_refused_and_touch_nothing(pack: object, tmp_path: Path) -> None:
    assert callable(pack)
    before = set(tmp_path.parent.iterdir())
    if pack is zipped:
        files = {"../../out.txt": b"x", "/etc/out.txt": b"x", "C:\\out.txt": b"x", "a.txt": b"1"}
    else:
        files = {"a.txt": b"1"}
    found = opened(pack(files), tmp_path)
    assert found.pop("a.txt") == b"1"
    assert set(found.values()) <= {RefusalReason.UNSAFE}
    assert len(found) == len(files) - 1
    assert set(tmp_path.parent.iterdir()) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["room", "外.bin"]


def test_links_and_devices_are_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, mode in (("link", stat.S_IFLNK), ("device", stat.S_IFCHR)):
            info = zipfile.ZipInfo(name)
            info.create_system = 3
            info.external_attr = (mode | 0o777) << 16
            archive.writestr(info, "/etc/passwd")
        archive.writestr("a.txt", "1")
    found = opened(out.getvalue(), tmp_path)
    assert found == {"link": RefusalReason.UNSAFE, "device": RefusalReason.UNSAFE, "a.txt": b"1"}


def test_a_link_in_a_7z_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "passwd").symlink_to("/etc/passwd")
    (tmp_path / "pack" / "a.txt").write_bytes(b"1")
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w") as archive:
        archive.writeall(tmp_path / "pack", "")
    shutil.rmtree(tmp_path / "pack")
    found = opened(out.getvalue(), tmp_path)
    assert found["a.txt"] == b"1"
    assert found.get("passwd", RefusalReason.UNSAFE) is RefusalReason.UNSAFE


def test_bombs_are_refused_before_they_are_unpacked(tmp_path: Path) -> None:
    bomb = zipped({"bomb.txt": bytes(64 * 1024 * 1024), "a.txt": b"1"})
    assert opened(bomb, tmp_path) == {"bomb.txt": RefusalReason.UNSAFE, "a.txt": b"1"}
    assert len(list((tmp_path / "room").iterdir())) == 1


def test_limits_on_number_and_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.archives.unpacking.MAX_ENTRIES", 3)
    assert refused(zipped({f"{n}.txt": b"1" for n in range(4)}), tmp_path) == "too_large"
    monkeypatch.setattr("pipeline.archives.unpacking.MAX_UNPACKED", 100)
    assert refused(zipped({"a.txt": b"x" * 101}), tmp_path) == "too_large"


@pytest.mark.parametrize("pack", [zipped, seven_zipped])
def test_the_limit_holds_over_archives_in_archives(
    pack: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert callable(pack)
    inner = pack({"b.txt": os.urandom(700)})
    monkeypatch.setattr("pipeline.archives.unpacking.MAX_UNPACKED", len(inner) + 500)
    found = opened(zipped({"a.txt": b"1", "内.zip": inner}), tmp_path)
    assert found == {"a.txt": b"1", "内.zip": RefusalReason.TOO_LARGE}


def test_a_locked_archive_is_refused_as_such(tmp_path: Path) -> None:
    assert refused(seven_zipped({"a.txt": b"1"}, "geheim"), tmp_path) == "encrypted"
    plain = bytearray(zipped({"a.txt": b"1", "b.txt": b"2"}))
    for magic, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        plain[plain.index(magic) + offset] |= 1
    assert opened(bytes(plain), tmp_path) == {"a.txt": RefusalReason.ENCRYPTED, "b.txt": b"2"}


def test_a_damaged_file_costs_itself_alone(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": os.urandom(300), "b.txt": b"2"}))
    data[100] ^= 0xFF
    assert opened(bytes(data), tmp_path) == {"a.txt": RefusalReason.DAMAGED, "b.txt": b"2"}


@pytest.mark.parametrize("pack", [zipped, seven_zipped, rarred])
def test_a_cut_off_archive_is_refused(pack: object, tmp_path: Path) -> None:
    assert callable(pack)
    data = pack({"a.txt": os.urandom(500), "b.txt": os.urandom(500)})
    if pack is rarred:  # it lists what comes before the cut
        assert opened(data[:-300], tmp_path)["b.txt"] is RefusalReason.DAMAGED
    else:
        assert refused(data[:-300], tmp_path) is RefusalReason.DAMAGED


def test_an_empty_archive_is_refused(tmp_path: Path) -> None:
    assert refused(zipped({}), tmp_path) == "empty"
    assert refused(zipped({"leer/": b""}), tmp_path) == "empty"


def test_equal_names_are_told_apart(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "1")
        archive.writestr("b.txt", "2")
    twice = out.getvalue().replace(b"b.txt", b"a.txt")
    assert opened(twice, tmp_path) == {"a.txt": b"1", "a.txt (2)": b"2"}


def test_without_a_program_a_packed_rar_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("rarfile.CURRENT_SETUP", None)
    packed = rarred({"a.txt": b"1"}).replace(b"\x1d\x30", b"\x1d\x33")  # method 3: compressed
    head = packed.index(b"\x74")
    size = struct.unpack("<H", packed[head + 3 : head + 5])[0]
    crc = struct.pack("<H", zlib.crc32(packed[head : head - 2 + size]) & 0xFFFF)
    packed = packed[: head - 2] + crc + packed[head:]
    assert refused(packed, tmp_path) == "tool_missing"
