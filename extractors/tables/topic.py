"""What a table is about, from its title and the heads of its columns."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from extractors.catalogue.words import compact
from extractors.tables.cell_heads import side_of
from extractors.tables.cell_words import book_of, cell_words, stage_of, without_books

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=年)")
DEPARTMENT = "department"


@dataclass(frozen=True, slots=True)
class Topic:
    """A table's title, read.

    Attributes:
        subject: of the catalogue; ``department`` where the table is no narrower.
        side: ``revenue``, ``expenditure``, or None for a table of both.
        is_partial: about appropriations alone, over all books: its totals are not the
            department's own.
        has_lines: its rows are lines of the budget.
        has_projects: its rows are projects.
        form: an evaluation form: of the ``department``, of a ``project``, or "".
        project: the project that a form is about, as printed.
    """

    title: str
    subject: str
    stage: str | None
    book: str
    side: str | None
    year: int | None
    is_partial: bool
    has_lines: bool
    has_projects: bool
    form: str
    project: str = ""


def topic_of(title: str, heads: Iterable[str], project: str = "") -> Topic:
    """Read a table's title; ``heads`` are the words of its heads.

    >>> topic = topic_of("2025年部门支出预算总表", ["功能分类科目名称", "合计"])
    >>> topic.stage, topic.side, topic.year, topic.has_lines
    ('initial', 'expenditure', 2025, True)
    """
    words = cell_words()
    has_lines = has_projects = has_indicators = False
    for head in map(compact, heads):
        has_lines = has_lines or words.has("lines", head)
        has_projects = has_projects or words.has("project_rows", head)
        has_indicators = has_indicators or "三级指标" in head
    topic = _read_title(compact(title), has_lines, has_projects, has_indicators)
    return replace(topic, project=project) if topic.form == "project" and project else topic


@lru_cache(maxsize=512)
def _read_title(title: str, has_lines: bool, has_projects: bool, has_indicators: bool) -> Topic:
    words = cell_words()
    plain = without_books(title)
    subjects = (code for code, found in words.subjects.items() if found.search(plain))
    subject = next(subjects, DEPARTMENT)
    book = book_of(title)
    year = _YEAR.search(title)
    return Topic(
        title=title,
        subject=subject,
        stage=stage_of(title),
        book=book,
        side=side_of([words.without("no_stage", plain)]),
        year=int(year[1]) if year else None,
        is_partial="财政拨款" in title and book == "all" and subject == DEPARTMENT,
        has_lines=has_lines,
        has_projects=has_projects,
        form=_form(title, has_indicators),
    )


def _form(title: str, has_indicators: bool) -> str:
    # 绩效自评结果汇总表 lists projects, a line each.
    is_named = re.search(r"绩效(?:自评|目标|评价)(?!.*(?:汇总|一览|统计|明细)).*表", title)
    if not (has_indicators or is_named):
        return ""
    return DEPARTMENT if re.search(r"整体|部门(?:\(单位\))?(?:支出)?绩效", title) else "project"
