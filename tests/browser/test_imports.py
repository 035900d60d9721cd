"""Taking a partner's list in with a real browser: choose, look, rehearse, import, see the bad row, take it back."""

import time
from pathlib import Path

import pytest

from chamsae.casebook.book import Casebook
from tests.browser.conftest import Inside
from tests.browser.test_every_screen import CONTRAST, WIDER

LIST = """번호,성명,성별,체포일,체포장소
1,김새날,여,2010. 10. 13.,장백
2,박여울,남,2010-13-01,투먼
"""


@pytest.fixture
def looked(browser: Inside, tmp_path: Path) -> Inside:
    """The screen that shows a list with what its columns are taken for."""
    (tmp_path / "partner.csv").write_text(LIST, encoding="utf-8")
    browser.open("/sources/import/")
    page = browser.page
    root = page.call("DOM.getDocument")["root"]["nodeId"]
    field = page.call("DOM.querySelector", nodeId=root, selector="#list")["nodeId"]
    page.call("DOM.setFileInputFiles", nodeId=field, files=[str(tmp_path / "partner.csv")])
    page.follow("form.add button.primary")
    return browser


def test_a_list_is_taken_in_and_back_with_a_mouse_alone(looked: Inside, book: Casebook) -> None:
    before = book.counts().claims
    assert looked.page.js("document.querySelector('button[value=run]').disabled")
    looked.page.follow("button[value=rehearse]")
    looked.page.until("document.querySelector('button[value=run]')?.disabled === false", "it is not rehearsed")
    assert "2010-13-01" in looked.words("main") and book.counts().claims == before
    looked.page.follow("button[value=run]")
    _until_done(looked, book)
    assert book.counts().claims > before
    looked.open("/sources/import/")
    looked.page.follow("main table form button")
    _until_done(looked, book)
    assert not [one for one in book.importing.history() if one.stands]


@pytest.mark.parametrize("language", ["en", "ko", "zh-hans"])
@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)])
def test_the_columns_of_a_list_fit_and_can_be_read(looked: Inside, language: str, width: int, dark: bool) -> None:
    looked.page.screen(width, dark=dark)
    looked.page.follow("button[value=rehearse]")
    looked.page.follow(f"button[name=language][value={language}]")
    assert not looked.page.js(WIDER)
    assert looked.page.js(CONTRAST) == []


def _until_done(looked: Inside, book: Casebook) -> None:
    limit = time.monotonic() + 120
    while time.monotonic() < limit:
        looked.open("/sources/import/")
        if book.importing.history() and "Stop importing" not in looked.words("main"):
            return
        time.sleep(0.1)
    raise AssertionError(f"the work does not end: {looked.words('main')}")
