"""Releases on the screen: begun, checked, looked at, signed, let out."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from django.utils.translation import override

from chamsae.casebook.book import Casebook
from chamsae.model.releasing import Remark
from chamsae.web.release_labels import REMARK

GIVEN = {"title": "Yearly report", "audience": "public", "recipient": "", "language": "en", "tables": ["years"],
         "cases": "", "documents": ""}  # fmt: skip


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def begun(client: Client) -> str:
    answer = client.post("/releases/", GIVEN)
    assert answer.status_code == 302
    return answer["Location"]


def test_an_empty_screen_says_what_to_do(client: Client) -> None:
    assert "Nothing has been released yet" in page(client, "/releases/")


def test_a_draft_shows_what_fails_and_what_it_would_take(client: Client, book: Casebook) -> None:
    shown = page(client, begun(client))
    assert "failed" in shown and "Sign a checkpoint on the Log screen" in shown and "Let it out" not in shown
    assert "Yearly report" in page(client, "/releases/")


def test_a_draft_is_looked_at_signed_and_let_out(client: Client, book: Casebook) -> None:
    book.log.checkpoint(by="Alice")
    address = begun(client)
    shown = page(client, address)
    assert "I have looked at it: sign" in shown
    content = shown.split('name="content" value="')[1].split('"')[0]
    look = client.get(f"{address}file/index.html")
    assert look.status_code == 200 and look["Content-Security-Policy"] == "sandbox"
    assert "Content-Disposition" not in look and b"Yearly report" in look.content
    client.post(f"{address}sign/", {"content": "p0"})
    assert "Let it out" not in page(client, address)
    client.post(f"{address}sign/", {"content": content})
    assert "Let it out" in page(client, address)
    client.post(f"{address}out/")
    left = page(client, address)
    assert "Left on" in left and "There is no other yet" in left
    saved = client.get(f"{address}file/data/table-1.csv?save=1")
    assert "attachment" in saved["Content-Disposition"]
    assert [one.action for one in book.store.log()][-2:] == ["release", "report"]
    assert client.get(f"{address}file/none.html").status_code == 404
    assert b"table-1.html" in client.get(f"{address}file/ko/index.html").content
    whole = client.post(f"{address}edition/")
    assert whole["Content-Type"] == "application/zip" and 'filename="R-' in whole["Content-Disposition"]
    with ZipFile(BytesIO(whole.content)) as packed:
        assert {"index.html", "en/report.pdf", "ko/report.docx", "zh/table-1.html"} <= {*packed.namelist()}
    second = begun(client)
    assert second != address
    (one,) = book.release.published()
    assert one.package.id in left
    client.post(f"{second}drop/")
    assert book.release.drafts() == []


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "no signed checkpoint covers"), ("ko", "서명된 검사점이 없음"), ("zh-hans", "没有签名的检查点")],
)
def test_the_checklist_speaks_the_language_of_the_reader(client: Client, language: str, said: str) -> None:
    address = begun(client)
    client.cookies["chamsae_language"] = language
    assert said in page(client, address)


def test_every_remark_of_the_checklist_has_its_words() -> None:
    assert REMARK.keys() == set(Remark)
    with override("en"):
        assert all(str(words) == remark.value for remark, words in REMARK.items())


def test_what_cannot_be_released_is_said_in_the_form(client: Client) -> None:
    wrong: tuple[dict[str, object], ...] = (
        {"tables": []},
        {"audience": "confidential"},
        {"documents": "d0"},
        {"cases": "n0"},
        {"title": ""},
    )
    for other in wrong:
        assert client.post("/releases/", GIVEN | other).status_code == 422
    assert client.get("/releases/R-0/").status_code == 404
