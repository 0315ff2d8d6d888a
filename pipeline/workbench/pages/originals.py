"""What comes from a report's own file: a page of it as an image, and its marked copy."""

import hashlib
import tempfile
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Query, Response
from fastapi.responses import FileResponse
from sqlalchemy import Connection, text
from starlette.background import BackgroundTask

from models.problem import Problem
from models.span import Span
from pipeline.marked_copy import mark
from pipeline.marking.pdf import place_on_page
from pipeline.storing.layout import load_document
from pipeline.workbench.page_image import page_image
from pipeline.workbench.web import Database, Key

router = APIRouter()

_REPORT = text("SELECT file_name, format FROM v_report WHERE report_id = :report")
_QUANTITY = text(
    "SELECT char_start, char_end FROM v_quantity WHERE quantity_id = :quantity "
    "AND report_id = :report"
)


@router.get("/reports/{report}/page.png", name="report_page")
def page_of_figure(
    database: Database, report: Key, quantity: Annotated[int, Query(ge=1, le=2**62)]
) -> Response:
    """The page of a PDF on which a figure stands, the figure boxed."""
    if _report(database, report).format != "pdf":
        raise HTTPException(404, "只有 PDF 报告有页面图像。")
    values = {"report": report, "quantity": quantity}
    place = database.execute(_QUANTITY, values).one_or_none()
    if place is None:
        raise HTTPException(404, "没有这个数值。")
    document = load_document(database, report)
    source = Path(document.source.path)
    content = source.read_bytes() if source.is_file() else b""
    if hashlib.sha256(content).hexdigest() != document.source.sha256:
        raise HTTPException(404, "原文件已不在原处，或已不是读入时的内容。")
    image = page_image(source, *place_on_page(document, Span(place.char_start, place.char_end)))
    if image is None:
        raise HTTPException(404, "这一页无法绘出。")
    return Response(image, media_type="image/png")


@router.get("/reports/{report}/marked", name="report_marked")
def marked_copy(database: Database, report: Key) -> Response:
    """The report's .docx or .pdf with its findings at their places."""
    row = _report(database, report)
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


def _report(database: Connection, report: int) -> Any:
    row = database.execute(_REPORT, {"report": report}).one_or_none()
    if row is None:
        raise HTTPException(404, f"没有编号为 {report} 的报告。")
    return row
