"""The documents say what is so: made pages are fresh, examples run, links lead somewhere."""

import io
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown import Markdown  # type: ignore[import-untyped]

from extractors.catalogue import load_catalogue
from models.queries import named_queries
from models.views import ORDER
from pipeline.audit.rulebook import rule_book
from pipeline.ingesting.executors import Processes
from pipeline.ingesting.ingest import ingest
from pipeline.operating.notices import load_notices
from pipeline.readers.formats import FORMATS
from tests import dask_cluster
from tests.databases import emptied
from tests.doc_examples import examples_of, is_like, run_command, run_example
from tests.docs_build import commands, views
from tests.docs_build.pages import FOLDER, pages
from tests.test_schedule import put_programs

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
READMES = (ROOT / "README.md", ROOT / "README.zh-CN.md")
WRITTEN = sorted(DOCS.rglob("*.md"))
RUNNING = [
    page for page in WRITTEN if any(e.kind in {"console", "python"} for e in examples_of(page))
]


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as after ``make ingest`` on a fresh clone."""
    folder = tmp_path_factory.mktemp("docs")
    shutil.copytree(ROOT / "data" / "raw", folder / "data" / "raw")
    ingest(
        [folder / "data" / "raw"], f"sqlite:///{folder}/data/db/jixiao.db", executor=Processes(0)
    )
    return folder


@pytest.fixture
def workplace(samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that folder to type commands in."""
    folder = tmp_path / "jixiao"
    shutil.copytree(samples, folder)
    monkeypatch.chdir(folder)
    monkeypatch.delenv("JIXIAO_DB", raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    # Starting processes takes longer than the few reports of the examples.
    monkeypatch.setattr("pipeline.ingesting.executors.default_workers", lambda: 0)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    programs = put_programs(tmp_path / "home")
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    return folder


SERVERS = {
    "postgresql://me@host/jixiao": "empty_server",
    "tcp://10.0.0.5:8786": "cluster",
}
"""Servers that the pages name, and the fixtures that stand in for them."""


@pytest.fixture
def empty_server(postgresql_url: str) -> str:
    return emptied(postgresql_url)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[str]:
    pytest.importorskip("distributed", reason="distributed is not installed")
    with (
        dask_cluster.scheduler(tmp_path) as (address, _),
        dask_cluster.workers(address, tmp_path / "worker", 1),
    ):
        yield address


@pytest.mark.parametrize("name", sorted(pages()))
def test_pages_made_from_code_are_fresh(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == pages()[name], "run: make docs"


def test_nothing_that_exists_is_undocumented() -> None:
    told = {name: (FOLDER / name).read_text(encoding="utf-8") for name in pages()}
    for command in commands.names():
        assert f"\n## jixiao {command}\n" in told["commands.md"]
    for view in ORDER:
        assert f"`{view}`" in told["views.md"] or f"\n## {view}\n" in told["views.md"]
    for code in load_catalogue(()).metrics:
        assert f"| `{code}` |" in told["metrics.md"]
    for rule in rule_book():
        assert f"\n| {rule} |" in told["rules.md"]
    for one in FORMATS:
        assert f"\n| `{one.code}` |" in told["formats.md"]
    for name in named_queries():
        assert f"\n| `{name}` |" in told["queries.md"]


def test_every_column_is_told_in_chinese_and_english() -> None:
    untold = [
        f"{view.name}.{column}"
        for view in views.described_views()
        for column, chinese in view.columns
        if not chinese or not views.english(view.name, column)[0]
    ]
    assert untold == []


def test_the_dictionaries_tell_of_the_same_columns() -> None:
    chinese, english = views.said("dictionary.yaml"), views.said("dictionary_en.yaml")
    assert chinese["everywhere"].keys() == english["everywhere"].keys()
    assert chinese["views"].keys() == english["views"].keys()
    for name, view in chinese["views"].items():
        own = english["views"][name].get("columns", {})
        assert view.get("columns", {}).keys() == own.keys(), name


@pytest.mark.parametrize("page", RUNNING, ids=lambda page: str(page.relative_to(DOCS)))
def test_examples_run_as_shown(
    page: Path, workplace: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = page.read_text(encoding="utf-8")
    stand_ins = {
        told: request.getfixturevalue(fixture) for told, fixture in SERVERS.items() if told in text
    }
    monkeypatch.setattr("sys.stdin", io.StringIO("长长的口令 long enough\n" * 2))
    faults = [fault for example in examples_of(page) for fault in run_example(example, stand_ins)]
    assert not faults, "\n\n".join(faults)


def test_the_notices_that_the_documents_ask_for_are_understood(workplace: Path) -> None:
    page = DOCS / "operating.md"
    (example,) = (one for one in examples_of(page) if one.kind == "toml")
    run_example(example, {})
    notices = load_notices()
    assert notices.webhook is not None
    assert notices.webhook.style == "chat"
    assert notices.mail is not None
    assert notices.mail.to == ("operator@example.org",)
    assert notices.only_problems


def test_an_example_that_differs_is_noticed() -> None:
    assert is_like("department  pct\n甲局  89.25\n", "department pct\n甲局 89.25")
    assert not is_like("department  pct\n甲局  89.25\n", "department pct\n甲局 89.52")


@pytest.mark.parametrize("readme", READMES, ids=lambda page: page.name)
def test_the_readme_runs(readme: Path, workplace: Path) -> None:
    blocks = indented_blocks(readme.read_text(encoding="utf-8"))
    ran = 0
    for index, block in enumerate(blocks):
        if block.startswith(".venv/bin/jixiao"):
            printed = run_command(block)
            follower = blocks[index + 1] if index + 1 < len(blocks) else ""
            if follower.startswith("department "):
                assert is_like(printed, follower), printed
            assert len(printed.splitlines()) > 1, block
            ran += 1
        elif block.startswith("from pipeline"):
            shutil.copy(next(Path("data/raw").glob("*应急管理局2024*")), "自评报告.docx")
            exec(compile(block, readme.name, "exec"), {})  # noqa: S102
            ran += 1
    assert ran >= 2


def indented_blocks(text: str) -> list[str]:
    """Blocks of code marked by four blanks, without them.

    >>> indented_blocks("Type\\n\\n    a\\n      b\\n\\nthen\\n\\n    c\\n")
    ['a\\n  b', 'c']
    """
    found = re.findall(r"(?:^|(?<=\n\n))((?: {4}.*\n|\n(?= {4}))+)", text)
    return [
        re.sub(r"^ {4}", "", part, flags=re.MULTILINE).strip()
        for block in found
        for part in block.split("\n\n")
        if part.strip()
    ]


def test_both_readmes_say_the_same() -> None:
    english, chinese = (page.read_text(encoding="utf-8") for page in READMES)
    for pattern in (r"^#+ ", r"^\| "):
        counts = [len(re.findall(pattern, text, re.MULTILINE)) for text in (english, chinese)]
        assert counts[0] == counts[1], pattern
    commands_told = [
        sorted(set(re.findall(r"(?<=    )make \w+|(?<=[`/])jixiao [a-z-]+", text)))
        for text in (english, chinese)
    ]
    assert commands_told[0] == commands_told[1]


LINK = re.compile(r"\[[^\]]*\]\(([^)#:\s]*)(#[^)\s]*)?\)")


@pytest.mark.parametrize("page", [*WRITTEN, *READMES], ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = [target for target, _ in LINK.findall(text) if target]
    lost = [target for target in targets if not (page.parent / target).exists()]
    assert lost == []


@pytest.mark.parametrize("page", [*WRITTEN, *READMES], ids=lambda page: str(page.relative_to(ROOT)))
def test_anchors_are_headings(page: Path) -> None:
    links = LINK.findall(page.read_text(encoding="utf-8"))
    lost = [
        f"{target}{anchor}"
        for target, anchor in links
        if anchor
        and anchor.removeprefix("#") not in anchors_of(page.parent / target if target else page)
    ]
    assert lost == []


def anchors_of(page: Path) -> set[str]:
    """What the headings of a page are linked by, as the site's own builder makes it."""
    builder = Markdown(extensions=["toc", "fenced_code"])
    builder.convert(page.read_text(encoding="utf-8"))
    return set(re.findall(r'href="#([^"]+)"', str(builder.toc)))


def test_every_page_is_in_the_navigation() -> None:
    listed = re.findall(r"[\w/-]+\.md", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    assert sorted(listed) == sorted(str(page.relative_to(DOCS)) for page in WRITTEN)
