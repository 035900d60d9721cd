"""Two names side by side: answers and what they change, letters, second readers, disputes, statements, the picture."""

import re
from xml.etree import ElementTree

import pytest
from django.test import Client

from chamsae.casebook.book import Casebook
from chamsae.model.judgement import Verdict
from chamsae.model.link import Pair
from tests.web.conftest import inside
from tests.web.test_people import people

__all__ = ["people"]


@pytest.fixture
def browser(people: Casebook) -> Client:
    client = inside()
    client.post("/people/link/")
    return client


def pair_of(book: Casebook, *names: str) -> Pair:
    """The pair of two records by their first names."""
    first = {record.id: record.names[0] for record in book.store.records()}
    return next(pair for pair in book.store.pairs() if {first[pair.left], first[pair.right]} == set(names))


def as_person(name: str) -> Client:
    """A browser in which somebody else judges."""
    client = inside()
    client.cookies["chamsae_person"] = name
    return client


def judged(client: Client, pair: Pair, verdict: str, *, blind: bool = False) -> str:
    """What the screen says after an answer."""
    form = {"target": pair.id, "verdict": verdict, "back": "/people/", "blind": "yes" if blind else ""}
    assert client.post("/people/judge/", form).status_code == 303
    return client.get("/people/").content.decode()


def test_names_are_shown_in_letters_when_asked_and_remembered(browser: Client, people: Casebook) -> None:
    pair = pair_of(people, "문서연", "文瑞妍")
    address = f"/people/compare/?pair={pair.id}"
    assert "Mun Sŏ-yŏn" not in browser.get(address).content.decode()
    page = browser.get(f"{address}&romanise=yes").content.decode()
    assert "Mun Seo-yeon" in page and "Mun Sŏ-yŏn" in page and "Wen Ruiyan" in page
    assert 'title="Revised Romanisation"' in page and 'lang="zh-Latn"' in page
    assert "Mun Sŏ-yŏn" in browser.get("/people/").content.decode(), "remembered on the next screen"
    assert "Mun Sŏ-yŏn" not in browser.get(f"{address}&romanise=no").content.decode()
    assert "Mun Sŏ-yŏn" not in browser.get("/people/?romanise=perhaps").content.decode()


def test_who_says_a_sentence_and_where_it_stands_are_told(browser: Client, people: Casebook) -> None:
    pair = pair_of(people, "Moon Seo-yeon", "문서연")
    page = browser.get(f"/people/compare/?pair={pair.id}").content.decode()
    assert '<mark class="match">문서연</mark>' in page and '<mark class="match">Moon Seo-yeon</mark>' in page
    assert "in the document" in page


def test_a_merge_says_what_it_did_and_is_taken_back(browser: Client, people: Casebook) -> None:
    pair = pair_of(people, "Moon Seo-yeon", "문서연")
    assert "one in 2 documents" in browser.get(f"/people/pairs/{pair.id}/effect/").content.decode()
    assert "They are one now" in judged(browser, pair, "accepted")
    shown = browser.get(f"/people/compare/?pair={pair.id}").content.decode()
    number = re.search(r'name="number" value="(\d+)"', shown)
    assert "What was answered" in shown and number
    back = browser.get(f"/people/pairs/{pair.id}/effect/").content.decode()
    assert "If that is taken back they are two again" in back
    browser.post("/undo/", {"number": number[1], "back": "/people/"})
    assert people.link.entity(pair.left) != people.link.entity(pair.right)
    assert "Kept: not the same" in judged(browser, pair, "rejected")
    assert "it cannot be told" in judged(browser, pair, "cannot_tell")
    assert browser.post("/people/judge/", {"target": pair.id, "verdict": "withheld"}).status_code == 400


def test_the_effect_comes_as_a_part_to_htmx_and_as_a_page_without_script(browser: Client, people: Casebook) -> None:
    pair = pair_of(people, "Moon Seo-yeon", "문서연")
    address = f"/people/pairs/{pair.id}/effect/"
    assert "<html" in browser.get(address).content.decode()
    assert "<html" not in browser.get(address, HTTP_HX_REQUEST="true").content.decode()


def test_the_screen_says_why_a_pair_is_asked_now(browser: Client, people: Casebook) -> None:
    waiting = len(people.link.waiting(by="Alice"))
    page = browser.get("/people/compare/").content.decode()
    assert f"Number 1 of {waiting} in the order of what teaches most" in page
    assert f"Number 2 of {waiting}" in browser.get("/people/compare/?later=1").content.decode()


def test_a_second_reader_sees_no_answer_and_a_difference_is_asked_openly(browser: Client, people: Casebook) -> None:
    pair = pair_of(people, "Moon Seo-yeon", "文瑞妍")
    people.review.judge(pair.id, Verdict.ACCEPTED, by="Alice", why="the same village")
    bora = as_person("Bora")
    page = bora.get("/people/second/").content.decode()
    assert pair.id in page and 'name="blind" value="yes"' in page
    other = bora.get(f"/people/compare/?pair={pair.id}").content.decode()
    for shown in (page, other):
        assert "the same village" not in shown and "Alice" not in shown
    assert 'name="blind" value="yes"' in other
    assert "in dispute now" in judged(bora, pair, "rejected", blind=True)
    openly = browser.get("/people/compare/?queue=disputed").content.decode()
    assert "the same village" in openly and "Bora" in openly and "settles it" in openly
    assert 'name="blind"' not in openly
    told = browser.get("/review/agreement/").content.decode()
    assert "0 of 1 pair of names judged twice" in told and "to settle" in told
    assert "No pair to read a second time" in bora.get("/people/second/").content.decode()


