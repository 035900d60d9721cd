"""The claims of one figure as its screen shows them: grouped by origin, numbered like footnotes, drawn on one axis."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chamsae.db.models import ClaimRow
from chamsae.model.amount import Amount
from chamsae.model.claim import Figure, SpeakerKind
from chamsae.model.scoping import ScopeCorrection
from chamsae.model.settlement import Aside, FigureGroup, Ground, Member
from chamsae.publish.axis import Axis, Bar, axis, bar
from chamsae.web import figure_labels
from chamsae.web.lanes import Gutter, Stroke, gutter
from chamsae.web.reasons import documents_in, reason_words
from chamsae.web.rows import ClaimLine, claim_lines, titles_by_key


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim of a figure: its number among the footnotes, its bar, arrows beside it, why it is here or set aside."""

    note: int
    line: ClaimLine
    member: Member
    bar: Bar | None
    who: str
    why: str
    aside: str
    strokes: tuple[Stroke, ...]
    source: int | None
    correction: ScopeCorrection | None


@dataclass(frozen=True, slots=True)
class Origin:
    """The claims of one independent origin: its own first, each with what repeats it below."""

    name: str
    language: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Entries:
    """All claims of a figure by origin, on one axis, with a gutter for the arrows between them."""

    origins: tuple[Origin, ...]
    axis: Axis
    gutter: Gutter
    amounts: tuple[Amount, ...]

    @property
    def notes(self) -> Mapping[str, int]:
        """The footnote of each claim."""
        return {entry.line.claim.id: entry.note for origin in self.origins for entry in origin.entries}


def entries(
    alias: str,
    group: FigureGroup,
    ends: tuple[float | None, float | None],
    asides: Iterable[Aside],
    corrections: Mapping[str, ScopeCorrection],
) -> Entries:
    """The claims of a figure, origins from the lowest number up; the axis holds `ends` (the range) as well."""
    lines = claims_by_id(alias, [member.claim for member in group.members])
    members = {member.claim: member for member in group.members if member.claim in lines}
    order = _in_order(members, lines)
    amounts = {id: amount for id in order if (amount := amount_of(lines[id]))}
    scale = axis(amounts.values(), ends)
    drawn = gutter(list(order), {id: one.copy_of for id, one in members.items() if one.copy_of})
    named, why_not = _titles(alias, group), {one.claim: one for one in asides}
    notes = {id: number for number, id in enumerate(order, 1)}
    by_origin: defaultdict[str, list[Entry]] = defaultdict(list)
    for at, id in enumerate(order):
        member = members[id]
        by_origin[order[id]].append(
            Entry(
                note=notes[id],
                line=lines[id],
                member=member,
                bar=bar(amounts[id], scale) if id in amounts else None,
                who=source_words(lines[id]),
                why=reason_words(member.why, named),
                aside=aside_words(why_not.get(id)),
                strokes=drawn.rows[at],
                source=notes.get(member.copy_of or ""),
                correction=corrections.get(id),
            )
        )
    origins = tuple(_origin(found) for found in by_origin.values())
    return Entries(origins, scale, drawn, tuple(amounts.values()))


def claims_by_id(alias: str, ids: Iterable[str]) -> dict[str, ClaimLine]:
    """Claims with their documents, by id; those not known are left out."""
    return {line.claim.id: line for line in claim_lines(alias, ClaimRow.objects.using(alias).filter(id__in=list(ids)))}


def source_words(line: ClaimLine) -> str:
    """Who says so as people call it: the speaker, else the publisher, else the document."""
    speaker = line.claim.speaker
    named = speaker.text if speaker and speaker.kind is not SpeakerKind.NARRATOR else ""
    return named or line.document.publisher or line.document.title


def amount_of(line: ClaimLine) -> Amount | None:
    """The amount of a figure claim."""
    return line.claim.value.amount if isinstance(line.claim.value, Figure) else None


def aside_words(aside: Aside | None) -> str:
    """Why a claim is set aside, in a sentence; nothing for one that is not, or that only repeats another."""
    if aside is None or aside.ground is Ground.COPY:
        return ""
    return reason_words(aside.why) if aside.why else str(figure_labels.GROUND[aside.ground])


def _origin(found: Sequence[Entry]) -> Origin:
    first = found[0]
    return Origin(first.who, first.line.document.language, tuple(found))


def _in_order(members: Mapping[str, Member], lines: Mapping[str, ClaimLine]) -> dict[str, str]:
    """Claims with the origin they stand under, origins from the lowest number up.

    What repeats another claim stands right below it and under its origin.
    """
    below: defaultdict[str | None, list[str]] = defaultdict(list)
    for id, member in members.items():
        below[member.copy_of if member.copy_of in members else None].append(id)
    lowest: dict[str, float] = {}
    for id in sorted(below[None], key=lambda one: _lowest(lines[one]), reverse=True):
        lowest[members[id].origin] = _lowest(lines[id])
    first = sorted(below[None], key=lambda id: (lowest[members[id].origin], members[id].origin, _lowest(lines[id]), id))
    found: dict[str, str] = {}
    for id in (*first, *members):  # members again: those that repeat each other in a ring hang under none
        _add_below(id, members[id].origin, below, found)
    return found


def _add_below(id: str, origin: str, below: Mapping[str | None, Sequence[str]], found: dict[str, str]) -> None:
    waiting = [id]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found[one] = origin
            waiting += reversed(below.get(one, ()))


def _titles(alias: str, group: FigureGroup) -> dict[str, str]:
    """Titles of the documents that the members' reasons name."""
    ids = {id for member in group.members for id in documents_in(member.why)}
    return {id: title.title for id, title in titles_by_key(alias, ids).items()} if ids else {}


def _lowest(line: ClaimLine) -> float:
    """The number a claim starts from, for sorting; claims without one come last."""
    amount = amount_of(line)
    given = (amount.low if amount.low is not None else amount.high) if amount else None
    return float("inf") if given is None else float(given)
