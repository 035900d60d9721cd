"""How quick the store is with 100,000 claims: `python -m bench.store [POSTGRESQL-URL]`; SQLite without one."""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from tests.contracts.material import every_kind, held, judgement

from chamsae.db.open import open_store
from chamsae.model.claim import Claim
from chamsae.ports import Store

T = TypeVar("T")

DOCUMENTS = 2_000
COPIES = 10  # of the five claims each document has


def main() -> None:
    url = sys.argv[1] if len(sys.argv) > 1 else None
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder), database_url=url, create=True)
        measure(store)
        store.close()


def measure(store: Store) -> None:
    with store.transaction():
        claims = timed(f"add {DOCUMENTS} documents", lambda: list(made(store)))
    timed(f"add_claims, {len(claims):,} new", lambda: store.add_claims(claims))
    timed(f"add_claims, {len(claims):,} known", lambda: store.add_claims(claims))
    timed("add_judgement, 200 one by one", lambda: [store.add_judgement(judgement(c.id)) for c in claims[:200]])
    timed("counts()", store.counts)
    timed("statuses()", store.statuses)
    timed("claims(document=…), 50 found", lambda: list(store.claims(document=claims[-1].document)))
    timed("claims(), all", lambda: sum(1 for _ in store.claims()))
    timed("search('lantern'), 50 of 2,000", lambda: store.search("lantern"))


def made(store: Store) -> Iterator[Claim]:
    for number in range(DOCUMENTS):
        for claim in every_kind(held(store, f"d{number}")):
            yield from (replace(claim, id=f"{claim.id}-{number}-{copy}") for copy in range(COPIES))


def timed(what: str, work: Callable[[], T]) -> T:
    start = time.perf_counter()
    found = work()
    print(f"{time.perf_counter() - start:9.4f} s  {what}")
    return found


if __name__ == "__main__":
    main()
