"""The audit as a workbook: findings, how every rule ended, and the rule book."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import xlsxwriter

from models.words import word
from pipeline.audit.listing import Ended, Listed
from pipeline.audit.rulebook import rule_book

# Column heads and widths.
_FINDINGS = (
    ("部门", 26), ("年度", 6), ("规则", 6), ("性质", 10), ("程度", 6), ("问题", 80), ("填报", 16),
    ("应为", 16), ("允许误差", 12), ("位置", 24), ("原文", 24), ("处理状态", 9),
    ("复核意见", 30), ("文件", 40),
)  # fmt: skip
_OUTCOMES = (
    ("部门", 26), ("年度", 6), ("规则", 6), ("规则说明", 50), ("结果", 10), ("核对次数", 9),
    ("说明", 60), ("文件", 40),
)  # fmt: skip
_RULES = (("规则", 6), ("规则说明", 60), ("需要的数据", 40), ("程度", 6))


def write_workbook(path: Path, findings: Sequence[Listed], outcomes: Sequence[Ended]) -> None:
    """Write the three sheets; texts that look like formulas stay texts.

    Raises:
        FileCreateError: the file cannot be written.
    """
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        _sheet(book, "审核发现", _FINDINGS, map(_finding_row, findings))
        _sheet(book, "规则结果", _OUTCOMES, map(_outcome_row, outcomes))
        _sheet(book, "规则说明", _RULES, _rule_rows())


def _sheet(
    book: xlsxwriter.Workbook,
    name: str,
    heads: Sequence[tuple[str, int]],
    rows: Iterable[Sequence[object]],
) -> None:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "bottom": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for column, (head, width) in enumerate(heads):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, head, bold)
    last = 0
    for last, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            sheet.write(last, column, value, wrapped)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(heads) - 1)


def _finding_row(one: Listed) -> Sequence[object]:
    return (
        one.department,
        one.fiscal_year,
        one.rule_id,
        word(one.verdict, "verdict"),
        word(one.severity, "severity"),
        one.message,
        one.stated,
        one.expected,
        one.tolerance,
        one.place,
        one.quote[:200],
        word(one.status, "status"),
        one.reviewer_note,
        one.file_name,
    )


def _outcome_row(one: Ended) -> Sequence[object]:
    rule = rule_book().get(one.rule_id)
    return (
        one.department,
        one.fiscal_year,
        one.rule_id,
        rule.statement if rule else "",
        word(one.outcome, "outcome"),
        one.checks,
        one.reason,
        one.file_name,
    )


def _rule_rows() -> Iterable[Sequence[object]]:
    for rule in rule_book().values():
        yield rule.id, rule.statement, rule.needs, word(rule.severity, "severity")
