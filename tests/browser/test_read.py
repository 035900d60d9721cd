from chamsae.casebook.book import Casebook
from tests.browser.conftest import Inside

SELECT = """(() => {
  const text = [...document.querySelectorAll('.document-text p')].at(-1).lastChild;
  const at = text.data.lastIndexOf(%r), range = document.createRange();
  range.setStart(text, at); range.setEnd(text, at + %d);
  getSelection().removeAllRanges(); getSelection().addRange(range);
})()"""


def test_selected_words_fill_the_form_with_true_offsets(browser: Inside, book: Casebook) -> None:
    document = list(book.store.documents())[2]
    browser.open(f"/read/{document.id}/")
    browser.page.js(SELECT % ("그 가운데", 5))
    browser.page.settle()
    given = browser.page.js("[...new FormData(document.querySelector('#make-claim')).values()]")
    words, start, end = given
    assert words == "그 가운데"
    assert document.text[int(start) : int(end)] == words
    assert browser.page.js("document.querySelector('.make').open")


def test_j_and_k_move_the_ring_without_moving_the_page(browser: Inside, book: Casebook) -> None:
    document = next(iter(book.store.documents()))
    browser.open(f"/read/{document.id}/")
    first = browser.page.js("document.querySelector('.card.current').id")
    browser.page.press("j")
    second = browser.page.js("document.querySelector('.card.current').id")
    assert second != first
    assert f"claim={second}" in browser.where()
    assert browser.page.js("document.querySelectorAll('mark.current').length") == 1
    browser.page.press("k")
    assert browser.page.js("document.querySelector('.card.current').id") == first


def test_a_click_on_marked_words_rings_their_claim(browser: Inside, book: Casebook) -> None:
    document = next(iter(book.store.documents()))
    browser.open(f"/read/{document.id}/")
    browser.page.js("[...document.querySelectorAll('mark')].at(-1).click()")
    browser.page.settle()
    assert browser.page.js("[...document.querySelectorAll('mark')].at(-1).matches('.current')")
