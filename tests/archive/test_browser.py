"""The browser draws pages of the public internet and reaches nothing inside."""

import ipaddress
import os
import shutil
import socket
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress

import pytest

from chamsae.archive.address import AddressPolicy
from chamsae.archive.browser import PROGRAMS, UNWALLED, Browser
from chamsae.archive.guarded_proxy import GuardedProxy
from chamsae.errors import InputError, MissingPart
from tests.archive.test_fetch import LOOPBACK, Server

needs_browser = pytest.mark.skipif(not any(map(shutil.which, PROGRAMS)), reason="no Chromium is installed here")


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.stop()


def policy(server: Server) -> AddressPolicy:
    return AddressPolicy(ports=frozenset({server.port}), allow_networks=(LOOPBACK,))


def resolver(host: str, _port: int) -> list[str]:
    """Only this one name is of the internet; every other leads inside."""
    return ["127.0.0.1"] if host == "news.example" else ["10.0.0.7"]


def through(proxy: str, address: str) -> int:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({"http": proxy, "https": proxy}))
    try:
        with opener.open(address, timeout=60) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_the_proxy_goes_where_it_may_and_nowhere_else(server: Server) -> None:
    guarded = GuardedProxy(policy(server), resolver)
    inside = [
        "http://127.0.0.1.nip.example/",
        "http://localhost/",
        "http://169.254.169.254/latest",
        "http://2130706433/",
    ]
    with guarded.serving() as proxy:
        assert through(proxy, server.page("/", b"hello")) == 200
        assert [through(proxy, address) for address in inside] == [403] * 4
    assert len(guarded.refused) == 4
    assert len(server.requests) == 1
    assert "proxy" not in server.requests[0].lower()


def test_a_tunnel_goes_only_where_an_address_may(server: Server) -> None:
    guarded = GuardedProxy(policy(server), resolver)
    server.page("/", b"hello")
    with guarded.serving() as proxy:
        port = int(proxy.rsplit(":", 1)[1])
        for asked, answer in (
            (f"news.example:{server.port}", b"200"),
            ("10.0.0.1:443", b"403"),
            ("a.example:22", b"403"),
        ):
            with socket.create_connection(("127.0.0.1", port), timeout=60) as line:
                line.sendall(f"CONNECT {asked} HTTP/1.1\r\n\r\n".encode())
                assert answer in line.recv(100)


def test_what_is_no_request_harms_nothing(server: Server) -> None:
    with GuardedProxy(policy(server), resolver).serving() as proxy:
        port = int(proxy.rsplit(":", 1)[1])
        for junk in (b"", b"\r\n\r\n", b"GET\r\n\r\n", b"\xff" * 100_000):
            # To be hung up on in the midst of so much is no answer either.
            with socket.create_connection(("127.0.0.1", port), timeout=60) as line, suppress(ConnectionError):
                line.sendall(junk)
                line.shutdown(socket.SHUT_WR)
                assert line.recv(100) == b""


@needs_browser
def test_a_page_is_drawn_and_what_it_asks_for_inside_is_not_reached(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(UNWALLED, "yes")
    with socket.create_server(("127.0.0.1", 0)) as secret:
        port = secret.getsockname()[1]
        page = server.page(
            "/", f"<body style='background:#0a0'>금지<img src='http://127.0.0.1:{port}/x'>"
            f"<script>fetch('http://intranet.example/')</script></body>".encode(),
            Content_Type="text/html; charset=utf-8",
        )  # fmt: skip
        browser = Browser(policy=policy(server), resolver=resolver)
        shot = browser.draw(page)
        secret.settimeout(0.1)
        with pytest.raises(TimeoutError):
            secret.accept()
    assert shot.png.startswith(b"\x89PNG")
    assert "Chrom" in shot.by
    assert any("127.0.0.1" in asked for asked in browser.refused)
    assert any("intranet.example" in asked for asked in browser.refused)


def test_without_a_browser_or_its_walls_the_reason_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(UNWALLED, raising=False)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    with pytest.raises(InputError, match="walls"):
        Browser(program="/bin/true").draw("http://news.example/")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(MissingPart, match="no browser"):
        Browser().draw("http://news.example/")
    assert ipaddress.ip_address("127.0.0.1") in LOOPBACK


def test_a_browser_that_draws_nothing_or_hangs_is_told_of(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(UNWALLED, "yes")
    with pytest.raises(InputError, match="drew nothing"):
        Browser(program="/bin/true", policy=policy(server)).draw("http://news.example/")
