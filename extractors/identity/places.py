"""The places of a report in which it says whose it is: title, cover, signature."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from models.document import Document
from models.span import Span

_HEAD = 4_000  # characters in which a report introduces itself
_TAIL = 400  # characters in which it is signed
_TITLE_WINDOW = 600
_TITLE_LINES = 8
_TITLE_LENGTH = 90
_SIGNATURE_LINES = 6
_POLICY_TITLES = 50  # more of them tell nothing new

# Header lines of saved web pages: 标题: 2017年度…部门决算说明
_HEADER_FIELD = re.compile(r"^(标题|发布机构|来源|信息来源|文章来源)[:：][ \t]*(\S.*)$", re.M)
_HEADER_END = re.compile(r"^=+ ?正文 ?=+\s*", re.M)
# Cover and form fields: 预算主管部门：…, 填报单位（盖章）: …, 项目单位\t…
_COVER_FIELD = re.compile(
    r"(?:(?P<own>一级预算单位|预算单位|预算部门|申请单位|填报单位|填报部门|编报单位|编制单位|"
    r"编制部门|报送单位|报送部门|评价单位|自评单位|自评部门|单位名称|部门名称|"
    r"部门[（(]单位[）)](?:名称)?|单位[（(]部门[）)](?:名称)?|(?<![\u4e00-\u9fff])(?:单位|部门)(?=[:：]))|(?P<above>(?:预算)?主管部门)|"
    r"(?P<below>项目单位|(?:项目)?实施单位))(?:名称|全称)?[ \t]*"
    r"(?:[（(](?:盖章|公章|加盖公章|签章|及代码)[）)])?"
    r"[ \t]*[:：\t\n][ \t:：]*(?P<value>[^\s:：][^\n\t:：，。]{1,39})"
)
_FIELD_ORDER = ("own", "above", "below")
# The words a title ends in.
_TITLE_END = re.compile(
    r"(?:自评报告|评价报告|绩效报告|工作报告|情况的?报告|草案的?报告|报告书|报告|自评情况|自评工作总结|"
    r"情况总结|工作总结|总结|自评表|申报表|目标表|评价表|决算公开说明|决算说明|情况说明|说明|"
    r"决算公开|预算公开|部门决算|部门预算|单位决算|单位预算|决算|预算|公开)(?![\u4e00-\u9fff])"
)
_SKIPPED_LINE = re.compile(
    r"监督索引号.*|附件?[\d一二三四五六七八九十]{0,2}[:：]?$|目\s*录$|[（(].{0,30}[）)]$|第?\s*\d+\s*页?$|-.*-$|[\s\d.]*$"
)
_LABELLED_LINE = re.compile(
    r"(?:[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[）)]|第[一二三四五六七八九十]+[部章条]|"
    r"\d+[、.．][^\d]|目\s*录|[^:：]{2,12}[:：])"
)
# A line that can be a name alone: 平江县农业农村局, 平江县财政局（公章）; not 县财政局：
_NAME_LINE = re.compile(r"[^\s，。；：:,;《》、]{4,30}(?:[（(][盖公签]?章[）)])?$")
# A department's rules for itself: 《…局财务管理制度》, 《…局公务用车管理办法》. What it issues to
# others (《…财政局预算绩效管理办法》) says nothing of who files.
_POLICY_TITLE = re.compile(
    r"《([^《》\n]{4,40}?)(?:制度|手册|(?:内部|内控|财务|会计|公务|车辆|用车|考勤|采购|接待|印章|差旅|报销)"
    r"[^《》\n]{0,8}(?:办法|规定|规程|细则))[^《》]{0,8}》"
)
_SIGNATURE_SOURCE = re.compile(r"(?:来源|发布机构|编制单位)[:：][ \t]*([^\s，。]{4,40})")


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of words and where it comes from (the names of ``Identity.sources``).

    Attributes:
        is_filer: whether it names who files; 主管部门 and 实施单位 may be others.
    """

    source: str
    words: str
    is_filer: bool = True


