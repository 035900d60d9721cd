"""Asking a language model: off unless set, told where text goes, resumable, and never trusted."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from socket import create_server
from threading import Thread

import pytest

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.casebook.language_model import LanguageModel, destination
from chamsae.errors import CasebookError, ChamsaeError, InputError, ServerError
from chamsae.model.claim import Figure
from chamsae.model.judgement import Verdict
from chamsae.settings import MODEL_KEY, Settings, load

#: Invented for these tests.
NOTE = """\
Two days passed. Then 212 villagers followed. The warden was Gorm Hallow.

지난달 북한 주민 300여 명이 송환됐다.
"""

#: The same in a language no reader reads, so that only a model can see it.
FRENCH = "Le village est resté vide. Ensuite 212 villageois sont partis vers le nord. Le gardien était Gorm Hallow.\n"

Answers = Callable[[dict[str, object]], tuple[int, bytes]]


def book_with(address: str, texts: dict[str, str], folder: Path) -> Casebook:
    book = chamsae.in_memory(settings=Settings(model_address=address, model_name="sparrow", model_seconds=120))
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    book.archive.add([folder / name for name in texts], by="Alice")
    book.read.run(by="Alice")
    return book


@pytest.fixture(params=[[], ["--no-forms"]], ids=["forms", "no forms"])
def model_server(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a real small model server, a process of its own."""
    port = tmp_path / "port"
    program = [sys.executable, str(Path(__file__).with_name("model_server.py")), str(port), *request.param]
    process = subprocess.Popen(program)
    try:
        while not (port.is_file() and port.read_text()):
            assert process.poll() is None
            time.sleep(0.02)
        yield f"http://127.0.0.1:{port.read_text()}/v1"
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def answering() -> Iterator[Callable[[Answers], str]]:
    """Starts a server in this process whose answers the test chooses; gives its address."""
    with_servers: list[HTTPServer] = []

    def start(answers: Answers) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                status, body = answers({**asked, "authorization": self.headers.get("Authorization")})
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                if status == 302:
                    self.send_header("Location", "http://127.0.0.1:9/elsewhere")
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        server = HTTPServer(("127.0.0.1", 0), Handler)
        with_servers.append(server)
        Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_address[1]}/v1"

    yield start
    for server in with_servers:
        server.shutdown()
        server.server_close()


def said(content: str) -> tuple[int, bytes]:
    return 200, json.dumps({"choices": [{"message": {"content": content}}]}).encode()


def test_what_only_the_model_saw_is_marked_and_waits(model_server: str, tmp_path: Path) -> None:
    with closing(book_with(model_server, {"note.txt": FRENCH}, tmp_path)) as book:
        before = {claim.id for claim in book.store.claims()}
        report = book.ask.run(by="Alice")
        new = [claim for claim in book.store.claims() if claim.id not in before]
        assert report.asked == 1 and report.claims == len(new) > 0
        assert {claim.reader for claim in new} == {"model sparrow 1"}
        assert all(claim.why[0] == "only model sparrow 1 proposed this" for claim in new)
        assert not book.store.statuses([claim.id for claim in new])
        figures = [c.value.amount.low for c in book.store.claims() if isinstance(c.value, Figure)]
        assert figures == [212]
        assert (entry := book.store.last_log()) and "group" in {entry.action, *(e.action for e in book.store.log())}


def test_what_was_asked_is_not_asked_again_unless_named(model_server: str, tmp_path: Path) -> None:
    with closing(book_with(model_server, {"note.txt": NOTE, "other.txt": NOTE + "End."}, tmp_path)) as book:
        first, second = (one.id for one in book.store.documents())
        assert book.ask.run([first], by="Alice").asked == 1
        assert book.ask.plan().documents == (second,)
        assert book.ask.run(by="Alice").asked == 1
        assert book.ask.run(by="Alice").asked == 0
        assert book.ask.run([first], by="Alice").claims == 0


def test_without_a_model_nothing_is_asked(tmp_path: Path) -> None:
    with closing(book_with("", {"note.txt": NOTE}, tmp_path)) as book:
        assert book.ask.where() is None
        with pytest.raises(CasebookError, match="no language model is set"):
            book.ask.run(by="Alice")


@pytest.mark.parametrize(
    ("address", "here"),
    [("http://127.0.0.1:11434/v1", True), ("http://localhost/v1/", True), ("http://[::1]:8080/v1", True),
     ("https://models.example.org/v1", False)],
)  # fmt: skip
def test_it_is_known_whether_text_would_leave_this_computer(address: str, here: bool) -> None:
    assert destination(address).here is here


@pytest.mark.parametrize(
    "address",
    ["http://models.example.org/v1", "http://10.0.0.5/v1", "http://127.0.0.1.example.org/", "ftp://127.0.0.1/", "//x",
     "http://user:pass@127.0.0.1/", "http://127.0.0.1/v1?key=1", "http://127.0.0.1:99999/", "http://[::1/v1",
     "sparrow"],
)  # fmt: skip
def test_an_address_that_would_leak_or_is_odd_is_refused_by_name(address: str) -> None:
    with pytest.raises(CasebookError, match=r"model_address|in the clear|no web address"):
        destination(address)


