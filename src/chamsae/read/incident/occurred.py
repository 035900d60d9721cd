"""When the main incident happened: the months and years a document names, weighed by what stands beside them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import log1p

from chamsae.model.when import Precision
from chamsae.read.english.dates import DateMention
from chamsae.read.incident.telling import Telling, Told, grave_groups, group_of, violation_groups
from chamsae.read.scorer import shipped

#: From which probability on a year, and a month, is proposed (chosen by cross-validation on the training articles).
ENOUGH_YEAR, ENOUGH_MONTH = 0.2, 0.2
#: Months before publication, by bands: this month, the last, within half a year, a year, five years, longer.
_BANDS = ((0, "this"), (1, "last"), (6, "half year"), (12, "year"), (60, "five years"), (10_000, "longer"))


@dataclass(frozen=True, slots=True)
class Period:
    """A year, or a month of it."""

    year: int
    month: int | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """A period with the probability that the main incident happened in it, and the times named that say so."""

    period: Period
    probability: float
    mentions: tuple[DateMention, ...]


@dataclass(slots=True)
class _Signs:
    values: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    mentions: list[DateMention] = field(default_factory=list)


def ranked(telling: Telling, *, months: bool) -> list[Dated]:
    """The months (or years) a document names or was published in, the likeliest first."""
    scorer = shipped("incident_month" if months else "incident_year")
    found = [
        Dated(period, scorer.probability(known), mentions)
        for period, (known, mentions) in candidates(telling, months=months).items()
    ]
    return sorted(found, key=lambda dated: (-dated.probability, dated.period.year, dated.period.month or 0))


def candidates(telling: Telling, *, months: bool) -> Mapping[Period, tuple[dict[str, float], tuple[DateMention, ...]]]:
    """For each period named, and that of publication, what speaks for it."""
    signs: dict[Period, _Signs] = {}
    published = telling.article.reference
    for number, (told, mention) in enumerate(_named(telling)):
        if period := _period(mention, months=months):
            one = signs.setdefault(period, _Signs())
            one.mentions.append(mention)
            for sign in _signs(telling, told, mention, first=number == 0):
                one.values[sign] += 1
            one.values["nearest"] = max(one.values["nearest"], _nearness(told, mention))
    if published:
        own = Period(published.year, published.month if months else None)
        signs.setdefault(own, _Signs()).values["published"] = 1
    return {period: (_finished(period, one, signs, published), tuple(one.mentions)) for period, one in signs.items()}


def _named(telling: Telling) -> Iterator[tuple[Told, DateMention]]:
    for told in telling.told:
        for mention in telling.article.sentence_dates(told.sentence):
            if not mention.needs and mention.form != "vague":
                yield told, mention


def _period(mention: DateMention, *, months: bool) -> Period | None:
    start, end = mention.when.start, mention.when.end
    if start is None or end is None or start.year != end.year:
        return None
    if not months:
        return Period(start.year)
    return Period(start.year, start.month) if start.month == end.month else None


def _signs(telling: Telling, told: Told, mention: DateMention, *, first: bool) -> Iterator[str]:
    yield "named"
    yield f"form {mention.form}"
    if first:
        yield "first"
    if mention.when.precision is Precision.DAY:
        yield "day"
    if told.any_of(grave_groups()):
        yield "grave"
    elif told.any_of(violation_groups()):
        yield "deed"
    if told.before < 60 + len(telling.title.split()):
        yield "top"
    elif told.before < 250:
        yield "upper"
    if telling.article.quotation_at(mention.start, mention.end):
        yield "quoted"


def _nearness(told: Told, mention: DateMention) -> float:
    """1 beside a word of a violation, less with each word between, 0 in a sentence without one."""
    tokens = told.sentence.tokens(mention.start, mention.end)
    if not tokens or not told.any_of(violation_groups()):
        return 0.0
    gaps = (abs(token.i - tokens[0].i) for token in told.sentence.span if group_of(token.lower_) in violation_groups())
    return 1 / (1 + min(gaps, default=1000) / 4)


def _finished(period: Period, one: _Signs, rivals: Mapping[Period, _Signs], published: date | None) -> dict[str, float]:
    known: dict[str, float] = {}
    for sign, value in one.values.items():
        known[f"log {sign}"] = log1p(value)
        known[f"any {sign}"] = float(value > 0)
    for sign in ("named", "grave", "nearest"):
        most = max(other.values.get(sign, 0.0) for other in rivals.values())
        known[f"most {sign}"] = float(one.values.get(sign, 0.0) == most > 0)
        total = sum(other.values.get(sign, 0.0) for other in rivals.values())
        known[f"share {sign}"] = one.values.get(sign, 0.0) / total if total else 0.0
    known["rivals"] = log1p(len(rivals))
    if published:
        gap = (published.year - period.year) * 12 + (published.month - period.month if period.month else 0)
        known[f"gap {'future' if gap < 0 else next(name for most_months, name in _BANDS if gap <= most_months)}"] = 1
    return known
