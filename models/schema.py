"""Bringing a database to the shape this version expects: migrations, then views.

A fingerprint of both is kept in the database, so that opening one that is up to date costs a
single SELECT. Views are not migrated: they are dropped before the tables change and made anew
from their files afterwards.
"""

import hashlib
from functools import cache
from importlib import resources

from sqlalchemy import Connection, delete, insert, inspect, select, text

from models.digesting import refresh_digests
from models.problem import Problem
from models.statistics import count_anew
from models.tables.base import schema_state
from models.tables.figures import refresh_figures
from models.tables.sources import report
from models.views import create_views, drop_views

# Any fixed number: whoever upgrades a PostgreSQL database holds this lock meanwhile.
UPGRADE_LOCK = 7_310_001


@cache
def fingerprint() -> str:
    """Digest of all migrations and views of this version."""
    digest = hashlib.sha256()
    for folder, ending in (("migrations/versions", ".py"), ("views", ".sql")):
        files = resources.files("models").joinpath(folder).iterdir()
        for file in sorted(files, key=lambda entry: entry.name):
            if file.name.endswith(ending):
                digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def is_up_to_date(connection: Connection) -> bool:
    """Whether tables and views are those of this version."""
    if not inspect(connection).has_table(schema_state.name):
        return False
    return connection.scalar(select(schema_state.c.fingerprint)) == fingerprint()


def upgrade(connection: Connection) -> None:
    """Make or change tables and views, within the caller's transaction.

    Raises:
        Problem: a newer version made the database.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": UPGRADE_LOCK})
    if is_up_to_date(connection):
        return  # another process was faster
    drop_views(connection)
    _migrate(connection)
    create_views(connection)
    refresh_figures(connection)
    refresh_digests(connection)
    if connection.scalar(select(report.c.id).limit(1)) is not None:
        count_anew(connection)
    connection.execute(delete(schema_state))
    connection.execute(insert(schema_state).values(fingerprint=fingerprint()))


def _migrate(connection: Connection) -> None:
    # Imported here: alembic takes longer to load than most commands take to run.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    folder = str(resources.files("models").joinpath("migrations"))
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise Problem(
            f"The database was made by a newer version of Jixiao ({error}). "
            "Update Jixiao, or name another database with --db."
        ) from error
