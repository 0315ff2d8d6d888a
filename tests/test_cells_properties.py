"""Any table, however broken, is read without a fault, and its spans hold what was printed."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.fold import fold
from extractors.forms.results import find_indicator_results
from extractors.tables.cells import find_cell_mentions
from extractors.tables.meaning import interpret_cells
from extractors.tables.numbers import parse_bare
from models.document import SourceFile
from models.identity import Identity
from pipeline.readers.builder import CellText, DocumentBuilder
from tests.cell_helpers import mentions_of

WORDS = re.findall(
    r"\S+",
    "项目 决算数 合计 类 款 201 06 12.5% ≥95 1 2 3 （万元） 单位：万元 97.50万元 栏次 - 一级指标 "
    "计量单位 人 得分 年度指标值 2024",
)
CELL_TEXT = st.one_of(
    st.sampled_from(WORDS),
    st.text("0123456789,.%（）万元年 \n一二收支数率／", max_size=8),
)
CELLS = st.builds(
    CellText,
    CELL_TEXT,
    st.integers(0, 9),
    st.integers(0, 7),
    st.integers(0, 5),
    st.integers(0, 5),
    st.sampled_from([None, "0.00%", "#,##0.00"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=25), max_size=2), CELL_TEXT)
def test_any_table_is_read_and_spans_reslice(tables: list[list[CellText]], title: str) -> None:
    builder = DocumentBuilder()
    for cells in tables:
        builder.add_table(cells, title=title)
    document = builder.build(SourceFile("a.docx", "", 0, "docx"), reader="test")
    found = mentions_of(document)
    assert [one.span for one in found] == sorted(one.span for one in found)
    for one in found:
        assert one.cell is not None
        assert document.tables[one.cell.table].span.contains(one.span)
        printed = "".join(fold(one.span.of(document.text)).split())
        assert printed
        if one.rule in ("cell-head-unit", "cell-no-unit", "cell-format"):
            parsed = parse_bare(printed)
            assert parsed is not None
            assert parsed[0] * one.scale == one.value


@settings(max_examples=60, deadline=None)
@given(st.lists(CELLS, max_size=30), CELL_TEXT)
def test_any_table_has_a_meaning_or_none(cells: list[CellText], title: str) -> None:
    builder = DocumentBuilder()
    builder.add_table(cells, title=title)
    document = builder.build(SourceFile("a.docx", "", 0, "docx"), reader="test")
    folded = fold(document.text)
    mentions = find_cell_mentions(document, folded)
    found = interpret_cells(document, folded, mentions, Identity(fiscal_year=2024))
    assert sorted(found) == list(range(len(mentions)))
    for index, one in found.items():
        assert one.mention is mentions[index]
        assert one.parent != index
        assert one.quote.contains(one.mention.span)
    observations = tuple(found[index] for index in range(len(mentions)))
    for result in find_indicator_results(document, folded, observations):
        assert document.tables[0].span.contains(result.span)
        assert result.level3
