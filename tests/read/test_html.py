from datetime import date

import pytest

from chamsae.errors import Unreadable
from chamsae.read import html
from tests.read import made

HEAD = (
    "<title>Handed over before dawn | The Example</title><meta property='og:site_name' content='The Example'>"
    "<meta name='author' content='Anna Writer'><meta property='og:title' content='Handed over before dawn'>"
    "<meta property='article:published_time' content='2023-10-12T09:00:00+09:00'>"
    "<link rel='canonical' href='https://example.org/handed-over'>"
)
ARTICLE = f"<article><h1>Handed over before dawn</h1><p>{made.ENGLISH * 5}</p><p>{made.ENGLISH * 4}</p></article>"


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        html.parse(data, "page.html")
    return str(refused.value)


def test_a_page_gives_its_main_text_and_what_it_says_of_itself() -> None:
    parsed = html.parse(
        made.page(f"<nav>Home News Sport</nav>{ARTICLE}<footer>All rights reserved</footer>", head=HEAD), "a"
    )
    assert parsed.text.count("about 90 people") == 9
    assert (parsed.title, parsed.authors, parsed.publisher) == (
        "Handed over before dawn",
        ("Anna Writer",),
        "The Example",
    )
    assert parsed.published is not None
    assert parsed.published.start == date(2023, 10, 12)
    assert (parsed.language, parsed.address) == ("en", "https://example.org/handed-over")
    assert "Sport" not in parsed.text
    assert "rights reserved" not in parsed.text


def test_scripts_and_styles_are_never_text() -> None:
    for body in (ARTICLE, "<p>Short.</p>"):
        inside = "<script>var evil = 'seven hundred';</script><style>p{color:teal}</style><noscript>enable</noscript>"
        parsed = html.parse(made.page(inside + body + inside), "page.html")
        assert "evil" not in parsed.text
        assert "teal" not in parsed.text


def test_captions_stay_out() -> None:
    figure = "<figure><img src='https://example.org/pixel.gif'><figcaption>Caption of 700 words</figcaption></figure>"
    assert "Caption" not in html.parse(made.page(ARTICLE.replace("</h1>", f"</h1>{figure}")), "page.html").text


def test_a_page_too_short_for_a_main_text_is_kept_whole() -> None:
    assert html.parse(made.page("<p>Only this.</p>"), "page.html").text == "Only this."


@pytest.mark.parametrize(
    ("declared", "encoding", "words"),
    [("euc-kr", "cp949", made.KOREAN), ("gb2312", "gb18030", made.SIMPLIFIED), ("big5", "big5", made.TRADITIONAL)],
)
@pytest.mark.parametrize("says", ["right", "nothing", "wrong"])
def test_old_encodings_are_read_whatever_the_page_claims(declared: str, encoding: str, words: str, says: str) -> None:
    label = {"right": f"<meta charset='{declared}'>", "nothing": "", "wrong": "<meta charset='iso-8859-1'>"}[says]
    page = f"<html><head>{label}<title>x</title></head><body><article><p>{words * 8}</p></article></body></html>"
    assert words.strip() in html.parse(page.encode(encoding), "page.html").text


@pytest.mark.parametrize("tag", ["div", "span", "b", "blockquote", "DIV class='a'", "x-own"])
def test_a_hundred_thousand_nested_tags_are_refused_at_once(tag: str) -> None:
    close = f"</{tag.split(maxsplit=1)[0]}>"
    assert "nested more than 1,000 deep" in refusal(f"<{tag}>".encode() * 100_000 + b"words" + close.encode() * 100_000)


@pytest.mark.parametrize(
    "tag", ["li", "p", "td", "tr><td", "dd", "option", "thead", "body", "a", "ul><li", "table><tr><td"]
)
def test_tags_that_are_seldom_closed_end_in_words_or_a_reason(tag: str) -> None:
    data = f"<html><body>{f'<{tag}>' * 20_000}the words<p>the tail of it".encode()
    try:
        assert "the tail of it" in html.parse(data, "page.html").text
    except Unreadable as refused:
        assert "deep" in str(refused)


def test_tags_inside_comments_and_scripts_do_not_count() -> None:
    hidden = "<!--" + "<div>" * 5000 + "--><script>" + "'<div>'+" * 5000 + "</script>"
    assert "about 90" in html.parse(made.page(hidden + ARTICLE), "page.html").text


def test_a_page_over_the_size_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "MAX_BYTES", 1000)
    assert "at most 1,000 are read" in refusal(b"x" * 1001)


def test_entities_of_an_xhtml_page_are_not_resolved() -> None:
    declaration = "<!DOCTYPE html [<!ENTITY a SYSTEM 'file:///etc/passwd'><!ENTITY b 'ha'><!ENTITY c '&b;&b;&b;'>]>"
    parsed = html.parse(
        f"<?xml version='1.0'?>{declaration}<html><body><p>Words &a; &c; end.</p></body></html>".encode(), "p"
    )
    assert "root:" not in parsed.text
    assert "haha" not in parsed.text


@pytest.mark.parametrize("data", [b"", b"<html></html>", b"<script>only()</script>", b"<!-- nothing -->"])
def test_a_page_without_words_says_so(data: bytes) -> None:
    assert "page.html: " in refusal(data)


def test_rubbish_tags_are_survived() -> None:
    parsed = html.parse(b"<<<>>><p <b>>Words</p</b> of <svg onload=x()><math><mtext></svg>it</x></y>", "page.html")
    assert "Words" in parsed.text


@pytest.mark.parametrize("piece", ["<a ", "<a b='", "<script ", "<!-- ", "</", "<div/", "&#x;", "<a href=<"])
def test_pages_made_to_tire_the_check_are_read_or_refused(piece: str) -> None:
    html.check_depth(piece * 200_000, "page.html")
