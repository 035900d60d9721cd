import time
from threading import Event
from typing import Any

import pytest

from chamsae.casebook.book import Casebook
from chamsae.casebook.reading import ReadReport
from chamsae.web.jobs import Work


def done(work: Work) -> None:
    until = time.monotonic() + 120
    while work.state().running and time.monotonic() < until:
        time.sleep(0.02)
    assert not work.state().running


def test_refused_addresses_are_told_and_the_work_ends(book: Casebook) -> None:
    work = Work()
    assert work.begin(book, by="Alice", places=["http://127.0.0.1/secret"])
    done(work)
    assert work.state().finished
    assert [name for name, _ in work.state().refused] == ["http://127.0.0.1/secret"]
    assert work.begin(book, by="Alice")
    done(work)
    assert not work.state().refused


def test_a_fault_is_said_and_does_not_stay_in_the_way(book: Casebook) -> None:
    work = Work()
    work.begin(book, by="Alice", retry=["0" * 64])
    done(work)
    assert work.state().fault
    assert work.begin(book, by="Alice")
    done(work)


def test_addresses_given_while_work_goes_on_are_fetched_after_it(
    book: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    work, going, held = Work(), Event(), Event()
    read = book.read.run

    def slowly(**given: Any) -> ReadReport:
        going.set()
        held.wait(120)
        return read(**given)

    monkeypatch.setattr(book.read, "run", slowly)
    work.begin(book, by="Alice")
    assert going.wait(120)
    assert not work.begin(book, by="Alice", places=["http://127.0.0.1/later"])
    held.set()
    done(work)
    assert [name for name, _ in work.state().refused] == ["http://127.0.0.1/later"]
