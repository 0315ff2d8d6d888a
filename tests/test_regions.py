"""Divisions through time: lookup, namesakes, lineage, and coverage of an independent list."""

import csv
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.identity.region import places_named, region_of_places
from extractors.registry.build_regions import rows_of
from extractors.registry.load_regions import Region, load_regions, load_zones
from extractors.registry.region_names import short_names
from extractors.registry.regions import choose_region, full_name, parse_region, regions_of_code
from models.identity import AdminLevel
from tests.shared import SHARED

AREACODES = SHARED / "domain" / "areacodes.csv"
NO_LIST = pytest.mark.skipif(not AREACODES.exists(), reason="areacodes.csv is not at hand")


def region(words: str, year: int | None = 2024, nearby: tuple[Region, ...] = ()) -> Region | None:
    found = parse_region(words)
    assert found is not None, words
    return choose_region(found.regions, year, nearby)


@pytest.mark.parametrize(
    ("words", "year", "code"),
    [
        ("唐山市丰南区", 2024, "130207"),
        ("河北省唐山市丰南区", 2024, "130207"),
        ("唐山丰南区", 2024, "130207"),
        ("丰南县", 1990, "130222"),
        ("上海市普陀区", 2024, "310107"),
        ("浙江省舟山市普陀区", 2024, "330903"),
        ("平潭综合实验区", 2017, "350128"),
        ("平潭县", 2016, "350128"),
        ("重庆市大足区", 2020, "500111"),
        ("重庆市武隆县", 2015, "500232"),
        ("重庆市武隆区", 2017, "500156"),
        ("莱芜市", 2015, "371200"),
        ("济南市莱芜区", 2020, "370116"),
        ("长治市屯留区", 2020, "140405"),
        ("杭州市临平区", 2022, "330113"),
        ("耿马县", 2021, "530926"),
        ("大理州", 2021, "532900"),
        ("石家庄市桥西区", 2020, "130104"),
        ("邢台市信都区", 2021, "130503"),
    ],
)
def test_a_place_and_a_year_give_the_code_in_force(words: str, year: int, code: str) -> None:
    found = region(words, year)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("words", ["鼓楼区", "市中区", "普陀区", "朝阳区", "新华区"])
def test_a_namesake_without_its_city_is_left_open(words: str) -> None:
    assert region(words) is None


@pytest.mark.parametrize(
    ("city", "code"), [("320100", "320106"), ("350100", "350102"), ("410200", "410204")]
)
def test_a_namesake_is_told_by_its_city_elsewhere_in_the_report(city: str, code: str) -> None:
    found = region("鼓楼区", 2024, regions_of_code(city))
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("完成县委交办", None),
        ("振兴县域经济", None),
        ("健康县域", None),
        ("全市和县域", None),
        ("2022年度成县财政局", "成县"),
        ("2022年度和县财政局", "和县"),
        ("甘肃省康县财政局", "康县"),
        ("推动康县财政", "康县"),
    ],
)
def test_a_county_of_two_characters_is_told_from_the_end_of_a_word(
    words: str, place: str | None
) -> None:
    found = [parse_region(words, start) for start in range(len(words))]
    assert [one.parts[-1] for one in found if one and not one.is_short][:1] == [place][
        : bool(place)
    ]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("乌鲁木齐高新技术产业开发区（乌鲁木齐市新市区）财政局", "650104"),
        ("乌鲁木齐高新技术产业开发区（一期）财政局", "650100"),
    ],
)
def test_a_district_in_brackets_behind_a_zone_is_the_one_it_governs(words: str, code: str) -> None:
    found = region(words)
    assert found is not None
    assert (found.code, found.level) == (code, AdminLevel.ZONE)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("唐山市、河北省和丰南区", "丰南区"),
        ("平江县与南县", None),
        ("山东省（不含青岛市）", "山东省"),
        ("山东省（含青岛市）", "青岛市"),
        ("琼中县又称琼中黎族苗族自治县", "琼中黎族苗族自治县"),
    ],
)
def test_of_several_places_the_one_most_exact_is_meant(words: str, name: str | None) -> None:
    found = region_of_places(places_named(words, 0, len(words)), 2024)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("130222", "130207"),  # 丰南县 → 丰南市 → 丰南区
        ("500232", "500156"),  # 武隆县 → 武隆区
        ("220381", "220184"),  # 公主岭市, moved from 四平 to 长春
        ("371202", "370116"),  # 莱城区 → 莱芜区, renamed
        ("450127", "450181"),  # 横县 → 横州市
        ("410322", "410308"),  # 孟津县, merged with 吉利区: its own line goes on
    ],
)
def test_lineage_survives_renames(before: str, after: str) -> None:
    assert regions_of_code(before)[-1].lineage == after


