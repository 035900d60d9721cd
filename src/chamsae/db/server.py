"""A PostgreSQL server as the place of a casebook's rows: its address, and whether the database will do.

A password never comes with a message of ours: what libpq would quote of an address is left out.
"""

from typing import Any

from chamsae.errors import CasebookError, MissingPart

#: Seconds a writer waits for another one, and a connection for the server.
BUSY_TIMEOUT, CONNECT_TIMEOUT = 30, 10
#: Seconds an idle thread of a server keeps its connection.
KEPT = 60

ADDRESS = "Write it as postgresql://user@host:port/name; docs/howto/server.md tells where the password goes."


def postgresql(url: str) -> dict[str, Any]:
    """Django's settings for an address; raises CasebookError for one that is none, MissingPart without psycopg."""
    try:
        from psycopg import ProgrammingError, conninfo  # noqa: PLC0415 - only where PostgreSQL is used
    except ImportError as error:
        raise MissingPart("rows in PostgreSQL need psycopg", do="Install it: pip install 'chamsae[server]'.") from error
    try:
        if not url.startswith(("postgresql://", "postgres://")):
            raise ProgrammingError
        given = conninfo.conninfo_to_dict(url)
    except ProgrammingError:  # its message may show the password
        raise CasebookError("the database address is not one we can use", do=ADDRESS) from None
    waits = {"connect_timeout": CONNECT_TIMEOUT, "options": f"-c lock_timeout={BUSY_TIMEOUT}s"}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": str(given.pop("dbname", "chamsae")),
        "USER": str(given.pop("user", "")),
        "PASSWORD": str(given.pop("password", "")),
        "HOST": str(given.pop("host", "")),
        "PORT": str(given.pop("port", "")),
        "CONN_MAX_AGE": KEPT,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**waits, **given},
    }


def usable(alias: str) -> None:
    """Raise CasebookError for a database that cannot hold every text."""
    from django.db import connections  # noqa: PLC0415 - Django is set up by whoever opens a casebook

    connection = connections[alias]
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_encoding")
        (encoding,) = cursor.fetchone() or ("",)
    if encoding != "UTF8":
        raise CasebookError(
            f"its encoding is {encoding}, which cannot hold every script",
            thing="the PostgreSQL database",
            do="Make one with: createdb --encoding=UTF8 -T template0.",
        )
