"""Linking again: new documents are compared with all, old pairs are not compared twice, ids and answers stay."""

from collections.abc import Iterator

import pytest

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.model.document import Document, Relation, RelationKind
from chamsae.model.source import StoredObject
from tests.casebook.test_linking import TEXTS, name_claim, people


@pytest.fixture
def book() -> Iterator[Casebook]:
    with chamsae.in_memory() as made:
        for name in list(TEXTS)[:-2]:
            add(made, name)
        yield made


def add(book: Casebook, name: str) -> None:
    text, named = TEXTS[name]
    book.store.add_object(StoredObject(sha256=name.ljust(64, "0"), sha512=name.ljust(128, "0"), size=1))
    document = Document(id=name, sha256=name.ljust(64, "0"), name=name, media_type="text/plain", text=text,
                        language="und", reader="hand 1")  # fmt: skip
    book.store.add_document(document)
    book.store.add_claims(name_claim(document, words) for words in named)


def test_what_is_as_it_was_is_not_compared_again(book: Casebook) -> None:
    assert book.link.run(by="Alice").compared > 0
    assert book.link.run(by="Alice").compared == 0
    assert book.link.run(by="Alice", afresh=True).compared > 0


def test_new_documents_give_the_pairs_of_comparing_all_anew(book: Casebook) -> None:
    book.link.run(by="Alice")
    old = set(book.link.records())
    for name in list(TEXTS)[-2:]:
        add(book, name)
    again = book.link.run(by="Alice")
    found = list(book.store.pairs())
    afresh = book.link.run(by="Alice", afresh=True)
    assert list(book.store.pairs()) == found
    assert 0 < again.compared < afresh.compared
    assert old <= set(book.link.records()), "ids stay"


def test_people_keep_their_ids_and_answers_when_documents_come(book: Casebook) -> None:
    book.link.run(by="Alice")
    first = book.link.join([one.id for one in book.link.together()[0]], by="Alice")[0]
    before = {one.id: one.records for one in book.link.entities() if len(one.records) > 1}
    add(book, "zh")
    book.link.run(by="Alice")
    assert {one.id: one.records for one in book.link.entities() if len(one.records) > 1} == before
    assert first.number in {entry.number for entry in book.store.judgements()}
    assert ["文瑞妍"] in people(book)


def test_a_document_found_to_be_a_copy_has_its_pairs_compared_again(book: Casebook) -> None:
    book.link.run(by="Alice")
    before = {pair.id: pair.weight for pair in book.store.pairs()}
    relation = Relation(id="r1", document="ko", other="en", kind=RelationKind.TRANSLATION, directed=True, score=0.9,
                        why="made")  # fmt: skip
    book.store.add_relations([relation])
    assert book.link.run(by="Alice").compared > 0
    after = {pair.id: pair.weight for pair in book.store.pairs()}
    assert any(after[id] > before[id] for id in before)
