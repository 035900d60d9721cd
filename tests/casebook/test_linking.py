"""Linking in a casebook: names in three scripts become one person when people say so, and come apart again."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.errors import InputError, NotFound
from chamsae.model.claim import Claim, Name, NameType, settle_id
from chamsae.model.document import Document
from chamsae.model.judgement import Verdict
from chamsae.model.link import Entity
from chamsae.model.quote import cut, point
from chamsae.model.source import StoredObject

#: Invented; who is named how in which document.
TEXTS = {
    "en": ("Ms. Moon Seo-yeon was sent back. Her brother is Moon Seo-rin.", ("Moon Seo-yeon", "Moon Seo-rin")),
    "other paper": ("They took Mun Seo Yeon away at night.", ("Mun Seo Yeon",)),
    "ko": ("문서연 씨가 송환됐다.", ("문서연",)),
    "zh": ("文瑞妍女士被遣返。", ("文瑞妍",)),
    "other": ("Kwak Dong-hyun spoke. Ms. Kwak did not.", ("Kwak Dong-hyun", "Kwak")),
}


@pytest.fixture
def book() -> Iterator[Casebook]:
    with chamsae.in_memory() as made:
        for name in TEXTS:
            add(made, name)
        yield made


def add(book: Casebook, name: str) -> None:
    """Hold one of the documents, with its names."""
    text, named = TEXTS[name]
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    book.store.add_object(StoredObject(sha256=sha256, sha512=sha256 * 2, size=1))
    document = Document(id=name, sha256=sha256, name=name, media_type="text/plain", text=text,
                        language="und", reader="hand 1")  # fmt: skip
    book.store.add_document(document)
    book.store.add_claims(name_claim(document, words) for words in named)


def name_claim(document: Document, words: str) -> Claim:
    start = document.text.rindex(words)
    ends = [at for mark in ".。" if (at := document.text.find(mark, start)) >= 0]
    begin = max(document.text.rfind(mark, 0, start) for mark in ".。") + 1
    return settle_id(
        Claim(
            id="",
            document=document.id,
            quote=cut(document.text, begin, min(ends)),
            trigger=point(document.text, start, start + len(words)),
            value=Name(text=words, type=NameType.PERSON),
            reader="hand 1",
        )
    )


def people(book: Casebook) -> list[list[str]]:
    names = {record.id: record.names[0] for record in book.store.records()}
    return sorted([names[id] for id in one.records] for one in book.link.entities())


def head(book: Casebook, name: str) -> Entity:
    return next(e for e in book.link.entities() if name in {book.store.record(id).names[0] for id in e.records})


SEO_YEON = ["Moon Seo-yeon", "Mun Seo Yeon", "문서연", "文瑞妍"]


def test_spellings_of_one_woman_in_three_scripts_are_one_question(book: Casebook) -> None:
    report = book.link.run(by="Alice")
    assert report.records == 7
    question = book.link.together()[0]
    assert [book.store.record(one.id).names[0] for one in question] == SEO_YEON
    assert people(book) == sorted([[name] for _, named in TEXTS.values() for name in named]), "nobody is merged unasked"


def test_a_merge_can_be_made_at_once_and_undone_at_once(book: Casebook) -> None:
    book.link.run(by="Alice")
    before = people(book)
    given = book.link.join([one.id for one in book.link.together()[0]], by="Alice", why="the same letter")
    assert len(given) == 3
    assert SEO_YEON in people(book)
    assert book.link.together() == []
    book.review.undo(by="Alice")
    assert people(book) == before


def test_what_people_judged_survives_comparing_again(book: Casebook) -> None:
    book.link.run(by="Alice")
    book.link.join([one.id for one in book.link.together()[0]], by="Alice")
    judged, first = people(book), head(book, "Moon Seo-yeon").id
    book.link.run(by="Alice")
    assert people(book) == judged
    assert book.link.entity(first).id == first


def test_brother_and_sister_of_one_document_are_never_one_question(book: Casebook) -> None:
    book.link.run(by="Alice")
    for question in book.link.together():
        assert "Moon Seo-rin" not in {book.store.record(one.id).names[0] for one in question}


def test_two_who_were_judged_apart_cannot_be_joined(book: Casebook) -> None:
    book.link.run(by="Alice")
    pair = next(p for p in book.link.waiting() if {"문서연", "文瑞妍"} == names_of(book, p.left, p.right))
    book.review.judge(pair.id, Verdict.REJECTED, by="Alice")
    with pytest.raises(InputError, match="judged not the same"):
        book.link.join([head(book, "문서연").id, head(book, "文瑞妍").id], by="Alice")
    assert all({"문서연", "文瑞妍"} - names_of(book, *(one.id for one in q)) for q in book.link.together())


def test_what_nothing_ties_together_cannot_be_joined(book: Casebook) -> None:
    book.link.run(by="Alice")
    with pytest.raises(InputError, match="nothing compared ties"):
        book.link.join([head(book, "문서연").id, head(book, "Kwak Dong-hyun").id], by="Alice")
    with pytest.raises(InputError, match="nothing compared ties"):
        book.link.join([head(book, "문서연").id], by="Alice")


def test_a_name_of_which_only_a_part_is_known_is_never_likely(book: Casebook) -> None:
    book.link.run(by="Alice")
    stub = next(record for record in book.store.records() if record.names[0] == "Kwak")
    assert stub.stub
    assert all(pair.probability <= 0.5 for pair in book.store.pairs(record=stub.id))


def test_where_two_people_judge_a_merge_waits_for_the_second(book: Casebook) -> None:
    book.link.run(by="Alice")
    book.review.judge(next(book.store.claims()).id, Verdict.ACCEPTED, by="Bob")
    alone = people(book)
    pair = book.link.waiting(by="Alice")[0]
    book.review.judge(pair.id, Verdict.ACCEPTED, by="Alice")
    assert people(book) == alone
    assert pair.id not in {one.id for one in book.link.waiting(by="Alice")}
    assert pair.id in {one.id for one in book.link.waiting(by="Bob")}
    book.review.judge(pair.id, Verdict.ACCEPTED, by="Bob")
    assert len(people(book)) == len(alone) - 1


def test_rejected_names_are_not_compared(book: Casebook) -> None:
    claim = next(claim for claim in book.store.claims() if isinstance(claim.value, Name) and claim.value.text == "Kwak")
    book.review.judge(claim.id, Verdict.REJECTED, by="Alice")
    assert book.link.run(by="Alice").records == 6


def test_a_record_that_is_not_there_is_named(book: Casebook) -> None:
    with pytest.raises(NotFound, match="n404"):
        book.link.entity("n404")


def test_the_sample_has_one_woman_in_three_scripts(tmp_path: Path) -> None:
    sample = Path(__file__).resolve().parents[2] / "sample" / "sources"
    with chamsae.in_memory() as book:
        book.archive.add([sample], by="Alice")
        book.read.run(by="Alice")
        book.link.run(by="Alice")
        questions = [names_of(book, *(one.id for one in question)) for question in book.link.together()]
    hers = next(question for question in questions if "문서연" in question)
    assert {"Moon Seo-yeon", "文瑞妍"} <= hers
    assert "Moon Seo-rin" not in hers


def names_of(book: Casebook, *records: str) -> set[str]:
    return {book.store.record(id).names[0] for id in records}


def test_who_asks_for_what_is_not_there_is_told_where_to_look(book: Casebook) -> None:
    with pytest.raises(NotFound, match="chamsae link"):
        book.store.pair("p404")
    with pytest.raises(NotFound, match="chamsae figures"):
        book.store.group("g404")
