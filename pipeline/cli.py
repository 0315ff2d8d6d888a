"""The command line. Each command is one file in ``pipeline/commands``.

A module there is a command if it has a function of its own name (``ingest.ingest``), or a
group of commands if it has a Typer application ``app``. Underscores become hyphens. Heavy
imports belong inside the functions: every command pays for what is imported at the top of any.
"""

import sys
import traceback
from importlib import import_module
from pkgutil import iter_modules

import typer

from models.problem import Problem
from pipeline import commands

HELP = "Jixiao (绩效): from submitted reports to a database one can question."


def build() -> typer.Typer:
    """The application with every command in its folder."""
    app = typer.Typer(
        name="jixiao",
        help=HELP,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        # Boxes around the help would take longer to import than all the rest of it.
        rich_markup_mode=None,
        context_settings={"max_content_width": 110},
    )
    app.callback()(version_option)
    for module in sorted(iter_modules(commands.__path__), key=lambda found: found.name):
        if module.name.startswith("_"):
            continue
        part = import_module(f"{commands.__name__}.{module.name}")
        name = module.name.replace("_", "-")
        if hasattr(part, "app"):
            app.add_typer(part.app, name=name)
        else:
            app.command(name=name)(getattr(part, module.name))
    return app


def version_option(
    version: bool = typer.Option(False, "--version", help="Show the version and leave."),
) -> None:
    """What is said before any command."""


def main() -> None:
    """Run the command line; a problem that people can solve ends in a sentence and its code."""
    if sys.argv[1:] == ["--version"]:
        from pipeline.ingesting.versions import package_version

        print(f"jixiao {package_version()}")
        return
    try:
        build()()
    except Problem as problem:
        _say(str(problem))
        sys.exit(2)
    except BrokenPipeError:
        # The reader of our output (head, less) has left; that is no fault.
        sys.stderr.close()
        sys.exit(0)
    except Exception as error:
        if said := _complaint_of_database(error):
            _say(said)
            sys.exit(2)
        # Exit code 1 would say that files were refused; this is the run itself that failed.
        traceback.print_exc()
        print("This is a fault of Jixiao; please report it with the lines above.", file=sys.stderr)
        sys.exit(2)


def _say(problem: str) -> None:
    # Imported here: most commands end without a problem.
    from rich.console import Console

    console = Console(stderr=True, soft_wrap=True)
    console.print(problem, style="red", markup=False, highlight=False)


def _complaint_of_database(error: Exception) -> str | None:
    """What to tell of a database that failed under a command, if that is what happened."""
    from sqlalchemy.exc import OperationalError

    from models.database_faults import told

    if not isinstance(error, OperationalError):
        return None
    return f"The database failed: {told(error.orig)}"


if __name__ == "__main__":
    main()
