"""The catalogue: complete, checked, extensible, and refused with place and reason."""

import json
import os
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.catalogue import CatalogueError, Formula, Operand, load_catalogue, normalise
from models.own_files import CATALOGUE
from tests.shared import SHARED

INDICATORS = SHARED / "domain" / "indicators.json"
needs_indicators = pytest.mark.skipif(
    not INDICATORS.is_file(), reason="the official list of codes is not beside the project"
)


def load_with(tmp_path: Path, text: str) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(text, "utf-8")
    load_catalogue((str(path),))


@needs_indicators
def test_every_official_code_is_kept_with_its_name_formula_and_kind() -> None:
    official = json.loads(INDICATORS.read_text("utf-8"))
    metrics = load_catalogue().metrics
    for entry in [*official["base_metrics"], *official["indicators"]]:
        metric = metrics[entry["code"]]
        assert (metric.name, metric.kind) == (entry["name_zh"], entry["unit_kind"])
        assert (metric.formula.text if metric.formula else None) == entry.get("formula")
        assert len(metric.variants) == len(entry.get("formula_variants", ()))


@needs_indicators
def test_every_official_dimension_code_is_known() -> None:
    official = json.loads(INDICATORS.read_text("utf-8"))["dimensions"]
    for name, members in load_catalogue().dimensions.items():
        # The total of each dimension is "all" and needs no words.
        totals = {"all", "general_total"}
        assert {member.code for member in members} == set(official[name]) - totals


@pytest.mark.parametrize(
    ("words", "kind", "code"),
    [
        ("因公出国（境）费", "amount", "sangong_abroad_actual"),
        ("“三公”经费", "amount", "sangong_actual"),
        ("三公经费", "amount", "sangong_actual"),
        ("公务用车购置 及运行费", "amount", "sangong_vehicle_actual"),
        ("执行率(B/A)", "percent", "budget_execution_rate"),
        ("在职人员控制率", "percent", "staff_control_rate"),
        ("在职人员控制率", "amount", None),
        ("公园绿地", "amount", None),
        ("", "amount", None),
    ],
)
def test_lookup(words: str, kind: str, code: str | None) -> None:
    metric = load_catalogue().lookup(words, kind)
    assert (metric.code if metric else None) == code


def test_a_wording_with_a_condition_needs_its_context() -> None:
    catalogue = load_catalogue()
    assert catalogue.lookup("涉及金额", "amount") is None
    metric = catalogue.lookup("涉及金额", "amount", "绩效自评情况")
    assert metric is not None
    assert metric.code == "selfeval_project_amount"


def test_matcher_finds_the_longest_wording_at_each_place_and_its_offsets() -> None:
    text = "其中:因公出国(境)费用0万元,“三公”\n经费决算数6万元"
    found = [text[match.start : match.end] for match in load_catalogue().matcher.find(text)]
    assert "因公出国(境)费用" in found
    assert "三公”\n经费决算数" in found


@given(st.text(alphabet="三公经费“” \n预算数执行率，（）境外", max_size=30))
def test_matches_are_wordings_of_the_catalogue(text: str) -> None:
    catalogue = load_catalogue()
    for match in catalogue.matcher.find(text):
        assert match.wordings == catalogue.wordings["".join(normalise(
            text[match.start : match.end]).replace('"', "").split())]  # fmt: skip


def test_own_file_adds_metrics_and_wordings(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "park_area_cost:\n  name: 公园养护费\n  kind: amount\n"
        "meeting_cost:\n  wordings: [开会花费]\n",
        "utf-8",
    )
    catalogue = load_catalogue((str(own),))
    metric = catalogue.lookup("公园养护费", "amount")
    assert metric is not None
    assert metric.code == "park_area_cost"
    added = catalogue.lookup("开会花费", "amount")
    assert added is not None
    assert added.code == "meeting_cost"
    assert load_catalogue().lookup("公园养护费", "amount") is None


