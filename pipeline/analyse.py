"""One document through all the stages between reading and storing."""

from dataclasses import replace
from heapq import merge
from pathlib import Path

from extractors.fold import fold
from extractors.forms.flattened.rebuild import rebuild_forms
from extractors.forms.results import find_indicator_results
from extractors.identity.identify import identify
from extractors.meaning import interpret
from extractors.outline.sections import find_sections
from extractors.quantities.mentions import find_mentions
from extractors.tables.cells import find_cell_mentions
from extractors.tables.context import frames_of
from models.document import Document
from models.identity import Identity
from models.result import ReportResult
from pipeline.audit import audit_report
from pipeline.readers import document_of_text, read_file
from pipeline.readers.txt import clean


def analyse_document(document: Document, declared: Identity | None = None) -> ReportResult:
    """Section, extract, interpret and audit a document that has been read.

    Args:
        document: as a reader made it; forms that lost their tables become tables again.
        declared: what the manifest says of the report, which wins over its own text.
    """
    folded = fold(document.text)
    document = rebuild_forms(document, folded)
    sections = find_sections(document, folded)
    identity = identify(document, folded, sections, declared)
    frames = frames_of(document, folded)
    mentions = tuple(
        merge(
            find_mentions(document, folded),
            find_cell_mentions(document, folded, frames),
            key=lambda mention: mention.span,
        )
    )
    observations = interpret(document, folded, sections, mentions, identity)
    result = ReportResult(
        document=document,
        identity=identity,
        sections=sections,
        observations=observations,
        indicator_results=find_indicator_results(document, folded, observations, frames),
    )
    findings, outcomes = audit_report(result, folded)
    return replace(result, findings=findings, outcomes=outcomes)


def analyse_file(path: str | Path, declared: Identity | None = None) -> ReportResult:
    """Read one file and analyse it, without a database.

    Raises:
        RefusedFile: the file cannot become a report; its ``reason`` says why.
    """
    return analyse_document(read_file(Path(path)), declared)


def analyse_text(text: str, declared: Identity | None = None) -> ReportResult:
    """Analyse a string as if it were the text of a report, one paragraph a line.

    Line ends and page residue are treated as in a file, so spans refer to
    ``result.document.text``.
    """
    return analyse_document(document_of_text(clean(text)[0]), declared)
