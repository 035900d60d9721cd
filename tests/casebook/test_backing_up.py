"""Backups: what comes back is what was there, whoever looks without a key sees nothing, and damage is named."""

import os
import shutil
import tarfile
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest

import chamsae
from chamsae.archive.backup import sealing
from chamsae.casebook.backing_up import RECIPIENTS, Backed
from chamsae.casebook.book import Casebook
from chamsae.casebook.restoring import check, restore, snapshots
from chamsae.errors import CasebookError, InputError, IntegrityError, NotFound, StorageError

SECRET, PUBLIC = sealing.new_identity()
OTHER_SECRET, OTHER_PUBLIC = sealing.new_identity()
KEYS = [("key", SECRET)]
NAME = "김선향"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Casebook]:
    with chamsae.init(tmp_path / "book", name="Lantern") as made:
        add(made, f"{NAME} was sent back in May 2021.", "a.txt")
        add(made, "Nobody else was asked.", "b.txt")
        yield made


def add(book: Casebook, text: str, name: str) -> str:
    return book.archive.add_bytes(BytesIO(text.encode()), name, by="Alice").sha256


def back_up(book: Casebook, target: Path, *to: str) -> Backed:
    return book.backup.run(target, by="Alice", to=to or (PUBLIC,))


def contents(book: Casebook) -> tuple[object, ...]:
    return (
        [*book.store.captures()], [book.objects.read(sha) for sha in book.objects.all()],
        [entry for entry in book.store.log() if entry.action not in ("backup", "restore")],
    )  # fmt: skip


def test_what_comes_back_is_what_was_there(book: Casebook, tmp_path: Path) -> None:
    done = back_up(book, tmp_path / "backup")
    assert (done.written, done.known, done.damaged) == (2, 0, ())
    restored = chamsae.restore(tmp_path / "backup", tmp_path / "again", by="Bora", keys=KEYS)
    assert (restored.objects, restored.lost, restored.sound) == (2, (), True)
    with chamsae.open(tmp_path / "again") as again:
        assert contents(again) == contents(book)
        assert again.settings == book.settings
        *_, last = again.store.log()
        assert (last.action, last.detail["snapshot"]) == ("restore", done.snapshot)


def test_a_second_backup_writes_only_what_is_new(book: Casebook, tmp_path: Path) -> None:
    back_up(book, tmp_path / "backup")
    add(book, "A third note.", "c.txt")
    done = back_up(book, tmp_path / "backup")
    assert (done.written, done.known) == (1, 2)
    assert len(snapshots(tmp_path / "backup")) == 2
    older = snapshots(tmp_path / "backup")[0]
    assert chamsae.restore(tmp_path / "backup", tmp_path / "again", by="B", keys=KEYS, snapshot=older).objects == 2


def test_no_name_and_no_hash_of_an_original_lies_open_in_the_backup(book: Casebook, tmp_path: Path) -> None:
    back_up(book, tmp_path / "backup")
    files = [path for path in (tmp_path / "backup").rglob("*") if path.is_file()]
    everything = b"".join(path.read_bytes() + str(path).encode() for path in files)
    for secret in (NAME.encode(), b"a.txt", b"Lantern", b"Alice", *(sha.encode() for sha in book.objects.all())):
        assert secret not in everything
    assert {path.stat().st_mode & 0o077 for path in files if path.suffix != ".json"} == {0}


def test_another_key_opens_nothing_and_no_key_is_asked_for(book: Casebook, tmp_path: Path) -> None:
    back_up(book, tmp_path / "backup")
    for keys, words in ((KEYS[:0], "sealed"), ([("other", OTHER_SECRET)], "none of the keys")):
        with pytest.raises(InputError, match=words):
            chamsae.restore(tmp_path / "backup", tmp_path / f"try{len(keys)}", by="B", keys=keys)
    with pytest.raises(CasebookError):
        chamsae.open(tmp_path / "try1")


def test_whoever_is_named_in_the_casebook_can_open_it(book: Casebook, tmp_path: Path) -> None:
    assert book.path is not None
    (book.path / RECIPIENTS).write_text(f"# the lawyer\n{OTHER_PUBLIC}\n\n{PUBLIC} # us\n", "utf-8")
    book.backup.run(tmp_path / "backup", by="Alice")
    for number, secret in enumerate((SECRET, OTHER_SECRET)):
        folder = tmp_path / f"again{number}"
        assert chamsae.restore(tmp_path / "backup", folder, by="B", keys=[("key", secret)]).sound


