"""Nightly runs by the system's own clock: a systemd timer, or a cron line where there is none.

Everything written carries ``MARK``, so that ``uninstall`` removes what ``install`` wrote and
nothing else.
"""

import os
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from models.problem import Problem
from pipeline.operating.schedule_units import MARK, Schedule, cron_line, service, timer

NAME = "jixiao-nightly"
SYSTEM_FOLDER = Path("/etc/systemd/system")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the schedule of a user, or of the whole machine, lives.

    Attributes:
        units: folder of systemd's units; None where there is no systemd.
        user: whether it is a user's own.
    """

    units: Path | None
    user: bool = True

    @classmethod
    def here(cls, *, system: bool = False) -> "Place":
        """On this machine."""
        if not Path("/run/systemd/system").is_dir() or not shutil.which("systemctl"):
            return cls(None, not system)
        if system:
            return cls(SYSTEM_FOLDER, user=False)
        config = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
        return cls(Path(config) / "systemd" / "user")


def install(schedule: Schedule, place: Place) -> dict[str, str]:
    """Have the night run; a schedule installed before is replaced.

    Returns:
        What was written, by the name of the file it was written to.

    Raises:
        Problem: it cannot be written or started.
    """
    for folder in schedule.writable:
        folder.mkdir(parents=True, exist_ok=True)
    if place.units is None:
        line = cron_line(schedule)
        _write_crontab(place, [*_others(_crontab(place)), line])
        return {"crontab": line}
    written = {
        f"{NAME}.service": service(schedule, user=place.user),
        f"{NAME}.timer": timer(schedule),
    }
    try:
        place.units.mkdir(parents=True, exist_ok=True)
        for name, content in written.items():
            path = place.units / name
            path.touch(mode=0o600)  # the database's URL may hold a password
            path.write_text(content, encoding="utf-8")
    except OSError as error:
        raise Problem(f"{place.units} cannot be written: {error.strerror}.") from error
    _systemctl(place, "daemon-reload")
    _systemctl(place, "enable", "--now", f"{NAME}.timer")
    return {str(place.units / name): content for name, content in written.items()}


def uninstall(place: Place) -> list[str]:
    """Remove what ``install`` wrote.

    Returns:
        What was removed; nothing if there was no schedule.
    """
    if place.units is None:
        lines = _crontab(place)
        removed = [line for line in lines if MARK in line]
        if removed:
            _write_crontab(place, _others(lines))
        return removed
    files = [place.units / f"{NAME}.{kind}" for kind in ("timer", "service")]
    ours = [path for path in files if path.is_file() and MARK in path.read_text(encoding="utf-8")]
    if ours:
        _systemctl(place, "disable", "--now", f"{NAME}.timer")
        for path in ours:
            path.unlink()
        _systemctl(place, "daemon-reload")
    return [str(path) for path in ours]


def show(place: Place) -> dict[str, str]:
    """What is installed, by the file it is in; empty where nothing is."""
    if place.units is None:
        lines = [line for line in _crontab(place) if MARK in line]
        return {"crontab": "\n".join(lines)} if lines else {}
    files = (place.units / f"{NAME}.{kind}" for kind in ("service", "timer"))
    return {str(path): path.read_text(encoding="utf-8") for path in files if path.is_file()}


def _systemctl(place: Place, *words: str) -> None:
    user = ("--user",) if place.user else ()
    _call("systemctl", *user, *words)


def _crontab(place: Place) -> list[str]:
    """The lines of the crontab; none where the user has no crontab yet."""
    _insist_on_cron(place)
    done = subprocess.run(("crontab", "-l"), capture_output=True, text=True, check=False)
    return done.stdout.splitlines() if done.returncode == 0 else []


def _others(lines: Iterable[str]) -> list[str]:
    return [line for line in lines if MARK not in line]


def _write_crontab(place: Place, lines: Iterable[str]) -> None:
    _insist_on_cron(place)
    _call("crontab", "-", given="".join(f"{line}\n" for line in lines))


def _insist_on_cron(place: Place) -> None:
    if not place.user:
        raise Problem("Without systemd there is only the user's own crontab; leave out --system.")
    if shutil.which("crontab") is None:
        raise Problem(
            "There is neither systemd nor cron on this machine. Let its own scheduler run: "
            "jixiao nightly"
        )


def _call(*command: str, given: str | None = None) -> None:
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Problem(f"{' '.join(command)} failed: {done.stderr.strip()}")
