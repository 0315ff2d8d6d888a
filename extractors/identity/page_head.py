"""The head that a saved web page prints over a report: its fields, who published it."""

import re

PAGE = 4_000  # characters within which a page's own lines end

# Header lines of saved web pages: 标题: 2017年度…部门决算说明
_HEADER_FIELD = re.compile(r"^(标题|发布机构|来源|信息来源|文章来源)[:：][ \t]*(\S.*)$", re.M)
_PUBLISHER = re.compile(r"(?:发布机构|发文机关)[\s:：|\]】\-]*([\u4e00-\u9fff]{3,40})(?=[\s|]|$)")
_HEADER_END = re.compile(r"^=+ ?正文 ?=+\s*", re.M)


def header_fields(text: str) -> dict[str, str]:
    r"""Fields of a saved web page's head; {} where the text has none.

    >>> header_fields("标题: 2016年决算\n发布机构: 平潭检察院\n==== 正文 ====\n")["发布机构"]
    '平潭检察院'
    """
    end = body_start(text)
    return {name: words.strip() for name, words in _HEADER_FIELD.findall(text[:end])}


def publisher_of(text: str) -> str:
    r"""Who published a saved web page, as the page says in its head; "" where it does not.

    >>> publisher_of("索引号: 330803 组配分类: 预决算\n发布机构: 大洲镇 发文日期: 2021-05-27")
    '大洲镇'
    """
    if name := header_fields(text).get("发布机构"):
        return name
    found = _PUBLISHER.search(text, 0, PAGE)
    return found[1] if found else ""


def body_start(text: str) -> int:
    """Where the report itself begins, behind the head of a saved web page."""
    found = _HEADER_END.search(text, 0, PAGE)
    return found.end() if found else 0
