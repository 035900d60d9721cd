"""The evidence log as a casebook keeps it: signed, proved, witnessed, stamped, and able to forget a name."""

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest

import chamsae
from chamsae.archive import note
from chamsae.archive.log import leaf
from chamsae.archive.merkle import check_consistency, check_inclusion, leaf_hash
from chamsae.archive.stamp import Standing
from chamsae.archive.witness import Witness
from chamsae.casebook.book import Casebook
from chamsae.errors import InputError, IntegrityError, NotFound, VerificationError
from chamsae.model.checkpoint import Checkpoint, Stamp
from tests.archive.tsa import Tsa

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="the openssl program is not installed")


@pytest.fixture(params=["memory", "folder"])
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casebook]:
    made = chamsae.in_memory() if request.param == "memory" else chamsae.init(tmp_path / "book")
    with made:
        add(made, "one")
        yield made


def add(book: Casebook, name: str) -> None:
    book.archive.add_bytes(BytesIO(name.encode()), f"{name}.txt", by="하늘")


def test_a_checkpoint_signs_the_log_as_it_is(book: Casebook) -> None:
    made = book.log.checkpoint(by="하늘")
    signed = note.parsed(made.note.encode())
    assert note.signed_by(signed, book.log.key)
    said = note.head(signed)
    assert (said.origin, said.size, said.root.hex()) == (book.log.key.name, 1, made.root)
    assert "하늘" not in made.note
    told = book.store.last_log()
    assert told and (told.action, told.detail["size"], told.detail["root"]) == ("checkpoint", "1", made.root)


def test_nothing_new_makes_no_new_checkpoint(book: Casebook) -> None:
    first = book.log.checkpoint(by="하늘")
    assert book.log.checkpoint(by="하늘") == first
    add(book, "two")
    assert book.log.checkpoint(by="하늘").size == 3


def test_an_empty_log_is_not_signed() -> None:
    with chamsae.in_memory() as book, pytest.raises(InputError, match="empty"):
        book.log.checkpoint(by="하늘")


def test_the_key_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    with chamsae.init(tmp_path / "book") as book:
        add(book, "one")
        key = book.log.key
        assert (tmp_path / "book" / "log.key").stat().st_mode & 0o777 == 0o600
    with chamsae.open(tmp_path / "book") as book:
        assert book.log.key == key
        (tmp_path / "book" / "log.key").write_text("no key")
    with chamsae.open(tmp_path / "book") as book, pytest.raises(InputError, match=r"log\.key"):
        book.log.checkpoint(by="하늘")


def test_a_new_key_goes_on_under_the_name_of_the_log(tmp_path: Path) -> None:
    with chamsae.init(tmp_path / "book") as book:
        add(book, "one")
        key = book.log.key
        book.log.checkpoint(by="하늘")
        (tmp_path / "book" / "log.key").unlink()
    with chamsae.open(tmp_path / "book") as book:
        assert book.log.key.name == key.name
        assert book.log.key != key


