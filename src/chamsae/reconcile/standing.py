"""What has become of settlements: which figure each belongs to now, and what has changed since it was made.

Figures are grouped anew whenever something is read or judged, so their ids may change; a settlement follows the claims
it rests on.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from chamsae.model.amount import Amount
from chamsae.model.claim import Claim, Figure
from chamsae.model.judgement import ABSENT, Status
from chamsae.model.settlement import FigureGroup, Member, Settlement, State
from chamsae.model.standing import Cause, Reopening, Standing

#: What has become of a claim that says nothing any more.
GONE: Mapping[Status, str] = {
    Status.REJECTED: "was rejected",
    Status.RETIRED: "is no longer read so",
    Status.SUGGESTED: "waits for an answer",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """What is known now of the claims settlements are about.

    `groups` names the figure a claim stands in; `claims` holds them; `replaced` names for a corrected claim the one in
    its place; `statuses` are those of judged claims.
    """

    groups: Mapping[str, str]
    claims: Mapping[str, Claim]
    replaced: Mapping[str, str]
    statuses: Mapping[str, Status]

    def latest(self, claim: str) -> str:
        """The claim that stands in the place of this one, itself where it was not corrected."""
        met = {claim}
        while (newer := self.replaced.get(claim)) is not None and newer not in met:
            met.add(newer)
            claim = newer
        return claim

    def told(self, claim: str) -> str:
        """A claim in words: "620" (who says so)."""
        held = self.claims.get(claim)
        if held is None:
            return claim
        return f"“{held.trigger.exact}” ({held.speaker.text})" if held.speaker else f"“{held.trigger.exact}”"

    def amount(self, claim: str) -> Amount | None:
        """How many a claim says."""
        held = self.claims.get(claim)
        return held.value.amount if held and isinstance(held.value, Figure) else None


def undone(ledger: Sequence[Settlement]) -> frozenset[int]:
    """The numbers of entries taken back; a withdrawal may be taken back like a settlement."""
    found: set[int] = set()
    for entry in sorted(ledger, key=lambda one: -one.number):
        if entry.undoes is not None and entry.number not in found:
            found.add(entry.undoes)
    return frozenset(found)


def in_force(ledger: Sequence[Settlement]) -> list[Settlement]:
    """The settlements not taken back, in order."""
    gone = undone(ledger)
    return [entry for entry in ledger if entry.undoes is None and entry.number not in gone]


def histories(ledger: Sequence[Settlement], now: Present) -> dict[str, list[Settlement]]:
    """All entries by the figure (id) they are about: settlements where their claims stand now, and what took them back.

    Where no claim of a settlement stands in any figure, that is the figure it was made for.
    """
    found: dict[str, list[Settlement]] = {}
    owners: dict[int, str] = {}
    for entry in ledger:
        group = owners.get(entry.undoes or 0) or followed(entry, now) or entry.group
        owners[entry.number] = group
        found.setdefault(group, []).append(entry)
    return found


def followed(entry: Settlement, now: Present) -> str | None:
    """The figure (id) most of the claims a settlement rests on stand in now; None where none stands in any."""
    for claims in (entry.claims, sorted(entry.known)):
        heirs = Counter(group for claim in claims if (group := now.groups.get(now.latest(claim))) is not None)
        if heirs:
            most = max(heirs.values())
            heads = sorted(group for group, count in heirs.items() if count == most)
            return entry.group if entry.group in heads else heads[0]
    return None


def standing(group: FigureGroup | None, ledger: Sequence[Settlement], now: Present) -> Standing:
    """Where a figure stands, given the whole history that belongs to it; None for one whose claims are all gone."""
    stands = in_force(ledger)
    history, gone = tuple(ledger), undone(ledger)
    withdrawn = tuple(one.number for one in ledger if one.undoes is None and one.number in gone)
    if not stands:
        assert group is not None
        state = State.OPEN if group.contradictory else State.PROPOSED
        return Standing(
            group=group.id, state=state, low=group.low, high=group.high, reason=group.reason, history=history,
            withdrawn=withdrawn,
        )  # fmt: skip
    last = stands[-1]
    found = tuple(reopenings(last, group, now, stands[:-1]))
    return Standing(
        group=group.id if group else None,
        state=State.REOPENED if found else State.SETTLED,
        low=last.low,
        high=last.high,
        reason=last.reason,
        settlement=last,
        reopened=found,
        history=history,
        withdrawn=withdrawn,
    )


def reopenings(
    entry: Settlement, group: FigureGroup | None, now: Present, others: Sequence[Settlement] = ()
) -> Iterator[Reopening]:
    """What has changed since a settlement was made; `others` are those of the same figure that it came after."""
    yield from _lost(entry, group, now)
    if group is not None:
        known = {now.latest(claim) for claim in entry.known}
        yield from _new(entry, group, known, now)
        yield from _recounted(entry, group, now)
        yield from _merged(entry, others)


def _lost(entry: Settlement, group: FigureGroup | None, now: Present) -> Iterator[Reopening]:
    """Claims it rests on that are gone, corrected, or in another figure."""
    for claim in entry.claims:
        latest = now.latest(claim)
        there = now.groups.get(latest)
        if latest != claim:
            why = f"{now.told(claim)}, on which it rests, was corrected to {now.told(latest)}"
            yield Reopening(cause=Cause.CORRECTED, claims=(claim, latest), why=why)
        elif (status := now.statuses.get(claim)) in ABSENT:
            why = f"{now.told(claim)}, on which it rests, {GONE[status]}"
            yield Reopening(cause=Cause.GONE, claims=(claim,), why=why)
        elif there is None:
            why = f"{now.told(claim)}, on which it rests, is in no figure any more"
            yield Reopening(cause=Cause.GONE, claims=(claim,), why=why)
        if there is not None and (group is None or there != group.id):
            why = f"{now.told(latest)}, on which it rests, stands in another figure now ({there})"
            yield Reopening(cause=Cause.MOVED, claims=(latest,), why=why)


def _new(entry: Settlement, group: FigureGroup, known: set[str], now: Present) -> Iterator[Reopening]:
    """What nobody could see who settled: claims that repeat none, and say what their origin did not."""
    seen = [member for member in group.members if member.claim in known]
    heard = {member.origin for member in seen}
    said = {(member.origin, _ends(now.amount(member.claim))) for member in seen}
    for member in group.members:
        if member.claim in known or member.copy_of is not None:
            continue
        amount = now.amount(member.claim)
        if (member.origin, _ends(amount)) in said:
            continue
        within = ", which lies in its range" if amount and _within(amount, entry) else ""
        if member.origin in heard:
            why = f"{now.told(member.claim)}: an origin counted before now says so{within}"
            yield Reopening(cause=Cause.NEW_NUMBER, claims=(member.claim,), why=why)
        else:
            why = f"{now.told(member.claim)}: an origin not heard before says so{within}"
            yield Reopening(cause=Cause.NEW_ORIGIN, claims=(member.claim,), why=why)


def _recounted(entry: Settlement, group: FigureGroup, now: Present) -> Iterator[Reopening]:
    """Claims it rests on that are counted as one origin now, or no longer."""
    present = {member.claim: member for member in group.members}
    rests = {now.latest(claim) for claim in entry.claims}
    before = [[present[claim] for claim in map(now.latest, same) if claim in present] for same in entry.origins]
    for same in before:
        own = {member.origin: member for member in same if member.copy_of is None}
        if len(own) > 1 and any(member.claim in rests for member in same):
            claims = tuple(sorted(member.claim for member in own.values()))
            why = f"{_and(claims, now)} were counted as one origin, and are several"
            yield Reopening(cause=Cause.PARTED, claims=claims, why=why)
    firsts = [next((m for m in same if m.claim in rests), None) for same in before]
    by_origin: dict[str, list[Member]] = {}
    for member in firsts:
        if member is not None:
            by_origin.setdefault(member.origin, []).append(member)
    for joined in by_origin.values():
        if len(joined) > 1:
            claims = tuple(sorted(member.claim for member in joined))
            why = f"{_and(claims, now)} were counted apart, and are one origin"
            yield Reopening(cause=Cause.JOINED, claims=claims, why=why)


def _merged(entry: Settlement, others: Sequence[Settlement]) -> Iterator[Reopening]:
    """Settlements of another figure that has become one with this; whoever settled last had not seen its claims."""
    for other in others:
        if not entry.known & other.known:
            why = f"the figure settled as number {other.number} has become one with this one"
            yield Reopening(cause=Cause.MERGED, claims=other.claims, why=why)


def _within(amount: Amount, entry: Settlement) -> bool:
    low, high = _ends(amount)
    return (entry.low is None or (low or 0) >= entry.low) and (entry.high is None or (high or 0) <= entry.high)


def _ends(amount: Amount | None) -> tuple[float | None, float | None]:
    """The numbers said, whatever the words around them."""
    if amount is None:
        return None, None
    low, high = amount.low, amount.high
    return (low if low is not None else high), (high if high is not None else low)


def _and(claims: Sequence[str], now: Present) -> str:
    return " and ".join(now.told(claim) for claim in claims)
