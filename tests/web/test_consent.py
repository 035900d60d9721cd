"""Consent on the screen: why something may be used or not, giving, changing, taking back, and what cannot be undone."""

import pytest
from django.test import Client

from chamsae.casebook.book import Casebook
from chamsae.model.consent import Answer, Purpose
from chamsae.model.interview import Draft, Passage, Stage, Voice

ACCOUNT = "저는 2011년 3월 3일 투먼에서 북송되었습니다. 감방에 20명이 있었습니다."
GIVEN = {
    "do": "given", "risks": "The ministry could learn of it.", "form": "oral", "giver": "self", "language": "ko",
    "extent": "whole", "may_un_confidential": "yes", "may_name": "no", "recipients": "WGEID",
}  # fmt: skip


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    return answer.content.decode()


@pytest.fixture
def witness(book: Casebook) -> str:
    return book.interviews.begin(language="ko", by="Alice").witness


def told(book: Casebook, client: Client, witness: str) -> str:
    """The witness's account, finished; the interview."""
    interview = next(one.interview.subject for one in book.interviews.all() if one.interview.witness == witness)
    client.post(f"/consent/{witness}/record/", GIVEN)
    kept = book.interviews.save(interview, [Passage(voice=Voice.WITNESS, text=ACCOUNT)], base=0, by="Alice")
    assert isinstance(kept, Draft)
    book.interviews.finish(interview, by="Alice")
    return interview


def test_the_list_is_empty_first_and_opens_anybody_by_code(client: Client, witness: str) -> None:
    shown = page(client, "/consent/")
    assert "Nobody was asked yet" in shown and "Nobody is due" in shown
    assert client.get("/consent/", {"person": witness})["Location"] == f"/consent/{witness}/"
    assert client.get("/consent/W-NOBODY/").status_code == 404


def test_what_may_be_done_is_said_with_the_reason_before_and_after_it_was_asked(client: Client, witness: str) -> None:
    assert "Nobody asked this person yet" in page(client, f"/consent/{witness}/")
    assert "nobody asked" in page(client, f"/consent/{witness}/")
    assert client.post(f"/consent/{witness}/record/", GIVEN).status_code == 302
    shown = page(client, f"/consent/{witness}/")
    assert "WGEID" in shown and "the answer was no" in shown and "it was not answered" in shown
    assert witness in page(client, "/consent/")


def test_without_the_risks_nothing_is_written_and_what_was_typed_stays(
    client: Client, book: Casebook, witness: str
) -> None:
    answer = client.post(f"/consent/{witness}/record/", GIVEN | {"risks": "", "conditions": "in winter only"})
    assert answer.status_code == 422 and "in winter only" in answer.content.decode()
    assert book.consent.of(witness) == []


def test_a_slip_is_taken_back_and_a_part_answers_only_what_it_names(
    client: Client, book: Casebook, witness: str
) -> None:
    client.post(f"/consent/{witness}/record/", GIVEN)
    client.post(
        f"/consent/{witness}/record/", {**GIVEN, "extent": "part", "may_un_confidential": "", "may_tracing": "yes"}
    )
    answers = book.consent.answers(witness)
    assert (answers[Purpose.TRACING], answers[Purpose.UN_CONFIDENTIAL]) == (Answer.YES, Answer.YES)
    client.post(f"/consent/entries/{book.consent.of(witness)[-1].number}/undo/")
    assert book.consent.answers(witness)[Purpose.TRACING] is Answer.UNKNOWN
    client.post(f"/consent/{witness}/record/", {"do": "refused"})
    assert "consent was refused" in page(client, f"/consent/{witness}/")


def test_taking_back_is_explained_acts_at_once_and_lists_what_left(
    client: Client, book: Casebook, witness: str
) -> None:
    interview = told(book, client, witness)
    shown = page(client, f"/consent/{witness}/")
    assert "At once every answer is no" in shown and "Nothing that tells of this person has left" in shown
    client.post(f"/consent/{witness}/withdraw/", {"why": "언니 한여울이 걱정된다"})
    assert book.interviews.one(interview).stage is Stage.WITHDRAWN
    after = page(client, f"/consent/{witness}/")
    assert "consent was taken back" in after and "한여울" not in after


def test_what_cannot_be_undone_needs_the_code_typed_and_a_reason(client: Client, book: Casebook, witness: str) -> None:
    interview = told(book, client, witness)
    for typed, why in (("", "asked"), ("W-OTHER", "asked"), (witness, " ")):
        client.post(f"/consent/{witness}/remedy/", {"do": "destroy", "typed": typed, "why": why})
        assert book.interviews.one(interview).versions[0].passages
    client.post(f"/consent/{witness}/remedy/", {"do": "restrict", "why": "while she decides"})
    assert book.interviews.one(interview).versions[0].passages
    client.post(f"/consent/{witness}/remedy/", {"do": "destroy", "typed": witness, "why": "she asked for it"})
    assert book.interviews.one(interview).versions[0].passages == ()
    assert (
        "Erased" in page(client, f"/consent/{witness}/") and client.get(f"/interviews/{interview}/").status_code == 200
    )
    assert client.get(f"/interviews/{interview}/versions/").status_code == 200
    assert client.get(f"/interviews/{interview}/acts/").status_code == 200


def test_a_witness_is_tied_to_a_record_and_untied(client: Client, book: Casebook, witness: str) -> None:
    book.link.run(by="Alice")
    record = next(one.id for one in book.link.entities() if one.kind.value == "person")
    assert f"/consent/{record}/" in page(client, f"/people/{record}/")
    client.post(f"/consent/{witness}/tie/", {"do": "tie", "record": record, "why": "she told us"})
    assert record in book.consent.ids(witness) and witness in page(client, f"/consent/{record}/")
    client.post(f"/consent/{witness}/tie/", {"do": "untie"})
    assert book.consent.ids(witness) == (witness,)


@pytest.mark.parametrize(("language", "words"), [("ko", "동의"), ("zh-hans", "同意")])
def test_the_screens_speak_the_reader_s_language(client: Client, witness: str, language: str, words: str) -> None:
    client.post("/settings/language/", {"language": language})
    for address in ("/consent/", f"/consent/{witness}/", "/vault/", f"/vault/{witness}/"):
        assert words in page(client, address)
