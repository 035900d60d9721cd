"""What a person states of any two records: must be one, never one; kept in the ledger with its reason, undone."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.errors import InputError, NotFound
from chamsae.model.claim import NameType
from chamsae.model.document import Document
from chamsae.model.judgement import Verdict
from chamsae.model.source import StoredObject
from tests.casebook.test_linking import name_claim, names_of, people

#: Invented; nothing compared ties Toft to Han, and the last sentence names two.
TEXTS = {
    "first": ("Anneliese Toft was there.", ("Anneliese Toft",)),
    "second": ("한소라 씨가 말했다.", ("한소라",)),
    "third": ("Han Sora came.", ("Han Sora",)),
    "fourth": ("Sora Han was seen. Han Sora met Han So-ra.", ("Han Sora", "Han So-ra")),
}


@pytest.fixture
def book() -> Iterator[Casebook]:
    with chamsae.in_memory() as made:
        for name, (text, named) in TEXTS.items():
            made.store.add_object(StoredObject(sha256=name.ljust(64, "0"), sha512=name.ljust(128, "0"), size=1))
            document = Document(id=name, sha256=name.ljust(64, "0"), name=name, media_type="text/plain", text=text,
                                language="und", reader="hand 1")  # fmt: skip
            made.store.add_document(document)
            made.store.add_claims(name_claim(document, words) for words in named)
        made.link.run(by="Alice")
        yield made


def of(book: Casebook, document: str, name: str) -> str:
    return next(record.id for record in book.store.records(document=document) if record.names[0] == name)


def test_two_that_nothing_compared_become_one_when_a_person_says_so_and_two_again(book: Casebook) -> None:
    toft, han = of(book, "first", "Anneliese Toft"), of(book, "second", "한소라")
    before = people(book)
    entry = book.link.must(toft, han, by="Alice", why="her pen name, told by herself")
    assert ["Anneliese Toft", "한소라"] in people(book)
    assert (entry.verdict, entry.by, entry.why) == (Verdict.ACCEPTED, "Alice", "her pen name, told by herself")
    book.link.run(by="Alice")
    assert ["Anneliese Toft", "한소라"] in people(book), "comparing anew keeps what was stated"
    assert [given.number for _, given in book.link.answers(book.link.entity(han))] == [entry.number]
    book.review.undo(by="Alice")
    assert people(book) == before
    assert book.link.answers(book.link.entity(han)) == []


def test_two_that_are_never_one_stay_two_through_others(book: Casebook) -> None:
    korean, english = of(book, "second", "한소라"), of(book, "third", "Han Sora")
    book.link.never(korean, english, by="Alice", why="both are in one photograph")
    assert all({korean, english} - {one.id for one in question} for question in book.link.together())
    third = of(book, "fourth", "Han Sora")
    book.link.must(english, third, by="Alice", why="the same passport")
    with pytest.raises(InputError, match="judged not the same"):
        book.link.must(korean, third, by="Alice", why="looks alike")


def test_a_statement_outweighs_that_one_sentence_names_both(book: Casebook) -> None:
    left, right = of(book, "fourth", "Han Sora"), of(book, "fourth", "Han So-ra")
    assert next(book.store.pairs(record=right)).barred
    book.link.must(left, right, by="Alice", why="the second is a misprint")
    assert names_of(book, *book.link.entity(left).records) == {"Han Sora", "Han So-ra"}


def test_where_two_people_judge_what_must_be_one_waits_for_the_second(book: Casebook) -> None:
    toft, han = of(book, "first", "Anneliese Toft"), of(book, "second", "한소라")
    book.review.judge(next(book.store.claims()).id, Verdict.ACCEPTED, by="Bob")
    pair = book.link.must(toft, han, by="Alice", why="her pen name").target
    assert ["Anneliese Toft", "한소라"] not in people(book)
    assert pair in {one.id for one in book.link.waiting(by="Bob")}
    book.link.must(han, toft, by="Bob", why="I know her too")
    assert ["Anneliese Toft", "한소라"] in people(book)


def test_what_cannot_be_stated_is_refused_and_nothing_is_written(book: Casebook) -> None:
    toft, han = of(book, "first", "Anneliese Toft"), of(book, "second", "한소라")
    for left, right, why, message in ((toft, han, " ", "reason"), (toft, toft, "x", "one record, not two")):
        with pytest.raises(InputError, match=message):
            book.link.must(left, right, by="Alice", why=why)
    with pytest.raises(NotFound):
        book.link.never(toft, "n404", by="Alice", why="x")
    assert list(book.store.judgements()) == []


def test_a_person_and_a_place_are_never_one(book: Casebook) -> None:
    held = list(book.store.records())
    book.store.replace_records([replace(held[0], kind=NameType.PLACE), *held[1:]])
    book.store.append_log(at=book.clock(), actor="Alice", action="link", subject="names", detail={})
    with pytest.raises(InputError, match="never one"):
        book.link.must(held[0].id, held[1].id, by="Alice", why="x")
