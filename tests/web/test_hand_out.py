"""A figure leaves through a release only, as a file that says what stays inside."""

import pytest
from django.test import Client

from chamsae.casebook.book import Casebook
from chamsae.model.judgement import Verdict

ADDRESS = "/figures/g1/hand-out/"


@pytest.fixture
def settled(book: Casebook) -> Casebook:
    members = [member.claim for member in book.store.group("g1").members]
    for claim in members:
        book.review.judge(claim, Verdict.ACCEPTED, by="Alice")
    book.reconcile.settle("g1", 501, 620, members, reason="The counts agree.", by="Alice")
    return book


@pytest.mark.parametrize(("form", "start"), [("svg", b"<svg "), ("png", b"\x89PNG"), ("csv", b"release,")])
def test_the_team_gets_a_file_and_the_log_says_so(client: Client, settled: Casebook, form: str, start: bytes) -> None:
    answer = client.post(ADDRESS, {"audience": "internal", "form": form, "title": "Our count"})
    assert answer.status_code == 200
    assert answer.content.startswith(start)
    assert f'filename="figure-g1-internal.{form}"' in answer["Content-Disposition"]
    assert [entry.action for entry in settled.store.log()][-2:] == ["release", "picture"]


def test_what_was_never_public_does_not_leave_and_the_screen_says_why(client: Client, settled: Casebook) -> None:
    shown = client.get(ADDRESS).content.decode()
    assert "stays inside" in shown
    assert "no consent is recorded for material that was never public" in shown
    answer = client.post(ADDRESS, {"audience": "public"})
    assert answer.status_code == 302 and answer["Location"].startswith("/releases/R-1-")
    assert "Content-Disposition" not in answer
    assert "stays inside" in client.get(answer["Location"]).content.decode()
    (draft,) = settled.release.drafts()
    assert draft.chosen.figures == ("g1",) and not settled.release.published()
    assert client.get(f"{ADDRESS}public.svg").status_code == 403


def test_a_preview_is_not_logged_since_nothing_leaves(client: Client, settled: Casebook) -> None:
    before = settled.store.last_log()
    answer = client.get(f"{ADDRESS}internal.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert b"Preview, not released" in answer.content
    assert "Alice" not in answer.content.decode()
    assert settled.store.last_log() == before


@pytest.mark.parametrize(
    "given", [{"audience": "everyone", "form": "svg"}, {"audience": "internal", "form": "exe"}, {}]
)
def test_odd_wishes_are_refused(client: Client, settled: Casebook, given: dict[str, str]) -> None:
    assert client.post(ADDRESS, given).status_code == 400
    assert client.get(f"{ADDRESS}everyone.svg").status_code == 404
