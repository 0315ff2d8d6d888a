"""Mistakes in a catalogue file, and files that are none."""

from models.own_files import CATALOGUE
from models.problem import Problem


class CatalogueError(Problem):
    """A catalogue file that must not be used; its author can put it right.

    >>> print(CatalogueError("own.yaml", 3, "unknown key 'wording'"))
    own.yaml:3: unknown key 'wording'. Correct this line and run again.
    """

    def __init__(self, path: str, line: int, reason: str) -> None:
        super().__init__(path, line, reason)
        self.path = path
        self.line = line
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.reason}. Correct this line and run again."


class UnreadableCatalogue(Problem):
    """A catalogue file that is not there, or that holds no text.

    >>> print(UnreadableCatalogue("a.yaml", "Permission denied"))
    a.yaml cannot be read: Permission denied. Correct JIXIAO_CATALOGUE, or unset it, and run again.
    """

    def __init__(self, path: str, fault: str | None) -> None:
        """Args: ``fault`` is the system's word on it; None where the file is not UTF-8."""
        super().__init__(path, fault)
        self.path = path
        self.fault = fault

    def __str__(self) -> str:
        if self.fault is None:
            return f"{self.path} is not UTF-8. Save it as UTF-8 and run again."
        return (
            f"{self.path} cannot be read: {self.fault}. Correct {CATALOGUE}, or unset it, "
            "and run again."
        )
