"""Agreement of two readers: what counts as independent, and kappa against published examples."""

from dataclasses import replace
from math import sqrt

import pytest

from chamsae.casebook.agreement import NORMAL, Twice, agreement, compared, independent
from chamsae.casebook.book import Casebook
from chamsae.errors import InputError
from chamsae.model.claim import Claim
from chamsae.model.judgement import Judgement, Status, Verdict
from tests.casebook.made import NOON, document, figure, with_figure

CLAIM = figure(document(), "more than 40", 40)
V = Verdict


def entry(by: str, verdict: Verdict, *, blind: bool = False, number: int = 0) -> Judgement:
    return Judgement(number=number, target=CLAIM.id, verdict=verdict, by=by, at=NOON, blind=blind)


def twice(table: dict[tuple[Verdict, Verdict], int]) -> list[Twice]:
    return [
        Twice(claim=CLAIM, first=entry("a", one), second=entry("b", other), open=False)
        for (one, other), count in table.items()
        for _ in range(count)
    ]


def test_kappa_of_a_published_table() -> None:
    table = {(V.ACCEPTED, V.ACCEPTED): 20, (V.ACCEPTED, V.REJECTED): 5, (V.REJECTED, V.ACCEPTED): 10,
             (V.REJECTED, V.REJECTED): 15}  # fmt: skip
    found = agreement(twice(table))
    assert found and found.interval and found.kappa
    assert (found.count, found.same) == (50, 35)
    assert found.raw == pytest.approx(0.7)
    assert found.kappa == pytest.approx(0.4)
    every = twice(table)
    without = [agreement([*every[:at], *every[at + 1 :]]) for at in range(50)]
    spread = [one.kappa - 0.4 for one in without if one and one.kappa is not None]
    jackknife = sqrt(49 / 50 * sum(one**2 for one in spread))
    assert (found.interval[1] - found.interval[0]) / 2 == pytest.approx(NORMAL * jackknife, rel=0.05)


def test_where_chance_alone_would_agree_there_is_no_kappa() -> None:
    found = agreement(twice({(V.ACCEPTED, V.WITHHELD): 9}))
    assert found and (found.same, found.kappa, found.interval) == (9, None, None)
    assert agreement([]) is None


def test_a_correction_and_a_rejection_say_the_same() -> None:
    found = agreement(twice({(V.SUPERSEDED, V.REJECTED): 3, (V.ACCEPTED, V.CANNOT_TELL): 1}))
    assert found and found.same == 3


def test_only_answers_given_without_sight_of_another_count() -> None:
    first, blind = entry("Alice", V.ACCEPTED), entry("Bora", V.REJECTED, blind=True)
    assert independent([first, blind]) == (first, blind)
    assert independent([first, replace(blind, blind=False)]) is None, "Bora saw what Alice had said"
    later = entry("Alice", V.REJECTED)
    assert independent([first, later, blind]) == (later, blind), "one's own second thoughts count"
    assert independent([first, blind, later]) == (first, blind), "but not after the other was to be seen"
    assert independent([entry("Alice", V.SUGGESTED), first]) is None


def second(book: Casebook, claim: Claim, verdict: Verdict) -> None:
    book.review.judge(claim.id, Verdict.ACCEPTED, by="Alice")
    book.review.judge(claim.id, verdict, by="Bora", blind=True)


def test_readers_who_differ_are_listed_until_somebody_settles_it() -> None:
    book, claim = with_figure()
    second(book, claim, Verdict.REJECTED)
    found = compared(book.store)
    assert book.store.statuses() == {claim.id: Status.DISPUTED}
    assert [(one.claim.id, one.open) for one in found.differing] == [(claim.id, True)]
    assert found.people == ("Alice", "Bora")
    assert found.kinds.keys() == {claim.kind}
    book.review.judge(claim.id, Verdict.REJECTED, by="Alice")
    assert [one.open for one in compared(book.store).differing] == [False]
    assert compared(book.store).all == found.all, "settling does not change how far they agreed"


def test_nobody_is_a_second_reader_of_ones_own_answers() -> None:
    book, claim = with_figure()
    book.review.judge(claim.id, Verdict.ACCEPTED, by="Alice")
    with pytest.raises(InputError, match="answered this already"):
        book.review.judge(claim.id, Verdict.REJECTED, by="Alice", blind=True)


def test_without_second_readers_there_is_nothing_to_compare() -> None:
    book, claim = with_figure()
    book.review.judge(claim.id, Verdict.ACCEPTED, by="Alice")
    found = compared(book.store)
    assert (found.all, found.differing, found.people) == (None, (), ())
