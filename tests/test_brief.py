"""The briefing says what the database says, of the region and year asked for and no other."""

from pathlib import Path

import docx
import pytest
from sqlalchemy import Engine

from models.finding import Finding, Severity, Verdict
from models.problem import Problem
from pipeline.brief import Scope, write_brief
from tests.databases import store
from tests.factories import Figure, make_identity, make_report


def figures(budget: str, spent: str) -> tuple[Figure, Figure]:
    return (
        Figure("全年预算", budget, "budget_adjusted"),
        Figure("实际支出", spent, "expenditure_actual"),
    )


@pytest.fixture
def filled(engine: Engine) -> Engine:
    doubt = Finding("A04", Verdict.HARD, Severity.HIGH, "执行率与金额不符", "97%", "80%", "")
    elsewhere = make_identity("财政局", 2024, region_code="130207", department_id="130207-财政局")
    store(
        engine,
        make_report(*figures("1000.00万元", "800.00万元"), findings=(doubt,)),
        make_report(*figures("0.30万元", "0.30万元"), department="教育局"),
        make_report(department="审计局"),
        make_report(*figures("7.00万元", "1.00万元"), department="旧局", year=2023),
        make_report(*figures("9.00万元", "1.00万元"), department="财政局", identity=elsewhere),
    )
    return engine


def brief(engine: Engine, path: Path, scope: Scope) -> tuple[str, list[list[list[str]]]]:
    """The paragraphs and the tables of the briefing."""
    with engine.connect() as connection:
        write_brief(connection, scope, path)
    document = docx.Document(str(path))
    tables = [[[c.text for c in row.cells] for row in table.rows] for table in document.tables]
    return "\n".join(paragraph.text for paragraph in document.paragraphs), tables


def test_it_says_what_the_reports_say(filled: Engine, tmp_path: Path) -> None:
    text, tables = brief(filled, tmp_path / "a.docx", Scope("999901", 2024))
    assert "共收到3份报告，涉及3个部门。" in text
    assert "全年预算合计1,000.30万元，实际支出合计800.30万元，总体执行率80.01%" in text
    assert "未同时列明两者的部门1个：云溪县审计局。" in text
    execution, bars, slow, findings = tables
    assert ["云溪县应急管理局", "1,000.00", "800.00", "—", "80.00"] in execution
    assert ["云溪县审计局", "—", "—", "—", "—"] in execution
    assert [row[0] for row in bars[1:]] == ["云溪县应急管理局", "云溪县教育局"]
    assert len(bars[1][1]) / len(bars[2][1]) == pytest.approx(0.8, abs=0.05)
    assert slow[1:] == [["云溪县应急管理局", "80.00", "200.00", "应急管理局2024.txt"]]
    assert findings[1:] == [["云溪县应急管理局", "执行率与金额不符", "待处理"]]


def test_a_region_holds_what_lies_in_it(filled: Engine, tmp_path: Path) -> None:
    text, tables = brief(filled, tmp_path / "a.docx", Scope("130200", 2024))
    assert "河北省唐山市2024年度" in text
    assert [row[0] for row in tables[0][1:]] == ["云溪县财政局"]
    text, tables = brief(filled, tmp_path / "b.docx", Scope("", 2024))
    assert len(tables[0]) == 5


def test_nothing_to_tell_is_said(filled: Engine, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="year 2020"):
        brief(filled, tmp_path / "a.docx", Scope("", 2020))
    assert not (tmp_path / "a.docx").exists()
