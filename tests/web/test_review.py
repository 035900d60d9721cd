import re

from django.test import Client

from chamsae.casebook.book import Casebook
from chamsae.model.amount import Comparator
from chamsae.model.judgement import Verdict
from tests.web import made


def walked(client: Client, address: str, key: str) -> list[str]:
    """The claims asked from an address on, pressing one key."""
    seen = []
    while address:
        page = client.get(address).content.decode()
        found = re.search(r'name="target" value="([^"]+)"', page)
        assert found
        seen.append(found[1])
        onward = re.search(rf'data-key="{key}" href="([^"]+)"', page)
        address = onward[1].replace("&amp;", "&") if onward else ""
    return seen


def test_one_question_at_a_time_with_its_sentence_words_and_reason(client: Client) -> None:
    page = client.get("/review/").content.decode()
    assert page.count('class="question') == 1
    assert "more than 500 people" in page
    assert "according to River Watch" in page
    assert "a number before a noun" in page
    for key in "yenuwj":
        assert f'data-key="{key}"' in page


def test_an_answer_leads_to_the_next_question_and_can_be_taken_back(client: Client, book: Casebook) -> None:
    claims = list(book.store.claims())
    page = client.get("/review/?kind=figure").content.decode()
    onward = re.search(r'name="back" value="(/review/[^"]+after[^"]+)"', page)
    assert onward
    answer = client.post(
        "/answer/",
        {"target": claims[0].id, "verdict": "rejected", "why": "not so", "back": onward[1].replace("&amp;", "&")},
        follow=True,
    )
    assert "620" in answer.content.decode()
    assert "take back" in answer.content.decode()
    judgement = next(iter(book.store.judgements()))
    assert (judgement.verdict, judgement.by, judgement.why) == (Verdict.REJECTED, "Alice", "not so")
    client.post("/undo/", {"back": "/review/"})
    assert not book.store.statuses([claims[0].id])


def test_later_and_previous_go_through_all_that_wait(client: Client, book: Casebook) -> None:
    seen = walked(client, "/review/?kind=figure", "j")
    assert len(seen) == len(set(seen)) == 4
    page = client.get(f"/review/?kind=figure&claim={seen[-1]}").content.decode()
    assert re.search(r'data-key="k" href="[^"]*' + seen[-2], page)


def test_when_all_is_answered_it_says_by_how_many(client: Client, book: Casebook) -> None:
    for claim in book.store.claims():
        book.review.judge(claim.id, Verdict.ACCEPTED, by="Alice")
    book.review.judge("r1", Verdict.CANNOT_TELL, by="Bora")
    page = client.get("/review/").content.decode()
    assert "All read" in page
    assert "6 answers today" in page
    assert "by 2 people" in page


def test_copies_are_judged_side_by_side(client: Client, book: Casebook) -> None:
    page = client.get("/review/?kind=copies").content.decode()
    assert "is a rewrite of" in page
    assert "Passages both have" in page
    client.post("/answer/", {"target": "r1", "verdict": "rejected", "back": "/review/?kind=copies"})
    assert book.store.statuses(["r1"])["r1"] == "rejected"


def test_a_judged_claim_can_be_looked_at_again(client: Client, book: Casebook) -> None:
    claim = next(iter(book.store.claims()))
    book.review.judge(claim.id, Verdict.WITHHELD, by="Alice")
    page = client.get(f"/review/?claim={claim.id}").content.decode()
    assert "withheld" in page
    assert 'aria-pressed="true"' in page


def test_htmx_gets_the_part_alone(part: Client) -> None:
    assert part.get("/review/").content.lstrip().startswith(b'<div id="review"')


def test_a_verdict_that_is_none_and_an_unknown_claim_are_refused(client: Client, book: Casebook) -> None:
    claim = next(iter(book.store.claims())).id
    assert client.post("/answer/", {"target": claim, "verdict": "superseded"}).status_code == 400
    assert client.post("/answer/", {"target": "c0", "verdict": "accepted"}).status_code == 404
    assert client.post("/undo/", {"number": "99"}).status_code == 303
    for back in ("https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"):
        answer = client.post("/answer/", {"target": claim, "verdict": "accepted", "back": back})
        assert answer["Location"] == "/review/"


def test_how_many_people_and_what_was_done_to_them_is_asked_before_durations_and_meals(
    client: Client, book: Casebook
) -> None:
    early = made.document(book, "They waited 11 days. Later 30 people came.\n", "wait.txt", "en")
    of_days = made.figure(early, "11", 11, Comparator.EXACT, "A witness", unit="day", act=None)
    no_act = made.figure(early, "30 people", 30, Comparator.EXACT, "A witness", act=None)
    late = made.document(book, "In all 45 people were sent back.\n", "late.txt", "en")
    matters = made.figure(late, "45 people", 45, Comparator.EXACT, "A witness")
    book.store.add_claims([of_days, no_act, matters])
    asked = walked(client, "/review/?kind=figure", "j")
    assert asked[-3:] == [matters.id, of_days.id, no_act.id]
    assert walked(client, f"/review/?kind=figure&claim={asked[-1]}", "k") == asked[::-1]
    first = client.get(f"/review/?kind=figure&after={no_act.id}").content.decode()
    assert f'name="target" value="{asked[0]}"' in first
    assert "11 days" not in client.get("/").content.decode()


def test_a_part_brings_its_message_along_and_none_is_left_for_a_later_screen(part: Client, book: Casebook) -> None:
    book.review.judge(next(iter(book.store.claims())).id, Verdict.ACCEPTED, by="Alice")
    shown = part.post("/undo/", {"back": "/review/"}, follow=True).content.decode()
    assert re.search(r'id="messages"[^>]*hx-swap-oob="true"[^>]*><p[^>]*>Taken back', shown)
    assert "Taken back" not in part.get("/review/").content.decode()
