"""Files that strangers could send: no crash, a reason for each, memory flat."""

import io
import os
import random
import resource
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook

from models.refusal import RefusalReason
from pipeline.ingesting.executors import Processes
from pipeline.ingesting.ingest import ingest
from pipeline.ingesting.task import Task
from pipeline.ingesting.workers import read_here
from tests.archive_factory import rarred, seven_zipped, zipped
from tests.pdf_factory import TOP, pdf, prose, table, together
from tests.test_readers_ofd import ofd
from tests.test_readers_ofd import text as ofd_text

SAMPLES = Path(__file__).parents[1] / "data" / "raw"
SEED = 20250401
FUZZED = 200
"""Changed copies in the tests; ``python -m tests.test_hostile N`` tries more."""

SHEET = "xl/worksheets/sheet1.xml"
SENTENCE = "本年度申请预算资金2538.12万元，实际支出2474.64万元。"


def wholesome() -> dict[str, bytes]:
    """A report in every format that is read without another program."""
    docx = next(iter(sorted(SAMPLES.glob("*.docx")))).read_bytes()
    plain = SENTENCE.encode()
    page = f"<!DOCTYPE html><html><body><p>{SENTENCE}</p></body></html>".encode()
    mht = b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    rows = [["项目", "金额"], ["基本支出", "1,234.56"]]
    return {
        "a.docx": docx,
        "a.xlsx": workbook(),
        "a.pdf": pdf(together(prose(SENTENCE), table(rows, top=TOP - 100))),
        "a.ofd": ofd(ofd_text(SENTENCE, 25, 40)),
        "a.html": page,
        "a.mht": mht,
        "a.csv": "项目,金额（万元）\n基本支出,12.5\n".encode(),
        "a.txt": plain,
        "a.zip": zipped({"内.txt": plain, "内.docx": docx}),
        "a.7z": seven_zipped({"内.txt": plain}),
        "a.rar": rarred({"内.txt": plain}),
    }


def workbook() -> bytes:
    book = Workbook()
    assert book.active is not None
    book.active.append(["项目", "金额"])
    book.active.append(["基本支出", 12.5])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def changed_part(package: bytes, name: str, change: bytes) -> bytes:
    """A zip package with other bytes in one part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for info in old.infolist():
            new.writestr(info.filename, change if info.filename == name else old.read(info))
    return out.getvalue()


def word(body: str, prolog: str = "") -> bytes:
    """A Word document with this body, after this prolog."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = f'<?xml version="1.0"?>{prolog}<w:document xmlns:w="{space}"><w:body>{body}</w:body>'
    return changed_part(wholesome()["a.docx"], "word/document.xml", f"{xml}</w:document>".encode())


LAUGHS = "<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)
)
TABLE = "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"


