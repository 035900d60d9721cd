"""Programs behind walls: what they may do, what becomes of those that misbehave."""

import os
import sys
import threading
from pathlib import Path

import pytest

from chamsae.errors import Unreadable
from chamsae.read import walls
from chamsae.read.parsed import Limits
from chamsae.read.program import run

LIMITS = Limits(seconds=120, processor=10, memory=1 << 30)
landlock = pytest.mark.skipif(walls.landlock() < 1, reason="this kernel has no Landlock")


def python(code: str, given: bytes = b"", limits: Limits = LIMITS, folders: tuple[Path, ...] = ()) -> bytes:
    return run((sys.executable, "-I", "-S", "-c", code), given, limits, folders=folders, what="the program")


def refusal(code: str, limits: Limits = LIMITS) -> str:
    with pytest.raises(Unreadable) as refused:
        python(code, limits=limits)
    return str(refused.value)


def test_a_program_gets_our_bytes_and_gives_its_own() -> None:
    assert python("import sys; sys.stdout.write(sys.stdin.read().upper())", b"words") == b"WORDS"


def test_a_program_may_be_given_an_open_file(tmp_path: Path) -> None:
    (tmp_path / "given").write_bytes(b"words")
    with (tmp_path / "given").open("rb") as stream:
        assert run(("/bin/cat",), stream, LIMITS, what="cat") == b"words"


def test_it_sees_nothing_of_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHAMSAE_SECRET", "x")
    assert python("import os; print('CHAMSAE_SECRET' in os.environ, os.getcwd())") == b"False /\n"


def test_it_reaches_no_network() -> None:
    listener = __import__("socket").create_server(("127.0.0.1", 0))
    with listener:
        port = listener.getsockname()[1]
        assert "failed" in refusal(f"import socket; socket.create_connection(('127.0.0.1', {port}), 3)")


@landlock
def test_it_reads_no_file_of_ours_unless_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("ours")
    code = f"print(open({str(tmp_path / 'a.txt')!r}).read())"
    assert "Permission denied" in refusal(code)
    assert python(code, folders=(tmp_path,)) == b"ours\n"
    assert "Permission denied" in refusal("open('/etc/hostname')")


def test_it_writes_nothing(tmp_path: Path) -> None:
    assert "failed" in refusal(f"open({str(tmp_path / 'b.txt')!r}, 'w').write('x')")
    assert list(tmp_path.iterdir()) == []


def test_one_that_hangs_is_stopped() -> None:
    assert "took more than 1 s" in refusal("import time; time.sleep(60)", Limits(seconds=1))


def test_one_that_works_for_ever_is_stopped() -> None:
    assert "1 s of processor time" in refusal("while True: pass", Limits(seconds=300, processor=1))


def test_one_that_eats_memory_says_so() -> None:
    assert "more than 200 MB of memory" in refusal("x = bytearray(1 << 30)", Limits(memory=200 << 20))


def test_one_that_crashes_is_told_with_its_last_words() -> None:
    assert "the program crashed (signal 6)" in refusal("import os; os.abort()")
    assert "the program failed (status 3): no such page" in refusal(
        "import sys; print('no such page', file=sys.stderr); sys.exit(3)"
    )


def test_a_program_that_is_not_there_is_told() -> None:
    with pytest.raises(Unreadable, match="the program failed"):
        run(("/usr/bin/no-such-program",), b"", LIMITS, what="the program")


def test_it_runs_beside_others() -> None:
    found: list[bytes] = []
    work = [threading.Thread(target=lambda: found.append(python("print(1)"))) for _ in range(4)]
    for one in work:
        one.start()
    for one in work:
        one.join()
    assert found == [b"1\n"] * 4
    assert os.getpid()
