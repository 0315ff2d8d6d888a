"""Finds departments in words: a place, then what the department is called."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.registry.departments import canonical_core, known_names, name_lengths
from extractors.registry.regions import RegionMatch, is_region_head, parse_region

# The last word of an organ's name, for names that no list holds.
_ORGAN = (
    "委员会|办公室|办公厅|办事处|总局|分局|局|厅|署|服务中心|中心|法院|检察院|分院|研究院|研究所|科学院|"
    "卫生院|保健院|医院|福利院|敬老院|养老院|学院|大学|党校|学校|中学|小学|高中|高级中学|初中|"
    "幼儿园|图书馆|文化馆|博物馆|档案馆|纪念馆|美术馆|馆|总站|站|所|总队|支队|大队|中队|"
    "协会|联合会|工商联|总工会|工会|妇联|文联|科协|残联|侨联|学会|商会|基金会|联社|总社|"
    "街道办|街道|人民政府|镇|乡|团委|纪委监委|纪委|监委|工委|党工委|政法委|管委会|指挥部|组织部|"
    "宣传部|统战部|工作部|武装部|集团|公司|管理处|处|林场|农场|水库|电视台|剧团|区委|县委|市委|省委"
)
# What may follow a complete name: 丰南区应急管理局|2024年度, …|部门决算, …|《, …|是主管.
_AFTER = (
    r"(?=$|[\W\d_]|二[〇○零]|部门|单位|本级|本部|机关(?!工)|关于|整体|预算|决算|绩效|项目|自评|"
    r"概况|主要|职能|职责|基本|内设|机构[设情]|是|为|属|系|包括|年度|财政[拨支资专预收]|支出|工作[报总]|"
    r"公开|编报|的|等|负责|下属|所属|收支|内控|内部|财务|会计|管理[制办规]|资产|政府采购|采购管|"
    r"预决算|三公|重点|专项|局长|厅长|主任|院长|印发|制定|召开|党组|党委)"
)
_GENERIC = re.compile(rf"[\u4e00-\u9fff（）()]{{0,24}}?(?:{_ORGAN}){_AFTER}")
# 赫山区城管局|和南县人社局: a listed name needs no more than that.
_AFTER_LISTED = re.compile(_AFTER + r"|(?=[和与及同])")
_COMMITTEE = re.compile("委" + _AFTER)
_CENTRAL = re.compile(
    r"(?:中华人民共和国|国家)[\u4e00-\u9fff]{2,14}?(?:部|总局|局|委员会|总署|署|办公室)"
    + _AFTER
    + r"|(?:教育|财政|民政|司法|公安|商务|水利|外交|科学技术|自然资源|生态环境|交通运输|农业农村|"
    r"文化和旅游|应急管理|工业和信息化|人力资源和社会保障|住房和城乡建设|退役军人事务)部" + _AFTER
)
# 第二中学, 人民医院: said of a place by its short name (衡水第二中学) without doubt.
_PLAIN = re.compile(r"第[一二三四五六七八九十]+|人民|中医|实验|职业|市|县|区")
# 郑州大学第一附属医院, 岳阳职业技术学院, 国家统计局岳阳调查队: nobody completes their place.
_PROPER = re.compile(
    r"[\u4e00-\u9fff]{0,10}?(?:大学|学院)(?:第[一二三四五六七八九十]|[\u4e00-\u9fff]{0,4}附属)?"
    r"(?:附属)?(?:[\u4e00-\u9fff]{0,6}(?:医院|中学|小学|学校|幼儿园))?"
    + _AFTER
    + r"|调查总?队"
    + _AFTER
)
_LEVEL_WORD = re.compile(r"(?<![\u4e00-\u9fff])(?:我?[省市县区州旗])?$")
_UNIT_MARK = re.compile(r"[（(]?(?:本级|本部|机关本级|机关)[）)]?")
# Bodies whose name stands before the place: 共青团平江县委员会, 国家统计局平江调查队. The key
# tells what a bare 委员会 is the committee of.
_PREFIX_KEY = {
    "中国共产党": "",
    "中共": "",
    "国家税务总局": "",
    "国家统计局": "国家统计局",
    "共青团": "共青团",
    "中国共产主义青年团": "共青团",
    "政协": "政协",
    "中国人民政治协商会议": "政协",
    "中国国民党革命委员会": "民革",
    "民革": "民革",
    "中国民主同盟": "民盟",
    "民盟": "民盟",
    "中国民主建国会": "民建",
    "民建": "民建",
    "中国民主促进会": "民进",
    "民进": "民进",
    "中国农工民主党": "农工党",
    "农工党": "农工党",
    "中国致公党": "致公党",
    "致公党": "致公党",
    "九三学社": "九三学社",
    "台湾民主自治同盟": "台盟",
    "台盟": "台盟",
}
_PREFIX = re.compile(rf"(?:{'|'.join(_PREFIX_KEY)})$")
_PREFIX_WINDOW = 12


@dataclass(frozen=True, slots=True)
class NamedDepartment:
    """A department as a text names it.

    Attributes:
        core: the name without region, in full (``应急管理局``).
        region: the place before it, or None where none is written.
        is_unit: followed by 本级 or the like: the unit without those below it.
        is_central: an organ of the central government.
        prefix: what stands before the place (``共青团`` in 共青团平江县委员会).
        is_proper: its short place is a part of its official name (郑州大学).
    """

    start: int
    end: int
    core: str
    region: RegionMatch | None
    is_unit: bool = False
    is_central: bool = False
    prefix: str = ""
    is_proper: bool = False

    @property
    def key(self) -> str:
        """The words that tell what it does (共青团委员会), for ``department_id``."""
        return _PREFIX_KEY.get(self.prefix, "") + self.core


def parse_core(text: str, start: int, limit: int, *, known_only: bool = False) -> int | None:
    """Where the department's name that begins at ``start`` ends, or None.

    A name from the list that is complete wins; then the shortest string that ends like an
    organ and is followed by what follows a name; then a name from the list before
    anything (水利局农村饮水项目 is a project of 水利局).
    """
    listed = None
    for length in name_lengths().get(text[start : start + 2], ()):
        end = start + length
        if end <= limit and text[start:end] in known_names():
            if _AFTER_LISTED.match(text, end, limit):
                return end
            listed = listed or end
    if not known_only and (found := _GENERIC.match(text, start, limit)):
        return found.end() if found.end() - start > 1 else listed
    return listed


def parse_department(text: str, start: int, limit: int) -> NamedDepartment | None:
    """The department whose region begins at ``start``, or None.

    >>> parse_department("唐山市丰南区应急局2024年度", 0, 16).core
    '应急管理局'
    """
    region = parse_region(text, start)
    if region is None or region.end >= limit:
        return None
    if region.is_short and (proper := _PROPER.match(text, region.end, limit)):
        found = _named(text, start, proper.end(), region.end, region)
        return replace(found, is_proper=True)
    plain = not region.is_short or bool(_PLAIN.match(text, region.end))
    end = parse_core(text, region.end, limit, known_only=not plain)
    if end is None and _is_committee(text, start, region.end, limit):
        end = region.end + 1
    if end is None:
        return None
    return _named(text, start, end, region.end, region)


def _is_committee(text: str, start: int, place_end: int, limit: int) -> bool:
    """Whether 委 behind a place is a committee's last word: 共青团长沙市委2022年度."""
    before = _PREFIX.search(text, max(0, start - _PREFIX_WINDOW), start)
    return bool(before and _COMMITTEE.match(text, place_end, limit))


