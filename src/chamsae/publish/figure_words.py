"""What a picture or table of one released figure says about it, and in which order its claims stand.

In English as the pages of bundles say it, in other languages as editions do (chamsae.publish.edition.words).
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from chamsae.errors import InputError, phrase
from chamsae.model.release import Citation, Release, ReleasedClaim, ReleasedFigure
from chamsae.publish.edition import words
from chamsae.text.amounts import iso_words, range_words


def only_figure(release: Release) -> ReleasedFigure:
    """The figure of a release of one; raises InputError when it holds none or several."""
    if len(release.figures) != 1:
        raise InputError(
            phrase("it holds %(count)s figures, a picture shows one", count=len(release.figures)),
            thing=phrase("release %(id)s", id=release.id[:12]),
            do=phrase("Release one figure by itself."),
        )
    return release.figures[0]


def in_order(figure: ReleasedFigure) -> list[ReleasedClaim]:
    """Claims by origin, origins from the lowest number up; what repeats another stands right below it."""
    shown = {claim.id for claim in figure.claims}
    own = [claim for claim in figure.claims if claim.repeats not in shown]
    lowest = {claim.origin: _lowest(claim) for claim in sorted(own, key=_lowest, reverse=True)}
    own.sort(key=lambda one: (lowest[one.origin], one.origin, one.aside, _lowest(one), one.id))
    found = dict.fromkeys(one.id for claim in own for one in (claim, *_repeating(figure, claim, {claim.id})))
    claims = {claim.id: claim for claim in figure.claims}
    return [claims[id] for id in (*found, *(claim.id for claim in figure.claims if claim.id not in found))]


def who_says(claim: ReleasedClaim, language: str = "en") -> str:
    """The speaker, through whom, and in which paper if that is another."""
    chain = [name for name in claim.via if name != claim.speaker]
    paper = claim.citation.publisher
    through = f", {words.said('through', language, names=', '.join(chain))}" if chain else ""
    printed = f" ({paper})" if paper and paper != claim.speaker and paper not in chain else ""
    return f"{claim.speaker}{through}{printed}"


def range_of(figure: ReleasedFigure, language: str = "en") -> str:
    """Its range, with the unit."""
    if language != "en":
        return words.number_range(figure.low, figure.high, figure.unit, language)
    return range_words(figure.low, figure.high, figure.unit)


def claim_words(claim: ReleasedClaim, figure: ReleasedFigure, language: str = "en") -> str:
    """The number a claim tells, as it tells it."""
    return claim.words if language == "en" else words.amount(claim, figure.unit, language)


def aside_words(claim: ReleasedClaim, language: str = "en") -> str:
    """That a claim is set aside, and why."""
    said = words.said("aside", language)
    return f"{said}: {claim.because}" if claim.because else said


def heading(figure: ReleasedFigure, language: str = "en", place: str = "") -> str:
    """What is counted, what was done to them, where (the key of the place where it is known), when."""
    if language != "en":
        return words.heading(figure, language, place)
    what = f"{figure.counted}: {figure.act}" if figure.act else figure.counted
    return ", ".join(part for part in (what, figure.place, iso_words(figure.when or "")) if part)


def settled_words(figure: ReleasedFigure, language: str = "en") -> str:
    """Whether and when a person settled it, over how many origins."""
    if language != "en":
        return words.standing(figure, language)
    origins = f"{words.origins(figure)} independent origin{'' if figure.origins == 1 else 's'}."
    disagree = " No single number satisfies all of them." if figure.contradictory else ""
    if figure.settled_by is None:
        return f"Proposed; no person has settled it. {origins}{disagree}"
    number = f"Settlement {figure.settlement}" if figure.settlement else "Settled"
    at = f", {_day(figure.settled_at)}" if figure.settled_at else ""
    again = " New evidence has reopened it since." if figure.reopened else ""
    return f"{number}{at}. {origins}{disagree}{again}"


def footnote(cited: Citation, language: str = "en") -> str:
    """Where a quote stands: publisher, title, date, address, when it was captured, the bytes' hash."""
    if language != "en":
        return words.footnote(cited, language)
    address = cited.address or "no address: a file"
    stated = " (as the file itself says)" if cited.address and cited.address_stated else ""
    published = iso_words(cited.published) if cited.published else "undated"
    captured = f"captured {_day(cited.captured_at)}, SHA-256 {cited.sha256[:16]}…"
    parts = (cited.publisher, cited.title, published, f"{address}{stated}", captured)
    return ". ".join(part for part in parts if part)


def foot_words(release: Release, language: str = "en") -> Iterator[str]:
    """What stays inside and why, then how the release can be named and checked."""
    if language != "en":
        yield from words.foot(release, language)
        return
    for item in release.withheld:
        thing = item.kind if item.count == 1 else f"{item.kind}s"
        yield f"Withheld: {item.count} {thing}, because {item.because}."
    made = _day(release.made_at)
    yield f"Claims of one origin count once. Release {release.id[:16]}…, {made}, at log entry {release.log_number}."


def _repeating(figure: ReleasedFigure, claim: ReleasedClaim, seen: set[str]) -> Iterator[ReleasedClaim]:
    """Claims that repeat this one, each with those that repeat it in turn."""
    for one in figure.claims:
        if one.repeats == claim.id and one.id not in seen:
            seen.add(one.id)
            yield one
            yield from _repeating(figure, one, seen)


def _lowest(claim: ReleasedClaim) -> float:
    given = claim.low if claim.low is not None else claim.high
    return float("inf") if given is None else float(given)


def _day(at: datetime) -> str:
    return iso_words(at.astimezone(UTC).date().isoformat())
