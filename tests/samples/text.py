"""A report as a text file, with its numbers typed and the residue that exports leave."""

from collections.abc import Iterator, Sequence

from tests.samples.figures import Report
from tests.samples.prose import MARK, Node, lines, title

CHINESE = "一二三四五六七八九十"
PAGE_LENGTH = 24


def labels(nodes: Sequence[Node]) -> Iterator[str]:
    """The number of each line as typed: 一、 （一） 1、 （1）."""
    counts = [0] * 5
    for node in nodes:
        if not node.depth:
            yield ""
            continue
        counts[node.depth] += 1
        counts[node.depth + 1 :] = [0] * (4 - node.depth)
        count = counts[node.depth]
        yield (
            "",
            f"{CHINESE[count - 1]}、",
            f"（{CHINESE[count - 1]}）",
            f"{count}、",
            f"（{count}）",
        )[node.depth]


def render(report: Report) -> bytes:
    """The bytes of the text file."""
    nodes = lines(report)
    typed = [label + node.text for label, node in zip(labels(nodes), nodes, strict=True)]
    typed = [title(report), MARK, *typed]
    if report.form == "gb18030":
        typed = _exported(typed)
    end = "\r\n" if "windows" in report.features else "\n"
    return (end.join(typed) + end).encode(report.form)


def _exported(typed: list[str]) -> list[str]:
    """As a converter leaves it: first numbers flattened, a bookmark, page marks."""
    out: list[str] = []
    for number, line in enumerate(typed):
        if line == "一、部门整体概况":
            line = "1、 部门整体概况"
        elif line == "（一）部门主要职责及人员情况":
            line = "（1） 部门主要职责及人员情况"
        elif "年初预算" in line and "年中追加" in line:
            line = f"[bookmark: _GoBack]{line}"
        out.append(line)
        if number % PAGE_LENGTH == PAGE_LENGTH - 1:
            out += [f"- {number // PAGE_LENGTH + 1} -", "\f"]
    return out
