"""Totals over time: which numbers are one total, and which of them are odd."""

import csv
import random
from collections.abc import Sequence
from datetime import date

import pytest

from chamsae.model.amount import OPEN_ABOVE, Amount, Comparator
from chamsae.model.claim import Claim, Figure, Modality, Speaker, SpeakerKind, settle_id
from chamsae.model.quote import cut, point
from chamsae.model.series import Doubt, Series
from chamsae.model.when import Precision, When
from chamsae.reconcile.figures import figures
from chamsae.reconcile.scope import DocumentFacts
from chamsae.reconcile.series import series
from tests.reconcile import made

EXACT, ABOUT, MORE = Comparator.EXACT, Comparator.ABOUT, Comparator.MORE_THAN


def told(
    document: str,
    sentence: str,
    words: str,
    low: int,
    comparator: Comparator = EXACT,
    *,
    when: When | None = None,
    act: str | None = None,
    counted: str = "people",
    unit: str = "person",
    place: tuple[str, ...] = (),
    speaker: str | None = None,
    modality: Modality = Modality.ASSERTED,
) -> Claim:
    """A figure whose words stand in a sentence."""
    start = sentence.index(words)
    amount = Amount(low=low, high=None if comparator in OPEN_ABOVE else low, comparator=comparator, unit=unit)
    return settle_id(Claim(
        id="", document=document, quote=cut(sentence, 0, len(sentence)),
        trigger=point(sentence, start, start + len(words)),
        value=Figure(amount=amount, counted=counted, act=act), reader="made", when=when, place=place,
        speaker=Speaker(text=speaker or "", kind=SpeakerKind.NAMED if speaker else SpeakerKind.NARRATOR),
        modality=modality,
    ))  # fmt: skip


def facts(**days: tuple[int, str]) -> dict[str, DocumentFacts]:
    """Documents of June 2031 by day, with their titles."""
    return {
        id: DocumentFacts(id=id, publisher=f"The {id}", published=When.day(date(2031, 6, day)), title=title)
        for id, (day, title) in days.items()
    }


def signed(document: str, day: int, number: int, comparator: Comparator = EXACT) -> Claim:
    sentence = f"By 2031-06-{day:02} the petition at lantern.org had {number} signatures."
    when = When.day(date(2031, 6, day), f"2031-06-{day:02}")
    return told(document, sentence, str(number), number, comparator, when=when, unit="signature", counted="signatures")


def run(claims: Sequence[Claim], documents: dict[str, DocumentFacts]) -> tuple[Series, ...]:
    return series(claims, figures(claims, documents), documents)


def test_the_signatures_of_one_petition_are_one_total_over_several_outlets() -> None:
    claims = [signed("a", 3, 500), signed("b", 5, 900), signed("c", 9, 4000)]
    (one,) = run(claims, facts(a=(3, "x"), b=(5, "y"), c=(9, "z")))
    assert one.grows
    assert [(point.day.day, point.amount.low, point.who) for point in one.points] == [
        (3, 500, "The a"), (5, 900, "The b"), (9, 4000, "The c")
    ]  # fmt: skip
    assert [point.doubt for point in one.points] == [None, None, None]


def test_the_order_of_arrival_changes_nothing() -> None:
    claims = [signed("a", 3, 500), signed("a", 4, 700), signed("b", 5, 900), signed("c", 9, 4000)]
    documents = facts(a=(3, "x"), b=(5, "y"), c=(9, "z"))
    expected = run(claims, documents)
    random.Random(7).shuffle(claims)
    assert run(claims, documents) == expected


def test_a_total_that_falls_is_questioned_with_the_point_it_falls_from() -> None:
    claims = [signed("a", 3, 500), signed("b", 5, 9000), signed("c", 9, 4000)]
    (one,) = run(claims, facts(a=(3, "x"), b=(5, "y"), c=(9, "z")))
    fallen = one.points[2]
    assert fallen.doubt is Doubt.FALLS
    assert fallen.against == one.points[1].claim
    assert "9,000 on 2031-06-05" in fallen.question


def test_about_so_many_then_a_few_less_is_no_fall() -> None:
    claims = [signed("a", 3, 150, ABOUT), signed("b", 5, 141), signed("c", 6, 130, MORE)]
    (one,) = run(claims, facts(a=(3, "x"), b=(5, "y"), c=(6, "z")))
    assert [point.doubt for point in one.points] == [None, None, None]


def test_a_number_a_power_of_ten_off_its_neighbours_is_taken_for_a_misprint_and_makes_none_fall() -> None:
    claims = [signed("a", 3, 50_000), signed("b", 4, 527_010_000), signed("c", 5, 58_000)]
    (one,) = run(claims, facts(a=(3, "x"), b=(4, "y"), c=(5, "z")))
    assert [point.doubt for point in one.points] == [None, Doubt.MISPRINT, None]
    assert "52,701" in one.points[1].question


def test_a_surge_is_no_misprint() -> None:
    claims = [signed("a", 3, 439), signed("b", 6, 16_000), signed("c", 9, 110_000)]
    (one,) = run(claims, facts(a=(3, "x"), b=(6, "y"), c=(9, "z")))
    assert [point.doubt for point in one.points] == [None, None, None]


