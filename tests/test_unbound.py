"""Labels that the catalogue does not know, counted with an example each."""

from pathlib import Path

from typer.testing import CliRunner

from pipeline.asking.unbound import BoundShare, bound_shares, unbound_labels
from pipeline.cli import build
from tests.databases import opened, store
from tests.factories import Figure, make_report


def test_the_most_frequent_unbound_label_comes_first(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'test.db'}"
    with opened(url) as engine:
        store(
            engine,
            make_report(
                Figure("检查企业", "12个"),
                Figure("检查企业", "30个"),
                Figure("罚没收入", "3万元"),
                Figure("本年支出", "9万元", "expenditure_actual"),
                Figure("防汛物资", "5万元", line_item="防汛物资"),
            ),
        )
        first, second = unbound_labels(engine, 10)
        assert (first.label, first.times, first.reports) == ("检查企业", 2, 1)
        assert "12个" in first.example
        assert (second.label, second.kind) == ("罚没收入", "amount")
        assert len(unbound_labels(engine, 1)) == 1
        assert bound_shares(engine) == [BoundShare("应急管理局2024.txt", 1, 5)]
    done = CliRunner().invoke(build(), ["unknown", "--db", url])
    assert done.exit_code == 0
    assert "检查企业" in done.output
    assert "1 of 5 quantities are bound to a metric (20%)" in done.output


def test_the_least_understood_report_comes_first(tmp_path: Path) -> None:
    with opened(f"sqlite:///{tmp_path / 'test.db'}") as engine:
        store(
            engine,
            make_report(Figure("本年支出", "9万元", "expenditure_actual"), path="/r/good.txt"),
            make_report(Figure("检查企业", "9个"), path="/r/poor.txt", department="教育局"),
        )
        assert [share.file_name for share in bound_shares(engine)] == ["poor.txt", "good.txt"]
