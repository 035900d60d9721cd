"""Bytes sent to an address somebody named, as a request for a time stamp is, and nothing sent onwards."""

import shutil
import socket
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from chamsae.archive.objects_memory import MemoryObjects
from chamsae.archive.stamp import Standing
from chamsae.casebook.book import Casebook
from chamsae.errors import InputError, RefusedAddress
from chamsae.memory import MemoryStore
from chamsae.settings import Settings
from tests.archive.test_fetch import Server, fetcher, server
from tests.archive.tsa import Tsa

__all__ = ["server"]


def office(server: Server, reply: Callable[[bytes], bytes]) -> str:
    """The address of an authority that answers what it is sent with `reply`."""

    def answer(line: socket.socket, _told: str) -> None:
        head, _, body = server.requests[-1].encode("latin-1").partition(b"\r\n\r\n")
        length = next(int(one.split(b":")[1]) for one in head.split(b"\r\n") if one.lower().startswith(b"content-len"))
        while len(body) < length:
            body += line.recv(65536)
        made = reply(body)
        line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(made) + made)

    server.answers["/tsr"] = answer
    return server.address("/tsr")


def test_what_is_sent_arrives_with_its_type_and_the_answer_comes_back(server: Server) -> None:
    address = office(server, lambda body: body[::-1])
    got = fetcher(server).post(address, b"abc", "application/timestamp-query")
    assert (got.body, got.address, got.hops[0].status) == (b"cba", address, 200)
    assert server.requests[0].startswith("POST /tsr ")
    assert "Content-Type: application/timestamp-query\r\n" in server.requests[0]


@pytest.mark.parametrize("status", ["301 Moved", "307 Temporary Redirect", "404 Not Found", "500 Oops"])
def test_a_redirect_or_a_fault_ends_it(server: Server, status: str) -> None:
    address = server.page("/a", b"", f"HTTP/1.1 {status}", Location="http://elsewhere.example/")
    with pytest.raises(InputError, match=status[:3]):
        fetcher(server).post(address, b"abc", "text/plain")
    assert len(server.requests) == 1


def test_an_address_inside_is_never_connected_to(server: Server) -> None:
    for address in ("http://10.0.0.1/", "http://localhost/", "ftp://news.example/"):
        with pytest.raises(RefusedAddress):
            fetcher(server).post(address, b"abc", "text/plain")
    assert server.requests == []


@pytest.mark.skipif(shutil.which("openssl") is None, reason="the openssl program is not installed")
def test_a_stamp_is_asked_for_over_the_network_only_where_the_user_says_so(server: Server, tmp_path: Path) -> None:
    tsa = Tsa(tmp_path, "office")
    (tmp_path / "authorities").mkdir()
    (tmp_path / "authorities" / "office.pem").write_bytes(tsa.pem)
    address = office(server, tsa.reply)
    book = Casebook(MemoryStore(), MemoryObjects(), Settings(), path=tmp_path, poster=fetcher(server))
    book.archive.add_bytes(BytesIO(b"one"), "one.txt", by="하늘")
    book.log.checkpoint(by="하늘")
    assert server.requests == []
    _, verdict = book.log.ask(address, by="하늘")
    assert (verdict.standing, verdict.authority) == (Standing.VALID, "office")
    assert len(server.requests) == 1


def test_a_casebook_that_sends_nothing_says_so() -> None:
    book = Casebook(MemoryStore(), MemoryObjects(), Settings())
    book.archive.add_bytes(BytesIO(b"one"), "one.txt", by="하늘")
    book.log.checkpoint(by="하늘")
    with pytest.raises(InputError, match="sends nothing"):
        book.log.ask("http://news.example/", by="하늘")
