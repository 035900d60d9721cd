import time
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest

import chamsae
from chamsae.archive.fetched import Fetched
from chamsae.casebook.book import Casebook
from chamsae.casebook.reading import ReadReport
from chamsae.model.when import utc_now
from chamsae.web.jobs import State, Work


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


class Slow:
    """A fetcher that answers each address with a page of its own once it may."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.may = Event()

    def fetch(self, address: str) -> Fetched:
        self.asked.append(address)
        if len(self.asked) > 1:
            self.may.wait(120)
        return Fetched(address=address, body=f"Words of {address}.".encode(), headers=(), hops=(), at=utc_now())


def going(work: Work, reached: Callable[[State], bool]) -> None:
    until = time.monotonic() + 120
    while not reached(work.state()):
        assert time.monotonic() < until and work.state().running, work.state()
        time.sleep(0.005)


def texts(folder: Path, many: int) -> Path:
    folder.mkdir()
    for one in range(many):
        told = f"On {one + 1} March 2019 the police of Yanji arrested {one + 2} North Koreans near the river.\n"
        (folder / f"report-{one}.txt").write_text(told * 3)
    return folder


def read_of(book: Casebook) -> tuple[list[tuple[str, str]], list[str], list[str]]:
    """Documents, claims and copies as any order of reading gives them."""
    documents = sorted((one.sha256, one.text) for one in book.store.documents())
    claims = sorted(f"{one.document} {one.id}" for one in book.store.claims())
    return documents, claims, sorted(one.id for one in book.store.groups())


def test_reading_that_was_stopped_keeps_what_it_read_and_goes_on_to_the_same_end(tmp_path: Path) -> None:
    source = texts(tmp_path / "texts", 12)
    with chamsae.init(tmp_path / "whole", passphrase="") as whole:
        whole.archive.add([source], by="Alice")
        whole.read.run(by="Alice")
        expected = read_of(whole)
    with chamsae.init(tmp_path / "halted", passphrase="") as book:
        book.archive.add([source], by="Alice")
        work = Work()
        assert work.begin(book, by="Alice")
        going(work, lambda state: state.done >= 2)
        work.stop()
        done(work)
        state = work.state()
        kept = len(list(book.store.documents()))
        assert state.stopped and state.resumable and not state.fault
        assert (state.total, state.remaining) == (12, 12 - state.done) and 2 <= kept < 12
        assert work.go_on() and not work.state().stopped
        done(work)
        assert not work.state().stopped and not work.state().fault
        assert len(list(book.store.documents())) == 12 and read_of(book) == expected


def test_addresses_that_were_not_come_to_are_told_and_fetched_when_it_goes_on(book: Casebook) -> None:
    fetcher = Slow()
    book.archive._fetcher = fetcher
    places = [f"https://example.org/{one}" for one in range(4)]
    work = Work()
    work.begin(book, by="Alice", places=places)
    going(work, lambda state: len(fetcher.asked) == 2)
    work.stop()
    done(work)
    held = [one.address for one in book.store.captures() if one.address]
    assert (held, work.state().left) == (places[:1], tuple(places[1:]))
    fetcher.may.set()
    assert work.go_on()
    done(work)
    assert [one.address for one in book.store.captures() if one.address] == places
    assert not work.state().left and not work.state().fault


def test_other_work_than_what_was_stopped_says_which_addresses_were_left(book: Casebook) -> None:
    fetcher = Slow()
    book.archive._fetcher = fetcher
    work = Work()
    work.begin(book, by="Alice", places=["https://example.org/1", "https://example.org/2"])
    going(work, lambda state: len(fetcher.asked) == 2)
    work.stop()
    done(work)
    work.begin(book, by="Alice")
    done(work)
    assert [name for name, _ in work.state().refused] == ["https://example.org/2"]
    assert not work.go_on()


def test_work_that_looks_itself_ends_by_itself(book: Casebook) -> None:
    work, seen = Work(), list[int]()

    def job() -> None:
        work.start(None, "writing forms")
        while not work.stopping():
            work.step("one more")
            time.sleep(0.01)
        work.step("the last one is ended")
        seen.append(work.state().done)

    work.job(book, job, by="Alice", asks=True, resumable=False)
    going(work, lambda state: state.done > 1)
    work.stop()
    done(work)
    assert seen and work.state().stopped and not work.go_on()


def test_stopping_where_nothing_goes_on_does_nothing(book: Casebook) -> None:
    work = Work()
    work.stop()
    assert work.begin(book, by="Alice")
    done(work)
    assert not work.state().stopped and not work.go_on()


def test_a_stopped_reading_again_goes_on_behind_what_was_read(book: Casebook) -> None:
    work = Work()
    work.again(book, None, by="Alice")
    going(work, lambda state: state.what == "reading again" and state.done >= 1)
    work.stop()
    done(work)
    first = len(list(book.store.rereadings()))
    if work.state().stopped:  # else it was quicker
        assert work.go_on()
        done(work)
    told = list(book.store.rereadings())
    assert first <= len(told) == told[-1].of and len({one.run for one in told}) == 1


def test_what_was_asked_for_while_other_work_was_stopped_is_done_when_that_goes_on(book: Casebook) -> None:
    fetcher = Slow()
    book.archive._fetcher = fetcher
    fetcher.may.set()
    work, rounds = Work(), list[int]()

    def job() -> None:
        rounds.append(1)
        work.start(None, "estimating")
        while len(rounds) == 1:
            time.sleep(0.01)
            work.heed()

    assert work.job(book, job, by="Alice")
    going(work, lambda state: state.what == "estimating")
    assert not work.begin(book, by="Alice", places=["https://example.org/waits"])
    assert not work.go_on(), "nothing was stopped yet, and what waits goes on waiting"
    work.stop()
    done(work)
    assert work.state().left == ("https://example.org/waits",)
    assert work.go_on()
    done(work)
    assert rounds == [1, 1] and fetcher.asked == ["https://example.org/waits"] and not work.state().left
