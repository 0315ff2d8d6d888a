"""One report carried through every format gives the same quantities from each."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from models.result import ReportResult
from pipeline.analyse import analyse_document
from pipeline.readers import ocr, read_bytes, read_file
from tests.office_factory import needs_libreoffice, saved_as
from tests.scan_factory import scanned

SAMPLES = Path(__file__).parents[1] / "data" / "raw"
SAMPLE = "青禾市云岫县应急管理局2024年度部门整体绩效自评报告（样例）.docx"

Values = Counter[tuple[str, object, str]]


@pytest.fixture(scope="module")
def original() -> ReportResult:
    return analyse_document(read_file(SAMPLES / SAMPLE))


@pytest.fixture(scope="module")
def as_format(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The sample saved in a format, once for all tests."""
    folder = tmp_path_factory.mktemp("formats")
    made: dict[str, Path] = {}

    def get(extension: str) -> Path:
        if extension not in made:
            made[extension] = saved_as(extension, SAMPLES / SAMPLE, folder)
        return made[extension]

    return get


def values(result: ReportResult, tables: frozenset[int] | None = None) -> Values:
    """What was found, by kind, value and unit; of cells only those of the ``tables``."""
    return Counter(
        (o.mention.kind.value, o.mention.value, o.mention.unit)
        for o in result.observations
        if tables is None or o.mention.cell is None or o.mention.cell.table in tables
    )


def analysed(data: bytes, name: str) -> ReportResult:
    return analyse_document(read_bytes(data, name))


@needs_libreoffice
@pytest.mark.parametrize("extension", ["doc", "rtf", "pdf"])
def test_every_quantity_is_the_same(
    extension: str, original: ReportResult, as_format: Callable[[str], Path]
) -> None:
    assert len(original.observations) >= 100
    data = as_format(extension).read_bytes()
    assert values(analysed(data, f"报告.{extension}")) == values(original)


@needs_libreoffice
@pytest.mark.parametrize("extension", ["odt", "html"])
def test_all_but_the_form_is_the_same_where_its_cells_are_lost(
    extension: str, original: ReportResult, as_format: Callable[[str], Path]
) -> None:
    """LibreOffice moves cells beside vertically merged ones when it saves these formats: the
    lines of the form have their scores one or two columns to the left."""
    result = analysed(as_format(extension).read_bytes(), f"报告.{extension}")
    plain = frozenset({0, 1})
    assert values(result, plain) == values(original, plain)
    assert sum(values(result).values()) == sum(values(original).values())


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_running_text_is_the_same_in_every_encoding(encoding: str, original: ReportResult) -> None:
    """A text file has no tables: what stands in cells are lines without units there."""
    result = analysed(original.document.text.encode(encoding), "报告.txt")
    text_only: frozenset[int] = frozenset()
    assert not values(original, text_only) - values(result)


@needs_libreoffice
@pytest.mark.skipif(not ocr.is_installed(), reason="the extra `ocr` is not installed")
def test_of_a_clean_scan_98_of_100_values(
    original: ReportResult, as_format: Callable[[str], Path]
) -> None:
    found = values(analysed(scanned(as_format("pdf").read_bytes()), "扫描.pdf"))
    wanted = values(original)
    assert sum((found & wanted).values()) >= 0.98 * sum(wanted.values())
    assert sum((found - wanted).values()) <= 0.02 * sum(wanted.values())
