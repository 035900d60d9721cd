"""Which of two like documents derives from the other."""

from datetime import date

from chamsae.model.when import When
from chamsae.reconcile.direction import direction

from . import made


def test_the_one_that_says_it_took_its_text_from_elsewhere_derives() -> None:
    for sign in ("Source link", "This article was originally published by another paper.", "원문 보기", "转载自新华网"):
        found = direction(made.document("a", f"Words. {sign}"), made.document("b", "Words."), {})
        assert found.derived == "a", sign


def test_a_sign_is_stronger_than_a_date() -> None:
    one = made.document("a", "Words. Source link", published=made.day(10, 1))
    assert direction(one, made.document("b", "Words.", published=made.day(10, 9)), {}).derived == "a"


def test_the_later_one_derives_where_the_dates_lie_apart() -> None:
    one, two = (made.document(name, "Words.", published=made.day(10, number)) for name, number in (("a", 9), ("b", 12)))
    found = direction(one, two, {})
    assert found.derived == "b"
    assert "2023-10-12" in found.why


def test_dates_given_come_before_the_documents_own() -> None:
    one, two = (made.document(name, "Words.", published=made.day(10, number)) for name, number in (("a", 9), ("b", 12)))
    assert direction(one, two, {"a": made.day(11, 1)}).derived == "a"


def test_dates_that_overlap_tell_nothing() -> None:
    one = made.document("a", "Words.", published=When(start=date(2023, 10, 1), end=date(2023, 10, 31)))
    assert direction(one, made.document("b", "Words.", published=made.day(10, 9)), {}).derived is None


def test_the_one_that_names_the_others_publisher_derives() -> None:
    one = made.document("a", "He told Border Daily that they were gone.", publisher="Hill Post")
    two = made.document("b", "He told us that they were gone.", publisher="Border Daily")
    assert direction(one, two, {}).derived == "a"
    assert direction(two, one, {}).derived == "a"
