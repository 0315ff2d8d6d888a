"""What a share says it is a share of: 占基本支出预算的79.89%."""

import re
from functools import cache

from pipeline.audit.facts import Facts
from pipeline.audit.figures import Figure

_REACH = 30
# 占本年收入合计的比例为98.51% · 占比为0.21%
_SHARE = re.compile(r"占(?P<base>[^,。;:0-9%占]{0,24}?)的?(?:比例|比重|比)?(?:约为|为|达|约)?\(?$")
# Words that only say that a base is a whole, of this year: 本年支出合计 · 支出总预算
_OF_A_WHOLE = re.compile(
    r"总计|合计|总额|总数|总量|总|当年度?|本年度?|全年|年度|全部|资金|[数额“”\"的 ]"
)
# Words that make a whole one of several of its name: 项目支出预算 is no 支出总预算
_APART = ("项目", "基本", "人员", "公用", "三公", "财政拨款", "公共预算", "基金", "经营")
# The words of a figure begin after these.
_MARKS = re.compile(r"[,。;:()、\n]")


def base_of(facts: Facts, stated: Figure) -> str:
    """The bare words of what a share is of; "" where it names nothing: 占总额的5% · 占比5%."""
    match = _SHARE.search(facts.before(stated, _REACH))
    return _bare(match["base"]) if match else ""


def may_be_base(facts: Facts, base: str, whole: Figure) -> bool:
    """Whether a figure's words name the base, or the base is not named."""
    words = _words(facts, whole)
    return not base or (base in words and all(a in base for a in _APART if a in words))


def is_base(facts: Facts, base: str, whole: Figure) -> bool:
    """Whether a figure is named just as the base is."""
    return bool(base) and base in (_bare(whole.observation.label), _words(facts, whole))


def _words(facts: Facts, figure: Figure) -> str:
    """The bare words before a figure, in its clause."""
    return _bare(_MARKS.split(facts.before(figure, _REACH))[-1])


@cache
def _bare(words: str) -> str:
    """Words without those that only say that something is a whole.

    >>> _bare("本年支出合计"), _bare("占支出总预算"), _bare("总额")
    ('支出', '占支出预算', '')
    """
    return _OF_A_WHOLE.sub("", words)
