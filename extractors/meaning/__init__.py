"""From mentions to observations: indicator, year, moment, funding, and the whole."""

from extractors.catalogue import Catalogue, load_catalogue, normalise
from extractors.cell_meaning import interpret_cells
from extractors.meaning.draft import Draft
from extractors.meaning.funding import funding_of
from extractors.meaning.headings import Headings
from extractors.meaning.layout import Layout, lay_out
from extractors.meaning.naming import Namer
from extractors.meaning.reader import Reader
from extractors.meaning.stages import Stages
from extractors.meaning.wholes import parents_of, primaries_of, settle_totals
from models.document import Document
from models.identity import Identity, ReportType
from models.mention import Mention
from models.observation import Observation
from models.outline import Section


def interpret(
    document: Document,
    folded: str,
    sections: tuple[Section, ...],
    mentions: tuple[Mention, ...],
    identity: Identity,
    catalogue: Catalogue | None = None,
) -> tuple[Observation, ...]:
    """One observation for every mention, in the same order.

    ``folded`` is ``fold(document.text)``; without a ``catalogue`` the project's own is used.
    """
    if not mentions:
        return ()
    catalogue = catalogue or load_catalogue()
    cells = interpret_cells(document, folded, mentions, identity)
    layout = lay_out(document, normalise(folded), sections)
    reader = _reader(layout, catalogue, identity)
    drafts = {
        index: reader.read(mention) for index, mention in enumerate(mentions) if index not in cells
    }
    settle_totals(drafts, catalogue)
    parents = parents_of(drafts, layout.text)
    observations = [
        cells[index]
        if index in cells
        else _observation(drafts[index], parents.get(index), document)
        for index in range(len(mentions))
    ]
    return primaries_of(observations)


def _reader(layout: Layout, catalogue: Catalogue, identity: Identity) -> Reader:
    namer = Namer(layout.text, catalogue, catalogue.matcher.find(layout.text), identity.department)
    funding = funding_of(catalogue)
    headings = Headings(layout, catalogue, namer, funding)
    stages = Stages(catalogue, is_budget=identity.report_type is ReportType.BUDGET)
    return Reader(layout, catalogue, namer, headings, funding, stages, identity.fiscal_year)


def _observation(draft: Draft, parent: int | None, document: Document) -> Observation:
    text = document.text
    return Observation(
        mention=draft.mention,
        quote=draft.quote,
        section=draft.section,
        label="".join(draft.label.of(text).split()),
        metric_code=draft.metric.code if draft.metric else None,
        value_year=draft.year,
        point=draft.point,
        fund_type=draft.fund_type,
        fund_level=draft.fund_level,
        budget_book=draft.budget_book,
        line_item="".join(draft.item.of(text).split()) if draft.item else None,
        parent=parent,
        rule=draft.rule,
    )
