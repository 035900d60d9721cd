"""Two numbers far apart in one sentence are a whole and a part of it."""

from chamsae.model.claim import Claim
from chamsae.model.settlement import FigureGroup
from chamsae.model.when import When
from chamsae.reconcile.figures import figures

from . import made

WORDS = "It began with 90 people on two buses and ended with 2600."


def said(number: int, words: str = WORDS, document: str = "a", when: When | None = None) -> Claim:
    return made.figure(document, number, words=words, when=when or made.day(10, 9))


def grouped(*claims: Claim) -> dict[str, FigureGroup]:
    """The figures by whom they count."""
    facts = {claim.document: made.facts(claim.document) for claim in claims}
    return {group.scope.counted: group for group in figures(claims, facts)}


def test_the_smaller_is_a_figure_of_its_own() -> None:
    groups = grouped(said(90), said(2600))
    assert set(groups) == {"North Koreans", "North Koreans some of them"}
    part = groups["North Koreans some of them"]
    assert (part.low, part.high) == (90, 90)
    assert "its sentence counts more: “2600”" in part.members[0].why


def test_numbers_near_each_other_and_of_several_documents_stay_one_figure() -> None:
    near = "Some say 500, some say 620 people were sent back."
    assert set(grouped(said(500, near), said(620, near))) == {"North Koreans"}
    assert set(grouped(said(90), said(600, "They say 600 people.", "b"))) == {"North Koreans"}


def test_far_fewer_over_one_crossing_are_a_part_of_all_and_as_many_are_not() -> None:
    everybody = said(600, "They say 600 people were sent back.", "b")
    few = made.figure(
        "c", 40, words="Some 40 were sent back from Tumen to Onsong.", place=("Tumen", "Onsong"), when=made.day(10, 9)
    )
    many = made.figure(
        "c", 500, words="Some 500 were sent back from Tumen to Onsong.", place=("Tumen", "Onsong"), when=made.day(10, 9)
    )
    assert set(grouped(everybody, few)) == {"North Koreans", "North Koreans some of them"}
    assert set(grouped(everybody, many)) == {"North Koreans"}
    assert set(grouped(few)) == {"North Koreans"}


def test_who_takes_up_those_told_before_is_a_part_of_them() -> None:
    whole = said(17, "Some 17 people were sent back.")
    nine = made.figure("a", 9, counted="of them", words="In all 9 of them had papers.", when=made.day(10, 9), at=90)
    groups = grouped(whole, nine)
    assert set(groups) == {"North Koreans", "North Koreans some of them"}
    assert "they are a part of the “17” before" in groups["North Koreans some of them"].members[0].why
