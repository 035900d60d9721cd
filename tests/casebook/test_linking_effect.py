"""What a merge or split changes: sources judged one are one origin, judged two are two; said before it is done."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pytest

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.model.claim import Name, NameType, Speaker, SpeakerKind, settle_id
from chamsae.model.judgement import Verdict
from chamsae.model.link import Effect, OriginChange, Outcome, Pair
from chamsae.model.quote import point
from chamsae.protect.release import Audience
from tests.casebook import made

#: Invented sources of one figure, each in a document of her own.
SPEAKERS = ("Moon Seo-yeon", "Mun Seo Yeon", "Kwak Dong-hyun", "Kwak Dong-hyun")


@pytest.fixture
def book() -> Iterator[Casebook]:
    with chamsae.in_memory() as casebook:
        for at, speaker in enumerate(SPEAKERS):
            text = f"{speaker} said more than 40 people were sent back on 3 May 2021. Paper {at}."
            capture = casebook.archive.add_bytes(BytesIO(text.encode()), f"{at}.txt", by="Alice")
            document = made.document(text, capture.sha256, f"{at}.txt")
            casebook.store.add_document(document)
            said = replace(
                made.figure(document, "more than 40", 40), speaker=Speaker(text=speaker, kind=SpeakerKind.NAMED)
            )
            value = Name(text=speaker, type=NameType.PERSON, entity=f"e{speaker}")
            name = replace(said, value=value, trigger=point(text, 0, len(speaker)), speaker=None)
            casebook.store.add_claims([settle_id(said), settle_id(name)])
        casebook.reconcile.run(by="Alice")
        casebook.link.run(by="Alice")
        yield casebook


def pair(book: Casebook, left: str, right: str) -> Pair:
    records = book.link.records()
    return next(p for p in book.store.pairs() if {left, right} == {records[p.left].names[0], records[p.right].names[0]})


def origins(book: Casebook) -> int:
    book.reconcile.refresh(by="Alice")
    return next(book.store.groups()).origins


def test_sources_judged_one_are_one_origin_until_it_is_undone(book: Casebook) -> None:
    assert origins(book) == 3
    book.review.judge(pair(book, "Moon Seo-yeon", "Mun Seo Yeon").id, Verdict.ACCEPTED, by="Alice")
    assert origins(book) == 2
    book.review.undo(by="Alice")
    assert origins(book) == 3


def test_namesakes_judged_two_are_two_origins(book: Casebook) -> None:
    book.review.judge(pair(book, "Kwak Dong-hyun", "Kwak Dong-hyun").id, Verdict.REJECTED, by="Alice")
    assert origins(book) == 4


def test_what_a_merge_changes_is_told_before_it_is_made_and_what_a_split_changes_after(book: Casebook) -> None:
    release = book.protect.release(title="all", audience=Audience.INTERNAL, by="Alice")
    asked, figure = pair(book, "Moon Seo-yeon", "Mun Seo Yeon").id, next(book.store.groups()).id
    effect = book.link.effect(asked)
    assert effect == Effect(
        pair=asked, outcome=Outcome.MERGE, documents=2, statements=4,
        figures=(OriginChange(figure=figure, before=3, after=2),), releases=(release.id,),
    )  # fmt: skip
    assert origins(book) == 3, "nothing is changed by asking"
    book.review.judge(asked, Verdict.ACCEPTED, by="Alice")
    after = book.link.effect(asked)
    assert (after.outcome, after.figures) == (Outcome.SPLIT, (OriginChange(figure=figure, before=2, after=3),))


def test_merging_namesakes_changes_no_figure(book: Casebook) -> None:
    effect = book.link.effect(pair(book, "Kwak Dong-hyun", "Kwak Dong-hyun").id)
    assert (effect.outcome, effect.figures) == (Outcome.MERGE, ()), "one name was one origin already"
