"""Accounts on the command line."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from models.problem import Problem
from pipeline.commands import accounts as command
from pipeline.workbench.accounts import Accounts
from tests.people import PASSWORD


def test_accounts_on_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    runner = CliRunner()
    assert "serves this machine alone" in runner.invoke(command.app, ["list"]).output
    added = runner.invoke(command.app, ["add", "周", "--role", "administer"], input=PASSWORD + "\n")
    assert added.exit_code == 0
    assert PASSWORD not in added.output
    assert Accounts().verify("周", PASSWORD) is not None
    assert Accounts().verify("周", PASSWORD + "了") is None
    assert Accounts().verify("不在", PASSWORD) is None
    assert runner.invoke(command.app, ["list"]).output == "administer  周\n"
    assert isinstance(runner.invoke(command.app, ["disable", "周"]).exception, Problem), "the last"
    runner.invoke(command.app, ["add", "郑", "--role", "administer"], input=PASSWORD + "\n")
    assert runner.invoke(command.app, ["disable", "周"]).exit_code == 0
    assert Accounts().verify("周", PASSWORD) is None
    assert "周  (disabled)" in runner.invoke(command.app, ["list"]).output
    assert runner.invoke(command.app, ["enable", "周"]).exit_code == 0
    assert Accounts().verify("周", PASSWORD) is not None
    for change in ("disable", "enable"):
        unknown = runner.invoke(command.app, [change, "无"])
        assert isinstance(unknown.exception, Problem)
    assert runner.invoke(command.app, ["remove", "周"]).exit_code == 0
    assert isinstance(runner.invoke(command.app, ["remove", "周"]).exception, Problem)
    short = runner.invoke(command.app, ["add", "周"], input="短\n")
    assert isinstance(short.exception, Problem)
