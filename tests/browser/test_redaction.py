"""Redacting with keys and selections in a real browser."""

from io import BytesIO

from chamsae.casebook.book import Casebook
from chamsae.model.document import Document, Page
from chamsae.model.redaction import Choosing
from tests.browser.conftest import Inside
from tests.casebook.redactable import NAMES, hostile_pdf

SELECT = """(() => {
  const line = [...document.querySelectorAll('.document-text p')].find(p => p.textContent.includes('620'));
  const text = line.firstChild, at = text.data.indexOf('The organisers'); const range = document.createRange();
  range.setStart(text, at); range.setEnd(text, at + 14);
  const chosen = document.getSelection(); chosen.removeAllRanges(); chosen.addRange(range); })()"""


def test_words_that_are_selected_are_hidden(browser: Inside, book: Casebook) -> None:
    source = next(one for one in book.store.documents() if one.name == "courier.txt")
    browser.open(f"/redaction/{source.id}/")
    browser.page.js(SELECT)
    browser.page.until("document.querySelector('#hide-what').value === 'The organisers'", "nothing is selected")
    browser.page.follow("#hide-words button")
    (choice,) = book.redact.choices(source.id).standing()
    assert (choice.choosing, source.text[choice.start : choice.end]) == (Choosing.HIDE, "The organisers")
    assert browser.page.js("document.querySelectorAll('.hides').length") == 2


def test_a_box_is_drawn_with_keys_alone(browser: Inside, book: Casebook) -> None:
    source = pdf(book)
    browser.open(f"/redaction/{source.id}/page/1/")
    browser.page.js("document.querySelector('[data-paint]').focus()")
    for key in ("Enter", "ArrowRight", "ArrowDown"):
        press(browser, key)
    press(browser, "ArrowRight", shift=True)
    assert browser.page.js("[...document.querySelectorAll('.sides input')].map(i => i.value).join()") == (
        "41.0,46.0,62.0,51.0"
    )
    browser.page.leave(lambda: press(browser, "Enter"), "the box is not sent")
    (choice,) = book.redact.choices(source.id).standing()
    assert choice.box is not None
    assert (choice.box.left, choice.box.right) == (0.41, 0.62)
    assert browser.page.js("document.querySelectorAll('.drawn').length") == 1


def press(browser: Inside, key: str, *, shift: bool = False) -> None:
    """A named key, with Shift held if asked."""
    for kind in ("keyDown", "keyUp"):
        browser.page.call("Input.dispatchKeyEvent", type=kind, key=key, modifiers=8 if shift else 0)


def pdf(book: Casebook) -> Document:
    """A PDF with pages to be drawn."""
    kept = book.archive.add_bytes(BytesIO(hostile_pdf(NAMES[0])), "c.pdf", by="A")
    made = Document(
        id="d0000000000000002", sha256=kept.sha256, name="c.pdf", media_type="application/pdf", text="", language="und",
        reader="hand 1", pages=(Page(number=1, start=0, end=0),),
    )  # fmt: skip
    book.store.add_document(made)
    return made
