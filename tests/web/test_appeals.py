"""The register of appeals on the screen."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from chamsae.casebook.book import Casebook
from chamsae.model.appeal import AppealState
from chamsae.model.consent import Answer, Circumstances, Permission, Purpose
from chamsae.model.judgement import Verdict
from chamsae.model.petition import Body, PetitionWritten, Procedure

NEW = {
    "requester": "her sister", "sender": "River Law Desk", "kind": "ministry", "name": "Ministry of Ports",
    "purpose": "name", "reply_days": "30", "asks": "Ask where she is.",
}  # fmt: skip


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def someone(book: Casebook) -> str:
    book.link.run(by="Alice")
    return next(id for id, one in book.link.records().items() if "김선향" in one.names)


def allow(book: Casebook, who: str) -> None:
    book.consent.record(
        who, [Permission(purpose=Purpose.NAME, answer=Answer.YES)],
        Circumstances(risks="Explained.", recipients=("Ministry of Ports",)), by="Alice",
    )  # fmt: skip


def begun(client: Client, book: Casebook) -> tuple[str, str]:
    who = someone(book)
    assert client.post("/appeals/", NEW | {"persons": who}).status_code == 302
    (course,) = book.appeals.all()
    return who, course.appeal.subject


def sent(client: Client, code: str, **told: str) -> int:
    proof = SimpleUploadedFile("영수증.txt", b"receipt 17")
    return client.post(f"/appeals/{code}/step/", {"act": "sent", "proof": proof} | told).status_code


def test_an_empty_register_says_what_to_do(client: Client) -> None:
    assert "No appeals yet" in page(client, "/appeals/")
    assert "Nothing was sent yet" in page(client, "/appeals/rates/")
    assert client.get("/appeals/BTX-KQD-MGR/").status_code == 404


def test_sending_without_consent_is_refused_where_it_was_typed(client: Client, book: Casebook) -> None:
    who, code = begun(client, book)
    shown = page(client, f"/appeals/{code}/")
    assert "It cannot be sent: consent is missing" in shown and "김선향" in shown
    answer = client.post(f"/appeals/{code}/step/", {"act": "checked"})
    assert answer.status_code == 422 and "nobody asked" in answer.content.decode()
    assert sent(client, code) == 422
    assert book.appeals.look(code).steps == ()
    allow(book, who)
    assert client.post(f"/appeals/{code}/step/", {"act": "checked"}).status_code == 302
    assert sent(client, code) == 302
    (_, step) = book.appeals.look(code).steps
    assert book.store.capture(step.proof).name == "영수증.txt"


def test_an_appeal_is_moved_on_shown_with_what_is_due_and_taken_back(client: Client, book: Casebook) -> None:
    who, code = begun(client, book)
    allow(book, who)
    day = book.clock().date() - timedelta(days=33)
    sent(client, code, on=day.isoformat())
    assert "3 days overdue" in page(client, "/appeals/") and "no reply" in page(client, "/appeals/?state=none")
    assert "No appeal is in this state" in page(client, "/appeals/?state=closed")
    step = f"/appeals/{code}/step/"
    client.post(step, {"act": "acknowledged", "reference": "PORTS/5"})
    client.post(step, {"act": "followed_up", "why": "Reminded."})
    claim = next(book.store.claims()).id
    reply = {"act": "replied", "words": "There is no such person.", "who": "Ministry spokesman"}
    assert client.post(step, reply | {"also": "c0"}).status_code == 422
    assert client.post(step, reply | {"also": claim}).status_code == 302
    assert [one.id for one in book.appeals.denials(code)[0].claims] == [claim]
    client.post(step, {"act": "public", "where": "https://ports.example.org/5", "publisher": "addressee"})
    shown = page(client, f"/appeals/{code}/")
    for words in (
        "PORTS/5",
        "Reminded.",
        "There is no such person.",
        "Ministry spokesman",
        "replied after the last day",
    ):
        assert words in shown
    assert "1 of 1 (100%)" in page(client, "/appeals/rates/")
    assert "Ministry of Ports,ministry,1,1,0,1" in page(client, "/appeals/rates/?format=csv")
    assert client.post(step, {"act": "closed", "why": "Answered."}).status_code == 302
    assert "It is closed" in page(client, f"/appeals/{code}/")
    client.post(step, {"undo": book.appeals.look(code).steps[-1].number})
    assert book.appeals.look(code).state is AppealState.PUBLIC
    assert client.post(step, {"act": "lost"}).status_code == 400


def test_an_appeal_without_steps_is_taken_back_whole(client: Client, book: Casebook) -> None:
    _, code = begun(client, book)
    number = book.appeals.look(code).appeal.number
    assert client.post(f"/appeals/{code}/step/", {"undo": number}).url == "/appeals/"  # type: ignore[attr-defined]
    assert book.appeals.all() == []


def test_the_letter_is_drafted_into_one_zip_only_with_consent(client: Client, book: Casebook) -> None:
    who, code = begun(client, book)
    address = f"/appeals/{code}/letter/"
    refused = client.post(address, follow=True)
    assert "nobody asked" in refused.content.decode() and book.appeals.letters.written(code) == []
    allow(book, who)
    book.review.judge_these([one.id for one in book.store.claims()], Verdict.ACCEPTED, by="Alice")
    answer = client.post(address)
    assert answer["Content-Type"] == "application/zip"
    (made,) = book.appeals.letters.written(code)
    with ZipFile(BytesIO(answer.content)) as held:
        assert f"{made.letter}.docx" in held.namelist()
        assert "Ask where she is." in held.read(f"{made.letter}.txt").decode()
    assert made.letter in page(client, f"/appeals/{code}/")


def test_the_calendar_names_nobody_and_its_leaving_is_logged(client: Client, book: Casebook) -> None:
    who, code = begun(client, book)
    allow(book, who)
    sent(client, code)
    client.post("/settings/language/", {"language": "zh-hans"})
    answer = client.get("/appeals/calendar.ics")
    file = answer.content.decode()
    assert answer["Content-Type"].startswith("text/calendar") and f"{code}：答复截止日" in file
    assert not any(one in file for one in (who, "김선향", "Ports", "sister", "River"))
    assert [one.detail["screen"] for one in book.store.log() if one.action == "save"] == ["appeal-calendar"]


def test_written_petitions_are_registered_together(client: Client, book: Casebook) -> None:
    who = someone(book)
    for petition in ("p1", "p2"):
        entry = PetitionWritten(
            subject=who, petition=petition, body=Body.WGAD, states=("cn",), procedure=Procedure.STANDARD, by="Alice",
            at=book.clock(),
        )  # fmt: skip
        book.store.append(entry)
    assert "WGAD" in page(client, "/appeals/")
    both = {"petition": ["p1", "p2"], "requester": "her sister", "sender": "River Law Desk"}
    client.post("/appeals/register/", both | {"sender": ""})
    assert book.appeals.all() == []
    client.post("/appeals/register/", both)
    assert sorted(one.appeal.petition for one in book.appeals.all()) == ["p1", "p2"]
    assert "Written petitions in no appeal" not in page(client, "/appeals/")


def test_what_is_wrong_is_refused_where_it_was_typed(client: Client, book: Casebook) -> None:
    answer = client.post("/appeals/", NEW | {"persons": "n0"})
    assert answer.status_code == 422 and "n0" in answer.content.decode()
    assert client.post("/appeals/", NEW | {"persons": someone(book), "reply_days": "0"}).status_code == 422
    assert 'value="n123"' in page(client, "/appeals/?person=n123")


@pytest.mark.parametrize(("language", "words"), [("ko", "탄원"), ("zh-hans", "呼吁")])
def test_the_screen_is_in_the_readers_language(client: Client, book: Casebook, language: str, words: str) -> None:
    _, code = begun(client, book)
    client.post("/settings/language/", {"language": language})
    for address in ("/appeals/", f"/appeals/{code}/", "/appeals/rates/"):
        assert words in page(client, address)
