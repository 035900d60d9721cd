"""Claims, sketches and relations, on every store."""

from dataclasses import replace
from math import inf, nan

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chamsae.errors import InputError, NotFound
from chamsae.model.amount import Amount, Comparator
from chamsae.model.claim import ClaimKind, Figure, settle_id
from chamsae.ports import Sketch, Store
from tests.contracts.material import SIX_HUNDRED, claim, every_kind, held, relation


def test_a_claim_of_each_kind_comes_back_with_every_field(store: Store) -> None:
    claims = every_kind(held(store))
    assert store.add_claims(claims) == 8
    assert [store.claim(c.id) for c in claims] == claims


def test_a_bare_claim_comes_back_bare(store: Store) -> None:
    bare = claim(held(store), speaker=None, via=(), place=(), when=None, why=())
    store.add_claims([bare])
    assert store.claim(bare.id) == bare


def test_the_id_of_a_claim_read_back_still_follows_from_its_value(store: Store) -> None:
    claims = every_kind(held(store))
    store.add_claims(claims)
    assert [settle_id(replace(c, id="")).id for c in store.claims()] == [c.id for c in claims]


def test_claims_are_written_once_however_often_they_are_given(store: Store) -> None:
    claims = every_kind(held(store))
    assert store.add_claims([*claims[:2], *claims[:2]]) == 2
    assert store.add_claims(claims) == 6
    assert store.add_claims(claims) == 0


def test_the_first_of_two_claims_with_one_id_is_kept(store: Store) -> None:
    first = claim(held(store))
    store.add_claims([first, replace(first, reader="another")])
    assert store.claim(first.id).reader == first.reader


def test_claims_come_in_order_of_document_and_place(store: Store) -> None:
    documents = [held(store, id) for id in ("d9", "d1", "d5")]
    claims = [c for d in documents for c in every_kind(d)]
    store.add_claims(reversed(claims))
    assert list(store.claims()) == claims
    assert list(store.claims(document="d1")) == claims[8:16]
    assert list(store.claims(documents=["d5", "nobody", "d9"])) == [*claims[:8], *claims[16:]]
    assert list(store.claims(documents=[])) == []


def test_claims_can_be_chosen_by_where_their_words_begin(store: Store) -> None:
    claims = sorted(every_kind(held(store)), key=lambda one: (one.trigger.start, one.trigger.end, one.id))
    store.add_claims(claims)
    first, last = claims[1].trigger.start, claims[-1].trigger.start
    kept = [one for one in claims if first <= one.trigger.start < last]
    assert kept and list(store.claims(document=claims[0].document, between=(first, last))) == kept
    assert list(store.claims(between=(last + 1, last + 9))) == []


def test_claims_can_be_chosen_by_kind_and_by_id(store: Store) -> None:
    documents = [held(store, id) for id in ("d9", "d1")]
    claims = [c for d in documents for c in every_kind(d)]
    store.add_claims(claims)
    assert {c.kind for c in store.claims(kind=ClaimKind.NAME)} == {ClaimKind.NAME}
    chosen = [claims[9].id, claims[1].id, "nobody", claims[9].id]
    assert list(store.claims(ids=chosen)) == [claims[1], claims[9]]
    assert list(store.claims(ids=chosen, document="d1")) == [claims[9]]
    assert list(store.claims(ids=())) == []
    assert list(store.claims(document="nobody")) == []


def test_many_claims_come_back_complete_and_in_order(store: Store) -> None:
    document = held(store)
    base = claim(document)
    claims = [replace(base, id=f"c{number:05}") for number in range(4_500)]
    assert store.add_claims(iter(claims)) == 4_500
    assert [c.id for c in store.claims(document="d1")] == [c.id for c in claims]
    assert [c.id for c in store.claims(ids=[c.id for c in claims[::-3]])] == sorted(c.id for c in claims[::-3])


def test_a_claim_needs_its_document_and_then_none_is_written(store: Store) -> None:
    claims = every_kind(held(store))
    with pytest.raises(NotFound), store.transaction():
        store.add_claims([*claims, replace(claims[0], id="c-lost", document="nobody")])
    assert list(store.claims()) == []
    with pytest.raises(NotFound):
        store.claim(claims[0].id)


@pytest.mark.parametrize("number", [0, 1, 600, 2**53, 0.5, 1e15, 123_456_789.125])
def test_numbers_are_kept_exactly(store: Store, number: float) -> None:
    amount = Amount(low=number, high=number, comparator=Comparator.EXACT, unit="kg")
    given = claim(held(store), value=Figure(amount=amount, counted="rice"))
    store.add_claims([given])
    assert store.claim(given.id) == given
    assert repr(store.claim(given.id).value) == repr(given.value)


@pytest.mark.parametrize("number", [nan, inf, 2**53 + 1, 10**400])
def test_numbers_no_column_keeps_are_refused(store: Store, number: float) -> None:
    amount = Amount(low=number, high=None, comparator=Comparator.AT_LEAST, unit="person")
    with pytest.raises(InputError):
        store.add_claims([claim(held(store), value=replace(SIX_HUNDRED, amount=amount))])
    assert list(store.claims()) == []


@pytest.mark.parametrize("confidence", [nan, -0.1, 1.1, inf])
def test_a_confidence_beyond_nought_and_one_is_refused(store: Store, confidence: float) -> None:
    with pytest.raises(InputError):
        store.add_claims([claim(held(store), confidence=confidence)])


@given(words=st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_words_come_back_as_they_were(store: Store, words: list[str]) -> None:
    given = claim(held(store), via=tuple(words), why=tuple(words), reader="".join(words))
    store.add_claims([given])
    assert store.claim(given.id) == given


def test_a_sketch_replaces_the_older_one_of_its_method(store: Store) -> None:
    held(store, "d1"), held(store, "d2")
    store.put_sketch(Sketch(document="d2", method="w5 1", data=b"\x00\xff"))
    store.put_sketch(Sketch(document="d1", method="w5 1", data=b"old"))
    store.put_sketch(Sketch(document="d1", method="w5 2", data=b"other"))
    store.put_sketch(Sketch(document="d1", method="w5 1", data=b"new"))
    assert {s.document: s.data for s in store.sketches("w5 1")} == {"d2": b"\x00\xff", "d1": b"new"}
    assert list(store.sketches("nothing")) == []


def test_a_sketch_needs_its_document(store: Store) -> None:
    with pytest.raises(NotFound):
        store.put_sketch(Sketch(document="nobody", method="w5 1", data=b""))


def test_relations_are_written_once_and_found_from_both_sides(store: Store) -> None:
    for id in ("d1", "d2", "d3"):
        held(store, id)
    first, second = relation("d2", "d1", "r2"), relation("d3", "d2", "r1")
    assert store.add_relations([first, second, first]) == 2
    assert store.add_relations([first]) == 0
    assert list(store.relations()) == [first, second]
    assert list(store.relations(document="d1")) == [first]
    assert list(store.relations(document="d2")) == [first, second]
    assert store.relation("r1") == second
    with pytest.raises(NotFound):
        store.relation("nobody")


def test_a_relation_needs_both_documents(store: Store) -> None:
    held(store, "d1")
    with pytest.raises(NotFound):
        store.add_relations([relation("d1", "nobody")])
    assert list(store.relations()) == []
