"""Objects kept twice: either folder mends the other, and a disk that is not plugged in stops nobody."""

import shutil
from io import BytesIO
from pathlib import Path

import pytest

import chamsae
from chamsae.archive.objects import FolderObjects
from chamsae.archive.objects_mirrored import MirroredObjects
from chamsae.errors import IntegrityError, NotFound

TEXT = "돌려보내진 사람은 약 600명".encode()


@pytest.fixture
def twice(tmp_path: Path) -> MirroredObjects:
    (tmp_path / "b").mkdir()
    return MirroredObjects(FolderObjects(tmp_path / "a"), FolderObjects(tmp_path / "b"))


def flip(objects: FolderObjects, sha256: str) -> None:
    (path,) = objects.folder.glob(f"*/*/{sha256}")
    path.chmod(0o600)
    path.write_bytes(bytes([path.read_bytes()[0] ^ 1]) + path.read_bytes()[1:])


def test_what_is_put_lies_in_both_folders(twice: MirroredObjects) -> None:
    stored = twice.put(BytesIO(TEXT))
    assert (twice.first.read(stored.sha256), twice.second.read(stored.sha256)) == (TEXT, TEXT)
    assert (list(twice.all()), twice.has(stored.sha256), twice.check(stored.sha256)) == ([stored.sha256], True, stored)


@pytest.mark.parametrize("side", ["first", "second"])
def test_a_flipped_byte_in_one_is_found_named_and_mended_from_the_other(twice: MirroredObjects, side: str) -> None:
    sha256 = twice.put(BytesIO(TEXT)).sha256
    damaged: FolderObjects = getattr(twice, side)
    flip(damaged, sha256)
    with pytest.raises(IntegrityError, match=str(damaged.folder)):
        twice.check(sha256)
    assert twice.mend(sha256) == damaged.folder
    assert twice.check(sha256).sha256 == sha256
    assert twice.mend(sha256) is None
    assert [path.read_bytes()[1:] for path in (damaged.folder / "damaged").iterdir()] == [TEXT[1:]]


@pytest.mark.parametrize("side", ["first", "second"])
def test_a_missing_copy_is_found_and_made_again(twice: MirroredObjects, side: str) -> None:
    sha256 = twice.put(BytesIO(TEXT)).sha256
    missing: FolderObjects = getattr(twice, side)
    shutil.rmtree(missing.folder / sha256[:2])
    assert twice.read(sha256) == TEXT
    with pytest.raises(IntegrityError, match="is missing"):
        twice.check(sha256)
    assert twice.mend(sha256) == missing.folder
    assert missing.read(sha256) == TEXT


def test_where_no_copy_is_good_nothing_is_touched(twice: MirroredObjects) -> None:
    sha256 = twice.put(BytesIO(TEXT)).sha256
    flip(twice.first, sha256)
    flip(twice.second, sha256)
    with pytest.raises(IntegrityError, match="no copy is good"):
        twice.mend(sha256)
    assert twice.has(sha256)


def test_a_second_disk_not_plugged_in_stops_nobody_and_is_brought_up_later(
    twice: MirroredObjects, caplog: pytest.LogCaptureFixture
) -> None:
    twice.second.folder.rmdir()
    sha256 = twice.put(BytesIO(TEXT)).sha256
    assert "second copy" in caplog.text
    assert twice.check(sha256).sha256 == sha256
    assert not twice.second.folder.exists()
    twice.second.folder.mkdir()
    with pytest.raises(IntegrityError):
        twice.check(sha256)
    assert twice.mend(sha256) == twice.second.folder


def test_what_neither_has_is_not_found(twice: MirroredObjects) -> None:
    with pytest.raises(NotFound):
        twice.read("0" * 64)


def test_the_doctor_of_a_casebook_with_a_second_copy_finds_and_mends(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    chamsae.init(tmp_path / "book").close()
    settings = tmp_path / "book" / "settings.toml"
    settings.write_text(f'second_copy = "{copy}"\n' + settings.read_text("utf-8"), "utf-8")
    with chamsae.open(tmp_path / "book") as book:
        sha256 = book.archive.add_bytes(BytesIO(TEXT), "a.txt", by="Alice").sha256
        flip(FolderObjects(tmp_path / "book" / "objects"), sha256)
        assert [finding.thing for finding in book.doctor.check().findings] == [sha256]
        (mended,) = book.doctor.mend(by="Alice")
        assert (mended.sha256, mended.folder) == (sha256, str(tmp_path / "book" / "objects"))
        assert book.doctor.check().sound
        assert [entry.subject for entry in book.store.log() if entry.action == "mend"] == [sha256]
