"""D04, I01 to I09: wording, residue and form."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

import regex

from models.document import BlockKind
from models.finding import Verdict
from models.identity import AdminLevel
from models.mention import Kind
from models.span import Span
from pipeline.audit.check import Check, Missing, Steps
from pipeline.audit.facts import Facts
from pipeline.audit.rulebook import rule_book
from pipeline.audit.similarity import near_copies, shingles

_LIST_LABEL = re.compile(r"^\s*[（(]?[0-9一二三四五六七八九十]{1,3}[)）、.．]\s*")
_SHORTEST_COPY = 20
_LIKENESS = 0.85
_RANK = {"全国": 4, "全省": 3, "全市": 2, "全县": 1, "全区": 1}
_OWN = {AdminLevel.PROVINCE: 3, AdminLevel.CITY: 2, AdminLevel.COUNTY: 1}


# Patterns may be a bureau's own: one that never ends must not hold up a night.
_PATTERN_SECONDS = 2


@cache
def pattern_of(rule_id: str, key: str) -> regex.Pattern[str]:
    """One of a rule's patterns, or several as one."""
    words = rule_book()[rule_id].data[key]
    return regex.compile(words if isinstance(words, str) else "|".join(words))


def _found(rule_id: str, text: str) -> list[regex.Match[str]] | Missing:
    """Where the patterns of a rule stand; or that they take too long on this text."""
    try:
        return list(pattern_of(rule_id, "patterns").finditer(text, timeout=_PATTERN_SECONDS))
    except TimeoutError:
        return Missing(rule_id, f"规则{rule_id}的匹配式超过{_PATTERN_SECONDS}秒，未检查")


def quoted(text: str, span: Span, margin: int = 10) -> str:
    """The words around a place, for a message; line breaks shown as spaces."""
    around = text[max(0, span.start - margin) : span.end + margin]
    return " ".join(around.split())


def wrong_level(facts: Facts) -> Steps:
    """I01: 全省 among a district's own duties."""
    own = _OWN.get(facts.identity.admin_level) if facts.identity.admin_level else None
    counts = Counter(re.findall(r"全[省市县区]", facts.folded))
    if own is None and counts:
        # Without a known level: the word used by far the most is the report's own.
        word, most = counts.most_common(1)[0]
        own = _RANK[word] if most >= 5 else None
    if own is None:
        return
    places = list(pattern_of("I01", "claims").finditer(facts.folded))
    region_is_city = (facts.identity.region_name or "").endswith("市")
    wrong = [
        m
        for m in places
        if own < _RANK[m.group("word")] < 4
        and not (m.group("word") == "全市" and region_is_city)
        and not pattern_of("I01", "allowed").search(facts.folded[m.start() : m.end() + 10])
    ]
    if not wrong:
        yield Check("I01")
        return
    first = Span(wrong[0].start("word"), wrong[0].end("word"))
    yield Check(
        "I01",
        Verdict.HARD,
        values={
            "words": "、".join(sorted({m.group("word") for m in wrong})),
            "count": str(len(wrong)),
            "quote": quoted(facts.text, first, 16),
        },
        stated=wrong[0].group("word"),
        span=first,
        group="I01",
    )


def copies(facts: Facts) -> Steps:
    """I02: an item repeated among the items of its report."""
    if not facts.is_self_evaluation:
        return
    items = list(_items(facts))
    passages = [shingles(words) for _, words in items]
    found = {later: (earlier, alike) for earlier, later, alike in near_copies(passages, _LIKENESS)}
    if not found:
        yield Check("I02")
    for later, (earlier, alike) in found.items():
        # A run of items copied together is one fault, told by its first item.
        if found.get(later - 1, (None, 0))[0] == earlier - 1:
            continue
        yield Check(
            "I02",
            Verdict.HARD,
            "same" if alike == 1 else "similar",
            {
                "first": items[earlier][1][:24],
                "second": items[later][1][:24],
                "likeness": f"{alike:.0%}",
            },
            stated=items[later][1][:24],
            expected="不重复",
            span=items[later][0],
            group=f"I02:{items[earlier][1][:12]}",
        )


def _items(facts: Facts) -> Iterator[tuple[Span, str]]:
    """Numbered items without figures, which have no reason to recur word for word."""
    for block in facts.result.document.blocks:
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        words = block.span.of(facts.text)
        label = _LIST_LABEL.match(words)
        # Headings and lines of a table of contents recur by right; sentences end in a mark.
        sentence = words.rstrip().endswith(("。", "；", ";"))
        rest = words[label.end() :].strip(" ;；。") if label and sentence else ""
        if len(rest) >= _SHORTEST_COPY and not any(char.isdigit() for char in rest):
            yield block.span, rest


def leftovers(facts: Facts) -> Steps:
    """I03, I04, I09: prompts of the form, residue of conversion, words beyond one's level."""
    for rule_id, verdict in (("I03", Verdict.HARD), ("I04", Verdict.HARD), ("I09", Verdict.INFO)):
        matches = _found(rule_id, facts.text)
        if isinstance(matches, Missing):
            yield matches
            continue
        if not matches:
            yield Check(rule_id)
            continue
        first = Span(*matches[0].span())
        words = list(dict.fromkeys(m.group()[:30] for m in matches))
        yield Check(
            rule_id,
            verdict,
            values={"words": "”“".join(words[:5]), "count": str(len(matches))},
            stated=words[0],
            span=first,
            group=rule_id,
        )


def mixed_forms(facts: Facts) -> Steps:
    """I07: one bracket half, the other full width; ≦ beside ≤."""
    matches = _found("I07", facts.text)
    if isinstance(matches, Missing):
        yield matches
        return
    both_signs = "≦" in facts.text and "≤" in facts.text
    if not matches and not both_signs:
        yield Check("I07")
        return
    words = [m.group() for m in matches[:5]] + (["≦与≤"] if both_signs else [])
    place = matches[0].start() if matches else facts.text.index("≦")
    yield Check(
        "I07",
        Verdict.INFO,
        values={"words": "”“".join(dict.fromkeys(words))},
        stated=words[0],
        span=Span(place, place + 1),
        group="I07",
    )


def missing_units(facts: Facts) -> Steps:
    """I08: 6.59万 without 元."""
    amounts = [f for f in facts.figures if f.mention.kind is Kind.AMOUNT and not f.mention.cell]
    bare = [f for f in amounts if f.mention.printed_unit in ("万", "亿")]
    if amounts and not bare:
        yield Check("I08")
    if bare:
        yield Check(
            "I08",
            Verdict.HARD,
            values={"words": "、".join(f.printed for f in bare[:6]), "count": str(len(bare))},
            stated=bare[0].printed,
            expected=f"{bare[0].printed}元",
            focus=bare[0],
            evidence=tuple(bare),
            group="I08",
        )


def stray_years(facts: Facts) -> Steps:
    """D04: 2021年度 in a report for 2024, outside titles of rules and plans."""
    if facts.year is None:
        return
    strays = [
        match
        for match in pattern_of("D04", "years").finditer(facts.folded)
        if not facts.year - 1 <= int(match.group("year")) <= facts.year + 1
    ]
    if not strays:
        yield Check("D04")
        return
    first = Span(*strays[0].span("year"))
    yield Check(
        "D04",
        Verdict.INFO,
        values={
            "words": "、".join(sorted({m.group("year") for m in strays})),
            "quote": quoted(facts.text, first, 14),
            "year": str(facts.year),
        },
        stated=strays[0].group("year"),
        expected=str(facts.year),
        span=first,
        group="D04",
    )
