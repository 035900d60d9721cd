"""A headless Chromium and a served casebook; without Chromium these tests are skipped and say so."""

import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import quote

import pytest
from waitress.server import create_server

from chamsae.casebook.book import Casebook
from chamsae.web import current
from chamsae.web.serve import entrance, prepare
from tests.web import made

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))

from chromium import Chromium, is_here


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies in this folder."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Casebook]:
    """The invented casebook."""
    with made.book(tmp_path / "book") as one:
        yield one
        current.release()


@pytest.fixture
def server(book: Casebook) -> Iterator[Any]:
    """A server on a free port."""
    made: Any = create_server(prepare(book, person="Alice"), host="127.0.0.1", port=0, threads=4)
    thread = Thread(target=_serve, args=(made,), daemon=True)
    thread.start()
    yield made
    made.close()
    thread.join(timeout=10)


@pytest.fixture
def port(server: Any) -> int:
    """Where it answers."""
    return int(server.effective_port)


def _serve(server: Any) -> None:
    """Serve until the server is closed, which may be while it waits on the socket that goes."""
    with suppress(OSError):
        server.run()


@pytest.fixture
def browser(port: int) -> Iterator["Inside"]:
    """A browser that has come in."""
    if not is_here():
        pytest.skip("Chromium is not installed")
    with Chromium() as one:
        one.screen(1280)
        yield Inside(one, port)


class Inside:
    """A browser inside the casebook; `open` goes to a screen."""

    def __init__(self, page: Chromium, port: int) -> None:
        self.page, self.port = page, port
        page.go(f"{entrance('127.0.0.1', port)}&next=/keys/")

    def open(self, path: str) -> None:
        """Go to a screen."""
        self.page.go(f"http://127.0.0.1:{self.port}{quote(path, safe='/?=&')}")

    def words(self, selector: str) -> str:
        """The text of an element."""
        return str(self.page.js(f"document.querySelector({selector!r})?.innerText ?? ''"))

    def where(self) -> str:
        """The path and query shown."""
        return str(self.page.js("location.pathname + location.search"))
