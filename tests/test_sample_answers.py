"""The analysts' questions, asked of the sample reports."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import Connection

from models.database import open_to_read
from models.queries import named_queries, named_query
from models.views import run_plain
from pipeline.ingesting.executors import Processes
from pipeline.ingesting.ingest import ingest

SAMPLES = Path(__file__).parents[1] / "data" / "raw"
ANSWERS: dict[str, dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("cases").joinpath("sample_answers.yaml").read_text("utf-8")
)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    url = f"sqlite:///{tmp_path_factory.mktemp('samples')}/samples.db"
    ingest([SAMPLES], url, executor=Processes(0))
    engine = open_to_read(url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.mark.parametrize("name", ANSWERS)
def test_answer(samples: Connection, name: str) -> None:
    wanted = ANSWERS[name]
    found = run_plain(samples, named_query(name).sql)
    columns = list(found.keys())
    places = [columns.index(column) for column in wanted.get("columns", ())]
    rows = [[row[place] for place in places] for row in found]
    if "rows" in wanted:
        assert len(rows) == wanted["rows"]
    assert rows[: len(wanted.get("first", ()))] == wanted.get("first", [])
    assert all(row in rows for row in wanted.get("holds", ()))


def test_every_question_of_analysts_has_an_answer_here() -> None:
    about_the_run = {"refused", "unidentified", "reports"}
    assert set(named_queries()) - about_the_run == set(ANSWERS)
