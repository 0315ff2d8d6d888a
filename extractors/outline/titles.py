"""Tells titles from sentences, and where a title ends when text runs on behind it."""

import re
from enum import IntEnum
from typing import NamedTuple

from extractors.outline.headings import Style, skip_residue


class Reading(IntEnum):
    """How sure it is that a numbered text is a heading."""

    ITEM = 0
    LIKELY_ITEM = 1
    LIKELY_HEADING = 2
    HEADING = 3


class Title(NamedTuple):
    """The words a section is known by, and what they are."""

    start: int
    end: int
    reading: Reading
    rule: str


_LONGEST_TITLE = 50
_LONGEST_RUN_IN = 40
_MOST_COMMAS = 2
_CLAUSE = 30

# What ends a title for sure; colons and blanks are looked at apart.
_STOP = re.compile(r"[。;!?]")
# 2538.12万元 97.5% 19名 3人: figures make a statement, not a title
_FIGURE = re.compile(r"\d\s*(?:[万亿千百]|元|%|‰|人|名|位|个|项|次|辆|家|户|件)")
# 20129 群众团体事务: a subject code belongs to the title behind it
_CODE = re.compile(r"\d{3,7}\s+(?=\S)")
# …的主要职责是：   具体情况如下：   主要包括：
_ANNOUNCES = re.compile(r"(?:如下|包括|是|(?<!行)为|其中|分为)\s*:?\s*$")
# 财政拨款收入：指…   （二）基本支出:是指…
_DEFINES = re.compile(r"\s*(?:是?指|即|反映|[^,。;:]{0,12}(?:是指|反映))")
# 收入:792.22万元: a name and its value
_VALUE = re.compile(r":\s*(?:为|约|共)?\s*\d[\d,.]*\s*[%万亿元人名个项辆台]")
# 组织事务(款)其他组织事务支出(项): …: told of behind the name
_BUDGET_LINE = re.compile(r"\(项\):?$")
# …(类)…(款)机关事业单位基本养|老保险缴费支出(项): a printed line's end parts the budget line
_BROKEN_BUDGET_LINE = re.compile(
    r"[^\n]{25}\n(?!\([一二三四五六七八九十]|[一二三四五六七八九十]{1,3}、)[^。;,\n\d]{0,30}\([款项]\)"
)
# Duties are sentences even without their full stop: 1.负责全区应急管理工作
_DUTY = re.compile(
    r"(?:依法)?(?:负责|贯彻|拟[订定]|承[担办]|完成|参与|依法|执行|协助|指导|研究|协调|配合|受理|按照|根据|为了?|对|在|由|将)"
)
# Nouns that titles of this genre end in.
_TITLE_NOUN = re.compile(
    r"(?:情况|概况|概述|概要|简介|说明|职[能责]|机构|设置|人员|编制|目标|目的|依据|背景|内容|范围|对象|方法"
    r"|方式|标准|原则|程序|过程|流程|体系|指标|分析|评价|结[论果]|得分|评分|效[益果率]|产出|满意度|问题|原因"
    r"|不足|建议|措施|打算|安排|计划|管理|工作|配置|执行|履行|开展|绩效|预算|决算|收入|支出|结余|总表|明细表|表"
    r"|解释|附[件表]|经费|资金|采购|资产|概算|运用|应用|公开|事项|其他|信息|做法|经验|成效|进展|构成|组成|使用"
    r"|等|费用?|完成|决定|意见|周期|主体|方案|立项|过程|效益性|合规性|规范性|有效性|健全性|及时性)$"
)
# 情 况说明。: what a printed line's end left of a title
_BROKEN_REST = re.compile(r"[^\S\n](?P<words>[一-龥“”\"()]{1,16})[。:]?(?=\s|\Z)")
_CUT_WORDS = frozenset(
    re.findall(
        "..", "情况说明决算预算支出收入经费拨款公开总体具体绩效管理采购资产机构职责财政公共基本"
    )
)
_BLANK = re.compile(r"[^\S\n]")
_MONEY = re.compile(r"[\d,]+(?:\.\d+)?\s*(?:[万亿]?元|%)")
_CLAUSE_END = re.compile(r"[。;:!?\n]|,(?!\d{3})")
# Nouns that make a title of words that begin like a duty: 完成情况分析, 对策建议, 指导思想
_FIRM_NOUN = re.compile(
    r"(?:情况|概况|说明|分析|结果|问题|建议|对策|措施|目标|依据|思想|机制|指标|率|职[能责])$"
)
_TRAILING = " \t\r\n　:。.、,;"


