"""Learning from answers on pairs: kept when clearly better on people held back, undone, refused."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

import chamsae
from chamsae.casebook.actors import actor
from chamsae.casebook.book import Casebook
from chamsae.casebook.link_learning import ENOUGH
from chamsae.errors import InputError, NotFound
from chamsae.link.compare import LEARNED
from chamsae.model.claim import NameType
from chamsae.model.judgement import Verdict
from chamsae.model.link import Pair, Part, Record, pair_id
from chamsae.model.when import utc_now
from tests.casebook.test_linking import add
from tests.contracts.material import document, stored

PRIOR = -7.0


@pytest.fixture
def book() -> Iterator[Casebook]:
    with chamsae.in_memory() as made:
        yield made


def invent(book: Casebook, number: int, *, hub: bool = False) -> list[Pair]:
    """Invented pairs of invented records: names that agree more or less, and half of them told of one place.

    With `hub` all are pairs with one and the same record.
    """
    lot = random.Random(7)
    book.store.add_object(stored())
    book.store.add_document(document(stored()))
    records = [
        Record(id=f"n{at}", kind=NameType.PERSON, document="d1", names=(f"Pak Nari {at}",), claims=(), quotes=())
        for at in range(2 * number)
    ]
    pairs = []
    for at in range(number):
        left, right = (0 if hub else 2 * at, 2 * at + 1)
        bits = {"prior": PRIOR, "name": round(lot.uniform(-6, 20), 2), "place": lot.choice([0.0, 0.5])}
        parts = tuple(Part(what=what, left="", right="", bits=bit, why=what) for what, bit in bits.items())
        pairs.append(Pair(id=pair_id(f"n{left}", f"n{right}"), left=f"n{left}", right=f"n{right}",
                          weight=round(sum(bits.values()), 2), parts=parts))  # fmt: skip
    book.store.replace_records(records)
    book.store.replace_pairs(pairs)
    return pairs


def judge(book: Casebook, pairs: list[Pair], *, names_count: float, by: str = "Alice") -> None:
    """Answers as a world gives them where names count so many times what is shipped."""
    lot = random.Random(11)
    for pair in pairs:
        bits = {part.what: part.bits for part in pair.parts}
        chance = 1 / (1 + 2 ** -(names_count * bits["name"] + bits["place"] + PRIOR))
        verdict = Verdict.ACCEPTED if lot.random() < chance else Verdict.REJECTED
        book.review.judge(pair.id, verdict, by=by)


def test_where_names_say_less_than_thought_learning_helps_and_is_kept(book: Casebook) -> None:
    pairs = invent(book, 240)
    judge(book, pairs[:200], names_count=0.5)
    found = book.link.learning.run(by="Alice")
    assert found.better and found.kept == 1
    assert found.answers == 200 and 0 < found.same < 200
    assert found.after.loss < found.before.loss and found.after.brier < found.before.brier
    assert found.after.precision[0.0].right / found.after.precision[0.0].of > found.before.precision[0.0].right / (
        found.before.precision[0.0].of
    )
    interval = found.after.precision[0.0].interval()
    assert interval and interval[0] < interval[1]
    assert found.weights.factors["name"] == pytest.approx(0.5, abs=0.15)
    waiting = book.store.pair(pairs[-1].id)
    assert any(part.what == LEARNED and "from 200 answers" in part.why for part in waiting.parts)
    assert book.store.pair(pairs[0].id) == pairs[0], "what was judged stays with the evidence of then"


def test_where_the_shipped_weights_are_right_they_stay(book: Casebook) -> None:
    pairs = invent(book, 240)
    judge(book, pairs[:200], names_count=1.0)
    before = list(book.store.pairs())
    found = book.link.learning.run(by="Alice")
    assert not found.better and found.kept is None
    assert book.link.learning.weights() is None
    assert list(book.store.pairs()) == before
    assert all(entry.action != "learn" for entry in book.store.log())


def test_who_insists_keeps_them_all_the_same(book: Casebook) -> None:
    judge(book, invent(book, 200), names_count=1.0)
    found = book.link.learning.run(by="Alice", insist=True)
    assert not found.better and found.kept == 1


def test_answers_about_one_person_tell_nothing_of_that_person(book: Casebook) -> None:
    judge(book, invent(book, 120, hub=True), names_count=0.3)
    found = book.link.learning.run(by="Alice")
    assert found.after == found.before, "all answers share a person: nothing is left to learn from for any of them"
    assert found.kept is None


def test_forgetting_goes_back_to_the_shipped_weights_and_the_log_keeps_the_versions(book: Casebook) -> None:
    pairs = invent(book, 220)
    judge(book, pairs[:200], names_count=0.5)
    shipped = book.store.pair(pairs[-1].id)
    book.link.learning.run(by="Alice")
    book.link.learning.forget(by="Bora")
    assert book.store.pair(pairs[-1].id) == shipped
    assert book.link.learning.weights() is None
    with pytest.raises(NotFound, match="nothing learned"):
        book.link.learning.forget(by="Bora")
    assert book.link.learning.run(by="Alice").kept == 2
    told = [(actor(book.store, entry), entry.action, entry.detail["version"]) for entry in book.store.log()
            if entry.subject == "pairs"]  # fmt: skip
    assert told == [("Alice", "learn", "1"), ("Bora", "forget", "1"), ("Alice", "learn", "2")]


def test_learning_again_starts_from_what_is_shipped(book: Casebook) -> None:
    pairs = invent(book, 220)
    judge(book, pairs[:200], names_count=0.5)
    first = book.link.learning.run(by="Alice")
    again = book.link.learning.run(by="Alice")
    assert again.weights.factors == first.weights.factors
    assert sum(part.what == LEARNED for part in book.store.pair(pairs[-1].id).parts) == sum(
        1 for weight in (*first.weights.factors.values(), first.weights.offset) if weight
    )


def test_too_few_answers_or_one_kind_of_them_are_refused_politely(book: Casebook) -> None:
    pairs = invent(book, ENOUGH)
    with pytest.raises(InputError, match=f"Needed: {ENOUGH} more in all, 10 more judged the same"):
        book.link.learning.run(by="Alice")
    for pair in pairs:
        book.review.judge(pair.id, Verdict.ACCEPTED, by="Alice")
    with pytest.raises(InputError, match="Needed: 10 more judged not the same"):
        book.link.learning.run(by="Alice")


def test_what_nobody_could_tell_or_people_differ_on_is_left_out(book: Casebook) -> None:
    pairs = invent(book, 3)
    book.review.judge(pairs[0].id, Verdict.ACCEPTED, by="Alice")
    book.review.judge(pairs[0].id, Verdict.REJECTED, by="Bora", blind=True)
    book.review.judge(pairs[1].id, Verdict.CANNOT_TELL, by="Alice")
    book.review.judge(pairs[2].id, Verdict.REJECTED, by="Alice")
    assert [(one.pair.id, one.same) for one in book.link.learning.answers()] == [(pairs[2].id, False)]


def test_only_answers_from_a_day_on_are_learned_from(book: Casebook) -> None:
    judge(book, invent(book, 3), names_count=1.0)
    today = utc_now().date()
    assert len(list(book.link.learning.answers(since=today))) == 3
    assert list(book.link.learning.answers(since=today + timedelta(days=1))) == []


def test_what_was_learned_is_there_when_the_casebook_is_opened_again_and_weighs_what_comes(tmp_path: Path) -> None:
    with chamsae.init(tmp_path / "book") as book:
        judge(book, invent(book, 200), names_count=0.5)
        kept = book.link.learning.run(by="Alice").weights
    with chamsae.open(tmp_path / "book") as book:
        assert book.link.learning.weights() == kept
        for name in ("en", "ko"):
            add(book, name)
        book.link.run(by="Alice")
        fresh = [pair for pair in book.link.waiting() if "Moon Seo-yeon" in book.store.record(pair.left).names
                 or "Moon Seo-yeon" in book.store.record(pair.right).names]  # fmt: skip
        assert fresh and all(LEARNED in {part.what for part in pair.parts} for pair in fresh)


def test_bodies_and_places_are_not_weighed_by_what_was_learned_of_people(book: Casebook) -> None:
    pairs = invent(book, 240)
    records = list(book.store.records())
    last = {pairs[-1].left, pairs[-1].right}
    book.store.replace_records(replace(one, kind=NameType.ORGANISATION) if one.id in last else one for one in records)
    judge(book, pairs[:200], names_count=0.5)
    assert book.link.learning.run(by="Alice").kept == 1
    assert book.store.pair(pairs[-1].id) == pairs[-1]
    assert book.store.pair(pairs[-2].id) != pairs[-2]
