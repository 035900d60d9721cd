"""A journey as lines of a screen: what happened, where and in whose hands, a bar on one axis of time, the quotes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from chamsae.model.claim import Claim
from chamsae.model.journey import Gap, Journey, Span, Step, StepKind, Untold
from chamsae.model.term import Obligation
from chamsae.text.custody import facility, hands
from chamsae.text.instruments import instruments, obligations
from chamsae.text.violations import proposed
from chamsae.web import labels
from chamsae.web.words import day_words, number

KIND: Mapping[StepKind, str | Promise] = {
    StepKind.FLIGHT: gettext_lazy("Flight"),
    StepKind.ARREST: gettext_lazy("Arrest"),
    StepKind.CUSTODY: gettext_lazy("Held"),
    StepKind.HANDOVER: gettext_lazy("Handed over"),
    StepKind.ABUSE: gettext_lazy("Done to them there"),
    StepKind.RELEASE: gettext_lazy("Released"),
    StepKind.ARRIVAL: gettext_lazy("Arrival"),
    StepKind.DEATH: gettext_lazy("Death"),
}


@dataclass(frozen=True, slots=True)
class TimeBar:
    """Where a step may lie on the axis, in per cent: `left` to `right`; `sure` is the part it certainly covers."""

    left: float
    right: float
    sure: tuple[float, float] | None
    open_left: bool
    open_right: bool


@dataclass(frozen=True, slots=True)
class Year:
    """A line of the axis at the beginning of a year."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty of a State on the day of a step, in words."""

    instrument: str
    article: str
    text: str