def pdf_with(page: bytes, stream: bytes = b"", extra: bytes = b"") -> bytes:
    """A PDF of one page with these entries and this compressed content."""
    packed = zlib.compress(stream, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R" + page + b">>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed),
    ]
    out = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate([*objects, extra] if extra else objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (
        len(places) + 1,
        start,
    )


def secret_in(path: Path) -> str:
    """A prolog with an entity that names a file of this machine."""
    return f'<!DOCTYPE x [<!ENTITY e SYSTEM "{path.as_uri()}">]>'


def hostile(secret: Path) -> Iterator[tuple[str, bytes]]:
    """What was made to do harm, by name."""
    good = wholesome()
    yield "zip bomb.docx", changed_part(good["a.docx"], "word/document.xml", bytes(64 << 20))
    yield "zip bomb.xlsx", changed_part(good["a.xlsx"], SHEET, bytes(64 << 20))
    yield "huge page.pdf", pdf_with(b"/MediaBox[0 0 9999999 9999999]")
    yield "deflate bomb.pdf", pdf_with(b"/MediaBox[0 0 595 842]", b"q " * (2 << 20))
    yield "pages in a circle.pdf", good["a.pdf"].replace(b"/Kids [ 3 0 R ]", b"/Kids [ 4 0 R ]")
    yield "entity bomb.docx", word("<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>", LAUGHS + "]>")
    yield "external entity.docx", word("<w:p><w:r><w:t>&e;</w:t></w:r></w:p>", secret_in(secret))
    yield "nested tables.docx", word("<w:tbl><w:tr><w:tc>" * 5000 + "</w:tc></w:tr></w:tbl>" * 5000)
    yield "empty tables.docx", word(TABLE * 10_000)
    yield "nested.html", b"<html><body>" + b"<div><table><tr><td>" * 5_000
    yield "nested.pdf", pdf_with(b"/MediaBox" + b"[" * 50_000)
    sheet = f'<?xml version="1.0"?>{LAUGHS}]><worksheet><sheetData>&a9;</sheetData></worksheet>'
    yield (
        "entity bomb.xlsx",
        changed_part(good["a.xlsx"], SHEET, sheet.encode()),
    )
    yield "entity bomb.ofd", ofd(ofd_text("&a9;", 25, 40), prolog=LAUGHS + "]>")
    yield "external entity.ofd", ofd(ofd_text("&e;", 25, 40), prolog=secret_in(secret))
    yield "wrong name.docx", good["a.pdf"]
    yield "wrong name.pdf", good["a.docx"]
    yield "locked.pdf", pdf(prose("内容。"), encrypt="secret")
    yield (
        "locked.docx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
    )
    yield "huge.png", b"\x89PNG\r\n\x1a\n" + _png_head(60_000, 60_000)
    yield "noise.txt", random.Random(SEED).randbytes(5000)
    for name in good:
        yield f"empty {name}", b""


def _png_head(width: int, height: int) -> bytes:
    head = b"IHDR" + struct.pack(">LLBBBBB", width, height, 8, 2, 0, 0, 0)
    return struct.pack(">L", 13) + head + struct.pack(">L", zlib.crc32(head))


def broken() -> Iterator[tuple[str, bytes]]:
    """Every format cut off at several places, and with single bits flipped."""
    rng = random.Random(SEED)
    for name, data in wholesome().items():
        for share in (0.1, 0.5, 0.95):
            yield f"cut {share} {name}", data[: int(len(data) * share)]
        for number in range(3):
            flipped = bytearray(data)
            flipped[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
            yield f"flipped {number} {name}", bytes(flipped)


def fuzzed(count: int) -> Iterator[tuple[str, bytes]]:
    """Copies of every format with bytes changed, cut out and doubled at random places."""
    rng = random.Random(SEED)
    good = list(wholesome().items())
    for number in range(count):
        name, data = good[number % len(good)]
        copy = bytearray(data)
        for _ in range(rng.choice((1, 4, 16))):
            at = rng.randrange(len(copy) or 1)
            match rng.randrange(4):
                case 0:
                    copy[at : at + 1] = rng.randbytes(1)
                case 1:
                    del copy[at : at + rng.randrange(1, 64)]
                case 2:
                    copy[at:at] = copy[max(0, at - 32) : at]
                case 3:
                    copy[at : at + 4] = rng.randbytes(4)
        yield f"fuzzed {number} {name}", bytes(copy)


def memory() -> int:
    """Peak memory of this process until now, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def test_a_run_over_everything_hostile_and_broken(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("绝密支出987654321万元", encoding="utf-8")
    folder = tmp_path / "raw"
    folder.mkdir()
    for name, data in (*wholesome().items(), *hostile(secret), *broken()):
        (folder / name).write_bytes(data)
    os.mkfifo(folder / "pipe.pdf")
    (folder / "circle").symlink_to(folder)
    before = memory()
    summary = ingest([folder], f"sqlite:///{tmp_path}/test.db", executor=Processes(2))
    assert memory() - before < 200 * 1024 * 1024
    reasons = {Path(one.path).name: one.reason for one in summary.refused}
    assert (
        reasons.items()
        >= {
            "zip bomb.docx": RefusalReason.UNSAFE,
            "zip bomb.xlsx": RefusalReason.UNSAFE,
            "locked.pdf": RefusalReason.ENCRYPTED,
            "locked.docx": RefusalReason.ENCRYPTED,
            "noise.txt": RefusalReason.UNDECODABLE,
            "pipe.pdf": RefusalReason.NOT_A_FILE,
            "empty a.docx": RefusalReason.EMPTY,
        }.items()
    )
    assert not reasons.keys() & wholesome().keys()
    assert not {"wrong name.docx", "wrong name.pdf"} & reasons.keys()
    faults = {RefusalReason.INTERNAL_ERROR, RefusalReason.READER_DIED, RefusalReason.TIME_LIMIT}
    assert {name: r for name, r in reasons.items() if r in faults} == {}
    assert all(one.message.endswith(".") for one in summary.refused)
    for found in tmp_path.glob("test.db*"):
        assert b"987654321" not in found.read_bytes()


def attempt(data: bytes, path: Path) -> RefusalReason | None:
    """Why a file is refused; None where it is read, or unpacked."""
    path.write_bytes(data)
    reading = read_here(Task(path, room=path.parent))
    return reading.refusal and reading.refusal.reason


@pytest.mark.parametrize("part", range(4))
def test_fuzzed_files_are_read_or_refused(part: int, tmp_path: Path) -> None:
    for name, data in list(fuzzed(FUZZED))[part::4]:
        assert attempt(data, tmp_path / name) is not RefusalReason.INTERNAL_ERROR, name


if __name__ == "__main__":
    import sys
    from collections import Counter
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        files = fuzzed(int(sys.argv[1]))
        print(Counter(attempt(data, Path(folder) / name) for name, data in files))
