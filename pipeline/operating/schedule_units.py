"""What a schedule is written as: systemd's service and timer, or a line for cron."""

import getpass
import os
import re
import shlex
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from models.database import chosen_url, parse_url
from models.problem import Problem
from pipeline.ingesting.executors import ALL_CORES, Executor
from pipeline.operating.nightly import default_log_folder
from pipeline.operating.upkeep import Upkeep

MARK = "# written by: jixiao schedule install"
ZONE = "Asia/Shanghai"
TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
"""An hour and a minute: 02:30."""

# Some files were refused: no failure of the machine's.
GOOD_EXITS = "1"

# What a manager of one user's services, which may not mount anything, can take away too.
HARDENING = """\
NoNewPrivileges=true
LockPersonality=true
RestrictRealtime=true
RestrictSUIDSGID=true
SystemCallArchitectures=native
UMask=0077"""
MORE_HARDENING = """\
ProtectSystem=strict
ProtectHome=read-only
PrivateTmp=true
PrivateDevices=true
ProtectClock=true
ProtectHostname=true
ProtectKernelLogs=true
ProtectKernelModules=true
ProtectKernelTunables=true
ProtectControlGroups=true
RestrictNamespaces=true
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
CapabilityBoundingSet="""


@dataclass(frozen=True, slots=True)
class Schedule:
    """What is run, and when.

    Attributes:
        paths: absolute; files and folders that are read.
        url: of the database; a file's path in it is absolute.
        logs: folder of log and record, absolute.
        at: hour and minute in Shanghai, ``02:30``.
        delay_minutes: at most so much later, at random, so that many machines do not all
            begin at once.
        upkeep: what is done besides reading.
        executor: who reads.
    """

    paths: tuple[Path, ...]
    url: str
    logs: Path
    at: str = "02:30"
    delay_minutes: int = 15
    upkeep: Upkeep = field(default_factory=Upkeep)
    executor: Executor = ALL_CORES

    @classmethod
    def of(
        cls,
        paths: Iterable[Path],
        url: str | None,
        logs: Path | None,
        at: str,
        delay: int,
        upkeep: Upkeep | None = None,
        executor: Executor = ALL_CORES,
    ) -> "Schedule":
        """Of what was typed, all paths made absolute.

        Raises:
            Problem: ``at`` is no time of day.
        """
        if not TIME.fullmatch(at):
            raise Problem(f"{at} is no time of day. Write hour and minute, such as 02:30.")
        parsed = parse_url(chosen_url(url))
        if parsed.get_backend_name() == "sqlite":
            parsed = parsed.set(database=str(Path(parsed.database or "").absolute()))
        folder = default_log_folder() if logs is None else logs
        return cls(
            tuple(path.absolute() for path in paths),
            parsed.render_as_string(hide_password=False),
            folder.absolute(),
            at,
            delay,
            upkeep or Upkeep(),
            executor,
        )

    @property
    def command(self) -> tuple[str, ...]:
        """What the clock starts; the database's URL, which may hold a password, comes aside."""
        script = Path(sys.executable).with_name("jixiao")
        module = (sys.executable, "-m", "pipeline.cli")
        program = (str(script),) if script.is_file() else module
        options = ("--logs", str(self.logs), *self.executor.options(), *self.upkeep.options())
        return (*program, "nightly", *map(str, self.paths), *options)

    @property
    def writable(self) -> tuple[Path, ...]:
        """Folders that the run must be able to write to."""
        parsed = parse_url(self.url)
        is_file = parsed.get_backend_name() == "sqlite"
        folders = [Path(parsed.database or "").parent] if is_file else []
        if self.upkeep.backups is not None:
            folders.append(self.upkeep.backups.absolute())
        return (*folders, self.logs)


def service(schedule: Schedule, *, user: bool) -> str:
    """The unit that runs the schedule.

    Args:
        schedule: what is run.
        user: whether a user's own manager runs it, or that of the machine.
    """
    words = " ".join(_quoted(word, "$") for word in schedule.command)
    lines = [HARDENING]
    if not user:
        paths = " ".join(_quoted(str(folder)) for folder in schedule.writable)
        owner = os.environ.get("SUDO_USER") or getpass.getuser()
        lines = [f"User={owner}", HARDENING, MORE_HARDENING, f"ReadWritePaths={paths}"]
    hardening = "\n".join(lines)
    return f"""\
{MARK}
[Unit]
Description=Jixiao: read new and changed reports

[Service]
Type=oneshot
Environment={_quoted(f"JIXIAO_DB={schedule.url}")}
ExecStart={words}
SuccessExitStatus={GOOD_EXITS}
TimeoutStartSec=12h
Nice=10
IOSchedulingClass=idle
{hardening}
"""


def timer(schedule: Schedule) -> str:
    """The unit that says when; a night that the machine slept through is caught up."""
    return f"""\
{MARK}
[Unit]
Description=Jixiao, every night

[Timer]
OnCalendar=*-*-* {schedule.at}:00 {ZONE}
RandomizedDelaySec={schedule.delay_minutes}min
Persistent=true

[Install]
WantedBy=timers.target
"""


def cron_line(schedule: Schedule) -> str:
    """The line of a crontab: at the machine's own time, for cron knows no other.

    Missed runs are not caught up, which only systemd can.
    """
    hour, minute = map(int, schedule.at.split(":"))
    there = datetime.now(ZoneInfo(ZONE)).replace(hour=hour, minute=minute)
    here = there.astimezone()
    wait = f"sleep $(( $(od -An -N2 -tu2 /dev/urandom) % {60 * schedule.delay_minutes + 1} ))"
    run = f"JIXIAO_DB={shlex.quote(schedule.url)} {shlex.join(schedule.command)} >/dev/null 2>&1"
    # To cron, % is the end of the command.
    return f"{here.minute} {here.hour} * * * " + f"{wait}; {run}".replace("%", r"\%") + f" {MARK}"


def _quoted(word: str, also: str = "") -> str:
    """A word of a unit file; characters of ``also`` are doubled as ``%`` is.

    >>> _quoted("a b"), _quoted("100%"), _quoted("$5", "$")
    ('"a b"', '"100%%"', '"$$5"')
    """
    for special in "%" + also:
        word = word.replace(special, 2 * special)
    escaped = word.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
