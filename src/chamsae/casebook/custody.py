"""Who is in custody now: head counts written down as they come in, as series of places with what changed between."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from chamsae.casebook.entering import enter
from chamsae.casebook.noting import Notes
from chamsae.casebook.review import Review, Saying
from chamsae.errors import InputError, NotFound, phrase
from chamsae.model.amount import OPEN_ABOVE, OPEN_BELOW, Amount, Comparator
from chamsae.model.claim import Claim, ClaimKind, Figure, Modality, Speaker, SpeakerKind
from chamsae.model.interview import Basis
from chamsae.model.judgement import ABSENT, Status, Verdict
from chamsae.model.ledger import standing
from chamsae.model.scoping import Flow
from chamsae.model.watch import Count, HeadCount, Held, Movement, Shift
from chamsae.model.when import When
from chamsae.ports import Clock, Store
from chamsae.text import places
from chamsae.text.normal import fold

#: What a head count says in the language of the note.
_SAID: Mapping[str, Mapping[Movement, str]] = {
    "en": {
        Movement.HELD: "{day}: {number} North Koreans are held at {place}.",
        Movement.IN: "{day}: {number} North Koreans were brought to {place}.",
        Movement.OUT: "{day}: {number} North Koreans were taken out of {place}.",
    },
    "ko": {
        Movement.HELD: "{day} {place}: 탈북민 {number}명이 갇혀 있다.",
        Movement.IN: "{day} {place}: 탈북민 {number}명이 들어왔다.",
        Movement.OUT: "{day} {place}: 탈북민 {number}명이 나갔다.",
    },
    "zh": {
        Movement.HELD: "{day}，{place}：关押着{number}名脱北者。",
        Movement.IN: "{day}，{place}：{number}名脱北者被送进来。",
        Movement.OUT: "{day}，{place}：{number}名脱北者被带走。",
    },
}
_NUMBER: Mapping[str, Mapping[Comparator, str]] = {
    "en": {Comparator.EXACT: "{}", Comparator.ABOUT: "about {}", Comparator.AT_LEAST: "at least {}",
           Comparator.UP_TO: "up to {}"},
    "ko": {Comparator.EXACT: "{}", Comparator.ABOUT: "약 {}", Comparator.AT_LEAST: "최소 {}",
           Comparator.UP_TO: "최대 {}"},
    "zh": {Comparator.EXACT: "{}", Comparator.ABOUT: "约{}", Comparator.AT_LEAST: "至少{}", Comparator.UP_TO: "至多{}"},
}  # fmt: skip
_COUNTED: Mapping[str, str] = {"en": "North Koreans", "ko": "탈북민", "zh": "脱北者"}
#: What those held are counted as; of those who came or went it is open what was done to them.
_DETAINED = "detained"


class Custody:
    """Head counts of one casebook."""

    def __init__(self, store: Store, clock: Clock, notes: Notes, review: Review) -> None:
        self._store, self._clock, self._notes, self._review = store, clock, notes, review

    def count(
        self,
        place: str,
        day: date,
        number: int,
        *,
        by: str,
        who: str,
        movement: Movement = Movement.HELD,
        comparator: Comparator = Comparator.EXACT,
        basis: Basis = Basis.UNKNOWN,
        remark: str = "",
        language: str = "en",
    ) -> HeadCount:
        """Write a head count down: a note that is hashed, a document of it, a figure claim by `who` on its number.

        Raises InputError without a place or a source, for a day to come and for a comparator without words here.
        """
        _check(place, who, number, comparator)
        if day > self._clock().date():
            raise InputError(
                phrase("this day has not come yet"), thing=day.isoformat(), do=phrase("Give the day of the count.")
            )
        tongue = language if language in _SAID else "en"
        said = _NUMBER[tongue][comparator].format(number)
        line = _SAID[tongue][movement].format(day=day.isoformat(), place=place.strip(), number=said)
        stamp = self._clock().isoformat(timespec="seconds")
        text = "\n".join(filter(None, (line, who.strip(), remark.strip(), f"{by}, {stamp}", "")))
        document = self._notes.write(text, f"custody {day.isoformat()} {stamp}.txt", by=by)
        start = document.text.index(line) + line.rindex(said)
        claim = self._review.make(
            document.id, start, start + len(said), _figure(number, comparator, movement, tongue), by=by,
            saying=_saying(place, day, who, basis), quote=(document.text.index(line), len(line)),
        )  # fmt: skip
        entry = HeadCount(
            subject=claim.id, place=place.strip(), movement=movement, basis=basis, by=by, at=self._clock(), why=remark
        )
        return enter(self._store, entry)

    def undo(self, number: int, *, by: str, why: str = "") -> HeadCount:
        """Take a head count back: its claim is rejected. Raises NotFound for none that stands."""
        found = next((one for one in self._entries() if one.number == number), None)
        if found is None:
            raise NotFound(
                phrase("there is no head count %(number)s", number=number),
                do=phrase("`chamsae custody --json` lists them."),
            )
        with self._store.transaction():
            self._review.judge(found.subject, Verdict.REJECTED, by=by, why=why or "the head count was taken back")
            return enter(self._store, replace(found, number=0, undoes=number, by=by, at=self._clock(), why=why))

    def now(self, *, today: date | None = None) -> list[Held]:
        """Every place where people are or were held, the latest news first.

        Beside head counts stand figures of people held, for a day and a place, that people accepted in documents.
        """
        day = today or self._clock().date()
        shelves: dict[str, list[tuple[str, Count]]] = defaultdict(list)
        for place, count in self._counts():
            shelves[_key(place)].append((place, count))
        found = [_held(key, told, day) for key, told in shelves.items()]
        return sorted(found, key=lambda one: (one.age, one.place))

    def _entries(self) -> list[HeadCount]:
        by_claim: dict[str, list[HeadCount]] = defaultdict(list)
        for one in self._store.entries(HeadCount):
            by_claim[one.subject].append(one)
        return [one for entries in by_claim.values() for one in standing(entries)]

    def _counts(self) -> Iterator[tuple[str, Count]]:
        entries = {one.subject: one for one in self._entries()}
        statuses = self._store.statuses()
        for claim in self._store.claims(kind=ClaimKind.FIGURE):
            entry, status = entries.get(claim.id), statuses.get(claim.id)
            if status in ABSENT or (entry is None and status is not Status.ACCEPTED):
                continue
            place = entry.place if entry else _told_place(claim)
            count = _count(claim, entry)
            if count is not None and place:
                yield place, count


def _count(claim: Claim, entry: HeadCount | None) -> Count | None:
    """The count a figure gives; None for what is no stock of people on a known day."""
    from chamsae.reconcile.placed import flow_of  # noqa: PLC0415 - place names are read when first needed

    figure, when = claim.value, claim.when
    if not isinstance(figure, Figure) or when is None or when.start is None:
        return None
    if entry is None and (figure.amount.unit != "person" or flow_of(figure.act or "") is not Flow.STOCK):
        return None
    speaker = claim.speaker
    return Count(
        claim=claim.id, document=claim.document, day=when.start, amount=figure.amount,
        movement=entry.movement if entry else Movement.HELD, basis=entry.basis if entry else Basis.UNKNOWN,
        who=speaker.text if speaker and speaker.kind is not SpeakerKind.NARRATOR else "",
        entry=entry.number if entry else None, by=entry.by if entry else "",
    )  # fmt: skip


def _told_place(claim: Claim) -> str:
    return claim.place[0] if claim.place else ""


def _held(key: str, told: Sequence[tuple[str, Count]], today: date) -> Held:
    counts = sorted((count for _, count in told), key=lambda one: (one.day, one.movement, one.claim))
    stocks = [one for one in counts if one.movement is Movement.HELD]
    last = tuple(one for one in stocks if one.day == stocks[-1].day)
    news = counts[-1].day
    return Held(
        key=key, place=told[0][0], counts=tuple(counts), last=last, news=news, age=(today - news).days,
        shifts=tuple(_shifts(stocks, counts)),
    )  # fmt: skip


def _shifts(stocks: Sequence[Count], counts: Sequence[Count]) -> Iterator[Shift]:
    days = sorted({one.day for one in stocks})
    for since, until in pairwise(days):
        before, after = ([one for one in stocks if one.day == day] for day in (since, until))
        between = [one for one in counts if since < one.day <= until]
        yield Shift(
            since=since, until=until, low=_gap(_least(after), _most(before)), high=_gap(_most(after), _least(before)),
            came=tuple(one for one in between if one.movement is Movement.IN),
            went=tuple(one for one in between if one.movement is Movement.OUT),
        )  # fmt: skip


def _least(counts: Iterable[Count]) -> int | float | None:
    lows = [one.amount.low for one in counts]
    return None if None in lows else min(low for low in lows if low is not None)


def _most(counts: Iterable[Count]) -> int | float | None:
    highs = [one.amount.high for one in counts]
    return None if None in highs else max(high for high in highs if high is not None)


def _gap(left: int | float | None, right: int | float | None) -> int | float | None:
    return None if left is None or right is None else left - right


def _key(place: str) -> str:
    return places.spelled(place) or fold(place)


def _figure(number: int, comparator: Comparator, movement: Movement, tongue: str) -> Figure:
    low = None if comparator in OPEN_BELOW else number
    high = None if comparator in OPEN_ABOVE else number
    amount = Amount(low=low, high=high, comparator=comparator, unit="person")
    act = _DETAINED if movement is Movement.HELD else None
    return Figure(amount=amount, counted=_COUNTED[tongue], act=act)


def _saying(place: str, day: date, who: str, basis: Basis) -> Saying:
    return Saying(
        speaker=Speaker(text=who.strip(), kind=SpeakerKind.NAMED),
        place=(place.strip(),),
        when=When.day(day, day.isoformat()),
        modality=Modality.HEARSAY if basis is Basis.HEARD else Modality.ASSERTED,
    )


def _check(place: str, who: str, number: int, comparator: Comparator) -> None:
    if not place.strip() or not who.strip():
        raise InputError(phrase("a head count needs a place and somebody who says so"), do=phrase("Give both."))
    if number < 0:
        raise InputError(phrase("nobody counts fewer than none"), thing=str(number))
    if comparator not in _NUMBER["en"]:
        raise InputError(phrase("a head count is exact, about, at least or up to a number"), thing=comparator.value)
