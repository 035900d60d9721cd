"""The screens of the case file: a person's facts side by side, events, acts, coding; each with who says so."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from chamsae.casebook.book import Casebook
from chamsae.web import current
from tests.web.conftest import inside, served

WEEKLY = (
    "Harbour Weekly\n2 June 2020\n\nSEOUL — Ok Sun-hui, 42, a nurse, was handed over by Chinese police at Tumen on "
    "4 March 2011. Her sister, Ok Mi-ran, heard nothing since. The Lantern Society sent a letter to the Chinese "
    "foreign ministry for Ok Sun-hui.\n"
)
POST = (
    "River Post\n5 June 2020\n\nSEOUL — Ok Sun-hui, 44, was deported from Tumen on 4 March 2011, her sister Ok Mi-ran "
    "said.\n"
)


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Casebook]:
    with served(tmp_path / "book", WEEKLY, POST) as book:
        named = [one for one in book.link.listed("Ok Sun-hui") if one.entity.kind == "person"]
        if len(named) > 1:
            book.link.must(named[0].entity.id, named[1].entity.id, by="A", why="one woman")
        yield book


@pytest.fixture
def client(told: Casebook) -> Client:
    return inside()


def person(book: Casebook) -> str:
    return f"/people/{book.journeys.find('Ok Sun-hui').id}/"


def page(client: Client, address: str, **query: str) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_a_person_shows_rival_values_side_by_side_with_who_says_so(client: Client, told: Casebook) -> None:
    shown = page(client, person(told))
    assert "sources differ" in shown
    assert "<b>42</b>" in shown and "<b>44</b>" in shown
    assert "sister of Ok Mi-ran" in shown or "brother or sister of Ok Mi-ran" in shown
    assert "Lantern Society" in shown and "<b>letter</b>" in shown


def test_a_value_is_adopted_and_taken_back_on_the_screen(client: Client, told: Casebook) -> None:
    fact = next(one for one in told.cases.person(told.journeys.find("Ok Sun-hui").id).facts if one.field == "age")
    given = {"field": "age", "claim": list(fact.values[1].claims)}
    answer = client.post(f"{person(told)}adopt/", given, follow=True)
    assert "adopted" in answer.content.decode()
    assert client.post(f"{person(told)}adopt/", {"field": "age", "undo": "1"}).status_code == 303
    assert "Adopt this value" in page(client, person(told))
    assert client.post(f"{person(told)}adopt/", {"field": "age"}, follow=True).status_code == 200


def test_events_lead_to_an_event_its_acts_people_and_documents(client: Client, told: Casebook) -> None:
    (event,) = told.cases.events()
    assert f"/events/{event.id}/" in page(client, "/events/")
    shown = page(client, f"/events/{event.id}/")
    assert "Ok Sun-hui" in shown and "Tumen" in shown and "4 March 2011" in shown
    assert event.id in client.get("/events/", {"format": "csv"}).content.decode()


def test_an_act_shows_who_answers_up_to_the_state_and_every_claim(client: Client, told: Casebook) -> None:
    act = next(act for act in told.cases.acts() if act.violation == "handover")
    shown = page(client, f"/acts/{act.id}/")
    assert "China (PRC)" in shown and "border" in shown
    assert "handed over by Chinese police" in shown
    assert client.get("/acts/a-c404-open/").status_code == 404
    assert client.get("/events/e-nothing/").status_code == 404


def test_acts_are_coded_by_two_and_agreement_is_shown(client: Client, told: Casebook) -> None:
    pytest.importorskip("nltk")
    claim = told.coding.next(by="Alice")
    assert claim is not None
    assert "Kinds of violation" in page(client, "/coding/")
    assert client.post(f"/coding/{claim.id}/", {"code": ["handover"]}).status_code == 302
    assert client.post(f"/coding/{claim.id}/", {}, follow=True).status_code == 200
    told.coding.code(claim.id, ["refoulement"], by="Bora", blind=True)
    shown = page(client, "/coding/agreement/")
    assert "Alice" in shown and "Bora" in shown and "forced return" in shown
    assert client.post(f"/coding/{claim.id}/", {"undo": "1"}).status_code == 302
    assert [one.by for one in told.coding.of(claim.id)] == ["Bora"]


def test_a_second_coder_does_not_see_what_the_first_coded(client: Client, told: Casebook) -> None:
    claim = told.coding.next(by="Bora")
    assert claim is not None
    told.coding.code(claim.id, ["handover"], by="Bora", note="at the bridge")
    shown = page(client, "/coding/", **{"as": "second"})
    assert "Bora" not in shown and "at the bridge" not in shown and "second coder" in shown


def test_empty_states_say_what_to_do(client: Client, told: Casebook) -> None:
    other = next(one.entity.id for one in told.link.listed("Ok Mi-ran") if one.entity.kind == "person")
    assert "No act is told of this person" in page(client, f"/people/{other}/")
    assert "Nothing has been coded twice" in page(client, "/coding/agreement/")
    assert "Nothing waits for a second coder" in page(client, "/coding/", **{"as": "second"})


@pytest.mark.parametrize(("language", "words"), [("ko", "사건"), ("zh-hans", "事件")])
def test_the_screens_are_in_three_languages(client: Client, told: Casebook, language: str, words: str) -> None:
    client.cookies["django_language"] = language
    shown = client.get("/events/", headers={"accept-language": language}).content.decode()
    assert words in shown


def test_no_screen_waits_for_acts_that_are_still_worked_out(client: Client, told: Casebook) -> None:
    told.cases.impatient(1)
    assert "Acts are being worked out (0 of " in page(client, "/events/")
    end = time.monotonic() + 60
    while current.work().state().running and time.monotonic() < end:
        time.sleep(0.05)
    assert current.work().state().fault == ""
    assert "Acts are being worked out" not in page(client, "/events/")
    assert told.store.count_coded() > 0
