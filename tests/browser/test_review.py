from chamsae.casebook.book import Casebook
from tests.browser.conftest import Inside


def test_keys_answer_and_take_back_and_the_next_question_has_the_focus(browser: Inside, book: Casebook) -> None:
    browser.open("/review/?kind=figure")
    first = browser.words(".question .words")
    browser.page.press("y")
    assert browser.words(".question .words") != first
    assert browser.page.js("document.activeElement.matches('.question')")
    assert "after=" in browser.where()
    assert [one.verdict for one in book.store.judgements()] == ["accepted"]
    browser.page.press("z")
    assert [one.verdict for one in book.store.judgements()] == ["accepted", "undone"]


def test_keys_are_silent_in_fields_and_while_a_syllable_is_composed(browser: Inside, book: Casebook) -> None:
    browser.open("/review/")
    browser.page.js("document.querySelector('.why').focus()")
    browser.page.press("n")
    browser.page.js("document.activeElement.blur()")
    browser.page.press("y", composing=True)
    assert not list(book.store.judgements())


def test_two_keys_go_to_a_section_and_a_slash_to_the_search(browser: Inside) -> None:
    browser.open("/")
    browser.page.press("g")
    browser.page.press("f")
    browser.page.settle()
    assert browser.where() == "/figures/"
    browser.page.press("/")
    assert browser.page.js("document.activeElement.id") == "finder"


def test_keys_can_be_switched_off(browser: Inside, book: Casebook) -> None:
    browser.open("/settings/")
    browser.page.js("document.querySelector('#id_keys').checked = false; document.querySelector('main form').submit()")
    browser.page.settle()
    browser.open("/review/")
    browser.page.press("y")
    assert not list(book.store.judgements())


def test_a_message_stands_until_the_next_answer(browser: Inside) -> None:
    browser.open("/review/?kind=figure")
    browser.page.press("y")
    browser.page.press("z")
    assert browser.words("#messages") == "Taken back."
    browser.page.press("y")
    assert not browser.words("#messages")


def test_on_a_phone_the_claim_its_words_and_the_answers_are_seen_at_once(browser: Inside) -> None:
    browser.page.screen(390, height=844)
    browser.open("/review/?kind=figure")
    for part in (".question .words", ".question mark.current", ".question .answers"):
        box = browser.page.js(f"document.querySelector({part!r}).getBoundingClientRect().toJSON()")
        assert 0 <= box["top"] < box["bottom"] <= 844, part
