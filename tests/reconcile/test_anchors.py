"""Figures told apart by time."""

from datetime import date

from chamsae.model.amount import Comparator
from chamsae.model.claim import Claim
from chamsae.model.when import Precision, When
from chamsae.reconcile.anchors import clusters
from chamsae.reconcile.figures import figures
from chamsae.reconcile.scope import DocumentFacts

from . import made

FACTS = {name: made.facts(name, date(2023, 11, 15)) for name in "abcd"}


def sorted_out(
    *claims: Claim, documents: dict[str, DocumentFacts] | None = None, roots: dict[str, str] | None = None
) -> dict[str, set[str]]:
    found = clusters(claims, FACTS if documents is None else documents, roots or {})
    return {cluster.label: {claim.trigger.exact for claim, _ in cluster.members} for cluster in found}


def test_days_apart_are_different_figures() -> None:
    found = sorted_out(made.figure("a", 600, when=made.day(10, 9)), made.figure("a", 80, when=made.day(8, 29)))
    assert found == {"2023-10-09": {"600"}, "2023-08-29": {"80"}}


def test_a_night_told_as_two_days_is_one_occasion_with_either_day() -> None:
    night = When(start=date(2023, 10, 8), end=date(2023, 10, 9), precision=Precision.RANGE)
    found = sorted_out(made.figure("a", 650, when=night), made.figure("b", 600, when=made.day(10, 9)))
    assert found == {"2023-10-08": {"650", "600"}}


def test_last_month_joins_the_one_day_it_contains() -> None:
    found = sorted_out(made.figure("a", 600, when=made.day(10, 9)), made.figure("b", 500, when=made.month(10)))
    assert found == {"2023-10-09": {"600", "500"}}


def test_last_week_joins_the_day_in_it_and_does_not_widen_it() -> None:
    week = When(start=date(2023, 10, 9), end=date(2023, 10, 15), precision=Precision.RANGE, text="last week")
    found = sorted_out(made.figure("a", 600, when=made.day(10, 11)), made.figure("b", 500, when=week))
    assert found == {"2023-10-11": {"600", "500"}}
    assert sorted_out(made.figure("b", 500, when=week)) == {"2023-10-09": {"500"}}


def test_a_week_of_another_size_that_begins_on_the_day_is_a_figure_of_its_own() -> None:
    week = When(start=date(2023, 10, 9), end=date(2023, 10, 15), precision=Precision.RANGE, text="that week")
    day, other = made.figure("a", 600, when=made.day(10, 9)), made.figure("b", 80, when=week)
    found = clusters((day, other), FACTS, {})
    assert [one.label for one in found] == ["2023-10-09", "2023-10-09"]
    assert len({one.key for one in found}) == 2
    groups = figures([day, other], FACTS)
    assert {group.id: [member.claim for member in group.members] for group in groups} == {
        groups[0].id: [day.id], groups[1].id: [other.id],
    }  # fmt: skip


def test_a_week_around_days_of_another_size_is_still_seen_by_what_lies_in_its_end() -> None:
    week = When(start=date(2023, 10, 1), end=date(2023, 10, 11), precision=Precision.RANGE, text="early October")
    vague = When(start=date(2023, 10, 10), precision=Precision.VAGUE, text="since then")
    found = sorted_out(
        made.figure("a", 9000, when=week),
        made.figure("b", 20, when=made.day(9, 1)),
        made.figure("b", 30, when=made.day(10, 3)),
        made.figure("b", 40, when=made.day(10, 5)),
        made.figure("b", 8000, when=made.day(10, 20)),
        made.figure("c", 9500, when=vague),
    )
    assert found["2023-10-01"] == {"9000"} and found["2023-10-20"] == {"8000"}
    assert found["about 2023-11-15"] == {"9500"}, "two figures fit, and nothing tells them apart"


