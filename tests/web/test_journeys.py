"""The screen of one person's way: steps with quotes, days and duties; assumption, conflicts, empty state, table."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from chamsae.casebook.book import Casebook
from tests.web.conftest import inside, served

STORY = (
    "Harbour Weekly\n2 June 2020\n\nSEOUL — Chinese police arrested Ok Sun-hui on 4 March 2011. She was held in Tumen "
    "for about a month.\n\nOn 9 April 2011 Ms. Ok was deported to North Korea.\n\n"
    "“Nobody asked me anything,” said her neighbour Pak Ha-na.\n"
)


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Casebook]:
    with served(tmp_path / "book", STORY) as book:
        yield book


@pytest.fixture
def client(told: Casebook) -> Client:
    return inside()


def address(book: Casebook, name: str = "Ok Sun-hui") -> str:
    return f"/people/{book.journeys.find(name).id}/journey/"


def test_steps_come_in_order_with_their_words_and_days(client: Client, told: Casebook) -> None:
    page = client.get(address(told)).content.decode()
    page = page[page.index('class="way"') :]
    places = [page.index(one) for one in ("Arrest", "4 March 2011", "Held", "Tumen", "Handed over")]
    assert places == sorted(places)
    assert "Chinese police arrested Ok Sun-hui" in page and "about a month" in page
    assert "What bound China then" in page and "Convention against Torture" in page


def test_the_assumption_is_said_and_can_be_left(client: Client, told: Casebook) -> None:
    page = client.get(address(told), {"unbroken": "1"}).content.decode()
    assert "stays held until something else is told" in page and "Without the assumption" in page
    assert "of which nothing is told" not in page


def test_the_person_leads_to_their_way_and_back(client: Client, told: Casebook) -> None:
    person = f"/people/{told.journeys.find('Ok Sun-hui').id}/"
    assert f'href="{person}journey/"' in client.get(person).content.decode()
    assert f'href="{person}"' in client.get(address(told)).content.decode()


def test_somebody_nothing_is_told_of_has_an_empty_page(client: Client, told: Casebook) -> None:
    assert "No document tells what happened" in client.get(address(told, "Pak Ha-na")).content.decode()


def test_claims_that_cannot_all_be_true_are_quoted(client: Client, told: Casebook, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text(
        "Other Paper\n3 June 2020\n\nSEOUL — Ok Sun-hui was arrested on 20 May 2011.\n\n"
        "Ms. Ok was deported to North Korea on 9 April 2011.\n",
        encoding="utf-8",
    )
    told.archive.add([str(tmp_path / "other.txt")], by="A")
    told.read.run(by="A")
    told.link.run(by="A")
    one, other = (record.id for record in told.store.records() if "Ok Sun-hui" in record.names)
    told.link.must(one, other, by="A", why="the same photograph")
    page = client.get(f"/people/{one}/journey/").content.decode()
    assert "cannot all be true" in page and "20 May 2011" in page


@pytest.mark.parametrize(
    ("form", "sign"), [("html", b"<!doctype html>"), ("svg", b"<svg"), ("png", b"\x89PNG"), ("csv", b"")]
)
def test_it_can_be_taken_along_as_a_working_copy_that_is_logged(
    client: Client, told: Casebook, form: str, sign: bytes
) -> None:
    answer = client.post(f"{address(told)}file/", {"form": form})
    made = answer.content
    assert answer.status_code == 200 and sign in made[:200]
    assert form == "png" or b"not for release" in made
    last = told.store.last_log()
    assert last is not None and (last.action, last.detail["form"]) == ("journey", form)
    assert "attachment" in answer["Content-Disposition"]


def test_the_table_has_every_step(client: Client, told: Casebook) -> None:
    lines = client.post(f"{address(told)}file/", {"form": "csv"}).content.decode("utf-8-sig").splitlines()
    assert len(lines) == 5 and "Tumen" in lines[3] and "about a month" in lines[3]


def test_another_kind_of_file_is_refused(client: Client, told: Casebook) -> None:
    assert client.post(f"{address(told)}file/", {"form": "exe"}).status_code == 400
    assert client.get(f"{address(told)}file/").status_code == 405


def test_the_way_is_drawn_on_a_map_in_the_colours_of_the_page(client: Client, told: Casebook) -> None:
    page = client.get(address(told)).content.decode()
    assert "var(--map-land)" in page and ">Tumen</text>" in page and 'href="/places/cn-tumen/"' in page


@pytest.mark.parametrize("tongue", ["ko", "zh-hans"])
def test_the_way_is_told_in_korean_and_chinese(client: Client, told: Casebook, tongue: str) -> None:
    page = client.get(address(told), HTTP_ACCEPT_LANGUAGE=tongue).content.decode()
    assert {"ko": "체포", "zh-hans": "被捕"}[tongue] in page
    assert {"ko": "제33조", "zh-hans": "第33条"}[tongue] in page


def test_somebody_who_is_not_there_is_not_found(client: Client) -> None:
    assert client.get("/people/n0/journey/").status_code == 404
