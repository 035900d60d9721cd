"""The screens of who is who, with names in three scripts."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.web import current
from chamsae.web.serve import prepare
from tests.casebook.test_linking import TEXTS, add
from tests.web.conftest import inside


@pytest.fixture
def people(tmp_path: Path) -> Iterator[Casebook]:
    """A served casebook whose documents name one woman in three scripts, her brother, and two others."""
    with chamsae.init(tmp_path / "book") as book:
        for name in TEXTS:
            add(book, name)
        prepare(book, person="Alice")
        yield book
        current.release()


@pytest.fixture
def browser(people: Casebook) -> Client:
    return inside()


def test_before_comparing_the_screen_says_what_it_is_for(browser: Client) -> None:
    page = browser.get("/people/").content.decode()
    assert "Names have not been compared yet" in page
    assert "Names have not been compared yet" in browser.get("/people/compare/").content.decode()
    assert "Names have not been compared yet" in browser.get("/people/together/").content.decode()


def test_people_are_found_by_part_of_a_name_in_any_script(browser: Client) -> None:
    assert browser.post("/people/link/").status_code == 302
    assert "文瑞妍" in browser.get("/people/").content.decode()
    found = browser.get("/people/?q=서연").content.decode()
    assert "문서연" in found and "文瑞妍" not in found
    assert "Nobody is called so" in browser.get("/people/?q=nobody").content.decode()
    assert "문서연" in browser.get("/people/?format=csv").content.decode()


def test_the_likely_are_confirmed_as_one_question_and_taken_back(browser: Client, people: Casebook) -> None:
    browser.post("/people/link/")
    page = browser.get("/people/together/").content.decode()
    ids = re.findall(r'name="one" value="(\w+)"', page)
    assert len(ids) >= 4
    assert browser.post("/people/join/", {"one": ids, "back": "/people/"}).status_code == 303
    merged = browser.get("/people/?show=judged").content.decode()
    assert "문서연" in merged and "文瑞妍" in merged and "Mun Seo Yeon" in merged
    head = re.search(r'href="/people/(n\w+)/"', merged)
    assert head
    shown = browser.get(f"/people/{head[1]}/").content.decode()
    assert "Judged to be one" in shown and "女士被遣返" in shown
    browser.post("/undo/", {"back": "/people/"})
    assert "Nobody is called so" in browser.get("/people/?show=judged").content.decode()


def test_joining_what_cannot_be_one_says_why(browser: Client) -> None:
    browser.post("/people/link/")
    browser.post("/people/join/", {"one": ["n1"]})
    assert "nothing compared ties" in browser.get("/people/").content.decode()


@pytest.mark.parametrize(
    ("tongue", "words"),
    [("en", "What speaks for it"), ("ko", "맞다는 근거와 아니라는 근거"), ("zh-hans", "支持与反对的依据")],
)
def test_a_pair_stands_side_by_side_with_its_evidence(
    tongue: str, words: str, browser: Client, people: Casebook
) -> None:
    browser.post("/people/link/")
    browser.post("/settings/language/", {"language": tongue})
    pair = people.link.waiting(by="Alice")[0]
    page = browser.get("/people/compare/").content.decode()
    assert words in page and page.count("<rect") == len(pair.parts) + 1, "each reason and the sum"
    assert people.store.record(pair.left).names[0] in page
    answer = browser.post("/answer/", {"target": pair.id, "verdict": "rejected", "back": "/people/compare/"})
    assert answer.status_code == 303
    assert pair.id not in browser.get("/people/compare/").content.decode()
    assert browser.get(f"/people/compare/?pair={pair.id}").status_code == 200


def test_what_is_not_there_is_not_found(browser: Client) -> None:
    assert browser.get("/people/n404/").status_code == 404
    assert browser.get("/people/compare/?pair=p404").status_code == 404


def test_a_pair_is_the_same_or_not_and_cannot_be_withheld(browser: Client, people: Casebook) -> None:
    browser.post("/people/link/")
    pair = next(people.store.pairs()).id
    assert browser.post("/answer/", {"target": pair, "verdict": "withheld"}).status_code == 400
    assert people.store.statuses([pair]) == {}
    assert browser.get(f"/claims/{pair}/edit/").status_code == 404


def test_namesakes_are_told_apart_by_their_documents(browser: Client, people: Casebook) -> None:
    browser.post("/people/link/")
    titles = {document.id: document.title or document.name for document in people.store.documents()}
    record = next(one for one in people.store.records() if any(people.store.pairs(record=one.id)))
    assert titles[record.document] in browser.get("/people/").content.decode()
    page = browser.get(f"/people/{record.id}/").content.decode()
    pair = max(people.store.pairs(record=record.id), key=lambda one: one.weight)
    other = people.store.record(pair.right if pair.left == record.id else pair.left)
    assert titles[other.document] in page.split("May also be")[1]
    assert "100%" not in page
