"""What claims say beside one another in the store in memory: checks, stances, and translations of statements."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from chamsae.memory.rows import Rows, get
from chamsae.model.check import Check
from chamsae.model.stance import Stance
from chamsae.model.storable import storable
from chamsae.model.translation import Translation


class Comparing:
    """The part of the store about claims beside one another."""

    _rows: Rows

    def replace_checks(self, checks: Iterable[Check]) -> None:
        """Put the present checks in place of the last ones."""
        given = {check.id: check for check in checks}
        for check in given.values():
            storable(check, f"check {check.id}")
        self._rows.checks = given

    def checks(self, *, group: str | None = None) -> Iterator[Check]:
        """All checks in the order they were given, or those of one figure."""
        return iter([check for check in self._rows.checks.values() if group is None or group in check.groups])

    def replace_stances(self, stances: Iterable[Stance]) -> None:
        """Put the present stances in place of the last ones."""
        given = list(stances)
        for stance in given:
            storable(stance, f"stance on {stance.group}")
        self._rows.stances = given

    def stances(self, *, group: str | None = None) -> Iterator[Stance]:
        """All stances in the order they were given, or those on one figure."""
        return iter([stance for stance in self._rows.stances if group in (None, stance.group)])

    def add_translation(self, translation: Translation) -> Translation:
        """Append a translation under the next number."""
        storable(translation, f"translation of {translation.claim}")
        get(self._rows.claims, translation.claim, "claim")
        numbered = replace(translation, number=len(self._rows.translations) + 1)
        self._rows.translations.append(numbered)
        return numbered

    def translations(self, *, claim: str | None = None) -> Iterator[Translation]:
        """All translations in order, or those of one claim."""
        return iter([one for one in self._rows.translations if claim in (None, one.claim)])
