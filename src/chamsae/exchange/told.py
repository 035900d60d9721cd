"""What no field of another system holds, as readable lines ("victim: three women") in its field for notes, and back."""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from chamsae.model.amount import Amount, Comparator
from chamsae.model.claim import (
    Act,
    Claim,
    Figure,
    Intervention,
    Involvement,
    Modality,
    Name,
    Speaker,
    SpeakerKind,
    Statement,
)
from chamsae.model.exchange import Going, Left
from chamsae.model.when import Precision, When

#: Ids of claims named in a report.
SHOWN = 5


def lines(going: Going) -> list[str]:
    """What a claim says beyond the fields that every format has: its terms, words, force, speaker and time."""
    claim = going.claim
    said = dict(_value(claim))
    if claim.modality is not Modality.REPORTED:
        said["force"] = claim.modality.value
    if claim.speaker:
        said["speaker"] = f"{claim.speaker.kind.value} {claim.speaker.text}"
    if claim.when and claim.when.text:
        said["time"] = claim.when.text
    if claim.when and precise(claim.when) is None:
        said["precision"] = claim.when.precision.value
    return [f"{key}: {value}" for key, value in said.items() if value]


def parsed(notes: Iterable[str]) -> dict[str, str]:
    """The lines back as keys and values; lines of others are left out."""
    found = (line.partition(": ") for note in notes for line in note.split("\n"))
    return {key: value for key, colon, value in found if colon and key in KEYS}


KEYS = frozenset({
    "act", "victim", "actor", "force", "speaker", "time", "precision", "low", "high", "comparator", "unit", "counted",
    "direct", "degree", "type", "asked", "response", "reply", "party", "about", "name", "statement",
})  # fmt: skip


def _value(claim: Claim) -> Iterator[tuple[str, str]]:
    match value := claim.value:
        case Act():
            yield from (("act", value.act), ("victim", value.victim or ""), ("actor", value.actor or ""))
        case Figure(amount=amount):
            yield from (("low", _number(amount.low)), ("high", _number(amount.high)), ("unit", amount.unit))
            yield from (("comparator", amount.comparator.value), ("counted", value.counted), ("act", value.act or ""))
        case Statement():
            yield from (("statement", value.text), ("direct", "yes" if value.direct else "no"))
        case Involvement():
            yield from (("actor", value.actor), ("degree", value.degree or ""), ("type", value.type or ""))
        case Intervention():
            yield from (("type", value.type), ("party", value.party), ("about", value.about or ""))
            yield from (("asked", " | ".join(value.asked)), ("response", value.response or ""))
            yield ("reply", value.reply or "")
        case Name():
            yield ("name", value.text)


def figure(told: Mapping[str, str]) -> Figure:
    """The figure that lines tell; raises ValueError where they do not."""
    amount = Amount(
        low=_from(told.get("low")),
        high=_from(told.get("high")),
        comparator=Comparator(told["comparator"]),
        unit=told["unit"],
    )
    return Figure(amount=amount, counted=told.get("counted", ""), act=told.get("act"))


def statement(told: Mapping[str, str]) -> Statement:
    """The statement that lines tell."""
    return Statement(text=told["statement"], direct=told.get("direct") == "yes")


def speaker(told: Mapping[str, str]) -> Speaker | None:
    """Who says so, where lines tell it."""
    kind, _, text = told.get("speaker", "").partition(" ")
    return Speaker(text=text, kind=SpeakerKind(kind)) if text and kind in set(SpeakerKind) else None


def force(told: Mapping[str, str]) -> Modality:
    """With what force it is said; reported where nothing is told."""
    word = told.get("force", "")
    return Modality(word) if word in set(Modality) else Modality.REPORTED


def worded(when: When | None, told: Mapping[str, str]) -> When | None:
    """The time with the words and the precision that lines tell."""
    words, precision = told.get("time"), told.get("precision", "")
    if when is None:
        return When(text=words) if words else None
    found = Precision(precision) if precision in set(Precision) else when.precision
    return replace(when, text=words, precision=found)


def precise(when: When) -> str | None:
    """A time as a day, month or year in ISO 8601, cut off where it is not known; None for any other interval.

    So no day and no month is made up: a year stays "2023" and never becomes its first of January.
    """
    if not (when.start and when.end):
        return None
    for length, precision in ((10, Precision.DAY), (7, Precision.MONTH), (4, Precision.YEAR)):
        cut = when.start.isoformat()[:length]
        if when.precision is precision and (when.start, when.end) == _bounds(cut):
            return cut
    return None


def interval(when: When) -> str:
    """A time as a day, month, year or from..to; empty where it has no end at all."""
    if exact := precise(when):
        return exact
    return f"{when.start or ''}..{when.end or ''}" if when.start or when.end else ""


def of_interval(text: str) -> When | None:
    """A time as `interval` writes it; None for an empty one."""
    start, dots, end = text.partition("..")
    return None if not text else between(start, end) if dots else when_of(text)


def when_of(text: str) -> When:
    """The interval that a day, month or year in ISO 8601 stands for; raises ValueError for anything else."""
    start, end = _bounds(text)
    return When(start=start, end=end, precision={10: Precision.DAY, 7: Precision.MONTH, 4: Precision.YEAR}[len(text)])


def between(start: str, end: str) -> When:
    """The interval from the first day of one to the last day of the other; an empty one is an open end."""
    first, last = (_bounds(start)[0] if start else None), (_bounds(end)[1] if end else None)
    return When(start=first, end=last, precision=Precision.RANGE)


def left(going: Iterable[Going], why: Mapping[str, str]) -> tuple[Left, ...]:
    """The claims a format has no place for, by kind, with the reason."""
    found: dict[str, list[str]] = {}
    for one in going:
        found.setdefault(one.claim.kind.value, []).append(one.claim.id)
    return tuple(
        Left(
            what=f"{kind}: {why.get(kind, 'the format has no place for it')}", count=len(ids), claims=tuple(ids[:SHOWN])
        )
        for kind, ids in found.items()
    )


def _bounds(text: str) -> tuple[date, date]:
    if len(text) == 4 and text.isdigit():
        return date(int(text), 1, 1), date(int(text), 12, 31)
    if len(text) == 7:
        first = date.fromisoformat(f"{text}-01")
        return first, first.replace(day=monthrange(first.year, first.month)[1])
    if len(text) != 10:
        raise ValueError(f"“{text}” is no day, month or year")
    day = date.fromisoformat(text)
    return day, day


def _number(number: float | None) -> str:
    return "" if number is None else str(int(number) if float(number).is_integer() else number)


def _from(text: str | None) -> float | None:
    if not text:
        return None
    number = float(text)
    return int(number) if number.is_integer() else number
