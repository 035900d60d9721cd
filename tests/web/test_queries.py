"""A list costs the same few queries however long it is."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chamsae.casebook.book import Casebook
from chamsae.model.amount import Comparator
from chamsae.web import current
from tests.web import made


@contextmanager
def at_most(queries: int) -> Iterator[None]:
    with CaptureQueriesContext(connections[current.alias()]) as seen:
        yield
    assert len(seen) <= queries, "\n".join(query["sql"][:150] for query in seen)


@pytest.fixture
def large(book: Casebook) -> Casebook:
    with book.store.transaction():
        for number in range(40):
            words = f"{number + 3} people"
            document = made.document(book, f"A count of {words} came in.\n", f"note {number}.txt", "en")
            claim = made.figure(document, words, number, Comparator.EXACT, f"Speaker {number}")
            book.store.add_claims([claim])
    return book


@pytest.mark.parametrize(("address", "queries"), [
    ("/", 30), ("/sources/", 9), ("/review/", 16), ("/review/?kind=copies", 22), ("/figures/", 6), ("/figures/g1/", 80),
    ("/search/?q=people", 6), ("/sources/?format=csv", 14),  # the log tells of it
])  # fmt: skip
def test_no_screen_asks_once_per_line(client: Client, large: Casebook, address: str, queries: int) -> None:
    with at_most(queries):
        assert client.get(address).status_code == 200


def test_reading_asks_for_its_own_document_only(client: Client, large: Casebook) -> None:
    document = next(iter(large.store.documents())).id
    with at_most(24):  # the log tells of it
        page = client.get(f"/read/{document}/").content.decode()
    assert "Speaker" not in page
