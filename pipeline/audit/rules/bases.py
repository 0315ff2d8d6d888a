"""What a share says it is a share of: 占基本支出预算的79.89%."""

import re
from functools import cache

from pipeline.audit.facts import Facts
from pipeline.audit.figures import Figure

_REACH = 30
# 占本年收入合计的比例为98.51% · 占比为0.21%
_SHARE = re.compile(r"占(?P<base>[^,。;:0-9%占]{0,24}?)的?(?:比例|比重|比)?(?:约为|为|达|约)?\(?$")
# 。政府拨款收入占总收入的: words of its own before 占, not 约占, 合计占
_OWN_SUBJECT = re.compile(
    r"[,。;:、]\s*(?!(?:约|共|合计|分别|各|仅|已|其|均|大约|累计)+占)(?P<subject>[^,。;:、0-9%占]{2,16})占"
    r"[^,。;]*$"
)
# Words that only say that a base is a whole, of this year: 本年支出合计 · 支出总预算 · 部门项目总数
_OF_A_WHOLE = re.compile(
    r"总计|合计|总额|总数|总量|总|当年度?|本年度?|全年|年度|全部|部门|资金|[数额“”\"的 ]"
)
# Words that make a whole one of several of its name: 项目支出预算 is no 支出总预算
_APART = ("项目", "基本", "人员", "公用", "三公", "财政拨款", "公共预算", "基金", "经营")
_BALANCED = "总计"
_OF_THE_YEAR = re.compile("本年|合计")
# 税收返还和转移支付 is more than the 转移支付 that a share names.
_JOINED = "和及与、"
_SHORT_BASE = 2
# The words of a figure begin after these.
_MARKS = re.compile(r"[,。;:()、\n]")


def base_of(facts: Facts, stated: Figure) -> str:
    """What a share is said to be of, as written; "" where that names nothing: 占总额的5%."""
    match = _SHARE.search(facts.before(stated, _REACH))
    return match["base"] if match and _bare(match["base"]) else ""


def subject_of(between: str) -> str:
    """What the words between an amount and a share say that the share is of; "" where nothing.

    >>> subject_of("万元。政府拨款收入占财务总收入的"), subject_of("，约占总收入的")
    ('政府拨款收入', '')
    """
    match = _OWN_SUBJECT.search(between)
    return match["subject"] if match else ""


def may_be_base(facts: Facts, base: str, whole: Figure) -> bool:
    """Whether a figure's words name the base, or the base is not named."""
    said = _words(facts, whole)
    if not base or _is_of_other_extent(base, said):
        return not base
    words = _bare(said)
    return (
        not _is_one_of_two(_bare(base), words)
        and _bare(base) in words
        and all(a in base for a in _APART if a in words)
    )


def is_base(facts: Facts, base: str, whole: Figure) -> bool:
    """Whether a figure is named just as the base is."""
    named = (whole.observation.label, _words(facts, whole))
    return bool(base) and any(
        _bare(base) == _bare(words) and not _is_of_other_extent(base, words) for words in named
    )


def _is_of_other_extent(base: str, words: str) -> bool:
    """本年支出合计 leaves out what is carried over, 支出总计 does not."""
    return any(
        _BALANCED in one and _OF_THE_YEAR.search(other) and _BALANCED not in other
        for one, other in ((base, words), (words, base))
    )


def _is_one_of_two(base: str, words: str) -> bool:
    """Whether the words name the base and something else besides.

    >>> _is_one_of_two("转移支付", "税收返还和转移支付"), _is_one_of_two("支出", "商品和服务支出")
    (True, False)
    """
    before, found, _ = words.partition(base)
    return bool(base and found and len(base) > _SHORT_BASE and before[-1:] in _JOINED and before)


def _words(facts: Facts, figure: Figure) -> str:
    """The words before a figure, in its clause."""
    return _MARKS.split(facts.before(figure, _REACH))[-1]


@cache
def _bare(words: str) -> str:
    """Words without those that only say that something is a whole.

    >>> _bare("本年支出合计"), _bare("部门项目总数"), _bare("总额")
    ('支出', '项目', '')
    """
    return _OF_A_WHOLE.sub("", words)