def test_a_log_that_was_changed_is_not_signed(book: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    true = list(book.store.log())
    for wrong in ([replace(true[0], subject="s9")], [replace(true[0], number=2)], []):
        monkeypatch.setattr(book.store, "log", lambda after=0, wrong=wrong: iter(wrong[after:]))
        with pytest.raises((IntegrityError, InputError)):
            book.log.checkpoint(by="하늘")
    monkeypatch.undo()
    book.log.checkpoint(by="하늘")
    add(book, "two")
    kept = [*list(book.store.log())]
    kept[0] = replace(kept[0], subject="s9")
    monkeypatch.setattr(book.store, "log", lambda after=0: iter(kept[after:]))
    with pytest.raises(IntegrityError, match="signed"):
        book.log.checkpoint(by="하늘")


def test_every_entry_is_proved_in_the_newest_checkpoint(book: Casebook) -> None:
    for n in range(20):
        add(book, f"more {n}")
    size = book.log.checkpoint(by="하늘").size
    for number in range(1, size + 1):
        proof = book.log.prove(number)
        head = note.head(proof.checkpoint)
        check_inclusion(leaf_hash(book.log.raw(number)), number - 1, head.size, proof.path, head.root)
    with pytest.raises(InputError, match="1 to 21"):
        book.log.prove(size + 1)
    with pytest.raises(NotFound):
        book.log.entry(99)
    with pytest.raises(NotFound):
        book.log.entry(0)


def test_an_older_checkpoint_is_proved_to_be_part_of_a_newer(book: Casebook) -> None:
    old = book.log.checkpoint(by="하늘")
    for n in range(9):
        add(book, f"more {n}")
    new = book.log.checkpoint(by="하늘")
    growth = book.log.consistency(old.size)
    roots = [bytes.fromhex(one.root) for one in (old, new)]
    check_consistency(old.size, new.size, growth.proof, *roots)
    assert book.log.consistency(old.size, old.size).proof == ()
    with pytest.raises(NotFound):
        book.log.consistency(1, 5)
    with pytest.raises(VerificationError):
        book.log.consistency(new.size + 1)


def test_a_witness_signs_by_file_and_its_signature_travels_with_proofs(book: Casebook, tmp_path: Path) -> None:
    witness = Witness(tmp_path / "witness", name="partner.example")
    book.log.checkpoint(by="하늘")
    cosigned = witness.cosign(str(book.log.request()).encode(), at=NOON, pinned=book.log.key)
    with pytest.raises(InputError, match="--key"):
        book.log.accept(str(cosigned).encode(), by="하늘")
    (one,) = book.log.accept(str(cosigned).encode(), by="하늘", key=witness.key)
    assert book.log.accept(str(cosigned).encode(), by="하늘") == []
    add(book, "two")
    book.log.checkpoint(by="하늘")
    request = book.log.request()
    assert request.old == 1
    assert len(book.log.accept(str(witness.cosign(str(request).encode(), at=NOON)).encode(), by="하늘")) == 1
    proof = book.log.prove(1)
    assert note.signed_by(proof.checkpoint, witness.key)
    assert book.log.checkpoints()[0].cosigned == (("partner.example", int(NOON.timestamp())),)
    assert one.line in str(cosigned)
    assert [entry.action for entry in book.store.log()].count("cosign") == 2


def test_what_is_no_cosignature_of_this_log_is_refused(book: Casebook, tmp_path: Path) -> None:
    book.log.checkpoint(by="하늘")
    witness = Witness(tmp_path / "witness", name="partner.example")
    cosigned = witness.cosign(str(book.log.request()).encode(), at=NOON, pinned=book.log.key)
    with chamsae.in_memory() as other:
        add(other, "one")
        other.log.checkpoint(by="바다")
        with pytest.raises(VerificationError, match="this log"):
            other.log.accept(str(cosigned).encode(), by="바다", key=witness.key)
    with pytest.raises(InputError):
        book.log.accept(str(cosigned).encode(), by="하늘", key=book.log.key)
    forged = replace(cosigned.signatures[-1], signed=bytes(72))
    bad = note.Note(text=cosigned.text, signatures=(forged,))
    with pytest.raises(VerificationError):
        book.log.accept(str(bad).encode(), by="하늘", key=witness.key)
    assert book.log.checkpoints()[0].cosigned == ()


@openssl
def test_stamps_of_several_authorities_stand_under_one_checkpoint(tmp_path: Path) -> None:
    one, two = Tsa(tmp_path, "one"), Tsa(tmp_path, "two")
    with chamsae.init(tmp_path / "book") as book:
        (tmp_path / "book" / "authorities").mkdir()
        for tsa in (one, two):
            (tmp_path / "book" / "authorities" / f"{tsa.name}.pem").write_bytes(tsa.pem)
        add(book, "one")
        with pytest.raises(InputError, match="no checkpoint"):
            book.log.stamp(b"", by="하늘")
        book.log.checkpoint(by="하늘")
        request = book.log.stamp_request()
        replies = [tsa.reply(request) for tsa in (one, two)]
        for reply, tsa in zip(replies, (one, two), strict=True):
            stamp, verdict = book.log.stamp(reply, by="하늘")
            assert (verdict.standing, verdict.authority) == (Standing.VALID, tsa.name)
            assert tsa.holds(reply, book.log.checkpoints()[0].checkpoint.note.encode())
        assert book.log.stamp(replies[0], by="하늘")[0].number != stamp.number
        assert len(book.log.checkpoints()[0].stamps) == 2
        add(book, "two")
        book.log.checkpoint(by="하늘")
        late, verdict = book.log.stamp(two.reply(request), by="하늘")
        assert (verdict.standing, late.subject) == (Standing.VALID, stamp.subject)


def test_a_reply_nobody_can_read_is_kept_for_ever(book: Casebook) -> None:
    book.log.checkpoint(by="하늘")
    stamp, verdict = book.log.stamp(b"\x00 not a reply", by="하늘")
    assert verdict.standing is Standing.UNPARSABLE
    assert stamp.sha256 == hashlib.sha256(b"\x00 not a reply").hexdigest()
    assert [one for one, _ in book.log.checkpoints()[0].stamps] == [stamp] == list(book.store.entries(Stamp))
    with pytest.raises(InputError, match="larger"):
        book.log.stamp(bytes((1 << 20) + 1), by="하늘")


def test_an_erased_key_closes_what_it_hid_and_leaves_the_log_whole(book: Casebook) -> None:
    book.log.checkpoint(by="하늘")
    told = book.log.disclose(1, "name", by="하늘")
    entry = book.log.entry(1)
    assert told.value == "one.txt"
    assert hashlib.sha256(bytes.fromhex(told.salt) + told.value.encode()).hexdigest() == entry.hidden["name"]
    erased = book.log.erase_key("s1", reason="The witness withdrew.", by="하늘")
    assert (erased.action, erased.subject) == ("erase", "s1")
    with pytest.raises(NotFound, match="destroyed"):
        book.log.disclose(1, "name", by="하늘")
    with pytest.raises(NotFound):
        book.log.erase_key("s1", reason="again", by="하늘")
    add(book, "two")
    assert leaf(book.log.entry(1)) == leaf(entry)
    assert book.log.checkpoint(by="하늘").size > 1
    assert book.log.disclose(erased.number, "reason", by="하늘").value == "The witness withdrew."


def test_who_worked_can_be_forgotten_too(book: Casebook) -> None:
    token = book.log.entry(1).actor
    told = book.log.disclose(1, "actor", by="바다")
    assert hashlib.sha256(bytes.fromhex(told.salt) + told.value.encode()).hexdigest() == token
    book.log.erase_key("하늘", reason="She left, and asked.", by="바다")
    shown = book.log.told()
    assert {one.by for one in shown} == {"바다", token}
    with pytest.raises(NotFound):
        book.log.disclose(1, "actor", by="바다")
    with pytest.raises(NotFound, match="hides no"):
        book.log.disclose(1, "colour", by="바다")


def test_entries_are_listed_a_page_at_a_time_with_what_can_be_opened(book: Casebook) -> None:
    for n in range(6):
        add(book, f"more {n}")
    page = book.log.told(count=3)
    assert [one.entry.number for one in page] == [7, 6, 5]
    assert [one.entry.number for one in book.log.told(before=5, count=3)] == [4, 3, 2]
    assert [one.entry.number for one in book.log.told(before=2)] == [1]
    assert [one.value for one in page[0].opened] == ["more 5.txt"]
    assert [one.entry.number for one in book.log.told(subject="s3")] == [3]
    assert page[0].by == "하늘"


def test_checkpoints_are_confirmed_by_the_log_they_sign(book: Casebook) -> None:
    made = book.log.checkpoint(by="하늘")
    (kept,) = book.store.entries(Checkpoint)
    assert kept == made == book.log.newest()
    assert book.log.head().size == 2
