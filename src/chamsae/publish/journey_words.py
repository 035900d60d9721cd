"""A journey in the reader's language: kinds of steps, days, lengths, what is missing (resources/journey.yml)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from chamsae.model.journey import Gap, Journey, Span, Step, StepKind, Untold
from chamsae.text import places
from chamsae.text.basemap import basemap
from chamsae.text.custody import facility, hands
from chamsae.text.gazetteer import title
from chamsae.text.shipped import shipped

#: How many of the places that a name may mean are named; how many others there are is said.
NAMED = 3


def kind(one: StepKind, language: str) -> str:
    """What a step is, in a word or two."""
    return _table()["kinds"][one.value][language]


def act(term: str, language: str) -> str:
    """A reader's act in words; its term with spaces where there are none."""
    words = _table()["acts"].get(term)
    return words[language] if words else term.replace("_", " ")


def acts(step: Step, language: str) -> tuple[str, ...]:
    """What a step tells was done, each once, without what the word for its kind says already."""
    named = dict.fromkeys(act(term, language) for term in step.acts)
    return tuple(one for one in named if one.casefold() != kind(step.kind, language).casefold())


def what(step: Step, language: str) -> str:
    """The kind of a step and what was done: "Held: moved elsewhere"."""
    return ": ".join(filter(None, (kind(step.kind, language), ", ".join(acts(step, language)))))


def said(group: str, key: str, language: str, **put: object) -> str:
    """A sentence of the list, with what belongs into it."""
    words = _table()[group][key][language]
    return words % put if put else words


def place(step: Step, language: str) -> str:
    """Where a step was: the place, the words for one that no list knows, or all it may be."""
    if step.open:
        named = said("map", "or", language).join(title(key, language) for key in step.open[:NAMED])
        more = len(step.open) - NAMED
        rest = said("map", "others", language, count=more) if more > 0 else ""
        return said("map", "open", language, places=f"{named}{rest}")
    return named_place(step.place, language)


def named_place(key: str | None, language: str) -> str:
    """A place by its key, or the words for one that no list knows."""
    return (places.name(key, language) or "").removeprefix("text:")


def absent(key: str, language: str) -> str:
    """A place that cannot be drawn, with why: it lies beyond our map, or nobody knows where."""
    beyond = places.listed(key) and not any(one in basemap().lands for one in places.countries(key))
    return said("map", "beyond" if beyond else "unplaced", language, place=named_place(key, language))


def house(step: Step, language: str) -> str:
    """The kind of place a person was held in."""
    found = facility(step.facility)
    return found.label[language] if found else ""


def holders(step: Step, language: str) -> str:
    """In whose hands: the authorities of the kind of place, else the State alone."""
    found = facility(step.facility)
    if found:
        return said("map", "or", language).join(hands(found, language))
    return places.name(step.state, language) or ""


def days(span: Span, language: str) -> str:
    """The days left for a step."""
    first = between(span.earliest_start, span.latest_start, language)
    last = between(span.earliest_end, span.latest_end, language)
    return first if first == last else said("days", "span", language, first=first, last=last)


def between(low: date | None, high: date | None, language: str) -> str:
    """The days that a moment may be on; never a first of January that nobody told."""
    if low is None or high is None:
        known = low or high
        if known is None:
            return said("days", "unknown", language)
        return said("days", "since" if high is None else "until", language, day=day(known, language))
    return _whole(low, high, language) or f"{day(low, language)} – {day(high, language)}"


def day(one: date, language: str) -> str:
    """9 October 2023, 2023년 10월 9일, 2023年10月9日."""
    return _DAY[language].format(year=one.year, month=one.month, day=one.day, name=_MONTHS[one.month - 1])


def length(low: float, high: float | None, language: str) -> str:
    """A length of time in days."""
    least, most = round(low), None if high is None else round(high)
    if most is None:
        return said("days", "least", language, low=f"{least:,}")
    if least == most:
        return said("days", "one" if least == 1 else "many", language, low=f"{least:,}")
    return said("days", "between", language, low=f"{least:,}", high=f"{most:,}")


def gap(one: Gap, language: str) -> str:
    """The days of which nothing is told."""
    return said("days", "gap", language, days=length(one.low, one.high, language))


def missing(journey: Journey, language: str) -> Iterator[str]:
    """What nobody has told, one sentence for each kind, with the numbers of the steps."""
    numbers = {step.id: str(at) for at, step in enumerate(journey.steps, 1)}
    for what in Untold:
        found = [one for one in journey.missing if one.what is what]
        if found:
            steps = ", ".join(numbers[one.step] for one in found if one.step)
            yield said("untold", what.value, language, steps=steps)


_MONTHS: Sequence[str] = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DAY: Mapping[str, str] = {
    "en": "{day} {name} {year}", "ko": "{year}년 {month}월 {day}일", "zh": "{year}年{month}月{day}日"
}  # fmt: skip
_MONTH: Mapping[str, str] = {"en": "{name} {year}", "ko": "{year}년 {month}월", "zh": "{year}年{month}月"}
_YEAR: Mapping[str, str] = {"en": "{year}", "ko": "{year}년", "zh": "{year}年"}


def _whole(low: date, high: date, language: str) -> str | None:
    """One day, a whole month or whole years, which are told as such; None for any other stretch."""
    if low == high:
        return day(low, language)
    whole_month = low.day == 1 and high == _month_end(low)
    if whole_month:
        return _MONTH[language].format(year=low.year, month=low.month, name=_MONTHS[low.month - 1])
    if (low.month, low.day, high.month, high.day) != (1, 1, 12, 31):
        return None
    years = [_YEAR[language].format(year=one.year) for one in (low, high)]
    return years[0] if low.year == high.year else " – ".join(years)


def _month_end(one: date) -> date:
    following = date(one.year + one.month // 12, one.month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


@cache
def _table() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    table: Mapping[str, Mapping[str, Mapping[str, str]]] = shipped("journey")
    return table
