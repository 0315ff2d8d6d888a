"""Catalogue files into a checked ``Catalogue``."""

import os
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from extractors.catalogue.checks import check
from extractors.catalogue.entries import Dimension, Grade, Metric, ValueKind, Variant, Wording
from extractors.catalogue.formula import Formula
from extractors.catalogue.store import Catalogue
from extractors.catalogue.words import compact
from extractors.catalogue.yaml_lines import Entry, read_yaml
from models.observation import Point

_METRIC_FILES = (
    "budget", "spending", "revenue", "sangong", "procurement", "assets", "staff", "projects",
    "scores", "rates", "judgements", "analysis",
)  # fmt: skip
_METRIC_KEYS = frozenset({
    "name", "means", "kind", "place", "wordings", "subject", "stage", "part_of", "point",
    "stated_as", "units", "any_lead",
    "dimensions", "formula", "variants", "better", "usual_target", "range", "source",
    "evidence", "seen_in", "note",
})  # fmt: skip
OWN_FILES = "JIXIAO_CATALOGUE"
"""Environment variable that names a user's own catalogue files."""

_RANGE_KEYS = frozenset({"min", "max", "hard_max", "soft_min", "soft_max"})


Code = TypeVar("Code", ValueKind, Point)


@dataclass(slots=True)
class _Draft:
    """What has been read so far."""

    metrics: dict[str, Metric] = field(default_factory=dict)
    dimensions: dict[str, tuple[Dimension, ...]] = field(default_factory=dict)
    grades: tuple[Grade, ...] = ()
    sources: frozenset[str] = frozenset()


def load_catalogue(extra: tuple[str, ...] | None = None) -> Catalogue:
    """The project's catalogue, with the metrics and wordings of the files ``extra`` added.

    A file of one's own is written like those in ``data/``. It may define new metrics, and
    may name a known metric's code with nothing but ``wordings``, which are added to it.

    Args:
        extra: paths of YAML files; None for those that the environment variable
            ``JIXIAO_CATALOGUE`` names, parted as in ``PATH``. A changed file is read again
            only by a new process.

    Raises:
        CatalogueError: a file has a mistake; says file, line and reason.
        OSError: a file cannot be read.
    """
    if extra is None:
        extra = tuple(filter(None, os.environ.get(OWN_FILES, "").split(os.pathsep)))
    return _load(extra)


@cache
def _load(extra: tuple[str, ...]) -> Catalogue:
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
        _read_metrics(read_yaml(Path(path).read_text("utf-8"), path), draft, may_extend=True)
    catalogue = Catalogue(draft.metrics, draft.dimensions, draft.grades)
    check(catalogue, draft.sources)
    return catalogue


def _read_metrics(root: Entry, draft: _Draft, *, may_extend: bool = False) -> None:
    for code, entry in root.items():
        known = draft.metrics.get(code)
        if known is None:
            draft.metrics[code] = _metric(code, entry)
        elif may_extend:
            added = _wordings(code, entry.fields(frozenset({"wordings"}))["wordings"])
            draft.metrics[code] = replace(known, wordings=_distinct(known.wordings + added))
        else:
            raise entry.refuse(f"metric {code!r} is defined twice")


def _metric(code: str, entry: Entry) -> Metric:
    fields = entry.fields(_METRIC_KEYS)
    for key in ("name", "kind"):
        if key not in fields:
            raise entry.refuse(f"metric {code!r} has no {key!r}")
    name = fields["name"].text()
    wordings: tuple[Wording, ...] = (Wording(compact(name), code),)
    if "wordings" in fields:
        wordings += _wordings(code, fields["wordings"])
    low, high, soft_low, soft_high = _bounds(fields.get("range"))

    def text(key: str) -> str:
        return fields[key].text() if key in fields else ""

    def texts(key: str) -> tuple[str, ...]:
        return fields[key].texts() if key in fields else ()

    return Metric(
        code=code,
        name=name,
        kind=_member(ValueKind, fields["kind"]),
        origin=entry.origin,
        wordings=_distinct(wordings),
        means=text("means"),
        subject=text("subject"),
        stage=text("stage"),
        part_of=text("part_of") or None,
        stated_as=text("stated_as") or None,
        point=_member(Point, fields["point"]) if "point" in fields else Point.YEAR,
        units=texts("units"),
        any_lead=text("any_lead") == "true",
        dimensions=texts("dimensions"),
        formula=_formula(fields["formula"]) if "formula" in fields else None,
        variants=_variants(fields.get("variants")),
        lower=low,
        upper=high,
        soft_lower=soft_low,
        soft_upper=soft_high,
        place=texts("place"),
        better=text("better"),
        usual_target=text("usual_target"),
        source=text("source"),
        evidence=text("evidence"),
        seen_in=texts("seen_in"),
        note=text("note"),
    )


def _member(codes: type[Code], entry: Entry) -> Code:
    try:
        return codes(entry.text())
    except ValueError:
        known = ", ".join(code.value for code in codes)
        raise entry.refuse(f"{entry.text()!r} is none of {known}") from None


def _formula(entry: Entry) -> Formula:
    try:
        return Formula.parse(entry.text())
    except ValueError as error:
        raise entry.refuse(str(error)) from None


def _variants(entry: Entry | None) -> tuple[Variant, ...]:
    if entry is None:
        return ()
    found = []
    for member in entry.list():
        fields = member.fields(frozenset({"formula", "used_by", "evidence"}))
        if len(fields) < 3:
            raise member.refuse("a variant has a formula, used_by and evidence")
        found.append(
            Variant(
                _formula(fields["formula"]), fields["used_by"].text(), fields["evidence"].text()
            )
        )
    return tuple(found)


def _bounds(entry: Entry | None) -> tuple[Decimal | None, ...]:
    """Lower, upper, soft lower and soft upper bound."""
    if entry is None:
        return (None,) * 4
    fields = {key: value.number() for key, value in entry.fields(_RANGE_KEYS).items()}
    upper = fields.get("max", fields.get("hard_max"))
    return fields.get("min"), upper, fields.get("soft_min"), fields.get("soft_max")


def _wordings(code: str, entry: Entry) -> tuple[Wording, ...]:
    found = []
    for member in entry.list():
        if member.is_mapping:
            fields = member.fields(frozenset({"text", "within"}))
            if len(fields) < 2:
                raise member.refuse("a wording with a condition has text and within")
            text, within = fields["text"].text(), fields["within"].texts()
        else:
            text, within = member.text(), ()
        if len(compact(text)) < 2:
            raise member.refuse(f"wording {text!r} is too short to name a metric")
        found.append(Wording(compact(text), code, tuple(map(compact, within))))
    return tuple(found)


def _distinct(wordings: tuple[Wording, ...]) -> tuple[Wording, ...]:
    return tuple(dict.fromkeys(wordings))


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
