"""Numerals that state no quantity: codes, ordinals, articles, idioms."""

import re

from extractors.quantities.words import any_of
from models.mention import Kind

# What stands directly before a numeral that is no quantity of its own: an ordinal's 第,
# the letter of a model ("A4"), the first part of 1.2.3, 8:30 or 2017/8,
# and the hours of 8时30分. The count of 第1-3项 goes on behind the joint.
_BEFORE_CODE = re.compile(
    r"(?:第|(?<![A-Za-z])[A-Za-z](?=$)|[_零〇]|[0-9][.:/时点]"
    r"|第[0-9一二三四五六七八九十]{1,3}[-~—–至到、和])[ \n]?$"
)


def is_in_code(folded: str, start: int) -> bool:
    """Whether the characters before show that a numeral is part of something else.

    >>> is_in_code("第3项", 1), is_in_code("A4纸", 1), is_in_code("8:30分", 2)
    (True, True, True)
    >>> is_in_code("第1-3项", 3)
    True
    >>> is_in_code("数十家", 1), is_in_code("人数十人", 2)
    (True, False)
    >>> is_in_code("共3项", 1), is_in_code("得分:95分", 3), is_in_code("GDP520亿元", 3)
    (False, False, False)
    """
    if start == 0:
        return False
    if folded[start] in "十百千万" and folded[start - 1] in "几数":
        return folded[start - 2 : start - 1] not in tuple("人个总次件户")  # 人数十人: not "dozens"
    return _BEFORE_CODE.search(folded, max(0, start - 6), start) is not None


# What may follow a bare 万 or 亿 that means money: the end of a clause, a vague bound, or
# the purpose of the money. "5万吨" and "2万株" are followed by what is counted.
_AFTER_MONEY = re.compile(
    r"[ \n]{0,2}(?:$|[,.;:。、!?()\[\]《》“”\"'\n\t]|" + any_of("after_bare_money") + ")"
)
_MONEY_WORD = re.compile(any_of("money"))
_PERSON_WORD = re.compile(any_of("persons"))
_THING_WORD = re.compile(any_of("things"))
_SENTENCE_END = re.compile(r"[。;!?\n]")
_CLAUSE_END = re.compile(r"[,、(]")


def kind_of_bare(folded: str, start: int, end: int, stop: int) -> Kind | None:
    """What 万 or 亿 without a unit counts: money or persons, as its sentence says.

    >>> text = "“三公”经费合计6.59万,粮食3.2万吨;农业人口35万。"
    >>> kind_of_bare(text, 8, 13, len(text)), kind_of_bare(text, 16, 20, len(text))
    (<Kind.AMOUNT: 'amount'>, None)
    >>> kind_of_bare(text, 26, 29, len(text))
    <Kind.HEADCOUNT: 'headcount'>
    """
    if not _AFTER_MONEY.match(folded, end, stop):
        return None
    sentence = _SENTENCE_END.split(folded[max(0, start - 60) : start])[-1]
    clause = _CLAUSE_END.split(sentence)[-1]
    if _PERSON_WORD.search(clause):
        return Kind.HEADCOUNT
    if _THING_WORD.search(clause):
        return None
    return Kind.AMOUNT if _MONEY_WORD.search(sentence) else None


_PRICE_BEFORE = re.compile(any_of("prices") + r"[^,;。\d]{0,3}$")


def is_price_in_pieces(folded: str, start: int, end: int) -> bool:
    """Whether 块 means 元: a price word stands before, nothing that is counted behind.

    >>> is_price_in_pieces("花费我三块", 3, 5), is_price_in_pieces("制作展板3块", 4, 6)
    (True, False)
    """
    return (
        _AFTER_NOUN.match(folded, end) is not None
        and _PRICE_BEFORE.search(folded, max(0, start - 6), start) is not None
    )


# 一 alone, and not the first character of a longer numeral.
_ARTICLE = re.compile(r"[一壹](?![十百千万亿余多几点拾佰仟])")
# 一 as a number: "驾驶员一名,": behind its noun, at the end of its clause.
_AFTER_NOUN = re.compile(r"[ \n]{0,2}(?:$|[,;。、)])")
_EACH = re.compile(r"每[^,;。]{0,3}$")  # 每人一份
_NO_NOUN = frozenset("第每同上下这另任何唯统逐进某各单专本头那万十新首 \n,;。、:(的了有是为在")
_IDIOM = re.compile(any_of("idioms"))
_ORDINAL_TWO = re.compile(r"二[个项家户件处所座栋间套场台辆张本部份条期批次起组支例轮类]")
# Meetings of one body are numbered: 十三届三次会议, 县人大四次会议.
_SESSION = re.compile(r"(?:届|大会|人大|政协|委员会|常委会)[ \n]?$")
# Inside quotation marks: “四个意识”, “一岛两窗三个区”.
_QUOTE_BEFORE = re.compile(r"(?:[“‘「『《][^”’」』》]{0,12}|\")$")


