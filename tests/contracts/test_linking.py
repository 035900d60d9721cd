"""Records and pairs on every store; a judged pair stays with the evidence it was judged on."""

from dataclasses import replace

import pytest

from chamsae.errors import InputError, NotFound
from chamsae.model.claim import NameType
from chamsae.model.judgement import Status, Verdict
from chamsae.model.link import Pair, Part, Record, Sex, pair_id
from chamsae.model.when import When
from chamsae.ports import Store
from tests.contracts.material import NOON, document, judgement, stored

FIRST = Record(
    id="n1", kind=NameType.PERSON, document="d1", names=("Pak Nari", "박나리", "朴娜莉 🕊"), claims=("c1", "c2"),
    quotes=((0, 10), (12, 40)), roles=("witness",), sex=Sex.WOMAN, stub=False, places=("the river",),
    times=(When.day(NOON.date(), "5 March"), When()), beside=("등불회",),
)  # fmt: skip
SECOND = Record(id="n2", kind=NameType.PERSON, document="d1", names=("Nari",), claims=(), quotes=(), stub=True)
PAIR = Pair(
    id=pair_id("n1", "n2"), left="n1", right="n2", weight=-1.25, barred="both are named in one sentence",
    parts=(Part(what="name", left="박나리", right="Nari", bits=3.5, why="given name 나리: Nari"),),
)  # fmt: skip


@pytest.fixture
def linked(store: Store) -> Store:
    store.add_object(stored())
    store.add_document(document(stored()))
    store.replace_records([SECOND, FIRST])
    store.replace_pairs([PAIR])
    return store


def test_records_come_back_as_given_and_in_order(linked: Store) -> None:
    assert list(linked.records()) == [SECOND, FIRST]
    assert list(linked.records(document="d1")) == [SECOND, FIRST]
    assert list(linked.records(document="d2")) == []
    assert linked.record("n1") == FIRST


def test_new_records_take_the_place_of_the_old(linked: Store) -> None:
    linked.replace_records([FIRST])
    assert list(linked.records()) == [FIRST]
    with pytest.raises(NotFound):
        linked.record("n2")


def test_a_record_of_an_unknown_document_is_refused_and_changes_nothing(linked: Store) -> None:
    with pytest.raises(NotFound):
        linked.replace_records([replace(FIRST, document="d9")])
    with pytest.raises(InputError, match="half a character"):
        linked.replace_records([replace(FIRST, names=("\ud800",))])
    assert list(linked.records()) == [SECOND, FIRST]


def test_pairs_come_back_as_given_by_id_or_of_one_record(linked: Store) -> None:
    other = replace(PAIR, id="p0", left="n3", right="n4", barred=None)
    linked.replace_pairs([PAIR, other])
    assert list(linked.pairs()) == sorted([PAIR, other], key=lambda pair: pair.id)
    assert list(linked.pairs(record="n2")) == [PAIR]
    assert linked.pair("p0") == other


def test_a_judged_pair_stays_with_its_evidence_and_an_unjudged_one_goes(linked: Store) -> None:
    other = replace(PAIR, id="p0", left="n3", right="n4")
    linked.replace_pairs([PAIR, other])
    linked.add_judgement(judgement(PAIR.id, Verdict.ACCEPTED))
    linked.replace_pairs([replace(PAIR, weight=7.0)])
    assert list(linked.pairs()) == [PAIR]
    assert linked.statuses() == {PAIR.id: Status.ACCEPTED}
    assert linked.statuses([PAIR.id]) == {PAIR.id: Status.ACCEPTED}


def test_a_pair_is_added_beside_the_others_once(linked: Store) -> None:
    other = replace(PAIR, id="p0", left="n3", right="n4")
    assert linked.add_pairs([other, replace(PAIR, weight=7.0)]) == 1
    assert list(linked.pairs()) == [other, PAIR]
    assert linked.add_judgement(judgement("p0", Verdict.REJECTED)).target == "p0"


def test_what_is_no_pair_cannot_be_judged(linked: Store) -> None:
    with pytest.raises(NotFound, match="claim, relation or pair"):
        linked.add_judgement(judgement("p99", Verdict.ACCEPTED))
