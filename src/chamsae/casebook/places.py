"""Places: what is told to have happened where, which names are open, and which place a person says is meant."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chamsae.casebook.entering import enter
from chamsae.casebook.linking import Link
from chamsae.errors import InputError, NotFound, phrase
from chamsae.model.claim import Act, Claim, ClaimKind, NameType
from chamsae.model.judgement import ABSENT
from chamsae.model.ledger import standing
from chamsae.model.link import Candidate, Entity, Record, record_id
from chamsae.model.place import Meaning
from chamsae.ports import Clock, Store
from chamsae.text import gazetteer, places
from chamsae.text.normal import fold

if TYPE_CHECKING:
    from chamsae.publish.map_counts import Mark

#: Acts by which somebody is in a place against their will.
HELD = frozenset({"detained", "arrested", "sentenced", "remaining", "abducted", "transferred"})
_KINDS = (ClaimKind.ACT, ClaimKind.FIGURE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How much is told of a place (a key, or `text:` and words no list knows): act and figure claims, documents."""

    key: str
    acts: int
    figures: int
    documents: int

    @property
    def claims(self) -> int:
        """Acts and figures together."""
        return self.acts + self.figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A place as one document names it that may be several, with all it may be and what a person said is meant."""

    record: Record
    candidates: tuple[Candidate, ...]
    meaning: Meaning | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFile:
    """What is held of one place: the claims of what happened there, who was held, and names that may mean it.

    `inside` counts what is told of each place that lies in it; `namesakes` are keys of other places so called.
    """

    key: str
    claims: tuple[Claim, ...]
    held: tuple[Entity, ...]
    inside: tuple[Told, ...]
    open: tuple[Open, ...]
    namesakes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meant:
    """What a name means in one document: a place, or none and all it may be."""

    key: str | None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Index:
    """The claims (ids) of each place, and how much that is."""

    claims: Mapping[str, tuple[str, ...]]
    told: Mapping[str, Told]


class Places:
    """The places of one casebook. A name with several bearers counts where context or a person says which is meant."""

    def __init__(self, store: Store, clock: Clock, link: Link) -> None:
        self._store, self._clock, self._link = store, clock, link
        self._kept: tuple[tuple[int, int], _Index] | None = None

    def listed(self) -> list[Told]:
        """Every place of which something is told, the most told first; what stays open is not among them."""
        return sorted(self._index().told.values(), key=lambda one: (-one.claims, one.key))

    def of(self, key: str) -> PlaceFile:
        """What is held of the place under a key. Raises NotFound for one that no list and no document has."""
        index = self._index()
        if key not in index.told:
            gazetteer_key(key)
        known = places.listed(key)
        inside = [one for one in index.told if known and one != key and _within(one, key)]
        claims = tuple(self._store.claims(ids=index.claims.get(key, ())))
        return PlaceFile(
            key=key,
            claims=claims,
            held=tuple(self._held(claims)),
            inside=tuple(index.told[one] for one in sorted(inside)),
            open=tuple(one for one in self.open() if any(key == other.key for other in one.candidates)),
            namesakes=namesakes(key),
        )

    def find(self, words: str) -> str:
        """The key of the place so called, or with this key. Raises NotFound where no list has it."""
        named = words if gazetteer.known(words) else places.spelled(words)
        if named is None and (found := places.country_and_key(words)) is not None:
            named = found[0]
        if named is None:
            raise NotFound(
                phrase("no place is called %(words)s", words=words), do=phrase("`chamsae places` lists those told of.")
            )
        return named

    def map(self, *, by: str, language: str = "en") -> str:
        """A working copy of the map of places with how many claims tell of each, as SVG; it says that it is no release.

        Logged.
        """
        from chamsae.publish.journey_words import said  # noqa: PLC0415 - maps are drawn late
        from chamsae.publish.map_counts import places_map  # noqa: PLC0415
        from chamsae.publish.map_way import Look  # noqa: PLC0415

        look = Look(language=language, stamp=said("page", "stamp_places", language))
        drawn = places_map(marks(self.listed(), language), heading=said("map", "places", language), look=look)
        with self._store.transaction():
            detail = {"language": language}
            self._store.append_log(at=self._clock(), actor=by, action="places map", subject="places", detail=detail)
        return drawn

    def open(self) -> list[Open]:
        """Names of documents that may mean several places, and which nobody has said, the likeliest guess last."""
        said = self._said()
        found = [_open(record, None) for record in self._many() if record.known is None and record.id not in said]
        return sorted(found, key=lambda one: (one.candidates[0].chance, one.record.id))

    def name(self, record: str) -> Open:
        """One name of a document with all it may mean and what a person said.

        Raises NotFound for no such record, InputError where it is no place.
        """
        found = self._store.record(record)
        if found.kind is not NameType.PLACE:
            raise InputError(
                phrase("a %(kind)s is no place", kind=found.kind),
                thing=record,
                do=phrase("Choose a place: `chamsae places --open`."),
            )
        return _open(found, self._said().get(record))

    def mean(self, record: str, key: str, *, by: str, why: str = "") -> Meaning:
        """State which place the name of a record means; the last statement stands. `take_back` undoes it.

        Raises NotFound for no such record or place, InputError where the record is no place.
        """
        self.name(record)
        said = Meaning(subject=record, key=gazetteer_key(key), by=by, at=self._clock(), why=why)
        return enter(self._store, said)

    def take_back(self, number: int, *, by: str, why: str = "") -> Meaning:
        """Take a statement back by its number; it stays in the ledger. Raises NotFound where none has it."""
        found = next((one for one in standing(self._store.entries(Meaning)) if one.number == number), None)
        if found is None:
            raise NotFound(
                phrase("nobody's word on a place has this number"),
                thing=str(number),
                do=phrase("Look at the place again."),
            )
        taken = Meaning(subject=found.subject, key=found.key, by=by, at=self._clock(), why=why, undoes=number)
        return enter(self._store, taken)

    def meanings(self, record: str) -> list[Meaning]:
        """What people said the name of a record means, as it stands, the last one deciding."""
        return standing(self._store.entries(Meaning, subject=record))

    def meant(self, document: str) -> Mapping[str, Meant]:
        """By folded name what the names of several places mean in one document; other names mean what they say."""
        said = self._said()
        return _meant(self._many(document), said)

    def _said(self) -> Mapping[str, Meaning]:
        """The last word on each record."""
        return {one.subject: one for one in standing(self._store.entries(Meaning))}

    def _many(self, document: str | None = None) -> Iterator[Record]:
        """Places that may be several."""
        held = self._store.records(document=document)
        return (record for record in held if record.kind is NameType.PLACE and record.candidates)

    def _index(self) -> "_Index":
        """The act and figure claims by place; kept until something is logged or judged."""
        last, judged = self._store.last_log(), self._store.last_judgement()
        at = (last.number if last else 0, judged.number if judged else 0)
        if self._kept is None or self._kept[0] != at:
            self._kept = at, self._indexed()
        return self._kept[1]

    def _indexed(self) -> "_Index":
        absent = {id for id, status in self._store.statuses().items() if status in ABSENT}
        said, by_document = self._said(), defaultdict[str, list[Record]](list)
        for record in self._many():
            by_document[record.document].append(record)
        meant = {document: _meant(records, said) for document, records in by_document.items()}
        found: dict[str, list[tuple[str, ClaimKind, str]]] = defaultdict(list)
        for kind in _KINDS:
            for claim in self._store.claims(kind=kind):
                if claim.id not in absent and (key := where(claim, meant.get(claim.document, {})).key):
                    found[key].append((claim.id, kind, claim.document))
        return _Index(
            claims={key: tuple(id for id, _, _ in told) for key, told in found.items()},
            told={key: _told(key, told) for key, told in found.items()},
        )

    def _held(self, claims: Sequence[Claim]) -> Iterator[Entity]:
        """Everybody who was held there, each once."""
        told: dict[str, None] = {}
        for claim in claims:
            value = claim.value
            if isinstance(value, Act) and value.act in HELD and value.victim_entity:
                told |= dict.fromkeys(self._records_of(claim.document, value.victim_entity))
        yield from {entity.id: entity for entity in map(self._link.entity, told)}.values()

    def _records_of(self, document: str, entity: str) -> Iterator[str]:
        """The records of a person as the reader of a document names them."""
        held = {record.id for record in self._store.records(document=document)}
        yield from {record_id(NameType.PERSON, document, entity)} & held


def where(claim: Claim, meant: Mapping[str, Meant]) -> Meant:
    """The place of a claim: as its words say, unless a name among them means another place in its document, or none."""
    from chamsae.reconcile.ground import place_of  # noqa: PLC0415 - place names are read when first needed

    key = place_of(claim)
    named = (words for words in claim.place if meant and _key(words) == key)
    told = next((found for words in named if (found := meant.get(fold(words).strip())) is not None), None)
    return told or Meant(key or None)


def marks(told: Iterable[Told], language: str) -> "list[Mark]":
    """What is told of places, for a map; countries are left out, since all that is told is told of some country."""
    from chamsae.publish.journey_words import said  # noqa: PLC0415 - see above
    from chamsae.publish.map_counts import Mark  # noqa: PLC0415

    small = (one for one in told if not _country(one.key))
    return [
        Mark(key=one.key, count=one.claims, words=said("map", "claims", language, count=f"{one.claims:,}"))
        for one in small
    ]


def namesakes(key: str) -> tuple[str, ...]:
    """The keys of other places that bear one of its names."""
    from chamsae.link.bearers import bearers  # noqa: PLC0415 - see above

    if not places.listed(key):
        return ()
    known = places.place(key)
    found = dict.fromkeys(one.key for name in (*known.names, *known.careful) for one in bearers(name))
    return tuple(one for one in found if one != key)


def gazetteer_key(key: str) -> str:
    """The key itself, if the gazetteer or the list of towns has it; raises NotFound else."""
    if not gazetteer.known(key):
        raise NotFound(
            phrase("no place has this key"), thing=key, do=phrase("`chamsae places NAME` tells the keys of places.")
        )
    return key


def _open(record: Record, meaning: Meaning | None) -> Open:
    return Open(record=record, candidates=record.candidates, meaning=meaning)


def _meant(records: Iterator[Record] | Sequence[Record], said: Mapping[str, Meaning]) -> Mapping[str, Meant]:
    found: dict[str, Meant] = {}
    for record in records:
        word = said.get(record.id)
        key = word.key if word else record.known
        candidates = () if key else tuple(one.key for one in record.candidates)
        found |= {fold(name).strip(): Meant(key, candidates) for name in record.names}
    return found


def meant_by(key: str, meant: Mapping[str, Meant]) -> list[Meant]:
    """What the names of one document mean that the gazetteer alone takes for a place."""
    return [told for name, told in meant.items() if _key(name) == key]


def _key(words: str) -> str | None:
    found = places.country_and_key(words)
    return found[0] if found else None


def _told(key: str, claims: Sequence[tuple[str, ClaimKind, str]]) -> Told:
    acts = sum(kind is ClaimKind.ACT for _, kind, _ in claims)
    return Told(key=key, acts=acts, figures=len(claims) - acts, documents=len({document for *_, document in claims}))


def _country(key: str) -> bool:
    return places.listed(key) and places.place(key).level is places.Level.COUNTRY


def _within(inner: str, outer: str) -> bool:
    return places.listed(inner) and places.contains(outer, inner)
