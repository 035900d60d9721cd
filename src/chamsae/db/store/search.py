"""Full-text search: FTS5 on SQLite, tsvector on PostgreSQL, both over the terms of chamsae.text."""

from django.db import connections
from django.db.models import F
from django.db.models.functions import Substr

from chamsae.db.fields import quoted
from chamsae.db.models import PassageRow
from chamsae.db.store.connection import Connected, storage_errors
from chamsae.ports import Hit
from chamsae.text import terms

SQLITE = """
    SELECT rowid FROM chamsae_search WHERE chamsae_search MATCH %s ORDER BY rank, rowid LIMIT %s
"""
POSTGRESQL = """
    SELECT id FROM chamsae_passage, (SELECT %s::tsquery AS asked) AS query
    WHERE terms @@ asked ORDER BY ts_rank(terms, asked) DESC, id LIMIT %s
"""


class Search(Connected):
    """The part of the store that finds words."""

    def search(self, query: str, *, limit: int = 50, marked: bool = True) -> list[Hit]:
        """Passages that hold all words of the query, best first; without their places unless `marked`."""
        asked = terms.query(query)
        if not asked.phrases:
            return []
        found = self._find(asked, limit)
        if not marked:
            spans = self._spans(found)
            return [spans[id] for id in found]
        passages = self._passages(found)
        return [hit for id in found if (hit := _hit(asked, *passages[id]))]

    def _find(self, asked: terms.Query, limit: int) -> list[int]:
        postgresql = connections[self.alias].vendor == "postgresql"
        statement, words = (POSTGRESQL, tsquery(asked)) if postgresql else (SQLITE, fts5(asked))
        with storage_errors(), connections[self.alias].cursor() as cursor:
            cursor.execute(statement, [words, limit])
            return [id for (id,) in cursor.fetchall()]

    def _spans(self, ids: list[int]) -> dict[int, Hit]:
        with storage_errors():
            found = self._rows(PassageRow).filter(id__in=ids).values_list("id", "document__key", "start", "end")
            return {id: Hit(document=key, start=start, end=end, matches=()) for id, key, start, end in found}

    def _passages(self, ids: list[int]) -> dict[int, tuple[str, int, str]]:
        """Document id, start and text of passages; the text is cut out in the database."""
        cut = Substr("document__text", F("start") + 1, F("end") - F("start"))
        with storage_errors():
            found = self._rows(PassageRow).filter(id__in=ids).values_list("id", "document__key", "start", cut)
            return {id: (key, start, text) for id, key, start, text in found}


def fts5(asked: terms.Query) -> str:
    """The query in FTS5's syntax: each phrase quoted, a star after one that may go on."""
    return " AND ".join(
        '"' + " ".join(word.replace('"', "") for word in phrase.terms) + '"' + ("*" if phrase.prefix else "")
        for phrase in asked.phrases
    )


def tsquery(asked: terms.Query) -> str:
    """The query in PostgreSQL's syntax: each word quoted, phrases by distance one, :* where one may go on."""
    return " & ".join(
        "(" + " <-> ".join(map(quoted, phrase.terms)) + (":*" if phrase.prefix else "") + ")"
        for phrase in asked.phrases
    )


def _hit(asked: terms.Query, document: str, start: int, text: str) -> Hit | None:
    matches = tuple((start + a, start + b) for a, b in terms.find(asked, text))
    return Hit(document=document, start=start, end=start + len(text), matches=matches) if matches else None
