"""Tables brought up to date all together or not at all, so that whoever is killed meanwhile finds them as they were.

Django writes down a step of migration only after the step's own transaction where indexes come with it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chamsae.db.store import DjangoStore


@contextmanager
def one_step(store: "DjangoStore") -> Iterator[None]:
    """A transaction in which tables may be changed, with what is written down of it."""
    from django.db import connections  # noqa: PLC0415 - after ready()

    connection = connections[store.alias]
    connection.disable_constraint_checking()  # SQLite changes tables only so; each step checks the keys at its end
    try:
        with store.transaction():
            if connection.vendor == "postgresql":  # changes no table for which a check is still to come
                connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
            yield
    finally:
        connection.enable_constraint_checking()
