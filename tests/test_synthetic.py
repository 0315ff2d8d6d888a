"""Synthetic reports are reproducible, true, and read without loss."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from models.result import ReportResult
from pipeline.analyse import analyse_file, analyse_text
from tests.synthetic import Synthetic, synthetic, write_docx, write_text

SEEDS = range(40)


def test_a_seed_is_a_report_and_another_seed_another() -> None:
    assert synthetic(7) == synthetic(7)
    assert len({synthetic(seed).text for seed in SEEDS}) == len(SEEDS)


def test_facts_stand_where_they_say() -> None:
    for seed in SEEDS:
        report = synthetic(seed)
        for fact in report.facts:
            assert report.text.startswith(fact.printed, fact.start)


def test_figures_follow_from_one_another() -> None:
    for seed in SEEDS:
        values = {fact.metric: fact.value for fact in synthetic(seed).facts}
        assert values["budget_initial"] + values["budget_supplement"] == values["budget_adjusted"]
        assert values["basic_actual"] == values["personnel_actual"] + values["public_actual"]


def differences(pairs: Iterable[tuple[Synthetic, ReportResult]]) -> tuple[list[str], float]:
    """Figures that were not read as they are, and the share of metrics that are right."""
    wrong, metrics, right = [], 0, 0
    for report, result in pairs:
        text = result.document.text
        found = [(o.mention.span.of(text), o.mention.value) for o in result.observations]
        true = [(fact.printed, fact.value) for fact in report.facts]
        if found != true:
            wrong.append(f"{report.name}: {set(found) ^ set(true)}")
            continue
        for fact, observation in zip(report.facts, result.observations, strict=True):
            metrics += bool(fact.metric)
            right += bool(fact.metric) and observation.metric_code == fact.metric
    return wrong, right / max(metrics, 1)


def test_every_figure_is_read_and_understood() -> None:
    reports = [synthetic(seed) for seed in SEEDS]
    wrong, share = differences((one, analyse_text(one.text)) for one in reports)
    assert wrong == []
    assert share >= 0.98


@pytest.mark.parametrize("write", [write_text, write_docx])
def test_files_hold_what_the_text_holds(tmp_path: Path, write) -> None:  # type: ignore[no-untyped-def]
    reports = [synthetic(seed) for seed in range(3)]
    wrong, share = differences((one, analyse_file(write(one, tmp_path))) for one in reports)
    assert wrong == []
    assert share == 1
