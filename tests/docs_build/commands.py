"""The command reference, from the commands themselves."""

import inspect
from collections.abc import Iterator
from typing import Any

import typer

from pipeline.cli import build
from tests.docs_build.tables import code, table

INTRODUCTION = """# Commands

Every command that touches the database takes `--db URL`; the default comes from `JIXIAO_DB`, else
it is `sqlite:///data/db/jixiao.db`. A plain path is an SQLite file. Exit codes of all commands: 0
done, 2 could not be done (the last line says why and what to type next), 3 another run holds the
database; what 1 means, a command says itself.

| variable | names |
|---|---|
| `JIXIAO_DB` | the database |
| `JIXIAO_CATALOGUE` | YAML files of metrics and wordings of your own |
| `JIXIAO_RULES` | YAML files of audit rules of your own |
| `JIXIAO_READERS` | Python files that read formats of your own |
| `JIXIAO_QUERIES` | folders of named queries of your own |
| `JIXIAO_WEBHOOK`, `JIXIAO_MAIL_TO` | who is told how a night went |

The four that name several files part them by `:`, as `PATH` does.
"""


def names() -> list[str]:
    """All commands as one types them, those of groups as two words."""
    return [name for name, _ in _commands()]


def page() -> str:
    """A section a command: what it does, its usage, its arguments and options."""
    return INTRODUCTION + "".join(_section(name, command) for name, command in _commands())


def _commands() -> Iterator[tuple[str, Any]]:
    app: Any = typer.main.get_command(build())
    for name, command in sorted(app.commands.items()):
        yield name, command
        for inner, part in sorted(getattr(command, "commands", {}).items()):
            yield f"{name} {inner}", part


def _section(name: str, command: Any) -> str:
    parts = [f"\n## jixiao {name}\n", inspect.cleandoc(command.help or "") + "\n"]
    shown = [p for p in command.params if p.name not in {"help", "install_completion"}]
    if shown:
        rows = [(_written(p), p.help or "", _default(p)) for p in shown]
        parts.append(table(("argument or option", "meaning", "default"), rows) + "\n")
    inner = sorted(getattr(command, "commands", {}))
    if inner:
        parts.append("Commands of the group: " + ", ".join(f"`{one}`" for one in inner) + ".\n")
    return "\n".join(parts)


def _written(parameter: Any) -> str:
    if parameter.opts[0].startswith("-"):
        return code(", ".join([*parameter.opts, *parameter.secondary_opts]))
    name = parameter.metavar or parameter.name.upper()
    return code(name if parameter.required else f"[{name}]")


def _default(parameter: Any) -> str:
    """The default as it is shown; none for flags that are off."""
    value = getattr(parameter.default, "value", parameter.default)
    if value is None or value is False or value == () or "Ellipsis" in repr(value):
        return "required" if parameter.required else ""
    return code(str(value))
