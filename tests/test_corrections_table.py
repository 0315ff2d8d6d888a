"""A quantity that was missed in a table is put into its cell, with the labels that govern it."""

from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from sqlalchemy import Engine

from models.database import open_database
from models.span import Span
from models.tables import CorrectedField
from pipeline.analyse import analyse_file
from pipeline.correcting import Change, anchor_of, record
from pipeline.ingesting.executors import Processes
from pipeline.ingesting.ingest import ingest
from tests.databases import rows, store

ROWS = (("项目", "备注"), ("农田建设", "编号7719"), ("河道整治", "另见8820号"))
FIELDS = '{"kind": "count", "value": "7719", "unit": "处"}'


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    document = docx.Document()
    document.add_paragraph("云溪县应急管理局2024年度部门整体绩效自评报告")
    document.add_paragraph("附表2 项目清单")
    table = document.add_table(rows=3, cols=2)
    for row, texts in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.add_paragraph("另有编号7719。")
    document.save(str(tmp_path / "own.docx"))
    url = f"sqlite:///{tmp_path}/own.db"
    ingest([tmp_path / "own.docx"], url, executor=Processes(0))
    engine = open_database(url)
    yield engine
    engine.dispose()


def add(engine: Engine, occurrence: int) -> dict[str, object]:
    """Add the n-th 7719 of the text, from 0; gives its row."""
    text = str(rows(engine, "SELECT text FROM report_content")[0]["text"])
    start = -1
    for _ in range(occurrence + 1):
        start = text.index("7719", start + 1)
    place = anchor_of(text, Span(start, start + 4))
    change = Change(CorrectedField.QUANTITY, None, FIELDS)
    with engine.begin() as connection:
        record(connection, 1, [change], place=place, author="周", reason="漏读")
    return rows(engine, f"SELECT * FROM v_quantity WHERE char_start = {start}")[0]


def test_it_has_the_labels_of_its_cell(engine: Engine) -> None:
    row = add(engine, 0)
    assert (row["origin"], row["row_label"], row["column_label"]) == ("table", "农田建设", "备注")
    assert row["table_title"] == "附表2项目清单"
    assert row["quote"] == "农田建设\t编号7719"


def test_outside_of_tables_it_has_none(engine: Engine) -> None:
    row = add(engine, 1)
    assert (row["origin"], row["row_label"], row["table_title"]) == ("text", None, None)
    assert row["quote"] == "另有编号7719。"


def test_it_is_put_there_again_when_the_report_is_read_again(
    engine: Engine, tmp_path: Path
) -> None:
    before = add(engine, 0)
    store(engine, analyse_file(tmp_path / "own.docx"))
    [after] = rows(engine, "SELECT * FROM v_quantity WHERE printed = '7719'")
    assert {**before, "quantity_id": 0} == {**after, "quantity_id": 0}
