"""How fast Word documents are read, as ratios to python-docx's own walk on the same files."""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import process_time

import docx
from docx.table import Table

from pipeline.readers import read_file

SENTENCE = "本部门2024年度申请预算资金2538.12万元，其中共同财政事权转移支付75.38万元。"
ROUNDS = 15


def with_paragraphs(path: Path, count: int = 150) -> Path:
    """A document of ``count`` paragraphs of three runs each."""
    document = docx.Document()
    for _ in range(count):
        paragraph = document.add_paragraph()
        for _ in range(3):
            paragraph.add_run(SENTENCE)
    document.save(str(path))
    return path


def with_tables(path: Path, count: int = 30, rows: int = 10, columns: int = 6) -> Path:
    """A document of ``count`` tables, each under a line of text."""
    document = docx.Document()
    for _ in range(count):
        document.add_paragraph("项目支出绩效自评表")
        for row in document.add_table(rows, columns).rows:
            for cell in row.cells:
                cell.text = "12.34"
    document.save(str(path))
    return path


def python_docx_walk(path: Path) -> list[str]:
    """What python-docx offers: blocks in order, tables cell by cell."""
    texts = []
    for block in docx.Document(str(path)).iter_inner_content():
        if isinstance(block, Table):
            texts += [cell.text for row in block.rows for cell in row.cells]
        else:
            texts.append(block.text)
    return texts


def times_as_fast(path: Path) -> float:
    """python-docx's time by ours, opening included.

    Both are measured in turn, so that whatever else the machine does slows both; the
    least processor time of all rounds is what the work itself costs.
    """
    theirs, ours = [], []
    for _ in range(ROUNDS):
        theirs.append(_seconds(partial(python_docx_walk, path)))
        ours.append(min(_seconds(partial(read_file, path)) for _ in range(3)))
    return min(theirs) / min(ours)


def _seconds(action: Callable[[], object]) -> float:
    start = process_time()
    action()
    return process_time() - start


def run() -> list[tuple[str, float]]:
    """Name and ratio of each measurement."""
    with tempfile.TemporaryDirectory() as folder:
        paths = {
            "docx of 150 paragraphs, times as fast as python-docx (at least 3)": with_paragraphs(
                Path(folder) / "paragraphs.docx"
            ),
            "docx of 30 tables of 10 x 6, times as fast as python-docx (at least 8)": with_tables(
                Path(folder) / "tables.docx"
            ),
        }
        return [(name, times_as_fast(path)) for name, path in paths.items()]


if __name__ == "__main__":
    for name, ratio in run():
        print(f"{ratio:6.1f}  {name}")