def test_own_files_are_found_by_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, words in (("one", "公园养护费"), ("two", "路灯电费")):
        (tmp_path / name).write_text(f"{name}_cost:\n  name: {words}\n  kind: amount\n", "utf-8")
    monkeypatch.setenv(CATALOGUE, os.pathsep.join([str(tmp_path / "one"), str(tmp_path / "two")]))
    load_catalogue.cache_clear()
    assert {"one_cost", "two_cost"} <= load_catalogue().metrics.keys()
    monkeypatch.delenv(CATALOGUE)
    load_catalogue.cache_clear()
    assert "one_cost" not in load_catalogue().metrics


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("x:\n  name: 甲乙\n  kind: percent\n  formula: nothing / budget_initial\n", 2,
         "unknown metric 'nothing'"),
        ("x:\n  name: 甲乙\n  kind: percent\n  formula: y\n"
         "y:\n  name: 丙丁\n  kind: percent\n  formula: x\n", 2, "circle"),
        ("x:\n  name: 甲乙\n  kind: amount\n  part_of: x\n", 2, "circle"),
        ("x:\n  name: 甲乙\n  kind: amount\n  part_of: nothing\n", 2, "unknown metric 'nothing'"),
        ("x:\n  name: 会议费\n  kind: amount\n", 2, "already means 'meeting_cost'"),
        ("meeting_cost:\n  wordings: [培训费]\n", None, "already means 'meeting_cost'"),
        ("x:\n  name: 甲乙\n", 2, "has no 'kind'"),
        ("x:\n  name: 甲乙\n  kind: money\n", 3, "'money' is none of"),
        ("x:\n  name: 甲乙\n  kind: amount\n  wording: [丙丁]\n", 4, "unknown key 'wording'"),
        ("x:\n  name: 甲乙\n  kind: amount\n  wordings: 丙丁\n", 4, "a list was expected"),
        ("x:\n  name: 甲乙\n  kind: amount\n  wordings: [丙]\n", 4, "too short"),
        ("x:\n  name: 甲乙\n  kind: amount\nx:\n  name: 丙丁\n", 4, "written twice"),
        ("x:\n  name: 甲乙\n  kind: amount\n  source: NOWHERE\n", 2, "unknown source"),
        ("x:\n  name: 甲乙\n  kind: amount\n  range: {min: few}\n", 4, "not a number"),
        ("x:\n  name: 甲乙\n  kind: percent\n  formula: (a + b\n", 4, "breaks off"),
        ("x:\n  name: 甲乙\n  kind: percent\n  formula: a b\n", 4, "was not expected"),
        ("- x\n", 1, "a mapping of names to values"),
        ("x: [\n", 2, "not YAML"),
        ("x:\n  name: 甲乙\n  kind: amount\n  subject: sangong\n  stage: actual\n", 2,
         "already mean 'sangong_actual'"),
    ],
)  # fmt: skip
def test_a_mistake_is_refused_with_line_and_reason(
    tmp_path: Path, text: str, line: int | None, reason: str
) -> None:
    with pytest.raises(CatalogueError, match=reason) as caught:
        load_with(tmp_path, text)
    if line is not None:
        assert (caught.value.line, Path(caught.value.path).name) == (line, "own.yaml")


def test_an_empty_file_adds_nothing(tmp_path: Path) -> None:
    load_with(tmp_path, "# nothing yet\n")


def test_formula_keeps_precedence_and_the_year_before() -> None:
    formula = Formula.parse("a - a@prior / 2 * (b + 1)")
    assert formula.operands == (Operand("a"), Operand("a", prior=True), Operand("b"))
    values = {Operand("a"): 10, Operand("a", prior=True): 4, Operand("b"): 2}
    assert formula.evaluate(lambda o: Fraction(values[o]), Fraction) == 4


@pytest.mark.parametrize(
    ("score", "grade"),
    [("100", "优"), ("90", "优"), ("89.99", "良"), ("60", "中"), ("0", "差"), ("101", None)],
)
def test_grades(score: str, grade: str | None) -> None:
    found = load_catalogue().grade_of(Decimal(score))
    assert (found.name if found else None) == grade