@pytest.mark.parametrize("code", ["110103", "310108", "330104", "350402"])
def test_a_place_merged_into_another_ends_its_lineage(code: str) -> None:
    merged = regions_of_code(code)[-1]
    assert merged.last_year is not None
    assert merged.lineage == f"{code}-{merged.last_year}"


def test_a_code_given_out_twice_keeps_two_lineages() -> None:
    first, second = regions_of_code("500111")
    assert (first.name, second.name) == ("双桥区", "大足区")
    assert first.lineage != second.lineage


def test_zones_are_places_of_their_own_level() -> None:
    for words in ("兰州新区", "合肥高新区", "唐山海港经济开发区", "天府新区"):
        zone = region(words)
        assert zone is not None
        assert zone.level is AdminLevel.ZONE
    assert region("滨海新区") == regions_of_code("120116")[-1]  # a district by law


def test_every_zone_lies_in_a_division_of_today() -> None:
    for name, zone in load_zones():
        assert any(host.valid_in(2024) for host in regions_of_code(zone.code)), name


def test_every_division_of_today_is_found_by_its_full_name() -> None:
    for area in load_regions():
        if area.last_year is None:
            found = region(full_name(area, 2024) + "财政局", 2024)
            assert found is not None, area
            assert found.code == area.code


def test_a_county_named_alone_is_right_or_left_open() -> None:
    left_open = 0
    for area in load_regions():
        if area.last_year is None and area.level is AdminLevel.COUNTY:
            # 城区, 矿区: no more than a word where no city stands before it.
            found = region(area.name, 2024) if len(area.name) > 2 or area.name[1] != "区" else None
            left_open += found is None
            assert found is None or found.code == area.code, area
    assert 0 < left_open < 80  # some 30 names are shared by two to four counties


def test_full_name_follows_the_year() -> None:
    old = region("莱芜市", 2015)
    new = region("济南市莱芜区", 2020)
    assert old
    assert new
    assert (full_name(old, 2015), full_name(new, 2020)) == ("山东省莱芜市", "山东省济南市莱芜区")


def test_groupings_of_the_standard_are_no_places() -> None:
    timeline = {"110100": [{"address": "市辖区", "start_year": "", "end_year": ""}]}
    assert list(rows_of(timeline)) == []


def test_a_short_name_keeps_two_characters() -> None:
    assert all(len(short) > 1 for area in load_regions() for short in short_names(area.name))


@given(st.text(alphabet="唐山市丰南区县平潭上海鼓楼" + string.ascii_letters, max_size=12))
def test_parsing_never_raises_and_stays_inside(words: str) -> None:
    found = parse_region(words)
    if found:
        assert words[found.start : found.end] == "".join(found.parts)


@given(st.text(max_size=30), st.integers(0, 40))
def test_parsing_survives_any_text(words: str, start: int) -> None:
    found = parse_region(words, start)
    assert found is None or start == found.start < found.end <= len(words)


def listed() -> list[dict[str, str]]:
    with AREACODES.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@NO_LIST
def test_every_division_in_force_is_known_by_code_and_name() -> None:
    ours = {(area.code, area.name) for area in load_regions() if area.last_year is None}
    theirs = {(row["代码"], row["名称"]) for row in listed() if row["状态"] == "在用"}
    invented = {("990000", "样例省"), ("990100", "青禾市"), ("990101", "云岫县")}
    assert theirs - ours == set()
    assert ours - theirs == invented


@NO_LIST
def test_past_divisions_are_covered() -> None:
    ours = {(area.code, area.name) for area in load_regions()}
    past = {(row["代码"], row["名称"]) for row in listed() if row["状态"] != "在用"}
    assert len(past - ours) / len(past) < 0.025


@NO_LIST
def test_lineage_agrees_with_the_listed_successors() -> None:
    """Where a list names one heir of a place ended since 2000 that keeps its stem."""
    checked = agree = 0
    for row in listed():
        ended, heir = row["变更/弃用时间"], row["新代码"].split("[")[0]
        if not ended or int(ended) < 2000 or ";" in heir or not heir:
            continue
        ours = [area for area in regions_of_code(row["代码"]) if area.name == row["名称"]]
        heirs = regions_of_code(heir)
        names = {short_names(area.name)[:1] or (area.name[:-1],) for area in heirs}
        if ours and heirs and (short_names(row["名称"])[:1] or (row["名称"][:-1],)) in names:
            checked += 1
            agree += ours[0].lineage in {area.lineage for area in heirs}
    assert checked > 200
    assert agree / checked > 0.98
