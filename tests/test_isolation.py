"""What one file may do to a run: cost itself, and nobody else."""

import os
import socket
import threading
import time
from pathlib import Path

import pytest
from pebble import ProcessPool

from models.refusal import RefusalReason
from pipeline.ingesting.converting import converted_ahead
from pipeline.ingesting.scan import find_files
from pipeline.ingesting.task import Task
from pipeline.ingesting.workers import Reading, read_all, read_here
from pipeline.readers import office
from pipeline.readers.limits import limit_processor_time
from pipeline.storing import ReportRows
from pipeline.storing.shapes import CONTENT, SHAPES
from tests.office_factory import needs_libreoffice

TEXT = "云溪县应急管理局2024年度部门整体绩效自评报告\n年初预算2141.75万元。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "raw"
    place.mkdir()
    return place


def put(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_text(TEXT, encoding="utf-8")
    return path


def misbehave(task: Task) -> Reading:
    """Do what the file's name says, as a library might that reads it; else read it."""
    match task.path.stem:
        case "takes memory":
            return Reading(task, None, None, float(len(bytearray(8 * 1024**3))))
        case "takes processor time":
            limit_processor_time(1)
            while True:
                pass
        case "dies":
            os.abort()
    return read_here(task)


def test_what_takes_too_much_costs_itself_and_its_worker_is_replaced(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.ingesting.workers.read_here", misbehave)
    names = ["a.txt", "takes memory.txt", "dies.txt", "takes processor time.txt", "z.txt"]
    readings = list(read_all([Task(put(folder, name)) for name in names], 1))
    assert [r.refusal and r.refusal.reason for r in readings] == [
        None,
        RefusalReason.MEMORY_LIMIT,
        RefusalReason.READER_DIED,
        RefusalReason.TIME_LIMIT,
        None,
    ]
    assert all(r.refusal.message.count(". ") for r in readings if r.refusal)


def test_pipes_sockets_and_devices_are_not_opened(folder: Path) -> None:
    put(folder, "a.txt")
    os.mkfifo(folder / "pipe.docx")
    (folder / "endless.txt").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(folder / "socket"))
        start = time.monotonic()
        found = {one.path.name: one.refusal for one in find_files([folder])}
    assert time.monotonic() - start < 5
    assert {name for name, refusal in found.items() if refusal is None} == {"a.txt"}
    assert {r.reason for r in found.values() if r} == {RefusalReason.NOT_A_FILE}


def test_links_in_circles_end(folder: Path) -> None:
    put(folder, "a.txt")
    (folder / "circle").symlink_to(folder)
    (folder / "one").symlink_to(folder / "other")
    (folder / "other").symlink_to(folder / "one")
    found = {one.path.name: one.refusal for one in find_files([folder])}
    assert set(found) == {"a.txt", "one", "other"}
    assert found["a.txt"] is None
    assert found["one"] is not None


def test_a_file_of_absurd_size_is_not_even_hashed(folder: Path) -> None:
    with (folder / "huge.docx").open("wb") as file:
        file.truncate(5 * 1024**3)
    (found,) = find_files([folder])
    assert found.refusal is not None
    assert found.refusal.reason is RefusalReason.TOO_LARGE


@needs_libreoffice
def test_a_batch_reads_what_each_alone_reads(folder: Path, tmp_path: Path) -> None:
    for number in range(3):
        words = f"支出{number + 1}00万元。".encode("gbk")
        coded = "".join(f"\\'{byte:02x}" for byte in words)
        (folder / f"{number}.rtf").write_text("{\\rtf1\\ansi\\ansicpg936 " + coded + "}")
    (folder / "z.rtf").write_bytes(b"{\\rtf1 ")
    tasks = [Task(path) for path in sorted(folder.iterdir())]
    with ProcessPool(max_workers=1) as pool:
        ahead = list(converted_ahead(pool, iter(tasks), 1, tmp_path))
    assert [task.converted is not None for task in ahead] == [True, True, True, False]
    readings = [read_here(task) for task in ahead]
    texts = [reading.rows and text_of(reading.rows) for reading in readings]
    assert texts == ["支出100万元。", "支出200万元。", "支出300万元。", None]


def text_of(rows: ReportRows) -> str:
    """The text that will be stored."""
    ((text, *_),) = rows.parts[SHAPES.index(CONTENT)]
    return str(text)


@needs_libreoffice
@pytest.mark.skipif(not office._without_network(), reason="the system grants no network of its own")
def test_libreoffice_fetches_nothing() -> None:
    asked = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        def listen() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                asked.append(connection.recv(100))
                connection.close()

        threading.Thread(target=listen, daemon=True).start()
        page = (
            '<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:'
            'xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
            'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
            'xmlns:xlink="http://www.w3.org/1999/xlink" office:mimetype="application/'
            'vnd.oasis.opendocument.text"><office:body><office:text><text:p>支出100万元'
            f'<draw:frame><draw:image xlink:href="http://127.0.0.1:{port}/a.png"/></draw:frame>'
            "</text:p></office:text></office:body></office:document>"
        )
        office.convert({"a": (page.encode(), "odt")})
    assert asked == []
