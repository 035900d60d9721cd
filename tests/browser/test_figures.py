from chamsae.casebook.book import Casebook
from tests.browser.conftest import Inside


def test_keys_walk_the_list_open_a_figure_and_lead_to_the_form(browser: Inside) -> None:
    browser.open("/figures/?show=all")
    browser.page.press("k")
    assert not browser.page.js("document.activeElement.matches('[data-row]')")
    browser.page.press("j")
    assert browser.page.js("document.activeElement.matches('[data-row]')")
    browser.page.leave(lambda: browser.page.js("document.activeElement.click()"), "the row leads nowhere")
    assert browser.where() == "/figures/g1/"
    browser.page.press("s")
    browser.page.settle()
    assert browser.page.js("location.hash") == "#settle"


def test_a_figure_is_settled_and_taken_back_without_script(browser: Inside, book: Casebook) -> None:
    browser.page.call("Emulation.setScriptExecutionDisabled", value=True)
    browser.page.call("Page.navigate", url=f"http://127.0.0.1:{browser.port}/figures/g1/")
    browser.page.call("Emulation.setScriptExecutionDisabled", value=False)
    browser.page.settle()
    browser.page.follow(".settle button.primary")
    assert book.reconcile.standing("g1").settlement is not None
    browser.page.js("document.querySelector('.withdraw input[name=reason]').value = 'A slip.'")
    browser.page.follow(".withdraw button")
    assert book.reconcile.standing("g1").settlement is None


def test_arrows_and_bars_of_the_chart_lie_within_their_rows(browser: Inside) -> None:
    for width in (1280, 390):
        browser.page.screen(width)
        browser.open("/figures/g1/")
        tall = "[...document.querySelectorAll('.chart .row')].map(row => row.getBoundingClientRect().height)"
        assert max(browser.page.js(tall)) < 120
        apart = """[...document.querySelectorAll('.chart .lanes')].every(lane => {
          const [one, row] = [lane, lane.closest('.row')].map(e => e.getBoundingClientRect());
          return one.top >= row.top - 1 && one.bottom <= row.bottom + 1 && one.left >= row.left - 1; })"""
        assert browser.page.js(apart)
