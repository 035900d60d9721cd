"""An encrypted casebook on a seized disk: no word of an original or of a draft stands anywhere in its folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import chamsae
from chamsae.archive.backup import sealing
from chamsae.archive.objects import FolderObjects
from chamsae.archive.sealing_key import sealing_key
from chamsae.casebook.book import Casebook
from chamsae.cli.main import cli
from chamsae.errors import CasebookError, InputError, StorageError
from chamsae.settings import FILE as SETTINGS
from tests.casebook.test_interviews import begun, told, witness_says

PASSPHRASE = "참새 한 마리, 넓은 강"
ORIGINAL = "박순옥이 혜산에서 강을 건넜다. Park Sunokja crossed at Hyesan."
TYPED = "오빠 이름은 박영호입니다. My brother is Yongho."
#: Six bytes at least, however they are written: fewer stand somewhere among so much noise once in hundreds of runs.
SECRETS = ("박순옥", "Sunokja", "박영호", "Yongho", "Hyesan")


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / "letter.txt"
    path.write_text(ORIGINAL, "utf-8")
    return path


@pytest.fixture
def book(tmp_path: Path, letter: Path) -> Iterator[Casebook]:
    with chamsae.init(tmp_path / "book", passphrase=PASSPHRASE) as made:
        made.archive.add([letter], by="Alice")
        made.read.run(by="Alice")
        yield made


def seen(folder: Path) -> list[str]:
    """What a stranger finds with a search of all bytes: which file holds which secret, in two encodings."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    return [
        f"{path.name}: {secret}"
        for path in files
        for secret in SECRETS
        if any(secret.encode(code) in path.read_bytes() for code in ("utf-8", "utf-16-le"))
    ]


def draft(book: Casebook) -> str:
    id = begun(book)
    book.interviews.save(id, [witness_says(TYPED)], base=0, by="Alice")
    return id


def test_no_word_of_it_lies_on_the_disk_and_all_of_it_comes_back(book: Casebook, tmp_path: Path) -> None:
    id = draft(book)
    told(book, witness_says(ORIGINAL))
    book.interviews.save(id, [witness_says(f"{TYPED} 그리고.")], base=1, by="Alice")
    assert seen(tmp_path / "book") == []
    book.close()
    assert seen(tmp_path / "book") == []
    with chamsae.open(tmp_path / "book", passphrase=PASSPHRASE) as again:
        capture = next(iter(again.store.captures()))
        assert again.objects.read(capture.sha256).decode() == ORIGINAL
        kept = again.interviews.draft(id)
        assert kept and kept.passages[0].text.startswith(TYPED)
        assert again.doctor.check().sound
        again.interviews.finish(id, by="Alice")
        assert not (tmp_path / "book" / "drafts").exists()
    assert seen(tmp_path / "book") == []


def test_a_casebook_that_is_not_encrypted_seals_nothing(tmp_path: Path, letter: Path) -> None:
    with chamsae.init(tmp_path / "book", passphrase="") as book:
        book.archive.add([letter], by="Alice")
        assert not (tmp_path / "book" / "originals.key").exists() and seen(tmp_path / "book")


def test_what_lay_open_in_an_older_casebook_is_told_of_and_sealed_on_demand(book: Casebook, tmp_path: Path) -> None:
    folder, words = tmp_path / "book", ORIGINAL.encode()
    (path,) = (folder / "objects").glob("*/*/*.sealed")
    sha256 = path.name.removesuffix(".sealed")
    path.unlink()
    with (tmp_path / "in" / "letter.txt").open("rb") as stream:
        FolderObjects(folder / "objects").put(stream)
    assert book.objects.read(sha256) == words
    health = book.doctor.check()
    assert [one.thing for one in health.findings] == ["objects"] and "--mend" in health.findings[0].do
    book.doctor.mend(by="Alice")
    assert book.doctor.check().sound and book.objects.read(sha256) == words and seen(folder) == []


