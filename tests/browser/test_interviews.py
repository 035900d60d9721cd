"""Taking an account down in a real browser: kept at once, safe while the server is away, never over another tab."""

import time
from collections.abc import Iterator
from threading import Thread
from typing import Any

import pytest
from waitress.server import create_server

from chamsae.casebook.book import Casebook
from chamsae.model.consent import Answer, Circumstances, Purpose, asked
from chamsae.model.interview import Draft, Passage, Voice
from chamsae.web.serve import prepare
from tests.browser.conftest import Inside, _serve
from tests.browser.test_every_screen import CONTRAST, WIDER

STATE = "document.querySelector('#kept').dataset.state"
STORED = "Object.keys(localStorage).filter(one => one.startsWith('chamsae-interview-')).length"


@pytest.fixture
def id(book: Casebook) -> str:
    begun = book.interviews.begin(language="ko", by="Alice")
    told = Circumstances(risks="Explained.")
    book.interviews.consent(begun.subject, asked([(Purpose.AGGREGATE, Answer.YES)]), told, by="Alice")
    return begun.subject


@pytest.fixture
def form(browser: Inside, id: str) -> Inside:
    browser.open(f"/interviews/{id}/")
    return browser


def write(form: Inside, words: str) -> None:
    form.page.js("document.querySelector('.passages li:last-child textarea').focus()")
    form.page.call("Input.insertText", text=words)


def until(form: Inside, expression: str, wanted: object) -> None:
    """Wait for something the page does by itself; the test fails where it never comes."""
    for _ in range(1200):
        if form.page.js(expression) == wanted:
            return
        time.sleep(0.05)
    assert form.page.js(expression) == wanted


def texts(book: Casebook, id: str) -> list[str]:
    draft = book.interviews.draft(id)
    return [one.text for one in draft.passages if one.text] if draft else []


def test_every_change_is_kept_and_then_nothing_is_left_in_the_browser(form: Inside, book: Casebook, id: str) -> None:
    write(form, "저는 옌지에서")
    until(form, STATE, "saved")
    assert texts(book, id) == ["저는 옌지에서"]
    write(form, " 체포되었습니다.")
    until(form, STORED, 0)
    assert texts(book, id) == ["저는 옌지에서 체포되었습니다."]


def test_keys_open_passages_while_one_writes(form: Inside, book: Casebook, id: str) -> None:
    write(form, "답")
    for code in ("KeyQ", "KeyN", "KeyI", "KeyW"):
        form.page.call("Input.dispatchKeyEvent", type="keyDown", code=code, key="ㅂ", modifiers=1)
    voices = "[...document.querySelectorAll('.passages li')].map(one => one.dataset.voice).join()"
    assert form.page.js(voices) == "witness,question,note,interpreter,witness"
    assert form.page.js("document.activeElement.name") == "text"
    assert form.page.js("document.activeElement.closest('li').querySelector('[name=at]').value.length") == 8


def test_words_outlive_a_server_that_stops_and_a_page_that_is_closed(
    form: Inside, book: Casebook, id: str, servers: "Servers"
) -> None:
    servers.stop(form.port)
    write(form, "서버가 꺼졌다")
    until(form, STATE, "away")
    assert form.page.js(STORED) == 1
    form.page.go("about:blank")
    assert texts(book, id) == []
    servers.start(form.port)
    form.open(f"/interviews/{id}/")
    until(form, STATE, "saved")
    assert texts(book, id) == ["서버가 꺼졌다"]
    assert form.page.js(STORED) == 0


def test_words_are_sent_by_themselves_when_the_server_is_back(
    form: Inside, book: Casebook, id: str, servers: "Servers"
) -> None:
    servers.stop(form.port)
    write(form, "잠시 후")
    until(form, STATE, "away")
    servers.start(form.port)
    until(form, STATE, "saved")
    assert texts(book, id) == ["잠시 후"]


@pytest.mark.parametrize(("choice", "kept"), [("both", ["mine", "theirs"]), ("mine", ["mine"]), ("theirs", ["theirs"])])
def test_another_tabs_words_are_shown_and_the_person_chooses(
    form: Inside, book: Casebook, id: str, choice: str, kept: list[str]
) -> None:
    theirs = book.interviews.save(id, [Passage(voice=Voice.WITNESS, text="theirs")], base=0, by="Bo")
    assert isinstance(theirs, Draft)
    write(form, "mine")
    until(form, STATE, "clash")
    assert texts(book, id) == ["theirs"]
    assert "theirs" in form.words("#clash blockquote")
    form.page.js(f"document.querySelector('#clash [data-do={choice}]').click()")
    until(form, STATE, "saved")
    assert texts(book, id) == kept


def test_somebody_may_leave_nothing_in_the_browser(form: Inside, id: str, servers: "Servers") -> None:
    form.page.js("document.querySelector('#leave-nothing').click()")
    servers.stop(form.port)
    write(form, "비밀")
    until(form, STATE, "bare")
    assert form.page.js(STORED) == 0
    assert "비밀" in form.page.js("document.querySelector('.passages textarea').value")


def test_finishing_keeps_the_account_and_wipes_the_browser(form: Inside, book: Casebook, id: str) -> None:
    write(form, "저는 옌지에서 체포되었습니다.")
    form.page.js(
        "localStorage.setItem('chamsae-interview-' + document.querySelector('#telling').dataset.interview, '1')"
    )
    form.page.js("document.querySelector('button[value=finish]').click()")
    form.page.settle()
    until(form, "location.pathname", f"/interviews/{id}/acts/")
    until(form, STORED, 0)
    assert len(book.interviews.one(id).versions) == 1


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("language", ["en", "ko", "zh-hans"])
def test_the_screens_fit_and_can_be_read(form: Inside, book: Casebook, id: str, width: int, language: str) -> None:
    book.interviews.save(id, [Passage(voice=Voice.WITNESS, text="저는 옌지에서 체포되었습니다.")], base=0, by="Alice")
    book.interviews.finish(id, by="Alice")
    other = book.interviews.begin(language="ko", by="Alice").subject
    book.interviews.revise(id, by="Alice")
    book.custody.count("투먼", book.clock().date(), 5, who="a neighbour", by="Alice")
    form.page.screen(width, dark=width == 390)
    form.page.call("Network.setCookie", name="chamsae_language", value=language, url=f"http://127.0.0.1:{form.port}/")
    own = [f"/interviews/{part}" for part in ("", f"{id}/", f"{other}/", f"{id}/acts/", f"{id}/versions/")]
    for screen in (*own, "/custody/", "/risks/", "/tracing/"):
        form.open(screen)
        assert form.page.js("document.documentElement.lang") == language
        assert not form.page.js(WIDER), screen
        assert form.page.js(CONTRAST) == [], screen


class Servers:
    """The server stopped and started again on the same port, as somebody does who restarts it."""

    def __init__(self, book: Casebook, first: Any) -> None:
        self._book, self._server = book, first

    def stop(self, port: int) -> None:
        """Answer nobody any more."""
        for channel in list(self._server.active_channels.values()):
            channel.close()
        self._server.close()

    def start(self, port: int) -> None:
        """Answer again; whoever was inside still is."""
        made: Any = create_server(prepare(self._book, person="Alice"), host="127.0.0.1", port=port, threads=4)
        self._server = made
        Thread(target=_serve, args=(made,), daemon=True).start()

    def close(self) -> None:
        """For good."""
        self._server.close()


@pytest.fixture
def servers(book: Casebook, server: Any) -> Iterator[Servers]:
    one = Servers(book, server)
    yield one
    one.close()
