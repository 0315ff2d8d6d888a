"""Catalogue files into a checked ``Catalogue``."""

from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from pathlib import Path

from extractors.catalogue.checks import check
from extractors.catalogue.entries import Dimension, Grade, Metric
from extractors.catalogue.errors import UnreadableCatalogue
from extractors.catalogue.read_metric import distinct, read_metric, read_wordings
from extractors.catalogue.store import Catalogue
from extractors.catalogue.words import compact
from extractors.catalogue.yaml_lines import Entry, read_yaml
from models.own_files import CATALOGUE, own_files

_METRIC_FILES = (
    "budget", "spending", "revenue", "sangong", "procurement", "assets", "staff", "projects",
    "scores", "rates", "judgements", "analysis",
)  # fmt: skip


@dataclass(slots=True)
class _Draft:
    """What has been read so far."""

    metrics: dict[str, Metric] = field(default_factory=dict)
    dimensions: dict[str, tuple[Dimension, ...]] = field(default_factory=dict)
    grades: tuple[Grade, ...] = ()
    sources: frozenset[str] = frozenset()


@cache
def load_catalogue(extra: tuple[str, ...] | None = None) -> Catalogue:
    """The project's catalogue, with the metrics and wordings of the files ``extra`` added.

    A file of one's own is written like those in ``data/``. It may define new metrics, and
    may name a known metric's code with nothing but ``wordings``, which are added to it.

    Args:
        extra: paths of YAML files; None for those that the environment variable
            ``JIXIAO_CATALOGUE`` names, parted as in ``PATH``. A changed variable or file is
            read again only by a new process.

    Raises:
        CatalogueError: a file has a mistake; says file, line and reason.
        UnreadableCatalogue: a file is missing or cannot be read.
    """
    if extra is None:
        return load_catalogue(own_files(CATALOGUE))
    draft = _Draft()
    data = files("extractors.catalogue") / "data"

    def own(name: str) -> Entry:
        return read_yaml((data / f"{name}.yaml").read_text("utf-8"), f"{name}.yaml")

    draft.sources = frozenset(code for code, _ in own("sources").items())
    for name in _METRIC_FILES:
        _read_metrics(own(name), draft)
    draft.dimensions = _read_dimensions(own("dimensions"))
    draft.grades = _read_grades(own("grades"))
    for path in extra:
        _read_metrics(read_yaml(_text_of(path), path), draft, may_extend=True)
    catalogue = Catalogue(draft.metrics, draft.dimensions, draft.grades)
    check(catalogue, draft.sources)
    return catalogue


def _text_of(path: str) -> str:
    try:
        return Path(path).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableCatalogue(path, getattr(error, "strerror", None)) from error


def _read_metrics(root: Entry, draft: _Draft, *, may_extend: bool = False) -> None:
    for code, entry in root.items():
        known = draft.metrics.get(code)
        if known is None:
            draft.metrics[code] = read_metric(code, entry)
        elif may_extend:
            added = read_wordings(code, entry.fields(frozenset({"wordings"}))["wordings"])
            draft.metrics[code] = replace(known, wordings=distinct(known.wordings + added))
        else:
            raise entry.refuse(f"metric {code!r} is defined twice")


def _read_dimensions(root: Entry) -> dict[str, tuple[Dimension, ...]]:
    return {
        name: tuple(_dimension(code, entry) for code, entry in members.items())
        for name, members in root.items()
    }


def _dimension(code: str, entry: Entry) -> Dimension:
    fields = entry.fields(frozenset({"name", "words"}))
    return Dimension(code, fields["name"].text(), tuple(map(compact, fields["words"].texts())))


def _read_grades(root: Entry) -> tuple[Grade, ...]:
    grades = []
    for name, entry in root.items():
        fields = entry.fields(frozenset({"words", "from", "to"}))
        words = (name, *fields["words"].texts())
        grades.append(Grade(name, words, fields["from"].number(), fields["to"].number()))
    return tuple(grades)
