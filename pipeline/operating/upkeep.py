"""What a night does besides reading: a backup, and what is too old removed by a rule."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from models.problem import Problem
from pipeline.operating.backup_folder import backup_into
from pipeline.operating.pruning import prune_runs
from pipeline.operating.retention import Retention


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What is asked for; nothing is backed up or removed unasked.

    Attributes:
        backups: folder that gets one more backup every night.
        keep_backups: so many, the latest, stay in it; default all.
        keep_runs: so many runs, the latest, can be compared; default all.
    """

    backups: Path | None = None
    keep_backups: int | None = None
    keep_runs: int | None = None

    def __post_init__(self) -> None:
        """Refuse a rule that has nothing to work on.

        Raises:
            Problem: backups are to be kept, but none is asked for.
        """
        if self.keep_backups is not None and self.backups is None:
            raise Problem(
                "--keep-backups says how many backups stay in a folder: "
                "name the folder with --backups FOLDER."
            )

    def options(self) -> tuple[str, ...]:
        """How it is asked for on the command line.

        >>> Upkeep(Path("/backups"), keep_backups=30).options()
        ('--backups', '/backups', '--keep-backups', '30')
        """
        asked = {
            "--backups": self.backups and self.backups.absolute(),
            "--keep-backups": self.keep_backups,
            "--keep-runs": self.keep_runs,
        }
        given = {name: str(value) for name, value in asked.items() if value is not None}
        return tuple(word for option in given.items() for word in option)


def look_after(engine: Engine, url: str | None, upkeep: Upkeep) -> None:
    """Do what is asked for, after a run that has stored what it read.

    Raises:
        Problem: the backup failed; the run did not.
    """
    with engine.begin() as connection:
        prune_runs(connection, Retention(upkeep.keep_runs))
    if upkeep.backups is not None:
        try:
            backup_into(upkeep.backups, url, Retention(upkeep.keep_backups))
        except Problem as problem:
            said = f"What was read is stored; the backup after it failed. {problem}"
            raise Problem(said) from problem