def header_fields(text: str) -> dict[str, str]:
    r"""Fields of a saved web page's head; {} where the text has none.

    >>> header_fields("标题: 2016年决算\n发布机构: 平潭检察院\n==== 正文 ====\n")["发布机构"]
    '平潭检察院'
    """
    end = body_start(text)
    return {name: words.strip() for name, words in _HEADER_FIELD.findall(text[:end])}


def body_start(text: str) -> int:
    """Where the report itself begins, behind the head of a saved web page."""
    found = _HEADER_END.search(text, 0, _HEAD)
    return found.end() if found else 0


def title_of(text: str) -> tuple[str, int]:
    """The title as words and where it ends in the text; ("", 0) where there is none.

    A title over several lines is joined (上海市普陀区财政局⏎2024年度部门决算).
    """
    begin = body_start(text)
    if title := header_fields(text).get("标题"):
        return title, begin
    lines: list[str] = []
    position = begin
    for line in text[begin : begin + _TITLE_WINDOW].split("\n"):
        words = line.strip()
        position += len(line) + 1
        if not words or (_SKIPPED_LINE.match(words) and not lines):
            continue
        if len(words) > _TITLE_LENGTH:
            head = _TITLE_END.search(words, 0, _TITLE_LENGTH) if not lines else None
            return (words[: head.end()], begin + head.end()) if head else ("", 0)
        if _LABELLED_LINE.match(words) or len(lines) == _TITLE_LINES:
            break
        lines.append(re.sub(r"\s+", "", words))
        if _TITLE_END.search(lines[-1]):
            return "".join(lines), position
    return (lines[0], begin) if len(lines) == 1 else ("", 0)


def file_words(document: Document) -> str:
    """The file's name without ending and without the number it was saved under.

    >>> from models.document import SourceFile
    >>> file_words(Document(SourceFile("a/10637_2017年度决算.txt", "", 0, "txt"), "", ()))
    '2017年度决算'
    """
    stem: str = document.source.name.rsplit(".", 1)[0]
    return re.sub(r"^(?!20\d\d)\d+[_\-. ]+", "", stem)


def cover_places(text: str, title_end: int) -> Iterator[Place]:
    """Fields that name the department, the filer's own before the one above it.

    After them the lines below the title, up to the first heading or field.
    """
    found = list(_COVER_FIELD.finditer(text, 0, min(len(text), _HEAD)))
    for role in _FIELD_ORDER:
        for field in found:
            if field[role]:
                # 单位名称 further down heads a list of the units below the department.
                is_filer = role == "own" and field.start() < title_end + _TITLE_WINDOW
                yield Place("cover", field["value"].strip(), is_filer=is_filer)
    for line in text[title_end : title_end + _TITLE_WINDOW].split("\n")[:_TITLE_LINES]:
        words = "".join(line.split())
        if _LABELLED_LINE.match(words):
            return
        if _NAME_LINE.match(words):
            yield Place("cover", words)


def signature_places(text: str) -> Iterator[Place]:
    """The last lines, in which a report is signed."""
    tail = text[-_TAIL:]
    for found in _SIGNATURE_SOURCE.finditer(tail):
        yield Place("signature", found[1])
    for line in reversed(tail.split("\n")[-_SIGNATURE_LINES:]):
        words = "".join(line.split())
        if _NAME_LINE.match(words):
            yield Place("signature", words)


def policy_places(text: str) -> Iterator[Place]:
    """Titles of the department's own rules: 《唐山市丰南区应急管理局财务管理制度》."""
    for found in islice(_POLICY_TITLE.finditer(text), _POLICY_TITLES):
        if "关于" not in found[1]:
            yield Place("policy_title", found[0][1:-1])


def head_span(text: str) -> Span:
    """The stretch in which a report introduces itself."""
    begin = body_start(text)
    return Span(begin, min(len(text), begin + _HEAD))
