"""A mistake in a catalogue file."""

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
