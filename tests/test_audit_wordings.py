"""Right wordings that are no fault, and the wrong ones beside them that are."""

import pytest

from models.finding import Outcome
from pipeline.analyse import analyse_text
from pipeline.audit import engine
from pipeline.audit.check import Missing
from pipeline.audit.facts import Facts
from tests.test_audit_new_rules import ACCOUNT, SELF


def found(text: str, rule_id: str) -> list[tuple[str, str]]:
    """The findings of one rule: verdict and message."""
    return [
        (f.verdict.value, f.message)
        for f in analyse_text(text + "\n").findings
        if f.rule_id == rule_id
    ]


_VEHICLES_IN_BOTH_WAYS = (
    "“三公”经费支出30.00万元，比上年减少{total}万元。其中：因公出国（境）费0万元；公务用车购置及运行维护费"
    "20.00万元，比上年减少5.00万元（其中：公务用车购置费9.00万元，比上年减少6.00万元；"
    "公务用车运行维护费11.00万元，比上年增加1.00万元）；公务接待费5.00万元，比上年增加1.00万元。"
)
_VEHICLES_APART = (
    "“三公”经费支出30.00万元，比上年减少{total}万元。其中：因公出国（境）费2.00万元，比上年减少1.00万元；"
    "公务用车购置费10.00万元{purchase}；公务用车运行维护费12.00万元，比上年减少2.00万元；"
    "公务接待费6.00万元，比上年减少1.00万元。"
)


@pytest.mark.parametrize(
    "text",
    [
        _VEHICLES_IN_BOTH_WAYS.format(total="4.00"),
        _VEHICLES_APART.format(total="10.00", purchase="，比上年减少6.00万元"),
        # the change of what was bought is not told
        _VEHICLES_APART.format(total="10.00", purchase=""),
    ],
)
def test_changes_of_vehicles_bought_and_run_add_up(text: str) -> None:
    assert found(ACCOUNT + text, "B19") == []


@pytest.mark.parametrize(
    ("text", "computation"),
    [
        (_VEHICLES_IN_BOTH_WAYS.format(total="9.00"), "－1.00万元＋5.00万元＝4万元"),
        (
            _VEHICLES_APART.format(total="14.00", purchase="，比上年减少6.00万元"),
            "1.00万元＋1.00万元＋6.00万元＋2.00万元＝10万元",
        ),
    ],
)
def test_the_message_of_a_fall_is_true_arithmetic(text: str, computation: str) -> None:
    [(verdict, message)] = found(ACCOUNT + text, "B19")
    assert verdict == "hard"
    assert computation in message


@pytest.mark.parametrize(
    ("moves", "end"),
    [
        ("本年新增3人，其中招录公务员2人，退休1人", 52),
        ("本年减少3人，其中退休2人、调出1人", 47),
        ("本年新增3人（招录公务员2人、调入1人），退休1人", 52),
        ("本年新增3人（其中招录2人），调入1人", 54),
        ("本年调入3人，退休1人，辞职1人", 51),
    ],
)
def test_parts_of_a_move_of_staff_count_with_it(moves: str, end: int) -> None:
    text = SELF + "年初在职人员50人，{}，年末在职人员{}人。"
    assert found(text.format(moves, end), "F03") == []
    [(verdict, message)] = found(text.format(moves, end + 1), "F03")
    assert verdict == "hard"
    assert f"＝{end}人" in message


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        # another's year, plans and doings are its own
        ("古冶区应急管理局2023年移交我局设备5台。", "info"),
        ("路北区应急管理局编制的规划已经印发。", "info"),
        ("根据路北区应急管理局编制的规划，开展工作。", None),
        ("按照路北区应急管理局部门预算绩效管理办法开展工作。", None),
        ("路北区应急管理局2024年部门整体支出绩效良好。", "hard"),
        ("路北区应急管理局编制数20人。", "hard"),
        ("路北区应急管理局编制人防规划、编制数据目录。", "info"),
        ("根据“三定”方案，路北区应急管理局主要职责是应急工作。", "hard"),
    ],
)
def test_a_namesake_is_wrong_only_where_it_is_the_subject(text: str, verdict: str | None) -> None:
    assert [v for v, _ in found(SELF + text, "I05")] == ([verdict] if verdict else [])


_SPENT = "本年支出合计100.00万元，其中：基本支出60.00万元，项目支出30.00万元{}。"


@pytest.mark.parametrize(
    ("more", "is_wrong"),
    [
        ("，上缴上级支出10.00万元", False),
        ("（其中：专项20.00万元，运转10.00万元），上缴上级支出4.00万元，其他支出6.00万元", False),
        # these happen to close the gap
        ("；政府采购支出10.00万元", True),
        ("，人均支出10.00万元", True),
        ("（其中：专项20.00万元，运转10.00万元）", True),
        ("，另有往来款10.00万元", True),
    ],
)
def test_only_what_is_listed_like_the_parts_explains_a_sum(more: str, is_wrong: bool) -> None:
    verdicts = [verdict for verdict, _ in found(ACCOUNT + _SPENT.format(more), "B05")]
    assert verdicts == (["hard"] if is_wrong else [])


@pytest.mark.parametrize(
    ("applies", "outcome"),
    [
        ((False, False), Outcome.NOT_APPLICABLE),
        ((False, True), Outcome.MISSING_INPUT),
        ((True, True), Outcome.MISSING_INPUT),
    ],
)
def test_a_rule_does_not_apply_only_where_no_comparison_of_it_does(
    applies: tuple[bool, ...], outcome: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    lacks = [Missing("B01", f"缺少第{at}项", applies=one) for at, one in enumerate(applies)]
    monkeypatch.setattr(engine, "RULES", (lambda _: iter(lacks),))
    _, ended = engine.audit(Facts(analyse_text(SELF)))
    assert [one.outcome for one in ended if one.rule_id == "B01"] == [outcome]
