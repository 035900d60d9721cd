"""The screen Tables: an address for every table, numbers that open, kept tables, files through a release."""

import re
from datetime import date
from time import sleep

import pytest
from django.test import Client

from chamsae.casebook.book import Casebook
from chamsae.errors import StorageError
from chamsae.model.case import CodedAct, Involved
from chamsae.model.released_table import TableOut
from chamsae.model.when import When
from chamsae.web import behind, current

ASKED = "/tables/?rows=violation&columns=year&counting=persons"


@pytest.fixture
def acts(book: Casebook) -> list[CodedAct]:
    """Acts put beside those that were read, as deriving would."""
    book.cases.refresh()
    document = next(iter(book.store.documents(text=False))).id
    made = [
        CodedAct(
            id=f"a-c{at}-torture", claims=(f"c{at}",), document=document, violation="torture", persons=(f"n{at % 2}",),
            victim_text="Ro A-ra", place="cn-tumen", when=When.day(date(2011 + at, 5, 3)),
            involved=(Involved(name="police", chain=("cn-mps", "cn"), state="CN"),),
        )
        for at in range(3)
    ]  # fmt: skip
    book.store.put_coded(made)
    return made


def waited() -> None:
    while current.work().state().running:
        sleep(0.02)


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content[:500]
    return answer.content.decode()


def test_the_unit_stands_in_title_and_head_and_each_number_opens_to_its_acts(
    client: Client, acts: list[CodedAct]
) -> None:
    shown = page(client, ASKED)
    assert "Persons by violation and year" in shown and "counted: persons" in shown
    address = re.search(r'href="(/tables/acts/[^"]*cell=torture&amp;cell=2012)"', shown)
    assert address is not None
    listed = page(client, address[1].replace("&amp;", "&"))
    assert listed.count("Ro A-ra") == 1 and "persons: 1; acts behind it: 1" in listed


def test_a_filter_stands_in_the_address_and_can_be_taken_away(client: Client, acts: list[CodedAct]) -> None:
    shown = page(client, f"{ASKED}&axis=place&key=Tumen")
    assert "place%3Acn-tumen" in shown and "take this away" in shown


def test_a_large_casebook_says_how_far_its_columns_are_and_then_shows_the_table(
    client: Client, book: Casebook, acts: list[CodedAct], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(behind, "SOON", 1)
    assert not book.tables.ready()
    first = client.get(ASKED)
    assert first.status_code == 202
    assert "the table comes by itself" in first.content.decode() and 'http-equiv="refresh"' in first.content.decode()
    waited()
    assert "Persons by violation and year" in page(client, ASKED)


def test_columns_that_cannot_be_made_are_not_tried_for_ever(
    client: Client, book: Casebook, acts: list[CodedAct], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise StorageError("the disk is full", do="Make room.")

    monkeypatch.setattr(behind, "SOON", 1)
    assert current.work().job(book, broken, by="Alice")
    waited()
    shown = client.get(ASKED).content.decode()
    assert "the disk is full" in shown and "http-equiv" not in shown and not current.work().state().running
    assert 'action="/sources/seen/"' in shown and "Try again" in shown and "I have seen this" not in shown
    client.post("/sources/seen/")
    assert 'http-equiv="refresh"' in client.get(ASKED).content.decode()
    waited()


def test_axes_that_are_none_are_refused(client: Client, book: Casebook) -> None:
    assert client.get("/tables/?rows=colour").status_code == 400
    assert client.get(f"{ASKED}&layers=year").status_code == 400


def test_a_casebook_without_such_acts_says_what_to_do(client: Client, book: Casebook) -> None:
    assert "No acts" in page(client, "/tables/?rows=violation&where=year:1901")


@pytest.mark.parametrize(("form", "begins"), [("csv", "violation"), ("html", "<!doctype"), ("svg", "<svg")])
def test_a_file_leaves_through_a_release_in_the_log(
    client: Client, book: Casebook, acts: list[CodedAct], form: str, begins: str
) -> None:
    answer = client.post("/tables/out/", {"rows": "violation", "audience": "internal", "form": form})
    assert answer.content.decode().startswith(begins)
    assert {"release", "table"} <= {entry.action for entry in book.store.log()}


def test_for_people_outside_a_release_is_begun_and_nothing_is_saved(
    client: Client, book: Casebook, acts: list[CodedAct]
) -> None:
    for audience in ("public", "confidential"):
        answer = client.post("/tables/out/", {"rows": "violation", "audience": audience, "form": "csv"})
        assert answer.status_code == 302 and answer["Location"].startswith("/releases/R-")
    assert [one.audience for one in book.release.drafts()] == ["confidential", "public"]
    assert not list(book.store.entries(TableOut))


def test_a_kept_table_tells_what_has_changed_since_and_can_be_taken_off(
    client: Client, book: Casebook, acts: list[CodedAct]
) -> None:
    client.post("/tables/keep/", {"rows": "violation", "columns": "year", "name": "report 1"})
    assert "report 1" in page(client, "/tables/kept/")
    (kept,) = book.tables.kept()
    assert "Nothing has changed" in page(client, f"/tables/kept/{kept.number}/")
    assert client.post(f"/tables/kept/{kept.number}/forget/").status_code == 302
    assert "No table is kept yet" in page(client, "/tables/kept/")
    assert client.get(f"/tables/kept/{kept.number}/").status_code == 404


@pytest.mark.parametrize(
    ("tongue", "title"), [("ko", "침해 유형·연도별 사람 수"), ("zh-hans", "按侵害类型和年份统计的人数")]
)
def test_the_table_is_said_in_the_readers_language(
    client: Client, acts: list[CodedAct], tongue: str, title: str
) -> None:
    client.post("/settings/language/", {"language": tongue, "back": "/"})
    assert title in page(client, ASKED)
