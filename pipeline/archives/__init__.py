"""Archives of submissions: each file inside becomes a file of the run of its own."""

from pipeline.archives.entries import SEPARATOR
from pipeline.archives.unpacking import Member, archive_kind, unpack

__all__ = ["SEPARATOR", "Member", "archive_kind", "unpack"]
