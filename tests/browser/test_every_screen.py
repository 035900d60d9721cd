import time

import pytest

from chamsae.casebook.book import Casebook
from tests.browser.conftest import Inside

SCREENS = ("/", "/sources/", "/sources/s1/", "/sources/s1/text/", "/review/", "/review/?kind=copies", "/figures/",
           "/search/?q=송환", "/keys/", "/settings/", "/review/second/", "/review/agreement/",
           "/review/changes/", "/review/?why=3&language=ko", "/people/",
           "/people/together/", "/people/compare/", "/people/compare/?romanise=yes", "/people/second/",
           "/figures/series/", "/figures/?show=all", "/statements/", "/statements/?government=none",
           "/events/", "/places/", "/coding/", "/coding/agreement/", "/tables/", "/tables/kept/", "/sources/import/",
           "/redaction/", "/petitions/", "/petitions/submitter/", "/petitions/batch/", "/petitions/upr/",
           "/interviews/", "/consent/", "/vault/", "/custody/", "/risks/", "/tracing/", "/appeals/",
           "/appeals/rates/", "/log/", "/exports/", "/sources/s1/evidence/")  # fmt: skip
WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
CONTRAST = """(() => {
  const rgb = c => { const e = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
    e.fillStyle = c; e.fillRect(0, 0, 1, 1); return [...e.getImageData(0, 0, 1, 1).data]; };
  const light = c => { const [r, g, b] = c.map(v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b; };
  const ground = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor);
    if (c[3] === 255) return c; } return [255, 255, 255]; };
  const bad = [];
  for (const e of document.querySelectorAll('body *')) {
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || !e.checkVisibility()) continue;
    if (e.closest('.visually-hidden, svg, kbd, .struck')) continue;
    const pair = [rgb(getComputedStyle(e).color), ground(e)].map(c => light(c.slice(0, 3)));
    const [a, b] = pair.sort((x, y) => y - x);
    if ((a + .05) / (b + .05) < 4.5) bad.push(e.tagName + '.' + e.className + ': ' + e.textContent.trim().slice(0, 30));
  }
  return bad;
})()"""


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_screen_fits_and_can_be_read(browser: Inside, book: Casebook, width: int, dark: bool) -> None:
    document = list(book.store.documents())[2].id
    claim = next(iter(book.store.claims())).id
    book.link.run(by="Alice")
    book.reconcile.run(by="Alice")
    person = next(one.id for one in book.store.records() if one.kind == "person")
    figure = max(book.store.groups(), key=lambda group: len(group.members)).id
    figures = [f"/figures/{figure}/{part}" for part in ("", "origins/", "hand-out/")]
    witness = book.interviews.begin(language="ko", by="Alice").witness
    browser.page.screen(width, dark=dark)
    for screen in (
        *SCREENS,
        f"/read/{document}/",
        f"/redaction/{document}/",
        f"/people/{person}/petition/?to=wgad&state=cn",
        f"/review/{document}/all/?kind=figure",
        f"/figures/claims/{claim}/",
        f"/consent/{witness}/",
        f"/vault/{witness}/",
        *figures,
    ):
        browser.open(screen)
        assert not browser.page.js(WIDER), f"{screen} is wider than the window"
        assert browser.page.js(CONTRAST) == [], screen
        assert browser.page.js("document.activeElement.tagName") in ("BODY", "MAIN", "LI", "ARTICLE", "H1")
    assert [line for line in browser.page.console if "favicon" not in line] == []


def test_the_whole_walk_works_without_script(browser: Inside, book: Casebook) -> None:
    browser.page.call("Emulation.setScriptExecutionDisabled", value=True)
    claim = next(iter(book.store.claims())).id
    browser.page.call("Page.navigate", url=f"http://127.0.0.1:{browser.port}/review/?claim={claim}")
    browser.page.call("Emulation.setScriptExecutionDisabled", value=False)
    browser.page.settle()
    browser.page.js("document.querySelector('button.yes').click()")
    limit = time.monotonic() + 60
    while not (stands := book.store.statuses([claim])) and time.monotonic() < limit:
        time.sleep(0.05)
    assert stands == {claim: "accepted"}
