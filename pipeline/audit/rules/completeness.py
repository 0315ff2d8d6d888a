"""J01 to J08: what a report of its type must contain."""

import re

from models.finding import Verdict
from models.identity import ReportType
from models.mention import Kind
from models.span import Span
from pipeline.audit.check import Check, Steps
from pipeline.audit.facts import Facts
from pipeline.audit.figures import Figure
from pipeline.audit.knowledge import formulas_of, is_worded, metric, name_of
from pipeline.audit.rulebook import rule_book

_TITLE_REACH = 300
# 部门整体支出绩效自评报告 · “三公”经费情况说明
_TITLE = re.compile(r"报告|说明|公开|[决预]算|自评|评价|情况|总结|表")
# 7月份全市收入完成170万元，: words that no title has
_SENTENCE = re.compile(r"[,。;]|^[0-9(]|[0-9](?:[万亿]?元|%)")


def _absent(rule_id: str, absent: bool, verdict: Verdict, **values: str) -> Check:
    if not absent:
        return Check(rule_id)
    return Check(rule_id, verdict, values=values, group=rule_id)


def title(facts: Facts) -> Steps:
    """J01: the title or cover names the department, the region or the year."""
    first = facts.result.sections[0].span.start if facts.result.sections else _TITLE_REACH
    cover = facts.folded[: min(first, _TITLE_REACH)]
    head = "\n".join((facts.identity.title, cover, *facts.result.document.running_heads))
    named = re.search(rule_book()["J01"].data["named"], head)
    lacking = [
        word
        for word, present in (
            ("部门名称", named),
            ("年度", re.search(r"20\d\d|二[〇○0零][一二三四五六七八九〇○0零]{2}", head)),
        )
        if not present
    ]
    said = head.strip().split("\n")[0][:30]
    # Pages taken out of a report begin with anything: without a title nothing is certain.
    titled = _TITLE.search(said) and not _SENTENCE.search(said)
    yield _absent(
        "J01",
        len(lacking) == 2,
        Verdict.HARD if titled else Verdict.INFO,
        lacking="、".join(lacking),
        title=said,
    )


_IDENTITY = {"department": "部门", "fiscal_year": "年度", "region_code": "地区"}


def identity(facts: Facts) -> Steps:
    """J01: the department and the year can be told, and no place says otherwise."""
    found = facts.identity
    unknown = [
        word
        for word, value in (("部门", found.department), ("年度", found.fiscal_year))
        if value is None
    ]
    if unknown:
        yield Check("J01", Verdict.INFO, "unknown", {"lacking": "、".join(unknown)}, group="J01u")
    for field, word in _IDENTITY.items():
        rivals = [rival for name, rival in found.conflicts if name == field]
        if rivals:
            taken = getattr(found, field)
            named = [str(taken), *rivals] if taken is not None else rivals
            values = {"field": word, "rivals": "、".join(named)}
            yield Check("J01", Verdict.INFO, "rivals", values, group=f"J01{field}")


def self_score(facts: Facts) -> Steps:
    """J02: a self-evaluation states its score and its grade."""
    if not facts.is_self_evaluation:
        return
    data = rule_book()["J02"].data
    scored = facts.all_of("selfeval_score") or re.search(data["score"], facts.folded)
    graded = re.search(data["grade"], facts.folded)
    yield _absent("J02", not scored and not graded, Verdict.HARD)


def satisfaction(facts: Facts) -> Steps:
    """J06: satisfaction is a number, not 优."""
    match = re.search(rule_book()["J06"].data["worded"], facts.folded)
    numbers = [
        f
        for f in facts.figures
        if f.observation.metric_code in ("satisfaction_rate", "organ_satisfaction")
    ]
    stated = re.search(rule_book()["J06"].data["numbered"], facts.folded)
    if not (match or numbers or stated):
        return
    if match and not numbers and not stated:
        yield Check(
            "J06",
            Verdict.HARD,
            values={"quote": match.group()},
            stated=match.group(),
            expected="百分比",
            span=Span(*match.span()),
            group="J06",
        )
    else:
        yield Check("J06")


def sections(facts: Facts) -> Steps:
    """J03: the sections that the template asks for."""
    if facts.identity.report_type is not ReportType.DEPT_OVERALL_SELF:
        return
    # Headings may be lost in flattened text, so the words are looked for anywhere.
    lacking = [
        name
        for name, words in rule_book()["J03"].data["sections"].items()
        if not re.search(words, facts.folded)
    ]
    yield _absent("J03", bool(lacking), Verdict.INFO, lacking="、".join(lacking))


def indicators(facts: Facts) -> Steps:
    """J04, J05: the common indicators are reported, with the amounts they are made of."""
    if facts.identity.report_type is not ReportType.DEPT_OVERALL_SELF:
        return
    stated = {f.observation.metric_code for f in facts.figures}
    lacking = [
        code
        for code in rule_book()["J04"].data["common"]
        if code not in stated and not is_worded(facts.folded, code)
    ]
    yield _absent(
        "J04", bool(lacking), Verdict.INFO, lacking="、".join(name_of(c) for c in lacking)
    )
    yield from _operands(facts)


def _operands(facts: Facts) -> Steps:
    rates: dict[str, Figure] = {}
    for figure in facts.figures:
        code = figure.observation.metric_code
        entry = metric(code) if code else None
        is_rate = figure.mention.kind is Kind.PERCENT and entry and entry.formula
        if entry and is_rate and figure.observation.line_item is None:
            rates.setdefault(entry.code, figure)
    without = []
    for code, figure in rates.items():
        entry = metric(code)
        formulas = list(formulas_of(entry)) if entry else []
        known = any(
            all(
                facts.find(f"{o.code}@prior" if o.prior else o.code, facts.year_of(figure))
                for o in rule.operands
            )
            for rule in formulas
        )
        if not known:
            without.append(figure)
    names = "、".join(name_of(f.observation.metric_code or "") for f in without)
    if without:
        yield Check(
            "J05",
            Verdict.INFO,
            values={"names": names, "count": str(len(without))},
            focus=without[0],
            evidence=tuple(without),
            group="J05",
        )
    elif rates:
        yield Check("J05")


def signature(facts: Facts) -> Steps:
    """J08: a date of the report."""
    if not facts.is_self_evaluation:
        return
    dated = re.search(rule_book()["J08"].data["date"], facts.folded)
    yield _absent("J08", not dated, Verdict.INFO)
