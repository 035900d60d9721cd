"""One figure on one screen: how many, who says so, and why."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.test import Client

from chamsae.casebook.book import Casebook
from chamsae.model.amount import Comparator
from chamsae.model.check import Check, CheckKind
from chamsae.model.judgement import Verdict
from chamsae.model.settlement import Aside, Ground, Settlement
from chamsae.model.stance import Position, Stance
from tests.web import made

SETTLED = {"low": "501", "high": "620", "reason": "Two counts and a round number agree."}


def page(client: Client, address: str = "/figures/g1/") -> str:
    return client.get(address).content.decode()


def claims(book: Casebook) -> list[str]:
    return [member.claim for member in book.store.group("g1").members]


def test_it_answers_how_many_who_says_so_and_why(client: Client) -> None:
    shown = page(client)
    assert "<h1>501 to 620 people</h1>" in shown
    assert '<p class="why">Between 501 and 620: no one number satisfies all.</p>' in shown
    for who in ("River Watch", "The organisers", "강변가족연대"):
        assert who in shown
    assert "약 600명이 송환되었다고" in shown


def test_claims_are_numbered_like_footnotes_on_one_axis_the_end_of_each_showing_its_comparator(client: Client) -> None:
    shown = page(client)
    rows = re.findall(r'<div class="row .*?<div class="amount">', shown, re.DOTALL)[:4]
    assert [re.findall(r'class="note">(\d+)', row)[0] for row in rows] == ["1", "2", "3", "4"]
    assert ["end ring" in row for row in rows] == [True, True, False, False]  # more than 500, twice
    assert ["tip" in row for row in rows] == [True, True, False, False]
    assert ["halo" in row for row in rows] == [False, False, True, False]  # about 600
    for note, claim in re.findall(r'href="#(c[0-9a-f]+)"><span class="note">(\d+)', shown):
        assert f'id="{note}"' in shown, claim


def test_an_arrow_leads_from_who_said_it_to_who_took_it(client: Client, book: Casebook) -> None:
    lanes = re.findall(r'<div class="gutter">(.*?)</div>', page(client), re.DOTALL)
    first, second = lanes[:2]
    assert "<circle" in first
    assert "<path" in second
    assert not any("<path" in lane for lane in lanes[2:])


def test_a_figure_without_copies_has_no_gutter(client: Client, book: Casebook) -> None:
    group = made.group([])
    alone = [made.figure(next(book.store.documents()), "620", 620, Comparator.EXACT, "The organisers")]
    book.store.add_claims(alone)
    book.store.replace_groups([replace(group, members=made.group(alone).members, origins=1)])
    assert '<svg class="lanes"' not in page(client)
    assert "One source only" in page(client)


def test_what_the_rule_sets_aside_is_greyed_with_its_reason(client: Client, book: Casebook) -> None:
    group = book.store.group("g1")
    about = Aside(claim=claims(book)[3], ground=Ground.ROUNDED, why="it is rounded, beside a number that is more exact")
    book.store.replace_groups([replace(group, aside=(about,))])
    shown = page(client)
    assert shown.count("aside-row") == 1
    assert "it is rounded, beside a number that is more exact" in shown
    unticked = re.findall(rf'value="{about.claim}"( checked)?>', shown)
    assert unticked == [""]


def test_statements_without_a_number_stand_beside_it(client: Client, book: Casebook) -> None:
    statement = claims(book)[0]
    stance = Stance(group="g1", claim=statement, position=Position.DENIES, speaker="The ministry",
                    capacity="spokeswoman", occasion="at a briefing", why="it denies it")  # fmt: skip
    book.store.replace_stances([stance])
    shown = page(client)
    assert "Confirmed and denied, without a number" in shown
    for word in ("The ministry", "spokeswoman", "at a briefing", "denies"):
        assert word in shown


def test_a_denial_that_came_after_the_settlement_is_told_at_its_head(client: Client, book: Casebook) -> None:
    one, *_ = claims(book)
    denied = Stance(group="g1", claim=one, position=Position.DENIES, speaker="The ministry", why="it denies it")
    book.store.replace_stances([denied])
    assert "denied since it was settled" not in page(client)
    entry = Settlement(group="g1", low=500, high=620, claims=tuple(claims(book)), reason="As counted.", by="Alice",
                       at=datetime(2020, 1, 1, tzinfo=UTC))  # fmt: skip
    book.store.add_settlement(entry)
    assert "denied since it was settled" in page(client)


def test_arithmetic_supports_or_names_the_fewest_claims_that_cannot_all_hold(client: Client, book: Casebook) -> None:
    one, two, three, four = claims(book)
    fits = Check(id="k1", kind=CheckKind.PART, holds=True, claims=(one, two), groups=("g1",), why="Part and whole.")
    asks = Check(id="k2", kind=CheckKind.SUM, holds=False, claims=(one, two, four), conflict=(two, four),
                 groups=("g1",), why="620 and 600 cannot both hold.")  # fmt: skip
    book.store.replace_checks([fits, asks])
    shown = page(client)
    section = shown.split('id="sums"')[1].split("</section>")[0]
    assert section.index("cannot all hold") < section.index("fits")
    assert section.count('class="conflicting"') == 2
    assert section.count(f'href="#{two}"') == 2
    assert three not in section


def test_the_origin_graph_is_a_picture_with_a_table_of_the_same_content(client: Client, book: Casebook) -> None:
    graph = book.reconcile.graph("g1")
    for address in ("/figures/g1/", "/figures/g1/origins/"):
        shown = page(client, address)
        assert shown.count('<g class="node') == len(graph.nodes)
        assert shown.count('<g class="tie') - len(set(re.findall(r'<g class="tie (\w+)"><path', shown))) == len(
            graph.ties
        )
        table = shown.split("origins-table")[1]
        for node in graph.nodes:
            assert node.label.replace("=", "=") in table
    rows = client.get("/figures/g1/origins/?format=csv").content.decode("utf-8-sig").splitlines()
    assert len(rows) >= len(graph.nodes) + 1


def test_settling_keeps_the_reason_and_why_others_were_set_aside(client: Client, book: Casebook) -> None:
    one, two, three, four = claims(book)
    given = {**SETTLED, "claims": [one, two], f"why-{four}": "a round number"}
    assert client.post("/figures/g1/settle/", given).status_code == 302
    settled = book.reconcile.standing("g1").settlement
    assert settled is not None
    assert (settled.low, settled.high, settled.by, settled.reason) == (501, 620, "Alice", SETTLED["reason"])
    assert {one.claim: one.why for one in settled.aside}[four] == "a round number"
    assert {one.claim for one in settled.aside} == {three, four}
    shown = page(client)
    assert SETTLED["reason"] in shown
    assert "a round number" in shown
    assert "How it was settled" in shown


def test_a_proposed_ground_left_as_it_is_stays_one_in_every_language(client: Client, book: Casebook) -> None:
    group = book.store.group("g1")
    about = Aside(claim=claims(book)[3], ground=Ground.ROUNDED,
                  why="it is rounded, beside a number that is more exact: 620 (The organisers)")  # fmt: skip
    book.store.replace_groups([replace(group, aside=(about,))])
    client.cookies["chamsae_language"] = "ko"
    (words,) = re.findall(rf'name="why-{about.claim}" value="([^"]+)"', page(client))
    assert "어림수" in words
    given = {**SETTLED, "claims": claims(book)[:3], f"why-{about.claim}": words}
    assert client.post("/figures/g1/settle/", given).status_code == 302
    settled = book.reconcile.standing("g1").settlement
    assert settled is not None
    assert about in settled.aside


def test_a_form_given_back_keeps_what_was_typed(client: Client, book: Casebook) -> None:
    last = claims(book)[3]
    given = {**SETTLED, "reason": "", "low": "77", "claims": claims(book)[:1], f"why-{last}": "a typed reason"}
    shown = client.post("/figures/g1/settle/", given).content.decode()
    assert 'value="77"' in shown
    assert f'name="why-{last}" value="a typed reason"' in shown
    assert shown.count(" checked>") == 1


def test_a_settlement_is_taken_back_with_a_reason_and_stays_in_the_history(client: Client, book: Casebook) -> None:
    client.post("/figures/g1/settle/", {**SETTLED, "claims": claims(book)})
    assert client.post("/figures/g1/withdraw/", {"number": "1", "reason": ""}).status_code == 302
    assert book.reconcile.standing("g1").settlement is not None
    client.post("/figures/g1/withdraw/", {"number": "1", "reason": "A count was misread."})
    assert book.reconcile.standing("g1").settlement is None
    shown = page(client)
    assert "A count was misread." in shown
    assert SETTLED["reason"] in shown
    assert "taken back" in shown
    client.post("/figures/g1/withdraw/", {"number": "2", "reason": "It was read rightly."})
    assert book.reconcile.standing("g1").settlement is not None


def test_what_leaned_on_a_settlement_is_listed(client: Client, book: Casebook) -> None:
    for claim in claims(book):
        book.review.judge(claim, Verdict.ACCEPTED, by="Alice")
    client.post("/figures/g1/settle/", {**SETTLED, "claims": claims(book)})
    client.post("/figures/g1/hand-out/", {"audience": "internal", "form": "svg"})
    assert "What leaned on it" in page(client)


@pytest.mark.parametrize(
    "wrong",
    [
        {"low": "", "high": ""},
        {"low": "9", "high": "3"},
        {"claims": []},
        {"claims": ["c0"]},
        {"reason": ""},
        {"low": "inf"},
        {"low": "abc"},
    ],
)
def test_a_settlement_that_cannot_be_is_given_back(client: Client, book: Casebook, wrong: dict[str, object]) -> None:
    given = {**SETTLED, "claims": claims(book), **wrong}
    assert client.post("/figures/g1/settle/", given).status_code == 422
    assert not list(book.store.settlements())


def test_what_a_claim_counts_is_put_right_and_taken_back(client: Client, book: Casebook) -> None:
    claim = claims(book)[3]
    address = f"/figures/claims/{claim}/"
    assert "What this claim counts" in page(client, address)
    assert client.post(address, {"reason": "the sentence before"}).status_code == 422
    assert client.post(address, {"counted": "cattle", "reason": ""}).status_code == 422
    answer = client.post(address, {"out": "on", "reason": "it counts cattle"})
    assert answer.status_code == 302
    assert claim not in book.store.groups_of([claim])
    assert "it counts cattle" in page(client, address)
    client.post(f"{address}undo/")
    assert book.reconcile.corrections(claim) == {}
    assert claim in book.store.groups_of([claim])


def test_a_correction_of_no_claim_is_a_plain_404(client: Client) -> None:
    assert client.get("/figures/claims/none/").status_code == 404
    assert client.get("/figures/none/").status_code == 404
    assert client.get("/figures/none/origins/").status_code == 404
    assert client.get("/figures/none/hand-out/").status_code == 404


def test_the_claims_of_a_figure_are_taken_away_as_csv(client: Client) -> None:
    table = client.get("/figures/g1/?format=csv").content.decode("utf-8-sig")
    assert "강변가족연대" in table
    assert len(table.splitlines()) == 5


def test_quotes_and_names_keep_their_language(client: Client) -> None:
    shown = page(client)
    assert re.search(r'<blockquote lang="ko">강변가족연대', shown)
    assert re.search(r'<text x="10"[^>]*lang="ko">', shown)


def test_nothing_on_the_screen_needs_a_style_or_script_of_its_own(client: Client) -> None:
    for address in ("/figures/", "/figures/g1/", "/figures/g1/origins/", "/figures/series/", "/figures/g1/hand-out/"):
        shown = page(client, address)
        assert not re.search(r"\sstyle=|<style|\son\w+=|<script(?! )", shown), address
