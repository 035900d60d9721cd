"""What a store knows now of the claims that settlements are about."""

from collections.abc import Iterable

from chamsae.model.judgement import Status, Verdict, standing
from chamsae.model.settlement import FigureGroup, Settlement
from chamsae.ports import Store
from chamsae.reconcile.standing import Present


def present(store: Store, ledger: Iterable[Settlement], groups: Iterable[FigureGroup]) -> Present:
    """The claims of these settlements and figures as they stand, with what was put in the place of corrected ones."""
    about = {claim for entry in ledger for claim in entry.known}
    replaced = _replaced(store, about)
    every = sorted(about | set(replaced.values()) | {member.claim for group in groups for member in group.members})
    return Present(
        groups=store.groups_of(every),
        claims={claim.id: claim for claim in store.claims(ids=every)},
        replaced=replaced,
        statuses=store.statuses(every),
    )


def _replaced(store: Store, about: Iterable[str]) -> dict[str, str]:
    """For each corrected claim the one in its place; corrections of corrections are followed."""
    found: dict[str, str] = {}
    waiting = sorted(about)
    while waiting:
        rejected = [claim for claim, status in store.statuses(waiting).items() if status is Status.REJECTED]
        newer = {claim: by for claim in rejected if (by := _corrected_by(store, claim)) is not None}
        found |= newer
        waiting = sorted(set(newer.values()) - found.keys())
    return found


def _corrected_by(store: Store, claim: str) -> str | None:
    """The claim that was put in the place of this one, if that still stands."""
    entries = standing(store.judgements(target=claim)).get(claim, [])
    return next((one.by_claim for one in reversed(entries) if one.verdict is Verdict.SUPERSEDED), None)
