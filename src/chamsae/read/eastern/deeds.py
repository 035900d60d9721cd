"""What was done to those a number counts: the predicate of its clause, else what describes it, else what was told."""

from chamsae.read.eastern.scene import Scene
from chamsae.read.eastern.tongue import ActWord
from chamsae.text.counted import Kind
from chamsae.text.numbers import Quantity

#: Figures of these units are of people, so that an act can be done to them.
PEOPLE = frozenset({"person", "household"})
#: Acts that make a victim of whom they happen to.
SUFFERED = frozenset(
    {"repatriated", "arrested", "detained", "sentenced", "executed", "killed", "tortured", "raped", "trafficked",
     "forced_abortion", "missing", "disappeared", "transferred", "sent to camp", "banished"}
)  # fmt: skip
#: People who tell or take part; what others suffer is not done to them unless their own clause says so.
_BYSTANDERS = frozenset({Kind.WITNESS, Kind.OFFICIAL, Kind.PARTICIPANT, Kind.ORGANISATION, Kind.SIGNATURE})
#: What they do themselves.
_THEIRS = frozenset({"signed", "protested"})


def deed(scene: Scene, one: Quantity, within: tuple[int, int], counted: Kind) -> ActWord | None:
    """The act of a number, if its sentence says one."""
    own = [word for word in scene.acts if within[0] <= word.start < within[1]]
    behind = [word for word in own if one.end <= word.start < _next_number(scene, one, within[1])]
    told = _last([word for word in behind if word.told and not word.describes])
    found = (told if not _possessed(scene, one) else None) or _describing(scene, one) or told
    found = found or _before(scene, one, own)
    if counted in _BYSTANDERS:
        return found or _nearest(one, [word for word in own if word.act in _THEIRS])
    return found or _nearest(one, behind) or _nearest(one, own) or _beyond(scene, one, within)


def is_bare(scene: Scene, one: Quantity, within: tuple[int, int]) -> bool:
    """True when the number is all its clause says, or the clause says that it is the size of something."""
    counting = scene.tongue.counting
    end = scene.clause(within[1] + 2)[1] if within[1] - one.end <= _LISTED else within[1]
    size = counting.size.search(scene.text, within[0], end)
    return size is not None or counting.bare.match(scene.text, one.end) is not None


def is_listed(one: Quantity, within: tuple[int, int]) -> bool:
    """True when the clause ends with the number: it is one of a list."""
    return within[1] - one.end <= _LISTED


def _next_number(scene: Scene, one: Quantity, end: int) -> int:
    behind = (other.start for other in scene.numbers if other.start >= one.end and other.amount.unit in PEOPLE)
    return min([*behind, end])


def _possessed(scene: Scene, one: Quantity) -> bool:
    return scene.text[one.end : one.end + 1] in ("의", "的")


def _describing(scene: Scene, one: Quantity) -> ActWord | None:
    """북송된 600명, 被遣返的600人: the act stands before the number and describes it."""
    modifying = scene.tongue.deeds.modifying
    near = [
        word for word in scene.acts if word.end <= one.start and modifying.fullmatch(scene.text, word.end, one.start)
    ]
    return _last(near)


def _before(scene: Scene, one: Quantity, own: list[ActWord]) -> ActWord | None:
    """遣返了300人, 북송된 사람은 300명: predicate or topic stands before the number, no other number between."""
    ends = [other.end for other in scene.numbers if other.end <= one.start and other.amount.unit in PEOPLE]
    near = [word for word in own if max(ends, default=0) <= word.start and word.end <= one.start]
    return _last([word for word in near if word.told or word.describes])


def _nearest(one: Quantity, words: list[ActWord]) -> ActWord | None:
    return min(words, key=lambda word: max(word.start - one.end, one.start - word.end), default=None)


def _beyond(scene: Scene, one: Quantity, within: tuple[int, int]) -> ActWord | None:
    """A list goes on to the act of its last clause; a bare number is the size of what the clause before tells."""
    if is_bare(scene, one, within):
        return _last([word for word in scene.acts if word.end <= within[0] and word.told])
    if not is_listed(one, within) or within[1] + 2 >= len(scene.text):
        return None
    start, end = scene.clause(within[1] + 2)
    return next((word for word in scene.acts if start <= word.start < end and word.told and not word.describes), None)


#: How many characters may follow a number in a clause that only lists it.
_LISTED = 8


def _last(words: list[ActWord]) -> ActWord | None:
    return words[-1] if words else None
