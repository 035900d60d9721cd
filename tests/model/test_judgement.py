"""How judgements combine: the fold, second readers, what is taken back."""

from hypothesis import given
from hypothesis import strategies as st

from chamsae.model.judgement import STATUS_OF, Judgement, Status, Verdict, fold
from tests.casebook.made import NOON

V = Verdict


def ledger(*given: tuple[str, Verdict, bool] | int) -> list[Judgement]:
    """Entries about one claim: (who, what, blind), or the number of the one taken back."""
    return [
        Judgement(number=at, target="c1", verdict=V.UNDONE, by="x", at=NOON, undoes=one)
        if isinstance(one, int)
        else Judgement(number=at, target="c1", verdict=one[1], by=one[0], at=NOON, blind=one[2])
        for at, one in enumerate(given, 1)
    ]


def status(*given: tuple[str, Verdict, bool] | int) -> Status | None:
    return fold(ledger(*given)).get("c1")


def test_a_second_reader_who_agrees_changes_nothing() -> None:
    assert status(("Alice", V.ACCEPTED, False), ("Bora", V.ACCEPTED, True)) is Status.ACCEPTED


def test_two_readers_who_differ_leave_it_disputed_until_somebody_answers_openly() -> None:
    differ = (("Alice", V.ACCEPTED, False), ("Bora", V.REJECTED, True))
    assert status(*differ) is Status.DISPUTED
    assert status(*differ, ("Alice", V.REJECTED, False)) is Status.REJECTED
    assert status(*differ, 2) is Status.ACCEPTED
    assert status(*differ, 1) is Status.REJECTED
    assert status(*differ, 1, 2) is None


def test_nobody_outvotes_a_withholding() -> None:
    assert status(("Alice", V.WITHHELD, False), ("Bora", V.ACCEPTED, True)) is Status.WITHHELD
    assert status(("Alice", V.REJECTED, False), ("Bora", V.WITHHELD, True)) is Status.WITHHELD


def test_a_reader_is_heard_once_and_with_the_last_word() -> None:
    assert status(("Alice", V.REJECTED, True), ("Alice", V.ACCEPTED, True)) is Status.ACCEPTED
    assert status(("Alice", V.ACCEPTED, True), ("Bora", V.REJECTED, True)) is Status.DISPUTED


def test_what_reading_again_wrote_is_nobodys_opinion() -> None:
    assert status(("Alice", V.SUGGESTED, False)) is Status.SUGGESTED
    assert status(("Alice", V.SUGGESTED, False), ("Alice", V.ACCEPTED, True)) is Status.ACCEPTED
    assert status(("Alice", V.RETIRED, False), 1) is None


@given(st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from(sorted(STATUS_OF)))))
def test_a_ledger_without_second_readers_is_folded_as_it_always_was(given: list[tuple[str, Verdict]]) -> None:
    said = status(*((who, verdict, False) for who, verdict in given))
    assert said == (STATUS_OF[given[-1][1]] if given else None)
