"""Divisions and functions with their successors, as rows and as views in both databases."""

import csv

import pytest
from sqlalchemy import Engine, delete, func, select, update

from extractors.registry.departments import load_successions
from extractors.registry.region_history import EARLIEST, RegionHistory, region_histories
from models.identity import AdminLevel
from models.tables import region, registry_state
from pipeline.storing.registry_rows import store_registry
from tests.databases import rows
from tests.shared import SHARED

AREACODES = SHARED / "domain" / "areacodes.csv"
HISTORIES = tuple(region_histories())


def history(code: str, name: str) -> RegionHistory:
    return next(one for one in HISTORIES if (one.region.code, one.region.name) == (code, name))


@pytest.mark.parametrize(
    ("code", "name", "successor", "succession"),
    [
        ("130282", "丰南市", "130207", "rename"),  # 撤市设区
        ("522201", "铜仁市", "520602", "rename"),  # 碧江区; 铜仁市 is the prefecture today
        ("120225", "蓟县", "120119", "rename"),  # 蓟州区: a name with another stem
        ("500232", "武隆县", "500156", "rename"),
        ("320803", "楚州区", "320803", "rename"),  # 淮安区 under the same code
        ("371200", "莱芜市", "370100", "merge"),  # the prefecture, not the district 莱芜区
        ("110103", "崇文区", "110101", "merge"),
        ("310108", "闸北区", "310106", "merge"),
        ("130603", "北市区", "130606", "merge"),
    ],
)
def test_what_ended_leads_to_what_took_its_place(
    code: str, name: str, successor: str, succession: str
) -> None:
    found = history(code, name)
    assert found.successor is not None
    assert (found.successor.code, found.succession) == (successor, succession)


def test_only_a_rename_carries_the_lineage_on() -> None:
    for one in HISTORIES:
        if one.successor:
            assert one.region.last_year is not None
            joined = one.region.lineage == one.successor.lineage
            assert joined is (one.succession == "rename"), one


def test_what_is_in_force_has_no_successor_and_what_ended_since_2008_has_one() -> None:
    for one in HISTORIES:
        ended = one.region.last_year
        if ended is None:
            assert one.successor is None
        elif ended >= 2008:
            assert one.successor is not None, one.region
        assert ended is None or ended >= EARLIEST


def test_each_lies_in_the_city_or_province_of_its_time() -> None:
    parents = {one.region.name: one.parent for one in HISTORIES if one.parent}
    assert parents["武隆县"].name == "重庆市"
    assert parents["丰南区"].name == "唐山市"
    assert parents["兰州新区"].name == "兰州市"
    assert all(
        one.parent or one.region.level is AdminLevel.PROVINCE or one.region.code[:2] == "71"
        for one in HISTORIES
    )


@pytest.mark.skipif(not AREACODES.exists(), reason="areacodes.csv is not at hand")
def test_successors_agree_with_an_independent_list() -> None:
    with AREACODES.open(encoding="utf-8-sig", newline="") as file:
        listed = {
            (row["代码"], row["名称"], row["变更/弃用时间"]): row["新代码"]
            for row in csv.DictReader(file)
        }
    checked = agree = 0
    for one in HISTORIES:
        if one.successor and one.region.last_year:
            # What the list dates otherwise is another change of the same name and code.
            heirs = listed.get((one.region.code, one.region.name, str(one.region.last_year + 1)))
            checked += bool(heirs)
            agree += one.successor.code in {heir[:6] for heir in (heirs or "").split(";")}
    assert checked > 500
    assert agree / checked > 0.99


def test_the_views_tell_it_in_sql(engine: Engine) -> None:
    with engine.begin() as connection:
        store_registry(connection)
    found = rows(
        engine,
        "SELECT successor_code, successor_name, succession, valid_to FROM v_region "
        "WHERE region_code = '110103'",
    )
    assert [tuple(row.values()) for row in found] == [("110101", "东城区", "merge", 2009)]
    steps = rows(engine, "SELECT * FROM v_department_succession WHERE kind = 'rename'")
    assert {step["before_name"] for step in steps} >= {"安全生产监督管理局", "环境保护局"}
    total = rows(engine, "SELECT count(*) AS n FROM v_department_succession")[0]["n"]
    assert total == len(load_successions())


def test_storing_again_writes_only_what_is_of_another_version(engine: Engine) -> None:
    with engine.begin() as connection:
        store_registry(connection)
        connection.execute(delete(region).where(region.c.code == "110103"))
        store_registry(connection)  # of this version: left as it is
        left = connection.scalar(select(func.count()).select_from(region))
        connection.execute(update(registry_state).values(digest="older"))
        store_registry(connection)
        whole = connection.scalar(select(func.count()).select_from(region))
    assert (left, whole) == (len(HISTORIES) - 1, len(HISTORIES))
