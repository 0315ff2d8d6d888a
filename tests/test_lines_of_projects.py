"""Projects told of one after another, each with its budget, in made-up sentences."""

import pytest

from models.identity import ReportType
from tests.test_meaning import facts

OVERALL = {"report_type": ReportType.DEPT_OVERALL_SELF}
WHOLE = "全年预算800万元，实际支出790万元。"


def lines(text: str) -> list[tuple[str, str | None, str | None]]:
    return facts(text, "line_item", **OVERALL)


def test_what_is_said_of_a_project_is_the_projects() -> None:
    text = WHOLE + (
        "其中：河岸整治建设项目预算368万元，支出361.24万元，执行率98.16%；"
        "如堤防加固二期工程年初预算42.8万元，全年预算42万元，支出42万元，执行率100%。"
    )
    assert lines(text)[2:] == [
        ("368万元", "budget_adjusted", "河岸整治建设项目"),
        ("361.24万元", "expenditure_actual", "河岸整治建设项目"),
        ("98.16%", "budget_execution_rate", "河岸整治建设项目"),
        ("42.8万元", "budget_initial", "堤防加固二期工程"),
        ("42万元", "budget_adjusted", "堤防加固二期工程"),
        ("42万元", "expenditure_actual", "堤防加固二期工程"),
        ("100%", "budget_execution_rate", "堤防加固二期工程"),
    ]


@pytest.mark.parametrize(
    "behind", ["；全年预算执行率98%。", "。预算执行率98%。", "。\n预算执行率98%。"]
)
def test_no_more_is_said_of_it_behind_a_semicolon(behind: str) -> None:
    text = f"{WHOLE}河岸整治建设项目预算368万元{behind}"
    assert lines(text)[-1] == ("98%", "budget_execution_rate", None)


def test_a_sum_of_projects_is_of_none_of_them() -> None:
    text = "河岸整治建设项目预算368万元，堤防加固二期工程预算42万元，合计预算410万元。"
    assert [item for *_, item in lines(text)] == ["河岸整治建设项目", "堤防加固二期工程", None]


@pytest.mark.parametrize(
    "words",
    [
        "其他建设项目预算", "本项目预算", "21个项目预算", "用于河岸整治项目预算",
        "调整预算后项目预算", "农田水利项目、堤防项目预算", "河岸整治建设项目经费",
    ],
)  # fmt: skip
def test_words_that_name_no_one_project(words: str) -> None:
    assert all(item is None for *_, item in lines(f"{WHOLE}{words}50万元。"))
