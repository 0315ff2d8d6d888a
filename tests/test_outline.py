"""The outline against hand-made gold, against the quirks of the genre, and as a tree."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.fold import fold
from extractors.outline.sections import find_sections
from models.document import Block, BlockKind, Document, SourceFile
from models.span import Span
from tests.outlines import outline
from tests.shared import GOLD, needs_gold, read_gold, scorer, text_of_gold


@needs_gold
@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_sections_are_found_with_depth(path: Path) -> None:
    gold = read_gold(path)
    found = outline(text_of_gold(gold))
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
    scorer().score_sections(gold, rows, tally, misses)
    assert misses == []
    assert tally["item"][0] == tally["item"][1]
    wanted = {
        (s["start"], s["depth"], s["kind"]) for s in gold["sections"] if not s.get("optional")
    }
    assert {(s.span.start, s.depth, s.kind.value) for s in found} == wanted


def word_document(*paragraphs: tuple[str, dict[str, Any]]) -> Document:
    blocks, start = [], 0
    for text, evidence in paragraphs:
        span = Span(start, start + len(text))
        kind = evidence.pop("kind", BlockKind.PARAGRAPH)
        blocks.append(Block(kind, span, **evidence))
        start = span.end + 1
    text = "\n".join(text for text, _ in paragraphs)
    return Document(SourceFile("", "", 0, "docx"), text, tuple(blocks))


def test_word_styles_make_headings_without_numbers() -> None:
    document = word_document(
        ("某局自评报告", {"outline_level": 1}),
        ("一、概况", {"outline_level": 1}),
        ("历史沿革", {"outline_level": 2}),
        ("本局成立于1990年。", {}),
        ("二、绩效", {"outline_level": 1}),
    )
    found = [(s.depth, s.label, s.title) for s in find_sections(document, fold(document.text))]
    assert found == [(1, "一、", "概况"), (2, "", "历史沿革"), (1, "二、", "绩效")]


def test_styled_headings_alone_make_an_outline() -> None:
    document = word_document(
        ("某局2024年度绩效自评报告", {"outline_level": 1}),
        ("基本概况", {"outline_level": 2}),
        ("本局成立于1990年。", {}),
        ("人员", {"outline_level": 3}),
        ("共3人。", {}),
        ("绩效", {"outline_level": 2}),
        ("好。", {}),
    )
    found = [(s.depth, s.title) for s in find_sections(document, fold(document.text))]
    assert found == [(1, "基本概况"), (2, "人员"), (1, "绩效")]


def test_a_cover_before_the_contents_is_no_section() -> None:
    text = "某局决算情况说明\n目录\n一、概况\n二、绩效\n一、概况\n好。\n二、绩效\n好。"
    starts = [0, 9, 12, 17, 22, 27, 30, 35]
    blocks = [
        Block(BlockKind.PARAGRAPH, Span(start, start + len(line)), page=1 + (index > 0))
        for index, (start, line) in enumerate(zip(starts, text.split("\n"), strict=True))
    ]
    document = Document(SourceFile("", "", 0, "pdf"), text, tuple(blocks))
    found = find_sections(document, fold(text))
    assert [(s.title, s.span.start) for s in found] == [("概况", 22), ("绩效", 30)]


def test_tables_notes_and_marked_contents_hold_no_sections() -> None:
    document = word_document(
        ("一、概况", {"is_contents": True}),
        ("一、概况", {}),
        ("一、工资\t1.00\n二、津贴\t2.00", {"kind": BlockKind.TABLE}),
        ("二、脚注", {"kind": BlockKind.FOOTNOTE}),
        ("二、绩效", {}),
    )
    found = find_sections(document, fold(document.text))
    assert [(s.title, s.span.start) for s in found] == [("概况", 5), ("绩效", 35)]


def test_automatic_numbers_without_punctuation() -> None:
    document = word_document(
        ("一\t概况", {"label_span": Span(0, 1), "numbering": "1/0"}),
        ("好。", {}),
        ("二\t绩效", {"label_span": Span(8, 9), "numbering": "1/0"}),
    )
    found = find_sections(document, fold(document.text))
    assert [(s.label, s.title) for s in found] == [("一", "概况"), ("二", "绩效")]


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
