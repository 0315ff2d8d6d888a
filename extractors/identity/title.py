"""The title of a report, found among the lines that it begins with.

A report saved from a web page begins with what the page prints around it: the way to the page,
its index number, who published it and when. None of that is a part of the title.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.identity.page_head import PAGE, body_start, header_fields
from extractors.identity.year import years_in
from extractors.registry.find_departments import find_departments
from extractors.registry.regions import parse_region

_WINDOW = 600  # characters in which a title must begin; what a page prints is not counted
_LINES = 8
_LENGTH = 90

# The words a title ends in.
_END = re.compile(
    r"(?:自评报告|自评结果|评价报告|绩效报告|工作报告|情况的?报告|草案的?报告|报告书|报告|自评情况|自评工作总结|"
    r"情况总结|工作总结|总结|自评表|申报表|目标表|评价表|决算公开说明|决算说明|情况说明|说明|议案|"
    r"决算公开|预算公开|部门决算|部门预算|单位决算|单位预算|[决预]算(?:[公汇][开布总])?情况|决算|预算|公开)"
    r"(?![\u4e00-\u9fff])"
)
_SKIPPED = re.compile(
    r"—.*|.{2,20}[厅局市县区州省镇乡旗]长\s*[\u4e00-\u9fff]{2,4}$|.*第\s*[A-Z]?\d+\s*版$|"
    r"监督索引号.*|附件?[\d一二三四五六七八九十]{0,2}[:：]?$|目\s*录$|[（(].{0,30}[）)]$|第?\s*\d+\s*页?$|-.*-$|"
    r"[\s\d.:\-/年月日]*$"
)
_HEADING = re.compile(
    r"(?:[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[）)]|第[一二三四五六七八九十]+[部章条]|"
    r"\d+[、.．][^\d]|目\s*录)"
)
# 编制单位: 某局; 主任、各位副主任、各位委员:
# 按照某文件的批复,现将我单位2016年度部门决算说明如下:
_SENTENCE = re.compile(r"(?:按照|根据|依据|为进一步|为了).*[,:。]")
_FIELD = re.compile(r"[^:：]{2,12}[:：]|.*各位.*[:：]$")
# 秦安县财政局2022年度部门决算公开说明, behind its own contents
_TITLE_LINE = re.compile(
    r"^[ \t]*((?:20\d\d|[\u4e00-\u9fff])[^\n\t。:：;]{6,60}?"
    r"(?:说明|报告|公开|[门位][预决]算|总结))[ \t]*$",
    re.M,
)
_LEADING_YEAR = re.compile(r"(?:20\d\d年度?)?")
_CONTENTS = re.compile(r"\s+目\s*录\s.*")  # of a page flattened to one line
_TITLE_FIELD = re.compile(r"标\s*题(?:[:：][\s|]*|\s+)")
# 当前位置:首页>>预决算公开, 欢迎访问…网站, 政府信息公开, 阅读次数: 0, 【字体: 大 中 小】
_FILE_ENDING = re.compile(r"\.(?:pdf|docx?|wps|xlsx?|txt)$", re.I)
_NAVIGATION = re.compile(
    r".*(?:>|»|›|无障碍|长者模式|政府网|门户网|ICP|公网安备|搜索|搜本站|\d{5}.*热线|热线.*\d{5}|电话[:：][\s\d]|"
    r"[点阅]击|浏览|打印|字体|字号|语音播报)|"
    r"(?:欢迎|当前位置|您.{0,5}位置|返回|首页|网站|登录|导航|中文|简体|支持IPv6|匹配度|排序)|"
    r"(?:[\u4e00-\u9fff]务|信息|政府信息)公开(?:目录|专栏|指南|内容|制度|年报)?$|(?:公开信息|主动公开)内容$|"
    r"依申请公开$|政策文件$|通知公告$|下载$"
)
_WAY = re.compile(r".{0,6}位置[:：]")
# 索引号: 11330…, [ 发布机构 ] 巫溪县人民政府, 发布机构 兴庆区…街道办事处
_PAGE_FIELD = re.compile(
    r"[\s•·\-\[【|]*(?:信息)?(?:索\s*[引取]\s*号|发布机构|发文机[构关]|"
    r"公开(?:方式|时限|范围|日期|时间|程序|目录|责任部门)|信息(?:名称|有效性)|内容概述|"
    r"生成日期|统一编号|文件标题|废止日期|"
    r"(?:组配|主题|体裁|信息)(?:分类|类别)|(?:发布|成文|发文|生成)(?:日期|时间|字号)|时间|日期|文\s*号|备注/文号|"
    r"公文(?:生成日期|目录|种类)|文件名称|(?:信息|文章)?来\s*源|作者|登记号|(?:时效|有效)性|责任部门|"
    r"关\s*键\s*[字词]|相关(?:解读|文件)|主管|主办|联系电话|电话|编辑|初审|终审|审核|保密审查情况|"
    r"单位主要负责人审签情况|网站标识码|发布人|关联稿件|访问[量次])(?=[\s:：\]】|])"
)


def is_heading_or_field(words: str) -> bool:
    """Whether a line is no part of a title: 一、概况, 目录, 主管部门：…."""
    return bool(_HEADING.match(words) or _FIELD.match(words))


def is_page_line(words: str) -> bool:
    """Whether a web page prints the line around its report.

    >>> is_page_line("当前位置:首页>>预决算公开"), is_page_line("平江县教育局")
    (True, False)
    """
    is_item = words[:1] in {"•", "·"}  # of a list that the page prints, as of its fields
    is_page = is_item or _PAGE_FIELD.match(words) or (_NAVIGATION.match(words) and not _ends(words))
    return bool(is_page)


def _ends(words: str) -> bool:
    """Whether a line that speaks of a page (网站建设项目绩效自评报告) is a title all the same."""
    found = _END.search(words)
    return bool(found and found.end() == len(words) and years_in(words) and ">" not in words)


@dataclass(slots=True)
class _Run:
    """Lines between two of the page's own.

    Attributes:
        value: the line before them; the page's (主动公开), or the title's first.
        lines: words, where the line begins and where the next one does.
        closed_by: the page's line behind them; "" where the report's text goes on.
    """

    value: str = ""
    lines: list[tuple[str, int, int]] = field(default_factory=list)
    closed_by: str = ""


def title_of(text: str) -> tuple[str, int]:
    """The title as words and where it ends in the text; ("", 0) where there is none.

    A title over several lines is joined (上海市普陀区财政局⏎2024年度部门决算).
    """
    begin = body_start(text)
    if title := header_fields(text).get("标题"):
        return title, begin
    title, end = _first_title(text, begin)
    if not title:
        title, end = _title_behind_contents(text, begin)
    return _FILE_ENDING.sub("", title), end


def _title_behind_contents(text: str, begin: int) -> tuple[str, int]:
    """The first line that begins with a year or a department and says both; else ("", 0).

    关于沙洋县2022年预算执行情况…的报告 names the place alone.
    """
    for found in _TITLE_LINE.finditer(text, begin, begin + PAGE):
        words = "".join(found[1].split())
        leading = _LEADING_YEAR.match(words)
        named = next(find_departments(words), None) if years_in(words) else None
        is_named = named and leading and named.start - len(named.prefix) == leading.end()
        if is_named or (words.startswith("关于") and years_in(words) and parse_region(words, 2)):
            return words, found.end()
    return "", 0


def _first_title(text: str, begin: int) -> tuple[str, int]:
    spare = ("", 0)
    for run in _runs(text, begin):
        title, end, is_ended = _title_in(run)
        # 长沙市财政预算公开 before a line of the page is the page's own, if another one follows,
        # and so is all that stands before the way to the page.
        is_last = bool(run.closed_by) and bool(run.lines) and end == run.lines[-1][2]
        is_own = is_last and (not years_in(title) or bool(_WAY.match(run.closed_by)))
        if is_ended and not is_own:
            return title, end
        spare = spare if spare[0] else (title, end)
    return spare


def _runs(text: str, begin: int) -> Iterator[_Run]:
    run = _Run()
    window, start = begin + _WINDOW, begin
    is_value = False  # what stands here may belong to the field on the line before
    for line in text[begin : begin + PAGE].split("\n"):
        words, end = line.strip(), start + len(line) + 1
        if start > window:
            break
        if words and (is_page_line(words) or (is_value and not _ends(words))):
            run.closed_by = words
            yield run
            run = _Run(words if is_value else "")
            window, is_value = end + _WINDOW, words[-1] in ":：]】"
        elif words and (run.lines or not _SKIPPED.match(words)):
            run.lines.append((words, start, end))
            is_value = False
        start = end
    yield run


def _title_in(run: _Run) -> tuple[str, int, bool]:
    """A title, where it ends, and whether its last word is one that ends a title.

    Without such a word only a line that stands alone counts.
    """
    lines: list[str] = []
    spare = ("", 0, False)
    for printed, start, end in run.lines[: _LINES + 1]:
        words = _CONTENTS.sub("", _TITLE_FIELD.sub("", printed)).rstrip("| ")
        if _SENTENCE.match(words):
            break
        if len(words) > _LENGTH and not lines and (head := _END.search(words, 0, _LENGTH)):
            return words[: head.end()], start + head.end(), True
        if len(words) > _LENGTH or len(lines) == _LINES or is_heading_or_field(words):
            break
        if "|" in words or ("。" in words[:-1] and not _END.search(words)):
            break  # a table's row, a sentence
        words = "".join(words.split())
        if lines and words.startswith(lines[-1]):
            lines.pop()  # a page cuts its own heading short and the report's title follows
        lines.append(words)
        if _END.search(lines[-1]):
            found = _joined(run.value, lines), end, True
            if not (lines[0].startswith("关于") and lines[-1].endswith(("预算", "决算"))):
                return found
            # 关于某县财政预算⏎执行情况的报告 goes on.
            spare = found
    if spare[2]:
        return spare
    if len(lines) == 1 and (not run.closed_by or _PAGE_FIELD.match(run.closed_by)):
        return lines[0], run.lines[0][1], False
    return "", 0, False


def _joined(value: str, lines: list[str]) -> str:
    """All lines, or the last alone where it says whose report it is and for which year.

    Args:
        value: stands before them and may name the department or year, or be the page's.
        lines: up to the one that ends the title.
    """
    last = lines[-1]
    if len(lines) > 1 and years_in(last) and next(find_departments(last), None):
        return last
    title = "".join(lines)
    for tells in (find_departments, years_in):
        if any(tells(value)) and not any(tells(title)):
            return value + title
    return title
