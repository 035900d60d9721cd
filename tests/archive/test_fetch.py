"""Fetching never reaches what is not public, at no hop, and never waits or fills up for ever."""

import gzip
import ipaddress
import shutil
import socket
import ssl
import subprocess
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC
from pathlib import Path

import pytest

from chamsae.archive.address import AddressPolicy, Resolver, resolve, target
from chamsae.archive.fetch import USER_AGENT, FetchLimits, SafeFetcher
from chamsae.errors import InputError, RefusedAddress
from chamsae.model.source import Hop
from tests.archive.made import PAGE, gzip_bomb

LOOPBACK = ipaddress.ip_network("127.0.0.0/8")
Answer = Callable[[socket.socket, str], None]


class Server:
    """Answers each request on a loopback port by what is laid down for its path, and remembers it."""

    def __init__(self) -> None:
        self.answers: dict[str, bytes | Answer] = {}
        self.requests: list[str] = []
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.socket.settimeout(0.1)  # here, for a short test closes it before the thread has begun
        self.port = int(self.socket.getsockname()[1])
        self.tls: ssl.SSLContext | None = None
        self.stopped = threading.Event()
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def page(self, path: str, body: bytes = PAGE, head: str = "HTTP/1.1 200 OK", **headers: str) -> str:
        """Lay down an answer; the address to ask for it."""
        told = {"Content-Length": str(len(body))} | {k.replace("_", "-"): v for k, v in headers.items()}
        lines = [head, *(f"{key}: {value}" for key, value in told.items() if value)]
        self.answers[path] = "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body
        return self.address(path)

    def address(self, path: str) -> str:
        return f"http://news.example:{self.port}{path}"

    def stop(self) -> None:
        self.stopped.set()
        self.socket.close()
        self.thread.join(5)

    def _serve(self) -> None:
        while not self.stopped.is_set():
            try:
                line, _ = self.socket.accept()
            except TimeoutError:
                continue
            except OSError:
                return
            threading.Thread(target=self._answer, args=(line,), daemon=True).start()

    def _answer(self, line: socket.socket) -> None:
        request = b""
        with line:
            try:
                if self.tls:
                    line = self.tls.wrap_socket(line, server_side=True)
                while b"\r\n\r\n" not in request:
                    request += line.recv(65536)
                self.requests.append(request.decode("latin-1"))
                answer = self.answers[request.split()[1].decode()]
                if callable(answer):
                    answer(line, "")
                else:
                    line.sendall(answer)
            except (OSError, KeyError, IndexError):
                return
            finally:
                line.close()


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.stop()


def names(**known: list[str]) -> Resolver:
    """A resolver that knows these hosts (dots written as underscores)."""

    def resolver(host: str, port: int) -> list[str]:
        try:
            return [str(ipaddress.ip_address(host))]
        except ValueError:
            pass
        if host.replace(".", "_") not in known:
            raise socket.gaierror(-2, "Name or service not known")
        return known[host.replace(".", "_")]

    return resolver


def fetcher(server: Server, *, resolver: Resolver | None = None, limits: FetchLimits | None = None) -> SafeFetcher:
    """A fetcher that may reach the test server and nothing else inside."""
    policy = AddressPolicy(ports=frozenset({80, 443, server.port}), allow_networks=(LOOPBACK,))
    return SafeFetcher(policy=policy, resolver=resolver or names(news_example=["127.0.0.1"]), limits=limits)


def test_a_page_comes_with_headers_hop_and_time(server: Server) -> None:
    address = server.page("/a", Content_Type="text/html", Set_Cookie="id=1")
    got = fetcher(server).fetch(address + "#part")
    assert (got.address, got.body) == (address, PAGE)
    assert ("Content-Type", "text/html") in got.headers
    assert got.hops == (Hop(address=address, status=200, ip="127.0.0.1"),)
    assert got.at.tzinfo is UTC


def test_the_request_says_who_we_are_and_nothing_more(server: Server) -> None:
    address = server.page("/a", Set_Cookie="id=1")
    for _ in range(2):
        fetcher(server).fetch(address)
    for request in server.requests:
        assert f"User-Agent: {USER_AGENT}\r\n" in request
        assert f"Host: news.example:{server.port}\r\n" in request
        assert "ookie" not in request
        assert "Authorization" not in request


