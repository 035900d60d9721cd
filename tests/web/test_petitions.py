"""Petitions on the screen: drafts with their evidence, what stands in the way, files, a batch, and the UPR."""

import re
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from django.test import Client

from chamsae.casebook.book import Casebook
from chamsae.model.judgement import Verdict
from chamsae.model.petition import Body, Submitter
from chamsae.web import current
from chamsae.web.jobs import Work
from tests.casebook.returned import allow_all
from tests.web.conftest import inside, served

STORY = (
    "Harbour Weekly\n2 June 2020\n\nSEOUL — Chinese police arrested Ok Sun-hui on 4 March 2011. She was held in "
    "Tumen for about a month.\n\nOn 9 April 2011 Ok Sun-hui was handed over to North Korea in Tumen. "
    "About 40 North Koreans were repatriated in Tumen on 9 April 2011.\n"
)
THREE = (
    "Harbour Weekly\n2 June 2020\n\nSEOUL — Chinese police arrested Ok Sun-hui on 4 March 2011, Maeng Do-hui on "
    "5 March 2011 and Seok Ga-ram on 6 March 2011.\n\nOn 9 April 2011 Ok Sun-hui was handed over to North Korea in "
    "Tumen. Maeng Do-hui was handed over to North Korea in Tumen on 9 April 2011. Seok Ga-ram was handed over to North "
    "Korea in Tumen on 9 April 2011.\n"
)
DESK = Submitter(name="Ida Holm", organisation="River Law Desk", email="desk@example.org", follows_up=True)


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Casebook]:
    with served(tmp_path / "book", STORY) as one:
        one.cases.refresh()
        yield one


def her(book: Casebook) -> str:
    return next(one.id for one in book.store.records() if "Ok Sun-hui" in one.names)


def ready(book: Casebook) -> None:
    """Everything accepted, consent given, somebody submits."""
    book.review.judge_these([claim.id for claim in book.store.claims()], Verdict.ACCEPTED, by="Alice", why="read")
    allow_all(book, her(book))
    book.petitions.keep_submitter(DESK, by="Alice")


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_leads_to_people_and_says_that_nothing_was_written(held: Casebook) -> None:
    page = shown(inside(), "/petitions/")
    assert "Ok Sun-hui" in page and "No petition was written yet" in page and "nobody named yet" in page
    assert "Nobody is called so" in shown(inside(), "/petitions/?q=nowhere")


def test_a_draft_opens_each_sentence_and_names_what_is_missing(held: Casebook) -> None:
    page = shown(inside(), f"/people/{her(held)}/petition/?to=wgad&state=cn&state=kp")
    assert "4 March 2011" in page and "arrested Ok Sun-hui on 4 March 2011" in page
    assert "Consent to a confidential submission to “WGAD”: nobody asked" in page
    assert "claims nobody has accepted" in page and "Required and empty" in page
    assert f'href="/consent/{held.link.entity(her(held)).id}/"' in page
    assert 'href="/petitions/submitter/"' in page and "It can be written once nothing stands in the way" in page


def test_what_no_claim_tells_is_typed_and_taken_back(held: Casebook) -> None:
    client, address = inside(), f"/people/{her(held)}/petition/"
    asked = f"{address}?to=wgad&state=cn"
    client.post(f"{address}answer/", {"material": "warrant", "text": "No warrant was shown.", "back": asked})
    page = shown(client, asked)
    assert "No warrant was shown." in page and "stated by the submitter" in page
    (typed,) = held.petitions.typed(her(held))
    client.post(f"/petitions/answers/{typed.number}/take-back/")
    assert "No warrant was shown." not in shown(client, asked)
    wrong = client.post(f"{address}answer/", {"material": "warrant", "text": "All 40.", "back": asked}, follow=True)
    assert "a number is typed" in wrong.content.decode()


