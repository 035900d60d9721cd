"""Attempts to read and documents, on every store."""

from dataclasses import replace

import pytest

from chamsae.errors import InputError, NotFound
from chamsae.model.document import ReadState
from chamsae.ports import Store
from tests.contracts.material import document, held, reading, stored


def test_a_document_comes_back_with_every_field(store: Store) -> None:
    store.add_object(stored())
    assert store.add_document(document(stored()))
    assert store.document("d1") == document(stored())


def test_writing_a_document_twice_changes_nothing(store: Store) -> None:
    held(store)
    assert not store.add_document(document(stored("d1"), "d1", "another text"))
    assert store.document("d1").text == document(stored()).text
    assert len(list(store.documents())) == 1


def test_documents_come_in_order_of_writing(store: Store) -> None:
    for id in ("d9", "d1", "d5"):
        held(store, id)
    assert [d.id for d in store.documents()] == ["d9", "d1", "d5"]


@pytest.mark.parametrize("text", ["", "한글", "\u1112\u1161\u11ab", "🕊" * 5, "a\r\n\u2028b\x85\x0b", "ك", "𠀀𪛖"])
def test_text_is_kept_to_the_code_point(store: Store, text: str) -> None:
    held(store, "d1", text)
    assert store.document("d1").text == text


@pytest.mark.parametrize("text", ["nul \0", "half \udc00"])
def test_text_no_database_can_keep_is_refused(store: Store, text: str) -> None:
    store.add_object(stored())
    with pytest.raises(InputError):
        store.add_document(document(stored(), "d1", text))
    assert list(store.documents()) == []


def test_a_backslash_and_a_u0000_spelt_out_are_ordinary_text(store: Store) -> None:
    held(store, "d1", r"the code \u0000 and \\u0000 spelt out")
    assert store.document("d1").text == r"the code \u0000 and \\u0000 spelt out"


def test_a_document_needs_its_object(store: Store) -> None:
    with pytest.raises(NotFound):
        store.add_document(document(stored("nobody")))


def test_an_unknown_document_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound):
        store.document("d1")


def test_the_last_attempt_to_read_stands(store: Store) -> None:
    held(store)
    failed, read = reading(stored("d1")), reading(stored("d1"), ReadState.READ, "d1")
    store.add_reading(failed)
    assert store.reading(stored("d1").sha256) == failed
    store.add_reading(read)
    assert store.reading(stored("d1").sha256) == read
    assert list(store.readings()) == [read]


def test_objects_never_attempted_come_in_order_of_arrival(store: Store) -> None:
    for seed in "abcd":
        store.add_object(stored(seed))
    store.add_reading(reading(stored("b")))
    assert list(store.unread()) == [stored(seed) for seed in "acd"]
    assert store.reading(stored("a").sha256) is None


def test_what_is_unread_can_be_read_while_walking_through_it(store: Store) -> None:
    for seed in "abcd":
        store.add_object(stored(seed))
    for obj in store.unread():
        store.add_reading(reading(obj))
    assert list(store.unread()) == []
    assert len(list(store.readings())) == 4


def test_a_reading_needs_its_object(store: Store) -> None:
    with pytest.raises(NotFound):
        store.add_reading(reading(stored("nobody")))


def test_documents_without_their_text_are_otherwise_whole(store: Store) -> None:
    given = [held(store, seed, f"The text of {seed}.") for seed in ("d1", "d2")]
    assert list(store.documents(text=False)) == [replace(document, text="") for document in given]
    assert list(store.documents()) == given