def test_new_recipients_can_open_the_old_originals_too(book: Casebook, tmp_path: Path) -> None:
    back_up(book, tmp_path / "backup")
    assert back_up(book, tmp_path / "backup", OTHER_PUBLIC).written == 2
    assert chamsae.restore(tmp_path / "backup", tmp_path / "again", by="B", keys=[("key", OTHER_SECRET)]).sound


def test_nobody_named_and_a_wrong_key_are_refused_before_anything_is_written(book: Casebook, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nobody is named"):
        book.backup.run(tmp_path / "backup", by="Alice")
    with pytest.raises(InputError, match="no public key"):
        book.backup.run(tmp_path / "backup", by="Alice", to=["age1wrong"])
    assert not (tmp_path / "backup").exists()


def test_a_plain_backup_is_open_and_does_not_mix_with_sealed_ones(book: Casebook, tmp_path: Path) -> None:
    book.backup.run(tmp_path / "backup", by="Alice", plain=True)
    assert chamsae.restore(tmp_path / "backup", tmp_path / "again", by="B").sound
    with pytest.raises(CasebookError, match="plain backups"):
        back_up(book, tmp_path / "backup")


def test_a_folder_with_other_things_in_it_is_left_alone(book: Casebook, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "me.jpg").write_bytes(b"x")
    with pytest.raises(CasebookError, match="not empty"):
        back_up(book, tmp_path / "photos")
    assert [path.name for path in (tmp_path / "photos").iterdir()] == ["me.jpg"]


def test_the_check_without_a_key_names_every_damaged_and_missing_file(book: Casebook, tmp_path: Path) -> None:
    done, target = back_up(book, tmp_path / "backup"), tmp_path / "backup"
    assert check(target).faults == ()
    first, second = sorted((target / "objects").glob("*/*"))
    flip(first)
    second.unlink()
    places = {path.relative_to(target).as_posix() for path in (first, second)}
    assert {place for place, _ in check(target).faults} == places
    flip(target / "snapshots" / f"{done.snapshot}.age")
    assert len(check(target).faults) == 3


def test_a_damaged_original_in_the_backup_is_named_and_all_others_come_back(book: Casebook, tmp_path: Path) -> None:
    back_up(book, tmp_path / "backup")
    flip(min((tmp_path / "backup" / "objects").glob("*/*")))
    restored = chamsae.restore(tmp_path / "backup", tmp_path / "again", by="B", keys=KEYS)
    assert (restored.objects, len(restored.lost), restored.sound) == (1, 1, False)
    assert restored.lost[0] in {finding.thing for finding in restored.health.findings} | set(book.objects.all())


@pytest.mark.parametrize("at", [0, 100, -1])
def test_a_damaged_snapshot_is_refused(book: Casebook, tmp_path: Path, at: int) -> None:
    done = back_up(book, tmp_path / "backup")
    flip(tmp_path / "backup" / "snapshots" / f"{done.snapshot}.age", at)
    with pytest.raises((IntegrityError, InputError)):
        chamsae.restore(tmp_path / "backup", tmp_path / "again", by="B", keys=KEYS)
    with pytest.raises(CasebookError):
        chamsae.open(tmp_path / "again")


def test_a_damaged_original_in_the_casebook_is_told_of_and_the_older_copy_stays(book: Casebook, tmp_path: Path) -> None:
    back_up(book, tmp_path / "backup")
    assert book.path is not None
    damaged = add(book, "A third note.", "c.txt")
    path = next((book.path / "objects").glob(f"*/*/{damaged}"))
    path.chmod(0o600)
    flip(path)
    done = back_up(book, tmp_path / "backup")
    assert (done.damaged, done.known) == ((damaged,), 2)
    restored = chamsae.restore(tmp_path / "backup", tmp_path / "again", by="B", keys=KEYS)
    assert [finding.what for finding in restored.health.findings] == ["its bytes are missing"] or not restored.sound


def test_an_interrupted_backup_counts_for_nothing_and_is_gone_on_from(
    book: Casebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "backup"
    with monkeypatch.context() as patch:
        patch.setattr(chamsae.archive.backup.repository.Repository, "write_sums", _interrupt)
        with pytest.raises(KeyboardInterrupt):
            back_up(book, target)
    assert snapshots(target) == []
    done = back_up(book, target)
    assert (done.written, done.known) == (0, 2)
    assert chamsae.restore(target, tmp_path / "again", by="B", keys=KEYS).sound


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def test_an_interrupted_restore_is_gone_on_from_and_no_casebook_before(book: Casebook, tmp_path: Path) -> None:
    back_up(book, tmp_path / "backup")
    keys = sealing.identities(SECRET, "key")

    class Cut:
        def start(self, total: int | None, what: str) -> None: ...
        def finish(self) -> None: ...
        def step(self, name: str, note: str = "") -> None:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        restore(tmp_path / "backup", tmp_path / "again", keys=keys, progress=Cut())
    with pytest.raises(CasebookError):
        chamsae.open(tmp_path / "again")
    assert chamsae.restore(tmp_path / "backup", tmp_path / "again", by="B", keys=KEYS).sound


def test_a_full_folder_and_an_unknown_snapshot_are_refused(book: Casebook, tmp_path: Path) -> None:
    back_up(book, tmp_path / "backup")
    with pytest.raises(CasebookError, match="not empty"):
        chamsae.restore(tmp_path / "backup", tmp_path / "book", by="B", keys=KEYS)
    with pytest.raises(NotFound, match="no snapshot"):
        chamsae.restore(
            tmp_path / "backup", tmp_path / "x", by="B", keys=KEYS, snapshot="20200101T000000.000000Z-00000000"
        )


def test_the_address_of_a_server_is_put_out_of_force(tmp_path: Path) -> None:
    with chamsae.init(tmp_path / "book") as book:
        settings = tmp_path / "book" / "settings.toml"
        settings.write_text('database_url = "postgresql://u:p@db/live"\n' + settings.read_text("utf-8"), "utf-8")
        back_up(book, tmp_path / "backup")
    chamsae.restore(tmp_path / "backup", tmp_path / "again", by="B", keys=KEYS)
    with chamsae.open(tmp_path / "again") as again:
        assert again.settings.database_url == ""


def test_older_snapshots_go_with_what_only_they_needed(book: Casebook, tmp_path: Path) -> None:
    for number in range(3):
        add(book, f"Note {number}.", f"{number}.txt")
        back_up(book, tmp_path / "backup", *([PUBLIC, OTHER_PUBLIC] if number == 0 else [PUBLIC]))
    assert book.backup.forget(tmp_path / "backup", keep=1, by="Alice") == (2, 3)
    assert len(snapshots(tmp_path / "backup")) == 1
    assert chamsae.restore(tmp_path / "backup", tmp_path / "again", by="B", keys=KEYS).sound


def test_the_backup_is_in_the_log(book: Casebook, tmp_path: Path) -> None:
    done = back_up(book, tmp_path / "backup")
    *_, last = book.store.log()
    assert (last.action, last.subject) == ("backup", "casebook")
    assert (last.detail["snapshot"], last.detail["objects"]) == (done.snapshot, "2")


def test_anybody_can_check_the_sums_with_the_tools_of_the_system(book: Casebook, tmp_path: Path) -> None:
    done = back_up(book, tmp_path / "backup")
    for line in (tmp_path / "backup" / "snapshots" / f"{done.snapshot}.sums").read_text().splitlines():
        digest, place = line.split("  ")
        assert sha256((tmp_path / "backup" / place).read_bytes()).hexdigest() == digest


def test_a_snapshot_that_names_a_file_outside_writes_nothing_there(book: Casebook, tmp_path: Path) -> None:
    """Whoever can seal to us may hand us a hostile backup: its tar holds a path that climbs out."""
    book.backup.run(tmp_path / "backup", by="Alice", plain=True)
    (snapshot,) = (tmp_path / "backup" / "snapshots").glob("*.tar")
    with tarfile.open(snapshot) as held:
        manifest = held.extractfile("manifest.json")
        assert manifest is not None
        hostile = manifest.read().replace(b'"path":"backup.key"', b'"path":"../owned"')
    with tarfile.open(snapshot, "a") as held, tarfile.open(tmp_path / "new.tar", "w") as new:
        for name, content in (("manifest.json", hostile), ("files/../owned", b"x")):
            member = tarfile.TarInfo(name)
            member.size = len(content)
            new.addfile(member, BytesIO(content))
    shutil.copy(tmp_path / "new.tar", snapshot)
    with pytest.raises(IntegrityError, match="outside"):
        chamsae.restore(tmp_path / "backup", tmp_path / "again", by="B")
    assert not (tmp_path / "owned").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_nobody_may_write_to_is_a_storage_error(book: Casebook, tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)
    with pytest.raises(StorageError):
        back_up(book, tmp_path / "locked" / "backup")


def test_a_casebook_in_memory_is_not_backed_up(tmp_path: Path) -> None:
    with pytest.raises(CasebookError, match="memory"):
        chamsae.in_memory().backup.run(tmp_path, by="Alice", plain=True)


def flip(path: Path, at: int = 0) -> None:
    raw = bytearray(path.read_bytes())
    raw[at] ^= 1
    path.write_bytes(raw)
