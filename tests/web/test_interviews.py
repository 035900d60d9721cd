"""Interviews on the screen: consent first, the account kept, its claims beside its words, versions."""

import json
import re
from datetime import date

import pytest
from django.test import Client

from chamsae.casebook.book import Casebook
from chamsae.model.consent import Answer, Decision, Purpose, permitted
from chamsae.model.interview import Basis, Stage, Voice

RISKS = {"risks": "The ministry could learn of it.", "form": "oral", "giver": "self", "language": "en"}
TOLD = "I was arrested in Yanji on 13 October 2010. I heard from my aunt that two women were sent back in 2012."


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def begun(client: Client, book: Casebook) -> str:
    assert client.post("/interviews/begin/", {"language": "en"}).status_code == 302
    return book.interviews.all()[0].interview.subject


def consented(client: Client, book: Casebook) -> str:
    id = begun(client, book)
    assert client.post(f"/interviews/{id}/consent/", RISKS | {"may_aggregate": "yes"}).status_code == 302
    return id


def row(text: str, voice: str = "witness", at: str = "") -> dict[str, str]:
    return {"voice": voice, "language": "", "at": at, "text": text}


def kept(client: Client, id: str, base: int, *rows: dict[str, str]) -> tuple[int, dict[str, object]]:
    sent = {"base": str(base), "passages": json.dumps(rows)}
    answer = client.post(f"/interviews/{id}/write/", sent, HTTP_ACCEPT="application/json")
    return answer.status_code, answer.json() if answer["Content-Type"] == "application/json" else {}


def test_an_empty_list_says_how_to_begin(client: Client) -> None:
    assert "No interviews yet" in page(client, "/interviews/")


def test_the_form_to_tell_is_shown_only_once_consent_stands(client: Client, book: Casebook) -> None:
    id = begun(client, book)
    shown = page(client, f"/interviews/{id}/")
    assert "Ask first" in shown and 'id="telling"' not in shown
    assert kept(client, id, 0, row("too early"))[0] == 400
    assert client.post(f"/interviews/{id}/consent/", {**RISKS, "risks": ""}).status_code == 422
    client.post(f"/interviews/{id}/consent/", RISKS | {"may_un_confidential": "no", "may_aggregate": "yes"})
    assert 'id="telling"' in page(client, f"/interviews/{id}/")
    (consent,) = book.interviews.consents(book.interviews.one(id).interview.witness)
    told = permitted([consent], date(2026, 1, 1))
    assert told[Purpose.AGGREGATE] is Answer.YES
    assert told[Purpose.UN_CONFIDENTIAL] is Answer.NO
    assert told[Purpose.NAME] is Answer.UNKNOWN


def test_a_refusal_is_recorded_and_nothing_else(client: Client, book: Casebook) -> None:
    id = begun(client, book)
    client.post(f"/interviews/{id}/consent/", {"do": "refused"})
    assert book.interviews.one(id).stage is Stage.REFUSED
    assert "The witness refused" in page(client, f"/interviews/{id}/")


def test_without_script_an_account_is_written_with_buttons_and_finished(client: Client, book: Casebook) -> None:
    id = consented(client, book)
    rows = {"voice": ["question", "witness"], "language": ["", ""], "at": ["", "1:05"], "text": ["What then?", TOLD]}
    answer = client.post(f"/interviews/{id}/write/", {"base": "0", "do": "note", **rows})
    assert answer["Location"] == f"/interviews/{id}/?add=note#last"
    draft = book.interviews.draft(id)
    assert draft and [(one.voice, one.at) for one in draft.passages] == [(Voice.QUESTION, None), (Voice.WITNESS, 65)]
    assert page(client, f"/interviews/{id}/?add=note").count('name="text"') == 4  # two, a new one, the template
    answer = client.post(f"/interviews/{id}/write/", {"base": "1", "do": "finish", **rows})
    assert answer["Location"] == f"/interviews/{id}/acts/"
    assert book.interviews.one(id).stage is Stage.FINISHED


