"""Whom records were judged to be, and what is asked of pairs, on every store."""

from dataclasses import replace

import pytest

from chamsae.errors import NotFound
from chamsae.model.claim import NameType
from chamsae.model.link import Answers, Doubt, Entity, Listed, Pair, Question, Reckoned, Record, listed
from chamsae.ports import Store
from tests.contracts.material import document, stored


def record(id: str, *names: str, kind: NameType = NameType.PERSON, known: str | None = None) -> Record:
    return Record(id=id, kind=kind, document="d1", names=names or (id,), claims=(), quotes=(), known=known)


RECORDS = (
    record("n1", "Pak Nari", "박나리"), record("n2", "Nari"), record("n3", "朴娜莉 🕊"), record("n4", "Kim 100%_"),
    record("n5", "Onsong", kind=NameType.PLACE, known="kp-onsong"), record("n6", "온성", kind=NameType.PLACE),
)  # fmt: skip
BY_ID = {one.id: one for one in RECORDS}


def pair(id: str, left: str, right: str, weight: float = 1.0, barred: str | None = None) -> Pair:
    return Pair(id=id, left=left, right=right, weight=weight, parts=(), barred=barred)


PAIRS = (pair("p1", "n1", "n2"), pair("p2", "n1", "n3", 5.0), pair("p3", "n2", "n3", 2.0), pair("p4", "n1", "n4", 9.0),
         pair("p5", "n3", "n4", barred="born apart"))  # fmt: skip


def entity(*records: str) -> Listed:
    return listed(Entity(id=records[0], kind=BY_ID[records[0]].kind, records=records), BY_ID)


@pytest.fixture
def linked(store: Store) -> Store:
    store.add_object(stored())
    store.add_document(document(stored()))
    store.replace_records(RECORDS)
    store.replace_pairs(PAIRS)
    return store


def test_records_are_found_by_ids_and_by_the_keys_of_a_list_in_their_order(linked: Store) -> None:
    assert [one.id for one in linked.records(ids=["n3", "n1", "n9"])] == ["n1", "n3"]
    assert [one.id for one in linked.records(known=[(NameType.PLACE, "kp-onsong")])] == ["n5"]
    assert list(linked.records(known=[(NameType.PERSON, "kp-onsong")])) == []
    assert list(linked.records(ids=[])) == []


def test_pairs_are_found_by_several_records_and_by_ids(linked: Store) -> None:
    assert [one.id for one in linked.pairs(records=["n2", "n9"])] == ["p1", "p3"]
    assert [one.id for one in linked.pairs(ids=["p3", "p1", "p9"])] == ["p1", "p3"]
    assert [one.id for one in linked.pairs(records=["n2"], ids=["p3", "p2"])] == ["p3"]
    assert list(linked.pairs(ids=[])) == list(linked.pairs(records=[])) == []


def test_nothing_is_worked_out_until_it_is_told_and_new_records_or_pairs_make_it_old(linked: Store) -> None:
    assert linked.reckoned() is None
    linked.reckon(Reckoned(upto=3, first="Alice", second=2))
    assert linked.reckoned() == Reckoned(upto=3, first="Alice", second=2)
    linked.add_pairs([PAIRS[0]])
    assert linked.reckoned() == Reckoned(upto=3, first="Alice", second=2), "the pair was known"
    linked.add_pairs([pair("p6", "n2", "n4")])
    assert linked.reckoned() == Reckoned(upto=3, first="Alice", second=2, fresh=True)
    linked.replace_records(RECORDS)
    assert linked.reckoned() is None
    linked.reckon(Reckoned())
    linked.replace_pairs(PAIRS)
    assert linked.reckoned() is None


def test_entities_come_largest_first_by_kind_by_part_of_a_name_and_a_page_at_a_time(linked: Store) -> None:
    linked.replace_listed([entity("n4"), entity("n1", "n2"), entity("n3"), entity("n5"), entity("n6")])
    assert [one.entity.id for one in linked.listed(kind=NameType.PERSON)] == ["n1", "n4", "n3"]
    assert [one.entity.id for one in linked.listed()] == ["n1", "n4", "n5", "n3", "n6"]
    assert next(linked.listed(several=True)) == entity("n1", "n2")
    assert [one.entity.id for one in linked.listed(start=1, limit=2)] == ["n4", "n5"]
    assert [one.entity.id for one in linked.listed(words="nari")] == ["n1"]
    assert [one.entity.id for one in linked.listed(words="娜")] == ["n3"]
    assert [one.entity.id for one in linked.listed(words="%_")] == ["n4"], "no sign stands for any other"
    assert linked.count_listed() == {NameType.PERSON: 3, NameType.PLACE: 2}
    assert linked.count_listed(words="nari") == linked.count_listed(several=True) == {NameType.PERSON: 1}


