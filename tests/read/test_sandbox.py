import importlib
import os
import platform
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from pathlib import Path

import pytest

from chamsae.errors import Unreadable
from chamsae.read import sandbox as module
from chamsae.read import walls, zygote
from chamsae.read.parsed import Limits
from chamsae.read.sandbox import Sandbox

PARSER_LIBRARIES = ("trafilatura", "lxml", "pypdfium2", "docx", "charset_normalizer", "markdown_it")
landlock = pytest.mark.skipif(walls.landlock() < 1, reason="this kernel has no Landlock")
seccomp = pytest.mark.skipif(platform.machine() not in {"x86_64", "aarch64"}, reason="no filter for this machine")
REFUSED = "-1 1"  # what a call gives that the kernel refuses: -1, EPERM


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as one:
        yield one


@pytest.fixture(scope="module")
def hostile() -> Iterator[Sandbox]:
    with Sandbox(helper="tests.read.hostile") as one:
        yield one


def ask(sandbox: Sandbox, code: str, limits: Limits | None = None) -> str:
    return sandbox.read(code.encode(), "text/plain", "hostile.txt", limits).text


def refusal(sandbox: Sandbox, code: str, limits: Limits | None = None) -> str:
    with pytest.raises(Unreadable) as refused:
        ask(sandbox, code, limits)
    return str(refused.value)


def ask_words(sandbox: Sandbox, number: int) -> int:
    """The number, once a document that holds it has been read."""
    return int(sandbox.read(f"{number}".encode(), "text/plain", "number.txt").text)


def in_threads(count: int, work: Callable[[int], int]) -> list[int]:
    """What so many threads gave; all have ended."""
    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(work, range(count)))


def test_a_text_comes_back_unchanged(sandbox: Sandbox) -> None:
    text = "세 사람이 돌아오지 못했다.\r\n두 번째 줄\n"
    assert sandbox.read(text.encode(), "text/plain", "letter.txt").text == text


