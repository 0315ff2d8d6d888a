"""What the cells of evaluation forms measure."""

from extractors.catalogue import Catalogue, Metric
from extractors.tables.cell_heads import Heads
from extractors.tables.cell_words import cell_words
from extractors.tables.topic import DEPARTMENT, Topic
from models.mention import Kind, Mention
from models.observation import ALL


def form_metric(
    catalogue: Catalogue, mention: Mention, topic: Topic, row: Heads, column: Heads
) -> Metric | None:
    """The metric of a cell in the lines of money, or of the points, of a form.

    The money of a project's form is the project's, which the caller says by the line.
    """
    words = cell_words()
    inner = row.inner
    if mention.kind is Kind.SCORE:
        return _score(catalogue, inner, column)
    if not (row.is_total or words.has("form_total", inner)):
        return None
    if mention.kind is Kind.AMOUNT:
        # A form that applies for money states what is asked for the year to come.
        stage = column.stage or ("initial" if "申报" in topic.title or not column.inner else None)
        return catalogue.at_stage(DEPARTMENT, stage) if stage else None
    if mention.kind is Kind.PERCENT and column.inner.startswith(("执行率", "预算执行率")):
        return catalogue.at_stage(DEPARTMENT, "execution_rate")
    return None


def _score(catalogue: Catalogue, row: str, column: Heads) -> Metric | None:
    words = cell_words()
    is_score = words.has("form_score", column.inner) or not column.inner
    if not is_score:
        return None
    if words.has("form_all", row):
        return catalogue.metrics.get("selfeval_score")
    if words.has("form_total", row) or "执行率" in row:
        return catalogue.metrics.get("execution_score")
    return None


def funding_of_row(catalogue: Catalogue, row: Heads) -> tuple[str, str]:
    """Fund type and fund level of a row of a form's money; totals where it names none.

    >>> from extractors.catalogue import load_catalogue
    >>> from extractors.tables.cell_heads import read_heads
    >>> funding_of_row(load_catalogue(), read_heads("项目资金/省级资金"))
    ('all', 'province')
    """
    name = row.inner
    names = {name, *(name.removesuffix(end) for end in ("资金", "补助", "安排", "拨款"))}
    found = [ALL, ALL]
    for place, dimension in enumerate(("fund_type", "fund_level")):
        for value in catalogue.dimensions.get(dimension, ()):
            if names & set(value.words):
                found[place] = value.code
    return found[0], found[1]
