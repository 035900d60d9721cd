"""A page kept whole: redirects, headers, parts and picture in one WARC that our own and other tools read."""

import gzip
import hashlib
import io
import ipaddress
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

import chamsae
from chamsae.archive.address import AddressPolicy
from chamsae.archive.fetch import SafeFetcher
from chamsae.archive.objects_memory import MemoryObjects
from chamsae.archive.webpage import Fetching, Shot, keep, parts_of, picture_in
from chamsae.casebook.book import Casebook
from chamsae.errors import InputError
from chamsae.memory import MemoryStore
from chamsae.settings import Settings
from tests.archive.test_fetch import LOOPBACK, Server

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HTML = """<html><head><link rel="stylesheet" href="/style.css"><title>돌려보내진 사람들</title></head>
<body><p>On 9 October 2023 Harim Watch said more than 400 people were sent back.</p>
<img src="photo.png#x" srcset="photo.png 1x, /big.png 2x"><img src="data:image/png;base64,AA"><img src="photo.png">
<script src="/script.js"></script><a href="/elsewhere">elsewhere</a><iframe src="http://10.0.0.1/inside"></iframe>
</body></html>""".encode()


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.stop()


@pytest.fixture
def fetcher(server: Server) -> SafeFetcher:
    policy = AddressPolicy(ports=frozenset({server.port}), allow_networks=(LOOPBACK,))
    return SafeFetcher(policy=policy, resolver=lambda _host, _port: ["127.0.0.1"])


@pytest.fixture
def page(server: Server) -> str:
    packed = gzip.compress(HTML)
    server.page("/news/story", packed, Content_Type="text/html; charset=utf-8", Content_Encoding="gzip")
    server.page("/style.css", b"p { color: red }", Content_Type="text/css")
    server.page("/news/photo.png", b"\x89PNG photo", Content_Type="image/png")
    server.page("/big.png", b"", head="HTTP/1.1 404 Not Found")
    return server.page("/old", b"", head="HTTP/1.1 301 Moved Permanently", Location="/news/story")


def kept(address: str, fetcher: Fetching, shot: bytes | None = b"\x89PNG shot") -> tuple[bytes, tuple[str, ...], int]:
    out = io.BytesIO()
    draw = None if shot is None else lambda _: Shot(png=shot, by="Painter 1")
    told = keep(address, out, fetcher, draw=draw, now=NOON, software="test")
    return out.getvalue(), told.missing, told.parts


def test_the_way_the_page_its_parts_and_its_picture_lie_in_one_warc(
    server: Server, fetcher: SafeFetcher, page: str
) -> None:
    warc, missing, parts = kept(page, fetcher)
    records = [
        (record.rec_type, record.rec_headers.get_header("WARC-Target-URI"), record.http_headers)
        for record in ArchiveIterator(io.BytesIO(warc))
    ]
    answered = [(uri, headers.get_statuscode()) for kind, uri, headers in records if kind == "response"]
    assert answered == [
        (page, "301"),
        (server.address("/news/story"), "200"),
        (server.address("/style.css"), "200"),
        (server.address("/news/photo.png"), "200"),
    ]
    assert [kind for kind, *_ in records].count("request") == 4
    assert parts == 2
    assert any("answered 404" in one for one in missing)
    assert any("10.0.0.1" in one for one in missing)
    assert picture_in(io.BytesIO(warc)) == b"\x89PNG shot"


def test_every_record_says_what_it_holds_and_from_where_it_came(fetcher: SafeFetcher, page: str) -> None:
    warc, _, _ = kept(page, fetcher)
    for record in ArchiveIterator(io.BytesIO(warc), check_digests="raise"):
        record.content_stream().read()
        told = record.rec_headers
        if record.rec_type == "response":
            assert told.get_header("WARC-IP-Address") == "127.0.0.1"
            assert told.get_header("WARC-Payload-Digest").startswith("sha1:")


def test_bytes_are_kept_as_they_came_and_read_as_they_are(fetcher: SafeFetcher, page: str) -> None:
    warc, _, _ = kept(page, fetcher)
    (story,) = [
        record.raw_stream.read()
        for record in ArchiveIterator(io.BytesIO(warc), no_record_parse=False)
        if record.rec_type == "response" and record.http_headers.get_header("Content-Encoding") == "gzip"
    ]
    assert gzip.decompress(story) == HTML


def test_where_no_picture_can_be_had_the_reason_is_told(fetcher: SafeFetcher, page: str) -> None:
    _, missing, _ = kept(page, fetcher, shot=None)
    assert any("not asked for" in one for one in missing)

    def fail(_: str) -> Shot:
        raise InputError("the browser drew nothing")

    out = io.BytesIO()
    told = keep(page, out, fetcher, draw=fail, now=NOON, software="test")
    assert any("drew nothing" in one for one in told.missing)
    assert picture_in(io.BytesIO(out.getvalue())) is None


def test_a_page_that_cannot_be_had_raises_and_one_that_is_no_html_has_no_parts(
    server: Server, fetcher: SafeFetcher
) -> None:
    with pytest.raises(InputError, match="404"):
        kept(server.page("/gone", b"", head="HTTP/1.1 404 Not Found"), fetcher)
    plain = server.page("/plain", b"<img src='/x.png'>", Content_Type="text/plain")
    assert list(parts_of(fetcher.fetch(plain))) == []


def test_a_page_taken_into_a_casebook_is_read_like_any_warc(fetcher: SafeFetcher, page: str) -> None:
    book = Casebook(MemoryStore(), MemoryObjects(), Settings(workers=1), fetcher=fetcher)
    report = book.archive.keep_page(page, by="Alice", draw=lambda _: Shot(png=b"\x89PNG", by="Painter 1"))
    whole, *parts = report.added
    assert (whole.asked, whole.name.endswith(".warc.gz")) == (page, True)
    assert any(note.startswith("not captured: http://10.0.0.1/inside") for note in whole.notes)
    assert {part.container for part in parts} == {whole.sha256}
    (story,) = [part for part in parts if part.media_type.startswith("text/html")]
    assert book.objects.read(story.sha256) == HTML
    assert story.sha256 == hashlib.sha256(HTML).hexdigest()


def test_a_page_that_cannot_be_had_is_refused_with_its_reason(fetcher: SafeFetcher) -> None:
    book = Casebook(MemoryStore(), MemoryObjects(), Settings(workers=1), fetcher=fetcher)
    (refusal,) = book.archive.keep_page("http://10.0.0.1/", by="Alice").refused
    assert "not fetched" in refusal.reason
    (refusal,) = chamsae.in_memory().archive.keep_page("http://[::1]/", by="Alice").refused
    assert ipaddress.ip_address("::1").is_loopback
    assert "not fetched" in refusal.reason


def test_hostile_charsets_and_addresses_harm_nothing(server: Server, fetcher: SafeFetcher, tmp_path: Path) -> None:
    body = (
        b"<img src='http://[bad'><img src='//\xff\xfe/x'><img src='javascript:alert(1)'><img src='file:///etc/passwd'>"
    )
    address = server.page("/odd", body, Content_Type="text/html; charset=rot13")
    out = io.BytesIO()
    told = keep(address, out, fetcher, draw=None, now=NOON, software="test")
    assert told.parts == 0
