"""The places of a report in which it says whose it is: title, cover, signature."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from extractors.identity.page_head import body_start
from extractors.identity.title import is_heading_or_field, is_page_line
from models.document import Document
from models.span import Span

_HEAD = 4_000  # characters in which a report introduces itself
_TAIL = 400  # characters in which it is signed
_COVER = 600  # characters below the title in which the cover names the department
_COVER_LINES = 8
_SIGNATURE_LINES = 6
_POLICY_TITLES = 50  # more of them tell nothing new

# Cover and form fields: 预算主管部门：…, 填报单位（盖章）: …, 项目单位\t…
_COVER_FIELD = re.compile(
    r"(?=[一预申填编报评自单部主项实])"  # their first characters, so that few places are tried
    r"(?:(?P<own>一级预算单位|预算单位|预算部门|申请单位|填报单位|填报部门|编报单位|编制单位|"
    r"编制部门|报送单位|报送部门|评价单位|自评单位|自评部门|单位名称|部门名称|"
    r"部门[（(]单位[）)](?:名称)?|单位[（(]部门[）)](?:名称)?|(?<![\u4e00-\u9fff])(?:单位|部门)(?=[:：]))|(?P<above>(?:预算)?主管部门)|"
    r"(?P<below>项目单位|(?:项目)?实施单位))(?:名称|全称)?[ \t]*"
    r"(?:[（(](?:盖章|公章|加盖公章|签章|及代码)[）)])?"
    r"[ \t]*[:：\t\n][ \t:：]*(?P<value>[^\s:：][^\n\t:：,。]{1,39})"
)
_FIELD_ORDER = ("own", "above", "below")
# 部 门 名 称：, 某 县 教 育 局: letters with a blank or two between them.
_SPACED = re.compile(
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff](?:[ \u3000]{1,4}[\u4e00-\u9fff](?![\u4e00-\u9fff]))+"
)
# A line that can be a name alone: 平江县农业农村局, 平江县财政局（公章）; not 县财政局：
_NAME_LINE = re.compile(r"[^\s。：:,;《》、]{4,30}(?:[（(][盖公签]?章[）)])?$")
# A department's rules for itself: 《…局财务管理制度》, 《…局公务用车管理办法》. What it issues to
# others (《…财政局预算绩效管理办法》) says nothing of who files.
_POLICY_TITLE = re.compile(
    r"《([^《》\n]{4,40}?)(?:制度|手册|(?:内部|内控|财务|会计|公务|车辆|用车|考勤|采购|接待|印章|差旅|报销)"
    r"[^《》\n]{0,8}(?:办法|规定|规程|细则))[^《》]{0,8}》"
)
_SIGNATURE_SOURCE = re.compile(r"(?:来源|发布机构|编制单位)[:：][ \t]*([^\s,。]{4,40})")


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of words and where it comes from (the names of ``Identity.sources``).

    Attributes:
        is_filer: whether it names who files; 主管部门 and 实施单位 may be others.
        is_name: whether it holds a name for certain, even one that no list knows.
    """

    source: str
    words: str
    is_filer: bool = True
    is_name: bool = False


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
    found = list(_COVER_FIELD.finditer(_unspaced(text[:_HEAD])))
    for role in _FIELD_ORDER:
        for field in found:
            if field[role]:
                # 单位名称 further down heads a list of the units below the department.
                is_filer = role == "own" and field.start() < title_end + _COVER
                yield Place("cover", field["value"].strip(), is_filer=is_filer, is_name=True)
    for line in text[title_end : title_end + _COVER].split("\n")[:_COVER_LINES]:
        words = "".join(line.split())
        if "\t" in line.strip() or is_page_line(words) or words[:1] in set("•·●-"):
            continue
        if is_heading_or_field(words):
            return
        if _NAME_LINE.match(words):
            yield Place("cover", words)


def _unspaced(words: str) -> str:
    """Words printed letter by letter put together, as they stand on covers.

    >>> _unspaced("部 门 名 称： 某 县 教 育 局　2023 年")
    '部门名称： 某县教育局　2023 年'
    """
    return _SPACED.sub(lambda found: re.sub(r"\s", "", found.group()), words)


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
