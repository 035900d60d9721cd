"""Invented reports in three languages, read and grouped as a casebook does: what each number is a figure of."""

from pathlib import Path

import pytest

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.model.claim import ClaimKind
from chamsae.model.scoping import Flow
from chamsae.model.settlement import Scope
from chamsae.settings import Settings

FOLDER = Path(__file__).parent / "scopes"
MAY_14, APRIL = "2030-05-14", "2030-04-01"

#: File, the number as written, and act, people, place and first day of its figure; None where the day is not told.
FIGURES = [
    ("1-lake.txt", "214", "repatriated", "North Koreans", "cn", MAY_14),
    ("1-lake.txt", "60", "repatriated", "North Koreans", "cn-sanhe", MAY_14),
    ("1-lake.txt", "150", "repatriated", "North Korean women", "cn", None),
    ("1-lake.txt", "about 30", "repatriated", "North Koreans", "cn", APRIL),
    ("1-lake.txt", "Some 900", "detained", "North Koreans still held", "cn-jilin-prov", None),
    ("1-lake.txt", "41,000", "signed", "signatures", None, "2030-05-16"),
    ("2-harbour.txt", "some 40", "repatriated", "North Koreans some of them", "cn", MAY_14),
    ("3-stamped.txt", "214", "repatriated", "North Koreans", "cn", MAY_14),
    ("4-호수.txt", "210여 명", "repatriated", "North Koreans", "cn", MAY_14),
    ("4-호수.txt", "60명", "repatriated", "North Koreans", "cn-sanhe", MAY_14),
    ("4-호수.txt", "900여 명", "detained", "North Koreans still held", "cn-jilin-prov", None),
    ("4-호수.txt", "4만1천 명", "signed", "signatures", None, "2030-05-16"),
    ("5-옌지.txt", "9명", "arrested", "North Koreans", "cn-yanji", "2030-03-29"),
    ("5-옌지.txt", "5명", "arrested", "North Koreans", "cn-yanji", "2030-03-30"),
    ("6-湖畔.txt", "214名", "repatriated", "North Koreans", "cn", MAY_14),
    ("6-湖畔.txt", "约30人", "repatriated", "North Koreans", "cn", APRIL),
    ("6-湖畔.txt", "900多人", "detained", "North Koreans still held", "cn-jilin-prov", None),
    ("6-湖畔.txt", "4万1000人", "signed", "signatures", None, "2030-05-16"),
    ("7-圖們.txt", "約150名", "repatriated", "North Koreans", "cn-tumen", MAY_14),
    ("7-圖們.txt", "60人", "repatriated", "North Koreans", "cn-sanhe", MAY_14),
    ("11-reeds.txt", "17", "arrested", "North Koreans", "cn-dandong", "2032-07-12"),
    ("11-reeds.txt", "Nine", "arrested", "North Koreans some of them", "cn-dandong", "2032-07-12"),
    ("11-reeds.txt", "6", "arrested", "North Koreans", "cn-shenyang", "2032-07-14"),
    ("11-reeds.txt", "23", "detained", "North Koreans", "cn-dandong", "2032-07-20"),
    ("12-갈대.txt", "17명", "arrested", "North Koreans", "cn-dandong", "2032-07-12"),
    ("12-갈대.txt", "9명", "arrested", "North Korean women", "cn-dandong", "2032-07-12"),
    ("12-갈대.txt", "6명", "arrested", "North Koreans", "cn-shenyang", "2032-07-14"),
    ("12-갈대.txt", "118명", "arrived", "North Koreans", "kr", "2032-01-01"),
    ("13-芦苇.txt", "17名", "arrested", "North Koreans", "cn-dandong", "2032-07-12"),
    ("13-芦苇.txt", "6人", "arrested", "North Koreans", "cn-shenyang", "2032-07-14"),
    ("13-芦苇.txt", "23名", "detained", "North Koreans", "cn-dandong", "2032-07-20"),
    ("13-芦苇.txt", "118名", "arrived", "North Koreans", "kr", "2032-01-01"),
    ("14-蘆葦.txt", "共有41名", "repatriated", "North Koreans", "cn-dandong", "2032-08-27"),
    ("14-蘆葦.txt", "20人", "repatriated", "North Koreans some of them", "cn-dandong", "2032-08-27"),
    ("14-蘆葦.txt", "3萬2千人", "signed", "signatures", None, None),
    ("15-letter.txt", "about 40", "repatriated", "North Koreans", "cn-dandong", "2032-08-27"),
    ("15-letter.txt", "64", "repatriated", "North Koreans", "cn", "2032-07-01"),
    ("15-letter.txt", "1,200", "repatriated", "North Koreans", "cn", "2019-01-01"),
    ("15-letter.txt", "Some 1,100", "detained", "North Koreans still held", "cn", None),
]
#: Hostages elsewhere, goals, police, relatives, delegates.
OUTSIDE = [
    ("1-lake.txt", "75"),
    ("1-lake.txt", "100,000"),
    ("2-harbour.txt", "18"),
    ("2-harbour.txt", "three"),
    ("4-호수.txt", "10만 명"),
    ("4-호수.txt", "9명"),
    ("5-옌지.txt", "30여 명"),
    ("6-湖畔.txt", "10万人"),
    ("6-湖畔.txt", "75名"),
    ("7-圖們.txt", "18名"),
    ("11-reeds.txt", "340"),
    ("11-reeds.txt", "eleven"),
    ("11-reeds.txt", "2"),
    ("12-갈대.txt", "300여 명"),
    ("13-芦苇.txt", "50名"),
    ("14-蘆葦.txt", "約5名"),
    ("15-letter.txt", "58"),
]


