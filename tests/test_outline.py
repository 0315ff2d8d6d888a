"""The outline against hand-made gold, against the quirks of the genre, and as a tree."""

import importlib.util
import json
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.fold import fold
from extractors.outline import find_sections
from models.outline import Section, SectionKind
from pipeline.readers import document_of_text

SHARED = Path(__file__).parents[1].parent / "shared"
GOLD = sorted((SHARED / "eval" / "gold").glob("*.json"))


def outline(text: str) -> tuple[Section, ...]:
    document = document_of_text(text)
    return find_sections(document, fold(document.text))


def shape(text: str) -> list[tuple[int, str, str, str]]:
    """Depth, h or i, label and title of every section."""
    return [(s.depth, s.kind.value[0], s.label, s.title) for s in outline(text)]


def headings(text: str) -> list[tuple[int, str]]:
    return [(s.depth, s.title) for s in outline(text) if s.kind is SectionKind.HEADING]


def load_scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SHARED / "eval" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def text_of(gold: dict[str, Any]) -> str:
    name = gold.get("text_file", gold["file"])
    folder = "reports" if (SHARED / "reports" / name).suffix == ".txt" else "eval/texts"
    path = SHARED / folder / name
    return (path if path.exists() else SHARED / "eval/texts" / name).read_text(encoding="utf-8")


@pytest.mark.skipif(not GOLD, reason="the shared gold files are not beside this checkout")
@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_sections_are_found_with_depth(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    found = outline(text_of(gold))
    rows = [
        {
            "kind": s.kind.value,
            "title": s.title,
            "depth": s.depth,
            "label": s.label,
            "char_start": s.span.start,
        }
        for s in found
    ]
    tally: dict[str, list[int]] = {}
    misses: list[tuple[Any, ...]] = []
    load_scorer().score_sections(gold, rows, tally, misses)
    assert misses == []
    assert tally["item"][0] == tally["item"][1]
    wanted = {
        (s["start"], s["depth"], s["kind"]) for s in gold["sections"] if not s.get("optional")
    }
    assert {(s.span.start, s.depth, s.kind.value) for s in found} == wanted


ANY_TEXT = st.text(
    alphabet="一二三四十百第部分章条、.．（）()1290①⑵㈢ 　。；：，\n\t万元年目录…<!->概况附件说明",
    max_size=400,
)


@settings(deadline=None, max_examples=300)
@given(ANY_TEXT)
def test_any_text_gives_a_well_formed_tree_that_re_slices(text: str) -> None:
    found = outline(text)
    for index, section in enumerate(found):
        assert section.index == index
        assert section.label == section.label_span.of(text)
        assert section.title == "".join(section.title_span.of(text).splitlines())
        assert section.span.contains(section.label_span)
        assert section.span.contains(section.title_span)
        if section.parent is None:
            assert section.depth == 1
        else:
            parent = found[section.parent]
            assert section.parent < index
            assert section.depth == parent.depth + 1
            assert parent.span.contains(section.span)
    for before, after in pairwise(found):
        assert before.span.start < after.span.start
        assert after.span.start < before.span.end or after.depth <= before.depth
    for depth in {section.depth for section in found}:
        level = [section for section in found if section.depth == depth]
        assert all(a.span.end <= b.span.start for a, b in pairwise(level))
