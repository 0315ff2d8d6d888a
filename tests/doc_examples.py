"""Examples of the documents: found, run, and compared with what stands there.

A fence ``console`` holds commands after ``$`` (further lines of one after ``>``) and what they
print; ``…`` stands for anything. A fence ``python`` with ``>>>`` is a doctest. A comment
``<!-- file: NAME -->`` before a fence writes it to that file first. ``jixiao serve`` is ended as
soon as it says where it is.
"""

import contextlib
import doctest
import io
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.problem import Problem
from pipeline.cli import build

_FENCE = re.compile(
    r"^(?:<!-- file: (?P<file>[^\n]+?) -->\n\n?)?```(?P<kind>\w+)\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
ANYTHING = "…"


@dataclass(frozen=True, slots=True)
class Example:
    """A fenced block; ``line`` is where its first line stands, for messages."""

    page: str
    line: int
    kind: str
    body: str
    file: str | None = None


def examples_of(page: Path) -> Iterator[Example]:
    """All fenced blocks of a page, in order."""
    text = page.read_text(encoding="utf-8")
    for match in _FENCE.finditer(text):
        line = text.count("\n", 0, match.start("body")) + 1
        yield Example(page.name, line, match["kind"], match["body"], match["file"])


def run_example(example: Example, stand_ins: Mapping[str, str]) -> list[str]:
    """Run a block in the present folder; every difference found, as a sentence.

    Args:
        example: the block.
        stand_ins: addresses of servers that the pages name, and those of the tests' own.
    """
    if example.file is not None:
        target = Path(example.file).expanduser()
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(example.body, encoding="utf-8")
        return []
    if example.kind == "console":
        return _run_console(example, stand_ins)
    if example.kind == "python" and ">>>" in example.body:
        return _run_doctest(example)
    return []


def _run_console(example: Example, stand_ins: Mapping[str, str]) -> list[str]:
    faults = []
    for step in re.split(r"^\$ ", example.body, flags=re.MULTILINE)[1:]:
        lines = step.splitlines()
        more = next((n for n, one in enumerate(lines[1:], 1) if one[:2] != "> "), len(lines))
        command = "\n".join([lines[0], *(one[2:] for one in lines[1:more])])
        printed = _run_with(command, stand_ins)
        if not is_like(printed, "\n".join(lines[more:])):
            wanted = "\n".join(lines[more:])
            faults.append(f"{example.page}:{example.line}: $ {command}\n{printed}\n≠\n{wanted}")
    return faults


def _run_with(command: str, stand_ins: Mapping[str, str]) -> str:
    for told, real in stand_ins.items():
        command = command.replace(told, real)
    printed = run_command(command)
    for told, real in stand_ins.items():
        printed = printed.replace(real, told)
    return printed


def run_command(command: str) -> str:
    """What a command prints. One with variables before it runs in a process of its own."""
    words = shlex.split(command)
    environment = dict(word.split("=", 1) for word in words if re.match(r"[A-Z_]+=", word))
    arguments = words[len(environment) + 1 :]
    assert words[len(environment)].endswith("jixiao"), command
    if arguments[0] == "serve":
        return _served(arguments)
    if environment:
        done = subprocess.run(
            [sys.executable, "-m", "pipeline.cli", *arguments],
            env=os.environ | environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return done.stderr if done.returncode > 1 else done.stdout
    output = io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(io.StringIO()):
        try:
            build()(arguments, standalone_mode=False)
        except Problem as problem:
            print(problem)
    return output.getvalue()


def _served(arguments: Sequence[str]) -> str:
    """What the workbench says when it is there, on whichever port was free."""
    command = [sys.executable, "-m", "pipeline.cli", *arguments, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as process:
        try:
            said = process.stdout.readline() if process.stdout else ""
        finally:
            process.terminate()
    return re.sub(r"(?<=:)\d+(?= )", "8000", said)


def is_like(printed: str, wanted: str) -> bool:
    """Whether an output is as a page shows it, blanks and line breaks aside.

    >>> is_like("a  1\\nb  2 ms\\n", "a 1\\nb … ms"), is_like("a 2", "a 1")
    (True, False)
    """
    parts = [re.escape(re.sub(r"\s+", "", part)) for part in wanted.split(ANYTHING)]
    return re.fullmatch(".*".join(parts), re.sub(r"\s+", "", printed)) is not None


def _run_doctest(example: Example) -> list[str]:
    test = doctest.DocTestParser().get_doctest(
        example.body, {}, example.page, example.page, example.line - 1
    )
    report = io.StringIO()
    runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.NORMALIZE_WHITESPACE)
    runner.run(test, out=report.write)
    return [report.getvalue()] if runner.failures else []
