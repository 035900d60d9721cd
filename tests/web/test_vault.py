"""The vault on the screen: sealed without being shown, opened with a reason for a while, at no address."""

import re

import pytest
from django.test import Client

from chamsae.archive.backup.sealing import new_identity
from chamsae.casebook.book import Casebook
from chamsae.protect.may import Clearance
from tests.web.test_consent import page

NAME = "김별하"


@pytest.fixture
def witness(book: Casebook) -> str:
    return book.interviews.begin(language="ko", by="Alice").witness


@pytest.fixture
def secret(client: Client) -> str:
    """The secret key of Alice, who is admitted on the screen."""
    key, public = new_identity()
    assert client.post("/vault/admit/", {"name": "Alice", "key": public}).status_code == 302
    return key


def sealed(client: Client, witness: str) -> None:
    answer = client.post(f"/vault/{witness}/keep/", {"kind1": "name", "text1": NAME, "kind2": "village", "text2": ""})
    assert answer.status_code == 302 and NAME not in str(answer.headers)


def test_it_is_empty_first_and_says_that_somebody_must_be_admitted(client: Client, witness: str) -> None:
    assert "The vault is empty" in page(client, "/vault/")
    assert "nothing can be sealed" in page(client, f"/vault/{witness}/")
    assert client.post("/vault/admit/", {"name": "Alice", "key": "age1wrong"}).status_code in (400, 422)


def test_what_is_sealed_is_not_shown_until_it_is_opened_with_key_and_reason(
    client: Client, book: Casebook, witness: str, secret: str
) -> None:
    sealed(client, witness)
    assert NAME not in page(client, f"/vault/{witness}/") + page(client, "/vault/")
    answer = client.post(f"/vault/{witness}/open/", {"why": "the UN asks", "secret": secret})
    shown = answer.content.decode()
    assert answer.status_code == 200 and NAME in shown and secret not in shown
    assert answer["Cache-Control"] == "no-store" and answer["Refresh"] == f"300; url=/vault/{witness}/"
    assert "ETag" not in answer and NAME not in str(client.cookies)
    (last,) = book.log.told(count=1)
    assert (last.entry.action, last.by) == ("vault_open", "Alice")
    assert NAME not in page(client, f"/vault/{witness}/"), "it has no address"
    assert client.get(f"/vault/{witness}/open/").status_code == 405


def test_without_reason_or_with_another_key_nothing_is_shown_and_no_key_comes_back(
    client: Client, book: Casebook, witness: str, secret: str
) -> None:
    sealed(client, witness)
    size = book.log.head().size
    missing = client.post(f"/vault/{witness}/open/", {"why": "", "secret": secret})
    assert missing.status_code == 422 and secret not in missing.content.decode()
    for wrong in (new_identity()[0], "not a key"):
        refused = client.post(f"/vault/{witness}/open/", {"why": "the UN asks", "secret": wrong}, follow=True)
        assert NAME not in refused.content.decode() and wrong not in refused.content.decode()
    assert book.log.head().size == size


def test_destroying_needs_the_code_typed(client: Client, book: Casebook, witness: str, secret: str) -> None:
    sealed(client, witness)
    client.post(f"/vault/{witness}/destroy/", {"typed": "W-OTHER", "why": "asked"})
    assert not book.vault.all()[0].destroyed
    client.post(f"/vault/{witness}/destroy/", {"typed": witness, "why": "asked"})
    assert book.vault.all()[0].destroyed and "nobody can ever open it" in page(client, f"/vault/{witness}/")
    assert "its key was destroyed" in page(client, "/vault/")


def test_who_is_cleared_and_admitted_is_listed_and_can_be_taken_back(
    client: Client, book: Casebook, secret: str
) -> None:
    client.post("/vault/clear/", {"name": "Bora", "level": "case", "why": "codes acts"})
    assert book.consent.clearances.of("Bora") is Clearance.CASE
    shown = page(client, "/vault/")
    assert "Bora" in shown and "who people are" in shown
    client.post(f"/vault/clear/{book.consent.clearances.all()[0].number}/undo/")
    assert book.consent.clearances.all() == []
    client.post("/vault/dismiss/", {"key": book.vault.admitted()[0].subject})
    assert book.vault.admitted() == [] and "Nobody is admitted yet" in page(client, "/vault/")


def test_while_nobody_is_cleared_the_vault_says_so_and_one_button_clears_whoever_presses_it(
    client: Client, book: Casebook
) -> None:
    shown = page(client, "/vault/")
    assert "everybody who works here may use everything" in shown and "Clear me" in shown
    found = re.search(r'name="name" value="([^"]+)"', shown)
    assert found is not None
    client.post("/vault/clear/", {"name": found[1], "level": "identity"})
    assert book.consent.clearances.of(found[1]) is Clearance.IDENTITY
    assert book.consent.clearances.of("Somebody else") is Clearance.TEAM
    assert "Clear me" not in page(client, "/vault/")
