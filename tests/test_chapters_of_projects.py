"""Chapters of budgets that are about one project each, in made-up texts."""

import pytest

from models.identity import ReportType
from tests.test_meaning import facts

BUDGET = {"report_type": ReportType.BUDGET}
CHAPTER = (
    "一、部门概况\n本局主管河湖。\n二、{title}\n（一）{first}\n治理河岸。\n"
    "（二）年度预算安排\n2024年度项目总预算120万元，其中堤防90万元。\n"
)


@pytest.mark.parametrize("first", ["项目概述", "立项依据", "项目基本情况"])
@pytest.mark.parametrize(
    "title", ["河岸整治专项经费情况说明", "河岸整治专项", "河岸整治专项项目情况的说明"]
)
def test_the_budget_of_a_chapter_on_a_project_is_the_projects(title: str, first: str) -> None:
    whole, part = facts(CHAPTER.format(title=title, first=first), "line_item", **BUDGET)
    assert whole == ("120万元", "budget_initial", "河岸整治专项")
    assert part[1] is None


def test_a_chapter_on_all_projects_names_none() -> None:
    text = CHAPTER.format(title="河岸整治专项经费情况说明", first="总体情况")
    assert facts(text, "line_item", **BUDGET)[0] == ("120万元", "project_budget", None)


def test_the_next_chapter_is_about_the_department_again() -> None:
    text = CHAPTER.format(title="河岸整治专项经费情况说明", first="项目概述")
    text += "三、支出预算情况\n2024年支出预算800万元，其中项目支出预算320万元。\n"
    assert facts(text, "line_item", **BUDGET)[2:] == [
        ("800万元", "budget_initial", None),
        ("320万元", "project_budget", None),
    ]