def test_a_merge_of_several_judges_waits_for_a_second_person(browser: Client, people: Casebook) -> None:
    first, second = pair_of(people, "Moon Seo-yeon", "文瑞妍"), pair_of(people, "Moon Seo-yeon", "문서연")
    judged(as_person("Bora"), first, "rejected")
    assert "as soon as a second person says the same" in judged(browser, second, "accepted")
    assert "They are one now" in judged(as_person("Bora"), second, "accepted", blind=True)


def test_what_is_known_from_elsewhere_is_stated_with_its_reason(browser: Client, people: Casebook) -> None:
    pair = pair_of(people, "Moon Seo-yeon", "문서연")
    given = {"left": pair.left, "right": pair.right, "known": "never", "back": f"/people/{pair.left}/"}
    browser.post("/people/state/", given)
    assert "needs its reason" in browser.get("/people/").content.decode()
    browser.post("/people/state/", given | {"why": "two people in one photograph"})
    page = browser.get(f"/people/{pair.left}/").content.decode()
    assert "≠" in page and "two people in one photograph" in page and "Take back" in page
    browser.post("/people/state/", given | {"known": "must", "why": "no"})
    assert browser.post("/people/state/", given | {"known": "perhaps", "why": "x"}).status_code == 400


def test_somebody_else_is_found_by_part_of_a_name_to_state_something_of_both(browser: Client, people: Casebook) -> None:
    kwak = next(record for record in people.store.records() if record.names[0] == "Kwak Dong-hyun")
    page = browser.get(f"/people/{kwak.id}/?with=서연").content.decode()
    assert 'type="radio"' in page and "문서연" in page
    assert "Nobody is called so" in browser.get(f"/people/{kwak.id}/?with=nobody").content.decode()
    assert f'value="{kwak.id}"' not in page.split('type="radio"')[1], "not oneself"


def test_contradictory_answers_are_explained_by_who_said_what(browser: Client, people: Casebook) -> None:
    one, two, three = (
        pair_of(people, *names)
        for names in (("Moon Seo-yeon", "문서연"), ("Moon Seo-yeon", "文瑞妍"), ("문서연", "文瑞妍"))
    )
    for pair, verdict, why in ((one, Verdict.REJECTED, "two letters"), (two, Verdict.ACCEPTED, ""),
                               (three, Verdict.ACCEPTED, "")):  # fmt: skip
        people.review.judge(pair.id, verdict, by="Alice", why=why)
    conflicted = next(entity for entity in people.link.entities() if entity.conflicts)
    page = browser.get(f"/people/{conflicted.id}/").content.decode()
    assert "contradict each other" in page and "two letters" in page


@pytest.mark.parametrize(("tongue", "words"), [("en", "In all"), ("ko", "모두"), ("zh-hans", "合计")])
def test_the_evidence_is_taken_away_as_a_picture_with_real_text(
    tongue: str, words: str, browser: Client, people: Casebook
) -> None:
    browser.post("/settings/language/", {"language": tongue})
    pair = pair_of(people, "Moon Seo-yeon", "문서연")
    answer = browser.get(f"/people/pairs/{pair.id}/waterfall.svg")
    assert answer["Content-Type"].startswith("image/svg+xml") and "attachment" in answer["Content-Disposition"]
    drawn = ElementTree.fromstring(answer.content)
    space = "{http://www.w3.org/2000/svg}"
    assert drawn.get("role") == "img" and drawn.find(f"{space}title") is not None
    described = drawn.find(f"{space}desc")
    assert described is not None and "문서연" in (described.text or "")
    texts = "".join(element.text or "" for element in drawn.iter(f"{space}text"))
    assert words in texts and "Moon Seo-yeon" in texts


def test_what_is_not_there_is_not_found(browser: Client) -> None:
    for address in ("/people/compare/?pair=p404", "/people/pairs/p404/effect/", "/people/pairs/p404/waterfall.svg"):
        assert browser.get(address).status_code == 404
    assert browser.post("/people/judge/", {"target": "p404", "verdict": "accepted"}).status_code == 404


def test_a_merge_to_be_judged_blind_is_not_told_on_the_persons_page_and_a_statement_is(
    browser: Client, people: Casebook
) -> None:
    merge, apart = pair_of(people, "Moon Seo-yeon", "文瑞妍"), pair_of(people, "Moon Seo-yeon", "문서연")
    people.review.judge(next(people.store.claims()).id, Verdict.ACCEPTED, by="Bora")
    people.review.judge(merge.id, Verdict.ACCEPTED, by="Alice", why="the same village")
    people.link.never(apart.left, apart.right, by="Alice", why="two people in one photograph")
    head = next(record for record in people.store.records() if record.names[0] == "Moon Seo-yeon")
    page = as_person("Bora").get(f"/people/{head.id}/").content.decode()
    assert "two people in one photograph" in page and "the same village" not in page
    assert "the same village" in browser.get(f"/people/{head.id}/").content.decode()
