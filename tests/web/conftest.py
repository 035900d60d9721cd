"""A served casebook and a browser that has come in through the door."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.test import Client

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.db.configure import ready
from chamsae.web import current
from chamsae.web.access import DOOR
from chamsae.web.serve import prepare
from tests.told import told
from tests.web import made


@pytest.fixture(autouse=True, scope="session")
def django() -> None:
    """Words can be translated, also by a test that opens no casebook."""
    ready()


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Casebook]:
    """The invented casebook, served as Alice."""
    with made.book(tmp_path / "book") as one:
        prepare(one, person="Alice")
        yield one
        current.release()


@pytest.fixture
def client(book: Casebook) -> Client:
    """A browser inside."""
    return inside()


@pytest.fixture
def part(book: Casebook) -> Client:
    """A browser inside whose requests come from htmx."""
    return inside(HTTP_HX_REQUEST="true", HTTP_HX_TARGET="review")


@contextmanager
def served(folder: Path, *texts: str) -> Iterator[Casebook]:
    """A new casebook that holds these texts, read and linked, served as Alice."""
    with chamsae.init(folder) as one:
        prepare(told(one, *texts), person="Alice")
        yield one
        current.release()


def inside(**headers: str) -> Client:
    """A browser that used a link."""
    browser = Client(SERVER_NAME="127.0.0.1", SERVER_PORT="8765", **headers)  # type: ignore[arg-type]
    assert browser.get("/open", {"token": DOOR.issue()}).status_code == 200
    return browser
