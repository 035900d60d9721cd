"""The queue on the screen: what is asked first and why, filters, progress, coming back, many at once."""

import re
from dataclasses import replace

import pytest
from django.test import Client

from chamsae.casebook.book import Casebook
from chamsae.model.amount import Comparator
from chamsae.model.claim import Claim, Name, NameType, Speaker, SpeakerKind, settle_id
from chamsae.model.judgement import Judgement, Status, Verdict
from chamsae.model.queue import Asking, Stage
from tests.web import made
from tests.web.conftest import inside


def asked(page: str) -> str:
    found = re.search(r'name="target" value="([^"]+)"', page)
    return found[1] if found else ""


@pytest.fixture
def victim(book: Casebook) -> Claim:
    """A person named as a victim, in the last document."""
    held = list(book.store.documents())[-1]
    name = made.name(held, "김선향")
    claim = settle_id(replace(name, value=Name(text="김선향", type=NameType.PERSON, roles=("victim",))))
    book.store.add_claims([claim])
    return claim


def test_a_named_victim_is_asked_first_and_the_page_says_why(client: Client, victim: Claim) -> None:
    page = client.get("/review/").content.decode()
    assert asked(page) == victim.id
    assert "a mistake here can harm" in page


def test_a_figure_nobody_is_named_for_comes_before_those_with_a_source(client: Client, book: Casebook) -> None:
    held = made.document(book, "Some 70 people were sent back.\n", "nobody.txt", "en")
    one = made.figure(held, "70 people", 70, Comparator.ABOUT, "nobody")
    nobody = settle_id(replace(one, speaker=Speaker(text="the text", kind=SpeakerKind.NARRATOR)))
    book.store.add_claims([nobody])
    page = client.get("/review/").content.decode()
    assert asked(page) == nobody.id
    assert "nobody is named as saying so" in page


def test_reason_language_document_and_kind_narrow_the_queue(client: Client, book: Casebook, victim: Claim) -> None:
    korean = [claim.id for claim in book.store.claims() if claim.document == victim.document]
    assert asked(client.get("/review/?language=ko&kind=figure").content.decode()) in korean
    assert asked(client.get(f"/review/?why={int(Stage.NAMED)}").content.decode()) == victim.id
    first = next(book.store.documents())
    page = client.get(f"/review/?document={first.id}").content.decode()
    assert book.store.claim(asked(page)).document == first.id
    assert "Of one document only" in page
    assert "0 of 2 in this document" in page
    for odd in ("why=99", "why=x", "kind=none", "language=zz", "document=d0", "after=c0"):
        assert client.get(f"/review/?{odd}").status_code == 200
    assert "All of this is answered" in client.get("/review/?language=zz").content.decode()


def test_one_comes_back_to_where_one_stopped_and_can_start_over(client: Client, book: Casebook) -> None:
    first = client.get("/review/?kind=figure").content.decode()
    onward = re.search(r'data-key="j" href="([^"]+)"', first)
    assert onward
    later = asked(client.get(onward[1].replace("&amp;", "&")).content.decode())
    back = client.get("/review/").content.decode()
    assert asked(back) == later != asked(first)
    assert "where you stopped" in back
    book.review.judge(later, Verdict.ACCEPTED, by="Bora")
    assert asked(client.get("/review/").content.decode()) not in {later, asked(first)}, "the next, if it is answered"
    over = client.get("/review/?all=1").content.decode()
    assert asked(over) == asked(first) and "where you stopped" not in over


def test_somebody_else_at_this_browser_starts_at_the_beginning(client: Client) -> None:
    first = asked(client.get("/review/").content.decode())
    client.get(re.sub("&amp;", "&", _later(client.get("/review/?all=1").content.decode())))
    client.post("/settings/", {"person": "Bora", "theme": "system", "keys": "on"})
    assert asked(client.get("/review/").content.decode()) == first


def _later(page: str) -> str:
    found = re.search(r'data-key="j" href="([^"]+)"', page)
    assert found
    return found[1]


def test_a_finished_filter_is_not_come_back_to(client: Client, book: Casebook) -> None:
    client.get("/review/?kind=name")
    for claim in book.store.claims():
        if claim.kind == "name":
            book.review.judge(claim.id, Verdict.ACCEPTED, by="Alice")
    assert asked(client.get("/review/").content.decode())


def test_the_learned_confidence_is_shown_as_such(client: Client, book: Casebook) -> None:
    claim = next(book.store.claims())
    book.store.put_askings([Asking(claim=claim.id, stage=Stage.UNSURE, sure=0.23)])
    page = client.get(f"/review/?claim={claim.id}").content.decode()
    assert "23% sure" in page and "learned from your answers" in page


