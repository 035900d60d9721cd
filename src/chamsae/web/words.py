"""Claims, amounts and times in plain words of the reader's language; the source's own words keep their language."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from chamsae.model.amount import Amount, Comparator, Number
from chamsae.model.claim import (
    Act,
    Claim,
    Detail,
    Figure,
    Intervention,
    Involvement,
    Modality,
    Name,
    Speaker,
    SpeakerKind,
    Statement,
    Time,
)
from chamsae.model.when import Precision, When
from chamsae.text.vocabulary import fields, label
from chamsae.web import labels

#: Counting words that add nothing to "people".
GENERIC = frozenset({"people", "persons", "individuals", "명", "여 명", "사람", "人", "名"})


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a claim in words; `own` when they are the source's words (shown in its language)."""

    text: str
    own: bool = False
    strong: bool = False


def claim_words(claim: Claim) -> list[Part]:
    """What is said, of whom, where, when and by whom: "more than 500 people · sent back · … · X says, through Y"."""
    return [part for part in (*_said(claim), *_circumstances(claim), *_speaking(claim)) if part.text]


def sentence(claim: Claim) -> str:
    """The same in one line of plain text."""
    return " · ".join(part.text for part in claim_words(claim))


def amount_words(amount: Amount) -> str:
    """ "more than 500 people"; an open vague amount says that no number is given."""
    vague = amount.comparator is Comparator.VAGUE
    if vague and (amount.low is None or amount.high is None):
        return _("an unstated number of %(unit)s") % {"unit": labels.unit(amount.unit)}
    one = amount.comparator is Comparator.EXACT and amount.low == 1
    names = {"low": number(amount.low), "high": number(amount.high), "unit": labels.unit(amount.unit, one=one)}
    return str(labels.AMOUNT[amount.comparator]) % names


def range_words(low: Number | None, high: Number | None, unit: str) -> str:
    """A settled or proposed range: "500 to 620 people", "at least 500 people", "no range"."""
    names = {"low": number(low), "high": number(high), "unit": labels.unit(unit, one=low == high == 1)}
    if low is None and high is None:
        return _("no range yet")
    if high is None:
        return _("at least %(low)s %(unit)s") % names
    if low is None:
        return _("up to %(high)s %(unit)s") % names
    return (_("%(low)s %(unit)s") if low == high else _("%(low)s to %(high)s %(unit)s")) % names


def number(value: Number | None) -> str:
    """A number with thousands marked; nothing for None."""
    if value is None:
        return ""
    return f"{value:,.6g}" if isinstance(value, float) and not value.is_integer() else f"{int(value):,}"


def when_words(when: When | None) -> str:
    """ "9 October 2023", "October 2023", "1 to 3 May 2020", "before …"; the source's words where days are unknown."""
    if when is None:
        return ""
    if when.start is None and when.end is None:
        return f"“{when.text}”" if when.text else ""
    if when.start is None or when.end is None:
        pattern = _("from %(day)s") if when.end is None else _("until %(day)s")
        return pattern % {"day": day_words(when.start or when.end)}
    return _closed(when.start, when.end, when.precision)


def day_words(day: date | None) -> str:
    """9 October 2023 · 2023년 10월 9일 · 2023年10月9日."""
    return date_format(day, pgettext("date format", "j F Y")) if day else ""


def speaker_words(speaker: Speaker | None) -> str:
    """Who says so, in words."""
    if speaker is None:
        return _("nobody is named as saying so")
    if speaker.kind is SpeakerKind.NARRATOR:
        return _("the text itself says so")
    if speaker.kind is SpeakerKind.UNNAMED:
        return _("according to “%(who)s”, not named") % {"who": speaker.text}
    if speaker.kind is SpeakerKind.DOCUMENT:
        return _("it stands in %(who)s") % {"who": speaker.text}
    return _("according to %(who)s") % {"who": speaker.text}


def _closed(start: date, end: date, precision: Precision) -> str:
    if start == end:
        return day_words(start)
    if precision is Precision.YEAR and start.year == end.year:
        return date_format(start, pgettext("date format, year", "Y"))
    if precision is Precision.MONTH and (start.year, start.month) == (end.year, end.month):
        return date_format(start, pgettext("date format, month", "F Y"))
    return _("%(start)s to %(end)s") % {"start": day_words(start), "end": day_words(end)}


def _said(claim: Claim) -> Iterator[Part]:
    value = claim.value
    match value:
        case Figure():
            yield Part(amount_words(value.amount), strong=True)
            yield Part("" if _says_nothing(value) else value.counted, own=True)
            yield Part(labels.act(value.act))
        case Name():
            yield Part(value.text, own=True, strong=True)
            yield Part(str(labels.NAME[value.type]))
            yield Part(", ".join(str(labels.ROLE.get(role, role)) for role in value.roles))
        case Act():
            yield Part(labels.act(value.act), strong=True)
            if value.victim:
                yield Part(_("to whom: %(who)s") % {"who": value.victim}, own=True)
            if value.actor:
                yield Part(_("by whom: %(who)s") % {"who": value.actor}, own=True)
        case Statement():
            yield Part(f"“{value.text}”" if value.direct else value.text, own=True, strong=True)
            yield Part(_("word for word") if value.direct else _("in other words"))
        case Time():
            yield Part(when_words(value.when), strong=True)
            yield Part(f"“{value.when.text}”" if value.when.text and value.when.start else "", own=True)
        case Detail() | Involvement() | Intervention():
            yield from _of_the_case(value)


def _of_the_case(value: Detail | Involvement | Intervention) -> Iterator[Part]:
    """A fact of a life, a part in an act, or something done about it."""
    tongue = labels.tongue()
    if isinstance(value, Detail):
        field = fields().get(value.field)
        yield Part(value.about, own=True, strong=True)
        yield Part(field.label[tongue] if field else value.field)
        yield Part(label(field.list, value.code, tongue) if field and field.list and value.code else "")
        yield Part(value.text, own=True)
        yield Part(value.other or "", own=True)
    elif isinstance(value, Involvement):
        yield Part(value.actor, own=True, strong=True)
        yield Part(label("degree", value.degree, tongue))
        yield Part(label("perpetrator", value.type, tongue))
    else:
        yield Part(label("intervention", value.type, tongue), strong=True)
        if value.party:
            yield Part(_("by whom: %(who)s") % {"who": value.party}, own=True)
        yield Part(_("for whom: %(who)s") % {"who": value.about} if value.about else "", own=True)
        yield Part(_("asked: %(who)s") % {"who": ", ".join(value.asked)} if value.asked else "", own=True)
        yield Part(label("response", value.response, tongue))


def _says_nothing(value: Figure) -> bool:
    """True where what is counted only repeats the unit: "340 people · people"."""
    counted = value.counted.strip().lower()
    return counted in GENERIC or counted.rstrip("s") == value.amount.unit


def _circumstances(claim: Claim) -> Iterator[Part]:
    yield Part(", ".join(claim.place), own=True)
    if not isinstance(claim.value, Time):
        yield Part(when_words(claim.when))
    if claim.modality is not Modality.ASSERTED:
        yield Part(str(labels.MODALITY[claim.modality]))


def _speaking(claim: Claim) -> Iterator[Part]:
    if claim.speaker is None and not isinstance(claim.value, Figure | Statement):
        return
    who = speaker_words(claim.speaker)
    if claim.via:
        who = _("%(who)s, through %(chain)s") % {"who": who, "chain": ", ".join(claim.via)}
    yield Part(who, own=claim.speaker is not None and claim.speaker.kind is not SpeakerKind.NARRATOR)
