"""An encrypted casebook: its passphrase opens it and nothing else does, and no plain text lies on the disk."""

import unicodedata
from collections.abc import Iterator
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path

import pytest

import chamsae
from chamsae.archive.backup.sealing import new_identity
from chamsae.casebook.book import Casebook
from chamsae.db.locked import MAGIC, PAGE, is_locked
from chamsae.db.open import FILE
from chamsae.errors import CasebookError, InputError, StorageError

PASSPHRASE = "깊은 산속 옹달샘 7"
LETTER = "date: 2021-05-09\n\n한별하 변호사는 2021년 5월 3일에 350명이 북송되었다고 말했다.\n"
#: What a seized disk must not tell: of the text, of the search index, of who worked.
SECRETS = ("한별하", "북송되었다고", "Dolores Quill")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Casebook]:
    with chamsae.init(tmp_path / "book", passphrase=PASSPHRASE) as made:
        made.archive.add_bytes(BytesIO(LETTER.encode()), "letter.txt", by="Dolores Quill")
        made.read.run(by="Dolores Quill")
        yield made


def plain(folder: Path) -> list[tuple[str, str]]:
    """Where one of the secrets lies in the clear, originals aside: files of the rows, and any that appear."""
    found = []
    for file in folder.rglob("*"):
        if not file.is_file() or "objects" in file.parts:
            continue
        held = file.read_bytes()
        for secret in SECRETS:
            for form in ("NFC", "NFD"):
                for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
                    if unicodedata.normalize(form, secret).encode(encoding) in held:
                        found.append((file.name, secret))
    return found


def test_its_passphrase_opens_it_however_the_keyboard_composes_hangul(book: Casebook, tmp_path: Path) -> None:
    book.close()
    with chamsae.open(tmp_path / "book", passphrase=unicodedata.normalize("NFD", PASSPHRASE)) as again:
        assert again.search("한별하") and again.doctor.check().sound


def test_no_text_lies_on_the_disk_while_it_is_open_nor_afterwards(book: Casebook, tmp_path: Path) -> None:
    assert book.search("한별하") and (tmp_path / "book" / f"{FILE}-wal").stat().st_size > 0
    assert plain(tmp_path) == []
    book.close()
    assert plain(tmp_path) == [] and is_locked(tmp_path / "book" / FILE)


def test_the_same_scan_finds_the_text_in_a_casebook_that_is_not_encrypted(tmp_path: Path) -> None:
    with chamsae.init(tmp_path / "book", passphrase="") as made:
        made.archive.add_bytes(BytesIO(LETTER.encode()), "letter.txt", by="Dolores Quill")
        made.read.run(by="Dolores Quill")
        assert {secret for _, secret in plain(tmp_path)} == {*SECRETS}


@pytest.mark.parametrize("given", ["깊은 산속 옹달샘 8", "x' OR 1=1 --"])
def test_another_passphrase_is_told_to_be_wrong(book: Casebook, tmp_path: Path, given: str) -> None:
    book.close()
    with pytest.raises(CasebookError, match="does not open it"):
        chamsae.open(tmp_path / "book", passphrase=given)


def test_without_a_passphrase_it_says_that_one_is_needed(
    book: Casebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    book.close()
    monkeypatch.delenv("CHAMSAE_PASSPHRASE", raising=False)
    with pytest.raises(CasebookError, match="no passphrase is given"):
        chamsae.open(tmp_path / "book")
    assert capfd.readouterr().err == ""


def test_the_environment_or_a_file_named_there_gives_it(
    book: Casebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.close()
    monkeypatch.setenv("CHAMSAE_PASSPHRASE", PASSPHRASE)
    chamsae.open(tmp_path / "book").close()
    monkeypatch.delenv("CHAMSAE_PASSPHRASE")
    (tmp_path / "key").write_text(f"{PASSPHRASE}\n", "utf-8")
    monkeypatch.setenv("CHAMSAE_PASSPHRASE_FILE", str(tmp_path / "key"))
    chamsae.open(tmp_path / "book").close()
    (tmp_path / "key").write_text("\n", "utf-8")
    with pytest.raises(InputError, match="first line"):
        chamsae.open(tmp_path / "book")
    (tmp_path / "key").unlink()
    with pytest.raises(StorageError, match="cannot be read"):
        chamsae.open(tmp_path / "book")


def test_a_casebook_that_is_not_encrypted_opens_whatever_passphrase_is_given(tmp_path: Path) -> None:
    chamsae.init(tmp_path / "book", passphrase="").close()
    assert (tmp_path / "book" / FILE).read_bytes().startswith(MAGIC)
    chamsae.open(tmp_path / "book", passphrase=PASSPHRASE).close()


def test_a_backup_holds_no_text_and_is_restored_under_the_same_passphrase(book: Casebook, tmp_path: Path) -> None:
    secret, public = new_identity()
    book.backup.run(tmp_path / "usb", to=[public], by="Dolores Quill")
    assert plain(tmp_path) == []
    book.close()
    done = chamsae.restore(
        tmp_path / "usb", tmp_path / "again", by="Dolores Quill", keys=[("key", secret)], passphrase=PASSPHRASE
    )
    assert done.sound and is_locked(tmp_path / "again" / FILE)
    with chamsae.open(tmp_path / "again", passphrase=PASSPHRASE) as again:
        assert again.search("한별하")


def test_a_copy_of_the_rows_opens_with_the_same_passphrase(book: Casebook, tmp_path: Path) -> None:
    (tmp_path / "copy").mkdir()
    book.store.copy(tmp_path / "copy" / FILE)
    book.close()
    assert is_locked(tmp_path / "copy" / FILE) and plain(tmp_path) == []


def test_a_damaged_page_is_found(book: Casebook, tmp_path: Path) -> None:
    book.close()
    file = tmp_path / "book" / FILE
    held = bytearray(file.read_bytes())
    held[len(held) // PAGE // 2 * PAGE + 100] ^= 1
    file.write_bytes(held)
    with ExitStack() as closing:
        try:
            found = list(closing.enter_context(chamsae.open(tmp_path / "book", passphrase=PASSPHRASE)).store.faults())
        except (CasebookError, StorageError) as error:  # whatever needs the page first says so
            found = [str(error)]
    assert found


def test_an_imported_casebook_is_encrypted_under_the_passphrase_given(book: Casebook, tmp_path: Path) -> None:
    book.export.casebook(tmp_path / "whole.zip", by="Dolores Quill")
    with chamsae.import_casebook(tmp_path / "whole.zip", tmp_path / "new", passphrase="another") as new:
        assert new.search("한별하")
    assert is_locked(tmp_path / "new" / FILE)


def test_what_is_neither_a_database_nor_encrypted_is_not_asked_a_passphrase_for(tmp_path: Path) -> None:
    for content in (b"", b"words " * 2000, b"words" + b" " * (PAGE - 5), MAGIC + bytes(PAGE - 16)):
        (tmp_path / "file").write_bytes(content)
        assert not is_locked(tmp_path / "file")
    assert not is_locked(tmp_path / "none")
