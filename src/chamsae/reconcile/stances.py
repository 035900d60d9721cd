"""Statements that confirm, deny or evade a figure without giving it, tied to the figure they are about.

Only those who speak for a state or an international body take a stance. A statement is tied to the figure told in its
own sentence, else to the nearest one of its document; where its document tells none and its words are of a return, to
the one return of the ten days before it.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from chamsae.model.claim import Claim, ClaimKind, Modality
from chamsae.model.settlement import FigureGroup
from chamsae.model.stance import Position, Stance
from chamsae.model.when import Precision
from chamsae.reconcile.placed import COUNTED
from chamsae.reconcile.running import by_document
from chamsae.reconcile.scope import DocumentFacts
from chamsae.reconcile.spokesmen import Heading, heading, is_about, is_of_reports, is_of_return, position_of, statement

#: Acts that governments are asked about.
ACTS = frozenset({
    "repatriated", "detained", "arrested", "remaining", "residing", "transferred", "missing", "disappeared",
})  # fmt: skip
#: How far before and after a statement its figure may stand, in characters.
BEFORE, AFTER = 700, 300
EVERYBODY = COUNTED["north_korean"]
#: A statement whose words do not tell what it is about is about a figure told so shortly before it.
SHORTLY = 400
#: How far before a statement the word that hands it over stands.
VERB = 40
#: Words handed over less surely than this may be a name somebody gives, no statement.
SURE = 0.6
#: A statement is no word on what happened longer before it.
LATE = timedelta(days=180)
#: In another document it is about a return of so many days before.
SOON = timedelta(days=10)


@dataclass(frozen=True, slots=True)
class _Said:
    claim: Claim
    head: Heading
    position: Position


def stances(
    claims: Iterable[Claim],
    groups: Iterable[FigureGroup],
    documents: Mapping[str, DocumentFacts],
    heads: Mapping[str, str] | None = None,
) -> tuple[Stance, ...]:
    """All stances, by figure and day; a statement told in several documents is tied to a figure once.

    `heads` names, for a document that copies another, the one it copies: its telling is kept.
    """
    figures = {group.id: group for group in groups}
    group_of = {member.claim: group for group in figures.values() for member in group.members}
    returns = sorted(filter(_is_return, figures.values()), key=lambda group: (_first(group) or date.min, group.id))
    found: dict[tuple[str, ...], tuple[tuple[object, ...], Stance]] = {}
    for document, own in by_document(claims).items():
        copied = document in (heads or {})
        for said in _official(own, documents.get(document)):
            group, why = _figure(said, own, group_of) or _elsewhere(said, returns) or (None, "")
            if group is None:
                continue
            stance = _stance(said, group, why)
            who = said.head.body.key if said.head.body else said.head.speaker
            key = (group.id, who, said.position, f"{said.head.day}")
            rank = (copied, -len(statement(said.claim).text), said.claim.id)
            if key not in found or rank < found[key][0]:
                found[key] = rank, stance
    days = {key: key[3] for key in found}
    return tuple(found[key][1] for key in sorted(found, key=lambda key: (key[0], days[key], key)))


def _official(own: Sequence[Claim], facts: DocumentFacts | None) -> Iterator[_Said]:
    """The statements of one document that take a stance, by those who speak for a body."""
    speaks: dict[str, bool] = {}
    for claim in own:
        if claim.kind is not ClaimKind.STATEMENT or claim.speaker is None:
            continue
        if claim.speaker.text not in speaks:  # the office is looked for in all of the document, so once will do
            speaks[claim.speaker.text] = heading(claim, facts, own).body is not None
        if speaks[claim.speaker.text] and (position := _position(claim)):
            yield _Said(claim, heading(claim, facts, own), position)


def _position(claim: Claim) -> Position | None:
    if claim.modality is not Modality.DENIAL:
        position = position_of(f"{_lead(claim)} {statement(claim).text}")
        return position if position and not _is_scrap(claim) else None
    return None if _is_scrap(claim) else Position.DENIES


def _lead(claim: Claim) -> str:
    """The words that hand a statement over ("confirmed that"), from the speaker on where that stands before it."""
    at, speaker = claim.trigger.start - claim.quote.start, claim.speaker.text if claim.speaker else ""
    before = claim.quote.exact[max(0, at - VERB) : at]
    return before.rpartition(speaker)[2] if speaker and speaker in before else before.rpartition(". ")[2]


def _is_scrap(claim: Claim) -> bool:
    """True for a few words taken up from somebody ("labels them “economic migrants”"), and for what is said unsurely.

    "Finds the claim true" takes a stance by its verb.
    """
    text = statement(claim).text
    short = len(text.split()) < 4 if text.isascii() else len(text) < 6
    by_itself = position_of(text) is not None
    return (short and by_itself) or (claim.confidence < SURE and by_itself and position_of(_lead(claim)) is None)


def _figure(said: _Said, own: Sequence[Claim], group_of: Mapping[str, FigureGroup]) -> tuple[FigureGroup, str] | None:
    """The figure of the statement's sentence, else the nearest before it, else after it."""
    quote, about = said.claim.quote, is_about(f"{statement(said.claim).text} {said.claim.quote.exact}")
    fitting = [claim for claim in own if claim.id in group_of and _fits(group_of[claim.id], said.head.day)]
    # A government is asked about all of them rather than about the women among them.
    counted = [claim for claim in fitting if group_of[claim.id].scope.counted.startswith(EVERYBODY)] or fitting
    here = [claim for claim in counted if claim.quote.start == quote.start]
    if here:
        near = min(here, key=lambda claim: (abs(claim.trigger.start - said.claim.trigger.start), claim.id))
        return group_of[near.id], f"“{near.trigger.exact}” stands in its sentence"
    at = bisect_left([claim.trigger.start for claim in counted], said.claim.trigger.start)
    reach = BEFORE if about else SHORTLY if is_of_reports(f"{_lead(said.claim)} {statement(said.claim).text}") else 0
    if at and quote.start - counted[at - 1].trigger.end <= reach:
        return group_of[counted[at - 1].id], f"“{counted[at - 1].trigger.exact}” is told just before it"
    if about and at < len(counted) and counted[at].trigger.start - quote.end <= AFTER:
        return group_of[counted[at].id], f"“{counted[at].trigger.exact}” is told just after it"
    return None


