"""Fund types, fund levels and budget books in the words around a figure."""

import re
from dataclasses import dataclass
from functools import cache
from re import Pattern

from extractors.catalogue import Catalogue, Dimension
from extractors.meaning.words import words
from models.observation import ALL

# 中央水利发展资金, 省级福彩公益金: money of a level by its name, but not 县级公立医院补助
_MONEY_OF_LEVEL = (
    r"(?!(?:级|财政)*[和及与])(?!级?(?:[省市县]级?财政|自治区))(?!级?(?:公立|医院|机关|部门|单位|学校|项目|重点|示范|以上|平台|企业|城市|文物|文保|非物质|非遗|代表性|传承|森林|湿地))"
    r"[\u4e00-\u9fff]{0,24}?(?:资金|公益金|补助|经费|拨款|转移支付|(?:预算内|基建)投资)"
)
# What may follow the name of a level or a fund: 省级财政补助资金, 专项转移支付资金.
_SUFFIX = (
    r"(?:级|财政|补助|专项|配套|拨款|资金|投入|承担|负担"
    r"|下达|下拨|拨付|匹配|扶持|奖补|执行|使用|安排|收入|支出|预算|经费|我[市县区州])*"
)


@dataclass(frozen=True, slots=True)
class Funding:
    """Patterns for the dimensions of one catalogue.

    Attributes:
        kind: a clause that names nothing but a fund type.
        level: a clause that names nothing but a level of government.
        grant: a clause that ends in a level's grant: …经费区级财政补助.
        named_kind: a clause that ends in a fund's full name: …2022年衔接资金.
        both: a clause that names a level and a fund type: 中央专项衔接资金.
        money: a clause that names a level's money: 中央水利发展资金.
    """

    kind: Pattern[str]
    level: Pattern[str]
    grant: Pattern[str]
    named_kind: Pattern[str]
    both: Pattern[str]
    money: Pattern[str]
    book: Pattern[str]
    only: Pattern[str]
    codes: dict[str, str]

    def type_of(self, clause: str) -> str:
        """The fund type that the whole clause names, or ALL."""
        match = self.kind.fullmatch(clause)
        return self.codes["fund_type " + match["word"]] if match else ALL

    def level_of(self, clause: str) -> str:
        """The level of government that the whole clause names, or ALL."""
        match = self.level.fullmatch(clause)
        return self.codes["fund_level " + match["word"]] if match else ALL

    def grant_of(self, clause: str) -> str:
        """The level whose grant the clause ends in, or ALL."""
        match = self.grant.search(clause)
        if match is None:
            return ALL
        if match["ministry"]:
            return self.codes["fund_level 中央"]
        return self.codes["fund_level " + (match["word"] or match["named"] or match["giver"])]

    def type_at_end(self, clause: str) -> str:
        """The fund type that the clause ends in by its full name, or ALL."""
        match = self.named_kind.search(clause)
        return self.codes["fund_type " + match["word"]] if match else ALL

    def type_and_level_of(self, clause: str) -> tuple[str, str]:
        """Both where the whole clause names both, else the one that it names alone."""
        match = self.both.fullmatch(clause)
        if match is None:
            return self.type_of(clause), self.level_of(clause)
        return self.codes["fund_type " + match["kind"]], self.codes["fund_level " + match["level"]]

    def level_of_money(self, clause: str) -> str:
        """The level whose money the whole clause names: 省级福彩公益金; or ALL."""
        match = self.money.fullmatch(clause)
        return self.codes["fund_level " + match["word"]] if match else ALL

    def only_book(self, clause: str) -> str:
        """The budget book that the whole clause names (其中政府性基金), or ALL."""
        match = self.only.fullmatch(clause)
        return self.codes["budget_book " + match["word"]] if match else ALL

    def book_of(self, text: str) -> str:
        """The budget book that ``text`` names, or ALL where it names none or several."""
        found = {self.codes["budget_book " + word] for word in self.book.findall(text)}
        return found.pop() if len(found) == 1 else ALL


@cache
def funding_of(catalogue: Catalogue) -> Funding:
    """The patterns for ``catalogue``."""
    link = words().link.pattern
    alternatives = {name: _alternatives(members) for name, members in catalogue.dimensions.items()}
    codes = {
        f"{name} {word}": member.code
        for name, members in catalogue.dimensions.items()
        for member in members
        for word in member.words
    }
    kind, level = alternatives["fund_type"], alternatives["fund_level"]
    # Narrower than the usual lead words, among which 市, 县, 区 and 共 stand.
    before = r"(?:其中|包[含括]|含|另|[\s,、:(])*"
    # A single character may begin any word: 市场, 区域.
    named_levels = _alternatives(catalogue.dimensions["fund_level"], shortest=2)
    return Funding(
        kind=re.compile(rf"{before}(?P<word>{kind}){_SUFFIX}{link}"),
        level=re.compile(rf"{before}(?P<word>{level}){_SUFFIX}{link}"),
        grant=re.compile(
            rf"(?:(?<![和及与、])(?P<word>{level})(?:级)?(?:财政)?(?:补助|配套|专项补助|拨款|(?<=财政)(?:专项)?资金)"
            rf"|(?<![和及与、])(?<!中央)(?<![省市]级)(?P<named>{named_levels})(?:(?:级|财政|专项|直达|预算内)*资金"
            rf"|{_MONEY_OF_LEVEL})){_SUFFIX}{link}$"
            rf"|^{before}(?:\d{{4}}年度?)?(?:共?收到)?(?P<giver>{named_levels})(?:级|财政|厅|局)*(?:下达|下拨|拨付|拨款|匹配)(?!.*(?:债|中央))"
            r"|^.{0,6}(?P<ministry>财政部)(?!门)(?:会同[^,;]{2,10})?(?:实际|共|已)*(?:下达|下拨|拨付)"
        ),
        named_kind=re.compile(
            rf"(?<![和及与、非])(?P<word>{_alternatives(_of_governments(catalogue), shortest=4)})"
            rf"{_SUFFIX}{link}$"
        ),
        both=re.compile(
            rf"{before}(?P<level>{level})(?:级|财政|专项|下达|安排|补助)*(?P<kind>{kind}){_SUFFIX}{link}"
        ),
        money=re.compile(rf"{before}(?P<word>{named_levels}){_MONEY_OF_LEVEL}{_SUFFIX}{link}"),
        book=re.compile(alternatives["budget_book"]),
        only=re.compile(rf"{before}(?P<word>{alternatives['budget_book']}){_SUFFIX}{link}"),
        codes=codes,
    )


def _of_governments(catalogue: Catalogue) -> tuple[Dimension, ...]:
    """The fund types that governments give: of a unit's own money its words are too general."""
    own = ("unit_own", "own", "fiscal_special_account")
    return tuple(one for one in catalogue.dimensions["fund_type"] if one.code not in own)


def _alternatives(members: tuple[Dimension, ...], shortest: int = 1) -> str:
    words_of_all = (word for member in members for word in member.words if len(word) >= shortest)
    every = sorted(words_of_all, key=len, reverse=True)
    return "|".join(map(re.escape, every))
