"""Rows 42 to 48: addresses that lead inside, answers without end, and time stamps that are none."""

import base64
import gzip
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from chamsae.archive.fetch import FetchLimits, SafeFetcher
from chamsae.archive.objects_memory import MemoryObjects
from chamsae.archive.stamp import Standing
from chamsae.casebook.book import Casebook
from chamsae.memory import MemoryStore
from chamsae.ports import Fetcher
from chamsae.settings import Settings
from tests.archive.made import PAGE, gzip_bomb
from tests.archive.test_fetch import ENDLESS, ONWARD, REFUSED, SMALL, Server, fetcher, names
from tests.archive.tsa import Tsa
from tests.hostile.row import Held, Row

KNOWN = {"news_example": ["93.184.216.34"], "inside_example": ["10.1.2.3"],
         "both_example": ["93.184.216.34", "127.0.0.1"], "six_example": ["fec0::1"]}  # fmt: skip
IP4 = tuple(
    one for one in REFUSED if "127." in one or "localhost" in one.lower() or "//0" in one or "2130706433" in one
)
IP6 = tuple(one for one in REFUSED if "[" in one or "six." in one)
REST = tuple(one for one in REFUSED if one not in (*IP4, *IP6))


@contextmanager
def fetching(by: Fetcher) -> Iterator[Casebook]:
    """A casebook in memory that fetches so."""
    with Casebook(MemoryStore(), MemoryObjects(), Settings(workers=1), fetcher=by) as book:
        yield book


def nothing_kept(book: Casebook, address: str) -> str:
    """Add an address, and keep it as a page: both are refused, nothing comes in; the reason."""
    (refusal,) = book.archive.add([address], by="Alice").refused if "://" in address else (None,)
    (page,) = book.archive.keep_page(address, by="Alice").refused
    assert not list(book.store.captures())
    return page.reason if refusal is None else refusal.reason


def never_asked(*addresses: str) -> Callable[[Held], None]:
    """None of these is connected to."""

    def check(held: Held) -> None:
        def connect(*args: object, **more: object) -> None:
            raise AssertionError(f"connected to {args}")

        with pytest.MonkeyPatch.context() as patch, fetching(SafeFetcher(resolver=names(**KNOWN))) as book:
            patch.setattr(socket, "create_connection", connect)
            for address in addresses:
                assert nothing_kept(book, address), address

    return check


@contextmanager
def served() -> Iterator[Server]:
    """A server on this machine that the fetcher is allowed to ask."""
    server = Server()
    try:
        yield server
    finally:
        server.stop()


def each_hop_is_judged(held: Held) -> None:
    with served() as server, fetching(fetcher(server)) as book:
        for onward in ONWARD:
            nothing_kept(book, server.page("/a", b"", "HTTP/1.1 302 Found", Location=onward))
        assert all(request.startswith("GET /a ") for request in server.requests)
        assert len(server.requests) == 2 * len(ONWARD)
        for number in range(30):
            server.page(f"/{number}", b"", "HTTP/1.1 302 Found", Location=f"/{number + 1}")
        assert "redirects more than 10 times" in nothing_kept(book, server.address("/0"))


def only_the_judged_number(held: Held) -> None:
    with served() as server:
        answers = iter([["127.0.0.1"], ["10.0.0.1"]])
        with fetching(fetcher(server, resolver=lambda host, port: next(answers))) as book:
            report = book.archive.add([server.page("/a"), server.address("/a")], by="Alice")
            assert [one.redirects[0].ip for one in report.added] == ["127.0.0.1"]
            assert "10.0.0.1" in report.refused[0].reason
        assert len(server.requests) == 1


def answers_are_bounded(held: Held) -> None:
    with served() as server, fetching(fetcher(server, limits=SMALL)) as book:
        for kind in ("endless body", "gzip bomb", "slow body", "endless header line", "large headers", "cut off"):
            answer, reason = ENDLESS[kind]
            server.answers["/a"] = answer
            assert reason in nothing_kept(book, server.address("/a")), kind
        server.page("/b", gzip.compress(PAGE), Content_Encoding="gzip")
        assert len(book.archive.add([server.address("/b")], by="Alice").added) == 1
        assert len(gzip_bomb(50 << 20)) < SMALL.wire_bytes < SMALL.decoded_bytes < 50 << 20
        assert FetchLimits().decoded_bytes < 1 << 30


