"""What a release holds beside figures and tables: cases under codes, narratives without names, and all of it in one.

Nothing else constructs a ReleasedPackage, ReleasedCase or ReleasedText.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from chamsae.errors import InputError, Withheld, phrase
from chamsae.model.canonical import canonical
from chamsae.model.release import Release, WithheldItem
from chamsae.model.released_estimate import ReleasedEstimation
from chamsae.model.released_package import ReleasedCase, ReleasedPackage, ReleasedStep, ReleasedText
from chamsae.model.released_table import ReleasedTable
from chamsae.model.when import When
from chamsae.protect.candidates import ENOUGH, Coarsened, Detail, Traces, View, coarser_dates, viewed
from chamsae.protect.candidates_text import text_viewed
from chamsae.protect.known_names import KnownNames
from chamsae.protect.redact_text import redact
from chamsae.protect.roll import Roll
from chamsae.text import places
from chamsae.text.amounts import when_iso

NONE: Mapping[str, str] = MappingProxyType({})
#: Why a case or a narrative stays inside.
RECOGNISED = phrase(
    "fewer than %(count)s of the returned could be meant, for somebody who knows every return", count=ENOUGH
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """A step of somebody's case as the casebook has it: the kind, and what it tells of who they are."""

    violation: str | None
    traces: Traces


def release_case(
    steps: Sequence[Happened], rolls: Sequence[Roll], *, code: str, sex: str | None, language: str
) -> ReleasedCase:
    """A case as somebody who knows every return may see it; raises Withheld where they could recognise who it is.

    All dates of a case are as coarse as the worst, since steps follow each other.
    """
    views = [viewed(one.traces, rolls) for one in steps]
    if any(view.withheld for view in views):
        raise Withheld(RECOGNISED, thing=code, do=phrase("Leave it out, or tell it in numbers only."))
    days = max((_days(view.traces.when) for view in views if view.steps), default=0)
    told = (_step(one, view, days, language) for one, view in zip(steps, views, strict=True))
    return ReleasedCase(code=code, sex=sex, steps=tuple(told), coarser=tuple(dict.fromkeys(_coarser(views))))


def release_text(text: str, rolls: Sequence[Roll], known: KnownNames, *, code: str, language: str) -> ReleasedText:
    """A narrative without known names, its dates coarse enough; raises Withheld where that is not to be had."""
    seen = text_viewed(text, rolls)
    if seen.withheld:
        raise Withheld(RECOGNISED, thing=code, do=phrase("Take the places out that it names, or leave it inside."))
    done = redact(seen.text, known)
    changed = (f"date: {instead}" for _, instead in seen.changed)
    return ReleasedText(code=code, language=language, text=done.text, coarser=tuple(dict.fromkeys(changed)))


def package(
    *,
    title: str,
    audience: str,
    recipient: str,
    language: str,
    day: str,
    log_number: int,
    log_hash: str,
    figures: Release | None,
    tables: Iterable[ReleasedTable],
    cases: Iterable[ReleasedCase],
    texts: Iterable[ReleasedText],
    withheld: Iterable[tuple[str, str]],
    paper: Mapping[str, str] = NONE,
    holdings: Mapping[str, str] = NONE,
    where: Mapping[str, str] = NONE,
    estimations: Iterable[ReleasedEstimation] = (),
) -> ReleasedPackage:
    """All of it, with an id that follows from it; cases and texts by their codes, which have no order.

    `withheld` are kinds of things that stay inside, each with why; `where` are the places of figures. The others are as
    ReleasedPackage has them. Raises InputError for text no file can hold.
    """
    made = ReleasedPackage(
        id="", title=title, audience=audience, recipient=recipient, language=language, day=day, log_number=log_number,
        log_hash=log_hash, figures=figures, tables=tuple(tables),
        cases=tuple(sorted(cases, key=lambda one: one.code)), texts=tuple(sorted(texts, key=lambda one: one.code)),
        withheld=tuple(_counted(withheld)), paper=paper, holdings=holdings, places=where,
        estimations=tuple(estimations),
    )  # fmt: skip
    try:
        return replace(made, id=content_id(made))
    except ValueError as error:
        raise InputError(
            phrase("cannot be written down: %(error)s", error=error), thing="release", do=phrase("Correct the title.")
        ) from error


def content_id(made: ReleasedPackage) -> str:
    """The id that follows from all a package holds; raises ValueError for text no file can hold."""
    return f"p{hashlib.sha256(canonical(replace(made, id='')).encode('utf-8')).hexdigest()[:32]}"


def _counted(withheld: Iterable[tuple[str, str]]) -> Iterator[WithheldItem]:
    found: dict[tuple[str, str], int] = {}
    for one in withheld:
        found[one] = found.get(one, 0) + 1
    for (kind, because), count in sorted(found.items()):
        yield WithheldItem(kind=kind, count=count, because=because)


def _step(one: Happened, view: View, days: int, language: str) -> ReleasedStep:
    when = _wide(view.traces.when, days)
    place = places.name(view.traces.place, language) if view.traces.place else None
    told = when_iso(replace(when, text=None)) if when else None
    return ReleasedStep(violation=one.violation, when=told, place=place, key=view.traces.place if place else None)


def _wide(when: When | None, days: int) -> When | None:
    """The time, so coarse that it spans so many days; months differ by three."""
    if when is None or _days(when) >= days - 3:
        return when
    return next((one for one in coarser_dates(when) if _days(one) >= days - 3), when)


def _days(when: When | None) -> int:
    return (when.end - when.start).days if when and when.start and when.end else 0


def _coarser(views: Iterable[View]) -> Iterator[str]:
    for step in (step for view in views for step in view.steps):
        yield f"{step.detail.value}: {_said(step)}, since fewer than {ENOUGH} of the returned fitted"


def _said(step: Coarsened) -> str:
    if not step.after:
        return "left out"
    return step.after if step.detail is not Detail.PLACE else places.name(step.after) or step.after