def _elsewhere(said: _Said, returns: Sequence[FigureGroup]) -> tuple[FigureGroup, str] | None:
    """The one return of the days before a statement whose own document counts nobody near it."""
    day = said.head.day
    if day is None or not is_of_return(f"{statement(said.claim).text} {said.claim.quote.exact}"):
        return None
    near = [group for group in returns if (first := _first(group)) and first <= day <= first + SOON]
    if len(near) != 1:
        return None
    return near[0], f"it was said on {day}, and of the returns told the one of {_first(near[0])} alone is that recent"


def _fits(group: FigureGroup, day: date | None) -> bool:
    """True for a figure a government may be asked about on that day."""
    if group.scope.act not in ACTS:
        return False
    when = group.scope.when
    if day is None or when is None:
        return True
    vague = when.precision is Precision.VAGUE
    after = vague or when.start is None or when.start <= day
    return after and (when.end is None or day - when.end <= LATE)


def _is_return(group: FigureGroup) -> bool:
    """True for a return from the whole country on a known day."""
    when = group.scope.when
    days = when is not None and when.precision is Precision.DAY and when.start is not None
    return group.scope.act == "repatriated" and group.scope.place == "cn" and days


def _first(group: FigureGroup) -> date | None:
    return group.scope.when.start if group.scope.when else None


def _stance(said: _Said, group: FigureGroup, why: str) -> Stance:
    text = statement(said.claim).text
    return Stance(
        group=group.id,
        claim=said.claim.id,
        position=said.position,
        speaker=said.head.speaker,
        capacity=said.head.capacity,
        occasion=said.head.occasion,
        why=f"It {said.position.value} (“{_short(text)}”), and {why}.",
    )


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 120 else f"{words[:117]}…"