@dataclass(frozen=True, slots=True)
class Lasted:
    """How long a step took: in days, and in the words of the source."""

    days: str
    words: str


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step: its number, what it is, where, under whom, when, its bar, its quotes, and the days free after it."""

    number: int
    step: Step
    kind: str
    acts: tuple[str, ...]
    place: str
    facility: str
    hands: str
    state: str
    days: str
    lengths: tuple[Lasted, ...]
    bar: TimeBar | None
    claims: tuple[Claim, ...]
    duties: tuple[Duty, ...]
    gap: str


@dataclass(frozen=True, slots=True)
class JourneyLines:
    """All steps on one axis of time; `gap` lines stand between the steps they part."""

    lines: tuple[StepLine, ...]
    years: tuple[Year, ...]
    missing: tuple[str, ...]


def journey_lines(journey: Journey, claims: Mapping[str, Claim]) -> JourneyLines:
    """The lines of a journey with the claims that its steps rest on."""
    around = _Around(_scale(journey.spans), {gap.after: gap for gap in journey.gaps}, claims)
    lines = tuple(
        _line(at, step, span, around)
        for at, (step, span) in enumerate(zip(journey.steps, journey.spans, strict=True), 1)
    )
    return JourneyLines(lines, _years(around.scale), tuple(missing_words(journey)))


def missing_words(journey: Journey) -> Iterable[str]:
    """What nobody has told, one sentence for each kind, with the numbers of the steps."""
    numbers = {step.id: str(at) for at, step in enumerate(journey.steps, 1)}
    untold: dict[Untold, list[str]] = {}
    for one in journey.missing:
        untold.setdefault(one.what, []).append(numbers[one.step] if one.step else "")
    if where := untold.get(Untold.PLACE):
        yield _("Where is not told: step %(steps)s") % {"steps": ", ".join(where)}
    if when := untold.get(Untold.DAY):
        yield _("On which day is not told: step %(steps)s") % {"steps": ", ".join(when)}
    if Untold.OUTCOME in untold:
        yield _("What became of the person is not told")


@dataclass(frozen=True, slots=True)
class _Around:
    """What all lines share: the axis, the gaps by the step before them, the claims by id."""

    scale: "Scale | None"
    gaps: Mapping[str, Gap]
    claims: Mapping[str, Claim]


def _line(at: int, step: Step, span: Span, around: _Around) -> StepLine:
    kind = facility(step.facility)
    language = labels.tongue()
    told = [around.claims[id] for id in step.claims if id in around.claims]
    quoted = {(claim.document, claim.quote.start): claim for claim in told}
    gap = around.gaps.get(step.id)
    return StepLine(
        number=at,
        step=step,
        kind=str(KIND[step.kind]),
        acts=tuple(dict.fromkeys(labels.act(act) for act in step.acts)),
        place=labels.place(step.place),
        facility=kind.label[language] if kind else "",
        hands=_(" or ").join(hands(kind, language)) if kind else "",
        state=labels.place(step.state) if step.state else "",
        days=_days(span),
        lengths=tuple(Lasted(_length(one.low, one.high), one.words) for one in step.lengths),
        bar=_bar(span, around.scale) if around.scale else None,
        claims=tuple(quoted.values()),
        duties=tuple(_duties(step, span)),
        gap=_gap(gap) if gap else "",
    )


def _duties(step: Step, span: Span) -> list[Duty]:
    """What bound the State in whose hands the person was, as to what was done; where the day is known well enough."""
    first, last = span.earliest_start, span.latest_start
    if step.state is None or first is None or last is None or step.kind is StepKind.CUSTODY:
        return []
    codes = [term.code for act in step.acts for term in proposed(act)]
    found: dict[tuple[str, str], Obligation] = {}
    for code in codes:
        early = {(one.instrument, one.duty.article) for one in obligations(step.state, first, code)}
        for one in obligations(step.state, last, code):
            if (one.instrument, one.duty.article) in early:
                found[one.instrument, one.duty.article] = one
    tongue = labels.tongue()
    named = {one.key: one.label[tongue] for one in instruments()}
    return [Duty(named[one.instrument], _article(one.duty.article), one.duty.text[tongue]) for one in found.values()]


def _article(number: str) -> str:
    return _("Art. %(article)s") % {"article": number} if number else ""


@dataclass(frozen=True, slots=True)
class Scale:
    """The first and last day shown."""

    first: date
    last: date

    def at(self, day: date) -> float:
        """Where a day lies, in per cent."""
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return round(2 + max(0.0, min(1.0, share)) * 96, 2)


def _scale(spans: Sequence[Span]) -> Scale | None:
    """From the first to the last day that any step names."""
    days = [
        day
        for span in spans
        for day in (span.earliest_start, span.latest_start, span.earliest_end, span.latest_end)
        if day is not None
    ]
    return Scale(min(days), max(days)) if days else None


def _years(scale: Scale | None) -> tuple[Year, ...]:
    if scale is None:
        return ()
    years = range(scale.first.year + 1, scale.last.year + 1)
    step = max(1, len(years) // 6)
    return tuple(Year(scale.at(date(year, 1, 1)), str(year)) for year in years[::step])


def _bar(span: Span, scale: Scale) -> TimeBar:
    sure = None
    if span.latest_start and span.earliest_end and span.latest_start <= span.earliest_end:
        sure = (scale.at(span.latest_start), scale.at(span.earliest_end))
    return TimeBar(
        left=scale.at(span.earliest_start or scale.first),
        right=scale.at(span.latest_end or scale.last),
        sure=sure,
        open_left=span.earliest_start is None,
        open_right=span.latest_end is None,
    )


def _days(span: Span) -> str:
    """The days left for a step in words."""
    first = _between(span.earliest_start, span.latest_start)
    last = _between(span.earliest_end, span.latest_end)
    return first if first == last else _("from %(first)s until %(last)s") % {"first": first, "last": last}


def _between(low: date | None, high: date | None) -> str:
    if low == high:
        return day_words(low) if low else _("not known")
    if low is None:
        return _("%(day)s or earlier") % {"day": day_words(high)}
    if high is None:
        return _("%(day)s or later") % {"day": day_words(low)}
    return f"{day_words(low)} – {day_words(high)}"


def _length(low: float, high: float | None) -> str:
    if high is None:
        return _("%(low)s days or more") % {"low": number(round(low))}
    if round(low) == round(high):
        return ngettext("%(low)s day", "%(low)s days", round(low)) % {"low": number(round(low))}
    return _("%(low)s to %(high)s days") % {"low": number(round(low)), "high": number(round(high))}


def _gap(gap: Gap) -> str:
    return _("%(days)s of which nothing is told") % {"days": _length(gap.low, gap.high)}
