"""A report's file is used only if it still is what was read."""

import hashlib
import os
from pathlib import Path

import pytest

from models.document import SourceFile
from pipeline.exporting.unchanged import unchanged_content

CONTENT = "实际支出80.00万元。".encode()


@pytest.fixture
def source(tmp_path: Path) -> SourceFile:
    path = tmp_path / "a.txt"
    path.write_bytes(CONTENT)
    return SourceFile(str(path), hashlib.sha256(CONTENT).hexdigest(), len(CONTENT), "txt")


def test_it_is_what_was_read(source: SourceFile) -> None:
    assert unchanged_content(source) == CONTENT


@pytest.mark.parametrize("now", [CONTENT + b"\n", CONTENT[:-1], b"x" * len(CONTENT), b""])
def test_another_content_is_none(source: SourceFile, now: bytes) -> None:
    Path(source.path).write_bytes(now)
    assert unchanged_content(source) is None


def test_what_is_no_file_or_gone_is_none(source: SourceFile, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in ("/dev/zero", str(tmp_path), str(tmp_path / "pipe"), "x\0y", "", "a" * 5000):
        planted = SourceFile(path, source.sha256, source.size, source.format)
        assert unchanged_content(planted) is None, path


def test_a_large_file_is_not_read(source: SourceFile) -> None:
    """Its size tells: a sparse file of a terabyte costs nothing."""
    os.truncate(source.path, 2**40)
    assert unchanged_content(source) is None


def test_what_goes_or_may_not_be_read_is_none(
    source: SourceFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    for error in (PermissionError, FileNotFoundError):

        def refuse(*_: object, error: type[OSError] = error) -> None:
            raise error

        monkeypatch.setattr(Path, "open", refuse)
        assert unchanged_content(source) is None
