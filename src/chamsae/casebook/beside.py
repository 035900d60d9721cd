"""Claims of one casebook beside one another: totals over time, arithmetic, and who confirms or denies a figure."""

from chamsae.casebook.grouping import document_facts
from chamsae.model.claim import ClaimKind
from chamsae.model.series import Series
from chamsae.ports import Store
from chamsae.reconcile.figures import present
from chamsae.reconcile.series import series


def all_series(store: Store) -> tuple[Series, ...]:
    """The totals that the casebook's claims tell over time, as it stands."""
    claims = present([*store.claims(kind=ClaimKind.FIGURE), *store.claims(kind=ClaimKind.ACT)], store.statuses())
    return series(claims, store.groups(), document_facts(store))
