"""Claims of one casebook beside one another: totals over time, arithmetic, and who confirms or denies a figure.

Checks and stances are put down when figures are grouped. What has been judged since is left out where it is asked for.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from chamsae.model.check import Check
from chamsae.model.claim import Claim, ClaimKind
from chamsae.model.judgement import ABSENT, Status
from chamsae.model.series import Series
from chamsae.model.settlement import FigureGroup
from chamsae.model.stance import Stance
from chamsae.ports import Store
from chamsae.reconcile.arithmetic import checks
from chamsae.reconcile.figures import present
from chamsae.reconcile.origins import parents, roots
from chamsae.reconcile.scope import DocumentFacts
from chamsae.reconcile.series import series
from chamsae.reconcile.stances import stances
from chamsae.reconcile.ties import ties

#: What is compared: numbers and times, the words said about them, and the acts that tell what a text is about.
COMPARED = (ClaimKind.FIGURE, ClaimKind.TIME, ClaimKind.STATEMENT, ClaimKind.ACT)


def put_beside(store: Store, groups: Sequence[FigureGroup], documents: Mapping[str, DocumentFacts]) -> None:
    """Write the checks and stances of the claims that stand, in place of those there were."""
    statuses = store.statuses()
    claims = _standing(store, COMPARED, statuses)
    heads = roots(parents(store.relations(), documents, statuses))
    store.replace_checks(checks(claims, groups, documents, ties(groups), heads))
    store.replace_stances(stances(claims, groups, documents, heads))


def standing_checks(store: Store, group: str | None = None) -> tuple[Check, ...]:
    """The checks all whose claims still stand: all, or those of one figure."""
    found = list(store.checks(group=group))
    absent = _absent(store, {claim for check in found for claim in check.claims})
    return tuple(check for check in found if absent.isdisjoint(check.claims))


def standing_stances(store: Store, group: str | None = None) -> tuple[Stance, ...]:
    """The stances whose statement still stands: all, or those on one figure."""
    found = list(store.stances(group=group))
    absent = _absent(store, {stance.claim for stance in found})
    return tuple(stance for stance in found if stance.claim not in absent)


def all_series(store: Store, documents: Mapping[str, DocumentFacts]) -> tuple[Series, ...]:
    """The totals that the casebook's claims tell over time, as it stands."""
    return series(_standing(store, (ClaimKind.FIGURE, ClaimKind.ACT), store.statuses()), store.groups(), documents)


def _standing(store: Store, kinds: Iterable[ClaimKind], statuses: Mapping[str, Status]) -> list[Claim]:
    return present([claim for kind in kinds for claim in store.claims(kind=kind)], statuses)


def _absent(store: Store, claims: Collection[str]) -> set[str]:
    return {id for id, status in store.statuses(claims).items() if status in ABSENT}
