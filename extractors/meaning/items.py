"""Budget lines: functional items and the like that a figure may be about."""

import re

from models.span import Span

# A name may hold brackets of its own: 维修(护)费, 中医(民族医)医院.
_NAME = r"(?:[^,。;:\"()\n\d]|\((?!\d{0,5}(?:类|款|项))[^()\n]{1,12}\))"

# A line that its printer broke is a long one.
_IN_PATH = rf"(?:{_NAME}|(?<=[^\n]{{25}})\n)"
# 一般公共服务支出(类)财政事务(款)行政运行(项)
_PATH = re.compile(rf"(?:{_IN_PATH}{{2,40}}?\"?\(\d{{0,5}}(?:类|款|项)\)(?:支出)?\s*){{1,3}}")
_CLASS_MARK = re.compile(r"[类款项]\)")
# 2012901行政运行, 2101102 事业单位医疗, 20106-财政事务
_CODED = re.compile(
    rf"(?<!\d)[1-9]\d{{2}}(?:\d\d){{1,2}}\s*[-—]{{0,2}}\s*((?![-—]){_NAME}{{2,30}}?)\s*\Z"
)
# 行政运行(2040401)支出
_CODE_BEHIND = re.compile(
    rf"({_NAME}{{2,30}})\([1-9]\d{{2}}(?:\d\d){{1,2}}\)"
    r"(?:支出|:|为|(?:年初|全年|调整)?预算数?|决算数?)*\s*\Z"
)
# 卫生应急保障能力建设项目区级财政补助50万元; 小练岛卫生站,项目预算170万元
_PROJECT = re.compile(
    r"((?!主要|按照|根据|通过|为|加强|开展|完成|实现|推进|落实|组织|认真|积极|年|本)[^,。;:\n]{4,40}?)"
    r"(?=,\s*(?:项目|年初|全年)?预算|(?:中央|省|市|县|区|上级|本级)级?财政?(?:补助|配套|拨款|资金)"
    r"|(?<=项目)[,:]|(?<=项目)(?:预算|资金|总投资|实际|全年|年初))"
)
# "高龄补贴"项目绩效自评综述:…, 卫生应急能力建设项目绩效自评情况:…
_REVIEW = re.compile(
    r"\s*\"?([^\"。,;:\n]{2,40}?)\"?(?:项目)?(?:支出)?绩效(?:自评|评价)(?:综述|情况|结果)\s*[:。]"
    r"|\s*\"?([^\"。,;:\n]{2,40})\"项目(?:绩效)?自评(?:综合)?得分"
)
# List marks and words that open a clause are no part of a name: 年度一般公共服务支出(类).
_LABEL = re.compile(
    r"[\s\"、.]*(?:\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十\d]{1,3}[、.])?"
    r"[\s\"]*(?:年度?|其中|包括|用于|支付|安排)?"
)


def find_path(text: str, start: int, end: int) -> Span | None:
    """Where the last budget line in ``text[start:end]`` stands that names its class.

    >>> text = "1、一般公共服务支出(类)财政事务(款)行政运行(项)。主要用于"
    >>> find_path(text, 0, len(text)).of(text)
    '一般公共服务支出(类)财政事务(款)行政运行(项)'
    """
    if not _CLASS_MARK.search(text, start, end):
        return None
    last = None
    for match in _PATH.finditer(text, start, end):
        last = match
    return _without_label(text, last.start(), last.end()) if last else None


def find_coded(text: str, start: int, end: int) -> Span | None:
    """Where the budget line right before ``end`` stands that is known by its subject code.

    >>> find_coded("1、2012901行政运行", 0, 13).of("1、2012901行政运行")
    '行政运行'
    >>> find_coded("(一)行政运行(2040401)支出", 0, 18).of("(一)行政运行(2040401)支出")
    '行政运行'
    """
    match = _CODED.search(text, start, end)
    if match is None and text.find("(", start, end) >= 0:
        match = _CODE_BEHIND.search(text, start, end)
    return _without_label(text, match.start(1), match.end(1)) if match else None


def find_project(text: str, start: int) -> Span | None:
    """The project that the statement at ``start`` opens with, where it opens with one.

    >>> find_project("3、变压器增容项目,项目预算200万元", 0).of("3、变压器增容项目,项目预算200万元")
    '变压器增容项目'
    """
    label = _LABEL.match(text, start)
    if label is None or not label[0].strip():
        return None
    match = _PROJECT.match(text, label.end())
    return Span(*match.span(1)) if match else None


def find_reviewed_project(text: str, start: int) -> Span | None:
    """The project whose review the statement at ``start`` sums up.

    >>> find_reviewed_project('"高龄补贴"项目绩效自评综述:全年预算数', 0)
    Span(start=1, end=5)
    """
    label = _LABEL.match(text, start)
    match = _REVIEW.match(text, label.end() if label else start)
    return Span(*match.span(match.lastindex or 1)) if match else None


def _without_label(text: str, start: int, end: int) -> Span:
    label = _LABEL.match(text, start, end)
    begin = label.end() if label else start
    return Span(begin, begin + len(text[begin:end].rstrip()))
