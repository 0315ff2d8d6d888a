"""Why a file could not become a report."""

from enum import StrEnum


class RefusalReason(StrEnum):
    """Closed list of reasons; each has one message for people in ``RefusedFile``."""

    EMPTY = "empty"
    NOT_FOUND = "not_found"
    NOT_A_FILE = "not_a_file"
    NO_PERMISSION = "no_permission"
    UNSUPPORTED = "unsupported"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"
    NO_TEXT = "no_text"
    UNDECODABLE = "undecodable"
    TOOL_MISSING = "tool_missing"
    TIME_LIMIT = "time_limit"
    MEMORY_LIMIT = "memory_limit"
    READER_DIED = "reader_died"
    UNSAFE = "unsafe"
    INTERNAL_ERROR = "internal_error"


class RefusedFile(Exception):
    """A file that cannot become a report. Bad data, not a fault of ours.

    Readers raise it; the run catches it, records it and goes on.

    Attributes:
        reason: from the closed list.
        message: what happened, why probably, and what to do next, in English.
    """

    def __init__(self, reason: RefusalReason, message: str) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message

    def __reduce__(self) -> tuple[type["RefusedFile"], tuple[RefusalReason, str]]:
        # Readers run in worker processes: the exception must survive pickling.
        return (type(self), (self.reason, self.message))
