"""Tables over every store are the same, and true again after acts were put, changed and taken out."""

from dataclasses import replace
from datetime import date, datetime

from chamsae.casebook.cases import Cases
from chamsae.casebook.deriving import RULES
from chamsae.casebook.linking import Link
from chamsae.casebook.review import Review
from chamsae.casebook.tabulating import Tables, asked
from chamsae.model.case import CodedAct, Counting, Derived, Involved
from chamsae.model.table import KeptTable
from chamsae.model.when import When
from chamsae.ports import Store
from tests.contracts.material import NOON, held

POLICE = Involved(name="공안", chain=("cn-mps", "cn"), state="CN")


def acts(document: str) -> list[CodedAct]:
    """Acts of two persons in two years, some with a year that is not certain."""
    return [
        CodedAct(
            id=f"a-c{at}-torture", claims=(f"c{at}",), document=document, violation=("torture", "arrest")[at % 2],
            persons=(f"n{at % 2}",), cases=(f"n{at % 2}.1",), place=("cn-tumen", None)[at % 2],
            when=When(start=date(2010, 11, 1), end=date(2010 + at % 3 // 2, 12, 1)), involved=(POLICE,) * (at % 2),
        )
        for at in range(7)
    ]  # fmt: skip


def tables(store: Store) -> Tables:
    def clock() -> datetime:
        return NOON

    return Tables(store, clock, Cases(store, clock, Link(store, clock, Review(store, clock))))


def reached(store: Store) -> None:
    """Say that acts are derived as far as the log goes, so that those put here stay."""
    last = store.last_log()
    store.reach(Derived(upto=last.number if last else 0, rules=RULES))


def numbers(of: Tables, counting: Counting) -> dict[tuple[str | None, ...], int]:
    table = of.table(rows="violation", columns="year", layers="state", counting=counting)
    return {cell.keys: cell.count for cell in table.cells}


def test_a_table_counts_what_the_store_holds(store: Store) -> None:
    store.put_coded(acts(held(store).id))
    reached(store)
    of = tables(store)
    assert numbers(of, Counting.ACTS)["torture", "2010", ""] == 3
    assert numbers(of, Counting.ACTS)["torture", "2010/2011", ""] == 1
    assert numbers(of, Counting.PERSONS)[None, None, None] == 2
    assert numbers(of, Counting.CASES)["arrest", None, "CN"] == 1
    assert numbers(of, Counting.EVENTS)[None, None, None] == 0


def test_a_store_that_has_moved_on_is_counted_anew(store: Store) -> None:
    given = acts(held(store).id)
    store.put_coded(given)
    reached(store)
    of = tables(store)
    before = numbers(of, Counting.ACTS)[None, None, None]
    store.put_coded([replace(given[0], violation="detention")], gone=[given[1].id])
    store.append_log(at=NOON, actor="하늘", action="note", subject="x", detail={})
    reached(store)
    after = numbers(of, Counting.ACTS)
    assert (before, after[None, None, None], after["detention", "2010", ""]) == (7, 6, 1)


def test_a_kept_table_comes_back_with_every_act(store: Store) -> None:
    store.put_coded(acts(held(store).id))
    reached(store)
    of = tables(store)
    kept = of.keep(asked("violation", "year", counting="persons"), "보고서 2027", by="하늘")
    assert list(store.entries(KeptTable)) == [kept]
    assert len(kept.placed) == 7
    assert of.difference("보고서 2027").changes == ()
