"""Stopping long work with the keyboard: the button stays where it is while the line of progress is exchanged."""

import time

from chamsae.casebook.book import Casebook
from chamsae.web import current
from tests.browser.conftest import Inside


def test_the_button_keeps_the_focus_and_its_key_stops_the_work(browser: Inside, book: Casebook) -> None:
    work = current.work()

    def job() -> None:
        work.start(1_000_000, "reading")
        while True:
            time.sleep(0.05)
            work.step("one more")

    work.job(book, job, by="Alice")
    browser.open("/estimates/")
    browser.page.js("window.line = document.querySelector('#progress'); document.querySelector('#stop-work').focus()")
    browser.page.until("document.querySelector('#progress') !== window.line", "the line of progress stays the same")
    browser.page.until("document.activeElement.id === 'stop-work'", "the button has lost the focus")
    browser.page.js("document.activeElement.blur()")
    browser.page.press("x")
    browser.page.until("document.querySelector('#go-on-work') !== null", "the work does not end")
    assert work.state().stopped and browser.where() == "/estimates/"


def test_a_long_address_that_was_refused_is_broken_and_does_not_widen_the_screen(browser: Inside) -> None:
    current.work().tell([(f"https://example.org/{'a/long/way/' * 20}page.html", "it is empty")])
    browser.page.screen(390)
    browser.open("/sources/")
    assert "page.html" in browser.words("#progress")
    assert browser.page.js("document.documentElement.scrollWidth") <= 390
