"""Files of old formats turned into .docx ahead of their reading, many in one run of LibreOffice.

It takes seconds to start and a fraction of one for each file. A file that is not turned here is
turned alone when its turn comes to be read, so that a bad one costs nobody else.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from math import ceil
from pathlib import Path

from pebble import ProcessPool

from pipeline.ingesting.task import Task
from pipeline.readers import load, office
from pipeline.readers.formats import format_of
from pipeline.readers.signatures import OLE2_MAGIC

BATCH = 25
"""Files given to one run of LibreOffice."""

WORTHWHILE = 8
"""Fewer files are not shared out to several runs."""

MAX_SIZE = 32 * 1024 * 1024
"""Larger files are turned alone: they may take the time of a whole batch."""

SECONDS_A_FILE = 4
BATCH_SECONDS = office.START_SECONDS + SECONDS_A_FILE * BATCH + 60

# The first member of an OpenDocument text says what it is, unpacked.
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument.text"


def converted_ahead(
    pool: ProcessPool, tasks: Iterator[Task], workers: int, folder: Path
) -> Iterator[Task]:
    """The same tasks in the same order, those of old formats with the .docx made of them.

    Args:
        pool: its workers run LibreOffice.
        tasks: taken some dozens at a time.
        workers: how many the pool has.
        folder: where the .docx go.
    """
    while window := list(islice(tasks, BATCH * workers)):
        old = [index for index, task in enumerate(window) if _looks_old(_content(task))]
        if len(old) > 1:
            made = _convert(pool, [_content(window[index]) for index in old], workers, folder)
            for index, converted in zip(old, made, strict=True):
                window[index] = replace(window[index], converted=converted)
        yield from window


def _content(task: Task) -> Path:
    return task.content or task.path


def _looks_old(path: Path) -> bool:
    """Whether a file may be one for LibreOffice; the worker looks closer."""
    try:
        with path.open("rb") as file:
            head = file.read(128)
        return (
            head.startswith((OLE2_MAGIC, b"{\\rtf")) or _OPEN_DOCUMENT in head
        ) and path.stat().st_size <= MAX_SIZE
    except OSError:
        return False


def _convert(
    pool: ProcessPool, paths: Sequence[Path], workers: int, folder: Path
) -> list[Path | None]:
    size = min(BATCH, max(WORTHWHILE, ceil(len(paths) / workers)))
    batches = [paths[start : start + size] for start in range(0, len(paths), size)]
    futures = [pool.submit(convert_batch, BATCH_SECONDS, batch, folder) for batch in batches]
    made: list[Path | None] = []
    for batch, future in zip(batches, futures, strict=True):
        try:
            made += future.result()
        except Exception:  # whatever befell the batch: each file is tried alone
            made += [None] * len(batch)
    return made


def convert_batch(paths: Sequence[Path], folder: Path) -> list[Path | None]:
    """Turn files into .docx in ``folder``; None for each that is of another format, or bad."""
    files: dict[str, tuple[Path, bytes, str]] = {}
    for path in paths:
        data = load(path)
        code = format_of(data).code
        if code in office.EXTENSIONS:
            files[str(len(files))] = path, data, code
    converted = office.convert(
        {name: (data, code) for name, (_, data, code) in files.items()}, SECONDS_A_FILE
    )
    made: dict[Path, Path] = {}
    for name, (path, _, _) in files.items():
        if name in converted:
            made[path] = folder / f"{path.stat().st_dev}-{path.stat().st_ino}.docx"
            made[path].write_bytes(converted[name])
    return [made.get(path) for path in paths]
