"""A corrected report is audited again at once, and what reviewers said stays."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine, insert, select, update

from models.finding import Verdict
from models.span import Span
from models.tables import CorrectedField as Field
from models.tables import finding, finding_review, report
from pipeline.analyse import analyse_text
from pipeline.audit.history import audit_across
from pipeline.correcting import Change, anchor_of, record, revert
from pipeline.storing.again import audit_again
from tests.databases import dump, rows, store
from tests.seeded_faults import clean_texts

HEAD = "唐山市丰南区应急管理局{}年度部门整体绩效自评报告\n一、预算执行情况\n"
BODY = (
    "年初预算2141.75万元，追加预算396.37万元，调整后预算2538.12万元，实际支出2474.64万元，"
    "预算执行率{}%。“三公”经费本年{}万元，上年{}万元。\n"
)


def text_of(year: int, rate: str = "97.50", travel: str = "6.59", prior: str = "7.28") -> str:
    return HEAD.format(year) + BODY.format(rate, travel, prior)


def stored(engine: Engine, *texts: str) -> list[int]:
    made = [analyse_text(text) for text in texts]
    named = [
        replace(one, document=replace(one.document, source=replace(source, sha256=f"{number}")))
        for number, one in enumerate(made)
        for source in [one.document.source]
    ]
    return store(engine, *named)


def correct(engine: Engine, number: int, text: str, words: str, *changes: Change) -> list[int]:
    at = text.index(words)
    place = anchor_of(text, Span(at, at + len(words)))
    with engine.begin() as connection:
        return record(connection, number, changes, place=place, author="周", reason="核对原件")


def hard(engine: Engine, rule: str = "A01") -> list[str]:
    found = rows(engine, "SELECT rule_id, verdict, message FROM v_finding ORDER BY finding_id")
    wanted = (rule, Verdict.HARD.value)
    return [str(row["message"]) for row in found if (row["rule_id"], row["verdict"]) == wanted]


@pytest.mark.parametrize("name", [name for name, _ in clean_texts()[:3]])
def test_what_nobody_corrected_is_found_again_as_it_was(engine: Engine, name: str) -> None:
    text = dict(clean_texts())[name].replace("万元", "万", 1)
    [number] = stored(engine, text)
    before = dump(engine)
    assert before["finding"]
    with engine.begin() as connection:
        audit_again(connection, number)
    assert dump(engine) == before


def test_a_misread_figure_is_a_contradiction_until_it_is_corrected(engine: Engine) -> None:
    text = text_of(2024, rate="97.05")
    [number] = stored(engine, text)
    assert len(hard(engine)) == 1
    [made] = correct(engine, number, text, "97.05%", Change(Field.VALUE, "97.05", "97.5"))
    assert hard(engine) == []
    ended = rows(engine, "SELECT outcome FROM rule_outcome WHERE rule_id = 'A01'")
    assert ended == [{"outcome": "passed"}]
    with engine.begin() as connection:
        revert(connection, made, author="周", reason="原件如此")
    assert len(hard(engine)) == 1


def test_a_message_speaks_of_the_corrected_number(engine: Engine) -> None:
    text = text_of(2024)
    [number] = stored(engine, text)
    correct(engine, number, text, "97.50%", Change(Field.VALUE, "97.5", "95.005"))
    [message] = hard(engine)
    assert "填报为95.005%" in message


def test_a_figure_that_was_missed_and_one_that_is_none_take_part_as_they_should(
    engine: Engine,
) -> None:
    text = HEAD.format(2024) + "调整后预算100.00万元，实际支出90万余，预算执行率95.00%。\n"
    [number] = stored(engine, text)
    said = (
        '{"kind": "amount", "value": "900000", "unit": "元", "metric_code": "expenditure_actual"}'
    )
    change = Change(Field.QUANTITY, None, said)
    words = "90万余"
    correct(engine, number, text, words, change)
    assert len(hard(engine)) == 1
    correct(engine, number, text, words, Change(Field.QUANTITY, words, None))
    assert hard(engine) == []


def test_a_review_stays_with_a_finding_whose_evidence_is_the_same(engine: Engine) -> None:
    text = text_of(2024, rate="97.05")
    [number] = stored(engine, text)
    with engine.begin() as connection:
        one = connection.execute(select(finding).where(finding.c.rule_id == "A01")).one()
        connection.execute(
            insert(finding_review).values(
                report_id=number,
                fingerprint=one.fingerprint,
                status="explained",
                reviewer_note="按批复口径",
                reviewer="周",
                reviewed_at="2025-04-01T00:00:00Z",
            )
        )
    status = "SELECT status, reviewer_note AS note FROM v_finding WHERE rule_id = 'A01'"
    correct(engine, number, text, "7.28万元", Change(Field.VALUE, "72800", "72900"))
    assert rows(engine, status) == [{"status": "explained", "note": "按批复口径"}]
    correct(engine, number, text, "97.05%", Change(Field.VALUE, "97.05", "97.06"))
    assert rows(engine, status) == [{"status": "open", "note": None}]


def test_the_rules_between_years_are_applied_again_too(engine: Engine) -> None:
    texts = text_of(2023, travel="9.95", prior="11.00"), text_of(2024, travel="9.10", prior="10.35")
    _, later = stored(engine, *texts)
    audit_across(engine)
    assert len(hard(engine, "D01")) == 1
    correct(engine, later, texts[1], "10.35万元", Change(Field.VALUE, "103500", "99500"))
    assert hard(engine, "D01") == []
    correct(engine, later, texts[1], "10.35万元", Change(Field.VALUE, "99500", "103600"))
    assert len(hard(engine, "D01")) == 1


def test_a_report_that_changes_its_department_leaves_the_years_of_the_old_one(
    engine: Engine,
) -> None:
    texts = text_of(2023, travel="9.95", prior="11.00"), text_of(2024, travel="9.10", prior="10.35")
    first, _ = stored(engine, *texts)
    audit_across(engine)
    change = Change(Field.DEPARTMENT, "唐山市丰南区应急管理局", "唐山市丰南区财政局")
    with engine.begin() as connection:
        record(connection, first, [change], place=None, author="周", reason="封面写错")
        assert connection.scalar(select(report.c.department).where(report.c.id == first)) == (
            "唐山市丰南区财政局"
        )
    assert hard(engine, "D01") == []


def test_a_report_that_is_of_no_department_again_has_no_years(engine: Engine) -> None:
    """Of an unknown department as read, corrected to one, and the correction taken back."""
    texts = text_of(2023, travel="9.95", prior="11.00"), text_of(2024, travel="9.10", prior="10.35")
    _, later = stored(engine, *texts)
    with engine.begin() as connection:
        nobody = {"department": None, "department_id": None}
        connection.execute(update(report).where(report.c.id == later).values(nobody))
    audit_across(engine)
    assert hard(engine, "D01") == []
    change = Change(Field.DEPARTMENT, None, "唐山市丰南区应急管理局")
    with engine.begin() as connection:
        [number] = record(connection, later, [change], place=None, author="周", reason="封面")
    assert len(hard(engine, "D01")) == 1
    with engine.begin() as connection:
        revert(connection, number, author="周", reason="看错了")
    assert hard(engine, "D01") == []
