"""Bad input, end to end on a casebook in a folder: named with its reason, the rest goes on, nothing stored is lost."""

import ipaddress
import os
import re
import resource
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

import chamsae
from chamsae.archive.address import AddressPolicy
from chamsae.archive.fetch import SafeFetcher
from chamsae.casebook.book import Casebook
from chamsae.errors import StorageError
from chamsae.model.document import Document, ReadState
from tests.archive.made import zipped
from tests.archive.test_fetch import Server
from tests.walk import hostile
from tests.walk.hostile import Bad

BEFORE = "More than 340 people were sent back at the bridge, said a clerk on May 3, 2021.\n"
AFTER = "강을 건넌 약 90명이 다시 넘겨졌다고 한 여성이 말했다. 그 뒤로 소식이 없다.\n"
#: Why a file without bytes has no text.
EMPTY = "empty"
#: What parsing and storing everything here may add to the memory of this process, in bytes.
MOST_MEMORY = 512 << 20


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casebook]:
    """One casebook for the whole table: what was stored before must survive all of it."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "before.txt").write_text(BEFORE)
    with chamsae.init(folder / "book") as book:
        book.archive.add([folder / "before.txt"], by="Alice")
        book.read.run(by="Alice")
        yield book


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Casebook]:
    with chamsae.init(tmp_path / "book") as opened:
        yield opened


@pytest.mark.parametrize("case", hostile.TABLE, ids=[ascii(case.name) for case in hostile.TABLE])
def test_bad_input_is_named_kept_and_does_no_harm(stored: Casebook, case: Bad, tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    pile.mkdir()
    data = case.make()
    (pile / case.name).write_bytes(data)
    good = f"{AFTER} {case.name!a}"
    (pile / "zz after.txt").write_text(good)
    held, memory = _held(stored), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    added = stored.archive.add([pile], by="Alice")
    read = stored.read.run(by="Alice")
    _check_refused(case, [(one.name, one.reason) for one in added.refused])
    _check_unread(case, list(read.failed))
    assert sum(1 for capture in added.added if capture.name != "zz after.txt") == case.kept
    assert stored.objects.read(next(c.sha256 for c in added.added if c.name == case.name)) == data
    assert good in {document.text for document in stored.store.documents()}
    assert held <= _held(stored)
    health = stored.doctor.check()
    assert health.findings == ()
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory) << 10 < MOST_MEMORY


def test_adding_all_of_it_at_once_takes_what_is_good(book: Casebook, tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    pile.mkdir()
    (pile / "before.txt").write_text(BEFORE)
    small = [case for case in hostile.TABLE if "bomb" not in case.name]
    for case in small:
        (pile / case.name).write_bytes(case.make())
    added, read = book.archive.add([pile], by="Alice"), book.read.run(by="Alice")
    named = {one.name.partition(" › ")[0] for one in added.refused} | {name for name, _ in read.failed}
    empty = {case.name for case in small if not case.make()}  # the same bytes: read once, under the first name
    silent = {case.name for case in small if case.kept > 1 or not (case.refused or case.unread)}
    assert {case.name for case in small} - empty - silent <= named
    assert empty & named
    assert book.doctor.check().sound
    assert book.archive.add([pile], by="Alice").added == ()


@pytest.mark.parametrize("encoding", ["utf-8", "euc-kr", "cp949", "utf-16"])
def test_korean_in_any_encoding_is_read_right_and_found(book: Casebook, tmp_path: Path, encoding: str) -> None:
    (tmp_path / "letter.txt").write_bytes((AFTER * 4).encode(encoding))
    document = _read_one(book, tmp_path / "letter.txt")
    assert document.text.count("약 90명이 다시 넘겨졌다고") == 4
    assert [hit.document for hit in book.search("소식이")] == [document.id]


def test_one_bad_byte_in_good_korean_does_not_spoil_it(book: Casebook, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_bytes((AFTER * 20).encode() + b"\xff\xfe\xed\xa0\x80" + (AFTER * 20).encode())
    added = book.archive.add([tmp_path / "letter.txt"], by="Alice")
    read = book.read.run(by="Alice")
    assert len(added.added) == 1
    if read.failed:
        assert read.failed[0][0] == "letter.txt"
    else:
        assert book.search("소식이")


def test_a_name_is_found_however_its_syllables_are_stored(book: Casebook, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(unicodedata.normalize("NFD", AFTER))
    document = _read_one(book, tmp_path / "letter.txt")
    assert document.text == unicodedata.normalize("NFD", AFTER)
    for form in ("NFC", "NFD"):
        assert book.search(unicodedata.normalize(form, "소식이"))


def test_a_name_of_ninety_syllables_comes_in_by_zip_and_by_upload(book: Casebook, tmp_path: Path) -> None:
    (tmp_path / "pile.zip").write_bytes(zipped({hostile.LONG: BEFORE.encode()}))
    book.archive.add([tmp_path / "pile.zip"], by="Alice")
    with (tmp_path / "pile.zip").open("rb") as stream:
        book.archive.add_bytes(stream, hostile.LONG, by="Alice")
    assert [capture.name for capture in book.store.captures()].count(hostile.LONG) == 2
    book.read.run(by="Alice")
    assert [document.text for document in book.store.documents()] == [BEFORE]
    assert book.doctor.check().sound


def test_no_script_becomes_text_and_none_is_run(book: Casebook, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(hostile.SCRIPTED)
    document = _read_one(book, tmp_path / "page.html")
    assert "340 people" in document.text
    assert "steal" not in f"{document.title} {document.text}"
    assert not re.findall(r"secret-in-(?!noscript|template)\w+", f"{document.title} {document.text}")


def test_an_address_that_leads_inside_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    server = Server()
    try:
        onward = server.page("/inside").replace("news.example", "127.0.0.2")
        asked = server.page("/moved", b"", "HTTP/1.1 302 Found", Location=onward).replace("news.example", "127.0.0.1")
        policy = AddressPolicy(
            ports=frozenset({server.port}), allow_networks=(ipaddress.ip_network("127.0.0.1/32"),)
        )  # fmt: skip
        (tmp_path / "after.txt").write_text(AFTER)
        with chamsae.in_memory() as book:
            book.archive._fetcher = SafeFetcher(policy=policy)
            report = book.archive.add([asked, tmp_path / "after.txt"], by="Alice")
        assert [capture.name for capture in report.added] == ["after.txt"]
        (refused,) = report.refused
        assert refused.name == asked
        assert "127.0.0.2" in refused.reason
        assert [request.split()[1] for request in server.requests] == ["/moved"]
    finally:
        server.stop()


def test_a_folder_without_permission_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    (pile / "shut").mkdir(parents=True)
    (pile / "shut" / "inside.txt").write_text(BEFORE)
    (pile / "shut file.txt").write_text(BEFORE)
    (pile / "open.txt").write_text(AFTER)
    (pile / "shut").chmod(0)
    (pile / "shut file.txt").chmod(0)
    try:
        said = _as_nobody(pile)
    finally:
        (pile / "shut").chmod(0o700)
    assert said.splitlines() == ["added open.txt", "refused shut", "refused shut file.txt"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk")
def test_a_full_disk_loses_nothing_and_is_usable_again(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk], check=False).returncode:
        pytest.skip("this machine mounts no tmpfs")
    pile = tmp_path / "pile"
    pile.mkdir()
    for number in range(20):
        (pile / f"{number:02}.txt").write_bytes(os.urandom(64 << 10))
    try:
        (disk / "ballast").write_bytes(bytes(2_700_000))
        with chamsae.init(disk / "book") as book:
            book.archive.add([pile / "00.txt", pile / "01.txt"], by="Alice")
            with pytest.raises(StorageError, match="full") as full:
                book.archive.add([pile], by="Alice")
            assert full.value.exit_code == 6
            acknowledged = {capture.sha256: capture.name for capture in book.store.captures()}
        (disk / "ballast").unlink()
        with chamsae.open(disk / "book") as book:
            assert {"00.txt", "01.txt"} <= set(acknowledged.values())
            assert {capture.sha256: capture.name for capture in book.store.captures()} == acknowledged
            for sha256, name in acknowledged.items():
                assert book.objects.read(sha256) == (pile / name).read_bytes()
            # Bytes may have been safe whose row was not: nothing refers to them, and adding again takes them up.
            assert book.doctor.check().sound
            assert len(book.archive.add([pile], by="Alice").added) == 20 - len(acknowledged)
            assert book.doctor.check().findings == ()
    finally:
        subprocess.run(["umount", disk], check=True)


def _held(book: Casebook) -> set[tuple[str, str]]:
    return {(capture.id, capture.sha256) for capture in book.store.captures()}


def _check_refused(case: Bad, refused: list[tuple[str, str]]) -> None:
    if not case.refused:
        assert refused == []
        return
    assert refused
    assert all(case.name in name for name, _ in refused) or case.name == "nested.zip", refused
    assert any(re.search(case.refused, reason) for _, reason in refused), refused


def _check_unread(case: Bad, failed: list[tuple[str, str]]) -> None:
    if not case.unread:
        assert failed == []
    elif case.unread == EMPTY and not failed:
        return  # the same no bytes came under another name, and are not read again
    else:
        ((name, reason),) = failed
        assert name == case.name
        assert re.search(case.unread, reason), reason


def _read_one(book: Casebook, path: Path) -> Document:
    assert len(book.archive.add([path], by="Alice").added) == 1
    assert book.read.run(by="Alice").failed == ()
    assert [reading.state for reading in book.store.readings()] == [ReadState.READ]
    (document,) = book.store.documents()
    return document


def _as_nobody(pile: Path) -> str:
    """What adding the pile says to a user who owns nothing here."""
    for folder in (pile, *pile.parents):
        if os.geteuid() == 0 and (mode := folder.stat().st_mode) & 0o005 != 0o005:
            folder.chmod(mode & 0o7777 | 0o055)
    program = (
        "import os, sys\nimport chamsae, chamsae.archive.intake, chamsae.casebook.book\n"
        "with chamsae.in_memory() as book:\n"
        "    if os.geteuid() == 0: os.setgroups([]); os.setgid(65534); os.setuid(65534)\n"
        "    report = book.archive.add([sys.argv[1]], by='Alice')\n"
        "for capture in report.added: print('added', capture.name)\n"
        "for one in report.refused:\n"
        "    assert 'no permission' in one.reason, one\n"
        "    print('refused', one.name)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, pile], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout
