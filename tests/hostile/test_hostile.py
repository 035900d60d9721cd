"""Every hostile input that touches intake, in one casebook: kept, explained, and never in the way of the next."""

import hashlib
import os
import resource
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.settings import FILE
from chamsae.web import current
from chamsae.web.serve import prepare
from tests.hostile import addresses, archives, documents, pages
from tests.hostile.row import INCOMING, Given, Held, Row
from tests.web.conftest import inside

DOCS = Path(__file__).parents[2] / "docs" / "explain" / "hostile.md"
TWIN = bytearray(b"Words of a letter that came in twice.")
NEXT = Given(name="zz-next.txt", data="약 600명이 송환되었다.".encode, text="약 600명")
#: What all of it may cost the process that takes it in, in kB; parsers have their own processes.
GROWTH = 512 << 10
#: How a file can be changed or go away.
EVENTS = {"open", "os.rename", "os.remove", "os.truncate", "os.link", "os.symlink", "os.chmod", "shutil.rmtree"}


def flipped() -> bytes:
    """The letter with one bit changed."""
    return bytes([TWIN[0] ^ 1]) + TWIN[1:]


def one_item_two_accessions(held: Held) -> None:
    first, second, twin = (held.kept(name) for name in ("letter.txt", "copy/letter-2.txt", "letter-3.txt"))
    assert first.sha256 == second.sha256 != twin.sha256
    assert first.id != second.id
    assert {first, second} in [{*pair} for pair in held.book.archive.repeats()]


ROWS = (
    *archives.ROWS,
    *documents.ROWS,
    *pages.ROWS,
    *addresses.ROWS,
    Row(
        number=64,
        what="bundle with a flipped bit, a dropped entry, another key, an older checkpoint, a forked log",
        done="the verifier says exactly which; nothing changed is accepted as whole",
        elsewhere="tests/verifier, with 10,000 changes of a bundle",
    ),
    Row(
        number=66,
        what="one file under two names; its twin with one bit changed",
        done="one object with two accessions; the twin is an object of its own",
        files=(
            Given(name="letter.txt", data=lambda: bytes(TWIN)),
            Given(name="copy/letter-2.txt", data=lambda: bytes(TWIN)),
            Given(name="letter-3.txt", data=flipped),
        ),
        check=one_item_two_accessions,
    ),
)
FILES = {given.name: given for given in (*(one for row in ROWS for one in row.files), archives.SOUND, NEXT)}


def lay(folder: Path) -> dict[str, tuple[str, int]]:
    """Write all files down; the SHA-256 and length of each."""
    sums = {}
    for name, given in FILES.items():
        data = given.data()
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
        sums[name] = (hashlib.sha256(data).hexdigest(), len(data))
    return sums


def careful(folder: Path) -> Casebook:
    """A casebook that reads in one process with little memory, and recognises no pictures."""
    chamsae.init(folder).close()
    with (folder / FILE).open("a") as file:
        file.write('\nworkers = 1\nparse_megabytes = 512\nocr = "off"\n')
    return chamsae.open(folder)


@pytest.fixture(scope="module")
def sums(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, int]]:
    folder = tmp_path_factory.getbasetemp() / "hostile" / INCOMING
    folder.mkdir(parents=True)
    return lay(folder)


