"""Rules that pair figures take time that grows with their number, not with its square."""

from collections.abc import Callable
from time import process_time

import pytest

from pipeline.analyse import analyse_text
from pipeline.audit.check import Steps
from pipeline.audit.facts import Facts
from pipeline.audit.rules import answers, budget_words, changes, parts, shares, totals_after
from tests.test_audit_new_rules import ACCOUNT, SELF


def _goals(count: int) -> str:
    """Goals with words of their own, none of which has a result."""
    words = (f"{chr(0x4E00 + 2 * i)}{chr(0x4E01 + 2 * i)}" for i in range(count))
    goals = "".join(f"计划培训{3 + at}个{word}专项。\n" for at, word in enumerate(words))
    return SELF + goals + "已经走访各类群众12个村。\n" * count


def _shares(count: int) -> str:
    return ACCOUNT + "".join(
        f"项目支出{10 + at}.25万元，占{at % 90}.12%。\n" for at in range(count)
    )


def _gaps(count: int) -> str:
    line = "教育支出{}.25万元，完成年初预算的98%，决算数小于预算数2.05万元。\n"
    return ACCOUNT + "".join(line.format(10 + at) for at in range(count))


def _totals(count: int) -> str:
    return ACCOUNT + "收入总计5万元," * count + "\n"


def _totals_in_brackets(count: int) -> str:
    return ACCOUNT + "(,收入总计5万元)" * count + "\n"


def _totals_that_differ(count: int) -> str:
    return ACCOUNT + "甲收入4万元、乙收入2万元、丙收入1万元,收入总计90万元。\n" * count


def _parts_behind_brackets(count: int) -> str:
    return ACCOUNT + "货物90万元(含采购60万元),其中设备50万元," * (count // 3) + "\n"


def _rates(count: int) -> str:
    return ACCOUNT + "分别增长8%、9%," * (count // 2) + "\n"


def _levels_and_rates(count: int) -> str:
    return ACCOUNT + "公务接待费8万元," * (count // 2) + "。" + "增长2%," * (count // 2) + "\n"


def _changes_of_one_level(count: int) -> str:
    return ACCOUNT + "公务接待费8万元，增加2万元。\n" * count


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (answers.goals, _goals),
        (shares.shares, _shares),
        (budget_words.rates_and_words, _gaps),
        (totals_after.totals_after_lists, _totals),
        (totals_after.totals_after_lists, _totals_in_brackets),
        (totals_after.totals_after_lists, _totals_that_differ),
        (parts.parts_of_totals, _parts_behind_brackets),
        (changes.changes, _rates),
        (changes.changes, _levels_and_rates),
        (changes.changes, _changes_of_one_level),
    ],
)
def test_time_grows_with_the_number_of_figures(
    rule: Callable[[Facts], Steps], text: Callable[[int], str]
) -> None:
    def seconds(count: int) -> float:
        facts = Facts(analyse_text(text(count)))
        list(rule(facts))
        times = []
        for _ in range(3):
            started = process_time()
            list(rule(facts))
            times.append(process_time() - started)
        return min(times)

    # Eight times the figures: a square would be sixty-four times the time.
    assert seconds(960) < 20 * max(seconds(120), 0.0005)
