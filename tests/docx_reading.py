"""Reads Word documents that tests make up, and the style sheet and list they share."""

from models.document import Document
from pipeline.readers import read_bytes
from tests.docx_factory import Word, level

NOTHING, SPACE = '<w:suff w:val="nothing"/>', '<w:suff w:val="space"/>'
REPORT_LIST = "".join(
    (
        level(0, "%1、", "chineseCountingThousand", more=NOTHING),
        level(1, "（%2）", "chineseCounting", more=NOTHING),
        level(2, "%3．", "decimalFullWidth", more=SPACE),
        level(3, "%4", "decimalEnclosedCircleChinese", more=NOTHING),
    )
)
STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="32"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr>'
    '<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr>'
    "<w:rPr><w:b/></w:rPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="1"/>'
    '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="mine"><w:name w:val="我的标题"/>'
    '<w:basedOn w:val="2"/></w:style>'
    '<w:style w:type="table" w:styleId="t"><w:name w:val="grid"/><w:rPr><w:vanish/></w:rPr>'
    "</w:style>"
    '<w:style w:type="character" w:styleId="hid"><w:name w:val="h"/><w:rPr><w:vanish/></w:rPr>'
    "</w:style>"
    '<w:style w:type="paragraph" w:styleId="11"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="numbering" w:styleId="lst"><w:name w:val="lst"/><w:pPr><w:numPr>'
    '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)


def read(body: str, **parts: str | list[str]) -> Document:
    return read_bytes(Word(body, parts).bytes(), "报告.docx")


def lines(body: str, **parts: str | list[str]) -> list[str]:
    return read(body, **parts).text.split("\n")