def test_all_of_a_kind_are_shown_answered_and_taken_back_as_one(client: Client, book: Casebook) -> None:
    first = next(book.store.documents())
    address = f"/review/{first.id}/all/"
    page = client.get(f"{address}?kind=figure&back=/review/").content.decode()
    assert "Accept all 2" in page and "more than 500 people" in page and "620 people" in page
    seen = re.search(r'name="seen" value="([^"]+)"', page)
    assert seen
    given = {"kind": "figure", "verdict": "accepted", "seen": seen[1], "back": "/review/", "why": "read it all"}
    answer = client.post(address, given, follow=True).content.decode()
    assert "2 answers given at once" in answer and "and the others of 2 at once" in answer
    entries = list(book.store.judgements())
    assert {(one.verdict, one.why, one.by) for one in entries} == {(Verdict.ACCEPTED, "read it all", "Alice")}
    assert len({one.batch for one in entries}) == 1
    logged = [entry for entry in book.store.log() if entry.action == "judge_all"]
    assert [(one.subject, one.detail["claims"]) for one in logged] == [(first.id, "2")]
    assert client.post(address, given).status_code == 422, "what was shown is answered by now"
    back = client.post("/undo/", {"back": "/review/"}, follow=True).content.decode()
    assert not book.store.statuses() and "and the others of" not in back
    assert book.doctor.check().sound


def test_many_at_once_refuse_what_cannot_be_said_of_many(client: Client, book: Casebook) -> None:
    first = next(book.store.documents())
    address = f"/review/{first.id}/all/"
    assert client.get(f"{address}?kind=none").status_code == 400
    assert client.get("/review/d0/all/?kind=figure").status_code == 404
    for verdict in ("withheld", "superseded", ""):
        given = {"kind": "figure", "verdict": verdict, "seen": "x"}
        assert client.post(address, given).status_code in (400, 422)
    assert "None of this kind waits" in client.get(f"{address}?kind=time").content.decode()
    assert not list(book.store.judgements())


def test_what_is_read_differently_now_is_asked_with_what_was_judged(client: Client, book: Casebook) -> None:
    old, *_ = book.store.claims()
    book.review.judge(old.id, Verdict.ACCEPTED, by="Alice")
    assert old.speaker
    newer = settle_id(replace(old, supersedes=old.id, speaker=replace(old.speaker, text="Another group")))
    book.store.add_claims([newer])
    book.store.put_askings([Asking(claim=newer.id, stage=Stage.REREAD)])
    book.store.add_judgement(
        Judgement(target=newer.id, verdict=Verdict.SUGGESTED, by="Alice", at=book.clock(), batch="a1")
    )
    page = client.get("/review/").content.decode()
    assert asked(page) == newer.id
    assert "Judged before:" in page and "River Watch" in page and "Another group" in page
    client.post("/answer/", {"target": newer.id, "verdict": "accepted"})
    assert book.store.statuses() == {old.id: Status.REJECTED, newer.id: Status.ACCEPTED}
    client.post("/undo/", {})
    assert book.store.statuses() == {old.id: Status.ACCEPTED, newer.id: Status.SUGGESTED}


def test_a_second_reader_sees_nothing_of_the_first(client: Client, book: Casebook) -> None:
    first, second, *_ = book.store.claims()
    book.review.judge(first.id, Verdict.REJECTED, by="Bora", why="not so at all")
    book.review.judge(second.id, Verdict.ACCEPTED, by="Alice")
    page = client.get("/review/second/").content.decode()
    assert asked(page) == first.id
    for told in ("rejected", "not so at all", "Bora", 'aria-pressed="true"'):
        assert told not in page.replace('value="rejected"', "")
    client.post("/answer/", {"target": first.id, "verdict": "accepted", "blind": "yes"})
    assert "Nothing to read a second time" in client.get("/review/second/").content.decode()
    assert book.store.statuses()[first.id] is Status.DISPUTED
    table = client.get("/review/agreement/").content.decode()
    assert "0 of 1 claim judged twice was answered alike (0%)" in table
    assert "to settle" in table and "not so at all" in table
    assert client.post("/answer/", {"target": first.id, "verdict": "accepted", "blind": "yes"}).status_code == 400


def test_without_second_readers_the_screen_says_what_to_do(client: Client) -> None:
    assert "Nothing has been judged twice" in client.get("/review/agreement/").content.decode()
    assert "Nothing to read a second time" in client.get("/review/second/").content.decode()


def test_the_part_alone_goes_to_htmx(part: Client, book: Casebook) -> None:
    assert part.get("/review/second/").content.lstrip().startswith(b'<div id="review"')
    assert inside().get("/review/second/").content.lstrip().startswith(b"<!doctype")
