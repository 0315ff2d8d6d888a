"""What departments do, under which names, and which departments they became."""

import re
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from extractors.registry.load_regions import Region

# A township's government under its many names: 松岗街道办事处, 松岗街道办, 涌宝镇人民政府.
_TOWN = re.compile(
    r"(?:人民政府)?([\u4e00-\u9fff]{1,8}?(?:街道|镇|乡))(?:办事处|办|党工委|人民政府|政府)?$"
)
_TOWN_SHORT = re.compile(r"(?<=[镇乡])政府$|(?<=街道)办$")
_TOWN_FULL = {"政府": "人民政府", "办": "办事处"}


class SuccessionKind(StrEnum):
    """Only a rename joins years: after a merge or split figures are not comparable."""

    RENAME = "rename"
    MERGE = "merge"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Succession:
    """One function passing into another; ``year`` is the first fiscal year of the new one."""

    before: str
    after: str
    kind: SuccessionKind
    year: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class NameEntry:
    """A department's name without region: what it does and how it is written in full."""

    function: str
    full: str


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    path = files("extractors.registry") / "departments.yaml"
    # The C loader is safe too, and ten times as fast; not every build of PyYAML has it.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loaded: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506
    return loaded


# An abbreviation keeps its last word short too: 发改委 is 发展和改革委员会.
_FULL_ORGAN = {"委": "委员会", "办": "办公室"}


@lru_cache(maxsize=1)
def known_names() -> dict[str, NameEntry]:
    """Every name the data knows, without region, abbreviations included.

    >>> known_names()["发改委"]
    NameEntry(function='development_reform', full='发展和改革委员会')
    """
    names: dict[str, NameEntry] = {}
    for item in _data()["functions"]:
        code = item["code"]
        short = item.get("short") or {}
        for organ in _data()["organs"]:
            organ_full = _FULL_ORGAN.get(organ, organ)
            for stem in item.get("stems", ()):
                names.setdefault(stem + organ, NameEntry(code, stem + organ_full))
            for stem, full in short.items():
                names.setdefault(stem + organ, NameEntry(code, full + organ_full))
        for name in item.get("names") or ():
            names[name] = NameEntry(code, name)
        for name, full in (item.get("short_names") or {}).items():
            names[name] = NameEntry(code, full)
    return names


@lru_cache(maxsize=1)
def name_lengths() -> dict[str, tuple[int, ...]]:
    """For two first characters the lengths of known names beginning so, longest first."""
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for name in known_names():
        lengths[name[:2]].add(len(name))
    return {head: tuple(sorted(sizes, reverse=True)) for head, sizes in lengths.items()}


@lru_cache(maxsize=1)
def load_successions() -> tuple[Succession, ...]:
    """All recorded renames, merges and splits between functions."""
    return tuple(
        Succession(**{**row, "kind": SuccessionKind(row["kind"])}) for row in _data()["successions"]
    )


@lru_cache(maxsize=1)
def _heirs() -> dict[str, str]:
    return {
        step.before: step.after for step in load_successions() if step.kind is SuccessionKind.RENAME
    }


def lookup(core: str) -> NameEntry | None:
    """What the data knows of a name without region; 与 and 及 count as 和.

    >>> lookup("卫生与计划生育局").full
    '卫生和计划生育局'
    """
    names = known_names()
    return names.get(core) or names.get(core.replace("与", "和").replace("及", "和"))


def canonical_core(core: str) -> str:
    """The name in full, as far as known; an unknown name as it is.

    >>> canonical_core("人社局"), canonical_core("第二中学")
    ('人力资源和社会保障局', '第二中学')
    >>> canonical_core("新开镇政府"), canonical_core("松岗街道办")
    ('新开镇人民政府', '松岗街道办事处')
    """
    if entry := lookup(core):
        return entry.full
    short = _TOWN_SHORT.search(core)
    return core[: short.start()] + _TOWN_FULL[short.group()] if short else core


def function_of(core: str) -> str:
    """Code of the function as it is called today; an unknown name stands for itself.

    >>> function_of("安监局") == function_of("应急管理局") == "emergency"
    True
    >>> function_of("松岗街道办事处"), function_of("人民政府松岗街道办")
    ('松岗街道', '松岗街道')
    """
    entry = lookup(core)
    if entry is None:
        town = _TOWN.match(core)
        return town[1] if town else core.replace("与", "和").replace("及", "和")
    function, heirs = entry.function, _heirs()
    while function in heirs:
        function = heirs[function]
    return function


def department_id(core: str, region: Region | None) -> str:
    """The same for a department across years, renames and changes of its region's code.

    Args:
        core: the name without region, in full or abbreviated.
        region: None for a central organ.

    >>> from extractors.registry.regions import regions_of_code
    >>> department_id("应急局", regions_of_code("130207")[-1])
    '130207-emergency'
    """
    return f"{region.lineage if region else '000000'}-{function_of(core)}"
