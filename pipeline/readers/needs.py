"""Programs and packages that some formats need beyond what is always installed."""

import shutil
from dataclasses import dataclass
from importlib.util import find_spec


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that may be missing.

    Attributes:
        name: for people.
        advice: what to type to have it.
        programs: any of these on the path will do.
        module: the Python module that must be importable.
    """

    name: str
    advice: str
    programs: tuple[str, ...] = ()
    module: str = ""

    def is_installed(self) -> bool:
        """Whether it can be used here and now.

        >>> Need("Python", "install it", module="json").is_installed()
        True
        >>> Need("nothing", "install it", programs=("no-such-program",)).is_installed()
        False
        """
        if self.programs:
            return any(shutil.which(program) for program in self.programs)
        return find_spec(self.module) is not None


LIBREOFFICE = Need("LibreOffice", "make system-deps", programs=("soffice",))
UNRAR = Need(
    "unrar, unar, 7z or bsdtar",
    "make system-deps",
    programs=("unrar", "unar", "7z", "7zz", "bsdtar"),
)
RARFILE = Need("rarfile", "pip install 'jixiao[archives]'", module="rarfile")
SEVEN_ZIP = Need("py7zr", "pip install 'jixiao[archives]'", module="py7zr")
OCR = Need("rapidocr", "pip install 'jixiao[ocr]'", module="rapidocr")
