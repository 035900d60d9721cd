"""Two people judging pairs: the second does not see the first; where they differ it is asked openly."""

from collections.abc import Iterator

import pytest

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.errors import InputError
from chamsae.model.judgement import Status, Verdict
from chamsae.model.link import Pair
from tests.casebook.test_link_learning import invent

V = Verdict


@pytest.fixture
def book() -> Iterator[Casebook]:
    with chamsae.in_memory() as made:
        yield made


def people(book: Casebook) -> int:
    return len(book.link.entities())


def judge(book: Casebook, pair: Pair, *answers: tuple[str, Verdict]) -> None:
    """The first openly, the second blind, others with open eyes."""
    for at, (by, verdict) in enumerate(answers):
        book.review.judge(pair.id, verdict, by=by, blind=at == 1)


def test_what_others_judged_is_given_to_a_second_reader_and_not_to_the_first(book: Casebook) -> None:
    first, second, _ = invent(book, 3)
    judge(book, first, ("Alice", V.ACCEPTED))
    judge(book, second, ("Alice", V.REJECTED))
    assert [pair.id for pair in book.link.second(by="Bora")] == sorted([first.id, second.id])
    assert book.link.second(by="Alice") == []


def test_two_who_agree_merge_and_their_agreement_is_told(book: Casebook) -> None:
    pairs = invent(book, 6)
    for pair in pairs[:3]:
        judge(book, pair, ("Alice", V.ACCEPTED), ("Bora", V.ACCEPTED))
    for pair in pairs[3:5]:
        judge(book, pair, ("Alice", V.REJECTED), ("Bora", V.REJECTED))
    judge(book, pairs[5], ("Alice", V.REJECTED), ("Bora", V.ACCEPTED))
    found = book.link.agreement()
    assert found.all and (found.all.count, found.all.same) == (6, 5)
    assert found.all.kappa == pytest.approx(2 / 3)
    assert found.people == ("Alice", "Bora")
    assert [(one.pair.id, one.open) for one in found.differing] == [(pairs[5].id, True)]
    assert people(book) == 12 - 3


def test_two_who_differ_leave_it_in_dispute_and_undo_nothing_else(book: Casebook) -> None:
    pair = invent(book, 2)[0]
    judge(book, pair, ("Alice", V.ACCEPTED))
    assert people(book) == 3, "alone in the casebook, Alice merges by herself"
    book.review.judge(pair.id, V.REJECTED, by="Bora", blind=True)
    assert people(book) == 4
    assert book.store.statuses([pair.id]) == {pair.id: Status.DISPUTED}
    assert [one.id for one in book.link.disputed()] == [pair.id]
    assert book.link.second(by="Chen") == [], "what is in dispute is asked openly, not blind"
    book.review.undo(by="Bora")
    assert (people(book), book.link.disputed()) == (3, [])


def test_a_dispute_is_settled_by_who_answers_openly_and_a_merge_still_needs_two(book: Casebook) -> None:
    pair = invent(book, 2)[0]
    judge(book, pair, ("Alice", V.ACCEPTED), ("Bora", V.REJECTED), ("Chen", V.ACCEPTED))
    assert people(book) == 3
    assert book.link.disputed() == []
    assert [one.open for one in book.link.agreement().differing] == [False]
    book.review.undo(by="Chen")
    book.review.judge(pair.id, V.ACCEPTED, by="Alice")
    assert people(book) == 4, "Alice saying it twice is one person"
    book.review.judge(pair.id, V.REJECTED, by="Alice")
    assert (people(book), book.link.disputed()) == (4, [])


def test_nobody_reads_a_pair_blind_that_they_have_answered(book: Casebook) -> None:
    pair = invent(book, 1)[0]
    judge(book, pair, ("Alice", V.ACCEPTED))
    with pytest.raises(InputError, match="answered this already"):
        book.review.judge(pair.id, V.ACCEPTED, by="Alice", blind=True)


def test_one_who_cannot_tell_is_in_dispute_with_one_who_can(book: Casebook) -> None:
    pair = invent(book, 1)[0]
    judge(book, pair, ("Alice", V.ACCEPTED), ("Bora", V.CANNOT_TELL))
    assert [one.id for one in book.link.disputed()] == [pair.id]


def test_the_order_of_asking_follows_what_was_learned(book: Casebook) -> None:
    pairs = invent(book, 220)
    from tests.casebook.test_link_learning import judge as judge_all

    judge_all(book, pairs[:200], names_count=0.5)
    before = [pair.id for pair in book.link.waiting()]
    book.link.learning.run(by="Alice")
    after = book.link.waiting()
    assert [pair.id for pair in after] != before
    assert after[0].weight == min((pair.weight for pair in after), key=abs), "the least foreseeable first"
    told = [book.link.teaches(pair) for pair in after]
    assert [one.value for one in told] == sorted((one.value for one in told), reverse=True)
    assert all(one.records == 2 for one in told)