def read_title(folded: str, start: int, end: int, style: Style, *, is_run_on: bool) -> Title:
    """The title of the numbered text ``[start, end)`` and whether it is a heading.

    Args:
        folded: folded text of the report.
        start: end of the label.
        end: end of the paragraph, or start of the next section within it.
        style: of the label.
        is_run_on: paragraphs of this text are separated by blanks only.

    >>> text = "部门主要职责 卫生计生部门的主要职责是: "
    >>> read_title(text, 0, len(text), Style.HAN, is_run_on=True)
    Title(start=0, end=6, reading=<Reading.HEADING: 3>, rule='run_in_blank')
    """
    start = skip_residue(folded, start, end)
    while end > start and folded[end - 1].isspace():
        end -= 1
    if start == end:
        return Title(start, end, Reading.ITEM, "empty")
    if style is Style.ARTICLE and _STOP.search(folded, start, end):
        return _item(folded, start, end, "article")
    if is_run_on and (title := _before_blank(folded, start, end, is_run_on, style)):
        return title
    stop = _STOP.search(folded, start, end)
    if stop is None or stop.start() >= end - 1:
        whole = _whole(folded, start, end, style)
        if whole.reading is not Reading.ITEM:
            return whole
        return _before_blank(folded, start, end, is_run_on, style) or whole
    return (
        _before_blank(folded, start, end, is_run_on, style)
        or _before_mark(folded, start, end, stop.start(), style)
        or _item(folded, start, end, "sentence")
    )


def styled_title(folded: str, start: int, end: int) -> Title | None:
    """The whole paragraph as a title, since the file itself calls it a heading.

    None where it is too long for one or holds more than one sentence: heading styles are
    also put on whole paragraphs.
    """
    start = skip_residue(folded, start, end)
    stop = _trimmed(folded, start, end)
    words = folded[start:stop]
    if not words or len(words) > _LONGEST_TITLE or _STOP.search(words):
        return None
    return Title(start, stop, Reading.HEADING, "style")


def _item(folded: str, start: int, end: int, rule: str, reading: Reading = Reading.ITEM) -> Title:
    """An item, known by its first clause."""
    limit = min(end, start + _CLAUSE)
    clause = _CLAUSE_END.search(folded, start, limit)
    return Title(start, clause.start() if clause else limit, reading, rule)


def _trimmed(folded: str, start: int, end: int) -> int:
    while end > start and folded[end - 1] in _TRAILING:
        end -= 1
    return end


def _is_duty(words: str) -> bool:
    """Whether the words say what somebody has to do.

    >>> _is_duty("负责全县工作"), _is_duty("完成情况分析")
    (True, False)
    """
    return bool(_DUTY.match(words)) and not _FIRM_NOUN.search(words)


def _could_be_title(words: str, longest: int) -> bool:
    return (
        2 <= len(words) <= longest
        and words.count(",") <= _MOST_COMMAS
        and not _FIGURE.search(words)
        and not _ANNOUNCES.search(words)
        and any(character.isalpha() for character in words)
    )


