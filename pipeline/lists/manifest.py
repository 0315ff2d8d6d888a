"""What people declare about reports, in ``manifest.csv`` beside them or in a folder above.

One row a file: ``path`` (its name, or its path from the manifest's folder) and any of
department, region, fiscal_year, report_type and scope. What is declared wins over what the
report says of itself; what is left empty is still read from the report.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from extractors.identity.names import identity_of_name, region_named, why_unclear
from extractors.identity.type import type_of_title
from models.identity import Identity, ReportType, Scope
from pipeline.lists.sheets import Listed, Mistake, Row, RowMistake, read_rows, year_in

NAME = "manifest.csv"
LEVELS = 6
"""Folders looked into for a manifest, from the file's own upwards."""

MANY = 2_000
"""Files among which it takes too long to look for a name that is like another."""

ARCHIVES = frozenset({".zip", ".rar", ".7z"})
"""Endings of files that may hold the files a manifest speaks of."""

HEADS = {
    "path": ("文件", "文件名", "路径", "file", "file_name"),
    "department": ("部门", "部门名称", "单位", "单位名称"),
    "region": ("地区", "区划", "区划代码", "行政区划", "region_code"),
    "fiscal_year": ("年度", "年份", "财政年度", "year"),
    "report_type": ("报告类型", "类型", "type"),
    "scope": ("口径", "范围"),
}
REPORT_TYPES = {
    "部门整体自评": ReportType.DEPT_OVERALL_SELF,
    "项目自评": ReportType.PROJECT_SELF,
    "决算": ReportType.FINAL_ACCOUNT,
    "预算": ReportType.BUDGET,
    "重点评价": ReportType.KEY_EVALUATION,
    "转移支付自评": ReportType.TRANSFER_SELF,
    "工作报告": ReportType.WORK_REPORT,
    "其他": ReportType.OTHER,
    **{kind.value: kind for kind in ReportType},
}
SCOPES = {
    "部门": Scope.DEPARTMENT,
    "单位": Scope.UNIT,
    "本级": Scope.UNIT,
    **{scope.value: scope for scope in Scope},
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: the file it speaks of, as written, and what it declares."""

    path: str
    line: int
    identity: Identity


Nearest = dict[str, Path | None]
"""The nearest manifest of each folder, and what has been looked at to find it."""


def declared_for(place: str | Path, nearest: Nearest | None = None) -> Identity | None:
    """What the nearest manifest says of a file, or None.

    Args:
        place: the file.
        nearest: keeps what is found, so that a run looks once for each folder.

    Raises:
        Problem: a manifest is there that cannot be read as one.
    """
    manifest = _nearest(_folder(place), {} if nearest is None else nearest)
    if manifest is None:
        return None
    path = Path(place).absolute()
    declared = _read(manifest).declared
    return declared.get(path.relative_to(manifest.parent).as_posix()) or declared.get(path.name)


def mistakes_for(places: Iterable[str | Path], nearest: Nearest | None = None) -> list[Mistake]:
    """Mistakes in the manifests that speak of these files, each once, and files named in vain."""
    nearest, files = {} if nearest is None else nearest, [str(place) for place in places]
    folders = dict.fromkeys(map(_folder, files))
    manifests = [path for path in dict.fromkeys(_nearest(one, nearest) for one in folders) if path]
    names = {file.rpartition("/")[2] for file in files} if manifests else set()
    # A name may be that of a file in an archive, which is not open yet.
    has_archive = any(Path(name).suffix.lower() in ARCHIVES for name in names)
    return [
        mistake
        for path in manifests
        for mistake in (*_read(path).mistakes, *(() if has_archive else _absent(path, names)))
    ]


def _absent(manifest: Path, names: Set[str]) -> Iterator[Mistake]:
    """Rows that speak of a file which is not there, with the name that is most like it."""
    for path, line in _read(manifest).lines.items():
        name = path.rpartition("/")[2]
        if name in names or (manifest.parent / path).exists():
            continue
        stems = {one.rpartition(".")[0]: one for one in names} if len(names) < MANY else {}
        like = get_close_matches(name.rpartition(".")[0], stems, n=1)
        hint = f" Is it {stems[like[0]]}?" if like else ""
        yield Mistake(manifest.name, line, f"there is no file {path}.{hint}")


def _folder(place: str | Path) -> str:
    """The absolute folder of a file, as text, which is quicker to look up."""
    path = str(place)
    return (path if path.startswith("/") else os.path.abspath(path)).rpartition("/")[0]  # noqa: PTH100


def _nearest(folder: str, nearest: Nearest) -> Path | None:
    if folder not in nearest:
        above, manifest = folder, None
        for _ in range(LEVELS):
            manifest = manifest or _manifest_in(above, nearest)
            above = above.rpartition("/")[0]
        nearest[folder] = manifest
    return nearest[folder]


def _manifest_in(folder: str, nearest: Nearest) -> Path | None:
    place = f"{folder}/{NAME}"
    if place not in nearest:
        nearest[place] = Path(place) if os.path.isfile(place) else None  # noqa: PTH113
    return nearest[place]


def read_manifest(path: Path) -> Listed[Entry]:
    """All rows of a manifest; a row with a mistake is left out and named.

    Raises:
        Problem: the file is no manifest at all.
    """
    entries: dict[str, Entry] = {}
    mistakes: list[Mistake] = []
    for row in read_rows(path, HEADS, ("path",)):
        try:
            entry = _entry(row)
            if entry.path in entries:
                line = entries[entry.path].line
                raise RowMistake(f"{entry.path} is declared already, in line {line}.")
        except RowMistake as mistake:
            mistakes.append(Mistake(path.name, row.line, str(mistake)))
        else:
            entries[entry.path] = entry
    return Listed(tuple(entries.values()), tuple(mistakes))


def _entry(row: Row) -> Entry:
    values = row.values
    if "path" not in values:
        raise RowMistake("it names no file.")
    path = values["path"].replace("\\", "/").removeprefix("./")
    identity = _identity_of(values.get("department"), values.get("region"), _year(row))
    if kind := values.get("report_type"):
        identity = replace(identity, report_type=report_type_of(kind))
    if scope := values.get("scope"):
        identity = replace(identity, scope=_code(scope, SCOPES, "scope"))
    fields = tuple(_declared_fields(values))
    if not fields:
        raise RowMistake(f"it declares nothing of {path}.")
    return Entry(path, row.line, replace(identity, sources=fields))


def _year(row: Row) -> int | None:
    printed = row.values.get("fiscal_year")
    return year_in(printed) if printed else None


def _declared_fields(values: Iterable[str]) -> Iterator[tuple[str, str]]:
    names = {"region": ("region_code", "region_name")}
    for field in values:
        if field != "path":
            for name in names.get(field, (field,)):
                yield name, "manifest"


def _identity_of(department: str | None, region: str | None, year: int | None) -> Identity:
    place = region_named(region, year) if region else None
    if region and place is None:
        raise RowMistake(f"{region!r} is no division's code or unambiguous name.")
    if department is None:
        found = Identity(fiscal_year=year)
        if place is None:
            return found
        return replace(
            found, region_code=place.code, region_name=place.name, admin_level=place.level
        )
    named = identity_of_name(department, year, place)
    if named is None:
        raise RowMistake(why_unclear(department, year))
    if place and named.region_code not in {place.code, None}:
        raise RowMistake(f"{department!r} does not lie in {region!r}.")
    return replace(named, fiscal_year=year)


def report_type_of(printed: str) -> ReportType:
    """A type of report by its code, its Chinese name (决算) or a title (部门决算公开).

    Raises:
        RowMistake: it is none.
    """
    if printed not in REPORT_TYPES and (kind := type_of_title(printed, "")):
        return kind
    return _code(printed, REPORT_TYPES, "type of report")


Code = TypeVar("Code", ReportType, Scope)


def _code(printed: str, codes: Mapping[str, Code], what: str) -> Code:
    if printed not in codes:
        raise RowMistake(f"{printed!r} is no {what}; write one of {', '.join(codes)}.")
    return codes[printed]


@dataclass(frozen=True, slots=True)
class _Manifest:
    declared: Mapping[str, Identity]
    lines: Mapping[str, int]
    mistakes: tuple[Mistake, ...]


def _read(manifest: Path) -> _Manifest:
    status = manifest.stat()
    return _read_once(manifest, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=64)
def _read_once(manifest: Path, _mtime: int, _size: int) -> _Manifest:
    """Read once for every state of the file: a run asks for each of its reports."""
    listed = read_manifest(manifest)
    return _Manifest(
        {entry.path: entry.identity for entry in listed.rows},
        {entry.path: entry.line for entry in listed.rows},
        listed.mistakes,
    )