def is_article(folded: str, start: int, end: int) -> bool:
    """Whether 一 with a classifier only says "a": 一批项目, 新建一所学校.

    >>> is_article("打造一支队伍", 2, 4), is_article("驾驶员一名,", 3, 5)
    (True, False)
    """
    if not _ARTICLE.match(folded, start):
        return False
    if folded[end - 1] in "次批起" or _EACH.search(folded, max(0, start - 4), start):
        return True
    is_behind_noun = start > 0 and folded[start - 1] not in _NO_NOUN
    return not (is_behind_noun and _AFTER_NOUN.match(folded, end))


# Places in an order: 前3名, 前移3位, 上升2位; but 引进3位 and 晋升2名 are persons.
_RANK_BEFORE = {
    "名": re.compile(r"前[ \n]?$"),
    "位": re.compile(r"(?:前|移|上升|跃升|提升|下降|前进|后退|居|列)了?[ \n]?$"),
}


def is_rank(folded: str, start: int, unit: str) -> bool:
    """Whether 名 or 位 counts places in an order and no persons.

    >>> is_rank("全省前3名", 3, "名"), is_rank("较上年前移3位", 5, "位")
    (True, True)
    >>> is_rank("选派3名", 2, "名")
    False
    """
    pattern = _RANK_BEFORE.get(unit)
    return pattern is not None and pattern.search(folded, max(0, start - 4), start) is not None


# What a web page counts of itself: 浏览次数:356次, 点击量:20次.
_VIEWS_BEFORE = re.compile(r"(?:浏览|点击|阅读|访问|查看)(?:次数|人次|量|数)?[ \n]?[:为][ \n]?$")


def is_page_view(folded: str, start: int) -> bool:
    """Whether a numeral says how often a web page was looked at.

    >>> is_page_view("浏览次数:356次", 5), is_page_view("接待次数:356次", 5)
    (True, False)
    """
    return _VIEWS_BEFORE.search(folded, max(0, start - 8), start) is not None


# Functional and economic subjects: 201类, 20106款, 2010601项.
_SUBJECT_CODE = re.compile(
    r"0[0-9]+[ \n]{0,3}[类款项]|[0-9]{3,}[ \n]{0,3}[类款]|(?:[0-9]{5}|[0-9]{7})[ \n]{0,3}项"
)


def is_subject_code(folded: str, start: int, end: int) -> bool:
    """Whether a numeral is the code of a budget subject.

    >>> is_subject_code("2010601项", 0, 8), is_subject_code("356项", 0, 4)
    (True, False)
    """
    return _SUBJECT_CODE.fullmatch(folded, start, end) is not None


# 内设办公室、侦查监督一处、计划财务处: an office's number in a list of offices, which is told
# by what offices are set up with, by one that has no number, and by two that are numbered on
_OFFICE = re.compile(r"[一二三四五六七八九十]{1,2}[处科庭室股](?=[、,;。)]|$)")
_OFFICES = re.compile(
    r"政治部|机关党委|[内下]设|[一-龥](?<![一二三四五六七八九十两])[处科庭股][、,;]"
    r"|([一-龥]{2})[一二三]([处科庭室股])[、和]\1[二三四]\2"
)
_OFFICES_WITHIN = 40


def is_office(folded: str, start: int, end: int) -> bool:
    """Whether a numeral belongs to the name of an office: 公诉一处, 民事审判二庭.

    >>> text = "内设办公室、公诉一处、财务处"
    >>> is_office(text, 8, 10), is_office("新建广场三处、公园两座", 4, 6)
    (True, False)
    >>> is_office("民事一庭、民事二庭", 2, 4), is_office("维修办公室一处、会议室两处", 5, 7)
    (True, False)
    """
    if start == 0 or not ("一" <= folded[start - 1] <= "龥"):
        return False
    near = folded[max(0, start - _OFFICES_WITHIN) : end + _OFFICES_WITHIN]
    return _OFFICE.match(folded, start, end + 1) is not None and bool(_OFFICES.search(near))


def is_no_quantity(folded: str, start: int, end: int, kind: Kind) -> bool:
    """Whether a Chinese numeral with its unit is an article, an ordinal or an idiom.

    A two-character rule does most: counting says 两, so 二 with a classifier is an ordinal
    (二次供水, 二期工程); what stands in quotation marks is a name (“四个意识”); and
    names that go unquoted are listed in ``words.yaml``.

    >>> is_no_quantity("坚持四个意识", 2, 4, Kind.COUNT)
    True
    >>> is_no_quantity("为大岛十个乡镇", 3, 5, Kind.COUNT)
    False
    """
    if folded[start].isascii():
        return False
    if kind in (Kind.AMOUNT, Kind.PERCENT):
        return False
    if kind is Kind.SCORE:
        return True  # 十分重要: marks are printed in digits
    return (
        is_article(folded, start, end)
        or (kind is Kind.COUNT and _ORDINAL_TWO.match(folded, start) is not None)
        or _IDIOM.match(folded, start) is not None
        or is_office(folded, start, end)
        or _SESSION.search(folded, max(0, start - 4), start) is not None
        or _QUOTE_BEFORE.search(folded, max(0, start - 13), start) is not None
    )
