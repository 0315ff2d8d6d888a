"""Where metrics and their formulas come from: the titles of the documents."""

from functools import cache
from importlib.resources import files

from extractors.catalogue.yaml_lines import read_yaml


def source_title(code: str) -> str:
    """A source's title with its number; the code itself where it is not one of ours.

    >>> source_title("MOF10")
    '项目支出绩效评价管理办法（财预〔2020〕10号）'
    """
    return _titles().get(code, code)


@cache
def _titles() -> dict[str, str]:
    content = (files("extractors.catalogue") / "data" / "sources.yaml").read_text("utf-8")
    titles = {}
    for code, entry in read_yaml(content, "sources.yaml").items():
        fields = dict(entry.items())
        number = fields.get("number")
        titles[code] = fields["title"].text() + (f"（{number.text()}）" if number else "")
    return titles