def test_recently_joins_the_one_day_shortly_before_its_document() -> None:
    claims = made.figure("a", 600, when=made.day(10, 9)), made.figure("b", 620, when=made.RECENTLY)
    assert sorted_out(*claims) == {"2023-10-09": {"600", "620"}}
    late = {"a": FACTS["a"], "b": made.facts("b", date(2025, 1, 1))}
    assert len(sorted_out(*claims, documents=late)) == 2


def test_among_several_days_the_one_of_its_own_document_is_taken() -> None:
    found = sorted_out(
        made.figure("a", 600, when=made.day(10, 9)),
        made.figure("b", 620, when=made.day(9, 18)),
        made.figure("a", 610),
    )
    assert found["2023-10-09"] == {"600", "610"}


def test_among_several_days_the_one_figure_of_its_size_is_taken() -> None:
    found = sorted_out(
        made.figure("a", 600, when=made.day(10, 9)),
        made.figure("b", 80, when=made.day(8, 29)),
        made.figure("c", 500, when=made.RECENTLY),
    )
    assert found["2023-10-09"] == {"600", "500"}


def test_one_that_fits_several_days_stays_by_itself() -> None:
    found = sorted_out(
        made.figure("a", 600, when=made.day(10, 9)),
        made.figure("b", 500, when=made.day(10, 24)),
        made.figure("c", 550, when=made.month(10)),
    )
    assert found["2023-10"] == {"550"}


def test_without_a_day_last_month_and_recently_still_meet() -> None:
    found = sorted_out(made.figure("a", 500, when=made.month(10)), made.figure("a", 620, when=made.RECENTLY))
    assert found == {"2023-10": {"500", "620"}}


def test_a_years_total_does_not_join_a_day() -> None:
    year = When(start=date(2023, 1, 1), end=date(2023, 12, 31), precision=Precision.YEAR)
    found = sorted_out(made.figure("a", 600, when=made.day(10, 9)), made.figure("b", 2600, when=year))
    assert len(found) == 2


def test_undated_figures_of_undated_documents_stand_together() -> None:
    assert sorted_out(made.figure("x", 9), made.figure("y", 11), documents={}) == {"undated": {"9", "11"}}


def test_a_copy_goes_by_the_date_of_what_it_copies() -> None:
    documents = {"a": made.facts("a", date(2023, 11, 15)), "b": made.facts("b", date(2024, 12, 1))}
    claims = made.figure("a", 600, when=made.day(10, 9)), made.figure("b", 620, when=made.RECENTLY)
    assert len(sorted_out(*claims, documents=documents)) == 2
    assert len(sorted_out(*claims, documents=documents, roots={"b": "a"})) == 1


def test_what_has_no_day_joins_no_figure_that_is_more_than_three_times_off() -> None:
    day = made.figure("a", 40, when=made.day(10, 9))
    assert sorted_out(day, made.figure("b", 100, when=made.month(10)))["2023-10-09"] == {"40", "100"}
    assert sorted_out(day, made.figure("b", 500, when=made.month(10)))["2023-10-09"] == {"40"}
    more = made.figure("b", 10, Comparator.AT_LEAST, when=made.RECENTLY)
    assert sorted_out(day, more)["2023-10-09"] == {"40", "10"}


def test_a_day_without_its_year_does_not_lie_after_the_document_that_tells_of_it() -> None:
    ahead = When.day(date(2023, 12, 14), "the 14th")
    assert set(sorted_out(made.figure("a", 600, when=ahead))) == {"about 2023-11-15"}
    dated = When.day(date(2023, 12, 14), "14 December 2023")
    assert set(sorted_out(made.figure("a", 600, when=dated))) == {"2023-12-14"}


def test_a_document_of_which_only_the_year_is_known_may_tell_of_days_before_all_of_it() -> None:
    year = When(start=date(2024, 1, 1), end=date(2024, 12, 31), precision=Precision.YEAR)
    documents = {**FACTS, "d": DocumentFacts(id="d", published=year)}
    found = sorted_out(made.figure("a", 600, when=made.day(10, 9)), made.figure("d", 500), documents=documents)
    assert found == {"2023-10-09": {"600", "500"}}
