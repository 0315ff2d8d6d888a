"""One entry of a catalogue file as a metric."""

from decimal import Decimal
from typing import Any, TypeVar

from extractors.catalogue.entries import Metric, ValueKind, Variant, Wording
from extractors.catalogue.formula import Formula
from extractors.catalogue.words import compact
from extractors.catalogue.yaml_lines import Entry
from models.observation import Point

_PLAIN = (
    "means", "subject", "stage", "part_of", "stated_as", "better", "usual_target", "source",
    "evidence", "note",
)  # fmt: skip
_LISTS = ("units", "dimensions", "place", "seen_in")
_METRIC_KEYS = frozenset(
    {*_PLAIN, *_LISTS, "name", "kind", "wordings", "point", "any_lead", "formula", "variants",
     "range"}
)  # fmt: skip
_RANGE_KEYS = frozenset({"min", "max", "hard_max", "soft_min", "soft_max"})

Code = TypeVar("Code", ValueKind, Point)


def read_metric(code: str, entry: Entry) -> Metric:
    """The metric that ``entry`` describes under ``code``.

    Raises:
        CatalogueError: at the first key or value that cannot be right.
    """
    fields = entry.fields(_METRIC_KEYS)
    for key in ("name", "kind"):
        if key not in fields:
            raise entry.refuse(f"metric {code!r} has no {key!r}")
    name = fields["name"].text()
    wordings: tuple[Wording, ...] = (Wording(compact(name), code),)
    if "wordings" in fields:
        wordings += read_wordings(code, fields["wordings"])
    low, high, soft_low, soft_high = _bounds(fields.get("range"))
    plain: dict[str, Any] = {key: fields[key].text() for key in _PLAIN if key in fields}
    lists: dict[str, Any] = {key: fields[key].texts() for key in _LISTS if key in fields}
    return Metric(
        code=code,
        name=name,
        kind=_member(ValueKind, fields["kind"]),
        origin=entry.origin,
        wordings=distinct(wordings),
        point=_member(Point, fields["point"]) if "point" in fields else Point.YEAR,
        any_lead="any_lead" in fields and fields["any_lead"].text() == "true",
        formula=_formula(fields["formula"]) if "formula" in fields else None,
        variants=_variants(fields.get("variants")),
        lower=low,
        upper=high,
        soft_lower=soft_low,
        soft_upper=soft_high,
        **plain,
        **lists,
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


def read_wordings(code: str, entry: Entry) -> tuple[Wording, ...]:
    """The wordings of a list, each a text or a text with a condition."""
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


def distinct(wordings: tuple[Wording, ...]) -> tuple[Wording, ...]:
    """The wordings in their order, each once."""
    return tuple(dict.fromkeys(wordings))
