"""Arithmetic between claims: what must hold if all are true, whether it does, and the fewest claims that cannot.

Each constraint is looked at by itself, and those that share claims together. What holds supports its claims; what
does not is a question, never an answer.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from chamsae.model.check import Check
from chamsae.model.claim import Claim
from chamsae.model.scoping import ScopeTie
from chamsae.model.settlement import FigureGroup
from chamsae.reconcile import conversions, durations, totals, weekdays, wholes
from chamsae.reconcile.conflict import System, conflicts
from chamsae.reconcile.constraint import Constraint
from chamsae.reconcile.running import by_document
from chamsae.reconcile.scope import DocumentFacts
from chamsae.reconcile.series import series


def checks(
    claims: Iterable[Claim],
    groups: Iterable[FigureGroup],
    documents: Mapping[str, DocumentFacts],
    ties: Iterable[ScopeTie] = (),
    heads: Mapping[str, str] | None = None,
) -> tuple[Check, ...]:
    """The checks of all claims that stand, violated ones first, then by id; the order of arrival changes nothing.

    `heads` names, for a document that copies another, the one it copies: what both say is checked once. Raises
    MissingPart without SciPy.
    """
    every, figures = list(claims), list(groups)
    found = _once(_constraints(every, figures, documents, ties), every, heads or {})
    groups_of = {member.claim: (group.id,) for group in figures for member in group.members}
    broken = conflicts([one.system for one in found])
    judged = list(zip(found, broken, strict=True))
    made = [_check(one, conflict, groups_of) for one, conflict in judged if conflict or one.telling]
    made += _together([one for one, conflict in judged if not conflict], groups_of)
    in_order = sorted({check.id: check for check in made}.values(), key=lambda check: (check.holds, check.id))
    return tuple(in_order)


def _constraints(
    claims: Sequence[Claim],
    groups: Sequence[FigureGroup],
    documents: Mapping[str, DocumentFacts],
    ties: Iterable[ScopeTie],
) -> Iterator[Constraint]:
    scopes = {member.claim: group.scope for group in groups for member in group.members}
    documented = by_document(claims)
    for document, own in documented.items():
        yield from wholes.constraints(own, scopes)
        yield from durations.constraints(own)
        yield from conversions.constraints(own)
        yield from weekdays.constraints(own, documents.get(document))
    known = {claim.id: claim for claim in claims}
    yield from totals.tied(known, {group.id: group for group in groups}, ties)
    yield from totals.spread(documented, documents)
    yield from totals.growing(known, series(claims, groups, documents))


def _once(found: Iterable[Constraint], claims: Iterable[Claim], heads: Mapping[str, str]) -> list[Constraint]:
    """Each constraint once, as it is read first; where a document copies another, what both say is the other's."""
    document = {claim.id: claim.document for claim in claims}
    first: dict[tuple[str, tuple[str, ...]], Constraint] = {}
    for one in found:
        first.setdefault((one.kind, one.claims), one)
    kept: dict[tuple[str, str, tuple[str, ...]], Constraint] = {}
    for _, one in sorted(first.items()):
        own = {document[id] for id in one.claims}
        origin = {heads.get(id, id) for id in own}
        key = (one.kind, one.words, tuple(sorted(origin)))
        if key not in kept or own == origin:
            kept[key] = one
    return list(kept.values())


def _together(sound: Sequence[Constraint], groups: Mapping[str, Sequence[str]]) -> list[Check]:
    """Constraints that hold each for itself and not all at once, by the claims they share."""
    joined = [part for part in _shared(sound) if len(part) > 1]
    systems = [
        System(
            bounds=tuple(bound for one in part for bound in one.system.bounds),
            links=tuple(link for one in part for link in one.system.links),
        )
        for part in joined
    ]
    found = []
    for part, conflict in zip(joined, conflicts(systems), strict=True):
        if conflict:
            words = "; ".join(one.words for one in part if set(one.claims) & set(conflict))
            kind = max((one for one in part), key=lambda one: (len(one.claims), one.kind)).kind
            beside = tuple(id for one in part for id in one.claims)
            whole = Constraint(kind=kind, system=System(bounds=(), links=()), words=words, beside=beside)
            found.append(_check(whole, conflict, groups))
    return found


def _shared(constraints: Sequence[Constraint]) -> list[list[Constraint]]:
    """Constraints in parts that share no claim of a number."""
    part_of: dict[str, int] = {}
    parts: dict[int, list[Constraint]] = {}
    for number, one in enumerate(constraints):
        met = sorted({part_of[id] for id in one.system.claims if id in part_of})
        merged = [constraint for part in met for constraint in parts.pop(part)]
        parts[number] = [*merged, one]
        part_of.update((id, number) for constraint in parts[number] for id in constraint.system.claims)
    return list(parts.values())


def _check(one: Constraint, conflict: Sequence[str], groups: Mapping[str, Sequence[str]]) -> Check:
    told = tuple(sorted({*conflict, *one.beside})) if conflict else ()
    digest = hashlib.sha256("\n".join((one.kind, one.words, *one.claims)).encode(errors="surrogatepass")).hexdigest()
    verdict = "these cannot all be true." if conflict else "these can all be true."
    return Check(
        id=f"k{digest[:16]}",
        kind=one.kind,
        holds=not conflict,
        claims=one.claims,
        groups=tuple(sorted({group for id in one.claims for group in groups.get(id, ())})),
        why=f"{one.words[:1].upper()}{one.words[1:]}: {verdict}",
        conflict=told,
    )
