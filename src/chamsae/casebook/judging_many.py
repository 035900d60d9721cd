"""Many judgements of one act (a list that says otherwise, an import taken back), with ONE entry of the log for them."""

import hashlib
from collections.abc import Iterable

from chamsae.model.judgement import Judgement
from chamsae.ports import Store

#: What the log calls it.
JUDGE_MANY = "judge_many"


def judge_many(store: Store, entries: Iterable[Judgement], *, subject: str) -> int:
    """Append judgements by one person, confirmed by one entry of the log about `subject`; how many, none for none."""
    given = list(entries)
    if not given:
        return 0
    with store.transaction():
        numbers = store.add_judgements(given)
        told = (f"{entry.verdict} {entry.target}" for entry in given)
        detail = {"judgements": f"{numbers[0]}-{numbers[-1]}", "sha256": digest(told, first=numbers[0])}
        last = given[-1]
        store.append_log(at=last.at, actor=last.by, action=JUDGE_MANY, subject=subject, detail=detail)
    return len(given)


def digest(told: Iterable[str], *, first: int) -> str:
    """SHA-256 over judgements in a row, a line each: number, verdict and target."""
    found = hashlib.sha256()
    for number, one in enumerate(told, first):
        found.update(f"{number} {one}\n".encode())
    return found.hexdigest()
