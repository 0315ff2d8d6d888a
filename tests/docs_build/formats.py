"""The formats, from the table of formats."""

from pipeline.readers.formats import FORMATS, Format
from tests.docs_build.tables import code, table

INTRODUCTION = """# Formats

What `format` of `v_report` can be. The content decides, not the name; the first format that
recognises the bytes wins. `jixiao formats` says what of this is installed on your machine.
"""


def page() -> str:
    """One table of all formats in the order in which they are tried."""
    rows = [(code(one.code), one.title, _reading(one), _needs(one)) for one in FORMATS]
    return f"{INTRODUCTION}\n{table(('code', 'what it is', 'read', 'needs'), rows)}\n"


def _reading(one: Format) -> str:
    if one.is_archive:
        return "unpacked, each file inside read on its own"
    return "yes" if one.reader else f"refused ({one.reason.value}): {one.advice.lower()}"


def _needs(one: Format) -> str:
    return "; ".join(f"{need.name} (`{need.advice}`)" for need in one.needs)
