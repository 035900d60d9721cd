"""Rows overwritten in the store in memory, for those who took consent back."""

from dataclasses import replace

import msgspec

from chamsae.memory.rows import Rows
from chamsae.model.document import Document
from chamsae.model.erasure import Blanked, blank
from chamsae.model.ledger import Entry, Written
from chamsae.model.queue import asking


class Erasing:
    """The part of the store that overwrites."""

    _rows: Rows

    def overwrite(self, blanked: Blanked) -> None:
        """Put what is left of erased words in place of them, and take out what was worked out from them."""
        for document in blanked.documents:
            self._overwrite_document(document)
        fresh = {one.id: one for one in blanked.claims}
        for id, one in fresh.items():
            of = self._rows.claims_of[one.document]
            self._rows.claims_of[one.document] = tuple(fresh.get(other.id, other) for other in of)
            self._rows.claims[id], self._rows.askings[id] = one, asking(one)
        self._forget_words(blanked.said)
        for entry in blanked.entries:
            self._rows.ledger[entry.number - 1] = _as_kept(self._rows.ledger[entry.number - 1], entry)

    def _overwrite_document(self, document: Document) -> None:
        rows = self._rows
        rows.documents[document.id] = document
        rows.sketches = {key: one for key, one in rows.sketches.items() if key[0] != document.id}
        gone = {id for id, one in rows.records.items() if one.document == document.id}
        judged = {one.target for one in rows.judgements}
        touched = {id for id, one in rows.pairs.items() if {one.left, one.right} & gone}
        kept = {id: one for id, one in rows.pairs.items() if id not in touched or id in judged}
        rows.pairs = {id: replace(one, parts=()) if id in touched else one for id, one in kept.items()}
        rows.records = {id: one for id, one in rows.records.items() if id not in gone}
        if gone:
            rows.reckoned = None

    def _forget_words(self, claims: frozenset[str]) -> None:
        rows = self._rows
        rows.judgements = [replace(one, why="") if one.target in claims else one for one in rows.judgements]
        rows.translations = [
            replace(one, text=blank(one.text)) if one.claim in claims else one for one in rows.translations
        ]
        rows.corrections = [
            replace(one, counted=None, place=None, when=None, reason="") if one.claim in claims else one
            for one in rows.corrections
        ]


def _as_kept(held: Entry | Written, entry: Entry) -> Entry | Written:
    """The entry in the form the ledger has it in: as a noun, or written down as it came from elsewhere."""
    return replace(held, data=msgspec.to_builtins(entry)) if isinstance(held, Written) else entry
