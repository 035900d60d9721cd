"""What a newer reading of a document changes: pure comparison of the claims held with those now proposed.

Claims are known by their content, so neither ids nor versions of readers matter. What a person has judged or made
is never changed: a reading that differs from it becomes a suggestion, which is asked.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from chamsae.model.claim import Act, Claim, ClaimKind, content, settle_id
from chamsae.model.document import Document
from chamsae.model.judgement import Status
from chamsae.model.quote import Quote, cut, point

#: Readers whose claims reading again does not make anew: people, and a language model that is asked.
FOREIGN = ("person ", "model ")
#: States in which a claim stands by a person's word.
STANDING = frozenset({Status.ACCEPTED, Status.DISPUTED, Status.WITHHELD})
CARRIED = "carried over from the text as it was read before"
REJECTED_BEFORE = "rejected in the text as it was read before"


@dataclass(slots=True)
class Changes:
    """What to write: claims to `add`, claims to `suggest` (each superseding a judged one), ids to retire and revive.

    `kept` counts claims read as before; `changed` are pairs of a proposal and what stands in its place; `missed`
    are judged claims no longer read.
    """

    kept: int = 0
    add: list[Claim] = field(default_factory=list)
    suggest: list[Claim] = field(default_factory=list)
    retire: list[str] = field(default_factory=list)
    revive: list[str] = field(default_factory=list)
    changed: list[tuple[str, str]] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def asked(self) -> tuple[tuple[str, str], ...]:
        """Pairs of a judged claim and how it is read now."""
        return tuple((claim.supersedes or "", claim.id) for claim in self.suggest)


def changes(held: Sequence[Claim], proposed: Iterable[Claim], statuses: Mapping[str, Status]) -> Changes:
    """What the claims proposed now change in those held of the same text; statuses without an entry are proposed."""
    known, found, matched = _Known(held, statuses), Changes(), set[str]()
    fresh: list[Claim] = []
    for claim in _figures_first(proposed):
        one = known.referring(claim)
        old = known.same(one)
        if old is None or known.refers_elsewhere(old, one):
            fresh.append(one)
            continue
        known.rename[claim.id] = old.id
        found.kept += old.id not in matched
        matched.add(old.id)
        if known.status(old) is Status.RETIRED:
            found.revive.append(old.id)
    for claim in fresh:
        _place(claim, known, found, matched)
    _leave(known, found, matched)
    return found


def carried(
    old: Document, new: Document, held: Sequence[Claim], proposed: Iterable[Claim], statuses: Mapping[str, Status]
) -> Changes:
    """The same where the text itself has changed: what was judged in the old text is asked anew in the new one.

    A claim is carried over where its quote stands just once in the new text, or once with the words around it.
    What waited in the old text is retired; it is proposed in the new text, where a reader still sees it.
    """
    moved = {one.id: there for one in held if (there := transported(one, new)) is not None}
    known, found, matched = _Known([replace(there, id=id) for id, there in moved.items()], statuses), Changes(), set()
    for claim in proposed:
        same = known.same(claim)
        before = same or known.standing_at(claim)
        if before is None or before.id in matched:
            found.add.append(claim)
        elif known.status(before) in STANDING:
            matched.add(before.id)
            found.suggest.append(_superseding(claim, before.id, CARRIED if same else ""))
        else:
            matched.add(before.id)
            rejected = same is not None and known.status(before) is Status.REJECTED
            found.add.append(replace(claim, why=(*claim.why, REJECTED_BEFORE)) if rejected else claim)
    for one in held:
        _carry(one, moved.get(one.id), known, found, matched)
    return found


def transported(claim: Claim, new: Document) -> Claim | None:
    """The claim at its place in another text, or None where its quote does not stand there just once."""
    at = _only_place(claim.quote, new.text)
    if at is None:
        return None
    low, high = claim.trigger.start - claim.quote.start, claim.trigger.end - claim.quote.start
    return replace(
        claim,
        document=new.id,
        quote=cut(new.text, at, at + len(claim.quote.exact)),
        trigger=point(new.text, at + low, at + high),
        supersedes=None,
    )


class _Known:
    """The claims held of a document, found by content and by place."""

    def __init__(self, held: Sequence[Claim], statuses: Mapping[str, Status]) -> None:
        self._statuses, self.held = statuses, held
        self.rename: dict[str, str] = {}
        self._by_content: dict[str, Claim] = {}
        self._by_kind: defaultdict[ClaimKind, list[Claim]] = defaultdict(list)
        # Of several of one content, made when ids rested on the reader, the judged one is the claim.
        for claim in sorted(held, key=lambda one: (self.waits(one), self.status(one) is Status.RETIRED)):
            self._by_content.setdefault(_key(claim), claim)
            self._by_kind[claim.kind].append(claim)

    def status(self, claim: Claim) -> Status:
        """The present status of a held claim."""
        return self._statuses.get(claim.id, Status.PROPOSED)

    def waits(self, claim: Claim) -> bool:
        """True for a proposal nobody has judged."""
        return self.status(claim) in {Status.PROPOSED, Status.SUGGESTED}

    def same(self, claim: Claim) -> Claim | None:
        """The held claim of this content."""
        return self._by_content.get(_key(claim))

    def referring(self, claim: Claim) -> Claim:
        """The claim with its reference to a figure under the id that figure is held by."""
        if isinstance(claim.value, Act) and claim.value.figure in self.rename:
            return settle_id(replace(claim, value=replace(claim.value, figure=self.rename[claim.value.figure])))
        return claim

    def refers_elsewhere(self, old: Claim, new: Claim) -> bool:
        """True for an act that waits and counts its victims by another figure than before."""
        acts = isinstance(old.value, Act) and isinstance(new.value, Act)
        return acts and self.waits(old) and old.value.figure != new.value.figure  # type: ignore[union-attr]  # acts

    def at(self, claim: Claim) -> list[Claim]:
        """Held claims of the kind on some of the same words; those on just the same words first."""
        span = (claim.trigger.start, claim.trigger.end)
        found = [o for o in self._by_kind[claim.kind] if o.trigger.start < span[1] and span[0] < o.trigger.end]
        return sorted(found, key=lambda one: (one.trigger.start, one.trigger.end) != span)

    def standing_at(self, claim: Claim) -> Claim | None:
        """The claim on the same words that stands by a person's word."""
        return next((one for one in self.at(claim) if self.status(one) in STANDING), None)


