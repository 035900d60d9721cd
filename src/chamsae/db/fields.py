"""The one column type Django lacks: words for full-text search, on either database."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

#: What PostgreSQL holds in a tsvector: positions per passage and bytes per word.
LAST_POSITION = 16_383
LONGEST_WORD = 2_046


if TYPE_CHECKING:
    Text = models.TextField[str, str]
else:
    Text = models.TextField  # has no parameters at run time


class TermsField(Text):
    """Words separated by single spaces: text on SQLite (read by FTS5), a tsvector on PostgreSQL.

    The words go into the tsvector as they are, past PostgreSQL's own parser, so that both
    databases search by the words `chamsae.text.terms` makes.
    """

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        """The column's type."""
        return "tsvector" if connection.vendor == "postgresql" else "text"

    def get_placeholder(self, _value: Any, _compiler: Any, connection: BaseDatabaseWrapper) -> str:
        """The literal is cast where the column is not text."""
        return "%s::tsvector" if connection.vendor == "postgresql" else "%s"

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        """The words, for PostgreSQL as a tsvector literal with positions."""
        words = super().get_db_prep_value(value, connection, prepared)
        return vector(str(words)) if connection.vendor == "postgresql" else words


def vector(words: str) -> str:
    """Space-separated words as a tsvector literal: 'word':1 'next':2 …"""
    return " ".join(
        f"{quoted(word)}:{min(position, LAST_POSITION)}"
        for position, word in enumerate(words.split(), 1)
        if len(word.encode()) <= LONGEST_WORD
    )


def quoted(word: str) -> str:
    """A word as a literal of PostgreSQL's text search: nothing in it is syntax."""
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
