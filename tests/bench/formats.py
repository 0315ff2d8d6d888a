"""Reading PDFs, against bare text extraction; old formats in batches, by LibreOffice's time."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

import pypdfium2 as pdfium

from pipeline.readers import office, read_bytes
from tests.bench.measure import Measure, best_seconds
from tests.office_factory import saved_as
from tests.pdf_factory import pdf, prose

SAMPLES = Path(__file__).parents[2] / "data" / "raw"
SENTENCE = "本年度申请预算资金2538.12万元，其中基本支出1234.56万元，项目支出1303.56万元。"
PAGES = 40
BATCH = 25


def text_of_pdf() -> Measure:
    """A PDF of running text by ours, and by pypdfium2 without lines, places and paragraphs."""
    data = pdf(*[prose(*[SENTENCE * 3] * 8)] * PAGES)

    def bare() -> None:
        document = pdfium.PdfDocument(data)
        for page in document:
            page.get_textpage().get_text_range()
        document.close()

    ratio = best_seconds(lambda: read_bytes(data, "a.pdf")) / best_seconds(bare)
    return Measure(f"PDF of {PAGES} pages of text", "pypdfium2, bare text", ratio, "≤ 3")


def batches() -> Measure:
    """Processor time LibreOffice takes for each file of a batch beyond the first."""
    with tempfile.TemporaryDirectory() as folder:
        sample = next(iter(sorted(SAMPLES.glob("*.docx"))))
        data = saved_as("doc", sample, Path(folder)).read_bytes()

    def seconds(count: int) -> float:
        start = children_seconds()
        made = office.convert({str(number): (data, "doc") for number in range(count)})
        assert len(made) == count
        return children_seconds() - start

    alone = min(seconds(1) for _ in range(3))
    each = (seconds(BATCH) - alone) / (BATCH - 1)
    return Measure(f"seconds a .doc, in batches of {BATCH}", "beyond the first", each, "≤ 0.2")


def children_seconds() -> float:
    """Processor time of all processes that were started from here and have ended."""
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measures() -> Iterator[Measure]:
    """All measurements of this file."""
    yield text_of_pdf()
    if shutil.which(office.PROGRAM):
        yield batches()
