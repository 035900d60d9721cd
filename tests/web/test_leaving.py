"""What leaves through the browser, and what is opened in it, is in the log."""

from django.test import Client

from chamsae.casebook.book import Casebook


def told(book: Casebook, action: str) -> list[tuple[str, str]]:
    return [(entry.subject, entry.detail["screen"]) for entry in book.store.log() if entry.action == action]


def test_an_original_that_is_saved_is_told(client: Client, book: Casebook) -> None:
    client.get("/sources/s3/original/").close()
    client.get("/sources/s3/original/").close()
    assert told(book, "save") == [("s3", "original")] * 2


def test_a_table_that_is_saved_is_told_and_what_was_searched_is_hidden(client: Client, book: Casebook) -> None:
    client.get("/search/?q=김영희&format=csv")
    (shown,) = [one for one in book.log.told() if one.entry.action == "save"]
    assert (shown.entry.subject, shown.by) == ("search", "Alice")
    (query,) = shown.opened
    assert "q=" in query.value
    assert "김영희" not in str(book.log.raw(shown.entry.number))


def test_a_document_that_is_opened_is_told_once_a_day_for_each_person(client: Client, book: Casebook) -> None:
    document = next(iter(book.store.documents())).id
    for _ in range(3):
        client.get(f"/read/{document}/")
    assert told(book, "open").count((document, "read")) == 1
    client.post("/settings/", {"person": "Bora", "theme": "system"})
    client.cookies["chamsae_person"] = "Bora"
    client.get(f"/read/{document}/")
    assert told(book, "open").count((document, "read")) == 2


def test_lists_and_what_is_not_there_are_not_told(client: Client, book: Casebook) -> None:
    before = book.store.last_log()
    client.get("/sources/")
    client.get("/read/d-none/")
    client.get("/sources/s99/original/")
    assert book.store.last_log() == before
