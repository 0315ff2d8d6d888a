"""What databases complain of, with what a person can do about it."""

import re

from sqlalchemy import URL

# What a complaint holds, in small letters, and the advice that fits; the first that does.
ADVICE = (
    # SQLite: database is locked; PostgreSQL: canceling statement due to lock timeout
    (
        r"is locked|lock timeout",
        "Another program is writing to it, perhaps a database browser with changes that are not "
        "saved. Let it finish, and run again.",
    ),
    # attempt to write a readonly database; permission denied for table report
    (
        r"readonly|read-only|permission denied",
        "You may not write to it. Give yourself the right, or name another one with --db.",
    ),
    # database or disk is full; disk I/O error; No space left on device
    (
        r"disk is full|disk i/o error|no space left",
        "Its disk is full or failing. Make room there, and run again.",
    ),
    # database disk image is malformed
    (
        r"malformed",
        "It is damaged. Put a backup in its place: jixiao restore BACKUP --replace",
    ),
    # unable to open database file
    (
        r"unable to open",
        "Its folder is missing or closed to you. Name another one with --db.",
    ),
    # connection to server at "127.0.0.1", port 5432 failed: Connection refused
    (
        r"connection|server",
        "See that the server runs and can be reached, and that user, password and the database's "
        "name are right.",
    ),
)
OTHERWISE = "Check its name, or name another one with --db."


def told(error: object) -> str:
    """A driver's complaint on one line, and what to do about it.

    >>> told("file is not a database")
    'file is not a database. Check its name, or name another one with --db.'
    """
    said = re.sub(r"\s+", " ", str(error)).strip().rstrip(".?")
    advice = next((words for sign, words in ADVICE if re.search(sign, said.lower())), OTHERWISE)
    return f"{said}. {advice}"


def shown(url: URL) -> str:
    """A database's address as people write it, without its password.

    >>> shown(URL.create("postgresql+psycopg", "me", "secret", "host", database="jixiao"))
    'postgresql://me:***@host/jixiao'
    """
    plain = url.set(drivername=url.get_backend_name())
    return plain.render_as_string(hide_password=True)
