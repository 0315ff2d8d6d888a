"""Real application forms of a street office, as it handed them in."""

from decimal import Decimal
from functools import cache

import pytest

from models.document import Document
from pipeline.readers import read_file
from tests.cell_helpers import observations_of, results_of
from tests.table_factory import REPORTS

needs_reports = pytest.mark.skipif(not REPORTS.is_dir(), reason="the real reports are not here")


@cache
def read_form(name: str) -> Document:
    return read_file(REPORTS / "forms" / name)


# Of the 20 sheets of the first file three were handed in with no indicator filled in.
@needs_reports
@pytest.mark.parametrize(
    ("name", "filled"),
    [("二级项目支出绩效目标申报表.xlsx", 17), ("二级项目支出绩效目标申报表 (1).xlsx", 20)],
)
def test_real_application_forms(name: str, filled: int) -> None:
    document = read_form(name)
    found = results_of(document)
    assert len(document.tables) == 20
    assert len({one.project for one in found}) == filled
    assert len(found) > 80
    for one in found:
        assert one.project
        assert one.level1 in ("产出", "效益", "满意度")
        assert one.level2
        assert one.level3
        assert one.target
        assert (one.actual, one.weight, one.score) == ("", None, None)


# Read by eye off the first sheet of the second file (花果山社区工作站).
@needs_reports
def test_one_real_application_form_to_the_letter() -> None:
    document = read_form("二级项目支出绩效目标申报表 (1).xlsx")
    name = "政府购买服务（专业技术服务类社区工作站管理经费）花果山社区工作站"
    found = [one for one in results_of(document) if one.project == name]
    assert [(one.level1, one.level2, one.level3, one.target) for one in found] == [
        ("产出", "数量", "需出具物业评估报告的物业数量", "1处"),
        ("产出", "质量", "租赁的党群服务中心物业结构安全保证率", "达到95%以上"),
        ("产出", "时效", "出具物业评估报告及时性", "3个工作日"),
        ("产出", "成本", "出具评估报告总成本", "出具评估报告总成本不超过0.3万元"),
        ("效益", "社会效益", "保障租赁的党群服务中心物业结构安全性", "达到90%以上"),
    ]
    money = [one for one in observations_of(document) if one.line_item == name]
    assert [(one.metric_code, one.mention.value) for one in money] == [
        ("budget_initial", Decimal("30000000"))
    ]
