"""The audit rules, from the rule book."""

from pipeline.audit.rulebook import rule_book
from tests.docs_build.tables import table

INTRODUCTION = """# Audit rules 审核规则

The table is `pipeline/audit/rules.yaml`; what verdicts and tolerances mean is told in
[the audit](../audit.md). A file of your own adds rules and changes severities and wordings: see
[how-to](../how-to.md).
"""

GROUPS = {
    "A": "Rates 比率",
    "B": "Sums 合计",
    "C": "Repeats 前后一致",
    "D": "Years 年度衔接",
    "E": "Limits 取值",
    "F": "Staff 人员",
    "G": "Projects 项目",
    "H": "Scores 评分",
    "I": "Text 文字",
    "J": "Completeness 完整性",
    "K": "Balances 结余",
    "Z": "Coverage 覆盖",
}


def page() -> str:
    """A table of rules a group: statement, what it needs, severity."""
    parts = [INTRODUCTION]
    for letter, title in GROUPS.items():
        rules = [rule for rule in rule_book().values() if rule.id.startswith(letter)]
        rows = [(rule.id, rule.statement, rule.needs, rule.severity.value) for rule in rules]
        parts.append(f"## {title}\n\n{table(('id', '规则', '所需数据', 'severity'), rows)}\n")
    return "\n".join(parts)