def test_records_lead_to_their_entity_also_after_it_has_changed(linked: Store) -> None:
    linked.replace_listed([entity("n1"), entity("n2"), entity("n3")])
    linked.put_listed([entity("n1", "n2")], gone=["n2"])
    assert linked.entities_of(["n2", "n3", "n4", "n9"]) == {"n2": entity("n1", "n2"), "n3": entity("n3")}
    linked.put_listed([entity("n1"), entity("n2", "n3")], gone=["n3"])
    assert {id: one.entity.id for id, one in linked.entities_of(["n1", "n2", "n3"]).items()} == {
        "n1": "n1", "n2": "n2", "n3": "n2"
    }  # fmt: skip
    assert len(list(linked.listed())) == 2


def test_an_entity_of_an_unknown_record_is_refused(linked: Store) -> None:
    with pytest.raises(NotFound), linked.transaction():
        linked.put_listed([replace(entity("n1"), entity=Entity(id="n1", kind=NameType.PERSON, records=("n1", "n9")))])
    assert list(linked.listed()) == []


def test_what_the_ledger_leaves_of_pairs_comes_back_and_makes_them_old(linked: Store) -> None:
    told = Answers(pair="p1", decided=None, asked=1.5, by=("Bob", "Alice"), last=7, differ=True, held=False)
    linked.put_answers([told, Answers(pair="p2", decided=True)])
    assert linked.answers(["p1", "p2", "p3"]) == {"p1": told, "p2": Answers(pair="p2", decided=True)}
    linked.put_answers([Answers(pair="p1", decided=False, by=("Alice",), last=8)])
    assert linked.answers(["p1"])["p1"].by == ("Alice",)
    assert [one.id for one in linked.pairs(fresh=True)] == ["p3", "p4", "p5"]
    with pytest.raises(NotFound):
        linked.put_answers([Answers(pair="p9")])


def questions(store: Store, question: Question, by: str = "", least: float | None = None) -> list[str]:
    found = [one.id for one in store.questions(question, by=by, least=least)]
    assert store.count_questions(question, by=by, least=least) == len(found)
    return found


def test_open_pairs_and_those_that_keep_apart_are_told_between_entities(linked: Store) -> None:
    assert list(linked.doubts()) == [], "nothing is told yet"
    linked.replace_listed(entity(*ids) for ids in (("n1", "n2"), ("n3",), ("n4",)))
    linked.put_answers([
        Answers(pair="p1", decided=True), Answers(pair="p2", asked=0.5), Answers(pair="p3", decided=False),
        Answers(pair="p4", asked=0.25, by=("Alice",)), Answers(pair="p5"),
    ])  # fmt: skip
    assert sorted(linked.doubts()) == [
        Doubt("n1", "n3", 2.0, True), Doubt("n1", "n3", 5.0, False), Doubt("n1", "n4", 9.0, False),
        Doubt("n3", "n4", 1.0, True),
    ]  # fmt: skip
    linked.put_answers([Answers(pair="p5", decided=True)])
    assert Doubt("n3", "n4", 1.0, True) not in set(linked.doubts()), "somebody answered that they are one"


def test_each_person_is_asked_what_they_have_not_answered_in_the_order_of_what_it_teaches(linked: Store) -> None:
    linked.put_answers([
        Answers(pair="p1", asked=0.5), Answers(pair="p2", asked=2.0, by=("Alice",), last=4),
        Answers(pair="p3", asked=0.5), Answers(pair="p4", asked=None),
    ])  # fmt: skip
    assert questions(linked, Question.OPEN) == ["p1", "p3"]
    assert questions(linked, Question.OPEN, by="Alice") == ["p1", "p3"]
    assert questions(linked, Question.OPEN, by="Bob") == ["p2", "p1", "p3"]
    assert questions(linked, Question.OPEN, by="Bob", least=2.0) == ["p2", "p3"]
    assert [one.id for one in linked.questions(Question.OPEN, by="Bob", start=1, limit=1)] == ["p1"]


def test_what_others_agree_on_is_read_again_and_what_they_differ_on_asked_openly(linked: Store) -> None:
    linked.put_answers([
        Answers(pair="p1", decided=True, by=("Alice",), last=1), Answers(pair="p3", by=("Alice", "Bob"), last=3),
        Answers(pair="p2", by=("Alice", "Bob"), last=4, differ=True), Answers(pair="p5", by=("Alice",), last=9),
        Answers(pair="p4", by=("Alice", "Bob"), last=8, differ=True),
    ])  # fmt: skip
    assert questions(linked, Question.SECOND, by="Bob") == ["p1"]
    assert questions(linked, Question.SECOND, by="Carol") == ["p1", "p3"]
    assert [one.id for one in linked.questions(Question.SECOND, by="Carol", after="p1")] == ["p3"]
    assert questions(linked, Question.DISPUTED, by="Bob") == ["p4", "p2"]
    linked.put_answers([Answers(pair="p4", by=("Alice", "Bob"), last=8, differ=True, decided=True),
                        Answers(pair="p2", by=("Alice", "Bob"), last=4, differ=True, held=False)])  # fmt: skip
    assert questions(linked, Question.DISPUTED) == []