def test_articles_are_unticked_with_a_reason_added_and_brought_back(held: Casebook) -> None:
    client, address = inside(), f"/people/{her(held)}/petition/"
    asked = f"{address}?to=wgad&state=cn&state=kp"
    page = shown(client, asked)
    assert "Articles the petition names" in page and "binding since 3 November 1988" in page
    keys = re.findall(r'name="shown" value="([^"]+)"', page)
    assert len(keys) == len(set(keys)) == page.count('name="ticked"')
    ticks = {"to": "wgad", "shown": keys, "ticked": [one for one in keys if one != "cn|cat|3 (1)"], "back": asked}
    assert "No reason is given" in client.post(f"{address}articles/", ticks, follow=True).content.decode()
    assert held.petitions.articles.chosen(her(held), Body.WGAD, by="Alice") == []
    client.post(f"{address}articles/", {**ticks, "why": "Not needed."})
    (struck,) = held.petitions.articles.chosen(her(held), Body.WGAD, by="Alice")
    assert (struck.treaty, struck.article, struck.why) == ("cat", "3 (1)", "Not needed.")
    page = shown(client, asked)
    assert "struck out" in page and "Not needed." in page
    more = {"to": "wgad", "of": "kp|iccpr", "article": "17", "why": "A search is told.", "back": asked}
    assert "Added" in client.post(f"{address}articles/add/", more, follow=True).content.decode()
    refused = client.post(f"{address}articles/add/", {**more, "of": "kp|cat"}, follow=True).content.decode()
    assert "did not bind the Democratic People" in refused
    both = {**ticks, "shown": [*keys, "kp|iccpr|17"], "ticked": keys}
    assert "2 articles changed" in client.post(f"{address}articles/", both, follow=True).content.decode()
    assert held.petitions.articles.chosen(her(held), Body.WGAD, by="Alice") == []
    assert "Articles the petition names" not in shown(client, f"{address}?to=wgeid&state=cn")


def test_where_no_article_fits_there_is_nothing_to_untick_or_add(held: Casebook) -> None:
    page = shown(inside(), f"/people/{her(held)}/petition/?to=wgad&state=mn")
    assert "No article fits" in page
    assert "Keep these articles" not in page and "Add an article" not in page


def test_who_submits_is_kept_for_every_form(held: Casebook) -> None:
    told = {"name": "Ida Holm", "email": "desk@example.org", "follows_up": "1"}
    inside().post("/petitions/submitter/", told)
    assert held.petitions.submitter() == Submitter(name="Ida Holm", email="desk@example.org", follows_up=True)
    assert "Ida Holm" in shown(inside(), f"/people/{her(held)}/petition/?to=wgeid&state=cn")


def test_a_form_is_saved_and_stands_in_the_register_until_it_was_never_sent(held: Casebook) -> None:
    ready(held)
    client = inside()
    given = {"to": "wgad", "state": ["cn", "kp"], "form": "docx"}
    saved = client.post(f"/people/{her(held)}/petition/write/", given)
    assert saved["Content-Disposition"].endswith('.docx"')
    assert "4 March 2011" in "\n".join(_texts(saved.content))
    (entry,) = held.petitions.register()
    assert entry.petition in shown(client, "/petitions/")
    client.post(f"/petitions/register/{entry.number}/not-sent/", {"why": "the family thought again"})
    assert "No petition was written yet" in shown(client, "/petitions/")


def test_a_form_that_may_not_leave_is_not_saved(held: Casebook) -> None:
    given = {"to": "wgad", "state": ["cn"], "form": "docx"}
    answer = inside().post(f"/people/{her(held)}/petition/write/", given, follow=True)
    assert "nobody asked" in answer.content.decode() and held.petitions.register() == []


def test_a_conflict_blocks_until_a_reason_is_given(held: Casebook) -> None:
    ready(held)
    client, address = inside(), f"/people/{her(held)}/petition/"
    client.post(f"{address}write/", {"to": "wgad", "state": ["cn", "kp"], "form": "docx"})
    asked = f"{address}?to=wgeid&state=cn"
    page = shown(client, asked)
    assert "Before another body already" in page and "not answered" in page and "nobody has said why" in page
    client.post(f"{address}write/", {"to": "wgeid", "state": "cn", "form": "docx"})
    assert len(held.petitions.register()) == 1
    client.post(f"{address}despite/", {"to": "wgeid", "why": "Where she is, is another question.", "back": asked})
    page = shown(client, asked)
    assert "Where she is, is another question." in page and "It may be written" in page
    assert client.post(f"{address}write/", {"to": "wgeid", "state": "cn", "form": "docx"}).status_code == 200
    assert len(held.petitions.register()) == 2


def test_a_batch_names_who_is_refused_and_writes_the_rest(held: Casebook) -> None:
    client = inside()
    event = next(iter(held.store.coded_events())).id
    assert event in shown(client, f"/petitions/batch/?event={event}&to=wgad")
    client.post("/petitions/batch/begin/", {"event": event, "to": "wgad", "do": "look"})
    done()
    page = shown(client, "/petitions/batch/")
    assert "0 forms could be written" in page and "1 person is refused" in page and "nobody asked" in page
    assert f'href="/people/{her(held)}/petition/?to=wgad"' in page
    ready(held)
    client.post("/petitions/batch/begin/", {"event": event, "to": "wgad", "do": "write", "docx": "1"})
    done()
    assert "1 form was written" in shown(client, "/petitions/batch/")
    saved = client.get("/petitions/batch/file/")
    names = {
        one.partition(".")[2] if one.startswith("p") else one for one in ZipFile(BytesIO(saved.content)).namelist()
    }
    assert names == {"docx", "letter.docx", "register.csv"}
    assert len(held.petitions.register()) == 1
    held.withdrawal.take_back(her(held), by="Alice", why="afraid")
    refused = client.get("/petitions/batch/file/", follow=True)
    assert "consent was taken back" in refused.content.decode()
    assert client.get("/petitions/batch/file/").status_code == 404


