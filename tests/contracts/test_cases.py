"""Coded acts and events on every store: put, found by all they can be asked for, taken out again."""

from dataclasses import replace
from datetime import date

import pytest

from chamsae.errors import NotFound
from chamsae.model.amount import Amount, Comparator
from chamsae.model.case import CodedAct, CodedEvent, Derived, Involved, Occasion, Suffered, Wanted, event_id
from chamsae.model.claim import NameType
from chamsae.model.judgement import Status
from chamsae.model.link import Entity, Record, listed
from chamsae.model.when import Precision, When
from chamsae.ports import Store
from tests.contracts.material import held

DAY = date(2023, 10, 9)
OCCASION = "repatriated|2023-10-09"
FIRST = CodedAct(
    id="a-c1-refoulement", claims=("c1", "c2"), document="d1", violation="refoulement", act="repatriated",
    persons=("n1",), records=("n1", "n2"),
    victims=Amount(low=1, high=None, comparator=Comparator.AT_LEAST, unit="person"),
    victim_text="박나리 🕊", place="cn-tumen", place_text="图们", when=When.day(DAY, "9일"), cases=("n1.1",),
    involved=(Involved(name="公安", degree="did", chain=("cn-psb", "cn-mps", "cn"), state="CN", claims=("c1",)),),
    status=Status.ACCEPTED, shelf="p|n1",
)  # fmt: skip
SECOND = CodedAct(
    id="a-c3-refoulement", claims=("c3",), document="d1", violation="refoulement", act="repatriated",
    place="cn", when=When.day(DAY), shelf=f"d|{OCCASION}",
)  # fmt: skip
THIRD = CodedAct(
    id="a-c4-detention", claims=("c4",), document="d1", violation="detention", act="detained", persons=("n1",),
    records=("n1",), shelf="p|n1", when=When(start=date(2023, 1, 1), end=date(2023, 12, 31), precision=Precision.YEAR),
)  # fmt: skip
UNDATED = CodedAct(id="a-c5-open", claims=("c5",), document="d1", act="died", shelf="t|d1|died")
ALL = [THIRD, FIRST, SECOND, UNDATED]


@pytest.fixture
def coded(store: Store) -> Store:
    held(store)
    store.put_coded(reversed(ALL))
    return store


def test_acts_come_back_as_given_in_order_of_their_days_undated_ones_last(coded: Store) -> None:
    assert list(coded.coded_acts()) == ALL
    assert list(coded.coded_acts(start=1, limit=2)) == [FIRST, SECOND]
    assert coded.coded_act(FIRST.id) == FIRST
    with pytest.raises(NotFound):
        coded.coded_act("a-c9-open")


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(persons=("n1",)), [THIRD, FIRST]),
        (Wanted(records=("n2",)), [FIRST]),
        (Wanted(claims=("c2", "c5")), [FIRST, UNDATED]),
        (Wanted(shelves=("p|n1",)), [THIRD, FIRST]),
        (Wanted(violations=("refoulement",)), [FIRST, SECOND]),
        (Wanted(places=("cn", "kp")), [SECOND]),
        (Wanted(states=("CN",)), [FIRST]),
        (Wanted(case="n1.1"), [FIRST]),
        (Wanted(occasion=OCCASION), [FIRST, SECOND]),
        (Wanted(persons=("n1",), violations=("detention",)), [THIRD]),
        (Wanted(ids=()), []),
    ],
)
def test_acts_are_found_by_what_they_hold(coded: Store, wanted: Wanted, found: list[CodedAct]) -> None:
    assert list(coded.coded_acts(wanted)) == found
    assert coded.count_coded(wanted) == len(found)


def test_an_act_is_put_in_place_of_the_one_with_its_id_and_others_go(coded: Store) -> None:
    other = replace(FIRST, claims=("c9",), persons=("n7",))
    coded.put_coded([other], gone=[SECOND.id])
    assert list(coded.coded_acts()) == [THIRD, other, UNDATED]
    assert list(coded.coded_acts(Wanted(persons=("n1",)))) == [THIRD]
    coded.clear_coded()
    assert list(coded.coded_acts()) == []


def test_it_is_told_by_which_records_persons_suffered_acts(coded: Store) -> None:
    one, other = (
        Record(id=id, kind=NameType.PERSON, document="d1", names=("박나리 🕊",), claims=(), quotes=())
        for id in ("n1", "n2")
    )
    coded.replace_records([one])
    alone = [Suffered(THIRD.id, "proposed", "n1", "n1", "d1"), Suffered(FIRST.id, "accepted", "n1", "n1", "d1")]
    assert sorted(coded.suffered()) == sorted(alone), "a record that was not gathered is left out"
    coded.replace_records([one, other])
    together = Entity(id="n1", kind=NameType.PERSON, records=("n1", "n2"))
    coded.replace_listed([listed(together, {"n1": one, "n2": other})])
    found = sorted(coded.suffered())
    assert found == sorted([*alone, Suffered(FIRST.id, "accepted", "n2", "n1", "d1")])
    assert sorted(coded.suffered([FIRST.id, "a-c9-open"])) == [row for row in found if row.act == FIRST.id]
    assert list(coded.suffered([])) == []


def test_the_claims_that_acts_are_made_of_are_known(coded: Store) -> None:
    assert set(coded.coded_claims()) == {claim for act in ALL for claim in act.claims}


def test_an_act_of_an_unknown_document_is_refused_and_changes_nothing(coded: Store) -> None:
    with pytest.raises(NotFound):
        coded.put_coded([replace(FIRST, document="d9")], gone=[UNDATED.id])
    assert list(coded.coded_acts()) == ALL


def test_the_places_of_an_occasion_are_counted_and_its_events_put(coded: Store) -> None:
    assert list(coded.occasions()) == [OCCASION]
    assert coded.places_of([OCCASION, "fled|2001-01-01"]) == {
        OCCASION: {"cn-tumen": (1, 2, 1), "cn": (1, 1, 0)},
        "fled|2001-01-01": {},
    }
    event = CodedEvent(
        id=event_id("repatriated", DAY, "cn-tumen"), act="repatriated", day=DAY, place="cn-tumen", acts=2, claims=3,
        persons=1,
    )  # fmt: skip
    held: dict[str | None, str] = {"cn-tumen": event.id, "cn": event.id}
    coded.put_events([Occasion(name=OCCASION, events=(event,), held=held)])
    assert [act.id for act in coded.coded_acts(Wanted(event=event.id))] == [FIRST.id, SECOND.id]
    assert coded.coded_event(event.id) == event
    assert list(coded.coded_events()) == list(coded.coded_events(occasion=OCCASION)) == [event]
    coded.put_events([Occasion(name=OCCASION)])
    assert coded.count_events() == 0
    assert coded.coded_act(FIRST.id).event is None


def test_how_far_acts_are_derived_is_remembered(store: Store) -> None:
    assert store.derived() is None
    store.reach(Derived(upto=4, rules="acts 1"))
    store.reach(Derived(upto=7, rules="acts 1"))
    assert store.derived() == Derived(upto=7, rules="acts 1")
    store.reach(Derived(upto=7, rules="acts 1", done=3, of=9))
    assert store.derived() == Derived(upto=7, rules="acts 1", done=3, of=9)
    store.reach(Derived(upto=8, rules="acts 1"))
    assert store.derived() == Derived(upto=8, rules="acts 1")
