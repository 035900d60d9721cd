"""Who is counted by a number: the noun beside it, else those its sentence or its document is about."""

from collections.abc import Sequence
from dataclasses import dataclass

from chamsae.read.eastern.deeds import PEOPLE
from chamsae.read.eastern.scene import Scene
from chamsae.text.counted import Kind
from chamsae.text.numbers import Quantity
from chamsae.text.places import country_and_key

#: Nouns that no counter for persons counts.
_NO_PERSONS = frozenset({Kind.FACILITY, Kind.PLACE, Kind.ORGANISATION, Kind.COUNTRY, Kind.CASE})


#: People whose sentence is not about escapees.
_OTHERS = frozenset({Kind.HOSTAGE, Kind.FOREIGNER, Kind.SOUTH_KOREAN, Kind.PARTICIPANT, Kind.OFFICIAL})
#: Sorts of people a part of others can be said to be.
_SORTS = frozenset({Kind.WOMAN, Kind.MAN, Kind.CHILD})


@dataclass(frozen=True, slots=True)
class Counted:
    """The words for those counted and why; `sure` when they stand beside the number."""

    words: str
    why: str
    sure: bool = False


def beside(scene: Scene, one: Quantity, within: tuple[int, int]) -> Counted | None:
    """The noun that is counted: beside the number in its clause, on the side the language prefers."""
    counting = scene.tongue.counting
    before = [noun for noun in scene.nouns if within[0] <= noun[0] and noun[1] <= one.start and _fits(one, noun[2])]
    behind = [noun for noun in scene.nouns if one.unit_end <= noun[0] and noun[1] <= within[1] and _fits(one, noun[2])]
    sides = [
        (before[-1:], lambda noun: counting.before.fullmatch(scene.text, noun[1], one.start)),
        (
            behind[:1],
            lambda noun: (
                not counting.portion.match(scene.text, one.end)
                and any(counting.behind.fullmatch(scene.text, end, noun[0]) for end in (one.unit_end, one.end))
            ),
        ),
    ]
    for nearest, touches in sides if counting.noun_first else reversed(sides):
        for noun in nearest:
            if touches(noun):
                words = scene.text[noun[0] : noun[1]]
                return Counted(words, f"{words} stands beside it", sure=True)
    return _being(scene, one, behind) or _unknown(scene, one)


def about(scene: Scene, one: Quantity) -> Counted | None:
    """The escapees the sentence speaks of before the number, else those the document does."""
    if one.amount.unit != "person":
        return None
    named = [noun for noun in scene.people if noun[1] <= one.start]
    if named:
        words = scene.text[named[-1][0] : named[-1][1]]
        return Counted(words, f"the sentence is about {words}")
    others = any(noun[2] in _OTHERS and noun[1] <= one.start for noun in scene.nouns)
    if scene.topic.people and not others:
        return Counted(scene.topic.people, f"the document is about {scene.topic.people}")
    return None


def _being(scene: Scene, one: Quantity, behind: Sequence[tuple[int, int, Kind]]) -> Counted | None:
    """其中30人是妇女: who they are is said behind the number."""
    for start, end, of in behind[:1]:
        if of in _SORTS and scene.tongue.counting.being.fullmatch(scene.text, one.end, start):
            return Counted(scene.text[start:end], f"they are said to be {scene.text[start:end]}", sure=True)
    return None


def _unknown(scene: Scene, one: Quantity) -> Counted | None:
    """A noun no list knows that touches the number: 선원 61명, 61名船员."""
    if one.amount.unit != "person":
        return None
    counting = scene.tongue.counting
    if counting.noun_first:
        found = counting.beside.search(scene.text[max(0, one.start - 12) : one.start])
    else:
        found = counting.beside.match(scene.text, one.unit_end - len(one.counter))
    if found is None or country_and_key(found["noun"]):
        return None
    return Counted(found["noun"], f"{found['noun']} stands beside it", sure=True)


def _fits(one: Quantity, counted: Kind) -> bool:
    return one.amount.unit not in PEOPLE or counted not in _NO_PERSONS
