"""Schedules written, shown and removed; the units are read by systemd's own checker."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from models.problem import Problem
from pipeline.cli import build
from pipeline.operating.schedule import NAME, Place, install, show, uninstall
from pipeline.operating.schedule_units import MARK, Schedule, cron_line, service, timer

# Stands in for the system's program: keeps what it is told, as the real one does.
CRONTAB = """#!/bin/sh
case "$1" in
  -l) if [ -f "$HOME/cron" ]; then exec cat "$HOME/cron"; else echo "no crontab" >&2; exit 1; fi;;
  -) exec cat > "$HOME/cron";;
esac
exit 2
"""
SYSTEMCTL = '#!/bin/sh\necho "$@" >> "$HOME/calls"\n'

needs_systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed"
)


def put_programs(home: Path) -> Path:
    """Our crontab and systemctl in a folder of a home, which keep what they are told there."""
    programs = home / "bin"
    programs.mkdir(parents=True)
    for name, script in (("crontab", CRONTAB), ("systemctl", SYSTEMCTL)):
        (programs / name).write_text(script)
        (programs / name).chmod(0o755)
    return programs


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's home, with programs of ours before the system's."""
    programs = put_programs(tmp_path)
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("JIXIAO_DB", raising=False)
    return tmp_path


@pytest.fixture
def night(home: Path) -> Schedule:
    folder = home / "in box 100%"
    return Schedule.of([folder], f"sqlite:///{home}/my data/a.db", home / "logs", "02:30", 15)


def systemd(home: Path) -> Place:
    return Place(home / "config" / "systemd" / "user")


@needs_systemd
@pytest.mark.parametrize("user", [True, False])
def test_systemd_itself_takes_the_units(night: Schedule, tmp_path: Path, user: bool) -> None:
    files = (tmp_path / f"{NAME}.service", tmp_path / f"{NAME}.timer")
    files[0].write_text(service(night, user=user))
    files[1].write_text(timer(night))
    command = ["systemd-analyze", "verify", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    complaints = [line for line in done.stderr.splitlines() if NAME in line]
    assert complaints == []


@needs_systemd
def test_the_night_is_in_shanghai(night: Schedule) -> None:
    found = re.search("OnCalendar=(.+)", timer(night))
    assert found
    command = ["systemd-analyze", "calendar", found[1]]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert re.search(r"\(in UTC\): \w{3} [\d-]+ 18:30:00 UTC|Next.* 18:30:00 UTC", done.stdout)


def test_units_are_hardened_catch_up_and_wait(night: Schedule) -> None:
    for line in ("NoNewPrivileges=true", "SuccessExitStatus=1\n", 'in box 100%%"'):
        assert line in service(night, user=True)
    for line in ("ProtectSystem=strict", "ReadWritePaths=", "User=", "CapabilityBoundingSet="):
        assert line in service(night, user=False)
        assert line not in service(night, user=True)
    for line in ("Persistent=true", "RandomizedDelaySec=15min"):
        assert line in timer(night)


def test_systemd_there_and_back(night: Schedule, home: Path) -> None:
    place = systemd(home)
    written = install(night, place)
    assert {Path(name).name for name in written} == {f"{NAME}.service", f"{NAME}.timer"}
    assert show(place) == written
    assert (place.units or home).joinpath(f"{NAME}.service").stat().st_mode & 0o077 == 0
    assert len(uninstall(place)) == 2
    assert show(place) == {}
    assert uninstall(place) == []
    assert (home / "calls").read_text().splitlines() == [
        "--user daemon-reload",
        f"--user enable --now {NAME}.timer",
        f"--user disable --now {NAME}.timer",
        "--user daemon-reload",
    ]


def test_units_of_others_stay(home: Path) -> None:
    place = systemd(home)
    other = (place.units or home) / f"{NAME}.service"
    other.parent.mkdir(parents=True)
    other.write_text("[Service]\nExecStart=/bin/true\n")
    assert uninstall(place) == []
    assert other.exists()


def test_cron_there_and_back_leaves_other_lines(night: Schedule, home: Path) -> None:
    place = Place(None)
    (home / "cron").write_text("5 4 * * * backup\n")
    install(night, place)
    install(night, place)
    lines = (home / "cron").read_text().splitlines()
    assert lines[0] == "5 4 * * * backup"
    assert len(lines) == 2
    assert show(place) == {"crontab": lines[1]}
    assert uninstall(place) == [lines[1]]
    assert (home / "cron").read_text() == "5 4 * * * backup\n"


def test_the_line_for_cron_runs_what_it_says(night: Schedule, home: Path) -> None:
    fields = re.fullmatch(r"(\d+) (\d+) \* \* \* sleep .+?; (.+)", cron_line(night))
    assert fields
    # What cron makes of the rest, with a program that tells its arguments.
    command = fields[3].replace(r"\%", "%").replace(" >/dev/null 2>&1", "")
    program = night.command[: night.command.index("nightly")]
    tell = home / "tell"
    tell.write_text('#!/bin/sh\nprintf "%s\\n" "$JIXIAO_DB" "$@"\n')
    tell.chmod(0o755)
    command = command.replace(" ".join(program), str(tell), 1)
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        f"sqlite:///{home}/my data/a.db",
        "nightly",
        f"{home}/in box 100%",
        "--logs",
        f"{home}/logs",
    ]
    assert MARK in cron_line(night)


@pytest.mark.parametrize("at", ["24:00", "2:30", "02:60", "half past two"])
def test_a_time_that_is_none(at: str) -> None:
    with pytest.raises(Problem, match="no time of day"):
        Schedule.of([Path("in")], None, None, at, 0)


def test_without_systemd_and_cron_it_is_said(
    night: Schedule, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(home))
    with pytest.raises(Problem, match="neither systemd nor cron"):
        install(night, Place(None))


def test_the_commands_show_what_they_wrote(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Place, "here", classmethod(lambda cls, *, system=False: systemd(home)))
    run = CliRunner().invoke
    url = f"sqlite:///{home}/a.db"
    options = ["--db", url, "--logs", str(home / "logs"), "--at", "03:15"]
    done = run(build(), ["schedule", "install", str(home), *options])
    assert done.exit_code == 0, done.output
    assert "OnCalendar=*-*-* 03:15:00 Asia/Shanghai" in done.stdout
    assert "OnCalendar" in run(build(), ["schedule", "show"]).stdout
    assert "Removed:" in run(build(), ["schedule", "uninstall"]).stdout
    assert "No schedule is installed" in run(build(), ["schedule", "show"]).stdout
