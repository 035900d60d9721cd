"""The page and the table: self-contained, guarded, the same bytes for the same release."""

import csv
import io
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamsae.model.release import Release
from chamsae.model.settlement import State
from chamsae.protect.release import Audience
from chamsae.publish.page import link, safe
from chamsae.publish.report import INTERNAL_STAMP, figures_csv, figures_html
from chamsae.publish.table import COLUMNS
from chamsae.text.cells import FORMULA_STARTS, LEADING
from tests.protect.made import AT, casebook


class Page(HTMLParser):
    """What a browser would see: elements with attributes, and the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def public() -> Release:
    return casebook().release(Audience.PUBLIC)


def with_quote(quote: str) -> Release:
    """A release whose first quote is this text."""
    release = public()
    figure = release.figures[0]
    claim = replace(figure.claims[0], citation=replace(figure.claims[0].citation, quote=quote))
    return replace(release, figures=(replace(figure, claims=(claim, *figure.claims[1:])),))


def rows(release: Release) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(figures_csv(release), newline="")))


def test_the_page_loads_nothing_and_runs_nothing() -> None:
    page = Page(figures_html(public()))
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "link", "img", "iframe", "object", "embed", "form", "base", "svg"}
    assert not any(name.startswith("on") or name == "src" for _, attrs in page.elements for name in attrs)
    assert not re.search(r"url\(|@import", figures_html(public()))


def test_every_claim_opens_to_its_quote_document_address_time_and_hash() -> None:
    release = public()
    page = Page(figures_html(release))
    claims = release.figures[0].claims
    assert [tag for tag, _ in page.elements].count("details") == len(claims)
    for claim in claims:
        cited = claim.citation
        for shown in (cited.quote, cited.title, cited.address or "", cited.sha256, f"{cited.captured_at:%Y-%m-%d}"):
            assert shown in page.text


def test_quotes_keep_their_language() -> None:
    page = Page(figures_html(public()))
    languages = [attrs.get("lang") for tag, attrs in page.elements if tag == "blockquote"]
    assert languages == ["en", "ko", "zh-Hans", "en"]


def test_the_working_table_is_stamped_and_the_public_page_is_not() -> None:
    assert INTERNAL_STAMP in figures_html(casebook().release(Audience.INTERNAL))
    assert INTERNAL_STAMP not in figures_html(public())


def test_page_and_table_name_the_settlement_its_day_and_in_public_nobody() -> None:
    page, (row, *_) = Page(figures_html(public())), rows(public())
    assert "Settled by a reviewer of this casebook on 4 March 2026 (settlement 1)." in page.text
    assert (row["settlement"], row["settled_by"], row["reopened"]) == ("1", "a reviewer of this casebook", "no")
    assert "Reopened" not in page.text


def test_a_reopened_figure_is_nowhere_shown_as_settled_without_the_word() -> None:
    made = casebook()
    release = made.but(groups=(replace(made.groups[0], state=State.REOPENED),)).release(Audience.INTERNAL)
    page = Page(figures_html(release))
    assert "(settlement 1). Reopened: its evidence has changed since." in page.text
    assert page.text.count("reopened") == 1
    assert {row["reopened"] for row in rows(release)} == {"yes"}


def test_an_unjudged_claim_says_so() -> None:
    unjudged = casebook().but(statuses={}).release(Audience.INTERNAL)
    assert figures_html(unjudged).count("proposed, not yet checked") == 5


def test_the_page_says_what_stays_inside_and_why() -> None:
    assert "no consent is recorded" in Page(figures_html(public())).text


def test_an_empty_release_says_so() -> None:
    empty = casebook().but(groups=()).release(Audience.PUBLIC)
    assert "No figure may leave" in figures_html(empty)
    assert rows(empty) == []


def test_ids_on_the_page_are_unique_and_every_link_inside_leads_somewhere() -> None:
    page = Page(figures_html(public()))
    ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    inside = [href[1:] for _, attrs in page.elements if (href := attrs.get("href") or "").startswith("#")]
    assert inside and set(inside) <= set(ids)


def test_a_quote_of_script_stays_text() -> None:
    html = figures_html(public())
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "script" not in {tag for tag, _ in Page(html).elements}


def test_reordering_marks_are_made_visible() -> None:
    assert safe("abc\u202edef") == "abc⟨U+202E⟩def"
    assert safe("\ud800") == "⟨U+D800⟩"
    assert safe("👩‍👧") == "👩‍👧"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "file:///x", "http://[", "x", "https://"]
)
def test_an_odd_address_is_text_and_no_link(address: str) -> None:
    assert "href" not in link(address)


def test_a_web_address_is_a_link_that_tells_the_other_site_nothing() -> None:
    assert 'rel="noreferrer noopener nofollow"' in link("https://courier.example/a?b=1&c=2")


@given(st.text(st.characters(exclude_categories=())))
def test_no_text_whatever_leaves_its_place_on_the_page(text: str) -> None:
    plain, odd = Page(figures_html(public())), Page(figures_html(with_quote(text)))
    assert [tag for tag, _ in plain.elements] == [tag for tag, _ in odd.elements]
    figures_html(with_quote(text)).encode()


@given(st.text())
def test_no_cell_can_be_run_and_taking_the_apostrophe_away_gives_it_back(text: str) -> None:
    cell = rows(with_quote(text))[0]["quote"]
    assert not cell.lstrip(" \u00a0\u3000").startswith(FORMULA_STARTS)
    guarded = cell.lstrip(LEADING).startswith(FORMULA_STARTS)
    assert safe(cell[1:] if guarded else cell) == safe(text)


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@x", "\t=1", "＝1", "＋1", "－1", "＠x", " =1", "\n=1"])
def test_formulas_are_guarded(start: str) -> None:
    assert rows(with_quote(start))[0]["quote"] == f"'{start}"


def test_the_table_is_rfc_4180_without_byte_order_mark() -> None:
    table = figures_csv(public())
    assert table.startswith("release,audience,figure,")
    assert table.count("\r\n") == len(table.splitlines()) == 5
    assert all(set(row) == set(COLUMNS) for row in rows(public()))


def test_numbers_in_the_table_have_no_thousands_marks() -> None:
    release = public()
    figure = replace(release.figures[0], low=12_000, high=None)
    row = rows(replace(release, figures=(figure,)))[0]
    assert (row["settled_low"], row["settled_high"], row["captured_at"]) == ("12000", "", AT.isoformat())


def test_the_same_release_gives_the_same_bytes() -> None:
    assert figures_html(public()) == figures_html(public())
    assert figures_csv(public()) == figures_csv(public())
