"""What runs on the machines of the cluster: a batch of files in, what became of each out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from models.schema import fingerprint
from pipeline.ingesting.cluster.reader_process import ReaderProcess
from pipeline.ingesting.scan import sha256_of
from pipeline.ingesting.task import Task
from pipeline.ingesting.versions import extractor_version
from pipeline.ingesting.workers import Reading
from pipeline.readers.needs import LIBREOFFICE, OCR


class OtherSetup(Exception):
    """A worker would read otherwise than the machine that asks; the message says why."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What decides how a machine reads.

    Attributes:
        version: of the code and of the user's own catalogue, rules and readers.
        schema: fingerprint of the tables that the rows are for.
        abilities: names of the programs and packages that some formats need and that are there.
    """

    version: str
    schema: str
    abilities: frozenset[str]

    def check(self, asked: "Setup") -> None:
        """Do nothing where this machine reads as the one that asks.

        Raises:
            OtherSetup: it does not.
        """
        if (self.version, self.schema) != (asked.version, asked.schema):
            raise OtherSetup(
                f"has Jixiao {self.version}, this machine {asked.version}; install the same "
                "there, and set the same JIXIAO_CATALOGUE, JIXIAO_RULES and JIXIAO_READERS"
            )
        if missing := asked.abilities - self.abilities:
            raise OtherSetup(f"lacks {', '.join(sorted(missing))}, which this machine has")


@cache
def setup() -> Setup:
    """That of this machine."""
    needs = (LIBREOFFICE, OCR)
    able = frozenset(need.name for need in needs if need.is_installed())
    return Setup(extractor_version(), fingerprint(), able)


@dataclass(frozen=True, slots=True)
class Parcel:
    """A task as it travels, with the bytes of its file or without them."""

    task: Task
    content: bytes | None = None


# Processes that wait for work; each thread of the worker takes one, or starts one.
_idle: list[ReaderProcess] = []


def read_batch(parcels: Sequence[Parcel], asked: Setup) -> list[Reading | None]:
    """Read the files of a batch.

    Returns:
        What became of each, in order; None for all if this machine does not see every one of
        the files: they must then be sent with their bytes.

    Raises:
        OtherSetup: this machine would read them otherwise.
        ReaderLost: the process that read died.
    """
    setup().check(asked)
    if not all(map(_is_here, parcels)):
        return [None] * len(parcels)
    with TemporaryDirectory(prefix="jixiao-batch-") as folder:
        tasks = [_unpacked(parcel, Path(folder, f"{n}")) for n, parcel in enumerate(parcels)]
        return list(_read(tasks))


def _is_here(parcel: Parcel) -> bool:
    """Whether the file can be read: it came along, or lies at its path with the same content."""
    task = parcel.task
    if parcel.content is not None or not task.sha256:
        return True
    try:
        return sha256_of(task.path) == task.sha256
    except OSError:
        return False


def _unpacked(parcel: Parcel, place: Path) -> Task:
    if parcel.content is None:
        return parcel.task
    place.write_bytes(parcel.content)
    return replace(parcel.task, content=place)


def _read(tasks: Sequence[Task]) -> list[Reading]:
    try:
        reader = _idle.pop()
    except IndexError:
        reader = ReaderProcess()
    try:
        readings = reader.read(tasks)
    except BaseException:
        reader.stop()
        raise
    _idle.append(reader)
    return readings
