"""Persons at risk: how great the danger is, why, and when somebody looks again; every review is kept."""

from collections import defaultdict
from dataclasses import replace
from datetime import date

from chamsae.casebook.entering import enter
from chamsae.errors import InputError, NotFound, phrase
from chamsae.model.claim import NameType
from chamsae.model.ledger import standing
from chamsae.model.watch import AtRisk, Danger, RiskReview
from chamsae.ports import Clock, Store
from chamsae.text.icalendar import Day, icalendar


class Risks:
    """Reviews of the danger for persons of one casebook."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def review(
        self,
        subject: str,
        level: Danger,
        *,
        by: str,
        why: str,
        next_review: date | None = None,
        responsible: str = "",
    ) -> RiskReview:
        """Say how great the danger for a person (a record, or a witness's code) is, and when to look again.

        Raises NotFound for a record that is not there, InputError without a reason, for what is no person, and where
        a danger that is not over has no day to look again.
        """
        self._check(subject)
        if not why.strip():
            raise InputError(
                phrase("it is not said why"), thing=subject, do=phrase("Say in a sentence what the danger is.")
            )
        if level is not Danger.OVER and next_review is None:
            raise InputError(
                phrase("no day is set to look again"), thing=subject, do=phrase("Name one: danger changes.")
            )
        entry = RiskReview(
            subject=subject, level=level, next_review=None if level is Danger.OVER else next_review,
            responsible=responsible.strip() or by, by=by, at=self._clock(), why=why.strip(),
        )  # fmt: skip
        return enter(self._store, entry)

    def all(self, *, today: date | None = None, over: bool = False) -> list[AtRisk]:
        """Everybody at risk, the longest overdue first; `over` lists those too whose danger has passed, last."""
        day = today or self._clock().date()
        found = [_at_risk(subject, self._name(subject), entries, day) for subject, entries in self._reviews().items()]
        kept = [one for one in found if over or one.review.level is not Danger.OVER]
        return sorted(kept, key=lambda one: (one.overdue is None, -(one.overdue or 0), one.subject))

    def history(self, subject: str) -> list[RiskReview]:
        """All reviews of a person that stand, the last first."""
        return list(reversed(standing(self._store.entries(RiskReview, subject=subject))))

    def undo(self, number: int, *, by: str, why: str = "") -> RiskReview:
        """Take a review back; the one before it stands again. Raises NotFound for none that stands."""
        found = next((one for entries in self._reviews().values() for one in entries if one.number == number), None)
        if found is None:
            raise NotFound(
                phrase("there is no review %(number)s", number=number),
                do=phrase("`chamsae risk --json` gives their numbers."),
            )
        return enter(self._store, replace(found, number=0, undoes=number, by=by, at=self._clock(), why=why))

    def calendar(self) -> str:
        """The days to look again as an iCalendar file; it names nobody, for calendars travel."""
        days = (
            Day(uid=f"{one.subject}@chamsae", day=one.review.next_review, summary=f"Chamsae: {one.subject}")
            for one in self.all()
            if one.review.next_review
        )
        return icalendar(days, now=self._clock())

    def _reviews(self) -> dict[str, list[RiskReview]]:
        held: dict[str, list[RiskReview]] = defaultdict(list)
        for one in self._store.entries(RiskReview):
            held[one.subject].append(one)
        return {subject: found for subject, entries in held.items() if (found := standing(entries))}

    def _check(self, subject: str) -> None:
        if not subject.startswith("W-") and self._store.record(subject).kind is not NameType.PERSON:
            raise InputError(phrase("only a person is at risk"), thing=subject, do=phrase("Choose a person."))

    def _name(self, subject: str) -> str:
        try:
            return "" if subject.startswith("W-") else self._store.record(subject).names[0]
        except NotFound:  # what it was read from has gone; the review stays
            return ""


def _at_risk(subject: str, name: str, reviews: list[RiskReview], today: date) -> AtRisk:
    last = reviews[-1]
    overdue = (today - last.next_review).days if last.next_review else None
    return AtRisk(subject=subject, name=name, review=last, reviews=len(reviews), overdue=overdue)