def test_proxies_of_the_environment_are_not_used(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert fetcher(server).fetch(server.page("/a")).body == PAGE


def test_redirects_are_followed_and_every_hop_recorded(server: Server) -> None:
    server.page("/c%20d/%ED%95%9C", Content_Type="text/html")
    server.page("/b", b"", "HTTP/1.1 302 Found", Location="/c d/한".encode().decode("latin-1"))
    got = fetcher(server).fetch(server.page("/a", b"", "HTTP/1.1 301 Moved", Location="b#part"))
    assert got.body == PAGE
    assert [(hop.address, hop.status) for hop in got.hops] == [
        (server.address("/a"), 301),
        (server.address("/b"), 302),
        (server.address("/c%20d/%ED%95%9C"), 200),
    ]


REFUSED = [
    "http://127.0.0.1/",
    "http://localhost/",
    "http://localhost./",
    "http://LOCALHOST/",
    "http://a.localhost/",
    "http://0/",
    "http://0.0.0.0/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://0x7f.1/",
    "http://127.0.0.1./",
    "http://①②⑦.⓪.⓪.①/",
    "http://127。0。0。1/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b:1::1]/",
    "http://[2002:7f00:1::]/",
    "http://[fec0::1]/",
    "http://[fe80::1]/",
    "http://[fe80::1%25eth0]/",
    "http://[fe80::1%eth0]/",
    "http://[fc00::1]/",
    "http://[fd00::1]/",
    "http://[ff02::1]/",
    "http://[2001::1]/",
    "http://[2001:db8::1]/",
    "http://[100::1]/",
    "http://[3fff::1]/",
    "http://[5f00::1]/",
    "http://169.254.169.254/latest/meta-data/",
    "http://metadata.google.internal/",
    "http://metadata/",
    "http://100.64.0.1/",
    "http://100.100.100.200/",
    "http://192.0.0.192/",
    "http://168.63.129.16/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.0.1/",
    "http://198.18.0.1/",
    "http://192.0.2.1/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://240.0.0.1/",
    "http://192.88.99.1/",
    "http://router.local/",
    "http://printer.lan/",
    "http://x.internal/",
    "http://intranet/",
    "http://x.onion/",
    "http://user@news.example/",
    "http://user:pass@news.example/",
    "http://@news.example/",
    "http://news.example:22/",
    "http://news.example:0/",
    "http://news.example:99999/",
    "http://news.example:x/",
    "https://news.example:6379/",
    "file:///etc/passwd",
    "ftp://news.example/",
    "gopher://news.example/",
    "javascript:alert(1)",
    "data:text/html,x",
    "//news.example/",
    "news.example",
    "http://",
    "http:///x",
    "http://[::1",
    "http://news.example\\@127.0.0.1/",
    "http://%6c%6f%63alhost/",
    "http://a..b.example/",
    "http://-.-/\x00",
    "http://inside.example/",
    "http://both.example/",
    "http://six.example/",
]


@pytest.mark.parametrize("address", REFUSED, ids=range(len(REFUSED)))
def test_what_is_not_public_or_odd_is_never_connected_to(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(*args: object, **more: object) -> None:
        raise AssertionError(f"connected to {args}")

    monkeypatch.setattr(socket, "create_connection", connect)
    resolver = names(
        news_example=["93.184.216.34"],
        inside_example=["10.1.2.3"],
        both_example=["93.184.216.34", "127.0.0.1"],
        six_example=["fec0::1"],
    )
    with pytest.raises(RefusedAddress) as caught:
        SafeFetcher(resolver=resolver).fetch(address)
    assert caught.value.do
    str(caught.value).encode()


def test_lone_surrogates_and_line_ends_in_an_address_are_refused() -> None:
    for address in ("http://news.example/\ud800", "http://news.example/ HTTP/1.1\r\nX: y", "http://" + "a" * 9000):
        with pytest.raises(RefusedAddress):
            SafeFetcher().fetch(address)


@pytest.mark.parametrize(
    "number", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946", "2001:4860::8888"]
)
def test_public_numbers_are_permitted(number: str) -> None:
    policy = AddressPolicy()
    assert resolve(target("https://news.example/", policy), policy, names(news_example=[number])) == [number]


def test_korean_and_chinese_addresses_are_put_in_the_form_servers_know() -> None:
    found = target("HTTP://뉴스.example:80/기사 모음?q=북송".replace(" ", "%20"), AddressPolicy())
    assert found.host == "xn--vb0b40u.example" or found.host.startswith("xn--")
    assert found.path == "/%EA%B8%B0%EC%82%AC%20%EB%AA%A8%EC%9D%8C?q=%EB%B6%81%EC%86%A1"
    assert found.address == f"http://{found.host}{found.path}"


ONWARD = [
    "http://127.0.0.2:1/",
    "http://10.0.0.1/",
    "http://localhost/",
    "file:///etc/passwd",
    "gopher://news.example/",
    "http://[::1]/",
    "//169.254.169.254/",
    "http://news.example:22/",
    "http://user@news.example/",
    "http://2852039166/",
    "http://[x",
]


@pytest.mark.parametrize("onward", ONWARD)
def test_a_redirect_to_what_is_not_public_is_refused_at_that_hop(server: Server, onward: str) -> None:
    address = server.page("/a", b"", "HTTP/1.1 302 Found", Location=onward)
    with pytest.raises(RefusedAddress):
        fetcher(server).fetch(address)
    assert len(server.requests) == 1


def test_a_redirect_to_loopback_is_refused_even_when_the_first_hop_was_loopback_by_permission(server: Server) -> None:
    policy = AddressPolicy(ports=frozenset({80, server.port}), allow_networks=(ipaddress.ip_network("127.0.0.1/32"),))
    address = server.page("/a", b"", "HTTP/1.1 302 Found", Location=f"http://127.0.0.2:{server.port}/b")
    with pytest.raises(RefusedAddress, match=r"127\.0\.0\.2"):
        SafeFetcher(policy=policy, resolver=names(news_example=["127.0.0.1"])).fetch(address)


def test_thirty_redirects_are_too_many(server: Server) -> None:
    for number in range(30):
        server.page(f"/{number}", b"", "HTTP/1.1 302 Found", Location=f"/{number + 1}")
    with pytest.raises(RefusedAddress, match="redirects more than 10 times"):
        fetcher(server).fetch(server.address("/0"))
    assert len(server.requests) == 11


def test_a_name_that_changes_its_mind_is_resolved_once_per_hop_and_only_the_judged_number_connected_to(
    server: Server,
) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    address = server.page("/a")
    assert fetcher(server, resolver=lambda host, port: next(answers)).fetch(address).body == PAGE
    with pytest.raises(RefusedAddress, match=r"10\.0\.0\.1"):
        fetcher(server, resolver=lambda host, port: next(answers)).fetch(address)


def test_the_next_number_is_tried_when_one_cannot_be_reached(server: Server) -> None:
    address = server.page("/a")
    policy = AddressPolicy(ports=frozenset({server.port}), allow_networks=(LOOPBACK, ipaddress.ip_network("::1/128")))
    got = SafeFetcher(policy=policy, resolver=names(news_example=["::1", "127.0.0.1"])).fetch(address)
    assert got.hops[0].ip == "127.0.0.1"


def chunks(body: bytes) -> bytes:
    return b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)


BODIES = [
    (gzip.compress(PAGE), {"Content_Encoding": "gzip"}),
    (zlib.compress(PAGE), {"Content_Encoding": "deflate"}),
    (chunks(gzip.compress(PAGE)), {"Content_Encoding": "gzip", "Transfer_Encoding": "chunked", "Content_Length": ""}),
    (PAGE, {"Content_Length": ""}),
]


@pytest.mark.parametrize(("body", "headers"), BODIES, ids=range(len(BODIES)))
def test_encoded_bodies_are_decoded(server: Server, body: bytes, headers: dict[str, str]) -> None:
    assert fetcher(server).fetch(server.page("/a", body, **headers)).body == PAGE


def forever(piece: bytes, head: bytes = b"HTTP/1.1 200 OK\r\n\r\n", pause: float = 0.0) -> Answer:
    def answer(line: socket.socket, _: str) -> None:
        line.sendall(head)
        while True:
            line.sendall(piece)
            time.sleep(pause)

    return answer


def once(data: bytes) -> Answer:
    return lambda line, _: line.sendall(data)


SMALL = FetchLimits(wire_bytes=1 << 20, decoded_bytes=2 << 20, header_bytes=10_000, seconds=1.0)
ENDLESS = {
    "endless body": (forever(b"x" * 65536), "larger than 1,048,576"),
    "said to be endless": (once(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nx"), "larger than 1,048,576"),
    "gzip bomb": (
        once(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip_bomb(50 << 20)),
        "larger than 2,097,152",
    ),
    "slow body": (forever(b"x", pause=0.05), "longer than 1 second"),
    "slow header": (forever(b"x", b"HTTP/1.1 200 OK\r\nX: ", pause=0.05), "longer than 1 second"),
    "silence": (lambda line, _: time.sleep(60), "longer than 1 second"),
    "endless header line": (forever(b"x" * 65536, b"HTTP/1.1 200 OK\r\nX: "), "could not be fetched"),
    "endless headers": (forever(b"X: y\r\n", b"HTTP/1.1 200 OK\r\n"), "could not be fetched"),
    "large headers": (once(b"HTTP/1.1 200 OK\r\n" + b"X: %s\r\n" % (b"y" * 20_000) + b"\r\n"), "headers are larger"),
    "endless interim answers": (forever(b"HTTP/1.1 100 Continue\r\n\r\n", b""), "longer than 1 second"),
    "endless chunks": (
        forever(b"1000\r\n" + b"x" * 4096 + b"\r\n", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
        "larger than 1,048,576",
    ),
    "nonsense": (once(b"\x16\x03\x01 nonsense"), "could not be fetched"),
    "nothing": (once(b""), "could not be fetched"),
    "cut off": (once(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"), "broke off after 4 of 100"),
    "cut off chunk": (once(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nx"), "could not be fetched"),
    "unknown encoding": (once(b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nx"), "encoded as 'br'"),
    "damaged gzip": (once(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nxxxxxxxx"), "damaged"),
    "not found": (once(b"HTTP/1.1 404 Not Found\r\n\r\n"), "answered 404"),
    "redirect without place": (once(b"HTTP/1.1 302 Found\r\n\r\n"), "answered 302"),
}


@pytest.mark.parametrize(("answer", "reason"), ENDLESS.values(), ids=ENDLESS.keys())
def test_hostile_answers_end_in_a_reason(server: Server, answer: Answer, reason: str) -> None:
    server.answers["/a"] = answer
    # A busy machine takes more than a second over what is refused for its size.
    limits = SMALL if reason == "longer than 1 second" else replace(SMALL, seconds=120.0)
    with pytest.raises(InputError, match=reason) as caught:
        fetcher(server, limits=limits).fetch(server.address("/a"))
    assert caught.value.thing == server.address("/a")


@contextmanager
def closed_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as made:
        port = int(made.getsockname()[1])
    yield port


def test_a_machine_that_does_not_answer_and_a_name_that_is_unknown_are_said(server: Server) -> None:
    with closed_port() as port:
        policy = AddressPolicy(ports=frozenset({port}), allow_networks=(LOOPBACK,))
        with pytest.raises(InputError, match="could not be fetched"):
            SafeFetcher(policy=policy).fetch(f"http://127.0.0.1:{port}/")
    with pytest.raises(InputError, match="cannot be resolved"):
        fetcher(server).fetch("http://unknown.example/")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate for news.example that only those who are told of it trust."""
    if not shutil.which("openssl"):
        pytest.skip("needs openssl to make a certificate")
    folder = tmp_path_factory.mktemp("tls")
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=news.example -keyout key.pem -out cert.pem"
    extra = ["-addext", "subjectAltName=DNS:news.example"]
    subprocess.run([*command.split(), *extra], cwd=folder, check=True, capture_output=True)
    return folder


@pytest.fixture
def https(server: Server, certificate: Path) -> Server:
    """The test server behind TLS, which remembers the names it was asked for (SNI)."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    context.sni_callback = lambda _, name, __: server.requests.append(f"SNI {name}")
    server.tls = context
    return server


def asked(server: Server, trusted: Path | None) -> SafeFetcher:
    policy = AddressPolicy(ports=frozenset({server.port}), allow_networks=(LOOPBACK,))
    tls = ssl.create_default_context(cafile=str(trusted / "cert.pem")) if trusted else None
    return SafeFetcher(policy=policy, resolver=lambda _, __: ["127.0.0.1"], tls=tls)


def test_https_speaks_to_the_checked_number_under_the_right_name(https: Server, certificate: Path) -> None:
    address = https.page("/a").replace("http:", "https:")
    assert asked(https, certificate).fetch(address).body == PAGE
    assert https.requests[0] == "SNI news.example"
    assert f"Host: news.example:{https.port}\r\n" in https.requests[1]


def test_a_certificate_nobody_vouches_for_or_of_another_name_is_refused(https: Server, certificate: Path) -> None:
    address = https.page("/a").replace("http:", "https:")
    with pytest.raises(InputError, match="certificate or encryption cannot be trusted"):
        asked(https, None).fetch(address)
    with pytest.raises(InputError, match="certificate or encryption cannot be trusted"):
        asked(https, certificate).fetch(address.replace("news", "other"))
    assert not [request for request in https.requests if request.startswith("GET")]
