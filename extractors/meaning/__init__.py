"""From mentions to observations: indicator, year, moment, funding, and the whole."""

from functools import partial

from extractors.catalogue import Catalogue, load_catalogue, normalise
from extractors.catalogue.matching import Match
from extractors.meaning.clauses import Clauses
from extractors.meaning.draft import Draft
from extractors.meaning.funding import funding_of
from extractors.meaning.headings import Headings
from extractors.meaning.layout import Layout, lay_out
from extractors.meaning.lists import names_in_lists
from extractors.meaning.naming import REACH, Namer
from extractors.meaning.own_name import without_own_name
from extractors.meaning.places import places_of
from extractors.meaning.primaries import primaries_of
from extractors.meaning.reader import Reader
from extractors.meaning.stages import Stages
from extractors.meaning.tools import Tools
from extractors.meaning.totals import settle_totals
from extractors.meaning.wholes import parents_of
from extractors.tables.meaning import interpret_cells
from models.document import Document
from models.identity import Identity
from models.mention import Mention
from models.observation import Observation
from models.outline import Section
from models.span import Span


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
    text = without_own_name(normalise(folded), identity.department)
    layout = lay_out(document, text, sections)
    section_of = partial(_section, layout)
    cells = interpret_cells(document, folded, mentions, identity, catalogue, section_of)
    prose = [(index, mention) for index, mention in enumerate(mentions) if index not in cells]
    reader = _reader(layout, catalogue, identity, prose)
    drafts = {index: reader.read(index, mention, section_of(mention)) for index, mention in prose}
    settle_totals(drafts, catalogue, layout.text)
    parents = parents_of(drafts, layout, catalogue)
    observations = [
        cells.get(index) or _observation(drafts[index], parents.get(index), document)
        for index in range(len(mentions))
    ]
    return primaries_of(observations)


def _reader(
    layout: Layout, catalogue: Catalogue, identity: Identity, prose: list[tuple[int, Mention]]
) -> Reader:
    stages = Stages(catalogue, identity.report_type)
    namer = Namer(
        layout.text,
        catalogue,
        _wordings_near(layout.text, prose, catalogue),
        identity.department,
        stages.is_on_project,
        places_of(layout.text, identity.department, identity.region_name),
    )
    funding = funding_of(catalogue)
    headings = Headings(layout, namer, funding)
    clauses = Clauses(layout, namer, headings, names_in_lists(layout.text, prose))
    tools = Tools(layout.text, catalogue, namer, funding, stages)
    return Reader(tools, clauses, identity.fiscal_year)


def _wordings_near(
    text: str, prose: list[tuple[int, Mention]], catalogue: Catalogue
) -> list[Match]:
    """The catalogue's wordings around the figures; most of a report holds none."""
    windows: list[Span] = []
    for _, mention in prose:
        start, end = max(0, mention.span.start - 2 * REACH), mention.span.end + 40
        if windows and start <= windows[-1].end:
            windows[-1] = Span(windows[-1].start, end)
        else:
            windows.append(Span(start, end))
    return catalogue.matcher.find(text, windows) if windows else []


def _section(layout: Layout, mention: Mention) -> int | None:
    section = layout.section(mention.span.start)
    return section.index if section else None


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
