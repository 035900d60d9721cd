"""What is put right after each answer is what making it all anew would give."""

from datetime import UTC, datetime
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from chamsae.casebook.who import Who
from chamsae.memory import MemoryStore
from chamsae.model.claim import NameType
from chamsae.model.judgement import Judgement, Verdict
from chamsae.model.link import Pair, Record, pair_id
from tests.contracts.material import document, stored

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
NUMBER = 7
ALL_PAIRS = list(combinations(range(NUMBER), 2))

records = st.lists(st.sampled_from([None, None, None, "one", "two"]), min_size=NUMBER, max_size=NUMBER)
compared = st.lists(st.tuples(st.sampled_from(ALL_PAIRS), st.floats(-6, 9), st.booleans()), max_size=14)
said = st.sampled_from([Verdict.ACCEPTED, Verdict.ACCEPTED, Verdict.REJECTED, Verdict.CANNOT_TELL, Verdict.UNDONE])
answers = st.lists(st.tuples(st.integers(0, 20), said, st.sampled_from(["Alice", "Bob"]), st.booleans()), max_size=14)


def casebook(keys: list[str | None], met: list[tuple[tuple[int, int], float, bool]]) -> MemoryStore:
    store = MemoryStore()
    store.add_object(stored())
    store.add_document(document(stored()))
    store.replace_records(
        Record(id=f"n{at}", kind=NameType.PLACE, document="d1", names=(f"name {at}",), claims=(), quotes=(), known=key)
        for at, key in enumerate(keys)
    )
    store.replace_pairs(made(one, other, weight, barred=odd and weight < 0) for (one, other), weight, odd in met)
    return store


def made(one: int, other: int, weight: float, *, barred: bool = False) -> Pair:
    left, right = f"n{one}", f"n{other}"
    return Pair(id=pair_id(left, right), left=left, right=right, weight=weight, parts=(),
                barred="named together" if barred else None)  # fmt: skip


def answer(store: MemoryStore, at: int, verdict: Verdict, by: str, *, blind: bool) -> None:
    """Judge one of the pairs, or take back one of the answers."""
    ledger, pairs = list(store.judgements()), list(store.pairs())
    standing = [one for one in ledger if one.verdict is not Verdict.UNDONE]
    if verdict is Verdict.UNDONE and standing:
        old = standing[at % len(standing)]
        store.add_judgement(Judgement(target=old.target, verdict=verdict, by=by, at=NOON, undoes=old.number))
    elif verdict is not Verdict.UNDONE and pairs:
        target = pairs[at % len(pairs)].id
        store.add_judgement(Judgement(target=target, verdict=verdict, by=by, at=NOON, blind=blind))


def kept(store: MemoryStore) -> tuple[object, ...]:
    """All that is kept of who is who."""
    return list(store.listed()), store.answers([pair.id for pair in store.pairs()]), store.reckoned()


@settings(max_examples=200)
@given(keys=records, met=compared, given=answers, stated=st.sampled_from(ALL_PAIRS))
def test_each_answer_leaves_what_making_all_anew_leaves(
    keys: list[str | None],
    met: list[tuple[tuple[int, int], float, bool]],
    given: list[tuple[int, Verdict, str, bool]],
    stated: tuple[int, int],
) -> None:
    store = casebook(keys, met)
    who = Who(store)
    for at, (number, verdict, by, blind) in enumerate(given):
        if at == 5:
            store.add_pairs([made(*stated, 1.0)])
        answer(store, number, verdict, by, blind=blind)
        who.current()
        found = kept(store)
        who.remake()
        assert found == kept(store)


def test_nothing_is_written_where_nothing_was_judged() -> None:
    store = casebook([None] * NUMBER, [((0, 1), 2.0, False)])
    who = Who(store)
    who.current()
    before = store.reckoned()
    who.current()
    assert store.reckoned() is before
