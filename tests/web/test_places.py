"""The screens of places: what happened where, names that are open, and what a person says they mean."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.web import current
from chamsae.web.serve import prepare
from tests.web.conftest import inside, served

NEWS = (
    "Harbour Weekly\n2 June 2020\n\nTwo who came back\n\nSEOUL — Pak Ok-nam was arrested in Nanping on 4 March 2011. "
    "She was held there for three weeks.\n\nYun Mi-sook was arrested on 4 March 2011 and was held in Tumen for a "
    "month. On 9 April 2011 Ms. Yun was "
    "deported to North Korea.\n"
)


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Casebook]:
    with served(tmp_path / "book", NEWS) as book:
        yield book


@pytest.fixture
def client(told: Casebook) -> Client:
    return inside()


def text(client: Client, address: str, **asked: str) -> str:
    answer = client.get(address, asked)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_places_are_listed_with_a_map_and_how_much_is_told_of_each(client: Client, told: Casebook) -> None:
    page = text(client, "/places/")
    assert 'href="/places/cn-tumen/"' in page and "var(--map-land)" in page and "GeoNames (CC BY 4.0)" in page
    assert "/places/cn-nanping/" not in page  # nobody knows which Nanping it is


def test_a_place_shows_who_says_what_happened_there_and_who_was_held(client: Client, told: Casebook) -> None:
    page = text(client, "/places/cn-tumen/")
    assert "and was held in Tumen" in page and "/journey/" in page
    assert "圖們" in page and "도문" in page and "42.9656° N" in page
    assert "Yanbian" in page and "Namyang" in page and "Tumen (Gansu)" in page


def test_a_place_of_which_nothing_is_told_says_so(client: Client, told: Casebook) -> None:
    assert "Nothing is told of this place itself" in text(client, "/places/kp-camp14/")
    assert "unchecked: compare it" in text(client, "/places/kp-camp14/")


def test_a_place_that_is_not_there_is_not_found(client: Client, told: Casebook) -> None:
    assert client.get("/places/nowhere/").status_code == 404
    assert client.get("/places/names/n0/").status_code == 404


def test_an_open_name_is_answered_by_a_person_and_taken_back(client: Client, told: Casebook) -> None:
    (open_,) = told.places.open()
    page = text(client, "/places/", show="open")
    assert "Which place is meant?" in page and page.count("Nanping (") >= 10
    assert "place open: one of Nanping" in text(client, f"/people/{told.journeys.find('Pak Ok-nam').id}/journey/")
    answer = client.post("/places/mean/", {"record": open_.record.id, "key": "cn-nanping", "why": "opposite Musan"})
    assert answer.status_code == 302 and told.places.open() == []
    assert "Pak Ok-nam was arrested in Nanping" in text(client, "/places/cn-nanping/")
    said = text(client, answer["Location"])
    assert "opposite Musan" in said and "Nanping (Jilin Province), says" in said
    (given,) = told.places.meanings(open_.record.id)
    client.post("/places/take-back/", {"number": str(given.number)})
    assert len(told.places.open()) == 1 and "Nothing is told" in text(client, "/places/cn-nanping/")


def test_an_answer_that_is_none_is_refused(client: Client, told: Casebook) -> None:
    (open_,) = told.places.open()
    assert client.post("/places/mean/", {"record": open_.record.id}).status_code == 400
    assert client.post("/places/mean/", {"record": open_.record.id, "key": "nowhere"}).status_code == 404
    assert client.post("/places/take-back/", {"number": "99"}).status_code == 404
    assert client.post("/places/take-back/", {"number": "x"}).status_code == 404


def test_places_are_found_by_a_part_of_any_spelling(client: Client, told: Casebook) -> None:
    assert "cn-tumen" in text(client, "/places/", q="图们")
    assert "Nothing is told of a place so called" in text(client, "/places/", q="xyz")


def test_the_list_is_a_table_to_take_away_and_the_map_a_logged_working_copy(client: Client, told: Casebook) -> None:
    table = b"".join(client.get("/places/", {"format": "csv"})).decode("utf-8-sig").splitlines()
    assert table[0] == "key,place,within,acts,figures,documents" and any(row.startswith("cn-tumen") for row in table)
    assert b"not for release" in client.post("/places/map/").content
    last = told.store.last_log()
    assert last is not None and last.action == "places map"


@pytest.mark.parametrize(("tongue", "words"), [("ko", "장소"), ("zh-hans", "地点")])
def test_the_screens_speak_korean_and_chinese(client: Client, told: Casebook, tongue: str, words: str) -> None:
    page = client.get("/places/cn-tumen/", HTTP_ACCEPT_LANGUAGE=tongue).content.decode()
    assert words in page and {"ko": "도문", "zh-hans": "图们"}[tongue] in page


def test_an_empty_casebook_says_what_to_do(tmp_path: Path) -> None:
    with chamsae.init(tmp_path / "none") as book:
        prepare(book, person="Alice")
        assert "Nothing is told of any place yet" in text(inside(), "/places/")
        assert "No name of a place is open" in text(inside(), "/places/", show="open")
        current.release()