def expired(tsa: Tsa) -> None:
    """Give the authority a certificate for stamping that ended yesterday, under the same root."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization

    own = x509.load_pem_x509_certificate((tsa.folder / "own.pem").read_bytes())
    root = x509.load_pem_x509_certificate((tsa.folder / "root.pem").read_bytes())
    key = serialization.load_pem_private_key((tsa.folder / "root.key").read_bytes(), None)
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(
        subject_name=own.subject, issuer_name=root.subject, public_key=own.public_key(), serial_number=7,
        not_valid_before=now - timedelta(days=9), not_valid_after=now - timedelta(days=1),
        extensions=list(own.extensions),
    )  # fmt: skip
    made = builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)  # type: ignore[arg-type]
    (tsa.folder / "own.pem").write_bytes(made)
    tsa.pem = made + (tsa.folder / "root.pem").read_bytes()


def stamps_are_judged(held: Held) -> None:
    """Whatever comes as a stamp is kept as it came and called what it is."""
    if shutil.which("openssl") is None:
        pytest.skip("the openssl program is not installed")
    book, folder = held.book, held.folder / "stamping"
    folder.mkdir()
    one, two, old = (Tsa(folder, name) for name in ("one", "two", "old"))
    expired(old)
    assert book.path
    (book.path / "authorities").mkdir()
    for tsa in (one, old):
        (book.path / "authorities" / f"{tsa.name}.pem").write_bytes(tsa.pem)
    book.log.checkpoint(by="Alice")
    query = book.log.stamp_request()
    assert took(book, one.reply(query)) is Standing.VALID
    assert took(book, one.reply(query, "-chain", str(two.folder / "own.pem"))) in (
        Standing.VALID,
        Standing.UNPARSABLE,  # where its certificates stand in no order DER allows
    )
    assert took(book, two.reply(query)) is Standing.OTHER_AUTHORITY
    assert took(book, old.reply(query)) is Standing.OTHER_AUTHORITY
    newest = book.log.newest()
    assert newest
    assert took(book, one.reply(of_sha1(one, newest.note.encode()))) is Standing.UNPARSABLE
    assert took(book, b"\x30\x80" + bytes(300)) is Standing.UNPARSABLE


def took(book: Casebook, reply: bytes) -> Standing:
    """Keep a reply; what it is called."""
    kept, verdict = book.log.stamp(reply, by="Alice")
    assert base64.b64decode(kept.reply) == reply
    return verdict.standing


def of_sha1(tsa: Tsa, data: bytes) -> bytes:
    """A request by SHA-1, which the authority is made to answer."""
    config: Path = tsa.folder / "config"
    config.write_text(config.read_text().replace("digests = ", "digests = sha1, "))
    (tsa.folder / "data").write_bytes(data)
    tsa._run("ts", "-query", "-data", "data", "-sha1", "-no_nonce", "-cert", "-out", "sha1.tsq")
    return (tsa.folder / "sha1.tsq").read_bytes()


ROWS = (
    Row(
        number=42, what="127.0.0.1, localhost., 0, 127.1, 2130706433, 0x7f000001, 0177.0.0.1",
        done="refused before anything is connected to", check=never_asked(*IP4),
    ),
    Row(
        number=43, what="::1, ::ffff:127.0.0.1, NAT64, 6to4, fec0::1, fe80::1%eth0", done="refused likewise",
        check=never_asked(*IP6),
    ),
    Row(
        number=44, what="169.254.169.254, names of metadata services, 100.64/10, 192.0.0.192", done="refused likewise",
        check=never_asked(*REST),
    ),
    Row(
        number=45, what="redirect inside, to file: or gopher:, thirty redirects",
        done="every hop is judged like the first address; at most ten", check=each_hop_is_judged,
    ),
    Row(
        number=46, what="name that is public when asked and private when connected to",
        done="resolved once; connected to the very number that was judged", check=only_the_judged_number,
    ),
    Row(
        number=47, what="slow, endless or packed body, headers without end",
        done="cut at 60 seconds, 64 MB over the wire, 128 MB unpacked, 256 kB of headers", check=answers_are_bounded,
    ),
    Row(
        number=48, what="time stamp with a stranger's certificate, of another authority, expired, by SHA-1, rubbish",
        done="kept as it came and called what it is; a pinned authority's signature counts, whatever certificates lie "
        "beside it. Requests have no nonce: any stamp over the same bytes serves",
        check=stamps_are_judged,
    ),
)  # fmt: skip