class Writing:
    """What is opened for writing, renamed, cut or taken away below the folder of originals, and by which functions."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.seen, self.on = str(folder), list[tuple[str, str, frozenset[str]]](), True
        sys.addaudithook(self)

    def __call__(self, event: str, given: tuple[object, ...]) -> None:
        """Called for every event of this process; it cannot be taken away again, only be silent."""
        if not self.on or event not in EVENTS or not str(given[0]).startswith(self.folder):
            return
        flags = given[2] if event == "open" else os.O_WRONLY
        if isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_TRUNC | os.O_APPEND):
            stack = frozenset(
                one.name for one in traceback.extract_stack() if one.filename.endswith("archive/objects.py")
            )
            self.seen.append((event, str(given[0]), stack))


@pytest.fixture(scope="module")
def writing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Writing]:
    watch = Writing(tmp_path_factory.getbasetemp() / "hostile" / "book" / chamsae.OBJECTS)
    yield watch
    watch.on = False


@pytest.fixture(scope="module")
def held(
    tmp_path_factory: pytest.TempPathFactory, sums: dict[str, tuple[str, int]], writing: Writing
) -> Iterator[Held]:
    """Everything handed in at once and read: nothing may keep the next from coming in."""
    folder = tmp_path_factory.getbasetemp() / "hostile"
    with careful(folder / "book") as book:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        report = book.archive.add([folder / INCOMING], by="Alice")
        book.read.run(by="Alice")
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < GROWTH
        prepare(book, person="Alice")
        yield Held(book=book, client=inside(), folder=folder, refused=report.refused)
        current.release()


def test_every_row_of_the_list_has_its_line() -> None:
    assert [row.number for row in sorted(ROWS, key=lambda row: row.number)] == [*range(1, 49), 61, 64, 66]
    assert all(row.files or row.check or row.elsewhere for row in ROWS)
    assert {row.number for row in ROWS if row.elsewhere} == {29, 30, 64}
    assert sum(bool(row.files or row.check) for row in ROWS) == 50


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row.number))
def test_a_hostile_input_is_kept_and_does_no_harm(held: Held, sums: dict[str, tuple[str, int]], row: Row) -> None:
    for given in row.files:
        came_in(held, given, sums[given.name])
    if row.check:
        row.check(held)


@pytest.mark.parametrize("given", [archives.SOUND, NEXT], ids=lambda given: given.name)
def test_what_comes_with_it_is_taken_in_and_read(held: Held, sums: dict[str, tuple[str, int]], given: Given) -> None:
    came_in(held, given, sums[given.name])
    assert not held.reasons(given.name)


def came_in(held: Held, given: Given, told: tuple[str, int]) -> None:
    """A file is kept byte for byte, and what was to come of it came."""
    sha256, size = told
    kept = held.kept(given.name)
    assert (kept.sha256, kept.size) == (sha256, size)
    assert held.book.objects.check(sha256).size == size
    reasons, reason = held.reasons(given.name), held.reason(given.name)
    assert any(part in one for one in reasons for part in given.refused.split("|")) if given.refused else not reasons
    assert any(part in reason for part in given.unread.split("|")) if given.unread else not reason, reason
    assert [one.name for one in held.members(given.name)] == list(given.members)
    if given.text:
        document = held.document(given.name)
        assert given.text in document.text
        assert not given.absent or given.absent not in document.text
        assert any(given.notes in note for note in (*kept.notes, *document.notes))


def test_nothing_lies_outside_the_casebook_and_nothing_is_left_over(
    held: Held, sums: dict[str, tuple[str, int]]
) -> None:
    """Whatever names the files bear within: there are the files handed in, and the casebook."""
    incoming = held.folder / INCOMING
    assert {one.relative_to(incoming).as_posix() for one in incoming.rglob("*") if one.is_file()} == set(sums)
    assert {one.name for one in held.folder.iterdir()} <= {INCOMING, "book", "stamping"}
    assert not list((held.folder / "book" / chamsae.SPOOL).iterdir())
    stored = [one for one in (held.folder / "book" / chamsae.OBJECTS).rglob("*") if one.is_file()]
    assert {one.sha256 for one in held.book.store.objects()} == {
        part for one in stored for part in [one.name if len(one.name) == 64 else "".join(one.parts[-3:])[-64:]]
    }


def test_originals_are_written_once_and_only_by_their_store(held: Held, writing: Writing) -> None:
    """Of all that was done above, nothing opened an original but to look at it."""
    assert len(writing.seen) >= len(FILES)
    for event, path, functions in writing.seen:
        assert "_put" in functions, (event, path)
        assert Path(path).relative_to(writing.folder).parts[0] == "tmp", (event, path)


def test_what_was_taken_out_keeps_to_the_limits(held: Held) -> None:
    members = [one for name in FILES for one in held.members(name)]
    assert sum(one.size for one in members) < 1 << 20  # every bomb was refused before, or cut while it was read


def test_the_casebook_is_sound_afterwards(held: Held) -> None:
    assert held.book.doctor.check().sound


def test_the_page_tells_what_the_table_tells() -> None:
    lines = DOCS.read_text("utf-8").splitlines()
    assert [line for line in lines if line.startswith("| ") and line[2].isdigit()] == [told(row) for row in ordered()]


def ordered() -> list[Row]:
    """The rows by number."""
    return sorted(ROWS, key=lambda row: row.number)


def told(row: Row) -> str:
    """A row as a line of the page."""
    further = f" ({row.elsewhere})" if row.elsewhere else ""
    return f"| {row.number} | {row.what.replace('|', '¦')} | {row.done}{further} |"
