"""Whatever lies in a folder, intake goes through all of it, in one order, and says what it left out."""

import itertools
import os
import socket
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from chamsae.archive.intake import items, shown_name
from chamsae.archive.item import Item, Limits, Refusal
from chamsae.errors import InputError, StorageError
from tests.archive.made import only, taken, zipped

LONG = "가" * 84 + ".txt"  # 256 bytes would not fit; 90 syllables come in by ZIP


def lay(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)


def test_a_folder_is_walked_in_the_same_order_each_time(tmp_path: Path) -> None:
    names = ["b.txt", "a/2.txt", "a/10.txt", "한.txt", "a.txt", "Z.txt"]
    lay(tmp_path, *names)
    found = [item.name for item in only(tmp_path)]
    assert sorted(found) == sorted(names)
    assert (
        found == [item.name for item in only(tmp_path)] == ["Z.txt", "a/10.txt", "a/2.txt", "a.txt", "b.txt", "한.txt"]
    )


def test_the_same_file_under_two_names_is_two_items(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    (tmp_path / "b").write_bytes(b"x")
    assert taken(tmp_path)[0] == {"a": b"x", "b": b"x"}


NAMES = [
    LONG,
    "한글 NFD 증언.txt",
    "CON.txt",
    "-rf",
    "a\r\nb.txt",
    "quo\"te's.txt",
    "\u202etxt.exe",
    "zero\u200bwidth",
    "...",
]


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_odd_file_names_are_kept_exactly(tmp_path: Path, name: str) -> None:
    (tmp_path / name[:82]).write_bytes(b"x")
    found, refused = taken(tmp_path / name[:82])
    assert list(found) == [name[:82]]
    assert not refused


@pytest.mark.parametrize("name", ["가" * 90 + ".txt", "x" * 60_000])
def test_names_too_long_for_the_disk_come_in_by_zip(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({name: b"x"}))
    assert list(taken(tmp_path / "a.zip")[0]) == ["a.zip", name]


def test_a_file_name_in_euc_kr_is_read_and_noted(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode("증언.txt".encode("euc-kr"))).write_bytes(b"x")
    (item,) = only(tmp_path)
    assert (item.name, item.notes) == ("증언.txt", ("file name was not UTF-8",))
    with item.open() as stream:
        assert stream.read() == b"x"


def test_a_name_in_no_encoding_can_still_be_stored() -> None:
    assert shown_name(os.fsdecode(b"a\xff\xfe")).encode()


def test_an_empty_file_is_an_item(tmp_path: Path) -> None:
    lay(tmp_path, "a.txt")
    (tmp_path / "empty.pdf").write_bytes(b"")
    assert taken(tmp_path)[0] == {"a.txt": b"a.txt", "empty.pdf": b""}


def test_hidden_files_links_and_devices_are_named_and_left_out(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("secret")
    folder = tmp_path / "pile"
    lay(folder, "a.txt", ".hidden", ".git/config", "Thumbs.db")
    (folder / "inside").symlink_to(folder / "a.txt")
    (folder / "out").symlink_to(outside)
    (folder / "out folder").symlink_to(tmp_path)
    (folder / "dangling").symlink_to(folder / "nothing")
    (folder / "loop").symlink_to(folder / "loop")
    os.mkfifo(folder / "pipe")
    with socket.socket(socket.AF_UNIX) as sock:
        sock.bind(str(folder / "socket"))
        found, refused = taken(folder)
    assert list(found) == ["a.txt"]
    reasons = {refusal.name: refusal.reason for refusal in refused}
    assert reasons.keys() == {
        ".hidden", ".git", "Thumbs.db", "inside", "out", "out folder", "dangling", "loop", "pipe", "socket"
    }  # fmt: skip
    assert "leaves the folder" in reasons["out"]
    assert "leaves the folder" in reasons["out folder"]
    assert "hidden" in reasons[".git"]
    assert all(reasons.values())


def test_a_hidden_file_named_by_itself_is_taken(tmp_path: Path) -> None:
    lay(tmp_path, ".note")
    assert list(taken(tmp_path / ".note")[0]) == [".note"]


@pytest.mark.parametrize("path", ["nothing.txt", "a/b/c", "x" * 300])
def test_a_path_that_is_not_there_is_refused(tmp_path: Path, path: str) -> None:
    found, (refusal,) = taken(tmp_path / path)
    assert not found
    assert refusal.reason


def test_a_device_is_refused() -> None:
    found, (refusal,) = taken(Path("/dev/zero"))
    assert not found
    assert "device" in refusal.reason


@pytest.fixture
def nobody() -> Iterator[None]:
    """Root may read everything: be somebody else for a while."""
    if os.getuid() == 0:
        os.seteuid(65534)
    yield
    os.seteuid(os.getuid())


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that others may enter, unlike tmp_path."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)
        (Path(folder) / "closed").chmod(0o755)


@pytest.fixture
def pile(open_folder: Path) -> Path:
    lay(open_folder, "a.txt", "closed/b.txt", "locked.txt", "z.txt")
    (open_folder / "closed").chmod(0o000)
    (open_folder / "locked.txt").chmod(0o000)
    return open_folder


def test_a_folder_and_a_file_without_permission_are_named_and_the_rest_goes_on(pile: Path, nobody: None) -> None:
    found, refused = taken(pile)
    assert list(found) == ["a.txt", "z.txt"]
    assert [refusal.name for refusal in refused] == ["closed", "locked.txt"]
    assert all("no permission" in refusal.reason for refusal in refused)
    _, (refusal,) = taken(pile / "closed")
    assert "no permission" in refusal.reason
    _, (refusal,) = taken(pile / "closed" / "b.txt")
    assert "no permission" in refusal.reason


def test_a_file_that_goes_away_before_it_is_opened_is_an_input_error(tmp_path: Path) -> None:
    lay(tmp_path, "a.txt")
    (item,) = items(tmp_path)
    assert isinstance(item, Item)
    (tmp_path / "a.txt").unlink()
    with pytest.raises(InputError, match=r"a\.txt"):
        item.open()


@pytest.mark.parametrize(
    ("moved", "note"), [(timedelta(days=400), ("file time lies in the future",)), (timedelta(0), ())]
)
def test_the_file_time_is_claimed_in_utc_and_doubted_in_the_future(
    tmp_path: Path, moved: timedelta, note: tuple[str, ...]
) -> None:
    lay(tmp_path, "a.txt")
    when = datetime.now(UTC).replace(microsecond=0) + moved
    os.utime(tmp_path / "a.txt", (when.timestamp(), when.timestamp()))
    (item,) = only(tmp_path)
    assert (item.claimed_at, item.notes) == (when, note)


@pytest.mark.parametrize("name", ["a.tar", "a.tar.gz"])
def test_other_archives_are_kept_as_they_are(tmp_path: Path, name: str) -> None:
    lay(tmp_path, "a.txt")
    with tarfile.open(tmp_path / name, "w:gz" if name.endswith("gz") else "w") as archive:
        archive.add(tmp_path / "a.txt", "../../a.txt")
    found, refused = taken(tmp_path / name)
    assert list(found) == [name]
    assert not refused


def test_a_thousand_folders_in_each_other_are_walked(tmp_path: Path) -> None:
    deepest = tmp_path
    for _ in range(1000):
        deepest = deepest / "d"
        deepest.mkdir()
    (deepest / "end.txt").write_text("x")
    found = list(items(tmp_path))
    (deepest / "end.txt").unlink()
    while deepest != tmp_path:  # pytest's own cleaning recurses, and would fail
        deepest.rmdir()
        deepest = deepest.parent
    assert len(found) == 1
    assert isinstance(found[0], Item)


def test_a_full_disk_while_unpacking_is_ours_to_say_and_not_the_zips_fault(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"a": os.urandom(6 << 20)}))
    opened = items(tmp_path / "a.zip", Limits(spool=tmp_path / "no such folder"))
    member = list(itertools.islice(opened, 2))[1]
    assert isinstance(member, Item)
    with pytest.raises(StorageError):
        member.open()


def test_refusals_are_values(tmp_path: Path) -> None:
    assert Refusal(name="a", reason="b") == Refusal(name="a", reason="b")
    assert not list(items(tmp_path))
