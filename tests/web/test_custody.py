"""Head counts, persons at risk and tracing requests on the screen."""

from datetime import timedelta

import pytest
from django.test import Client

from chamsae.casebook.book import Casebook
from chamsae.model.watch import Danger, Fate

COUNT = {
    "place": "Baishan detention centre", "day": "2026-03-03", "number": "20", "comparator": "exact",
    "movement": "held", "who": "a released woman", "basis": "saw", "remark": "",
}  # fmt: skip


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_empty_screens_say_what_to_do(client: Client) -> None:
    assert "No head counts yet" in page(client, "/custody/")
    assert "Nobody is marked as at risk" in page(client, "/risks/")
    assert "No requests yet" in page(client, "/tracing/")


def test_a_count_is_written_down_shown_with_its_change_and_taken_back(client: Client, book: Casebook) -> None:
    client.post("/custody/", COUNT)
    client.post("/custody/", COUNT | {"day": "2026-04-20", "number": "13"})
    shown = page(client, "/custody/")
    assert "Baishan detention centre" in shown and "−7" in shown and "a released woman" in shown
    assert "20,20" in page(client, "/custody/?format=csv")
    (held,) = book.custody.now()
    client.post(f"/custody/{held.last[0].entry}/undo/")
    assert "−7" not in page(client, "/custody/")
    assert client.post("/custody/", COUNT | {"day": "2999-01-01"}).status_code == 422


def someone(book: Casebook) -> str:
    book.link.run(by="Alice")
    return next(id for id, one in book.link.records().items() if one.kind == "person")


def test_a_person_at_risk_is_listed_with_what_is_due_and_in_the_calendar(client: Client, book: Casebook) -> None:
    id = someone(book)
    due = (book.clock() - timedelta(days=3)).date().isoformat()
    given = {"subject": id, "level": "high", "why": "Held at the border.", "next_review": due}
    assert client.post("/risks/", given).status_code == 302
    assert "3 days overdue" in page(client, "/risks/")
    file = client.get("/risks/calendar.ics")
    assert file["Content-Type"].startswith("text/calendar")
    assert due.replace("-", "") in file.content.decode() and "김선향" not in file.content.decode()
    (one,) = book.risks.all()
    assert one.review.level is Danger.HIGH
    client.post(f"/risks/{one.review.number}/undo/")
    assert book.risks.all() == []
    assert client.post("/risks/", given | {"subject": "n0"}).status_code == 422
    assert f'value="{id}"' in page(client, f"/risks/?person={id}")


def test_a_request_shows_rival_news_and_offers_matches(client: Client, book: Casebook) -> None:
    client.post("/tracing/", {"sought": "김선향", "seeker": "her sister", "share": "unknown"})
    (case,) = book.tracing.all()
    id = case.request.subject
    assert "has not been looked through" in page(client, f"/tracing/{id}/")
    for fate, words in (("dead", "She died in Kaechon."), ("alive", "I met her in Musan.")):
        client.post(f"/tracing/{id}/news/", {"fate": fate, "words": words, "who": "a trader", "basis": "heard"})
    shown = page(client, f"/tracing/{id}/")
    assert "contradict each other" in shown and "I met her in Musan." in shown
    client.post(f"/tracing/{id}/compare/")
    assert "likely one" in page(client, f"/tracing/{id}/")
    (match,) = book.tracing.matches(id) or []
    client.post(f"/tracing/{id}/step/", {"step": "dismissed", "record": match.record.id, "why": "Another age."})
    assert "dismissed" in page(client, f"/tracing/{id}/")
    client.post(f"/tracing/{id}/step/", {"step": "closed", "why": "The family asked."})
    assert not book.tracing.all()[0].is_open
    news = book.tracing.look(id, by="Alice").reports[0].news
    client.post(f"/tracing/{id}/news/", {"undo": news.number})
    assert book.tracing.look(id, by="Alice").fates == {Fate.ALIVE}
    steps = book.tracing.look(id, by="Alice").steps
    client.post(f"/tracing/{id}/step/", {"undo": steps[-1].number})
    assert book.tracing.all()[0].is_open


def test_what_is_wrong_is_refused_where_it_was_typed(client: Client, book: Casebook) -> None:
    assert client.post("/tracing/", {"sought": "", "seeker": "x", "share": "yes"}).status_code == 422
    client.post("/tracing/", {"sought": "김선향", "seeker": "her sister", "share": "yes"})
    id = book.tracing.all()[0].request.subject
    assert client.post(f"/tracing/{id}/news/", {"fate": "dead", "words": "", "who": ""}).status_code == 422
    assert client.post(f"/tracing/{id}/step/", {"step": "lost"}).status_code == 400
    assert client.get("/tracing/t0/").status_code == 404
    client.post(f"/tracing/{id}/step/", {"step": "told", "why": "They asked."})
    assert book.tracing.look(id, by="Alice").steps == ()


@pytest.mark.parametrize(("language", "words"), [("ko", "지금 구금된 사람들"), ("zh-hans", "目前在押")])
def test_screens_are_in_the_readers_language(client: Client, language: str, words: str) -> None:
    client.post("/settings/language/", {"language": language})
    assert words in page(client, "/custody/")
    assert client.get("/risks/").status_code == client.get("/tracing/").status_code == 200
