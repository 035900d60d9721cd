import re

from django.test import Client

from chamsae.casebook.book import Casebook
from chamsae.model.judgement import Verdict


def test_figures_whose_sources_differ_come_first(client: Client) -> None:
    page = client.get("/figures/").content.decode()
    assert "501 to 620 people" in page
    assert "sources differ" in page
    assert "China" in page
    assert "None of this kind" in client.get("/figures/?show=settled").content.decode()
    assert "501" not in client.get("/figures/?show=all&q=nobody").content.decode().split("<tbody>")[1]


def test_a_figure_draws_each_claim_and_ties_copies_to_what_they_copy(client: Client) -> None:
    page = client.get("/figures/g1/").content.decode()
    assert len(re.findall(r'<div class="row[ "]', page)) == 5
    assert page.count("repeats it:") == 1
    assert page.count('class="end ring"') == 3  # two claims of "more than", and the legend
    assert page.count('class="tip"') == 3
    assert "강변가족연대" in page
    assert 'lang="ko"' in page


def test_settling_keeps_the_reason_and_what_was_set_aside(client: Client, book: Casebook) -> None:
    claims = [member.claim for member in book.store.group("g1").members]
    answer = client.post(
        "/figures/g1/settle/", {"low": "501", "high": "620", "claims": claims[:2], "reason": "counted"}
    )
    assert answer.status_code == 302
    settled = list(book.store.settlements(group="g1"))[-1]
    assert (settled.low, settled.high, settled.by, settled.reason) == (501, 620, "Alice", "counted")
    assert {one.claim for one in settled.aside} == set(claims[2:])
    page = client.get("/figures/g1/").content.decode()
    assert "How it was settled" in page
    assert "settled" in client.get("/figures/?show=settled").content.decode()


def test_a_settlement_that_cannot_be_is_given_back(client: Client, book: Casebook) -> None:
    claims = [member.claim for member in book.store.group("g1").members]
    wrongs: tuple[dict[str, object], ...] = (
        {"low": "", "high": ""},
        {"low": "9", "high": "3"},
        {"claims": []},
        {"claims": ["c0"]},
        {"reason": ""},
        {"low": "inf"},
        {"low": "abc"},
    )
    for wrong in wrongs:
        given = {"low": "501", "high": "620", "claims": claims, "reason": "so", **wrong}
        assert client.post("/figures/g1/settle/", given).status_code == 422, wrong
    assert not list(book.store.settlements())


def test_a_rejected_claim_leaves_its_figure_when_the_figures_are_next_looked_at(client: Client, book: Casebook) -> None:
    book.reconcile.run(by="Alice")
    before = max(book.store.groups(), key=lambda group: len(group.members))
    claim = before.members[0].claim
    book.review.judge(claim, Verdict.REJECTED, by="Alice")
    client.get("/figures/")
    assert claim not in {member.claim for group in book.store.groups() for member in group.members}
    book.review.undo(by="Alice")
    client.get("/figures/")
    assert claim in {member.claim for group in book.store.groups() for member in group.members}


def test_figures_are_taken_away_as_csv(client: Client) -> None:
    assert "501 to 620 people" in client.get("/figures/?format=csv").content.decode("utf-8-sig")
    assert "강변가족연대" in client.get("/figures/g1/?format=csv").content.decode("utf-8-sig")


def test_an_unknown_figure_is_a_plain_404(client: Client) -> None:
    assert client.get("/figures/none/").status_code == 404
