"""WARC records become items with all they say of themselves; hostile records cost nothing and lose nothing."""

import gzip
import os
import resource
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chamsae.archive.intake import items
from chamsae.archive.item import Item, Limits, Refusal
from chamsae.errors import InputError
from chamsae.model.source import Hop, How
from tests.archive.made import PAGE, gzip_bomb, only, patched, record, response, taken

A, B = "http://news.example/a.html", "http://news.example/b.html"

SAMPLE = response(A, PAGE)


def write(folder: Path, data: bytes, name: str = "crawl.warc.gz") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_response_becomes_an_item_with_address_headers_time_and_status(tmp_path: Path) -> None:
    path = write(tmp_path, response(A, PAGE, [("X-Note", "값".encode().decode("latin-1"))]))
    outer, page = only(path)
    assert (outer.how, page.how) == (How.FILE, How.WARC)
    assert (page.name, page.address, page.asked) == ("a.html", A, A)
    assert page.redirects == (Hop(address=A, status=200, ip=""),)
    assert ("Content-Type", "text/html; charset=utf-8") in page.headers
    assert page.claimed_at
    assert page.claimed_at.tzinfo is UTC
    assert page.notes == ("WARC digest matches",)
    assert page.container
    assert taken(path)[0]["a.html"] == PAGE


def test_plain_and_gzipped_warcs_hold_the_same(tmp_path: Path) -> None:
    packed = response(A, PAGE) + response(B, PAGE)
    plain = gzip.decompress(packed)
    whole = gzip.compress(plain)  # one gzip member for all records, which some tools write
    for number, data in enumerate([packed, plain, whole]):
        found, refused = taken(write(tmp_path, data, f"{number}.warc"))
        assert list(found) == [f"{number}.warc", "a.html", "b.html"]
        assert not refused


def chunked(body: bytes) -> bytes:
    return b"".join(b"%x;x=1\r\n%s\r\n" % (len(p), p) for p in (body[:5], body[5:])) + b"0\r\n\r\n"


ENCODED = {
    "gzip": ([("Content-Encoding", "gzip")], gzip.compress(PAGE)),
    "two gzip members": ([("Content-Encoding", "gzip")], gzip.compress(PAGE[:9]) + gzip.compress(PAGE[9:])),
    "deflate": ([("Content-Encoding", "deflate")], zlib.compress(PAGE)),
    "bare deflate": ([("Content-Encoding", "deflate")], zlib.compress(PAGE)[2:-4]),
    "identity": ([("Content-Encoding", "identity")], PAGE),
    "chunked": ([("Transfer-Encoding", "chunked")], chunked(PAGE)),
    "said to be chunked": ([("Transfer-Encoding", "chunked")], PAGE),
    "chunked gzip": (
        [("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")],
        chunked(gzip.compress(PAGE)),
    ),
}


@pytest.mark.parametrize(("headers", "body"), ENCODED.values(), ids=ENCODED.keys())
def test_bodies_are_decoded_as_a_browser_would(tmp_path: Path, headers: list[tuple[str, str]], body: bytes) -> None:
    found, refused = taken(write(tmp_path, response(A, body, headers)))
    assert not refused
    assert found["a.html"] == PAGE


UNDECODABLE = {
    "unknown": ([("Content-Encoding", "br")], PAGE, "encoded as 'br'"),
    "cut off": ([("Content-Encoding", "gzip")], gzip.compress(PAGE)[:-9], "cut off"),
    "damaged": ([("Content-Encoding", "gzip")], b"\x1f\x8b\x08" + b"\xff" * 30, "damaged"),
    "not gzip": ([("Content-Encoding", "gzip")], PAGE, "damaged"),
    "chunks break off": ([("Transfer-Encoding", "chunked")], b"5\r\nabcde\r\nff\r\nabc", "breaks off"),
    "gzip bomb": ([("Content-Encoding", "gzip")], gzip_bomb(100 << 20), "holds more than"),
}


@pytest.mark.parametrize(("headers", "body", "reason"), UNDECODABLE.values(), ids=UNDECODABLE.keys())
def test_a_body_that_cannot_be_decoded_is_refused_and_the_next_record_read(
    tmp_path: Path, headers: list[tuple[str, str]], body: bytes, reason: str
) -> None:
    found, refused = taken(write(tmp_path, response(A, body, headers) + response(B, PAGE)))
    assert list(found) == ["crawl.warc.gz", "b.html"]
    assert [reason in refusal.reason for refusal in refused] == [True]
    assert A in refused[0].name


LENGTHS = {
    "huge": "1" + "0" * 20,
    "negative": "-5",
    "missing": None,
    "words": "many",
    "other digits": "１２",
    "over": "9" * 12,
}


@pytest.mark.parametrize("length", LENGTHS.values(), ids=LENGTHS.keys())
def test_a_length_that_cannot_be_right_refuses_the_record_and_keeps_the_file(
    tmp_path: Path, length: str | None
) -> None:
    data = record(b"first") + record(b"second", length=length) + record(b"third")
    found, refused = taken(write(tmp_path, data, "bad.warc"))
    assert found["bad.warc"] == data
    assert found["a.txt"] == b"first"
    assert len(found) == 2
    (refusal,) = refused
    assert refusal.name == "bad.warc › record 2"
    assert "Content-Length" in refusal.reason


@pytest.mark.parametrize("number", [1, 2])
def test_a_header_line_of_64_megabytes_is_refused_at_once(tmp_path: Path, number: int) -> None:
    long = "X-Long: " + "a" * (64 << 20) + "\r\n"
    data = record(b"x", more=long) if number == 1 else record(b"x", more="X: " + "a\r\n " * 200_000 + "\r\n")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    found, (refusal,) = taken(write(tmp_path, data, "long.warc"))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_utime - before < 3
    assert list(found) == ["long.warc"]
    assert "header" in refusal.reason


