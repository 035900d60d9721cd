"""One sentence and what stands in it: clauses, acts, nouns, times, numbers, and the places where its acts happen."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from chamsae.model.claim import Speaker
from chamsae.read.eastern.party import Party
from chamsae.read.eastern.sentences import clause
from chamsae.read.eastern.tongue import ActWord, Tongue, acts
from chamsae.read.eastern.topic import Topic
from chamsae.text.counted import Kind, nouns
from chamsae.text.dates import Dated
from chamsae.text.numbers import Quantity, quantities
from chamsae.text.places import Level, country_and_key, mentions

#: Classes of people whom a counter of things may count (十几个姑娘).
_PERSONS = frozenset({Kind.NORTH_KOREAN, Kind.WOMAN, Kind.MAN, Kind.CHILD, Kind.PERSON, Kind.HOSTAGE, Kind.WITNESS})


@dataclass(frozen=True, slots=True)
class Spot:
    """A place named in a sentence: `fine` when within a country, `held` when a place of detention, `goal` when
    people are brought there."""

    start: int
    end: int
    words: str
    fine: bool
    held: bool = False
    goal: bool = False


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A sentence with its dates, where speakers' words stand, what the document has told before it, and who tells it
    in the first person, if anybody does."""

    text: str
    tongue: Tongue
    dated: Sequence[Dated] = ()
    spoken: Sequence[tuple[int, int]] = ()
    topic: Topic = field(default_factory=Topic)
    teller: Speaker | None = None

    @cached_property
    def acts(self) -> list[ActWord]:
        """The acts the sentence tells of."""
        return [word for word in acts(self.text, self.tongue) if not self._spoken(word.start)]

    @cached_property
    def nouns(self) -> list[tuple[int, int, Kind]]:
        """What it names that can be counted."""
        return nouns(self.text)

    @property
    def people(self) -> list[tuple[int, int, Kind]]:
        """The escapees it speaks of, those who speak themselves left out."""
        return [noun for noun in self.nouns if noun[2] is Kind.NORTH_KOREAN and not self._spoken(noun[0])]

    @cached_property
    def numbers(self) -> list[Quantity]:
        """Its numbers, those of dates left out; 个 before people counts persons."""
        return [
            self._of_people(one)
            for one in quantities(self.text)
            if not any(day.start < one.end and one.start < day.end for day in self.dated)
        ]

    def _of_people(self, one: Quantity) -> Quantity:
        of = next((of for start, _, of in self.nouns if start == one.unit_end), None)
        if one.amount.unit != "item" or of not in _PERSONS:
            return one
        return replace(one, amount=replace(one.amount, unit="person"))

    @cached_property
    def spots(self) -> list[Spot]:
        """Where its acts may take place; the speaker's own place and people's countries are not the event's."""
        found = [*self._held(), *self._known(), *self._there()]
        kept: list[Spot] = []
        for spot in sorted(found, key=lambda spot: (spot.start, -spot.end)):
            if not (kept and spot.start < kept[-1].end) and not self._spoken(spot.start):
                kept.append(spot)
        return kept

    def left_out(self) -> Party | None:
        """Whom a clause without subject is about: whoever tells it, else the one person of the sentence before."""
        if self.teller is not None:
            return Party(self.teller.text, self.teller.entity, speaks=True)
        before = self.topic.meant()
        return Party(before.text, before.entity) if before and "reporter" not in before.roles else None

    def partly(self, at: int) -> bool:
        """True when what stands at an offset is about a part of those told before."""
        found = self.tongue.counting.partly.search(self.text)
        return found is not None and found.start() <= at

    def clause(self, at: int) -> tuple[int, int]:
        """The clause around an offset."""
        return clause(self.text, at, self.tongue.clause_end)

    def _held(self) -> list[Spot]:
        matches = self.tongue.ground.facility.finditer(self.text)
        return [
            Spot(*match.span("name"), match["name"], fine=True, held=True)
            for match in matches
            if not _of_a_region(match["name"])
        ]

    def _known(self) -> list[Spot]:
        return [
            Spot(
                at.start,
                at.end,
                self.text[at.start : at.end],
                fine=at.place.level is not Level.COUNTRY,
                goal=self._goal(at.start, at.end),
            )
            for at in mentions(self.text)
            if not self.tongue.ground.not_there.match(self.text, at.end)
        ]

    def _goal(self, start: int, end: int) -> bool:
        """True for the place an act leads to: 북한으로, 遣返朝鲜."""
        toward = self.tongue.ground.toward.match(self.text, end) is not None
        return toward or (not self.tongue.counting.noun_first and any(word.end == start for word in self.acts))

    def _there(self) -> list[Spot]:
        building = self.topic.building()
        matches = self.tongue.ground.there.finditer(self.text) if building else ()
        return [Spot(*match.span(), building or "", fine=True, held=True) for match in matches]

    def _spoken(self, at: int) -> bool:
        return any(start <= at < end for start, end in self.spoken)


def _of_a_region(name: str) -> bool:
    """True for any prison of a province (랴오닝성 감옥): it is the region that is named."""
    known = country_and_key(name.rpartition(" ")[0])
    return known is not None and known[1] in (Level.PROVINCE, Level.COUNTRY)