def _named(
    text: str, start: int, end: int, core_start: int, region: RegionMatch | None
) -> NamedDepartment:
    printed = text[core_start:end]
    core = "委员会" if printed == "委" else canonical_core(printed)
    before = _PREFIX.search(text, max(0, start - _PREFIX_WINDOW), start)
    return NamedDepartment(
        start,
        end,
        core,
        region,
        is_unit=bool(_UNIT_MARK.match(text, end)),
        prefix=before.group() if before and region else "",
    )


def find_departments(
    text: str, start: int = 0, end: int | None = None
) -> Iterator[NamedDepartment]:
    """Departments named with their region, left to right, not overlapping.

    >>> [d.core for d in find_departments("根据《丰南区财政局关于…》，丰南区发改委…")]
    ['财政局', '发展和改革委员会']
    """
    limit = len(text) if end is None else end
    position = start
    while position < limit:
        if is_region_head(text, position) and (named := parse_department(text, position, limit)):
            yield named
            position = named.end
        else:
            position += 1


def find_bare_department(
    text: str, start: int = 0, end: int | None = None
) -> NamedDepartment | None:
    """The first department from the list that is named without its region, or None.

    It must begin a phrase (教育局2023年…, 县教育局…), else 区域教育局 would give 教育局.
    """
    limit = len(text) if end is None else end
    for position in range(start, limit):
        if text[position : position + 2] not in name_lengths():
            continue
        if not _LEVEL_WORD.search(text, max(start, position - 3), position):
            continue
        stop = parse_core(text, position, limit, known_only=True)
        if stop and _AFTER_LISTED.match(text, stop, limit):
            return _named(text, position, stop, position, None)
    return None


def find_central_department(text: str, start: int, end: int) -> NamedDepartment | None:
    """A ministry or bureau of the central government that the span begins with."""
    found = _CENTRAL.match(text, start, end)
    if not found:
        return None
    return NamedDepartment(start, found.end(), found.group(), None, is_central=True)