def test_a_long_http_header_within_a_record_is_refused(tmp_path: Path) -> None:
    found, (refusal,) = taken(write(tmp_path, response(A, PAGE, [("X-Long", "a" * 100_000)])))
    assert list(found) == ["crawl.warc.gz"]
    assert "header line" in refusal.reason


def test_a_gzip_bomb_is_cut_at_the_limit(tmp_path: Path) -> None:
    bomb = gzip.compress(record(bytes(200 << 20)))
    found, (refusal,) = taken(write(tmp_path, bomb))
    assert found["crawl.warc.gz"] == bomb
    assert "unpacks to more than" in refusal.reason


def test_the_whole_file_has_a_cap_too(tmp_path: Path) -> None:
    data = b"".join(record(os.urandom(1000)) for _ in range(10))
    path = write(tmp_path, data, "x.warc")
    found = [item for item in items(path, Limits(total_bytes=5000)) if isinstance(item, Item)]
    assert 3 <= len(found) <= 5


DATES = {
    "2123-01-01T00:00:00Z": "WARC-Date lies in the future",
    "1601-01-01T00:00:00Z": "WARC-Date lies before 1990",
    "yesterday": "WARC-Date cannot be read",
    "0001-01-01T00:00:00+14:00": "WARC-Date cannot be read",
}


@pytest.mark.parametrize(("date", "note"), DATES.items())
def test_an_impossible_date_is_kept_as_claimed_and_flagged(tmp_path: Path, date: str, note: str) -> None:
    _, item = only(write(tmp_path, record(b"x", date=date), "x.warc"))
    assert any(told.startswith(note) for told in item.notes)
    if "lies" in note:
        assert item.claimed_at == datetime.fromisoformat(date)


def test_a_changed_body_does_not_match_its_digest_and_is_refused(tmp_path: Path) -> None:
    plain = patched(gzip.decompress(response(A, PAGE)), b"Around 600", b"Around 900")
    found, (refusal,) = taken(write(tmp_path, plain, "x.warc"))
    assert list(found) == ["x.warc"]
    assert "does not match its WARC digest" in refusal.reason


def test_digests_in_hexadecimal_and_of_sha_256_are_understood(tmp_path: Path) -> None:
    digest = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"  # of "x"
    for told in (f"sha256:{digest}", f"sha-256:{digest.upper()}"):
        path = write(tmp_path, record(b"x", more=f"WARC-Block-Digest: {told}\r\n"), "x.warc")
        assert only(path)[1].notes == ("WARC digest matches",)
    _, refused = taken(write(tmp_path, record(b"y", more=f"WARC-Block-Digest: sha256:{digest}\r\n"), "x.warc"))
    assert len(refused) == 1
    assert only(write(tmp_path, record(b"y"), "x.warc"))[1].notes == ("WARC carries no digest",)


@pytest.mark.parametrize("status", ["404 Not Found", "301 Moved", "500 Oops"])
def test_an_answer_that_is_no_page_is_refused_with_its_status(tmp_path: Path, status: str) -> None:
    found, (refusal,) = taken(write(tmp_path, response(A, PAGE, status=status)))
    assert len(found) == 1
    assert f"answered {status[:3]}" in refusal.reason


def test_bookkeeping_records_are_passed_over_and_revisits_named(tmp_path: Path) -> None:
    data = b"".join(record(b"x", kind=kind) for kind in ("warcinfo", "request", "metadata", "revisit"))
    found, (refusal,) = taken(write(tmp_path, data, "x.warc"))
    assert len(found) == 1
    assert "revisit" in refusal.reason


def test_a_cut_off_file_gives_what_is_whole(tmp_path: Path) -> None:
    for data in (
        response(A, PAGE) + response(B, PAGE)[:-40],
        gzip.decompress(response(A, PAGE) + response(B, PAGE))[:-90],
    ):
        found, refused = taken(write(tmp_path, data, "cut.warc"))
        assert list(found) == ["cut.warc", "a.html"]
        assert "cut off" in refused[0].reason or "damaged" in refused[0].reason


def test_an_odd_address_and_a_nul_do_no_harm(tmp_path: Path) -> None:
    plain = record(b"x").replace(b"http://news.example/a.txt", b"http://[x/%00\0a")
    _, item = only(write(tmp_path, plain, "x.warc"))
    assert "\0" not in item.name + (item.address or "")


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_changed_byte_makes_a_warc_crash_us_or_lose_the_file(tmp_path: Path, data: st.DataObject) -> None:
    whole = bytearray(data.draw(st.sampled_from([SAMPLE, gzip.decompress(SAMPLE)])))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    first, *rest = items(write(tmp_path, bytes(whole), "fuzzed"))
    assert isinstance(first, Item)
    with first.open() as stream:
        assert stream.read() == whole
    assert all(isinstance(item, Item) or (item.name and item.reason) for item in rest)


def test_a_refused_warc_names_itself(tmp_path: Path) -> None:
    found = list(items(write(tmp_path, b"WARC/1.0\r\nnonsense", "x.warc")))
    assert isinstance(found[-1], Refusal)
    assert "x.warc" in found[-1].name


def test_item_streams_can_be_opened_twice(tmp_path: Path) -> None:
    for item in items(write(tmp_path, response(A, PAGE))):
        assert isinstance(item, Item)
        try:
            reads = []
            for _ in range(2):
                with item.open() as stream:
                    reads.append(stream.read())
                    stream.seek(0)
                    assert stream.read(5) == reads[-1][:5]
            assert reads[0] == reads[1]
        except InputError as error:
            pytest.fail(str(error))