def test_a_file_is_read_from_its_path(sandbox: Sandbox, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words")
    assert sandbox.read(tmp_path / "a.txt", "text/plain", "a.txt").text == "words"


def test_a_path_that_is_no_file_is_named(sandbox: Sandbox, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for place in (tmp_path, tmp_path / "absent", tmp_path / "pipe"):
        with pytest.raises(Unreadable, match=r"a\.txt: not a file"):
            sandbox.read(place, "text/plain", "a.txt")


def test_the_network_is_refused(hostile: Sandbox) -> None:
    assert "Refused" in refusal(hostile, "connect()")


@seccomp
def test_the_network_is_refused_to_native_code_too(hostile: Sandbox) -> None:
    assert ask(hostile, "native_socket()") == REFUSED


def test_other_programs_and_processes_are_refused(hostile: Sandbox) -> None:
    assert "Refused" in refusal(hostile, "program()")
    assert "Refused" in refusal(hostile, "os.fork()")
    assert "Refused" in refusal(hostile, "os.execv('/bin/true', ['true'])")


@seccomp
def test_processes_and_signals_are_refused_to_native_code_too(hostile: Sandbox) -> None:
    assert ask(hostile, "native_fork()") == REFUSED
    assert ask(hostile, f"native_kill({os.getpid()})") == REFUSED


def test_writing_is_refused(hostile: Sandbox, tmp_path: Path) -> None:
    place = tmp_path / "left"
    assert "Refused" in refusal(hostile, f"write({str(place)!r})")
    assert not place.exists()


def test_other_files_cannot_be_read(hostile: Sandbox, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("a name")
    assert "Refused" in refusal(hostile, f"look({str(secret)!r})")


@landlock
def test_files_are_refused_to_native_code_too(hostile: Sandbox, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("a name")
    for place, flags in (
        (secret, os.O_RDONLY),
        ("/etc/passwd", os.O_RDONLY),
        (tmp_path / "new", os.O_CREAT | os.O_RDWR),
    ):
        assert ask(hostile, f"native_open({str(place)!r}, {flags})").startswith("-1")
    assert not (tmp_path / "new").exists()


def test_the_environment_is_clean(hostile: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "x")
    assert "SECRET" not in ask(hostile, "environment()")


def test_a_memory_hog_is_stopped(hostile: Sandbox) -> None:
    assert "needed more than 128 MB of memory" in refusal(hostile, "hog()", Limits(memory=128 << 20))


def test_one_who_sleeps_is_stopped(hostile: Sandbox) -> None:
    assert "took more than 0.3 s" in refusal(hostile, "sleep()", Limits(seconds=0.3))


def test_one_who_computes_for_ever_is_stopped(hostile: Sandbox) -> None:
    assert "more than 1 s of processor time" in refusal(hostile, "spin()", Limits(seconds=300, processor=1))


def test_too_much_text_is_refused(hostile: Sandbox) -> None:
    assert "more than 1 MB of text" in refusal(hostile, "'x' * (4 << 20)", Limits(output=1 << 20))


def test_too_large_a_file_is_refused_before_it_is_read(hostile: Sandbox) -> None:
    assert "at most 10 are read" in refusal(hostile, "'more than ten bytes'", Limits(input=10))


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("crash()", "crashed (signal 11)"),
        ("crash(6)", "crashed (signal 6)"),
        ("leave()", "crashed (status 3)"),
        ("lie()", "no usable answer"),
        ("1/0", "ZeroDivisionError"),
        ("(lambda f: f(f))(lambda f: f(f))", "nested too deep"),
        ("chr(0xd800)", "UnicodeEncodeError"),
    ],
)
def test_a_crash_is_a_reason_and_the_next_document_is_read(hostile: Sandbox, code: str, reason: str) -> None:
    assert reason in refusal(hostile, code)
    assert ask(hostile, "'still here'") == "still here"


def test_the_helper_is_started_again_when_it_was_killed(hostile: Sandbox) -> None:
    assert ask(hostile, "'before'") == "before"
    helper = hostile._helper
    assert helper is not None
    os.kill(helper.pid, signal.SIGKILL)
    assert ask(hostile, "'after'") == "after"
    assert hostile._helper is not helper


def test_a_helper_that_cannot_start_gives_a_reason() -> None:
    with Sandbox(helper="tests.read.absent") as one:
        assert "died twice" in refusal(one, "'x'")


def test_several_threads_read_at_once(sandbox: Sandbox) -> None:
    texts: dict[int, str] = {}

    def one(number: int) -> None:
        texts[number] = sandbox.read(f"text {number}".encode(), "text/plain", f"{number}.txt").text

    threads = [threading.Thread(target=one, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert texts == {number: f"text {number}" for number in range(12)}


def test_a_thread_that_ends_takes_nothing_from_the_others() -> None:
    """The kernel's word on the death of a parent means the thread that forked, which may be a short-lived one."""
    with Sandbox() as one:
        for _ in range(3):
            assert set(in_threads(8, lambda number: ask_words(one, number))) == set(range(8))


def test_documents_being_read_survive_the_death_of_the_helper() -> None:
    with Sandbox() as one:
        one.read(b"words", "text/plain", "a.txt")
        helper = one._helper
        assert helper is not None

        def work(number: int) -> int:
            if number == 0:
                os.kill(helper.pid, signal.SIGKILL)
                return 0
            return ask_words(one, number)

        assert set(in_threads(8, work)) == set(range(8))
        assert one._helper is not helper


def test_an_answer_whose_ending_never_came_is_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    replies = [b'{"parsed":{"parser":"plain 1","text":"cut off in the midst of it"}}']
    whole = module._receive
    monkeypatch.setattr(module, "_receive", lambda line, limits: replies.pop() if replies else whole(line, limits))
    with Sandbox() as one:
        assert one.read(b"words", "text/plain", "a.txt").text == "words"


def test_an_ending_waits_until_there_is_room_for_it_after_a_long_answer() -> None:
    ours, theirs = socket.socketpair()
    with suppress(BlockingIOError):
        while True:
            theirs.send(bytes(1 << 10), socket.MSG_DONTWAIT)

    def end() -> None:
        with theirs:
            zygote._say_end(theirs, b"the end")

    with ours, ThreadPoolExecutor(1) as threads:
        wait([threads.submit(end)], timeout=0.2)  # nobody takes the answer yet
        assert b"".join(iter(lambda: ours.recv(1 << 20), b"")).endswith(b"the end")


def test_a_helper_that_was_stopped_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "GRACE", 0.5)
    with Sandbox(Limits(seconds=5)) as one:
        one.read(b"words", "text/plain", "a.txt")
        helper = one._helper
        assert helper is not None
        os.kill(helper.pid, signal.SIGSTOP)
        assert one.read(b"words", "text/plain", "a.txt").text == "words"
        assert helper.poll() == -signal.SIGKILL


def test_the_helper_goes_when_its_caller_is_killed() -> None:
    code = (
        "from chamsae.read.sandbox import Sandbox; import time; one = Sandbox();"
        "one.read(b'words', 'text/plain', 'a.txt'); print(one._helper.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as caller:
        assert caller.stdout is not None
        helper = Path("/proc") / caller.stdout.readline().strip()
        caller.kill()
    until = time.monotonic() + 120
    while helper.exists() and "Z (zombie)" not in (helper / "status").read_text() and time.monotonic() < until:
        time.sleep(0.05)
    assert not helper.exists() or "Z (zombie)" in (helper / "status").read_text()


def test_names_of_any_kind_come_through(sandbox: Sandbox) -> None:
    for name in ("가" * 90, "a\udc80b.txt", "x" * 100_000, "\u202ename", "-rf"):
        with pytest.raises(Unreadable, match="empty"):
            sandbox.read(b"", "text/plain", name)


def test_a_type_without_a_reader_is_kept_and_says_so(sandbox: Sandbox) -> None:
    with pytest.raises(Unreadable, match=r"a\.heic: no reader for image/heic yet\. The bytes are kept"):
        sandbox.read(b"ftyp", "image/heic", "a.heic")


def test_nothing_is_left_running(sandbox: Sandbox) -> None:
    with Sandbox() as one:
        one.read(b"words", "text/plain", "a.txt")
        helper = one._helper
    assert helper is not None
    assert helper.poll() is not None


def test_the_caller_loads_no_parser_library() -> None:
    loaded = f"sorted({{*{PARSER_LIBRARIES}}} & {{*sys.modules}})"
    code = f"import sys, chamsae.read.sandbox, chamsae.read.build; print({loaded})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_parser_is_loaded_when_the_first_document_comes_for_it() -> None:
    with Sandbox() as one:
        one.read(b"words", "text/plain", "a.txt")
        helper = one._helper
        assert helper is not None
        maps = Path("/proc") / str(helper.pid) / "maps"
        assert "lxml" not in maps.read_text()
        one.read(b"<p>words</p>", "text/html", "a.html")
        assert "lxml" in maps.read_text()


@pytest.mark.parametrize("name", ["html", "pdf", "docx", "mail"])
def test_the_files_that_warm_the_libraries_are_readable(name: str) -> None:
    module = importlib.import_module(f"chamsae.read.{name}")
    assert "waited at the bridge" in module.parse(module.sample(), "sample").text


def test_an_empty_file_is_called_empty(sandbox: Sandbox) -> None:
    with pytest.raises(Unreadable, match=r"the file is empty \(0 bytes\)"):
        sandbox.read(b"", "application/x-empty", "empty.txt")
