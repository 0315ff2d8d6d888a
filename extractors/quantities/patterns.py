"""The patterns that find a numeral with its unit. No logic: see ``candidates``."""

import re

import regex

from extractors.quantities.units import simple_units

# Blanks that line breaks, justified text and lost markup leave inside a quantity.
GAP = r"[ \t\r\n\x0b\x0c]{0,4}"

# Characters a Chinese numeral begins with, and those it goes on with.
_CHINESE_FIRST = "一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾俩倆"
_CHINESE_REST = _CHINESE_FIRST + "零〇○百佰千仟万亿兆余多几来点"

# Where a numeral may begin: "2538", "五十", "百分之" and "百余". One character class, so
# that the search runs at the speed of the regex engine's own scan.
RUN = re.compile(rf"[0-9{_CHINESE_FIRST}百佰千仟万]+")

# "2538.12", "1,169,506", "41. 8" (a broken one; its reader checks the surroundings).
_ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3}(?![0-9])){1,6}|[0-9]++)(?:[ \n]?\.[ \n]?[0-9]++)?"

# What may follow Arabic digits: "万", "余万", "千多万", "百余", and of mixed ones "5千4百".
# The 百 of 5百分点 and 100百分比 is none.
_MAGNITUDES = (
    rf"(?:{GAP}[余多几来]?{GAP}(?!百分[点比])[十百千佰仟万亿兆]{{1,3}}[余多几来]?"
    r"(?:[0-9]{1,4}[十百千万]){0,3}(?:(?<=[百千万])[0-9]{1,4})?)"
)

# "二百余", "五十亿", "拾万零五十六点三"; "百余", "千多" and "近百", "逾万" need no digit.
_CHINESE = (
    rf"(?:[{_CHINESE_FIRST}]|[百千万](?=[余多])|(?<=[近约逾超])[百千万])[{_CHINESE_REST}]{{0,24}}+"
)

NUMERAL = rf"(?:{_ARABIC}{_MAGNITUDES}?[余多几来]?|{_CHINESE})"

# The same with a blank allowed between any two characters: "一 百二 十点 五". The 百 of a
# following 百分 (百分之七十百分位) is not taken.
_SPACED = (
    rf"(?:{_ARABIC}{_MAGNITUDES}?|[{_CHINESE_REST}]"
    rf"(?:[ \n]{{0,3}}(?!百{GAP}分)[{_CHINESE_REST}]){{0,24}})"
)


def _unit_pattern() -> str:
    """All simple units, the longer before the shorter, and compound ones: 台（套）."""
    units = sorted(simple_units(), key=len, reverse=True)
    # A line may break inside a unit of several characters: "2,377人\n次".
    several = [r"[ \n]?".join(map(re.escape, unit)) for unit in units if len(unit) > 1]
    single = "".join(re.escape(unit) for unit in units if len(unit) == 1)
    one = rf"(?:{'|'.join(several)}|[{single}])"
    return rf"{one}(?:[ \n]?\([ \n]?{one}[ \n]?\))?"


UNIT = _unit_pattern()

# "至", "-", "—", "~" between the ends of a range; "（含）" may follow the lower end.
_TO = rf"(?:{GAP}\((?:不?含)\))?{GAP}(?P<to>-{{1,2}}|[–—―~]{{1,2}}|至|到){GAP}"

# "2538.12万元", "3至5万元", "5%-5.5%", "6.59万" (no unit; the reader asks for a context
# of money).
QUANTITY = regex.compile(
    rf"(?:(?P<low>{NUMERAL})(?:{GAP}(?P<low_unit>{UNIT}))?{_TO})?"
    rf"(?P<numeral>{NUMERAL})(?:{GAP}(?P<unit>{UNIT})|(?P<bare>(?<=[万亿])))"
)

# The same without the lower end of a range.
SINGLE = regex.compile(rf"(?P<numeral>{NUMERAL})(?:{GAP}(?P<unit>{UNIT})|(?P<bare>(?<=[万亿])))")

# The two that follow are for the library's own engine: at every place it is tried, regex would
# look through all the text behind for the 之 and the 点 without which they cannot match.
#
# "百分之三十", "千分之2.4", "百 分 之 五至八", "百分之五到百分之八".
FRACTION = re.compile(
    rf"(?P<base>[百佰千仟万]{{1,3}}){GAP}分{GAP}之{GAP}(?:(?P<low>{_SPACED}){_TO}"
    rf"(?:(?P=base)分之)?)?(?P<numeral>{_SPACED})"
)

# "一百五十    个百分点", "六   个 百 分点": blanks between any two characters.
POINTS = re.compile(rf"(?P<numeral>{_SPACED}){GAP}(?P<unit>个?{GAP}百{GAP}分{GAP}点)")

# "3角", "三毛五分" behind "5元".
COINS = regex.compile(
    r"[ \n]?(?:(?P<tenths>[0-9]|[零一二两三四五六七八九])[角毛]"
    r"(?:(?P<hundredths>[0-9]|[零一二三四五六七八九])分)?"
    r"|(?P<only_hundredths>[0-9]|[零一二三四五六七八九])分(?![别之]))"
)

# "¥300", "¥1,234.50万元".
PRICE = regex.compile(rf"(?P<numeral>{_ARABIC}{_MAGNITUDES}?)")
