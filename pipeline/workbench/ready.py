"""What is slow the first time is done before anybody asks: the first page is as quick as any."""

from threading import Thread

import rjieba
from fastapi import FastAPI

from extractors.catalogue import load_catalogue
from extractors.catalogue.sources import source_title
from pipeline import guarded
from pipeline.dictionary import describe
from pipeline.workbench.places import place_choices
from pipeline.workbench.web import TEMPLATES

BEIJING = ("110000", "北京市")


def make_ready(app: FastAPI) -> None:
    """Load the catalogue, the regions, the words and the data dictionary; compile the pages.

    The processes that draw pages of PDFs start meanwhile; nobody waits for them.
    """
    Thread(target=guarded.start, daemon=True).start()
    load_catalogue()
    source_title("")
    place_choices([BEIJING])
    with app.state.reader.connect() as database:
        describe(database)
    rjieba.cut_for_search("预算执行率")
    for name in TEMPLATES.env.list_templates():
        TEMPLATES.env.get_template(name)
