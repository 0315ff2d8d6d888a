"""Files that a run has found and must still read."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from models.identity import Identity
from pipeline.archives import SEPARATOR, Member
from pipeline.ingesting.scan import Found
from pipeline.ingesting.task import Task


@dataclass(frozen=True, slots=True)
class Pending:
    """A file to be read in this run."""

    found: Found
    sha256: str
    stamp: str | None
    declared: Identity | None

    def task(self, room: Path) -> Task:
        """What a worker is to do; only what lies on the disk itself is unpacked, into ``room``."""
        content = self.found.content
        room_here = None if content else room
        return Task(self.found.path, self.declared, content, room_here, sha256=self.sha256)


def member_found(archive: Found, member: Member) -> Found:
    """A file in an archive as a file of the run."""
    return Found(
        f"{archive.place}{SEPARATOR}{member.name}",
        f"{archive.name}{SEPARATOR}{member.name}",
        member.refusal,
        member.content.path if member.content else None,
    )


def digest_of(declared: Identity | None) -> str:
    """A short mark of what a manifest says, to notice when it changes; "" for nothing."""
    return "" if declared is None else hashlib.sha256(repr(declared).encode()).hexdigest()[:8]
