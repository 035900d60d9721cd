"""Under which keys of an axis an act stands: what is told exactly, what only roughly, what not at all.

A time that may lie in two years stands under both as one key of its own ("2010/2011"), never under the first of January
and never in one of them; what is not told has the key OPEN.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from chamsae.model.case import CodedAct, Involved
from chamsae.model.custody import Authority
from chamsae.model.table import OPEN, Dimension
from chamsae.model.when import When
from chamsae.text import places
from chamsae.text.custody import authorities, kinds
from chamsae.text.custody import bodies as named_bodies
from chamsae.text.places import Level

Keys = tuple[str, ...]
#: The key of what is told of a person in ways that cannot all be true.
DIFFERS = "told-differently"
#: What the key of a body begins with of which only the kind is known.
TYPED = "type:"
#: Stands in what leaves for every body or source that names a person.
PERSON = "a-person"
#: Stands for what is not told.
NOTHING: Keys = (OPEN,)
#: Ages at the time of the act, in full years: the first year of each group but the youngest.
AGES = (0, 18, 30, 45, 60)
#: Where a time may lie in more years than this, spreading it would say nothing: it stands apart.
MOST_YEARS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """What is known of a person apart from the acts: sex (or DIFFERS), bounds of the birth, keys of occupations.

    `differs`: births or ages are told that cannot all be true.
    """

    sex: str | None = None
    born: When | None = None
    differs: bool = False
    work: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Of a document: who published it, and the document it goes back to (itself, where it copies none)."""

    source: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What acts are told apart by that does not stand in the act itself: persons and documents by id."""

    lives: Mapping[str, Life] = field(default_factory=dict)
    papers: Mapping[str, Paper] = field(default_factory=dict)


def of_act(act: CodedAct, around: Around) -> dict[Dimension, Keys]:
    """The keys of an act under every dimension that is not of a person; at least one each."""
    paper = around.papers.get(act.document)
    coded = act.violation or OPEN
    return {
        Dimension.VIOLATION: (coded,),
        Dimension.GROUP: (coded.partition(".")[0],),
        **_placed(act.place, act.place_text),
        **_timed(*_ends(act.when)),
        **_answering(act.involved),
        Dimension.SOURCE: (paper.source if paper else OPEN,),
        Dimension.ORIGIN: (paper.origin if paper else act.document,),
        Dimension.EVENT: (act.event or OPEN,),
        Dimension.STATUS: (act.status.value,),
    }


def of_person(act: CodedAct, person: str | None, around: Around) -> dict[Dimension, Keys]:
    """The keys of one victim of an act; all open where nobody is named."""
    life = around.lives.get(person) if person is not None else None
    if life is None:
        return {Dimension.SEX: NOTHING, Dimension.AGE: NOTHING, Dimension.WORK: NOTHING}
    return {
        Dimension.SEX: (life.sex or OPEN,),
        Dimension.AGE: (DIFFERS if life.differs else age_group(life.born, act.when),),
        Dimension.WORK: tuple(sorted(set(life.work))) or NOTHING,
    }


def age_group(born: When | None, at: When | None) -> str:
    """The group ("18-29") a person was in, or the first and last it may have been ("18-29/30-44"); OPEN for any."""
    if born is None or at is None or not (born.bounded and at.bounded):
        return OPEN
    assert born.start and born.end and at.start and at.end
    youngest, oldest = _group(_years(born.end, at.start)), _group(_years(born.start, at.end))
    if (youngest, oldest) == (age_groups()[0], age_groups()[-1]):
        return OPEN
    return youngest if youngest == oldest else f"{youngest}/{oldest}"


def age_groups() -> Keys:
    """All groups of ages in order."""
    return tuple(map(_group, AGES))


def years_within(key: str) -> range | None:
    """The years a key of time may lie in; None where an end is open or nothing is told."""
    first, _, last = key.partition("/")
    first, last = first[:4], (last or first if "/" not in key else last)[:4]
    return range(int(first), int(last) + 1) if first and last else None


def spread(key: str) -> Keys:
    """A key of years as the years it may lie in; as it is where these are more than MOST_YEARS or not known."""
    years = years_within(key)
    if years is None or len(years) > MOST_YEARS or "/" not in key:
        return (key,)
    return tuple(map(str, years))


def _ends(when: When | None) -> tuple[date | None, date | None]:
    return (when.start, when.end) if when else (None, None)


@cache
def _timed(start: date | None, end: date | None) -> dict[Dimension, Keys]:
    """As fine as all days of the interval agree on; where they do not, the interval in years."""
    years = _finest(start, end, (lambda day: f"{day.year:04}",))
    halves = _finest(start, end, (_half, lambda day: f"{day.year:04}"))
    months = _finest(start, end, (lambda day: f"{day.year:04}-{day.month:02}", lambda day: f"{day.year:04}"))
    short = start is not None and end is not None and (end - start).days <= 92
    season = _season(start) if start and end and short and _season(start) == _season(end) else OPEN
    return {
        Dimension.YEAR: (years,),
        Dimension.HALF: (halves,),
        Dimension.MONTH: (months,),
        Dimension.SEASON: (season,),
    }


def _finest(start: date | None, end: date | None, levels: Iterable[Callable[[date], str]]) -> str:
    if start is None and end is None:
        return OPEN
    if start is not None and end is not None:
        agreed = next((name(start) for name in levels if name(start) == name(end)), None)
        if agreed is not None:
            return agreed
    return f"{f'{start.year:04}' if start else ''}/{f'{end.year:04}' if end else ''}"


def _half(day: date) -> str:
    return f"{day.year:04}-H{1 if day.month <= 6 else 2}"


def _season(day: date) -> str:
    return ("winter", "spring", "summer", "autumn")[day.month % 12 // 3]


@cache
def _placed(key: str | None, words: str | None) -> dict[Dimension, Keys]:
    """The place and what holds it; a place on a border lies in both countries, so it stands under them as one key."""
    known = key if key and {key} <= places.keys() else None
    above = (known, *places.ancestors(known)) if known else ()
    at = {level: "+".join(sorted(one for one in above if places.place(one).level is level)) for level in Level}
    return {
        Dimension.COUNTRY: (at[Level.COUNTRY],),
        Dimension.PROVINCE: (at[Level.PROVINCE],),
        Dimension.COUNTY: (at[Level.CITY],),
        Dimension.PLACE: (key or OPEN,),
        Dimension.CROSSING: (at[Level.BORDER],),
        Dimension.FACILITY: (at[Level.FACILITY],),
        Dimension.KIND: (_kind(known, words, at[Level.COUNTRY]),),
    }


def _kind(known: str | None, words: str | None, country: str) -> str:
    """The kind of facility, of the place itself or by the words; open where these name several."""
    told = places.place(known).facility if known else None
    if told is not None:
        return told
    state = country if country in {"cn", "kp"} else None
    named = kinds(words, state) if words else ()
    return named[0].key if len(named) == 1 else OPEN


@cache
def _answering(involved: tuple[Involved, ...]) -> dict[Dimension, Keys]:
    """Who answers for it: every body from the unit to below the State, every type, every State."""
    bodies = {
        _body(link, one.state)
        for one in involved
        for link in (one.chain[:-1] if one.state else one.chain) or (one.name,)
    }
    types = {kind for one in involved if (kind := one.type or _type(one))}
    states = {one.state for one in involved if one.state}
    return {
        Dimension.BODY: tuple(sorted(bodies)) or NOTHING,
        Dimension.TYPE: tuple(sorted(types)) or NOTHING,
        Dimension.STATE: tuple(sorted(states)) or NOTHING,
    }


def _body(words: str, state: str | None) -> str:
    """The key of the one body that words may name in a State's hands; what kind of body it is where several are of one
    kind ("police", no State told); else the words."""
    if words in authorities():
        return words
    found = _named(words, state)
    if len(found) == 1:
        return found[0].key
    kinds_of = {one.type for one in found}
    kind = kinds_of.pop() if len(kinds_of) == 1 else None
    return f"{TYPED}{kind}" if kind else words


def in_words(dimension: Dimension, key: str) -> bool:
    """Whether a key is words of a source and no term of a list: who answers for an act, or who published it."""
    if dimension is Dimension.BODY:
        return bool(key) and key not in authorities() and not key.startswith(TYPED)
    return dimension is Dimension.SOURCE and bool(key)


def _type(one: Involved) -> str | None:
    """What kind of body somebody is by definition, where nobody says."""
    at = authorities().get(one.chain[0]) if one.chain else None
    types = {at.type} if at is not None and at.type else {body.type for body in _named(one.name, one.state)}
    return types.pop() if len(types) == 1 else None


def _named(words: str, state: str | None) -> list[Authority]:
    """The bodies that words may name in a State's hands."""
    return [one for one in named_bodies(words) if state is None or one.key.startswith(f"{state.lower()}-")]


def _years(born: date, at: date) -> int:
    """Full years of age; what happened before the birth happened at nought."""
    return max(0, at.year - born.year - ((at.month, at.day) < (born.month, born.day)))


def _group(age: int) -> str:
    at = max(index for index, least in enumerate(AGES) if least <= age)
    return f"{AGES[at]}-{AGES[at + 1] - 1}" if at + 1 < len(AGES) else f"{AGES[at]}+"
