"""A journey as lines of a screen: what happened, where and in whose hands, a bar on one axis of time, the quotes."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from chamsae.model.claim import Claim
from chamsae.model.journey import Gap, Journey, Span, Step, StepKind
from chamsae.model.term import Obligation
from chamsae.publish import journey_words as words
from chamsae.publish.journey_strip import Scale, TimeBar, Year, bar, scale, years
from chamsae.text.gazetteer import known
from chamsae.text.instruments import instruments, obligations
from chamsae.text.violations import proposed
from chamsae.web import labels


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
    """One step: its number, what it is, where, under whom, when, its bar, its quotes, and the days free after it.

    `said` are the words that date it, `key` is that of its place where the gazetteer has it.
    """

    number: int
    step: Step
    kind: str
    acts: tuple[str, ...]
    place: str
    facility: str
    hands: str
    state: str
    days: str
    said: tuple[str, ...]
    key: str | None
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
    around = _Around(scale(journey.spans), {gap.after: gap for gap in journey.gaps}, claims)
    lines = tuple(
        _line(at, step, span, around)
        for at, (step, span) in enumerate(zip(journey.steps, journey.spans, strict=True), 1)
    )
    return JourneyLines(lines, years(around.scale), tuple(words.missing(journey, labels.tongue())))


@dataclass(frozen=True, slots=True)
class _Around:
    """What all lines share: the axis, the gaps by the step before them, the claims by id."""

    scale: Scale | None
    gaps: Mapping[str, Gap]
    claims: Mapping[str, Claim]


def _line(at: int, step: Step, span: Span, around: _Around) -> StepLine:
    language = labels.tongue()
    told = [around.claims[id] for id in step.claims if id in around.claims]
    quoted = {(claim.document, claim.quote.start): claim for claim in told}
    gap = around.gaps.get(step.id)
    return StepLine(
        number=at,
        step=step,
        kind=words.kind(step.kind, language),
        acts=words.acts(step, language),
        place=words.place(step, language),
        facility=words.house(step, language),
        hands=words.holders(step, language) if step.facility else "",
        state=labels.place(step.state) if step.state else "",
        days=words.days(span, language),
        said=tuple(dict.fromkeys(one.when.text for one in step.dated if one.when.text)),
        key=step.place if step.place and known(step.place) else None,
        lengths=tuple(Lasted(words.length(one.low, one.high, language), one.words) for one in step.lengths),
        bar=bar(span, around.scale) if around.scale else None,
        claims=tuple(quoted.values()),
        duties=tuple(_duties(step, span)),
        gap=words.gap(gap, language) if gap else "",
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
