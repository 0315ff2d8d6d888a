"""Names of departments: abbreviations, functions, successions, and finding them in text."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.identity.names import identity_of_name, region_named
from extractors.registry.departments import (
    SuccessionKind,
    canonical_core,
    department_id,
    function_of,
    known_names,
    load_successions,
    lookup,
)
from extractors.registry.find_departments import find_bare_department, find_departments
from extractors.registry.regions import regions_of_code
from models.identity import AdminLevel


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("发改委", "发展和改革委员会"),
        ("发改局", "发展和改革局"),
        ("人社局", "人力资源和社会保障局"),
        ("卫健委", "卫生健康委员会"),
        ("住建局", "住房和城乡建设局"),
        ("市监局", "市场监督管理局"),
        ("退役军人局", "退役军人事务局"),
        ("教委", "教育委员会"),
        ("林草局", "林业和草原局"),
        ("社保局", "社会保险事业管理局"),
        ("公积金中心", "住房公积金管理中心"),
        ("交警支队", "公安局交通警察支队"),
        ("审批局", "行政审批局"),
        ("应急局", "应急管理局"),
        ("城管局", "城市管理局"),
        ("文旅局", "文化和旅游局"),
        ("纪委监委", "纪律检查委员会监察委员会"),
        ("工商联", "工商业联合会"),
        ("残联", "残疾人联合会"),
        ("供销社", "供销合作社联合社"),
        ("检察院", "人民检察院"),
        ("卫生与计划生育局", "卫生和计划生育局"),
        ("第二中学", "第二中学"),
    ],
)
def test_an_abbreviation_stands_for_its_full_name(short: str, full: str) -> None:
    assert canonical_core(short) == full
    assert function_of(short) == function_of(full)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("安全生产监督管理局", "应急管理局"),
        ("环境保护局", "生态环境局"),
        ("卫生和计划生育局", "卫生健康局"),
        ("国土资源局", "自然资源和规划局"),
        ("农业局", "农业农村局"),
        ("扶贫开发办公室", "乡村振兴局"),
        ("大数据管理局", "数据局"),
    ],
)
def test_a_rename_joins_the_years(before: str, after: str) -> None:
    assert function_of(before) == function_of(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("工商行政管理局", "市场监督管理局"),
        ("质量技术监督局", "市场监督管理局"),
        ("文化局", "文化和旅游局"),
        ("乡村振兴局", "农业农村局"),
        ("民政局", "退役军人事务局"),
        ("人事局", "人力资源和社会保障局"),
        ("国家税务局", "税务局"),
        ("国家税务局", "地方税务局"),
        ("财政局", "审计局"),
    ],
)
def test_a_merger_or_split_does_not(before: str, after: str) -> None:
    assert function_of(before) != function_of(after)


def test_successions_speak_of_functions_that_exist_and_go_in_no_circle() -> None:
    codes = {entry.function for entry in known_names().values()}
    steps = load_successions()
    assert {step.before for step in steps} | {step.after for step in steps} <= codes
    renames = [step for step in steps if step.kind is SuccessionKind.RENAME]
    assert max(Counter(step.before for step in renames).values()) == 1
    renamed = {step.before for step in renames}
    for name in known_names():  # a circle would never end
        assert function_of(name) not in renamed


def test_every_full_name_is_its_own_full_name() -> None:
    for name, entry in known_names().items():
        again = lookup(entry.full)
        assert again is not None, (name, entry.full)
        assert (again.full, again.function) == (entry.full, entry.function), name


def test_the_id_is_the_same_across_codes_and_names() -> None:
    old, new = regions_of_code("500232")[-1], regions_of_code("500156")[-1]
    assert department_id("安监局", old) == department_id("应急管理局", new) == "500156-emergency"
    assert department_id("财政部", None) == "000000-finance"


@pytest.mark.parametrize(
    ("text", "cores"),
    [
        ("平江县水利局农村饮水安全巩固提升项目", ["水利局"]),
        ("广州市公安局交通警察支队2021年", ["公安局交通警察支队"]),
        ("上海市普陀区财政局财政所", ["财政局财政所"]),
        ("深圳市宝安区松岗街道办事处（本级）", ["松岗街道办事处"]),
        ("益阳市赫山区城管局和南县人社局的", ["城市管理局", "人力资源和社会保障局"]),
        ("中共平江县委机构编制委员会办公室", ["委机构编制委员会办公室"]),
        ("平江县的经济社会发展", []),
        ("和平路改造工程由新华书店承建", []),
        ("区域教育局面", []),
        ("平江县民政部门做好救助", []),
        ("平江县民政局部门决算", ["民政局"]),
        ("平江县人民政府办公室对平江县水利局主要职责的批复", ["人民政府办公室", "水利局"]),
        ("平江县更名的交通运输局", []),
        ("平江县对外贸易局2022年", ["对外贸易局"]),
        ("平江县交通（集团）有限公司2022年", ["交通（集团）有限公司"]),
        ("中国（广西）自由贸易试验区发展局2022年", []),
        ("黄石市大冶湖管理局2022年", ["大冶湖管理局"]),
        ("重庆市荣昌仁义中学校2022年", ["仁义中学校"]),
        ("重庆路小学2022年", []),
    ],
)
def test_departments_are_found_in_running_text(text: str, cores: list[str]) -> None:
    assert [named.core for named in find_departments(text)] == cores


def test_a_bare_name_counts_only_at_the_beginning_of_a_phrase() -> None:
    assert find_bare_department("县教育局2022年") is not None
    assert find_bare_department("市场教育局2022年") is None
    assert find_bare_department("今天教育局面很好") is None


def test_a_name_in_a_list_is_read_with_its_region_or_beside_it() -> None:
    whole = identity_of_name("唐山市丰南区安监局", 2016)
    beside = identity_of_name("应急管理局", 2020, region_named("130207", 2020))
    assert whole is not None
    assert beside is not None
    assert whole.department == "唐山市丰南区安全生产监督管理局"
    assert whole.department_id == beside.department_id
    assert beside.department == "唐山市丰南区应急管理局"


@pytest.mark.parametrize("words", ["教育局", "鼓楼区教育局", "平江县", "", "平江县教育局等单位"])
def test_a_name_that_does_not_tell_one_department_is_refused(words: str) -> None:
    assert identity_of_name(words, 2024) is None


def test_a_central_organ_has_no_region() -> None:
    found = identity_of_name("国家统计局", 2024)
    assert found is not None
    assert (found.region_code, found.admin_level) == (None, AdminLevel.CENTRAL)


@given(st.text(alphabet="平江县鼓楼区教育财政局委员会办公室（）本级2年度 ，", max_size=40))
def test_found_departments_are_in_order_inside_the_text(text: str) -> None:
    end = 0
    for named in find_departments(text):
        assert end <= named.start < named.end <= len(text)
        assert named.region is not None
        end = named.end
