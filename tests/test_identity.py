"""Whose report it is: gold reports, titles of the genre, contradictions, arbitrary text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.fold import fold
from extractors.identity.identify import identify
from models.document import Document, SourceFile
from models.identity import AdminLevel, Identity, ReportType, Scope
from tests.shared import GOLD, SHARED, needs_gold, read_gold, text_of_gold


def identity_of(text: str, name: str = "报告.txt", **document: object) -> Identity:
    source = SourceFile(name, "", len(text), "txt")
    return identify(Document(source, text, (), **document), fold(text), ())  # type: ignore[arg-type]


@needs_gold
@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_identity_of_every_gold_report_is_right(path: Path) -> None:
    gold = read_gold(path)
    found = identity_of(text_of_gold(gold), gold["file"])
    for field in ("department", "fiscal_year", "report_type", "region_code"):
        assert getattr(found, field) == gold["report"][field], field
    assert found.conflicts == ()


@needs_gold
def test_the_example_names_itself_only_inside_its_policies() -> None:
    path = SHARED / "reports" / "000_45c0309bc3cdb8d6.txt"
    found = identity_of(path.read_text(encoding="utf-8"), path.name)
    assert dict(found.sources)["department"] == "policy_title"
    assert found.department_id == "130207-emergency"
    assert found.admin_level is AdminLevel.COUNTY


def test_an_endless_line_of_a_saved_page_is_read_by_its_head() -> None:
    text = (
        "标题: 2016年度平潭县人民检察院部门决算说明\n发布机构: 平潭检察院\n"
        "==================== 正文 ====================\n"
        "当前位置： 首页 部门决算 2016年度平潭县人民检察院部门决算说明 时间：2017-08-16 "
        + "按照《平潭综合实验区财政金融局关于批复2016年度部门决算的通知》的要求。"
        * 50
    )
    found = identity_of(text)
    assert (found.department, found.region_code) == ("平潭县人民检察院", "350128")
    assert found.title == "2016年度平潭县人民检察院部门决算说明"
    assert found.conflicts == ()


def test_a_list_of_units_further_down_contradicts_nobody() -> None:
    text = "平江县教育局2022年度部门决算\n一、概况\n" + "全县教育工作稳步推进。\n" * 80
    found = identity_of(text + "单位名称\n平江县第一中学\n平江县第二中学\n")
    assert found.department == "平江县教育局"
    assert found.conflicts == ()


def test_a_publisher_is_believed_where_the_title_names_nobody() -> None:
    text = "标题: 2017年财政决算情况的报告\n发布机构: 平潭综合实验区财政金融局\n== 正文 ==\n正文"
    found = identity_of(text)
    assert found.department == "平潭综合实验区财政金融局"
    assert dict(found.sources)["department"] == "header"


def test_title_and_file_name_that_disagree_are_a_conflict_not_a_guess() -> None:
    found = identity_of(
        "平江县教育局2022年度部门决算\n一、概况\n", "平江县民政局2022年度部门决算.docx"
    )
    assert found.department is None
    assert found.department_id is None
    assert set(found.conflicts) == {("department", "平江县教育局"), ("department", "平江县民政局")}


@pytest.mark.parametrize(
    "name",
    [
        "平江县教育局2022年决算.docx",
        "教育局.docx",
        "平江教育局.docx",
        "岳阳市平江县教育局教研室.docx",
        "扫描件001.pdf",
    ],
)
def test_a_file_name_that_says_the_same_or_less_is_no_conflict(name: str) -> None:
    found = identity_of("平江县教育局2022年度部门决算\n一、概况\n", name)
    assert found.department == "平江县教育局"
    assert found.conflicts == ()


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("2022年决算.pdf", 2022),
        ("2023年公开.pdf", 2022),
        ("22年决算.pdf", 2022),
        ("2019.pdf", None),
    ],
)
def test_the_year_of_publication_in_a_file_name_is_no_rival(name: str, year: int | None) -> None:
    found = identity_of("平江县教育局2022年度部门决算\n", name)
    assert found.fiscal_year == year
    assert bool(found.conflicts) is (year is None)


def test_an_old_name_and_an_old_county_keep_the_ids_of_today() -> None:
    old = identity_of("重庆市武隆县安全生产监督管理局2015年度部门决算\n")
    new = identity_of("重庆市武隆区应急管理局2020年度部门决算\n")
    assert (old.region_code, new.region_code) == ("500232", "500156")
    assert old.department_id == new.department_id == "500156-emergency"


def test_two_names_that_a_report_gives_itself_in_full_and_in_short_are_no_conflict() -> None:
    body = "园林绿化服务中心是市政府直属事业单位。\n"
    short = identity_of("园林中心2021年度部门决算\n一、概况\n沅江市" + body)
    other = identity_of("水利局2021年度部门决算\n一、概况\n沅江市" + body)
    assert (short.department, short.conflicts) == ("沅江市园林绿化服务中心", ())
    assert dict(short.sources)["department"] == "body"
    assert dict(other.sources)["department"] == "title"


def test_who_is_above_a_department_tells_its_place_and_level() -> None:
    said = "重庆解放碑管委会（以下简称本部门）为渝中区政府派出机构。"
    found = identity_of("重庆解放碑管委会2023年度部门决算\n一、概况\n" + said)
    assert (found.region_code, found.admin_level) == ("500103", AdminLevel.COUNTY)
    assert dict(found.sources)["region_code"] == "body"
    # Another city's district is no part of 重庆.
    away = identity_of("重庆解放碑管委会2023年度部门决算\n" + said.replace("渝中", "唐山市路北"))
    assert away.region_code == "500000"


def test_a_running_head_names_the_department() -> None:
    found = identity_of("目 录\n一、概况\n", running_heads=("平江县教育局2022年度部门决算",))
    assert found.department == "平江县教育局"
    assert dict(found.sources)["department"] == "running_head"


def test_town_and_zone_have_levels_of_their_own() -> None:
    assert identity_of("云县涌宝镇人民政府2022年决算").admin_level is AdminLevel.TOWN
    assert identity_of("兰州新区财政局2022年决算").admin_level is AdminLevel.ZONE
    assert identity_of("财政部2022年度部门决算").admin_level is AdminLevel.CENTRAL


@pytest.mark.parametrize(
    ("title", "scope"),
    [
        ("上海市普陀区2025年区级部门预算", Scope.DEPARTMENT),
        ("上海市普陀区2025年区级单位预算", Scope.UNIT),
        ("上海市普陀区教育局（本级）2023年度部门决算", Scope.UNIT),
        ("平江县教育局2022年度整体支出绩效自评报告", None),
        ("中国作家协会本级2021年部门决算", Scope.UNIT),
        ("平江县教育局机关运行经费2022年决算", None),
        ("平江县教育局2022年部门综合预算", Scope.DEPARTMENT),
    ],
)
def test_scope_is_told_only_where_it_is_said(title: str, scope: Scope | None) -> None:
    assert identity_of(title + "\n一、概况\n").scope is scope


def test_type_is_told_by_headings_where_the_title_is_silent() -> None:
    assert identity_of("公开说明\n一、收入支出决算总体情况\n").report_type is (
        ReportType.FINAL_ACCOUNT
    )
    assert identity_of("通知\n今天天气很好。\n").report_type is ReportType.OTHER


def test_nothing_is_told_of_an_empty_report() -> None:
    assert identity_of("", "") == Identity()


PIECES = (
    "平江县", "鼓楼区", "教育局", "2022年度", "25年", "标题: ", "发布机构: ", "部门决算", "《",
    "制度》", "== 正文 ==", "主管部门：", "监督索引号530926001", "本级", "（", "）",
    "\n", "\t", "。", "自评", "二〇二三年", "项目编码：440306231391500000173",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=25), st.text(max_size=20))
def test_any_text_is_survived_and_the_same_twice(parts: list[str], name: str) -> None:
    text = "".join(parts)
    found = identity_of(text, name)
    assert found == identity_of(text, name)
    if found.department_id:
        assert found.department
    fields = {field for field, _ in found.sources}
    assert ("department" in fields) == (found.department is not None)
    assert ("fiscal_year" in fields) == (found.fiscal_year is not None)
