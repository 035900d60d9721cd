"""Claims of one casebook beside one another: totals over time, arithmetic, and who confirms or denies a figure.

Checks and stances are put down when all figures are grouped, and where they are asked for after something has moved.
"""

from collections.abc import Iterable, Mapping, Sequence

from chamsae.model.claim import Claim, ClaimKind
from chamsae.model.series import Series
from chamsae.model.settlement import FigureGroup
from chamsae.ports import Store
from chamsae.reconcile.arithmetic import checks
from chamsae.reconcile.figures import present
from chamsae.reconcile.origins import parents, roots
from chamsae.reconcile.scope import DocumentFacts
from chamsae.reconcile.series import series
from chamsae.reconcile.stances import stances
from chamsae.reconcile.ties import ties

#: What numbers are compared with: times, the words said about them, and the acts that tell what a text is about.
BESIDE = (ClaimKind.TIME, ClaimKind.STATEMENT, ClaimKind.ACT)


def put_beside(
    store: Store, groups: Sequence[FigureGroup], documents: Mapping[str, DocumentFacts], counted: Sequence[Claim] = ()
) -> dict[str, str]:
    """Write the checks and stances of the claims that stand, in place of those there were; how many, for the log.

    `counted` are the claims of figures as stored, where they have been read already.
    """
    statuses = store.statuses()
    figures = counted or list(store.claims(kind=ClaimKind.FIGURE))
    claims = present([*figures, *_of(store, BESIDE)], statuses)
    heads = roots(parents(store.relations(), documents, statuses))
    summed = checks(claims, groups, documents, ties(groups), heads)
    said = stances(claims, groups, documents, heads)
    with store.transaction():
        store.replace_checks(summed)
        store.replace_stances(said)
    return {"checks": str(len(summed)), "stances": str(len(said))}


def all_series(store: Store, documents: Mapping[str, DocumentFacts]) -> tuple[Series, ...]:
    """The totals that the casebook's claims tell over time, as it stands."""
    standing = present(_of(store, (ClaimKind.FIGURE, ClaimKind.ACT)), store.statuses())
    return series(standing, store.groups(), documents)


def _of(store: Store, kinds: Iterable[ClaimKind]) -> list[Claim]:
    return [claim for kind in kinds for claim in store.claims(kind=kind)]
