"""Budget lines: functional items and the like that a figure may be about."""

import re

from models.span import Span

# A name may hold brackets of its own: 维修(护)费, 中医(民族医)医院.
_NAME = r"(?:[^,。;:\"()\n\d]|\((?!类|款|项)[^()\n]{1,12}\))"

# 一般公共服务支出(类)财政事务(款)行政运行(项)
_PATH = re.compile(rf"(?:{_NAME}{{2,40}}?\((?:类|款|项)\)(?:支出)?\s*){{1,3}}")
# 2012901行政运行, 2101102 事业单位医疗
_CODED = re.compile(rf"(?<!\d)[1-9]\d{{2}}(?:\d\d){{1,2}}\s*({_NAME}{{2,30}}?)\s*\Z")
# 行政运行(2040401)支出
_CODE_BEHIND = re.compile(rf"({_NAME}{{2,30}})\([1-9]\d{{2}}(?:\d\d){{1,2}}\)(?:支出|:|为)*\s*\Z")
_LABEL = re.compile(
    r"[\s\"]*(?:\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十\d]{1,3}[、.])?[\s\"]*"
)


def find_path(text: str, start: int, end: int) -> Span | None:
    """Where the last budget line in ``text[start:end]`` stands that names its class.

    >>> text = "1、一般公共服务支出(类)财政事务(款)行政运行(项)。主要用于"
    >>> find_path(text, 0, len(text)).of(text)
    '一般公共服务支出(类)财政事务(款)行政运行(项)'
    """
    if text.find(")", start, end) < 0:
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
    match = _CODED.search(text, start, end) or _CODE_BEHIND.search(text, start, end)
    return _without_label(text, match.start(1), match.end(1)) if match else None


def _without_label(text: str, start: int, end: int) -> Span:
    label = _LABEL.match(text, start, end)
    begin = label.end() if label else start
    return Span(begin, begin + len(text[begin:end].rstrip()))
