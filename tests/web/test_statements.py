"""The register of statements on the screen: filters, table, translations written and taken back."""

import csv
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.test import Client

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.web import current
from chamsae.web.serve import prepare
from tests.web.conftest import inside

NEWS = (
    "Northern Light News\nPublished: 16 October 2023\n\n"
    "Some 300 North Koreans were repatriated from China on 11 October, activists say. China's foreign ministry"
    " spokesperson Mao Ning told a regular press conference on 13 October that there are no so-called defectors in"
    " China. “They were beaten on the bridge,” said Han Bora, who saw it.\n"
)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Casebook]:
    with chamsae.init(tmp_path / "book") as one:
        one.archive.add_bytes(BytesIO(NEWS.encode()), "news.txt", by="Alice")
        one.read.run(by="Alice")
        prepare(one, person="Alice")
        yield one
        current.release()


def page(client: Client, address: str = "/statements/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_statement_stands_with_who_says_it_where_and_what_it_does_to_the_figure(client: Client) -> None:
    shown = page(client)
    for words in ("Mao Ning", "foreign ministry spokesperson", "told a regular press conference", "13 Oct", "denies"):
        assert words in shown
    assert "Ministry of Foreign Affairs of China" in shown
    assert 'lang="en"' in shown


def test_filters_leave_out_the_others_and_say_when_nothing_fits(client: Client) -> None:
    china = page(client, "/statements/?government=cn")
    assert "Mao Ning" in china
    assert "Han Bora" not in china
    assert "Mao Ning" not in page(client, "/statements/?government=none")
    assert "No statement fits" in page(client, "/statements/?since=2031-01-01")
    assert "Mao Ning" in page(client, "/statements/?since=nonsense&page=99")
    assert "Mao Ning" in page(client, "/statements/?topic=status")


def test_the_register_can_be_taken_away_as_it_is_filtered(client: Client) -> None:
    answer = client.get("/statements/?government=cn&format=csv")
    rows = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["speaker"] for row in rows] == ["Mao Ning"]


def test_a_translation_is_written_down_and_taken_back(client: Client, book: Casebook) -> None:
    (said,) = book.statements.register(government="cn")
    given = {"language": "ko", "text": "이른바 탈북자는 없다", "asked": "government=cn"}
    answer = client.post(f"/statements/{said.claim}/translate/", given)
    assert answer.status_code == 302
    assert answer["Location"] == "/statements/?government=cn"
    assert "이른바 탈북자는 없다" in page(client)
    assert client.post("/statements/translations/1/take-back/").status_code == 302
    assert "이른바 탈북자는 없다" not in page(client)


def test_an_empty_translation_and_one_of_nothing_are_refused(client: Client, book: Casebook) -> None:
    (said,) = book.statements.register(government="cn")
    assert client.post(f"/statements/{said.claim}/translate/", {"language": "ko", "text": " "}).status_code == 302
    assert list(book.store.translations()) == []
    assert client.post("/statements/c0/translate/", {"language": "ko", "text": "x"}).status_code == 404
    assert client.post("/statements/translations/9/take-back/").status_code == 404


@pytest.mark.parametrize("language", ["ko", "zh-hans"])
def test_the_names_of_bodies_and_topics_are_in_the_readers_language(client: Client, language: str) -> None:
    client.post("/settings/language/", {"language": language})
    shown = page(client)
    assert {"ko": "중국 외교부", "zh-hans": "中国外交部"}[language] in shown


def test_without_statements_the_screen_says_what_to_do(tmp_path: Path) -> None:
    with chamsae.init(tmp_path / "empty") as one:
        prepare(one, person="Alice")
        assert "No statements yet" in page(inside())
        current.release()
