from chamsae.casebook.book import Casebook
from chamsae.model.judgement import Verdict
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
    browser.page.leave(lambda: browser.page.press("f"), "the keys lead nowhere")
    assert browser.where() == "/figures/"
    browser.page.press("/")
    assert browser.page.js("document.activeElement.id") == "finder"


def test_keys_can_be_switched_off(browser: Inside, book: Casebook) -> None:
    browser.open("/settings/")
    saved = "document.querySelector('#id_keys').checked = false; document.querySelector('main form').submit()"
    browser.page.leave(lambda: browser.page.js(saved), "nothing is saved")
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


def test_all_of_a_kind_are_answered_and_taken_back_with_three_keys(browser: Inside, book: Casebook) -> None:
    browser.open("/review/?kind=figure")
    browser.page.leave(lambda: browser.page.press("a"), "the key leads nowhere")
    assert browser.words("h1").startswith("Figures")
    browser.page.leave(lambda: browser.page.press("y"), "nothing is answered")
    assert browser.where().startswith("/review/?kind=figure")
    assert [one.verdict for one in book.store.judgements()] == ["accepted", "accepted"]
    browser.page.press("z")
    assert not book.store.statuses()


def test_a_second_reader_answers_with_keys_and_sees_no_answer(browser: Inside, book: Casebook) -> None:
    for claim in list(book.store.claims())[:2]:
        book.review.judge(claim.id, Verdict.ACCEPTED, by="Bora")
    browser.open("/review/second/")
    first = browser.words(".question .words")
    assert not browser.page.js("document.querySelector('.chip')")
    browser.page.press("n")
    assert browser.words(".question .words") != first
    assert browser.page.js("document.activeElement.matches('.question')")
    assert [one.blind for one in book.store.judgements()] == [False, False, True]


def test_one_comes_back_to_the_question_one_left(browser: Inside) -> None:
    browser.open("/review/?kind=figure")
    browser.page.press("j")
    left = browser.words(".question .words")
    browser.open("/figures/")
    browser.open("/review/")
    assert browser.words(".question .words") == left
