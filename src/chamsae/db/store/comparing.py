"""Checks, stances and translations of statements in the database."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from chamsae import codec
from chamsae.db.models import CheckedRow, CheckRow, ClaimRow, StanceRow, TranslationRow
from chamsae.db.store.settling import Settling
from chamsae.model.check import Check
from chamsae.model.stance import Stance
from chamsae.model.storable import storable
from chamsae.model.translation import Translation


class Comparing(Settling):
    """The part of the store about claims beside one another."""

    def replace_checks(self, checks: Iterable[Check]) -> None:
        """Put the present checks in place of the last ones."""
        given = {check.id: check for check in checks}
        for check in given.values():
            storable(check, f"check {check.id}")
        fresh = [
            CheckRow(id=check.id, position=position, holds=check.holds, data=codec.plain(check))
            for position, check in enumerate(given.values())
        ]
        about = [CheckedRow(check_row_id=check.id, group=group) for check in given.values() for group in check.groups]
        with self.transaction():
            self._rows(CheckedRow).delete()
            self._rows(CheckRow).delete()
            self._rows(CheckRow).bulk_create(fresh, batch_size=500)
            self._rows(CheckedRow).bulk_create(about, batch_size=500)

    def checks(self, *, group: str | None = None) -> Iterator[Check]:
        """All checks in the order they were given, or those of one figure."""
        query = self._rows(CheckRow)
        if group is not None:
            query = query.filter(checked__group=group)
        for page in self._pages(query, "position"):
            yield from (codec.from_plain(Check, row.data) for row in page)

    def replace_stances(self, stances: Iterable[Stance]) -> None:
        """Put the present stances in place of the last ones."""
        given = list(stances)
        for stance in given:
            storable(stance, f"stance on {stance.group}")
        fresh = [
            StanceRow(position=position, group=stance.group, data=codec.plain(stance))
            for position, stance in enumerate(given)
        ]
        with self.transaction():
            self._rows(StanceRow).delete()
            self._rows(StanceRow).bulk_create(fresh, batch_size=500)

    def stances(self, *, group: str | None = None) -> Iterator[Stance]:
        """All stances in the order they were given, or those on one figure."""
        query = self._rows(StanceRow)
        if group is not None:
            query = query.filter(group=group)
        for page in self._pages(query, "position"):
            yield from (codec.from_plain(Stance, row.data) for row in page)

    def add_translation(self, translation: Translation) -> Translation:
        """Append a translation under the next number."""
        storable(translation, f"translation of {translation.claim}")
        with self.transaction():
            self._get(ClaimRow, "claim", translation.claim, id=translation.claim)
            numbered = replace(translation, number=self._next(TranslationRow))
            row = TranslationRow(number=numbered.number, claim_id=numbered.claim, data=codec.plain(numbered))
            row.save(using=self.alias)
            return numbered

    def translations(self, *, claim: str | None = None) -> Iterator[Translation]:
        """All translations in order, or those of one claim."""
        query = self._rows(TranslationRow)
        if claim is not None:
            query = query.filter(claim=claim)
        for page in self._pages(query, "number"):
            yield from (codec.from_plain(Translation, row.data) for row in page)
