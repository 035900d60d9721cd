"""Figures in Korean and Chinese sentences: how many of whom, what was done to them, where and when."""

from dataclasses import dataclass, replace

from chamsae.model.amount import Comparator
from chamsae.model.when import When
from chamsae.read.eastern.deeds import PEOPLE, deed, is_bare, is_listed
from chamsae.read.eastern.scene import Scene, Spot
from chamsae.read.eastern.tongue import AWAY, ActWord
from chamsae.read.eastern.topic import Told
from chamsae.read.eastern.whom import Counted, about, beside
from chamsae.text.counted import Kind, kind
from chamsae.text.dates import Dated
from chamsae.text.numbers import Quantity

#: Units that figures of a casebook come in; money, ages, lengths of time and ordinals are none.
UNITS = frozenset(
    {"person", "household", "case", "country", "place", "organisation", "item", "sheet", "vehicle", "percent", "vote"}
)
#: Lengths of time, figures where somebody was held so long.
LENGTHS = frozenset({"hour", "day", "week", "month", "year"})
#: What counts things only together with a known noun (개, 个, 곳).
_NEEDS_NOUN = frozenset({"item", "organisation", "place", "vehicle"})
#: What a date before its number is nearer by than one behind it, in characters.
_OTHER_SIDE = 8
#: What follows the day a dispatch was sent on (首尔14日电), on which nothing need have happened.
_SENT = frozenset("电電讯訊")
#: Whom a number told before can be told of again; members, staff and voters are others.
_SAME = frozenset({Kind.NORTH_KOREAN, Kind.PERSON, Kind.WOMAN, Kind.MAN, Kind.CHILD})


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFigure:
    """A figure in a sentence; offsets are the sentence's. `act` is a term, `act_word` where it is said, if it is."""

    quantity: Quantity
    unit: str
    counted: str
    act: str | None
    act_word: ActWord | None
    place: tuple[str, ...]
    when: When | None
    confidence: float
    why: tuple[str, ...]


def figures(scene: Scene) -> list[FoundFigure]:
    """The figures of a sentence in order of place; the topic learns what they tell."""
    found: list[FoundFigure] = []
    for one in scene.numbers:
        figure = _vote(scene, one) or _duration(scene, one) or _known(scene, one)
        if figure is not None:
            found.append(figure)
            _tell(scene, figure)
    return found


def largest(one: Quantity) -> float:
    """The highest number a quantity names."""
    return max(one.amount.low or 0, one.amount.high or 0)


def _known(scene: Scene, one: Quantity) -> FoundFigure | None:
    figure = _figure(scene, one)
    return figure if _is_figure(figure) and not _asked(scene, one) else None


def _is_figure(found: FoundFigure) -> bool:
    amount, most = found.quantity.amount, largest(found.quantity)
    if amount.unit == "":
        return most >= 1000 and kind(found.counted) is Kind.SIGNATURE
    if amount.unit in _NEEDS_NOUN and (found.counted == found.quantity.counter or most < 2):
        return False
    alone = most == 1 and amount.comparator is Comparator.EXACT and found.act_word is None
    return amount.unit in UNITS and not alone


def _asked(scene: Scene, one: Quantity) -> bool:
    """True for a question how many, and for nobody at all (한 명도, 没有一名)."""
    counting = scene.tongue.counting
    alone = largest(one) == 1 and counting.nobody.search(scene.text, max(0, one.start - 3), one.end + 2)
    return bool(alone) or counting.asking.match(scene.text, one.start) is not None


def _vote(scene: Scene, one: Quantity) -> FoundFigure | None:
    """찬성 17명, 赞成17人: votes and heads of a sitting, to whom nothing is done."""
    before = scene.tongue.counting.votes.search(scene.text[: one.start]) if one.amount.unit == "person" else None
    if before is None:
        return None
    why = (f"“{scene.text[one.start : one.end]}” counts votes: {before['noun']} stands before it",)
    return FoundFigure(
        quantity=one, unit="vote", counted=before["noun"], act=None, act_word=None, place=(),
        when=_when(scene, one, scene.clause(one.start)), confidence=0.5, why=why,
    )  # fmt: skip


