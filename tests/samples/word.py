"""A report as a Word document: real lists, tables, tracked changes, notes, boxes."""

from collections.abc import Sequence

from tests.docx_factory import (
    COLUMN_WIDTH,
    Word,
    field_runs,
    in_list,
    level,
    lists,
    p,
    r,
    styled,
    tbl,
    tc,
    tr,
)
from tests.samples.figures import Report
from tests.samples.forms import CAPTIONS, Merged, Row, rows
from tests.samples.prose import MARK, Node, lines, title
from tests.samples.text import labels

NO_GAP = '<w:suff w:val="nothing"/>'
ITEM_LEVEL = 3
# Lists that restart stand beside the main one, from this id on.
FIRST_RESTART = 10


def _levels(tied: bool) -> str:
    """一、 （一） 1. （1）; ``tied`` to the heading styles or not."""
    forms = (
        ("%1、", "chineseCountingThousand"),
        ("（%2）", "chineseCountingThousand"),
        ("%3．", "decimal"),
        ("（%4）", "decimal"),
    )
    ties = [f'<w:pStyle w:val="{depth}"/>' if tied and depth <= 2 else "" for depth in range(1, 5)]
    return "".join(
        level(index, pattern, form, more=ties[index] + NO_GAP)
        for index, (pattern, form) in enumerate(forms)
    )


def _styles(tied: bool) -> str:
    """Body text of 16 points, a title, and three headings."""
    headings = "".join(
        f'<w:style w:type="paragraph" w:styleId="{depth}"><w:name w:val="heading {depth}"/>'
        f'<w:basedOn w:val="a"/><w:pPr>'
        f'<w:numPr><w:ilvl w:val="{depth - 1}"/><w:numId w:val="1"/></w:numPr>'
        f'<w:outlineLvl w:val="{depth - 1}"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
        for depth in ((1, 2) if tied else ())
    )
    return (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsia="仿宋"/><w:sz w:val="32"/>'
        '</w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" '
        'w:styleId="a"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" '
        'w:styleId="t"><w:name w:val="Title"/><w:basedOn w:val="a"/><w:pPr><w:jc w:val="center"/>'
        f'</w:pPr><w:rPr><w:b/><w:sz w:val="44"/></w:rPr></w:style>{headings}'
    )


def render(report: Report) -> bytes:
    """The bytes of the Word file."""
    nodes, features = lines(report), report.features
    tied = "styles" in features
    body = [_title(report), p(MARK)]
    if "text_box" in features:
        body.append(p(_text_box("填报说明：本表由部门财务机构填写，经主要负责人审核后报送。")))
    restarts = 0
    for index, (node, label) in enumerate(zip(nodes, labels(nodes), strict=True)):
        is_new_run = node.depth == ITEM_LEVEL + 1 and nodes[index - 1].depth != node.depth
        restarts += is_new_run
        list_id = FIRST_RESTART + restarts if node.depth == ITEM_LEVEL + 1 else 1
        body.append(_paragraph(node, label, report, list_id))
        if node.table:
            caption = CAPTIONS[node.table].format(year=report.year)
            body += [p(r(caption, "<w:b/>")), _table(rows(report, node.table)), p()]
    # Relationships are numbered in the order of the parts below: header 2, footer 3.
    body.append(
        '<w:sectPr><w:headerReference w:type="default" r:id="rId2"/>'
        '<w:footerReference w:type="default" r:id="rId3"/></w:sectPr>'
    )
    parts: dict[str, str | Sequence[str]] = {
        "styles": _styles(tied),
        "header": p(f"云岫县{report.department}"),
        "footer": p("第", field_runs(" PAGE ", "1"), "页"),
    }
    if "typed" not in features:
        restart = '<w:lvlOverride w:ilvl="3"><w:startOverride w:val="1"/></w:lvlOverride>'
        nums: dict[int, int | tuple[int, str]] = {1: 0}
        nums |= {FIRST_RESTART + i: (0, restart) for i in range(1, restarts + 1)}
        parts["numbering"] = lists({0: _levels(tied)}, nums)
    if "footnote" in features:
        note = p("<w:r><w:footnoteRef/></w:r>", "2023年机构改革中由原安全生产监督管理局更名。")
        parts["footnotes"] = f'<w:footnote w:id="1">{note}</w:footnote>'
    return Word("".join(body), parts).bytes()


def _title(report: Report) -> str:
    paragraph = p(title(report), properties=styled("t"))
    if "control" in report.features:
        properties = '<w:sdtPr><w:alias w:val="标题"/><w:richText/></w:sdtPr>'
        return f"<w:sdt>{properties}<w:sdtContent>{paragraph}</w:sdtContent></w:sdt>"
    return paragraph


def _paragraph(node: Node, label: str, report: Report, list_id: int) -> str:
    features = report.features
    content = _tracked(node) if node.was else [node.text]
    if "footnote" in features and "核定编制数" in node.text:
        content.append('<w:r><w:footnoteReference w:id="1"/></w:r>')
    if not node.depth:
        return p(*content)
    if "typed" in features:
        return p(r(label + node.text, "<w:b/>" if node.depth <= 2 else ""))
    if "styles" in features and node.depth <= 2:
        return p(*content, properties=styled(str(node.depth)))
    is_restarted = "restart" in features and node.depth == ITEM_LEVEL + 1
    return p(*content, properties=in_list(list_id if is_restarted else 1, node.depth - 1))


def _tracked(node: Node) -> list[str]:
    """The text with one tracked replacement in it."""
    assert node.was is not None
    old, new = node.was
    before, after = node.text.split(new)
    author = 'w:author="样例" w:date="2024-01-01T00:00:00Z"'
    return [
        before,
        f'<w:del w:id="90" {author}><w:r><w:delText>{old}</w:delText></w:r></w:del>',
        f'<w:ins w:id="91" {author}>{r(new)}</w:ins>',
        after,
    ]


def _text_box(text: str) -> str:
    """A box as Word writes it: for new versions, and once more for those before 2010."""
    content = f"<w:txbxContent>{p(text)}</w:txbxContent>"
    size = 'cx="5400000" cy="540000"'
    drawing = (
        f'<w:drawing><wp:inline><wp:extent {size}/><wp:docPr id="1" name="文本框 1"/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/'
        'wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm>'
        f'<a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        f"</a:prstGeom></wps:spPr><wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice><mc:Fallback>'
        '<w:pict><v:shape style="width:425pt;height:42pt"><v:textbox>'
        f"{content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def _table(content: Sequence[Row]) -> str:
    columns = sum(1 if isinstance(cell, str) else cell.columns for cell in content[0])
    return tbl(*(tr(*(_cell(cell) for cell in row)) for row in content), columns=columns)


def _cell(cell: str | Merged) -> str:
    merged = Merged(cell) if isinstance(cell, str) else cell
    width = f'<w:tcW w:w="{COLUMN_WIDTH * merged.columns}" w:type="dxa"/>'
    wide = f'<w:gridSpan w:val="{merged.columns}"/>' if merged.columns > 1 else ""
    tall = f'<w:vMerge w:val="{merged.rows}"/>' if merged.rows else ""
    return tc(merged.text, properties=width + wide + tall)
