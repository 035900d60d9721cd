"""One figure in the terminal: claims by origin on one axis, what is set aside, what was decided, what leans on it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from chamsae.cli.show import say
from chamsae.model.claim import Claim, Figure
from chamsae.model.settlement import FigureGroup, Member, Settlement, State
from chamsae.model.standing import Lean, Standing
from chamsae.publish.axis import Axis, Bar, axis, bar
from chamsae.text import places
from chamsae.text.amounts import when_iso

if TYPE_CHECKING:
    from chamsae.casebook.book import Casebook

#: Columns of the axis.
WIDTH = 48
#: How the ends of a bar are written: this number included, not included, about, and on beyond.
FIRST: Mapping[str, str] = {"dot": "●", "ring": "○", "blur": "~", "arrow": "◀", "none": "─"}
LAST: Mapping[str, str] = {**FIRST, "arrow": "▶"}


def span(low: float | None, high: float | None) -> str:
    """A range in words: "620", "500 to 620", "500 or more" …"""
    if low is None and high is None:
        return "unknown"
    if high is None:
        return f"{low:,} or more"
    if low is None:
        return f"{high:,} or fewer"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def head(group: FigureGroup, found: Standing) -> None:
    """What the figure counts, its range, how it stands and why."""
    scope = group.scope
    what = (f"{scope.act or ''} · {scope.counted}", places.name(scope.place), when_iso(scope.when))
    say(f"{', '.join(filter(None, what))}: {span(found.low, found.high)}", bold=True)
    if found.settlement is None:
        say(f"{group.state.value}, by the rule “{group.rule}”: {group.reason}\n")
        return
    say(f"{found.state.value}: {_settled(found.settlement)}")
    for one in found.reopened:
        say(f"  reopened: {one.why}")
    for denial in found.denied:
        say(f"  since then denied by {denial.speaker}; a denial without a number reopens nothing")
    say(f"proposed now, by the rule “{group.rule}”: {group.reason}\n")


def claims(book: "Casebook", group: FigureGroup, found: Standing) -> None:
    """The claims by origin, from the lowest number, copies after what they copy; each as a bar on one axis."""
    held = {claim.id: claim for claim in book.store.claims(ids=[member.claim for member in group.members])}
    amounts = [claim.value.amount for claim in held.values() if isinstance(claim.value, Figure)]
    scale = axis(amounts, (found.low, found.high))
    aside = {one.claim: one.why or one.ground.value for one in (found.settlement or group).aside}
    say(f"{'':16}  {_ticks(scale)}")
    say(f"{'':16}  {_line(_range(found, scale), '═')}  {span(found.low, found.high)}")
    for same in _by_origin(group, held):
        for member in same:
            _claim(book, member, held[member.claim], scale, aside.get(member.claim, ""))


def history(found: Standing, leans: Sequence[Lean]) -> None:
    """What was decided, last first, and what was handed out with it."""
    for entry in reversed(found.history):
        say(f"{entry.number}. {_entry(entry)}{' (taken back)' if entry.number in found.withdrawn else ''}")
    for lean in leans:
        old = "; it has changed since" if lean.outdated else ""
        say(f"holds settlement {lean.settlement}: {lean.action} {lean.subject} by {lean.by}, {lean.at:%Y-%m-%d}{old}")


def state_words(group: FigureGroup) -> str:
    """How a figure stands, with the number of its settlement."""
    return f"{group.state.value} {group.settlement}" if group.settlement else group.state.value


#: What waits for a person first.
ORDER = (State.REOPENED, State.OPEN, State.PROPOSED, State.SETTLED)


def _claim(book: "Casebook", member: Member, claim: Claim, scale: Axis, aside: str) -> None:
    document = book.store.document(claim.document)
    speaker = claim.speaker.text if claim.speaker else "the document"
    copy = f" (repeats {member.copy_of})" if member.copy_of else ""
    assert isinstance(claim.value, Figure)
    drawn = bar(claim.value.amount, scale)
    say(f"{claim.id}  {_bar(drawn) if drawn else ''}")
    say(f"    {claim.trigger.exact} — {speaker}, in {document.publisher or document.name}{copy}")
    say(f"    “{' '.join(claim.quote.exact.split())}”\n    {member.why}")
    if aside and not member.copy_of:
        say(f"    set aside: {aside}")


def _by_origin(group: FigureGroup, held: Mapping[str, Claim]) -> Iterator[list[Member]]:
    same: dict[str, list[Member]] = {}
    for member in sorted(group.members, key=lambda one: (one.copy_of is not None, _lowest(held[one.claim]), one.claim)):
        same.setdefault(member.origin, []).append(member)
    yield from same.values()


def _lowest(claim: Claim) -> float:
    assert isinstance(claim.value, Figure)
    low, high = claim.value.amount.low, claim.value.amount.high
    return float((low if low is not None else high) or 0)


def _bar(drawn: Bar) -> str:
    """A bar in text; one number alone is one sign."""
    first, last = _column(drawn.left), _column(drawn.right)
    if first == last:
        return " " * first + FIRST[drawn.first if drawn.first != "none" else drawn.last]
    return " " * first + FIRST[drawn.first] + "─" * (last - first - 1) + LAST[drawn.last]


def _range(found: Standing, scale: Axis) -> tuple[int, int]:
    low = 0 if found.low is None else _column(scale.at(found.low))
    return low, WIDTH - 1 if found.high is None else _column(scale.at(found.high))


def _line(ends: tuple[int, int], sign: str) -> str:
    return " " * ends[0] + sign * (ends[1] - ends[0] + 1) + " " * (WIDTH - 1 - ends[1])


def _ticks(scale: Axis) -> str:
    """The numbers of the axis at their places, as many as there is room for."""
    line = ""
    for tick in scale.ticks:
        at = _column(tick.at)
        if not line or at > len(line):
            line = line.ljust(at) + tick.label
    return line


def _column(share: float) -> int:
    return min(WIDTH - 1, max(0, round(share / 100 * (WIDTH - 1))))


def _settled(entry: Settlement) -> str:
    return f"settlement {entry.number} by {entry.by}, {entry.at:%Y-%m-%d}: {entry.reason}"


def _entry(entry: Settlement) -> str:
    if entry.undoes is not None:
        return f"{entry.at:%Y-%m-%d} {entry.by} took back {entry.undoes}: {entry.reason}"
    rests = f"rests on {_listed(entry.claims)}" if entry.claims else "rests on no claim"
    return f"{entry.at:%Y-%m-%d} {entry.by} settled on {span(entry.low, entry.high)}: {entry.reason} ({rests})"


def _listed(ids: Iterable[str]) -> str:
    return ", ".join(ids)
