"""Consent taken back: at once for everything; what left is listed; what is destroyed is nowhere on the disk."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from django.db import connections

import chamsae
from chamsae.archive.backup.sealing import identities, new_identity
from chamsae.casebook.book import Casebook
from chamsae.casebook.withdrawing import Held
from chamsae.errors import InputError, NotFound, Withheld
from chamsae.model.consent import Answer, Circumstances, Decision, Purpose, asked
from chamsae.model.interview import Account, Basis, Draft, Passage, Stage, Voice
from chamsae.model.judgement import Status, Verdict
from chamsae.model.log import Holder
from chamsae.model.releasing import Chosen
from chamsae.model.vault import Particular, ParticularKind
from chamsae.model.watch import Fate
from chamsae.protect.may import PUBLIC, Actor, Clearance, Field, FieldKind, Ground
from chamsae.protect.release import Audience
from chamsae.text import terms
from tests.casebook.test_vault import forms, hits

TOLD = Circumstances(risks="The ministry could learn of it.")
ALL = asked((one, Answer.YES) for one in Purpose)
ACCOUNT = "저는 2011년 3월 3일 투먼에서 북송되었습니다. 감방에 20명이 있었습니다."
LATER = "이웃 선옥별도 보았습니다."
NEIGHBOUR = "옆집 홍다래"
SECRET = Particular(kind=ParticularKind.NAME, text="김별하")
TYPED = "박달무의 아들이라고 했습니다"
REASON = "언니 한여울이 걱정된다"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Casebook]:
    with chamsae.init(tmp_path / "book", passphrase="") as one:
        yield one


def told(book: Casebook) -> tuple[str, str, Account]:
    """A witness with a finished account: the code, the interview, the account."""
    held = book.interviews.begin(language="ko", by="Alice")
    book.interviews.consent(held.subject, ALL, TOLD, by="Alice")
    kept = book.interviews.save(held.subject, [Passage(voice=Voice.WITNESS, text=ACCOUNT)], base=0, by="Alice")
    assert isinstance(kept, Draft)
    return held.witness, held.subject, book.interviews.finish(held.subject, by="Alice")


def test_from_that_moment_every_answer_is_no_and_the_account_is_withheld(book: Casebook) -> None:
    witness, interview, account = told(book)
    claims = [one.id for one in book.interviews.accounts.claims(account)]
    assert claims
    done = book.withdrawal.take_back(witness, by="Alice", why=REASON)
    assert done.entry.decision is Decision.WITHDRAWN and done.withheld == len(claims)
    assert {book.store.statuses(claims)[one] for one in claims} == {Status.WITHHELD}
    assert book.interviews.one(interview).stage is Stage.WITHDRAWN
    actor = Actor(name="Alice", cleared=Clearance.IDENTITY)
    for purpose in Purpose:
        to = "" if purpose is Purpose.INTERNAL else PUBLIC
        right = book.consent.may(actor, purpose, to, Field(kind=FieldKind.COUNT, item=interview), person=witness)
        assert not right and right.ground in {Ground.WITHDRAWN, Ground.RECIPIENT}


def test_an_open_draft_that_tells_of_the_person_is_named_and_can_no_longer_leave(book: Casebook) -> None:
    witness, _, account = told(book)
    document = account.parts[0].document
    assert document is not None
    draft = book.release.draft("Voices", Chosen(documents=(document,)), audience=Audience.PUBLIC, by="Alice")
    before = book.release.prepared(draft.subject)
    done = book.withdrawal.take_back(witness, by="Alice", why=REASON)
    assert [one.subject for one in done.drafts] == [draft.subject]
    after = book.release.prepared(draft.subject)
    assert before.package.texts and not after.package.texts
    if before.package.id == after.package.id:
        pytest.fail("the draft is as it was")
    with pytest.raises(Withheld):
        book.release.release(draft.subject, by="Alice")


def test_what_has_left_is_listed_with_how_sure_it_is(book: Casebook, tmp_path: Path) -> None:
    book.export.casebook(tmp_path / "before.zip", by="Alice")
    witness, _, _ = told(book)
    assert book.withdrawal.left(witness) == []
    book.export.casebook(tmp_path / "after.zip", by="Alice")
    done = book.withdrawal.take_back(witness, by="Alice", why=REASON)
    assert [(one.action, one.held) for one in done.left] == [("export", Held.ALL)]
    assert book.withdrawal.left(witness) == [*done.left]


def test_only_what_is_named_is_taken_back_where_items_are_named(book: Casebook) -> None:
    witness, first, _ = told(book)
    second = book.interviews.begin(language="ko", witness=witness, by="Alice").subject
    book.interviews.consent(second, ALL, TOLD, by="Alice")
    book.withdrawal.take_back(witness, by="Alice", why=REASON, covers=(second,))
    assert book.interviews.one(first).stage is Stage.FINISHED
    assert book.interviews.one(second).stage is Stage.WITHDRAWN


def test_nobody_can_take_back_what_nobody_gave(book: Casebook) -> None:
    with pytest.raises(NotFound):
        book.withdrawal.take_back("W-NOBODY", by="Alice", why=REASON)


def test_what_was_destroyed_is_nowhere_on_the_disk_and_the_log_still_verifies(book: Casebook, tmp_path: Path) -> None:
    secret, public = new_identity()
    book.vault.admit(public, "Alice", by="Alice")
    witness, interview, _ = told(book)
    book.vault.keep(witness, [SECRET], by="Alice")
    typed = (Passage(voice=Voice.WITNESS, text=ACCOUNT), Passage(voice=Voice.WITNESS, text=TYPED))
    book.interviews.save(interview, typed, base=0, by="Alice")
    assert hits(tmp_path, TYPED.encode())
    log = book.log.head()
    keys = [one.secret for thing in (witness, interview) for one in book.store.keys(*_of(thing))]
    book.interviews.withdraw(interview, by="Alice", why=REASON)
    book.withdrawal.take_back(witness, by="Alice", why=REASON)
    book.withdrawal.restrict(witness, by="Alice", why=REASON)
    assert book.withdrawal.destroy(witness, by="Alice", why="she asked for it") >= 2
    for value in forms(SECRET.text, TYPED, REASON):
        assert hits(tmp_path, value) == []
    for key in keys:
        assert hits(tmp_path, key.hex().encode()) == []
    with pytest.raises(InputError):
        book.vault.open(witness, identities(secret, "Alice"), by="Alice", why="case work")
    assert book.log.head().size > log.size
    assert book.doctor.check().sound
    book.close()
    for value in forms(SECRET.text, TYPED, REASON):
        assert hits(tmp_path, value) == []


@pytest.mark.parametrize("passphrase", ["", "느린 강이 바다로 간다"])
def test_what_the_person_told_is_in_no_byte_of_the_casebook_after_it_was_destroyed(
    tmp_path: Path, passphrase: str
) -> None:
    with chamsae.init(tmp_path / "book", passphrase=passphrase) as book:
        witness, interview, account = told(book)
        retold(book, interview)
        work_out(book)
        before = list(book.store.relations())
        claim = next(one for one in book.interviews.accounts.claims(account))
        book.interviews.accounts.know(claim.id, Basis.HEARD, source=NEIGHBOUR, by="Alice")
        book.review.judge(claim.id, Verdict.ACCEPTED, by="Alice", why=f"{NEIGHBOUR} said so too")
        kept = tmp_path / "book" / "casebook.before-0001_initial.sqlite3"
        book.store.copy(kept)
        assert all(where(book, tmp_path, one) for one in (*words(), NEIGHBOUR))
        book.withdrawal.take_back(witness, by="Alice", why=REASON)
        book.withdrawal.destroy(witness, by="Alice", why="she asked for it")
        assert [found for one in (*words(), NEIGHBOUR) for found in where(book, tmp_path, one)] == []
        assert not kept.exists()
        health = book.doctor.check()
        assert health.findings == () and health.log == book.log.head().size
        assert book.search("투먼에서") == [] and book.interviews.one(interview).versions[0].passages == ()
        work_out(book)
        assert list(book.link.entities()) == [] and list(book.store.groups()) == [] and book.cases.acts() == []
        assert list(book.store.relations()) == before
    for one in (*words(), NEIGHBOUR):
        assert [name for form in forms(one) for name in hits(tmp_path, form)] == []


def retold(book: Casebook, interview: str) -> None:
    """The account told once more, with a change."""
    draft = book.interviews.revise(interview, by="Alice")
    again = [Passage(voice=Voice.WITNESS, text=f"{ACCOUNT} {LATER}")]
    book.interviews.save(interview, again, base=draft.version, by="Alice")
    book.interviews.finish(interview, by="Alice")


def work_out(book: Casebook) -> None:
    """Everything that follows from claims."""
    book.link.run(by="Alice")
    book.reconcile.run(by="Alice")
    book.cases.acts()


def words() -> tuple[str, ...]:
    """Words of the account, whole sentences and single ones."""
    return (ACCOUNT, LATER, "북송되었습니다", "선옥별", "감방에 20명")


def where(book: Casebook, folder: Path, text: str) -> set[str]:
    """Where a text lies: files by their bytes; tables, as they are once decrypted; the index, word by word."""
    found = {name for form in forms(text) for name in hits(folder, form)}
    spelled = list(forms(text))
    with connections[alias(book)].cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT * FROM "{table}"')
            cells = [cell for row in cursor.fetchall() for cell in row]
            held = b"\n".join(one if isinstance(one, bytes) else str(one).encode() for one in cells)
            if any(one in held for one in spelled):
                found.add(table)
            indexed = [one.encode() for one in terms.index_text(text).split() if len(one) > 1]
            if table.startswith("chamsae_search") and any(one in held for one in indexed):
                found.add(table)
    return found


def alias(book: Casebook) -> str:
    return str(book.store.alias)  # type: ignore[attr-defined]  # a store in a database has one


def _of(thing: str) -> tuple[Holder, str]:
    return Holder.THING, thing


def test_pseudonymise_withholds_who_it_was_and_keeps_what_happened(book: Casebook) -> None:
    witness, _, account = told(book)
    claims = book.interviews.accounts.claims(account)
    held = book.withdrawal.pseudonymise(witness, by="Alice", why="the name is not needed any more")
    statuses = book.store.statuses([one.id for one in claims])
    withheld = [one for one in claims if statuses.get(one.id) is Status.WITHHELD]
    assert len(withheld) == held < len(claims)


def test_restrict_withholds_everything_the_person_told(book: Casebook) -> None:
    witness, _, account = told(book)
    claims = [one.id for one in book.interviews.accounts.claims(account)]
    assert book.withdrawal.restrict(witness, by="Alice", why="while she decides") == len(claims)
    assert {book.store.statuses(claims)[one] for one in claims} == {Status.WITHHELD}


def test_what_was_erased_stays_erased_in_exports_and_backups_and_the_doctor_tells_where_it_came_back(
    book: Casebook, tmp_path: Path
) -> None:
    witness, _, account = told(book)
    originals = [(part.sha256, book.objects.read(part.sha256)) for part in account.parts]
    book.withdrawal.take_back(witness, by="Alice", why=REASON)
    book.withdrawal.destroy(witness, by="Alice", why="she asked for it")
    assert book.backup.run(tmp_path / "backups", by="Alice", plain=True).damaged == ()
    book.export.casebook(tmp_path / "moved.zip", by="Alice", keys=True)
    with chamsae.import_casebook(tmp_path / "moved.zip", tmp_path / "moved", passphrase="") as moved:
        assert moved.doctor.check().findings == ()
        assert where(moved, tmp_path / "moved", ACCOUNT) == set()
    for _, data in originals:
        book.objects.put(BytesIO(data))
    assert [one.thing for one in book.doctor.check().findings] == [one for one, _ in originals]
    book.withdrawal.destroy(witness, by="Alice", why="it came back")
    assert book.doctor.check().sound


def test_a_tracing_request_is_erased_with_its_notes_and_no_other_document(book: Casebook, tmp_path: Path) -> None:
    kept = book.archive.add_bytes(BytesIO("선옥별 씨는 2011년에 북송되었다.".encode()), "news.txt", by="Alice")
    book.read.run(by="Alice")
    request = book.tracing.seek("홍다래", seeker="홍달래", relation="언니", by="Alice")
    book.tracing.report(request.subject, Fate.ALIVE, "함흥에 살아 있다", who="오솔길", by="Alice")
    told = ("홍다래", "홍달래", "함흥에 살아", "오솔길")
    assert all(where(book, tmp_path, one) for one in told)
    book.withdrawal.take_back(request.subject, by="Alice", why=REASON)
    book.withdrawal.destroy(request.subject, by="Alice", why="she asked for it")
    assert [found for one in told for found in where(book, tmp_path, one)] == []
    assert book.objects.has(kept.sha256) and book.doctor.check().findings == ()
    assert not book.tracing.look(request.subject, by="Alice").request.sought
