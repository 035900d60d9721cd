"""The vault: sealed by anybody, opened by those admitted with a reason, closed for ever when a key is destroyed."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

import chamsae
from chamsae.archive.backup.sealing import Identity, identities, new_identity
from chamsae.casebook.book import Casebook
from chamsae.errors import InputError, NotFound
from chamsae.model.consent import Answer, Circumstances, Purpose, asked
from chamsae.model.judgement import Verdict
from chamsae.model.log import Holder
from chamsae.model.vault import Particular, ParticularKind, VaultPart
from chamsae.protect.may import Clearance
from tests.told import told

NAME = Particular(kind=ParticularKind.NAME, text="김별하")
VILLAGE = Particular(kind=ParticularKind.VILLAGE, text="함경북도 온성군 별마을")


@pytest.fixture(params=["memory", "folder"])
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casebook]:
    with chamsae.in_memory() if request.param == "memory" else chamsae.init(tmp_path / "book") as one:
        yield one


@pytest.fixture
def witness(book: Casebook) -> str:
    return book.interviews.begin(language="ko", by="Alice").witness


def admitted(book: Casebook, name: str = "Alice") -> tuple[Identity, ...]:
    secret, public = new_identity()
    book.vault.admit(public, name, by="Alice")
    return identities(secret, name)


def test_what_was_sealed_opens_for_who_is_admitted_with_a_reason_that_is_logged(book: Casebook, witness: str) -> None:
    keys = admitted(book)
    book.vault.keep(witness, [NAME], by="Bob")
    book.vault.keep(witness, [VILLAGE], by="Bob")
    consent = book.consent.record(
        witness, asked([(Purpose.TRACING, Answer.YES)]), Circumstances(risks="told"), by="Alice"
    )
    opened = book.vault.open(witness, keys, by="Alice", why="the UN asks for the village")
    assert opened.particulars == (NAME, VILLAGE) and opened.consents == (consent,)
    (last,) = book.log.told(count=1)
    assert (last.entry.action, last.entry.subject, last.by) == ("vault_open", witness, "Alice")
    assert [one.value for one in last.opened] == ["the UN asks for the village"]


def test_nobody_else_opens_it_and_nobody_without_a_reason(book: Casebook, witness: str) -> None:
    keys = admitted(book)
    book.vault.keep(witness, [NAME], by="Bob")
    stranger = identities(new_identity()[0], "stranger")
    with pytest.raises(InputError, match="none of the keys"):
        book.vault.open(witness, stranger, by="Mallory", why="curious")
    with pytest.raises(InputError, match="why"):
        book.vault.open(witness, keys, by="Alice", why="  ")


def test_nothing_is_taken_while_nobody_could_open_it(book: Casebook, witness: str) -> None:
    with pytest.raises(InputError, match="nobody is admitted"):
        book.vault.keep(witness, [NAME], by="Bob")
    with pytest.raises(NotFound):
        book.vault.keep("W-NOBODY", [NAME], by="Bob")


def test_who_is_admitted_later_opens_it_once_it_is_sealed_anew(book: Casebook, witness: str) -> None:
    first = admitted(book)
    book.vault.keep(witness, [NAME], by="Alice")
    second = admitted(book, "Bora")
    with pytest.raises(InputError):
        book.vault.open(witness, second, by="Bora", why="case work")
    assert book.vault.renew(first, by="Alice") == 1
    assert book.vault.open(witness, second, by="Bora", why="case work").particulars == (NAME,)
    assert book.vault.renew(first, by="Alice") == 0


def test_who_was_dismissed_opens_nothing_once_it_is_sealed_anew(book: Casebook, witness: str) -> None:
    first, second = admitted(book), admitted(book, "Bora")
    book.vault.keep(witness, [NAME], by="Alice")
    bora = next(one.subject for one in book.vault.admitted() if one.name == "Bora")
    book.vault.dismiss(bora, by="Alice", why="left")
    book.vault.renew(first, by="Alice")
    with pytest.raises(InputError, match="none of the keys"):
        book.vault.open(witness, second, by="Bora", why="case work")
    assert book.vault.actor("Alice").cleared is Clearance.IDENTITY
    assert book.vault.actor("Bora").cleared is Clearance.CASE


def test_a_destroyed_key_closes_it_for_ever_and_the_log_still_verifies(book: Casebook, witness: str) -> None:
    keys = admitted(book)
    book.vault.keep(witness, [NAME], by="Alice")
    assert book.vault.destroy(witness, by="Alice", why="she asked for it") == 1
    with pytest.raises(InputError, match="never be opened"):
        book.vault.open(witness, keys, by="Alice", why="case work")
    assert [one.destroyed for one in book.vault.all()] == [True]
    assert book.doctor.check().sound
    book.vault.keep(witness, [VILLAGE], by="Alice")
    assert book.vault.open(witness, keys, by="Alice", why="case work").particulars == (VILLAGE,)


def test_neither_names_nor_secret_keys_stand_anywhere_in_the_folder(tmp_path: Path) -> None:
    secret, public = new_identity()
    with chamsae.init(tmp_path / "book") as book:
        witness = book.interviews.begin(language="ko", by="Alice").witness
        book.vault.admit(public, "Alice", by="Alice")
        book.vault.keep(witness, [NAME, VILLAGE], by="Alice")
        (part,) = book.store.entries(VaultPart)
        (lock,) = book.store.keys(Holder.THING, part.lock)
        assert hits(tmp_path, lock.secret.hex().encode())
        assert not any(hits(tmp_path, form) for form in forms(NAME.text, VILLAGE.text, secret))
        book.vault.destroy(witness, by="Alice", why="she asked for it")
        assert not hits(tmp_path, lock.secret.hex().encode())


def forms(*texts: str) -> Iterator[bytes]:
    """Each text as bytes in all the ways it could lie on the disk."""
    for text in texts:
        for form in ("NFC", "NFD"):
            for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
                yield unicodedata.normalize(form, text).encode(encoding)
        yield ascii(text)[1:-1].encode()


def hits(folder: Path, value: bytes) -> list[str]:
    """The files below a folder that hold these bytes."""
    return [one.name for one in folder.rglob("*") if one.is_file() and value in one.read_bytes()]


def test_names_of_the_vault_are_hidden_where_somebody_admitted_says_so_and_by_nobody_else(
    book: Casebook, witness: str
) -> None:
    keys = admitted(book)
    kin = Particular(kind=ParticularKind.KIN, text="박달무")
    book.vault.keep(witness, [NAME, VILLAGE, kin], by="Bob")
    document = told(book, "김별하 씨와 박달무 씨가 그날 떠났다. Kim Byeolha left.").store.documents()
    (held,) = list(document)
    for claim in list(book.store.claims()):  # nobody but the vault knows them
        book.review.judge(claim.id, Verdict.REJECTED, by="Alice")
    assert NAME.text not in book.redact.names()
    stranger = identities(new_identity()[0], "stranger")
    assert book.vault.names(stranger, by="Mallory", why="curious") == ()
    with pytest.raises(InputError, match="why"):
        book.vault.names(keys, by="Alice", why=" ")
    names = book.vault.names(keys, by="Alice", why="the yearly report")
    assert names == (NAME.text, kin.text)
    assert next(iter(book.log.told(count=1))).entry.action == "vault_open"
    book.redact.know(names)
    assert {*names} <= {*book.redact.names()}
    copy = book.redact.text(held.id, by="Alice").data.decode()
    assert "별하" not in copy and "달무" not in copy and "Byeolha" not in copy