def _place(claim: Claim, known: _Known, found: Changes, matched: set[str]) -> None:
    """A claim not read before: a question where a person has judged these words, in place of a proposal, or new."""
    judged = known.standing_at(claim)
    if judged is not None and judged.id not in matched:
        matched.add(judged.id)
        found.suggest.append(_superseding(claim, judged.id, ""))
        return
    found.add.append(claim)
    before = next((one for one in known.at(claim) if _goes(one, known) and one.id not in matched), None)
    if before is not None:
        matched.add(before.id)
        found.retire.append(before.id)
        found.changed.append((before.id, claim.id))


def _leave(known: _Known, found: Changes, matched: set[str]) -> None:
    """What no reader proposes any more: retired where it waits, kept where it is judged."""
    for one in known.held:
        if one.id in matched:
            continue
        if _goes(one, known):
            found.retire.append(one.id)
        elif known.status(one) in STANDING and not one.reader.startswith(FOREIGN):
            found.missed.append(one.id)


def _goes(claim: Claim, known: _Known) -> bool:
    """True for a reader's proposal that waits; one that carries a judgement over waits for its answer."""
    return known.waits(claim) and not claim.reader.startswith(FOREIGN) and CARRIED not in claim.why


def _carry(one: Claim, there: Claim | None, known: _Known, found: Changes, matched: set[str]) -> None:
    """A claim of the old text that no reading of the new one has taken up."""
    if known.waits(one):
        found.retire.append(one.id)
    if one.id in matched:
        return
    if known.status(one) in STANDING:
        if there is None:
            found.missed.append(one.id)
        else:
            found.suggest.append(_superseding(there, one.id, CARRIED))
    elif there is not None and known.waits(one) and one.reader.startswith(FOREIGN):
        found.add.append(settle_id(there))


def _superseding(claim: Claim, judged: str, because: str) -> Claim:
    why = (*claim.why, because) if because and because not in claim.why else claim.why
    return settle_id(replace(claim, supersedes=judged, why=why))


def _key(claim: Claim) -> str:
    """The content of a claim without what it supersedes and, for an act, without the claim that counts its victims."""
    value = replace(claim.value, figure=None) if isinstance(claim.value, Act) else claim.value
    return content(replace(claim, value=value, supersedes=None))


def _figures_first(claims: Iterable[Claim]) -> list[Claim]:
    """Figures before the acts that refer to them."""
    return sorted(claims, key=lambda claim: claim.kind is not ClaimKind.FIGURE)


def _only_place(quote: Quote, text: str) -> int | None:
    """Where the quote stands, if it stands just once, or just once with the words around it."""
    if text.count(quote.exact) == 1:
        return text.index(quote.exact)
    around = quote.prefix + quote.exact + quote.suffix
    return text.index(around) + len(quote.prefix) if text.count(around) == 1 else None
