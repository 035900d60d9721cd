"""Journeys: the way of one person, from the acts that all documents tell of everybody judged to be that person."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from chamsae.casebook.linking import Link
from chamsae.casebook.places import Meant, Places, meant_by
from chamsae.casebook.writing_out import writing
from chamsae.errors import InputError, NotFound, phrase
from chamsae.model.check import CheckKind
from chamsae.model.claim import Act, Claim, Name, NameType, SpeakerKind
from chamsae.model.journey import Doubt, Journey, Step
from chamsae.model.judgement import Status
from chamsae.model.link import Entity, Record
from chamsae.model.when import Precision, When
from chamsae.ports import Clock, Store
from chamsae.text.normal import fold
from chamsae.text.occasions import age_words
from chamsae.text.reckoning import reckon

if TYPE_CHECKING:
    from chamsae.publish.journey_page import Saying

#: Characters before the first and behind the last sentence that names a person in which more is told of them: a list of
#: 90,000 rows is one document, and what its other rows say is not read.
AROUND = 20_000


class JourneyForm(StrEnum):
    """As what file a journey is written: a page to print, a map, or a table."""

    HTML = "html"
    SVG = "svg"
    PNG = "png"
    CSV = "csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Journeyed:
    """A journey with the person's name and the claims it rests on, by id."""

    name: str
    journey: Journey
    claims: Mapping[str, Claim]


class Journeys:
    """The journeys of the people of one casebook; nothing of them is stored, all follows from claims and judgements."""

    def __init__(self, store: Store, clock: Clock, link: Link, places: Places) -> None:
        self._store, self._clock, self._link, self._places = store, clock, link, places

    def of(self, person: str, *, unbroken: bool = False) -> Journey:
        """The journey of the person a record belongs to, with the bounds that its steps leave each other.

        `unbroken` assumes that whoever is held stays held until something else is told. Claims that were rejected tell
        nothing; a name of several places is open until context or a person tells which. Raises NotFound for a record
        that is not there, InputError where it is no person, MissingPart without SciPy.
        """
        return self._worked_out(self._person(person), frozenset(), unbroken=unbroken)

    def written(
        self, person: str, form: JourneyForm, *, by: str, language: str = "en", unbroken: bool = False
    ) -> bytes:
        """A working copy of a journey for the team's own hands: each bears that it names persons and is no release.

        What was withheld is left out of it. Logged. Raises as `of`, and MissingPart where this computer cannot draw a
        PNG.
        """
        entity = self._person(person)
        told = self._told(entity, self._worked_out(entity, frozenset({Status.WITHHELD}), unbroken=unbroken))
        made = self._made(told, form, language)
        with self._store.transaction():
            detail = {"form": form.value, "language": language}
            self._store.append_log(at=self._clock(), actor=by, action="journey", subject=entity.id, detail=detail)
        return made

    def write(
        self, person: str, out: Path, *, form: JourneyForm, by: str, language: str = "en", unbroken: bool = False
    ) -> None:
        """What `written` gives, in a file; raises StorageError when it cannot be written."""
        made = self.written(person, form, by=by, language=language, unbroken=unbroken)
        with writing(out):
            out.write_bytes(made)

    def told(self, person: str, *, unbroken: bool = False) -> Journeyed:
        """The journey `of` a person with the claims it rests on and those that cannot all be true."""
        entity = self._person(person)
        return self._told(entity, self._worked_out(entity, frozenset(), unbroken=unbroken))

    def find(self, words: str) -> Entity:
        """The one person whose name is so spelled, or the person with this id.

        Raises NotFound where nobody is, InputError naming them where several are.
        """
        with suppress(NotFound):
            return self._link.entity(words)
        met = self._link.listed(words, kind=NameType.PERSON)
        named = [one.entity for one in met if any(fold(words) == fold(name) for name in one.names)]
        if not named:
            raise NotFound(
                phrase("nobody is called %(words)s", words=words),
                do=phrase("`chamsae link --people` lists everybody, with their ids."),
            )
        if len(named) > 1:
            several = ", ".join(f"{one.id} ({len(one.records)} records)" for one in named)
            raise InputError(
                phrase("several people are called %(words)s: %(several)s", words=words, several=several),
                do=phrase("Give the id of one of them."),
            )
        return named[0]

    def _person(self, record: str) -> Entity:
        entity = self._link.entity(record)
        if entity.kind is not NameType.PERSON:
            raise InputError(
                phrase("a %(kind)s has no journey", kind=entity.kind), thing=record, do=phrase("Choose a person.")
            )
        return entity

    def _worked_out(self, entity: Entity, hidden: frozenset[Status], *, unbroken: bool) -> Journey:
        from chamsae.reconcile.course import course  # noqa: PLC0415 - place names are read when first needed
        from chamsae.reconcile.figures import present  # noqa: PLC0415
        from chamsae.reconcile.itinerary import missing, steps  # noqa: PLC0415

        known: dict[str, set[str]] = {}
        claims: list[Claim] = []
        for document, records in _by_document(self._link.records_of(entity).values()).items():
            around = list(self._store.claims(document=document, between=_around(records)))
            statuses = self._store.statuses(claim.id for claim in around)
            claims += [one for one in present(around, statuses) if statuses.get(one.id) not in hidden]
            own = {id for record in records for id in record.claims}
            names = (claim.value for claim in claims if claim.id in own)
            known[document] = {value.entity for value in names if isinstance(value, Name) and value.entity}
        born = _born(self._store.record(id) for id in entity.records)
        meant = {document: self._places.meant(document) for document in known}
        by_id = {claim.id: claim for claim in claims}
        aged = (_at_age(claim, born) for claim in claims)
        found = [_placed(step, by_id, meant) for step in steps(aged, known)]
        made = course(entity.id, found, missing(found), unbroken=unbroken)
        return replace(made, doubts=tuple(self._doubts(made)))

    def _doubts(self, journey: Journey) -> Iterator[Doubt]:
        """Lengths told of the journey that do not add up with others of its documents."""
        told = {length.claim for step in journey.steps for length in step.lengths}
        for check in self._store.checks() if told else ():
            if check.kind is CheckKind.DURATION and told & {*check.conflict}:
                yield Doubt(claims=check.conflict, why=check.why)

    def _told(self, entity: Entity, journey: Journey) -> Journeyed:
        ids = [*(id for step in journey.steps for id in step.claims), *(id for one in journey.conflicts for id in one)]
        ids += [id for doubt in journey.doubts for id in doubt.claims]
        ids += [length.claim for step in journey.steps for length in step.lengths]
        claims = {claim.id: claim for claim in self._store.claims(ids=dict.fromkeys(ids))}
        return Journeyed(name=self._store.record(entity.records[0]).names[0], journey=journey, claims=claims)

    def _made(self, told: Journeyed, form: JourneyForm, language: str) -> bytes:
        from chamsae.publish.journey_page import Page, journey_csv, journey_html  # noqa: PLC0415 - maps are drawn late
        from chamsae.publish.journey_words import said  # noqa: PLC0415
        from chamsae.publish.map_way import Look, journey_map, stops  # noqa: PLC0415
        from chamsae.publish.raster import png  # noqa: PLC0415

        if form is JourneyForm.CSV:
            return journey_csv(told.journey, language).encode()
        if form is JourneyForm.HTML:
            head = self._store.last_log()
            named = {claim.document: self._store.document(claim.document) for claim in told.claims.values()}
            page = Page(
                name=told.name,
                journey=told.journey,
                sayings={id: _saying(claim) for id, claim in told.claims.items()},
                titles={id: (one.title or one.name, one.language) for id, one in named.items()},
                made=self._clock().date(),
                entry=head.number if head else 0,
                language=language,
            )
            return journey_html(page).encode()
        look = Look(language=language, stamp=said("page", "stamp", language))
        svg = journey_map(stops(told.journey, language), name=told.name, look=look)
        return png(svg) if form is JourneyForm.PNG else svg.encode()


