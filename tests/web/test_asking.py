"""The button that asks a language model: there only where one is set, and it says where the text would go."""

import time
from dataclasses import replace

import pytest
from django.test import Client

from chamsae.casebook.asking import Ask
from chamsae.casebook.book import Casebook
from chamsae.casebook.reconciling import Reconcile
from chamsae.model.judgement import Verdict
from chamsae.web import current
from tests.casebook.test_asking import model_server

__all__ = ["model_server"]


def with_model(book: Casebook, address: str) -> str:
    """Set a model; the address of the first document's Read screen."""
    book.settings = replace(book.settings, model_address=address, model_name="sparrow", model_seconds=120)
    book.ask = Ask(book.store, book.settings, book.clock, Reconcile(book.store, book.clock))
    return f"/read/{next(book.store.documents()).id}/"


def test_without_a_model_there_is_no_button(client: Client, book: Casebook) -> None:
    address = f"/read/{next(book.store.documents()).id}/"
    assert "Ask the language model" not in client.get(address).content.decode()
    assert client.post(f"{address}ask/").status_code == 302
    assert "No language model is set" in client.get(address).content.decode()


def test_beside_the_button_stands_where_the_text_would_go(client: Client, book: Casebook) -> None:
    page = client.get(with_model(book, "http://127.0.0.1:1/v1")).content.decode()
    assert "<code>http://127.0.0.1:1/v1</code>" in page and "That is this computer." in page
    page = client.get(with_model(book, "https://models.example.org/v1")).content.decode()
    assert "That is not this computer." in page and 'name="agreed"' in page


def test_text_leaves_this_computer_only_when_agreed_to(client: Client, book: Casebook) -> None:
    address = with_model(book, "https://models.example.org/v1")
    client.post(f"{address}ask/")
    assert "Nothing was sent" in client.get(address).content.decode()
    assert not current.work().state().running and not current.work().state().finished


def test_a_withheld_claim_keeps_the_text_here(client: Client, book: Casebook) -> None:
    address = with_model(book, "https://models.example.org/v1")
    document = next(book.store.documents()).id
    book.review.judge(next(book.store.claims(document=document)).id, Verdict.WITHHELD, by="Alice")
    assert "its text stays on this computer" in client.get(address).content.decode()
    client.post(f"{address}ask/", {"agreed": "yes"})
    assert not current.work().state().finished


def test_an_address_that_will_not_do_is_said_on_the_screen(client: Client, book: Casebook) -> None:
    page = client.get(with_model(book, "http://models.example.org/v1")).content.decode()
    assert "in the clear" in page


@pytest.mark.parametrize("tongue", ["en", "ko", "zh-hans"])
def test_what_the_model_points_at_comes_up_for_review(
    tongue: str, client: Client, book: Casebook, model_server: str
) -> None:
    client.post("/settings/language/", {"language": tongue})
    address = with_model(book, model_server)
    before = book.counts().claims
    assert client.post(f"{address}ask/").status_code == 302
    until = time.monotonic() + 60
    while current.work().state().running and time.monotonic() < until:
        time.sleep(0.02)
    assert current.work().state().fault == ""
    assert book.counts().claims > before
    new = next(claim for claim in book.store.claims() if claim.reader == "model sparrow 1")
    page = client.get(f"/read/{new.document}/?claim={new.id}").content.decode()
    assert {"en": "only the language model sparrow", "ko": "언어 모델 sparrow만", "zh-hans": "只有语言模型 sparrow"}[
        tongue
    ] in page
