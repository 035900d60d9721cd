import re
from dataclasses import replace

from django.test import Client

from chamsae.casebook.book import Casebook
from chamsae.model.judgement import Verdict
from chamsae.model.settlement import State


def test_figures_whose_sources_differ_come_first(client: Client) -> None:
    page = client.get("/figures/").content.decode()
    assert "501 to 620 people" in page
    assert "sources differ" in page
    assert "China" in page
    for who in ("River Watch", "The organisers", "강변가족연대"):
        assert who in page
    assert "None of this kind" in client.get("/figures/?show=settled").content.decode()
    assert "501" not in client.get("/figures/?show=all&q=nobody").content.decode().split("<tbody>")[1]


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


def test_an_unknown_figure_is_a_plain_404(client: Client) -> None:
    assert client.get("/figures/none/").status_code == 404


def states(book: Casebook) -> None:
    """Five figures in as many states, and ends."""
    first = book.store.group("g1")
    said = first.members
    book.store.replace_groups([
        replace(first, id="wide", members=said[:1], low=100, high=600, state=State.OPEN),
        replace(first, id="narrow", members=said[1:2], low=590, high=600, state=State.OPEN),
        replace(first, id="again", members=said[3:], low=10, high=11, state=State.REOPENED, contradictory=False),
        replace(first, id="one", members=said[2:3], state=State.PROPOSED, contradictory=False),
    ])  # fmt: skip


def order(client: Client, address: str) -> list[str]:
    return re.findall(r'href="/figures/(\w+)/" data-row', client.get(address).content.decode())


def test_reopened_figures_come_first_then_those_whose_sources_differ_most(client: Client, book: Casebook) -> None:
    states(book)
    assert order(client, "/figures/") == ["again", "wide", "narrow"]
    assert order(client, "/figures/?show=all") == ["again", "wide", "narrow", "one"]
    assert order(client, "/figures/?show=reopened") == ["again"]
    assert order(client, "/figures/?show=single") == ["one"]


def test_each_line_shows_its_claims_as_a_strip_and_who_says_so(client: Client, book: Casebook) -> None:
    states(book)
    page = client.get("/figures/").content.decode()
    assert page.count('class="strip-line"') == 3
    assert page.count('class="end ring"') == 1  # more than 500


def test_figures_are_found_by_who_says_so(client: Client, book: Casebook) -> None:
    states(book)
    assert order(client, "/figures/?show=all&q=organisers") == ["narrow"]
    assert order(client, "/figures/?show=all&q=새벽신문") == ["again"]


def test_origins_are_a_range_where_a_source_is_not_named(client: Client, book: Casebook) -> None:
    group = book.store.group("g1")
    book.store.replace_groups([replace(group, origins=2, origins_most=4)])
    assert "2–4" in client.get("/figures/?show=all").content.decode()
