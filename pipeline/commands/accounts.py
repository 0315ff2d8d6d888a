"""``jixiao accounts``: who may use the workbench from other machines."""

import sys
from typing import Annotated

import typer

from models.problem import Problem
from pipeline.workbench.roles import AccountRole

app = typer.Typer(no_args_is_help=True, help="Accounts of the web workbench.")

Name = Annotated[str, typer.Argument(help="Name to sign in with; stands beside every correction.")]


@app.command()
def add(
    name: Name,
    role: Annotated[
        AccountRole,
        typer.Option(
            help="read: look; review: also settle findings and correct; "
            "administer: also take back what others corrected, and manage accounts."
        ),
    ] = AccountRole.REVIEW,
) -> None:
    """Add an account, or give one another role and password.

    The password is asked for twice, or read from standard input where that is no terminal.
    From the first account on, everybody has to sign in.
    """
    from pipeline.workbench.accounts import Accounts

    accounts = Accounts()
    accounts.set(name, role, _password())
    print(f"{name} may now sign in ({role.value}). Accounts are kept in {accounts.path}")


def _password() -> str:
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\r\n")


@app.command("list")
def list_accounts() -> None:
    """List the accounts with their roles."""
    from pipeline.workbench.accounts import Accounts

    accounts = Accounts()
    for account in accounts.all():
        print(f"{account.role.value:<12}{account.name}{'  (disabled)' * account.is_disabled}")
    if not accounts.all():
        print("There are no accounts: the workbench serves this machine alone.")


@app.command()
def disable(name: Name) -> None:
    """Let somebody in no more; the account keeps its name on what was done with it."""
    _change(name, is_disabled=True)
    print(f"{name} may no longer sign in.")


@app.command()
def enable(name: Name) -> None:
    """Let somebody in again who was disabled."""
    _change(name, is_disabled=False)
    print(f"{name} may sign in again.")


def _change(name: str, is_disabled: bool) -> None:
    from pipeline.workbench.accounts import Accounts

    if Accounts().change(name, is_disabled=is_disabled) is None:
        raise _unknown(name)


@app.command()
def remove(name: Name) -> None:
    """Remove an account; who is signed in with it is signed out."""
    from pipeline.workbench.accounts import Accounts

    if not Accounts().remove(name):
        raise _unknown(name)
    print(f"{name} may no longer sign in.")


def _unknown(name: str) -> Problem:
    return Problem(f"There is no account named {name}. List them with: jixiao accounts list")
