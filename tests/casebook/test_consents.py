"""The consent ledger: persons under several names, parts and wholes, slips, what is about to end."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest

import chamsae
from chamsae import codec
from chamsae.archive.backup.sealing import new_identity
from chamsae.casebook.book import Casebook
from chamsae.errors import InputError, NotFound
from chamsae.model.claim import NameType
from chamsae.model.consent import Answer, Circumstances, Consent, Decision, Extent, Giver, Purpose, asked
from chamsae.model.interview import Draft, Passage, Stage, Voice
from chamsae.protect.may import Actor, Clearance, Field, FieldKind, Ground
from tests.told import told

TOLD = Circumstances(risks="The ministry could learn of it.", recipients=("WGEID",))
UN = asked([(Purpose.UN_CONFIDENTIAL, Answer.YES)])
ALICE = Actor(name="Alice", cleared=Clearance.IDENTITY)


@pytest.fixture
def book() -> Iterator[Casebook]:
    with chamsae.in_memory() as one:
        yield one


@pytest.fixture
def witness(book: Casebook) -> str:
    return book.interviews.begin(language="ko", by="Alice").witness


def ground(book: Casebook, person: str, item: str = "") -> Ground:
    field = Field(kind=FieldKind.CASE, item=item)
    return book.consent.may(ALICE, Purpose.UN_CONFIDENTIAL, "WGEID", field, person=person).ground


def test_what_a_person_allowed_is_allowed_until_a_slip_is_taken_back(book: Casebook, witness: str) -> None:
    assert ground(book, witness) is Ground.NOT_ASKED
    given = book.consent.record(witness, UN, TOLD, by="Alice")
    assert ground(book, witness) is Ground.ALLOWED
    assert book.consent.answers(witness)[Purpose.UN_CONFIDENTIAL] is Answer.YES
    book.consent.undo(given.number, by="Alice", why="of somebody else")
    assert ground(book, witness) is Ground.NOT_ASKED
    with pytest.raises(NotFound):
        book.consent.undo(given.number, by="Alice")


def test_the_interview_and_the_ledger_of_consents_are_one(book: Casebook) -> None:
    held = book.interviews.begin(language="ko", by="Alice")
    book.interviews.consent(held.subject, UN, TOLD, by="Alice")
    assert ground(book, held.witness, held.subject) is Ground.ALLOWED
    assert ground(book, held.witness) is Ground.NOT_COVERED
    book.interviews.withdraw(held.subject, by="Alice", why="afraid")
    assert ground(book, held.witness, held.subject) is Ground.WITHDRAWN


def test_a_part_recorded_for_an_interview_leaves_it_to_be_told(book: Casebook) -> None:
    held = book.interviews.begin(language="ko", by="Alice")
    book.interviews.consent(held.subject, UN, TOLD, by="Alice")
    court = asked([(Purpose.COURT_CLOSED, Answer.YES)])
    book.consent.record(held.witness, court, TOLD, extent=Extent.PART, by="Alice")
    said = (Passage(voice=Voice.WITNESS, text="저는 2011년 3월 3일 북송되었습니다."),)
    assert isinstance(book.interviews.save(held.subject, said, base=0, by="Alice"), Draft)
    assert ground(book, held.witness, held.subject) is Ground.ALLOWED


def test_a_document_knows_whose_testimony_it_is(book: Casebook) -> None:
    held = book.interviews.begin(language="ko", by="Alice")
    book.interviews.consent(held.subject, UN, TOLD, by="Alice")
    said = (Passage(voice=Voice.WITNESS, text="저는 2011년 3월 3일 북송되었습니다."),)
    book.interviews.save(held.subject, said, base=0, by="Alice")
    (part,) = book.interviews.finish(held.subject, by="Alice").parts
    assert part.document is not None
    assert book.consent.teller(part.document) == (held.witness, held.subject)
    assert book.consent.teller("d0") is None


def test_those_whose_consent_ends_are_listed_in_time(book: Casebook, witness: str) -> None:
    soon = datetime.now(UTC).date() + timedelta(days=10)
    book.consent.record(witness, UN, replace(TOLD, expires=soon), by="Alice")
    assert [(one.person, one.ends) for one in book.consent.ending(30)] == [(witness, soon)]
    assert book.consent.ending(3) == []


def test_what_nobody_can_have_said_is_refused(book: Casebook, witness: str) -> None:
    twice = asked([(Purpose.NAME, Answer.YES), (Purpose.NAME, Answer.NO)])
    family = replace(TOLD, giver=Giver.FAMILY)
    with pytest.raises(InputError, match="twice"):
        book.consent.record(witness, twice, TOLD, by="Alice")
    with pytest.raises(InputError, match="risks"):
        book.consent.record(witness, UN, Circumstances(), by="Alice")
    with pytest.raises(InputError, match="who gave"):
        book.consent.record(witness, UN, family, by="Alice")
    with pytest.raises(InputError, match="at least one"):
        book.consent.record(witness, (), TOLD, extent=Extent.PART, by="Alice")
    with pytest.raises(NotFound):
        book.consent.record("W-NOBODY", UN, TOLD, by="Alice")
    assert list(book.store.entries(Consent)) == []


def test_a_refusal_needs_no_risks_and_is_a_no(book: Casebook, witness: str) -> None:
    entry = book.consent.record(witness, (), Circumstances(), refused=True, by="Alice")
    assert entry.decision is Decision.REFUSED
    assert ground(book, witness) is Ground.REFUSED


def test_an_entry_written_down_before_there_was_an_extent_still_reads() -> None:
    stored = {
        "number": 3, "subject": "W-2", "by": "Bob", "at": "2026-02-01T10:00:00Z", "why": "", "undoes": None,
        "decision": "given", "permissions": [{"purpose": "tracing", "answer": "yes"}], "covers": ["i1"],
        "circumstances": {"form": "oral", "giver": "self", "guardian": "", "language": "ko", "interpreter": "",
                          "risks": "told", "recipients": [], "conditions": "", "ask_again": "",
                          "expires": "2027-01-01"},
    }  # fmt: skip
    read = codec.from_plain(Consent, msgspec.json.decode(msgspec.json.encode(stored)))
    assert read.extent is Extent.WHOLE and read.circumstances.expires == date(2027, 1, 1)


def test_a_witness_tied_to_a_record_is_one_person_for_consent_and_for_taking_back(book: Casebook) -> None:
    told(book, "박옥별 씨는 2011년 3월 3일 북송되었다.")
    record = next(one.id for one in book.store.records() if one.kind is NameType.PERSON)
    begun = book.interviews.begin(language="ko", by="Alice")
    answers = asked([(Purpose.UN_CONFIDENTIAL, Answer.YES)])
    book.consent.record(begun.witness, answers, replace(TOLD, recipients=("WGEID",)), by="Alice")
    field = Field(kind=FieldKind.CASE)
    ask = (Actor(name="Alice", cleared=Clearance.CASE), Purpose.UN_CONFIDENTIAL, "WGEID", field)
    assert book.consent.may(*ask, person=record).ground is Ground.NOT_ASKED
    book.consent.tie(begun.witness, record, by="Alice", why="she told us")
    assert book.consent.may(*ask, person=record) and set(book.consent.ids(begun.witness)) >= {record, begun.witness}
    book.withdrawal.take_back(record, by="Alice", why="")
    assert book.consent.may(*ask, person=begun.witness).ground is Ground.WITHDRAWN
    assert book.interviews.one(begun.subject).stage is Stage.WITHDRAWN
    with pytest.raises(InputError, match="already"):
        book.consent.tie(begun.witness, record, by="Alice")
    book.consent.untie(begun.witness, by="Alice")
    assert book.consent.ids(begun.witness) == (begun.witness,)
    with pytest.raises(NotFound):
        book.consent.untie(begun.witness, by="Alice")


def test_clearance_is_for_all_until_somebody_is_admitted_or_cleared(book: Casebook) -> None:
    of = book.consent.clearances.of
    assert of("Alice") is Clearance.IDENTITY
    book.vault.admit(new_identity()[1], "Alice", by="Alice")
    assert (of("Alice"), of("Bora")) == (Clearance.IDENTITY, Clearance.CASE)
    first = book.consent.clearances.clear("Bora", Clearance.IDENTITY, by="Alice")
    book.consent.clearances.clear("Bora", Clearance.TEAM, by="Alice")
    assert (of("Alice"), of("Bora"), of("Chen")) == (Clearance.IDENTITY, Clearance.TEAM, Clearance.TEAM)
    book.consent.clearances.undo(first.number + 1, by="Alice")
    assert of("Bora") is Clearance.IDENTITY


def test_whom_to_ask_again_are_those_whose_consent_ran_out_or_who_wish_it(book: Casebook) -> None:
    wished, over, later = (book.interviews.begin(language="ko", by="Alice").witness for _ in range(3))
    for person, how in (
        (wished, replace(TOLD, ask_again="before any court")),
        (over, replace(TOLD, expires=date(2000, 1, 1))),
        (later, replace(TOLD, expires=date(2999, 1, 1))),
    ):
        book.consent.record(person, (), how, by="Alice")
    assert [one.person for one in book.consent.due(60)] == [over, wished]