def test_goals_and_thresholds_are_no_points() -> None:
    day = When.day(date(2031, 6, 5), "5일")
    claims = [
        signed("a", 3, 500),
        told("b", "5일 현재 lantern.org 서명은 900명이고 목표는 5만 명이다.", "900명", 900, when=day, counted="서명"),
        told("b", "5일 현재 lantern.org 서명은 900명이고 목표는 5만 명이다.", "5만 명", 50_000, when=day, counted="명"),
        told("c", "请愿目标是10万人签名。lantern.org", "10万人", 100_000, counted="签名"),
    ]
    (one,) = run(claims, facts(a=(3, "x"), b=(5, "y"), c=(6, "z")))
    assert [point.amount.low for point in one.points] == [500, 900]


def test_two_petitions_of_the_same_weeks_stay_apart() -> None:
    other = told("b", "The petition at sparrow.org reached 90 signatures.", "90", 90, unit="signature")
    assert run([signed("a", 9, 500), other], facts(a=(9, "x"), b=(10, "y"))) == ()


def test_a_document_that_names_no_site_joins_the_one_petition_of_those_weeks() -> None:
    bare = told("b", "10일 현재 900명이다.", "900명", 900, when=When.day(date(2031, 6, 10), "10일"), counted="명")
    (one,) = run([signed("a", 9, 500), bare], facts(a=(9, "x"), b=(10, "서명 운동 번진다")))
    assert [point.amount.low for point in one.points] == [500, 900]


def test_a_day_that_dates_the_arrests_does_not_date_the_signatures() -> None:
    sentence = "6월 1일 잡힌 24명을 돌려보내지 말라는 lantern.org 청원에 1600명이 서명했다."
    day = When.day(date(2031, 6, 1), "6월 1일")
    claims = [
        told("b", sentence, "24명", 24, when=day, act="arrested", counted="명"),
        told("b", sentence, "1600명", 1600, when=day, act="signed", counted="명"),
        signed("a", 9, 500),
    ]
    (one,) = run(claims, facts(a=(9, "x"), b=(12, "y")))
    assert [(point.day.day, point.amount.low) for point in one.points] == [(9, 500), (12, 1600)]


def test_arrivals_in_all_are_one_speakers_total_and_a_years_arrivals_are_not() -> None:
    def arrived(document: str, year: int, number: int, words: str = "so far") -> Claim:
        sentence = f"By June {year} {number} escapees have arrived in South Korea {words}."
        when = When(start=date(year, 6, 1), end=date(year, 6, 30), precision=Precision.MONTH, text=f"June {year}")
        return told(document, sentence, str(number), number, when=when, act="arrived",
                    place=("South Korea",), speaker="Ministry of Unification", counted="escapees")  # fmt: skip

    claims = [arrived("a", 2029, 33_100), arrived("b", 2031, 32_000), arrived("b", 2030, 240, "this year")]
    (one,) = run(claims, facts(a=(3, "x"), b=(5, "y")))
    assert [point.amount.low for point in one.points] == [33_100, 32_000]
    assert one.points[1].doubt is Doubt.FALLS
    assert one.place == "kr"


def test_people_held_at_two_dates_are_a_stock_that_may_fall() -> None:
    def held(document: str, day: int, number: int) -> Claim:
        return made.figure(document, number, act="detained", when=When.day(date(2031, 6, day)), speaker="Pak Nari")

    claims = [held("a", 1, 2000), held("b", 20, 900)]
    (one,) = run(claims, facts(a=(1, "x"), b=(20, "y")))
    assert not one.grows
    assert [(point.day.day, point.amount.low, point.doubt) for point in one.points] == [
        (1, 2000, None), (20, 900, None)
    ]  # fmt: skip


def test_hangul_in_parts_is_read_like_composed_hangul() -> None:
    from unicodedata import normalize

    sentence = normalize("NFD", "5일 현재 lantern.org 서명은 900명이다.")
    words = normalize("NFD", "900명")
    claim = told("b", sentence, words, 900, when=When.day(date(2031, 6, 12), normalize("NFD", "5일")), counted="명")
    (one,) = run([signed("a", 9, 500), claim], facts(a=(9, "x"), b=(12, "y")))
    assert [point.amount.low for point in one.points] == [500, 900]


def test_petitions_of_the_development_documents_come_out_as_their_index_has_them() -> None:
    corpus = made_corpus()
    totals = {one.of: [(point.day, point.amount.low) for point in one.points] for one in corpus}
    assert totals["petition at change.org"][:4] == [
        (date(2012, 2, 15), 439), (date(2012, 2, 18), 16_000), (date(2012, 2, 24), 32_000),
        (date(2012, 2, 24), 110_000),
    ]  # fmt: skip
    doubts = [point for one in corpus for point in one.points if point.doubt]
    assert [(point.doubt, point.amount.low) for point in doubts] == [(Doubt.MISPRINT, 527_010_000)]
    assert "52,701" in doubts[0].question


def made_corpus() -> tuple[Series, ...]:
    """The totals in the documents on petitions, read as `chamsae read` reads them."""
    import chamsae
    from tests.reconcile.gold import DATA

    folder = DATA / "corpus-dev"
    if not folder.is_dir():
        pytest.skip("needs ../shared/data/corpus-dev beside the repository")
    with (folder / "index.csv").open(encoding="utf-8", newline="") as stream:
        files = [row["file"] for row in csv.DictReader(stream) if row["topic"] == "petition"]
    with chamsae.in_memory() as book:
        book.archive.add([folder / file for file in files], by="Alice")
        book.read.run(by="Alice")
        return book.reconcile.series()