def test_withheld_documents_never_leave_this_computer(tmp_path: Path) -> None:
    with closing(book_with("https://models.example.org/v1", {"note.txt": NOTE}, tmp_path)) as book:
        assert len(book.ask.plan().documents) == 1
        book.review.judge(next(book.store.claims()).id, Verdict.WITHHELD, by="Alice")
        plan = book.ask.plan()
        assert (plan.documents, plan.held_back) == ((), ("note.txt",))
        assert book.ask.run(by="Alice").asked == 0


def test_the_question_is_cold_and_carries_the_key_and_the_schema(
    answering: Callable[[Answers], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[dict[str, object]] = []

    def answers(asked: dict[str, object]) -> tuple[int, bytes]:
        seen.append(asked)
        return said('{"claims": []}')

    monkeypatch.setenv(MODEL_KEY, "secret")
    with closing(book_with(answering(answers), {"note.txt": NOTE}, tmp_path)) as book:
        book.ask.run(by="Alice")
    assert (seen[0]["model"], seen[0]["temperature"], seen[0]["authorization"]) == ("sparrow", 0, "Bearer secret")
    assert "Pointed" in json.dumps(seen[0]["response_format"])


@pytest.mark.parametrize(
    "content",
    [
        "",
        "I am sorry.",
        "[]",
        '{"claims": 1}',
        '{"claims": [{}]}',
        '{"claims": [' * 2000,
        "\ud83d",
        '{"claims": [null]}',
    ],
)
def test_an_answer_out_of_form_is_refused_and_the_next_document_is_asked(
    content: str, answering: Callable[[Answers], str], tmp_path: Path
) -> None:
    with closing(
        book_with(answering(lambda _: said(content)), {"a.txt": NOTE, "b.txt": NOTE + "B."}, tmp_path)
    ) as book:
        before = book.counts().claims
        report = book.ask.run(by="Alice")
        assert (report.asked, report.claims, len(report.refused)) == (2, 0, 2)
        assert book.counts().claims == before


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [(500, b"overloaded", ServerError), (401, b"no key", ServerError), (302, b"", ServerError),
     (200, b"<html>", InputError),
     (200, b'{"choices": []}', InputError), (200, b"\xff\xfe", InputError), (200, b" " * (4 << 20) + b" ", InputError)],
)  # fmt: skip
def test_a_server_that_misbehaves_is_named(
    status: int, body: bytes, error: type[ChamsaeError], answering: Callable[[Answers], str]
) -> None:
    address = answering(lambda _: (status, body))
    model = LanguageModel(where=destination(address), name="sparrow", key="", seconds=120)
    with pytest.raises(error, match=address.removesuffix("/v1")):
        model.answer([], {})


@pytest.mark.parametrize("sent", [b"", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_an_answer_that_trickles_in_is_given_up(sent: bytes) -> None:
    with create_server(("127.0.0.1", 0)) as listening:

        def trickle() -> None:
            line, _ = listening.accept()
            with line, suppress(OSError):
                line.recv(1 << 16)
                line.sendall(sent)
                for _ in range(60):
                    line.sendall(b"h")
                    time.sleep(0.1)

        Thread(target=trickle, daemon=True).start()
        where = destination(f"http://127.0.0.1:{listening.getsockname()[1]}/v1")
        with pytest.raises(ServerError, match="did not answer within 1 s"):
            LanguageModel(where=where, name="sparrow", key="", seconds=1).answer([], {})


def test_a_server_that_goes_away_leaves_what_was_found(answering: Callable[[Answers], str], tmp_path: Path) -> None:
    asked = 0

    def answers(_: dict[str, object]) -> tuple[int, bytes]:
        nonlocal asked
        asked += 1
        if asked > 1:
            return 503, b"gone"
        name = {"kind": "name", "quote": "The warden was Gorm Hallow.", "words": "The warden", "name_type": "person"}
        blank: dict[str, object] = dict.fromkeys(("number", "counted", "act", "victim", "actor", "speaker", "when"))
        return said(json.dumps({"claims": [{**blank, "via": [], "place": [], "modality": "asserted", **name}]}))

    with closing(book_with(answering(answers), {"a.txt": NOTE, "b.txt": NOTE + "B."}, tmp_path)) as book:
        before = book.counts().claims
        with pytest.raises(ServerError, match="answers 503"):
            book.ask.run(by="Alice")
        assert book.counts().claims == before + 1
        assert len(book.ask.plan().documents) == 1


def test_nothing_listening_is_one_sentence() -> None:
    model = LanguageModel(where=destination("http://127.0.0.1:1/v1"), name="sparrow", key="", seconds=5)
    with pytest.raises(ServerError, match="nothing answers there"):
        model.answer([], {})


def test_settings_name_the_model_and_the_key_stays_out_of_them(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('model_address = "http://127.0.0.1:1/v1"\nmodel_name = "sparrow"\n')
    assert load(tmp_path).model_name == "sparrow"
    (tmp_path / "settings.toml").write_text('model_key = "secret"\n')
    with pytest.raises(CasebookError, match="model_key"):
        load(tmp_path)