def _duration(scene: Scene, one: Quantity) -> FoundFigure | None:
    """석 달 넘게 있었다, 关押了40天: how long somebody was held."""
    lasting = scene.tongue.counting.lasting
    if one.amount.unit not in LENGTHS or not (
        lasting.match(scene.text, one.end) or lasting.match(scene.text, one.start)
    ):
        return None
    within = scene.clause(one.start)
    word = next((word for word in scene.acts if word.act == "detained" and within[0] <= word.start < within[1]), None)
    why = (f"“{scene.text[one.start : one.end]}” is a length of time that somebody was held",)
    return FoundFigure(
        quantity=one, unit=one.amount.unit, counted=one.counter, act=word.act if word else None, act_word=word,
        place=_place(scene, one, within, _Act(term=None)), when=None, confidence=0.5, why=why,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Act:
    """The act of a number: its term, its word if the sentence has one, what it takes over, and why."""

    term: str | None
    word: ActWord | None = None
    told: Told | None = None
    why: str = ""


def _figure(scene: Scene, one: Quantity) -> FoundFigure:
    within = scene.clause(one.start)
    known = beside(scene, one, within)
    act = _act(scene, one, within, known) if one.amount.unit in PEOPLE else _Act(term=None)
    counted = _signed(scene, one, act) or known or _counted(scene, one, act)
    place, when = _place(scene, one, within, act), _when(scene, one, within)
    act = _in_custody(scene, act, within) if act.term else _in_building(scene, one, within, act, counted)
    told = act.told or scene.topic.again(largest(one), act.term)
    return FoundFigure(
        quantity=one,
        unit=one.amount.unit,
        counted=counted.words,
        act=act.term,
        act_word=act.word,
        place=place or (told.place if told else ()),
        when=when or (told.when if told else None),
        confidence=_confidence(one, counted, act, when),
        why=_why(scene, one, counted, act),
    )


def _act(scene: Scene, one: Quantity, within: tuple[int, int], known: Counted | None) -> _Act:
    counted = kind(known.words) if known else Kind.PERSON
    word = deed(scene, one, within, counted)
    told = _taken_over(scene, one, within, counted, word)
    if word is not None and word.act == AWAY:
        word = replace(word, act="repatriated") if scene.topic.returns() else None
    elif word is not None and told is not None and _aside(scene, one, within, word):
        word = None
    if word is None and told is not None:
        return _Act(term=told.act, told=told, why=f"takes {told.act} from the {told.whole:g} told before")
    term = word.act if word else None
    said = scene.text[word.start : word.end] if word else ""
    return _Act(term=term, word=word, told=told, why=f"{said} is a word for {term}" if said else "")


def _taken_over(
    scene: Scene, one: Quantity, within: tuple[int, int], counted: Kind, word: ActWord | None
) -> Told | None:
    """The figure this one goes on from: the whole of a part, or what it is another number for."""
    size = largest(one)
    if counted not in _SAME and not (word is None and counted is Kind.HOUSEHOLD):
        return None
    if scene.partly(one.start):
        return scene.topic.antecedent(size)
    if word is not None and word.act != AWAY and not _aside(scene, one, within, word):
        return None
    around = _whole_here(scene, one, within) if word is None else None
    if around:
        return scene.topic.like(around)
    if scene.tongue.counting.portion.match(scene.text, one.end):
        return scene.topic.like(size)
    whole = None if scene.acts else scene.topic.whole_of(size)
    return whole or (scene.topic.like(size) if is_bare(scene, one, within) else None)


def _aside(scene: Scene, one: Quantity, within: tuple[int, int], word: ActWord) -> bool:
    """True when the act is of another clause, which tells neither day nor place: the number need not be its size."""
    elsewhere = not within[0] <= word.start < within[1] and is_bare(scene, one, within)
    return elsewhere and not scene.dated and not scene.spots


def _whole_here(scene: Scene, one: Quantity, within: tuple[int, int]) -> float | None:
    """The number before this one in its sentence that is said to be the whole (340명 가운데 …)."""
    if not is_listed(one, within) and not is_bare(scene, one, within):
        return None
    portion = scene.tongue.counting.portion
    wholes = [
        largest(other) for other in scene.numbers if other.end <= one.start and portion.match(scene.text, other.end)
    ]
    return next((whole for whole in wholes if whole > largest(one)), None)


def _counted(scene: Scene, one: Quantity, act: _Act) -> Counted:
    """Who is counted where no noun stands beside the number: those of its whole, else those told of; else anyone."""
    if act.told is not None and act.told.counted:
        return Counted(act.told.counted, f"counts {act.told.counted} like the {act.told.whole:g} told before")
    if act.term is not None and (meant := about(scene, one)):
        return meant
    return Counted(one.counter, "nothing beside it says who is counted")


def _signed(scene: Scene, one: Quantity, act: _Act) -> Counted | None:
    """Who signs is counted by signatures; a bare number counts them where the sentence is about some."""
    if act.word is not None and act.term == "signed":
        return Counted(scene.text[act.word.start : act.word.end], "who signs is counted", sure=True)
    if one.amount.unit:
        return None
    bare = [scene.text[start:end] for start, end, of in scene.nouns if of is Kind.SIGNATURE]
    return Counted(bare[0], "the sentence counts signatures") if bare else None


def _place(scene: Scene, one: Quantity, within: tuple[int, int], act: _Act) -> tuple[str, ...]:
    """Places of the number's clause, else of the sentence; the finest: a building, else within a country, else that."""
    near = [spot for spot in scene.spots if within[0] <= spot.start < within[1]]
    if scene.partly(one.start) and not near:
        return act.told.place if act.told else ()
    if all(spot.goal for spot in near):
        near = [*_elsewhere(scene, one), *near]
    held = [spot for spot in near if spot.held]
    fine = held or [spot for spot in near if spot.fine] or near
    return tuple(dict.fromkeys(spot.words for spot in fine))


def _elsewhere(scene: Scene, one: Quantity) -> list[Spot]:
    """The last building named before the number, else all places of the sentence but buildings named for others."""
    before = [spot for spot in scene.spots if spot.held and spot.end <= one.start]
    return before[-1:] or [spot for spot in scene.spots if not spot.held and not spot.goal]


def _in_custody(scene: Scene, act: _Act, within: tuple[int, int]) -> _Act:
    """Who is led away from where people are held is moved, not arrested."""
    if act.term != "arrested" or act.word is None:
        return act
    said = scene.text[act.word.start : act.word.end]
    if not scene.tongue.deeds.taken.search(said) or not any(spot.held for spot in scene.spots):
        return act
    return replace(act, term="transferred", word=replace(act.word, act="transferred"))


def _in_building(scene: Scene, one: Quantity, within: tuple[int, int], act: _Act, counted: Counted) -> _Act:
    """People counted at a place of detention, of whom the clause says nothing else, are held there."""
    near = [spot for spot in scene.spots if spot.held and within[0] <= spot.start < one.start]
    alone = is_listed(one, within) or is_bare(scene, one, within)
    if not near or not alone or one.amount.unit != "person" or kind(counted.words) not in _SAME:
        return act
    return _Act(term="detained", why=f"counted in {near[-1].words}, a place of detention")


def _when(scene: Scene, one: Quantity, within: tuple[int, int]) -> When | None:
    """The date nearest the number, of its clause if it has one; known days go before open ones."""
    dated = [day for day in scene.dated if scene.text[day.end : day.end + 1] not in _SENT]
    near = [day for day in dated if within[0] <= day.start < within[1]] or dated

    def distance(day: Dated) -> tuple[bool, int]:
        return not day.when.bounded, one.start - day.end if day.end <= one.start else day.start - one.end + _OTHER_SIDE

    nearest = min(near, key=distance, default=None)
    return nearest.when if nearest else None


def _tell(scene: Scene, found: FoundFigure) -> None:
    """The topic learns of a figure; one taken over from another keeps that one standing before it."""
    counted = kind(found.counted)
    if found.unit == "person" and counted is Kind.NORTH_KOREAN:
        scene.topic.people = found.counted
    if found.act is None or found.unit not in PEOPLE or counted not in _SAME:
        return
    topic = scene.topic
    whole = Kind.NORTH_KOREAN if counted in (Kind.NORTH_KOREAN, Kind.PERSON) else counted
    told = Told(
        whole=largest(found.quantity), counted=found.counted if whole is Kind.NORTH_KOREAN else topic.people,
        act=found.act, place=found.place, when=found.when, paragraph=topic.paragraph, sentence=topic.sentence,
    )  # fmt: skip
    if found.act_word is None and topic.told and topic.told[-1].whole > told.whole:
        topic.told.append(replace(topic.told[-1], paragraph=topic.paragraph, sentence=topic.sentence))
    else:
        topic.told.append(told)


def _confidence(one: Quantity, counted: Counted, act: _Act, when: When | None) -> float:
    sure = 0.45 + (0.2 if counted.sure else 0) + (0.05 if when and when.bounded else 0)
    sure += 0.15 if act.word else 0.05 if act.term else 0
    small = one.amount.comparator is Comparator.EXACT and (one.amount.high or 0) <= 2
    return sure - (0.15 if small else 0) - (0.1 if one.amount.unit not in PEOPLE else 0)


def _why(scene: Scene, one: Quantity, counted: Counted, act: _Act) -> tuple[str, ...]:
    words = scene.text[one.start : one.end]
    told = f"“{words}” is a number with the counter {one.counter}" if one.counter else f"“{words}” is a large number"
    return tuple(filter(None, (told, counted.why, act.why)))
