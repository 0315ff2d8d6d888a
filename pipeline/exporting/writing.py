"""Files that people ask for: named as what they are, and a sentence where that cannot be."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from xlsxwriter.exceptions import FileCreateError

from models.problem import Problem


@contextmanager
def writing(target: Path, ending: str = "") -> Iterator[None]:
    """A block that writes a file.

    Args:
        target: the file.
        ending: what its name must end in (``.docx``), so that programs open it; default anything.

    Raises:
        Problem: the name ends otherwise, or the system does not let it be written.

    >>> with writing(Path("brief.pdf"), ".docx"):
    ...     pass
    Traceback (most recent call last):
    ...
    models.problem.Problem: What is written is a .docx file. Name it so: brief.docx
    """
    if ending and target.suffix.lower() != ending:
        raise Problem(
            f"What is written is a {ending} file. Name it so: {target.with_suffix(ending)}"
        )
    try:
        yield
    except (OSError, FileCreateError) as error:
        reason = error if isinstance(error, OSError) else error.args[0]
        raise Problem(
            f"{target} cannot be written: {reason.strerror}. Close it in other programs, or "
            "choose another name."
        ) from error