def _whole(folded: str, start: int, end: int, style: Style) -> Title:
    """A paragraph with no sentence inside: a title, or a short item."""
    stop = _trimmed(folded, start, end)
    words, tail = folded[start:stop], folded[stop:end].strip()
    inner = words.find(":")
    title = _before_mark(folded, start, end, start + inner, style) if inner >= 0 else None
    is_long = end - start > _LONGEST_RUN_IN
    if title and (is_long or style > Style.HAN_PAREN or _DEFINES.match(words, inner + 1)):
        return title
    if not _could_be_title(words.replace("\n", ""), _LONGEST_TITLE):
        # (四)年末固定资产状况:年末有固定资产1222万元。: a title before its one sentence
        return title or _item(folded, start, end, "statement")
    if tail[:1] in (";", ","):
        return _item(folded, start, end, "listed")
    if style >= Style.DIGIT and _BROKEN_BUDGET_LINE.match(folded, max(start, stop - 25)):
        return _item(folded, start, end, "budget_line")
    if tail[:1] == "。":
        if "," in words or len(words) > _CLAUSE or _is_duty(words):
            return _item(folded, start, end, "sentence")
        reading = Reading.HEADING if _FIRM_NOUN.search(words) else Reading.LIKELY_HEADING
        return Title(start, stop, reading, "full_stop")
    if "," in words and style >= Style.HAN_PAREN:
        return Title(start, stop, Reading.LIKELY_HEADING, "clauses")
    if _is_duty(words):
        return Title(start, stop, Reading.LIKELY_HEADING, "duty")
    return Title(start, stop, Reading.HEADING, "line")


def _before_blank(folded: str, start: int, end: int, is_run_on: bool, style: Style) -> Title | None:
    """A title set off by a blank from the text that follows on the same line."""
    code = _CODE.match(folded, start, end)
    blank = _BLANK.search(folded, code.end() if code else start, end)
    if blank is None:
        return None
    close = _broken_end(folded, start, blank.start(), end) if is_run_on else blank.start()
    words = folded[start:close]
    rest = skip_residue(folded, close, end)
    if not _could_be_title(words, _LONGEST_RUN_IN) or _STOP.search(words) or ":" in words[:-1]:
        return None
    if rest >= end or _MONEY.match(folded, rest, end):
        return None
    if style >= Style.DIGIT and _BUDGET_LINE.search(words):
        return None
    is_named = _TITLE_NOUN.search(words) and not _is_duty(words) and style <= Style.HAN_PAREN
    if not (is_run_on or is_named):
        return None
    stop = _trimmed(folded, start, close)
    return Title(start, stop, Reading.HEADING, "run_in_blank")


def _broken_end(folded: str, start: int, blank: int, end: int) -> int:
    """Where a title ends that a printed line's end cut in a word; else ``blank``.

    >>> _broken_end("支出决算总体情 况说明。 2023年度", 0, 7, 19)
    12
    """
    close = blank
    while close - start <= _LONGEST_TITLE and (rest := _BROKEN_REST.match(folded, close, end)):
        if folded[close - 1] + rest["words"][0] not in _CUT_WORDS:
            break
        close = rest.end()
    return close


def _slogan(start: int, stop: int, folded: str, style: Style) -> Title | None:
    """A title of two parts before its text: (一)坚持项目为王,发展后劲不断增强。全年…."""
    is_one = style <= Style.HAN_PAREN and folded[stop] == "。"
    return Title(start, stop, Reading.LIKELY_ITEM, "run_in_clauses") if is_one else None


def _before_mark(folded: str, start: int, end: int, stop: int, style: Style) -> Title | None:
    """A short title closed by a full stop or colon, with its text behind it."""
    colon = folded.find(":", start, stop)
    if colon >= 0:
        stop = colon
    words = folded[start:stop].strip()
    if not _could_be_title(words, _CLAUSE) or _is_duty(words):
        return None
    if "," in words:
        return _slogan(start, stop, folded, style)
    if folded[stop] == ":" and _DEFINES.match(folded, stop + 1, end):
        return _item(folded, start, end, "definition")
    if _VALUE.match(folded, stop, end):
        return _item(folded, start, end, "statement")
    if folded[stop] not in ":。":
        return None
    is_named = bool(_TITLE_NOUN.search(words)) and style <= Style.HAN_PAREN
    reading = Reading.LIKELY_HEADING if is_named else Reading.LIKELY_ITEM
    return Title(start, _trimmed(folded, start, stop), reading, "run_in_stop")
