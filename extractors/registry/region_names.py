"""Shorter forms of places' names."""

import re
from functools import cache

_PEOPLES = (
    "各|蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|"
    "拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|普米|塔吉克|"
    "怒|鄂温克|德昂|保安|裕固|独龙|鄂伦春"
)
# 耿马傣族佤族自治县 → 耿马 + 县; 昌吉回族自治州 → 昌吉 + 州
_AUTONOMOUS = re.compile(rf"^(.{{2,}}?)(?:(?:{_PEOPLES})族?)+自治(州|县|旗)$")
# 唐山市 → 唐山; 阿里地区 → 阿里; 浦东新区 → 浦东
_SUFFIX = re.compile(r"^(.{2,}?)(?:地区|新区|林区|特区|省|市|县|区|旗|盟)$")
_SHORT_PROVINCES = {
    "内蒙古自治区": "内蒙古",
    "广西壮族自治区": "广西",
    "西藏自治区": "西藏",
    "宁夏回族自治区": "宁夏",
    "新疆维吾尔自治区": "新疆",
    "香港特别行政区": "香港",
    "澳门特别行政区": "澳门",
}


@cache
def short_names(name: str) -> tuple[str, ...]:
    """Shorter forms in which a place is written; () where it has none.

    >>> short_names("耿马傣族佤族自治县"), short_names("丰南区"), short_names("南县")
    (('耿马', '耿马县'), ('丰南',), ())
    """
    if name in _SHORT_PROVINCES:
        return (_SHORT_PROVINCES[name],)
    if "自治" in name and (found := _AUTONOMOUS.match(name)):
        return (found[1], found[1] + found[2])
    found = _SUFFIX.match(name)
    return (found[1],) if found else ()


def stem_of(name: str) -> str:
    """What stays of a name when a county becomes a city or a district.

    >>> stem_of("丰南县") == stem_of("丰南市") == stem_of("丰南区")
    True
    """
    short = short_names(name)
    return short[0] if short else name[:-1]
