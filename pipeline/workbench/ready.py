"""What is slow the first time is done before anybody asks: the first page is as quick as any."""

import asyncio
from threading import Thread

from fastapi import FastAPI
from starlette.types import Message

from extractors.catalogue import load_catalogue
from extractors.catalogue.sources import source_title
from pipeline.asking.dictionary import describe
from pipeline.asking.search import dictionary
from pipeline.readers import guarded
from pipeline.workbench.places import place_choices
from pipeline.workbench.web import TEMPLATES

BEIJING = ("110000", "北京市")


def make_ready(app: FastAPI) -> None:
    """Load the catalogue, the regions, the words and the data dictionary; compile the pages,
    and ask for the first one.

    The processes that draw pages of PDFs start meanwhile; nobody waits for them.
    """
    Thread(target=guarded.start, daemon=True).start()
    load_catalogue()
    source_title("")
    place_choices([BEIJING])
    with app.state.reader.connect() as database:
        describe(database)
    dictionary()
    for name in TEMPLATES.env.list_templates():
        TEMPLATES.env.get_template(name)
    asyncio.run(_asked(app, "/"))


async def _asked(app: FastAPI, path: str) -> None:
    """Ask for a page as a server does, and drop the answer: routes and queries are compiled."""

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(_message: Message) -> None:
        pass

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(b"host", b"127.0.0.1")],
        "client": ("127.0.0.1", 0),
        "server": ("127.0.0.1", 80),
    }
    await app(scope, receive, send)
