"""A mistake in a catalogue file."""


class CatalogueError(Exception):
    """A catalogue file that must not be used.

    >>> print(CatalogueError("own.yaml", 3, "unknown key 'wording'"))
    own.yaml:3: unknown key 'wording'
    """

    def __init__(self, path: str, line: int, reason: str) -> None:
        super().__init__(path, line, reason)
        self.path = path
        self.line = line
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.reason}"
