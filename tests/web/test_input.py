"""Whatever is sent, the answer is a page that says so, never a fault of ours."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chamsae.casebook.book import Casebook

ADDRESSES = ("/sources/", "/review/", "/figures/", "/search/", "/figures/g1/", "/", "/people/", "/people/together/",
             "/people/compare/", "/people/c1/", "/people/second/", "/people/pairs/p1/effect/",
             "/review/second/", "/review/agreement/", "/review/changes/",
             "/review/changes/1/", "/review/d1/all/", "/read/d1/page/1.png", "/claims/c1/strip.png",
             "/sources/s1/recording/")  # fmt: skip
FORMS = ("/answer/", "/undo/", "/figures/g1/settle/", "/settings/", "/settings/language/", "/people/join/",
         "/people/link/", "/people/judge/", "/people/state/", "/review/d1/all/",
         "/review/changes/1/undo/", "/read/d1/ask/",
         "/sources/s1/transcript/")  # fmt: skip
NAMES = ("q", "page", "part", "claim", "pair", "kind", "after", "state", "show", "sort",
         "language", "target", "verdict",
         "back", "number", "low", "person",
         "later", "one", "why",
         "queue", "romanise", "with", "left", "right", "known", "batch", "blind", "seen", "made_by", "all")  # fmt: skip
texts = st.text(st.characters(exclude_categories=()), max_size=40)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(address=st.sampled_from(ADDRESSES), fields=st.dictionaries(st.sampled_from(NAMES), texts, max_size=4))
def test_no_address_makes_us_fail(client: Client, address: str, fields: dict[str, str]) -> None:
    sent = {name: value.encode("utf-8", "surrogatepass") for name, value in fields.items()}
    assert client.get(address, sent).status_code < 500


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(address=st.sampled_from(FORMS), fields=st.dictionaries(st.sampled_from(NAMES), texts, max_size=4))
def test_no_form_makes_us_fail(client: Client, address: str, fields: dict[str, str]) -> None:
    sent = {name: value.encode("utf-8", "surrogatepass") for name, value in fields.items()}
    assert client.post(address, sent).status_code < 500


def test_nul_is_refused_with_a_message(client: Client) -> None:
    for answer in (client.get("/search/?q=a%00b"), client.get("/read/%00/"),
                   client.post("/answer/", {"target": "c\x00", "verdict": "accepted"})):  # fmt: skip
        assert answer.status_code == 400
        assert "no text can have" in answer.content.decode()


def test_a_name_of_ten_megabytes_is_refused(client: Client, book: Casebook) -> None:
    assert client.post("/settings/", {"person": "x" * 10_000_000, "theme": "dark"}).status_code == 400
    assert client.post("/answer/", {f"f{at}": "1" for at in range(600)}).status_code == 400


def test_a_file_name_of_ten_megabytes_is_refused(client: Client, book: Casebook) -> None:
    body = (b'--b\r\nContent-Disposition: form-data; name="uploads"; filename="' + b"x" * 10_000_000
            + b'"\r\n\r\ntext\r\n--b--\r\n')  # fmt: skip
    answer = client.post("/sources/add/", body, content_type="multipart/form-data; boundary=b")
    assert answer.status_code in (400, 422)
    assert len(list(book.store.captures())) == 3


@pytest.mark.parametrize("address", ["/answer/", "/undo/", "/sources/add/", "/figures/g1/settle/"])
def test_looking_changes_nothing(client: Client, address: str) -> None:
    assert client.get(address).status_code == 405
