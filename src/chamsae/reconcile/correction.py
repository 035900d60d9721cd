"""What people say a claim counts, put in the place of what was inferred; the claim itself stays as it was read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from chamsae.model.claim import Claim, Figure
from chamsae.model.scoping import ScopeCorrection
from chamsae.text.amounts import when_iso
from chamsae.text.places import name

Corrections = Mapping[str, ScopeCorrection]


def standing(ledger: Iterable[ScopeCorrection]) -> dict[str, ScopeCorrection]:
    """The correction of each claim that stands: the last one that is not taken back."""
    every = sorted(ledger, key=lambda one: one.number)
    undone = {one.undoes for one in every if one.undoes is not None}
    return {one.claim: one for one in every if one.undoes is None and one.number not in undone}


def put_right(claims: Iterable[Claim], corrections: Corrections) -> list[Claim]:
    """The claims as people corrected them, under their old ids; those taken out of all figures are left out."""
    return [
        _corrected(claim, corrections[claim.id]) if claim.id in corrections else claim
        for claim in claims
        if claim.id not in corrections or not corrections[claim.id].out
    ]


def told(correction: ScopeCorrection) -> str:
    """Who put a claim where, and why, as a clause of its reason."""
    said, reason = ", ".join(_parts(correction)), correction.reason.strip().rstrip(".")
    return f"{correction.by} put it right: {said} ({reason}, correction {correction.number})"


def _corrected(claim: Claim, given: ScopeCorrection) -> Claim:
    if not isinstance(claim.value, Figure):
        return claim
    value = replace(claim.value, act=given.act or claim.value.act, counted=given.counted or claim.value.counted)
    place = (given.place,) if given.place else claim.place
    return replace(claim, value=value, place=place, when=given.when or claim.when)


def _parts(given: ScopeCorrection) -> Sequence[str]:
    said = (("act", given.act), ("people", given.counted), ("place", name(given.place)), ("time", _time(given)))
    return [f"{what} {words}" for what, words in said if words] or ["no figure of this casebook"]


def _time(given: ScopeCorrection) -> str:
    return when_iso(given.when) or ""
