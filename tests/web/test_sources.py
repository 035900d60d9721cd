import unicodedata
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from django.test import Client

from chamsae.casebook.book import Casebook
from chamsae.model.document import Reading, ReadState
from chamsae.web import current


@pytest.fixture(autouse=True)
def _nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """What these tests add need not be read by worker processes."""
    monkeypatch.setattr(type(current.work()), "begin", lambda *_, **__: True)


def upload(name: str, content: bytes = b"some text") -> BytesIO:
    file = BytesIO(content)
    file.name = name
    return file


def test_the_table_shows_what_is_held_and_links_leave_others_out(client: Client) -> None:
    page = client.get("/sources/").content.decode()
    assert page.count("<tr>") == 4
    assert "새벽신문" in page
    assert 'lang="ko"' in page
    assert client.get("/sources/?language=ko").content.decode().count("<tr>") == 2
    assert client.get("/sources/?sort=name").status_code == 200
    assert "None of this kind" in client.get("/sources/?state=failed").content.decode()


def test_files_are_kept_under_their_whole_names(client: Client, book: Casebook) -> None:
    long = unicodedata.normalize("NFD", "강" * 90) + ".txt"
    client.post("/sources/add/", {"uploads": [upload("한 글.txt"), upload("a." + "x" * 300, b"other")]})
    client.post("/sources/add/", {"uploads": [upload(long, b"third")]})
    names = {capture.name for capture in book.store.captures()}
    assert "한 글.txt" in names
    assert "a." + "x" * 300 in names
    assert long in names
    assert {capture.added_by for capture in book.store.captures()} == {"Alice"}


def test_nothing_given_and_addresses_that_are_none_are_given_back(client: Client) -> None:
    for given in ({}, {"addresses": "ftp://host.example/x"}, {"addresses": "two words.example"},
                  {"addresses": "\n".join(["https://host.example/"] * 201)}):  # fmt: skip
        answer = client.post("/sources/add/", given)
        assert answer.status_code == 422, given
        assert b"errorlist" in answer.content


def test_a_traversing_name_is_kept_as_a_name_and_touches_no_file(client: Client, book: Casebook) -> None:
    client.post("/sources/add/", {"uploads": [upload("../../etc/passwd")]})
    assert any(capture.name.endswith("passwd") for capture in book.store.captures())


def test_the_list_is_taken_away_as_csv_without_formulas(client: Client) -> None:
    table = client.get("/sources/?format=csv").content.decode("utf-8-sig")
    assert "'=Hundreds sent back" in table


def test_progress_is_a_line_that_htmx_and_reloading_can_follow(client: Client) -> None:
    current.work().start(10, "reading")
    current.work().step("한국어 문서.txt")
    state = current.work().state()
    assert (state.done, state.total, state.item) == (1, 10, "한국어 문서.txt")
    assert client.get("/sources/progress/").status_code == 200


def test_an_empty_casebook_says_what_to_do(
    client: Client, book: Casebook, tmp_path_factory: pytest.TempPathFactory
) -> None:
    import chamsae

    with chamsae.init(tmp_path_factory.mktemp("empty") / "book") as empty:
        current.hold(empty)
        for address, words in (("/", "The casebook is empty"), ("/sources/", "No sources yet"),
                               ("/figures/", "No figures yet"), ("/review/", "Nothing to review yet"),
                               ("/search/", "nothing to search")):  # fmt: skip
            assert words in client.get(address).content.decode(), address


def test_what_was_refused_is_shown_until_it_is_put_away(client: Client) -> None:
    current.work().tell([("bad.zip", "bad.zip: two members of one name")])
    page = client.get("/sources/").content.decode()
    assert "1 item was not taken in" in page
    assert "two members of one name" in page
    client.post("/sources/seen/")
    assert "not taken in" not in client.get("/sources/").content.decode()


def test_a_dropped_archive_is_opened(client: Client, book: Casebook) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("inside.txt", "words")
    client.post("/sources/add/", {"uploads": [upload("pile.zip", packed.getvalue())]})
    (inside,) = (capture for capture in book.store.captures() if capture.name == "inside.txt")
    assert inside.container


@pytest.mark.parametrize(
    ("tongue", "words"), [("ko", "손상된 ZIP입니다. 끝이 없습니다"), ("zh-hans", "是损坏的 ZIP：缺少结尾")]
)
def test_what_was_refused_is_told_in_the_language_of_the_screen(client: Client, tongue: str, words: str) -> None:
    client.post("/sources/add/", {"uploads": [upload("pile.zip", b"PK\x03\x04" + b"\0" * 40)]})
    assert words in client.get("/sources/", HTTP_ACCEPT_LANGUAGE=tongue).content.decode()


@pytest.mark.parametrize(
    ("tongue", "why", "noted"),
    [
        ("en", "page 2: a picture in which no words were found", "WARC carries no digest"),
        ("ko", "2쪽: 글자를 찾지 못한 그림입니다", "WARC에 다이제스트가 없습니다"),
        ("zh-hans", "第 2 页：图片中未发现文字", "WARC 不带摘要"),
    ],
)
def test_why_a_file_was_not_read_and_what_was_noted_are_told_in_the_language_of_the_screen(
    client: Client, book: Casebook, tongue: str, why: str, noted: str
) -> None:
    held = book.archive.add_bytes(upload("scan.pdf", b"%PDF-"), "scan.pdf", by="Alice")
    told = replace(held, name="noted.pdf", notes=("WARC carries no digest",))
    with book.store.transaction():
        capture = book.store.add_capture(told)
        book.store.add_reading(
            Reading(sha256=held.sha256, reader="chamsae-read 1", state=ReadState.FAILED, at=held.captured_at,
                    reason="page 2: a picture in which no words were found")
        )  # fmt: skip
    for address in ("/sources/?state=failed", f"/sources/{capture.id}/", "/"):
        assert why in client.get(address, HTTP_ACCEPT_LANGUAGE=tongue).content.decode(), address
    assert noted in client.get(f"/sources/{capture.id}/", HTTP_ACCEPT_LANGUAGE=tongue).content.decode()


def test_what_is_not_there_is_told_in_the_language_of_the_screen(client: Client) -> None:
    answer = client.get("/sources/s999/", HTTP_ACCEPT_LANGUAGE="ko")
    assert answer.status_code == 404
    assert "자료 s999이(가) 없습니다" in answer.content.decode()