def test_what_another_tab_wrote_is_shown_and_not_overwritten(client: Client, book: Casebook) -> None:
    id = consented(client, book)
    assert kept(client, id, 0, row("one"))[0] == 200
    status, theirs = kept(client, id, 0, row("two"))
    assert (status, theirs["version"]) == (409, 1)
    rows = {"base": "0", "voice": "witness", "language": "", "at": "", "text": "two"}
    clash = client.post(f"/interviews/{id}/write/", rows)
    assert clash.status_code == 409
    assert "Two versions of this account" in clash.content.decode() and "two" in clash.content.decode()
    client.post(f"/interviews/{id}/write/", rows | {"do": "both"})
    draft = book.interviews.draft(id)
    assert draft and [one.text for one in draft.passages] == ["two", "one"]


@pytest.mark.parametrize("sent", ["{", "[1]", '[{"voice": "devil", "text": "x"}]'])
def test_what_is_no_account_is_refused(client: Client, book: Casebook, sent: str) -> None:
    id = consented(client, book)
    answer = client.post(f"/interviews/{id}/write/", {"base": "0", "passages": sent}, HTTP_ACCEPT="application/json")
    assert answer.status_code == 400
    assert book.interviews.draft(id) is None


def finished(client: Client, book: Casebook) -> str:
    id = consented(client, book)
    kept(client, id, 0, row(TOLD), row("She wept.", "note"))
    client.post(f"/interviews/{id}/write/", {"base": "1", "do": "finish", "passages": json.dumps([row(TOLD)])})
    return id


def test_claims_stand_beside_the_words_with_how_the_witness_knows(client: Client, book: Casebook) -> None:
    id = finished(client, book)
    shown = page(client, f"/interviews/{id}/acts/")
    assert "<mark" in shown and 'data-key="y"' in shown
    account = book.interviews.one(id).versions[-1]
    claim = next(one for one in book.interviews.accounts.claims(account) if "aunt" in one.quote.exact)
    shown = page(client, f"/interviews/{id}/acts/?claim={claim.id}")
    assert "heard it" in shown and "my aunt" in shown
    client.post(f"/claims/{claim.id}/know/", {"basis": "saw", "back": f"/interviews/{id}/acts/"})
    known = book.interviews.accounts.knowing(account, claim)
    assert known.basis is Basis.SAW and known.entry
    client.post(f"/claims/{claim.id}/know/", {"undo": known.entry.number})
    assert book.interviews.accounts.knowing(account, claim).basis is Basis.HEARD
    assert client.post(f"/claims/{claim.id}/know/", {"basis": "guessed"}).status_code == 400


def test_versions_show_what_is_said_no_longer_and_what_is_new(client: Client, book: Casebook) -> None:
    id = finished(client, book)
    assert "There is one version only" in page(client, f"/interviews/{id}/versions/")
    client.post(f"/interviews/{id}/revise/")
    later = [row("I was arrested in Yanji on 13 October 2010. I was released in May 2011.")]
    client.post(f"/interviews/{id}/write/", {"base": "1", "do": "finish", "passages": json.dumps(later)})
    shown = page(client, f"/interviews/{id}/versions/")
    assert re.search(r"<del>[^<]*my aunt", shown) and re.search(r"<ins>[^<]*released", shown)


def test_consent_taken_back_and_a_draft_thrown_away(client: Client, book: Casebook) -> None:
    id = consented(client, book)
    kept(client, id, 0, row("half"))
    client.post(f"/interviews/{id}/discard/")
    assert "Thrown away" in page(client, f"/interviews/{id}/")
    other = finished(client, book)
    client.post(f"/interviews/{other}/withdraw/", {"why": "Afraid."})
    held = book.interviews.one(other)
    assert held.consent and held.consent.decision is Decision.WITHDRAWN
    assert "Consent was taken back" in page(client, f"/interviews/{other}/")


def test_what_is_not_there_is_not_found(client: Client, book: Casebook) -> None:
    id = consented(client, book)
    for address in ("/interviews/i0/", f"/interviews/{id}/acts/", f"/interviews/{id}/versions/"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize(("language", "words"), [("ko", "면담"), ("zh-hans", "访谈")])
def test_screens_are_in_the_readers_language(client: Client, book: Casebook, language: str, words: str) -> None:
    id = finished(client, book)
    client.post("/settings/language/", {"language": language})
    for address in ("/interviews/", f"/interviews/{id}/", f"/interviews/{id}/acts/", f"/interviews/{id}/versions/"):
        assert words in page(client, address)