def test_a_batch_leads_to_the_articles_of_each_person_and_says_what_was_done_to_them(held: Casebook) -> None:
    ready(held)
    client, event = inside(), next(iter(held.store.coded_events())).id
    articles = held.petitions.articles
    struck = articles.offered(her(held), Body.WGAD, by="Alice", states=("cn",))[0]
    articles.strike(her(held), Body.WGAD, *struck.key, why="Not told.", by="Alice")
    gone = articles.add(her(held), Body.WGAD, "kp", "iccpr", "17", why="A search is told.", by="Alice")
    page = looked(client, event, "wgad")
    assert "1 struck out" in page and "1 added" in page
    (address,) = re.findall(r'href="(/people/[^"]+)#articles1"', page)
    assert "to=wgad" in address and "Not told." in shown(client, address.replace("&amp;", "&"))
    held.petitions.take_back(gone.number, by="Alice")
    page = looked(client, event, "wgad")
    assert "1 struck out" in page and "1 added" not in page
    page = looked(client, event, "wgeid")
    assert "1 form could be written" not in page and "#articles1" not in page and "?to=wgeid&amp;state=" in page


def looked(client: Client, event: str, body: str) -> str:
    """The screen of the batch after it was looked who could be written for."""
    client.post("/petitions/batch/begin/", {"event": event, "to": body, "do": "look"})
    done()
    return shown(client, "/petitions/batch/")


def test_a_batch_that_was_stopped_is_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with served(tmp_path / "book", THREE) as book:
        book.cases.refresh()
        ready(book)
        event = next(one for one in book.cases.events() if one.act == "repatriated")
        people = book.petitions.people(event.id)
        assert len(people) == 3
        for one in people:
            allow_all(book, one)
        client, asked = inside(), {"event": event.id, "to": "wgad", "state": "cn", "docx": "1"}
        with monkeypatch.context() as patch:
            patch.setattr(Work, "step", lambda work, name, note="": work.stop())
            client.post("/petitions/batch/begin/", {**asked, "do": "write"})
            done()
        page = shown(client, "/petitions/batch/")
        assert "1 form was written" in page and "Write for the 2 persons who are left" in page
        client.post("/petitions/batch/begin/", {"rest": "1"})
        done()
        page = shown(client, "/petitions/batch/")
        assert "2 forms were written" in page and "who are left" not in page
        assert {one.subject for one in book.petitions.register()} == set(people)
        files = ZipFile(BytesIO(client.get("/petitions/batch/file/").content)).namelist()
        assert [name.rpartition(".")[2] for name in files].count("docx") == 3, "two forms and their letter"


def test_a_submission_to_the_upr_is_kept_counted_brought_back_and_written(held: Casebook) -> None:
    client = inside()
    text = {"state": "cn", "summary": "Returns go on.", "keywords": "forced return", "symbol-0": "A/HRC/1/2, 3.4",
            "text-0": "Stop returns.", "position-0": "noted"}  # fmt: skip
    address = client.post("/petitions/upr/", {**text, "do": "keep"})["Location"]
    assert address == "/petitions/upr/upr-cn-1/"
    page = shown(client, address)
    assert "Returns go on." in page and "2,815" in page and "limit not checked" in page
    part = inside(HTTP_HX_REQUEST="true")
    counted = part.post(address, {**text, "summary": "word " * 3000, "do": "count"}).content.decode()
    assert "words too many" in counted and "<html" not in counted
    assert "a number is typed" in part.post(address, {**text, "summary": "All 40.", "do": "count"}).content.decode()
    assert client.post(address, {**text, "summary": "All 40.", "do": "keep"}).status_code == 422
    client.post(address, {**text, "summary": "Returns ended.", "do": "keep"})
    client.post(f"{address}undo/")
    assert "Returns go on." in shown(client, address)
    saved = client.post(f"{address}write/")
    assert "Returns go on." in "\n".join(_texts(saved.content))
    assert [one.body for one in held.petitions.register()] == ["upr"]
    assert "upr-cn-1" in shown(client, "/petitions/")


def done() -> None:
    """Wait until the work behind the screen has ended."""
    limit = time.monotonic() + 60
    while current.work().state().running:
        assert time.monotonic() < limit
        time.sleep(0.05)


def _texts(data: bytes) -> list[str]:
    document = docx.Document(BytesIO(data))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return [*(one.text for one in document.paragraphs), *cells]