def _saying(claim: Claim) -> "Saying":
    from chamsae.publish.journey_page import Saying  # noqa: PLC0415 - see above

    speaker = claim.speaker.text if claim.speaker and claim.speaker.kind is not SpeakerKind.NARRATOR else ""
    return Saying(document=claim.document, start=claim.quote.start, quote=claim.quote.exact, speaker=speaker)


def _born(records: Iterable[Record]) -> When | None:
    """When a person was born, by everything their records tell; None where that differs or nothing does."""
    told = [record.born for record in records if record.born is not None and record.born.bounded]
    starts, ends = [one.start for one in told if one.start], [one.end for one in told if one.end]
    if not told or max(starts) > min(ends):
        return None
    return When(start=max(starts), end=min(ends), precision=Precision.RANGE)


def _at_age(claim: Claim, born: When | None) -> Claim:
    """An act that tells no time but how old the person was then, with the days of that age."""
    if born is None or claim.when is not None or not isinstance(claim.value, Act):
        return claim
    words = age_words(claim.quote.exact)
    found = reckon(words, born=born) if words else None
    return claim if found is None else replace(claim, when=found.when, why=(*claim.why, found.why))


def _placed(step: Step, claims: Mapping[str, Claim], meant: Mapping[str, Mapping[str, Meant]]) -> Step:
    """The step at the place that its name means in its documents; open where it may mean several."""
    if step.place is None:
        return step
    documents = dict.fromkeys(claims[id].document for id in step.claims) or meant
    found = [one for document in documents for one in meant_by(step.place, meant[document])]
    sure = next((one.key for one in found if one.key), None)
    if sure is not None:
        return replace(step, place=sure)
    return replace(step, place=None, open=found[0].candidates) if found else step


def _by_document(records: Iterable[Record]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for record in records:
        found.setdefault(record.document, []).append(record)
    return found


def _around(records: Sequence[Record]) -> tuple[int, int]:
    """The stretch of a document that tells of these records."""
    spans = [span for record in records for span in record.quotes]
    first, last = min((low for low, _ in spans), default=0), max((high for _, high in spans), default=0)
    return max(0, first - AROUND), last + AROUND