def test_the_second_copy_is_sealed_too_and_opens_with_what_lies_beside_it(
    book: Casebook, tmp_path: Path, letter: Path
) -> None:
    (tmp_path / "second").mkdir()
    settings = tmp_path / "book" / SETTINGS
    settings.write_text(f'{settings.read_text("utf-8")}\nsecond_copy = "{tmp_path / "second"}"\n', "utf-8")
    letter.write_text(f"{ORIGINAL} 1", "utf-8")
    with chamsae.open(tmp_path / "book", passphrase=PASSPHRASE) as twice:
        (added,) = twice.archive.add([letter], by="Alice").added
        twice.doctor.mend(by="Alice")
    assert seen(tmp_path / "second") == []
    (tmp_path / "book" / "originals.key").unlink()
    with pytest.raises(CasebookError, match="key of the originals is missing"):
        chamsae.open(tmp_path / "book", passphrase=PASSPHRASE)
    (tmp_path / "second" / "originals.key").rename(tmp_path / "book" / "originals.key")
    with chamsae.open(tmp_path / "book", passphrase=PASSPHRASE) as again:
        assert again.objects.read(added.sha256) == letter.read_bytes()


def test_it_comes_back_from_a_backup_and_from_an_export_sealed_still(book: Casebook, tmp_path: Path) -> None:
    id = draft(book)
    secret, public = sealing.new_identity()
    book.backup.run(tmp_path / "backups", by="Alice", to=[public])
    book.export.casebook(tmp_path / "whole.zip", by="Alice", keys=True)
    assert seen(tmp_path / "backups") == []
    done = chamsae.restore(
        tmp_path / "backups", tmp_path / "back", by="Alice", keys=[("key", secret)], passphrase=PASSPHRASE
    )
    assert done.sound and seen(tmp_path / "back") == []
    with chamsae.open(tmp_path / "back", passphrase=PASSPHRASE) as back:
        assert back.interviews.draft(id) == book.interviews.draft(id)
    with chamsae.import_casebook(tmp_path / "whole.zip", tmp_path / "moved", passphrase="another") as moved:
        assert moved.doctor.check().sound and seen(tmp_path / "moved") == []


def test_without_the_passphrase_nothing_opens(book: Casebook, tmp_path: Path) -> None:
    book.close()
    for given in ("", "넓은 강"):
        with pytest.raises(CasebookError):
            chamsae.open(tmp_path / "book", passphrase=given)


def test_an_original_is_saved_outside_as_it_came_once_and_logged(book: Casebook, tmp_path: Path) -> None:
    command = ["-C", str(tmp_path / "book"), "--by", "Alice", "sources", "--original", "s1", str(tmp_path / "out.txt")]
    done = CliRunner().invoke(cli, command, env={"CHAMSAE_PASSPHRASE": PASSPHRASE})
    assert done.exit_code == 0 and (tmp_path / "out.txt").read_text("utf-8") == ORIGINAL
    assert [(one.action, one.subject) for one in book.store.log()][-1] == ("export_original", "s1")
    again = CliRunner().invoke(cli, command, env={"CHAMSAE_PASSPHRASE": PASSPHRASE})
    assert isinstance(again.exception, InputError)


def test_a_new_passphrase_opens_the_originals_and_the_old_one_nothing(book: Casebook, tmp_path: Path) -> None:
    id = draft(book)
    book.close()
    chamsae.change_passphrase(tmp_path / "book", "강 건너 참새", by="Alice", passphrase=PASSPHRASE)
    with pytest.raises(CasebookError):
        sealing_key(tmp_path / "book" / "originals.key", PASSPHRASE)
    with chamsae.open(tmp_path / "book", passphrase="강 건너 참새") as again:
        assert again.doctor.check().sound and again.interviews.draft(id)


def test_a_change_that_is_refused_leaves_the_old_passphrase(book: Casebook, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="locked"):
        chamsae.change_passphrase(tmp_path / "book", "강 건너 참새", by="Alice", passphrase=PASSPHRASE)
    with pytest.raises(CasebookError):
        chamsae.change_passphrase(tmp_path / "book", "강 건너 참새", by="Alice", passphrase="another")
    assert sealing_key(tmp_path / "book" / "originals.key", PASSPHRASE) and book.doctor.check().sound