@pytest.fixture(scope="module")
def book() -> Casebook:
    made = chamsae.in_memory(Settings(workers=1))
    made.archive.add(sorted(FOLDER.glob("*.txt")), by="Alice")
    made.read.run(by="Alice")
    return made


def scope(book: Casebook, file: str, number: str) -> Scope | None:
    """The scope of the figure in which a number of a file stands."""
    (document,) = (one.id for one in book.store.documents(text=False) if one.name == file)
    claims = [
        claim for claim in book.store.claims(document=document, kind=ClaimKind.FIGURE) if claim.trigger.exact == number
    ]
    assert claims, f"{number} of {file} was not read"
    held = {member.claim: group.scope for group in book.store.groups() for member in group.members}
    return held.get(claims[0].id)


@pytest.mark.parametrize(("file", "number", "act", "counted", "place", "day"), FIGURES)
def test_each_number_is_a_figure_of_what_its_text_says(  # noqa: PLR0917 - the columns of the table
    book: Casebook, file: str, number: str, act: str, counted: str, place: str | None, day: str | None
) -> None:
    found = scope(book, file, number)
    assert found is not None
    assert (found.act, found.counted, found.place) == (act, counted, place)
    assert found.flow is (Flow.STOCK if act in {"detained", "signed"} else Flow.FLOW)
    assert day is None or (found.when is not None and f"{found.when.start}" == day)


@pytest.mark.parametrize(("file", "number"), OUTSIDE)
def test_what_counts_something_else_is_in_no_figure(book: Casebook, file: str, number: str) -> None:
    assert scope(book, file, number) is None


def test_one_return_told_in_three_languages_is_one_figure_and_its_part_is_tied_to_it(book: Casebook) -> None:
    (whole,) = (
        group
        for group in book.store.groups()
        if (group.scope.act, group.scope.place, group.scope.counted) == ("repatriated", "cn", "North Koreans")
        and group.scope.when is not None
        and f"{group.scope.when.start}" == MAY_14
    )
    names = {document.id: document.name for document in book.store.documents(text=False)}
    files = {names[book.store.claim(member.claim).document] for member in whole.members}
    assert files == {"1-lake.txt", "3-stamped.txt", "4-호수.txt", "6-湖畔.txt"}
    narrower = {tie.narrow for tie in book.reconcile.ties(whole.id) if tie.wide == whole.id}
    places = {book.store.group(one).scope.place for one in narrower}
    assert {"cn-sanhe", "cn-tumen"} <= places
