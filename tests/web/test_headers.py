import re

import pytest
from django.test import Client

from chamsae.casebook.book import Casebook

SCREENS = ("/", "/sources/", "/sources/s1/", "/sources/s1/text/", "/review/", "/review/?kind=copies", "/figures/",
           "/figures/g1/", "/figures/g1/origins/", "/figures/g1/hand-out/", "/figures/series/", "/search/?q=people",
           "/keys/", "/settings/", "/nothing/")  # fmt: skip


@pytest.mark.parametrize("address", SCREENS)
def test_every_screen_allows_nothing_but_ourselves(client: Client, address: str) -> None:
    answer = client.get(address)
    policy = answer["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("address", SCREENS)
def test_no_screen_needs_an_inline_script_style_or_third_party(client: Client, address: str) -> None:
    page = client.get(address).content.decode()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", page)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", page))
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page)


@pytest.mark.parametrize("address", SCREENS)
def test_every_screen_has_landmarks_labels_and_a_way_past_the_menu(client: Client, address: str) -> None:
    page = client.get(address).content.decode()
    assert page.count("<main") == page.count("<h1") == 1
    assert 'class="skip" href="#main"' in page
    for table in re.findall(r"<table.*?</table>", page, re.DOTALL):
        assert "<caption>" in table
        assert "scope=" in table
    for name in re.findall(r'<(?:input|select|textarea)[^>]* id="([^"]+)"', page):
        assert f'for="{name}"' in page
    for svg in re.findall(r"<svg[^>]*class=\"bar-line\"[^>]*>", page):
        assert "aria-hidden" in svg or "row scale" in page


def test_styles_and_scripts_come_from_the_packages(book: Casebook) -> None:
    from chamsae.web.serve import prepare

    prepare(book)
    outside = Client(SERVER_NAME="127.0.0.1")
    for file in ("chamsae/tokens.css", "chamsae/keys.js", "chamsae/sparrow.svg", "django_htmx/htmx-2.min.js"):
        answer = outside.get(f"/static/{file}")
        assert answer.status_code == 200
        b"".join(answer)
        answer.close()
