"""Learning from decisions: what counts as one, when there are enough, what is kept, what it changes."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.casebook.evidence import clause, features
from chamsae.casebook.learning import ENOUGH, OF_EACH
from chamsae.casebook.measured import measured
from chamsae.errors import InputError, NotFound
from chamsae.model.claim import Claim, Name, NameType, settle_id
from chamsae.model.document import Document
from chamsae.model.judgement import Verdict
from chamsae.model.queue import Stage
from chamsae.model.quote import cut, point
from tests.casebook.made import document, with_figure

PLACES = 12
GOOD, BAD = "named in full", "capitals make it a name"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Casebook]:
    """A casebook of short lists of names; every other one rests on a weak cue, and none of those is right."""
    with chamsae.init(tmp_path / "book") as made:
        for number in range(PLACES):
            add(made, number)
        yield made


def add(book: Casebook, number: int) -> list[Claim]:
    text = "\n".join(f"Name {number} {line} stands here." for line in range(8))
    capture = book.archive.add_bytes(BytesIO(text.encode()), f"{number}.txt", by="Alice")
    held = document(text, capture.sha256, capture.name)
    book.store.add_document(held)
    claims = [name(held, line) for line in range(8)]
    book.store.add_claims(claims)
    book.learning.place(claims, held)
    return claims


def name(held: Document, line: int) -> Claim:
    start = sum(len(one) + 1 for one in held.text.split("\n")[:line])
    words = held.text[start:].partition(" stands")[0]
    return settle_id(
        Claim(
            id="",
            document=held.id,
            quote=cut(held.text, start, start + len(words) + 13),
            trigger=point(held.text, start, start + len(words)),
            value=Name(text=words, type=NameType.PERSON, entity="e1", roles=("witness",)),
            reader="hand 1",
            confidence=0.7,
            why=(BAD if line % 2 else GOOD,),
        )
    )


def judge_all(book: Casebook) -> None:
    for claim in list(book.store.claims()):
        book.review.judge(claim.id, Verdict.REJECTED if BAD in claim.why else Verdict.ACCEPTED, by="Alice")


def test_a_scorer_that_is_better_on_decisions_held_back_is_kept_and_moves_what_waits(book: Casebook) -> None:
    judge_all(book)
    waiting = add(book, PLACES)
    learned = book.learning.run(by="Alice")
    assert (learned.decisions, learned.right, learned.kept) == (PLACES * 8, PLACES * 4, "1")
    assert learned.whole_documents and learned.better
    assert learned.after.accuracy == 1.0 > learned.before.accuracy == 0.5
    assert learned.kinds.keys() == {waiting[0].kind}
    places = book.store.askings([one.id for one in waiting])
    for claim in waiting:
        place = places[claim.id]
        assert place.sure is not None
        assert (place.sure < 0.5) is (BAD in claim.why) is (place.stage is Stage.UNSURE)
    assert [entry.action for entry in book.store.log()][-1] == "learn"
    assert book.doctor.check().sound


def test_what_is_read_later_is_placed_by_what_was_learned_until_it_is_forgotten(book: Casebook) -> None:
    judge_all(book)
    book.learning.run(by="Alice")
    later = add(book, 99)
    assert all(one.sure is not None for one in book.store.askings([c.id for c in later]).values())
    book.learning.forget(by="Alice")
    assert {one.sure for one in book.store.askings([c.id for c in later]).values()} == {None}
    assert book.path and (book.path / "scorers" / "confidence-1.json").is_file(), "old versions stay"
    with pytest.raises(NotFound):
        book.learning.forget(by="Alice")
    assert book.learning.run(by="Alice").kept == "2"


def test_a_scorer_that_is_no_better_is_kept_only_if_one_insists(book: Casebook) -> None:
    claims = list(book.store.claims())
    for at, claim in enumerate(claims):
        right = hash_of(claim) % 10 < 7  # by chance, as often as the reader says
        book.review.judge(claim.id, Verdict.ACCEPTED if right else Verdict.REJECTED, by="Alice", why=str(at))
    learned = book.learning.run(by="Alice")
    assert not learned.better and learned.kept is None and book.learning.scorer() is None
    assert book.learning.run(by="Alice", insist=True).kept == "1"


def hash_of(claim: Claim) -> int:
    return int(claim.id[1:], 16)


def test_too_few_decisions_say_how_many_are_wanting(book: Casebook) -> None:
    book.review.judge(next(book.store.claims()).id, Verdict.ACCEPTED, by="Alice")
    wanting = f"{ENOUGH - 1} more in all, {OF_EACH - 1} more accepted, {OF_EACH} more rejected or corrected"
    with pytest.raises(InputError, match=wanting):
        book.learning.run(by="Alice")


def test_a_casebook_in_memory_keeps_no_scorer() -> None:
    book, _ = with_figure()
    with pytest.raises(InputError, match="in memory"):
        book.learning.run(by="Alice")
    assert book.learning.scorer() is None


def test_a_damaged_scorer_is_named(book: Casebook) -> None:
    assert book.path
    (book.path / "scorers").mkdir()
    (book.path / "scorers" / "confidence.json").write_text("{}")
    with pytest.raises(InputError, match="not a scorer"):
        book.learning.scorer()


def test_what_counts_as_a_decision(book: Casebook) -> None:
    accepted, withheld, corrected, unsure, undone, *_ = book.store.claims()
    book.review.judge(accepted.id, Verdict.ACCEPTED, by="Alice")
    book.review.judge(withheld.id, Verdict.WITHHELD, by="Alice")
    book.review.edit(corrected.id, by="Alice", value=Name(text="Other", type=NameType.PERSON))
    book.review.judge(unsure.id, Verdict.CANNOT_TELL, by="Alice")
    book.review.judge(undone.id, Verdict.REJECTED, by="Alice")
    book.review.undo(by="Alice")
    found = {one.claim.id: (one.right, one.corrected) for one in book.learning.decisions()}
    assert found == {accepted.id: (True, ()), withheld.id: (True, ()), corrected.id: (False, ("value",))}


def test_features_hold_no_words_of_the_source() -> None:
    book, claim = with_figure()
    held = book.store.document(claim.document)
    odd = replace(claim, why=("number 'more than 40' counts '김선향'; said by “River Watch” ('insisted')",))
    assert clause("\u201c김선향\u201d stands beside it") == "… stands beside it"
    names = " ".join(features(odd, held))
    assert "River" not in names and "김" not in names and "40" not in names
    assert "because number … counts …" in features(odd, held)


def test_measures() -> None:
    perfect = measured([(1.0, True), (0.0, False)])
    assert (perfect.brier, perfect.area, perfect.accuracy) == (0.0, 1.0, 1.0)
    assert measured([(0.5, True), (0.5, False)]).area == 0.5
    assert measured([(0.9, True)]).area is None
    (band,) = measured([(0.9, True), (0.9, False)]).bands
    assert (band.low, band.high, band.count, band.right, band.said) == (0.85, 0.95, 2, 1, 1.8)
