"""B11: the items of a list add up to the total that closes it: A万元、B万元，收入总计C万元."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from models.mention import Kind
from pipeline.audit.check import Check, Steps, judge, label_of, shortened_sum
from pipeline.audit.exact import Fraction
from pipeline.audit.facts import Facts
from pipeline.audit.figures import Figure, is_result
from pipeline.audit.intervals import total
from pipeline.audit.rulebook import rule_book

_FEWEST_ITEMS = 3
# A longer list is none that its total closes, and one read anew for each total would be slow.
_MOST_FIGURES = 80
# ，收入总量为 · ；支出合计 · ，加上转移性收入,收入总计
_TOTAL = re.compile(
    r"[,、;:](?:全[县市区省]|本级)?(?:收入|支出)(?:总计|合计|总量|共计|累计)[为达是]?$"
)
# 、上解支出 · ，加上级补助收入 · 。全县一般公共预算收入完成: the words of an item
_ITEM = re.compile(r"[,、;](?:再?加上?|另|以及|和|及)?:?[^,、;:。0-9占比较等]{2,24}")
_CLOSED = re.compile(r"\([^()]*\)")
# 县级收入加上补助收入12亿元: its first item is not told here
_ADDED = re.compile(r"加")
# 其中 tells parts of an item; 等 leaves some out
_NO_PLAIN_LIST = re.compile(r"其中|包括|分别|等")


def totals_after_lists(facts: Facts) -> Steps:
    """Each total of income or spending that closes the list of its items."""
    for whole in facts.results:
        if whole.mention.kind is Kind.AMOUNT and _TOTAL.search(facts.before(whole, 16)):
            items = _items(facts, whole)
            if len(items) >= _FEWEST_ITEMS and not _has_parts(items):
                check = _check(facts, whole, items)
                if check.verdict is None or not _is_led_by_another(facts, whole, items):
                    yield check


def _items(facts: Facts, whole: Figure) -> list[Figure]:
    """The amounts that lead up to a total, one after the other; none where the list is broken."""
    items: list[Figure] = []
    after = whole
    for at, figure in enumerate(_figures_before(facts, whole)):
        if at == _MOST_FIGURES:
            return []
        if facts.is_aside(figure, whole.start):
            continue
        words = _CLOSED.sub("", facts.between(figure.mention.span.end, after.start))
        plain = is_result(figure.mention) and figure.mention.unit == whole.mention.unit
        if not plain or not _ITEM.fullmatch(words.strip()):
            return []
        items.append(figure)
        after = figure
    items.reverse()
    return items if items and _is_plain_list(facts, items[0], whole) else []


def _is_plain_list(facts: Facts, first: Figure, whole: Figure) -> bool:
    """Whether nothing in a list's words says that it adds to something, or leaves some out."""
    start = facts.sentence(first.start).start
    said = _CLOSED.sub("", facts.between(start, whole.start))
    return not (_ADDED.search(facts.between(start, first.start)) or _NO_PLAIN_LIST.search(said))


def _figures_before(facts: Facts, whole: Figure) -> Iterator[Figure]:
    """The figures before a total in its sentence, nearest first, then in clauses before a ;."""
    sentence: Sequence[Figure] = facts.in_sentence(whole)
    end = bisect_left(sentence, whole.start, key=_start)
    while sentence:
        yield from (sentence[at] for at in range(end - 1, -1, -1))
        if facts.folded[facts.sentence(sentence[0].start).start - 1] != ";":
            break
        sentence = facts.sentence_before(sentence)
        end = len(sentence)


def _start(figure: Figure) -> int:
    return figure.start


def _is_led_by_another(facts: Facts, whole: Figure, items: Sequence[Figure]) -> bool:
    """全区收入10.86亿元，增长5%。上级补助收入15.32亿元、…: the list began a sentence before."""
    gap = whole.interval - total(item.interval for item in items)
    end = bisect_left(facts.results, items[0].start, key=_start)
    earlier = facts.results[max(0, end - _MOST_FIGURES) : end]
    return any(f.value and f.interval.overlaps(gap) for f in earlier)


def _has_parts(items: Sequence[Figure]) -> bool:
    """Whether an item is the sum of those right after it, and so counted twice."""
    for at, item in enumerate(items):
        summed = Fraction(0)
        for part in items[at + 1 :]:
            summed += Fraction(part.value)
            if summed >= Fraction(item.value):
                break
        if summed and summed == Fraction(item.value):
            return True
    return False


def _check(facts: Facts, whole: Figure, items: Sequence[Figure]) -> Check:
    return judge(
        rule_book()["B11"],
        whole,
        total(item.interval for item in items),
        tuple(items),
        group=f"B11:{whole.index}",
        words=lambda: {
            "name": label_of(facts, whole),
            "count": str(len(items)),
            "computation": shortened_sum(items),
        },
    )
