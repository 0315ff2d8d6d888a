"""Which year and which moment of it a figure belongs to."""

import re

from models.observation import Point
from models.value import value

# 2023年, 2023年度; also 2015本年支出, where the writer left 年 out.
_YEAR = re.compile(r"(?<![\d.])((?:19|20)\d\d)\s*(?:年|(?=本年))")
# 上年度合计7.28万; 上年结转 is a flow of this year and is masked by its wording.
_PRIOR = re.compile(r"上一?年(?!结转|结余|末|年末)|去年|上一年度|前一年")
# 年初在职125人,期间调入11人: in the course of the year
_CURRENT = re.compile(r"本年|今年|当年|当期|本年度|报告期|(?:^|[,;。])\s*期间")
_NEXT = re.compile(r"(?<!结转)下一?年|明年|次年")
# 年初预算 is a flow of the whole year, so it does not count.
_START = re.compile(
    r"年初(?!预算|批复|指标|安排|绩效|目标|设定|计划|预期|部门预算|财政|追加|一般公共|公共|政府性|国有)|期初"
)
_END = re.compile(
    r"年末|年底|期末|年终(?!决算|考核|绩效|奖)|12\s*月(?:\s*31\s*日|底|末)|(?:19|20)\d\d年?末"
)
# 截至2024年8月31日: a moment, but not the end of the year.
_AS_OF = re.compile(r"截[至止]到?")


# Every word above has one of these.
_OF_TIME = re.compile(r"[年期月截]")


@value
class Period:
    """What words say of time; None where they say nothing.

    Attributes:
        year: a printed year.
        shift: years from the report's own one: -1 for 上年.
        is_as_of: the words say 截至, which holds for the figures that follow as well.
    """

    year: int | None = None
    shift: int | None = None
    point: Point | None = None
    is_as_of: bool = False

    def of(self, fiscal_year: int | None) -> int | None:
        """The year meant, when the report is about ``fiscal_year``."""
        if self.year is not None:
            return self.year
        if fiscal_year is None:
            return None
        return fiscal_year + (self.shift or 0)

    @property
    def says_year(self) -> bool:
        """Whether the words name a year at all."""
        return self.year is not None or self.shift is not None


_NOTHING_SAID = Period()


def read_period(text: str) -> Period:
    """The time that ``text`` names; of several years the last one.

    >>> read_period("截至2024年12月31日共有车辆")
    Period(year=2024, shift=None, point=<Point.END: 'end'>, is_as_of=True)
    >>> read_period("上年度合计").shift, read_period("年初预算为").point
    (-1, None)
    """
    if not _OF_TIME.search(text):
        return _NOTHING_SAID
    years = _YEAR.findall(text)
    shift: int | None = None
    if not years:
        found = [
            (match.start(), value)
            for pattern, value in ((_PRIOR, -1), (_CURRENT, 0), (_NEXT, 1))
            for match in pattern.finditer(text)
        ]
        shift = max(found)[1] if found else None
    point = None
    if _END.search(text):
        point = Point.END
    elif _START.search(text):
        point = Point.START
    return Period(int(years[-1]) if years else None, shift, point, bool(_AS_OF.search(text)))
