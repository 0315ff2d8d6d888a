"""Finding quantities and reading their meaning, against the libraries people use today."""

import contextlib
import io
from collections.abc import Iterator
from pathlib import Path

from extractors.fold import fold
from extractors.identity.identify import identify
from extractors.meaning import interpret
from extractors.outline.sections import find_sections
from extractors.quantities.mentions import find_mentions
from models.document import Document
from pipeline.readers import document_of_text, read_file
from tests.bench.measure import Measure, best_seconds

SAMPLES = Path(__file__).parents[2] / "data" / "raw"
LONGER = 20


def sample_texts() -> list[Document]:
    """The prose of the sample reports."""
    return [document_of_text(read_file(path).text) for path in sorted(SAMPLES.glob("*（样例）*"))]


def quantities_against_jionlp(documents: list[Document]) -> Measure:
    """Five kinds of quantities by ours, money alone by jionlp."""
    with contextlib.redirect_stdout(io.StringIO()):  # it greets on import
        from jionlp.algorithm.ner.money_extractor import MoneyExtractor

        extract = MoneyExtractor()
        extract(documents[0].text[:100])
        theirs = best_seconds(lambda: [extract(d.text) for d in documents], rounds=3)
    ours = best_seconds(lambda: [find_mentions(d, fold(d.text)) for d in documents])
    return Measure("all five kinds of quantities", "jionlp, money alone", theirs / ours, "≥ 0.5")


def meaning_against_recognizers(documents: list[Document]) -> Measure:
    """Sections, quantities and meaning by ours; numbers, percentages, currency by theirs."""
    from recognizers_number import Culture, recognize_number, recognize_percentage
    from recognizers_number_with_unit import recognize_currency

    few = documents[:2]

    def theirs() -> None:
        for document in few:
            for recognise in (recognize_number, recognize_percentage, recognize_currency):
                recognise(document.text, Culture.Chinese)

    def ours() -> None:
        for document in few:
            folded = fold(document.text)
            sections = find_sections(document, folded)
            identity = identify(document, folded, sections)
            interpret(document, folded, sections, find_mentions(document, folded), identity)

    ours()
    ratio = best_seconds(theirs, rounds=1) / best_seconds(ours)
    return Measure(
        "sections, quantities and meaning", "Recognizers-Text, three models", ratio, "≥ 6"
    )


def growth(documents: list[Document]) -> Measure:
    """What a text twenty times as long costs."""
    once = document_of_text(documents[0].text)
    longer = document_of_text("\n".join([documents[0].text] * LONGER))
    ratio = best_seconds(lambda: find_mentions(longer, fold(longer.text))) / best_seconds(
        lambda: find_mentions(once, fold(once.text))
    )
    return Measure(f"quantities of a text {LONGER} times as long", "the text once", ratio, "≤ 22")


def measures() -> Iterator[Measure]:
    """All measurements of this file."""
    documents = sample_texts()
    yield quantities_against_jionlp(documents)
    yield meaning_against_recognizers(documents)
    yield growth(documents)
