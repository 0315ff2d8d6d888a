"""What comes from a report's own file: itself, a page of it as an image, its marked copy."""

import tempfile
from pathlib import Path
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Query, Response
from fastapi.responses import FileResponse
from sqlalchemy import text
from starlette.background import BackgroundTask

from models.document import SourceFile
from models.problem import Problem
from models.span import Span
from pipeline.exporting.marked_copy import mark
from pipeline.exporting.marking.drawing import draw_page
from pipeline.exporting.marking.pdf import place_on_page
from pipeline.exporting.unchanged import unchanged_content
from pipeline.readers.guarded import GuardedError, guarded
from pipeline.storing.layout import load_document
from pipeline.workbench.lookups import report_of
from pipeline.workbench.web import Database, Key

router = APIRouter()

KEPT = "private, max-age=600"
"""How long a browser keeps a page's image, so that leafing back is quick."""

PLACE = "X-Figure-Place"
"""Where the boxed figure is on the page, for the script that scrolls there."""

_QUANTITY = text(
    "SELECT char_start, char_end FROM v_quantity WHERE quantity_id = :quantity "
    "AND report_id = :report"
)


_SIZE = text("SELECT size FROM report WHERE id = :report")


@router.get("/reports/{report}/file", name="report_file")
def original_file(database: Database, report: Key) -> Response:
    """The file the report was read from, to be saved, never shown as a page of ours."""
    row = report_of(database, report)
    size = database.execute(_SIZE, {"report": report}).scalar_one()
    content = _content_of(SourceFile(row.source_path, row.sha256, size, row.format))
    name = quote(row.file_name.encode("utf-8", "replace"))
    return Response(
        content,
        media_type="application/octet-stream",
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"},
    )


def _content_of(source: SourceFile) -> bytes:
    content = unchanged_content(source)
    if content is None:
        raise HTTPException(404, "原文件已不在原处，或已不是读入时的内容。")
    return content


@router.get("/reports/{report}/page.png", name="report_page")
def page_of_report(
    database: Database,
    report: Key,
    quantity: Annotated[int | None, Query(ge=1, le=2**62)] = None,
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Response:
    """A page of a PDF: the one on which a figure stands, the figure boxed, or the one named."""
    if report_of(database, report).format != "pdf":
        raise HTTPException(404, "只有 PDF 报告有页面图像。")
    document = load_document(database, report)
    place = (page - 1, "", 0)
    if quantity is not None:
        values = {"report": report, "quantity": quantity}
        span = database.execute(_QUANTITY, values).one_or_none()
        if span is None:
            raise HTTPException(404, "没有这个数值。")
        place = place_on_page(document, Span(span.char_start, span.char_end))
    content = _content_of(document.source)
    try:
        drawn = guarded(draw_page, content, *place)
    except GuardedError as error:
        raise HTTPException(404, "这一页无法绘出。") from error
    headers = {"Cache-Control": KEPT}
    if drawn.place is not None:
        headers[PLACE] = "{} {}".format(*drawn.place)
    return Response(drawn.png, media_type="image/png", headers=headers)


@router.get("/reports/{report}/marked", name="report_marked")
def marked_copy(database: Database, report: Key) -> Response:
    """The report's .docx or .pdf with its findings at their places."""
    row = report_of(database, report)
    with tempfile.NamedTemporaryFile(suffix=f".{row.format}", delete=False) as file:
        path = Path(file.name)
    try:
        mark(database, report, path)
    except (Problem, OSError) as problem:
        path.unlink(missing_ok=True)
        raise HTTPException(404, "原文件已不在原处，或这种格式不能批注。") from problem
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    name = quote(f"批注_{row.file_name}".encode("utf-8", "replace"))
    return FileResponse(
        path,
        media_type="application/octet-stream",
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"},
        background=BackgroundTask(path.unlink, missing_ok=True),
    )
