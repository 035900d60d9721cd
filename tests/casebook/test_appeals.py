"""Appeals: sent only with consent, what is due worked out from days, replies tied to what they deny, nobody named."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest

import chamsae
from chamsae.casebook.appeals import UNREAD, Paper
from chamsae.casebook.book import Casebook
from chamsae.errors import InputError, NotFound, Withheld
from chamsae.model.appeal import (
    Addressee,
    AddresseeKind,
    Appeal,
    AppealAct,
    AppealState,
    AppealStep,
    Course,
    DeadlineKind,
    Publisher,
    ReplyOutcome,
)
from chamsae.model.claim import ClaimKind
from chamsae.model.consent import Answer, Circumstances, Permission, Purpose
from chamsae.model.petition import Body, PetitionWritten, Procedure
from chamsae.protect.may import Clearance
from chamsae.protect.pseudonyms import is_code
from tests.casebook.returned import ONE, SUBMITTER, allow_all, casebook, person_of

MINISTRY = Addressee(kind=AddresseeKind.MINISTRY, name="Ministry of Ports", address="1 Quay Street", state="kr")
MEMBER = Addressee(kind=AddresseeKind.MEMBER, name="Ada Roh MP")
DAY = timedelta(days=1)
APPEAL = Appeal(
    subject="X", persons=("n1",), requester="her cousin", sender="Desk", addressee=MEMBER, purpose=Purpose.NAME,
    recipients=(MEMBER.name,), by="A", at=datetime(2026, 1, 1, tzinfo=UTC),
)  # fmt: skip


def paper(words: bytes = b"receipt 17") -> Paper:
    return Paper(name="receipt.txt", stream=BytesIO(words))


def allow(book: Casebook, *recipients: str, answer: Answer = Answer.YES, who: str = "") -> None:
    book.consent.record(
        who or person_of(book), [Permission(purpose=Purpose.NAME, answer=answer)],
        Circumstances(risks="that those who hold her learn of it", recipients=recipients), by="Alice",
    )  # fmt: skip


def begun(book: Casebook, to: Addressee = MINISTRY, reply_days: int | None = None) -> str:
    return book.appeals.new(
        [person_of(book)], to, requester="her cousin", sender="River Law Desk", by="Alice", reply_days=reply_days
    ).subject


def sent(book: Casebook, on: date, to: Addressee = MINISTRY, reply_days: int | None = None) -> str:
    code = begun(book, to, reply_days)
    book.appeals.sent(code, paper(), by="Alice", on=on)
    return code


def today(book: Casebook) -> date:
    return book.clock().date()


@pytest.fixture
def book() -> Iterator[Casebook]:
    with casebook() as made:
        allow(made, MINISTRY.name, MEMBER.name)
        yield made


def test_requester_sender_and_person_concerned_are_told_each(book: Casebook) -> None:
    made = book.appeals.new([person_of(book)], MEMBER, requester="her cousin", sender="River Law Desk", by="Alice")
    assert (made.requester, made.sender, made.persons) == ("her cousin", "River Law Desk", (person_of(book),))
    assert book.appeals.look(made.subject).state is AppealState.DRAFTED
    with pytest.raises(InputError, match="who asked for it"):
        book.appeals.new([person_of(book)], MEMBER, requester=" ", sender="River Law Desk", by="Alice")
    with pytest.raises(InputError, match="for whom"):
        book.appeals.new([], MEMBER, requester="x", sender="y", by="Alice")
    with pytest.raises(NotFound):
        book.appeals.new(["n0"], MEMBER, requester="x", sender="y", by="Alice")
    with pytest.raises(InputError, match="no letter goes out for aggregate"):
        book.appeals.new(
            [person_of(book)], MEMBER, requester="x", sender="y", by="Alice", purpose=Purpose.AGGREGATE
        )  # fmt: skip


def test_an_appeal_is_known_by_a_code_that_is_found_however_it_is_typed(book: Casebook) -> None:
    codes = {begun(book) for _ in range(5)}
    assert len(codes) == 5 and all(map(is_code, codes))
    assert book.appeals.look(min(codes).lower()).appeal.subject == min(codes)


def test_sending_is_refused_without_consent_and_says_whose_and_for_what() -> None:
    with casebook() as made:
        code = begun(made)
        who = person_of(made)
        with pytest.raises(Withheld, match=f"{who}: name to “Ministry of Ports”: nobody asked"):
            made.appeals.check(code, by="Alice")
        with pytest.raises(Withheld, match=f"{who}: name to “Ministry of Ports”: nobody asked"):
            made.appeals.sent(code, paper(), by="Alice")
        assert list(made.store.captures()) == [] and list(made.store.entries(AppealStep)) == []
        allow(made, "Ministry of Ships")
        with pytest.raises(Withheld, match="not for this recipient"):
            made.appeals.check(code, by="Alice")
        allow(made, MINISTRY.name, answer=Answer.NO)
        with pytest.raises(Withheld, match="the answer was no"):
            made.appeals.check(code, by="Alice")


def test_consent_taken_back_after_the_check_keeps_it_from_being_sent(book: Casebook) -> None:
    code = begun(book)
    step = book.appeals.check(code, by="Alice")
    assert step.consents and book.appeals.look(code).state is AppealState.CHECKED
    book.withdrawal.take_back(person_of(book), by="Alice", why="afraid")
    course = book.appeals.look(code)
    assert course.state is AppealState.DRAFTED
    assert [one.state for one in book.appeals.all()] == [AppealState.DRAFTED]
    assert [one.because for one in course.lacking] == ["consent was taken back"]
    with pytest.raises(Withheld, match="taken back"):
        book.appeals.sent(code, paper(), by="Alice")


def test_who_is_not_cleared_sends_nothing_and_the_state_hangs_on_nobody_who_looks(book: Casebook) -> None:
    code = begun(book)
    book.appeals.check(code, by="Alice")
    book.consent.clearances.clear("Bo", Clearance.TEAM, by="Alice")
    assert book.appeals.look(code).state is AppealState.CHECKED
    with pytest.raises(Withheld, match="not cleared"):
        book.appeals.sent(code, paper(), by="Bo")


def test_every_person_concerned_must_have_agreed(book: Casebook) -> None:
    other = next(one.id for one in book.store.records() if "Ryom Dal-ho" in one.names)
    code = book.appeals.new(
        [person_of(book), other], MINISTRY, requester="their aunt", sender="River Law Desk", by="Alice"
    ).subject  # fmt: skip
    with pytest.raises(Withheld, match=f"missing for {other}: name"):
        book.appeals.sent(code, paper(), by="Alice")


def test_the_proof_is_kept_as_an_original_and_never_read_as_evidence(book: Casebook) -> None:
    code = sent(book, today(book))
    proof = book.appeals.look(code).steps[-1].proof
    kept = book.store.capture(proof)
    assert book.objects.read(kept.sha256) == b"receipt 17"
    reading = book.store.reading(kept.sha256)
    assert reading is not None and reading.document is None and reading.reason == UNREAD
    assert kept.sha256 not in {one.sha256 for one in book.store.unread()}


def test_states_follow_the_days(book: Casebook) -> None:
    start = today(book) - 40 * DAY
    code = sent(book, start, reply_days=30)
    appeals = book.appeals

    def state(after: int) -> AppealState:
        return appeals.look(code, today=start + after * DAY).state

    assert [state(at) for at in (0, 15, 16, 30, 31)] == [
        AppealState.SENT, AppealState.SENT, AppealState.REPLY_DUE, AppealState.REPLY_DUE, AppealState.NONE,
    ]  # fmt: skip
    appeals.acknowledged(code, by="Alice", on=start + 2 * DAY, reference="PORTS/5")
    assert [state(at) for at in (5, 20, 31)] == [AppealState.ACKNOWLEDGED, AppealState.REPLY_DUE, AppealState.NONE]
    appeals.replied(code, "We looked into it.", who="The ministry", by="Alice", on=start + 31 * DAY)
    assert state(40) is AppealState.LATE
    assert appeals.look(code).outcome is ReplyOutcome.LATE
    assert appeals.look(code).next is None


def test_a_reply_on_the_last_day_is_in_time(book: Casebook) -> None:
    start = today(book) - 40 * DAY
    code = sent(book, start, reply_days=30)
    book.appeals.replied(code, "We looked into it.", who="The ministry", by="Alice", on=start + 30 * DAY)
    assert book.appeals.look(code).state is AppealState.REPLIED


def test_following_up_sets_a_new_day_and_leaves_a_late_reply_late(book: Casebook) -> None:
    start = today(book) - 60 * DAY
    code = sent(book, start, reply_days=30)
    book.appeals.follow(code, by="Alice", why="Reminded.", on=start + 35 * DAY, reply_by=today(book) + 20 * DAY)
    course = book.appeals.look(code)
    assert course.state is AppealState.FOLLOWED_UP and course.next and course.next.kind is DeadlineKind.FOLLOW_UP
    assert book.appeals.look(code, today=today(book) + 10 * DAY).state is AppealState.REPLY_DUE
    assert book.appeals.look(code, today=today(book) + 21 * DAY).state is AppealState.NONE
    book.appeals.replied(code, "We looked into it.", who="The ministry", by="Alice")
    assert book.appeals.look(code).state is AppealState.LATE


def test_following_up_before_the_last_day_keeps_that_day(book: Casebook) -> None:
    code = sent(book, today(book), reply_days=30)
    book.appeals.follow(code, by="Alice", why="Called them.")
    course = book.appeals.look(code)
    assert course.next and course.next.day == today(book) + 30 * DAY


def test_steps_keep_their_order_and_days(book: Casebook) -> None:
    code = begun(book)
    early: tuple[Callable[[], AppealStep], ...] = (
        lambda: book.appeals.acknowledged(code, by="Alice"),
        lambda: book.appeals.replied(code, "x", who="y", by="Alice"),
        lambda: book.appeals.public(code, "x", Publisher.SENDER, by="Alice"),
        lambda: book.appeals.follow(code, by="Alice", why="x"),
    )
    for one in early:
        with pytest.raises(InputError, match="not been sent"):
            one()
    with pytest.raises(InputError, match="not come yet"):
        book.appeals.sent(code, paper(), by="Alice", on=today(book) + DAY)
    book.appeals.sent(code, paper(), by="Alice")
    with pytest.raises(InputError, match="sent already"):
        book.appeals.sent(code, paper(), by="Alice")
    with pytest.raises(InputError, match="before it was sent"):
        book.appeals.acknowledged(code, by="Alice", on=today(book) - DAY)
    book.appeals.close(code, by="Alice", why="She is in Seoul.")
    assert book.appeals.look(code).state is AppealState.CLOSED
    with pytest.raises(InputError, match="closed"):
        book.appeals.follow(code, by="Alice", why="x")
    with pytest.raises(InputError, match="why it is closed"):
        book.appeals.close(begun(book), by="Alice", why=" ")


def test_every_step_can_be_taken_back(book: Casebook) -> None:
    code = begun(book)
    book.appeals.check(code, by="Alice")
    shipped = book.appeals.sent(code, paper(), by="Alice")
    book.appeals.acknowledged(code, by="Alice")
    with pytest.raises(InputError, match="later steps"):
        book.appeals.undo(code, by="Alice", number=shipped.number)
    for state in (AppealState.SENT, AppealState.CHECKED, AppealState.DRAFTED):
        book.appeals.undo(code, by="Alice")
        assert book.appeals.look(code).state is state
    book.appeals.undo(code, by="Alice")
    with pytest.raises(NotFound):
        book.appeals.look(code)
    assert book.appeals.all() == []


def test_a_reply_is_a_statement_tied_to_the_claims_it_denies(book: Casebook) -> None:
    code = sent(book, today(book))
    act = next(book.store.claims(kind=ClaimKind.ACT))
    words = "There is no such person and nobody was handed over."
    step = book.appeals.replied(code, words, who="Ministry spokesman", by="Alice", denies=[act.id])
    statement = book.store.claim(step.statement)
    assert (statement.kind, statement.quote.exact) == (ClaimKind.STATEMENT, words)
    assert statement.speaker and statement.speaker.text == "Ministry spokesman"
    assert [one.text for one in book.statements.register() if one.claim == statement.id] == [words]
    (denial,) = book.appeals.denials(code)
    assert [one.id for one in denial.claims] == [act.id]
    book.appeals.undo(code, by="Alice")
    assert book.appeals.denials(code) == []
    assert statement.id not in [one.claim for one in book.statements.register()]
    book.appeals.replied(code, words, who="Ministry spokesman", by="Alice", denies=[act.id])
    with pytest.raises(NotFound):
        book.appeals.replied(code, "No.", who="x", by="Alice", denies=["c0"])
    with pytest.raises(InputError, match="a reply is a statement"):
        book.appeals.tied(code, act.id, by="Alice")


def test_a_statement_read_in_a_document_can_be_the_reply_and_stays_when_that_is_taken_back(book: Casebook) -> None:
    one, other = sent(book, today(book)), sent(book, today(book))
    statement = book.appeals.replied(one, "No.", who="Ministry spokesman", by="Alice").statement
    book.appeals.tied(other, statement, by="Alice")
    book.appeals.undo(other, by="Alice")
    assert statement in [found.claim for found in book.statements.register()]


def test_we_make_public_only_with_consent_and_write_down_what_the_addressee_published(book: Casebook) -> None:
    code = sent(book, today(book))
    with pytest.raises(Withheld, match="to “public”: not for this recipient"):
        book.appeals.public(code, "https://example.org/letter", Publisher.SENDER, by="Alice")
    book.appeals.public(code, "https://ports.example.org/5", Publisher.ADDRESSEE, by="Alice")
    assert book.appeals.look(code).state is AppealState.PUBLIC
    allow(book, MINISTRY.name, "public")
    assert book.appeals.public(code, "https://example.org/letter", Publisher.SENDER, by="Alice").consents


def test_rates_count_only_those_whose_last_day_has_passed(book: Casebook) -> None:
    now = today(book)
    old = now - 50 * DAY
    in_time, late, _none, _waiting, early = (
        sent(book, day, reply_days=30) for day in (old, old, old, now - 5 * DAY, now - 5 * DAY)
    )
    sent(book, now, MEMBER)
    book.appeals.replied(in_time, "a", who="The ministry", by="Alice", on=old + 3 * DAY)
    book.appeals.replied(late, "b", who="The ministry", by="Alice", on=now)
    book.appeals.replied(early, "c", who="The ministry", by="Alice", on=now)
    ministry, member = book.appeals.rates()
    assert (ministry.addressee, ministry.sent, ministry.due) == (MINISTRY.name, 5, 3)
    assert (ministry.replied, ministry.late, ministry.none, ministry.waiting, ministry.early) == (1, 1, 1, 1, 1)
    assert ministry.rate == pytest.approx(2 / 3)
    assert (member.sent, member.due, member.rate) == (1, 0, None)


def test_the_calendar_tells_codes_and_days_and_names_nobody(book: Casebook) -> None:
    code = sent(book, today(book), MEMBER, reply_days=30)
    due = today(book) + 30 * DAY
    for language, words in (("en", "reply due"), ("ko", "회신 기한"), ("zh-hans", "答复截止日")):
        file = book.appeals.calendar(language=language).replace("\r\n ", "")
        assert f"DTSTART;VALUE=DATE:{due:%Y%m%d}" in file and code in file and words in file
        told = (ONE.latin, ONE.hangul, "Ada", "Roh", "cousin", "River", "Alice", person_of(book))
        assert [one for one in told if one in file] == []
    book.appeals.close(code, by="Alice", why="Done.")
    assert code not in book.appeals.calendar()


def test_what_is_due_first_comes_first_and_closed_ones_last(book: Casebook) -> None:
    shut = begun(book)
    book.appeals.close(shut, by="Alice", why="Not needed.")
    far, near, undated = sent(book, today(book), reply_days=60), sent(book, today(book), reply_days=5), begun(book)
    assert [one.appeal.subject for one in book.appeals.all()] == [near, far, undated, shut]


def test_a_petition_that_was_written_is_registered_in_one_step(tmp_path: Path) -> None:
    with casebook() as book:
        who = person_of(book)
        allow_all(book, who)
        draft = book.petitions.draft(who, Body.SPECIAL_PROCEDURES, submitter=SUBMITTER, by="Alice")
        made = book.petitions.write(draft, submitter=SUBMITTER)
        book.petitions.files([made], tmp_path / "out", by="Alice")
        assert [one.petition for one in book.appeals.unregistered()] == [made.id]
        appeal = book.appeals.register(made.id, requester="her cousin", sender="River Law Desk", by="Alice")
        assert appeal.recipients[0] == "Special Procedures" and len(appeal.recipients) == 3
        assert appeal.period and appeal.period.days == 60 and not appeal.period.verified
        assert appeal.send_by == (draft.deadline if draft.procedure is Procedure.URGENT else None)
        assert book.appeals.unregistered() == []
        with pytest.raises(InputError, match="registered already"):
            book.appeals.register(made.id, requester="x", sender="y", by="Alice")
        step = book.appeals.sent(appeal.subject, paper(), by="Alice")
        assert step.due == step.on + 60 * DAY
        with pytest.raises(NotFound):
            book.appeals.register("p0", requester="x", sender="y", by="Alice")


def test_a_petition_kept_from_its_government_since_cannot_be_sent(tmp_path: Path) -> None:
    with casebook() as book:
        who = person_of(book)
        allow_all(book, who)
        entry = PetitionWritten(
            subject=who, petition="p1", body=Body.SPECIAL_PROCEDURES, states=("cn",), procedure=Procedure.STANDARD,
            by="Alice", at=book.clock(),
        )  # fmt: skip
        book.store.append(entry)
        appeal = book.appeals.register("p1", requester="her cousin", sender="River Law Desk", by="Alice")
        book.consent.record(
            who, [Permission(purpose=Purpose.UN_CONFIDENTIAL, answer=Answer.YES)],
            Circumstances(risks="Explained.", recipients=("Special Procedures",)), by="Alice",
        )  # fmt: skip
        with pytest.raises(Withheld, match="“Government of the People's Republic of China”: not for this recipient"):
            book.appeals.sent(appeal.subject, paper(), by="Alice")


def test_the_log_tells_every_step_and_names_nobody(book: Casebook) -> None:
    code = sent(book, today(book), MEMBER)
    told = [one for one in book.store.log() if one.subject == code]
    assert [one.detail["act"] for one in told] == ["drafted", "sent"]
    assert all("Roh" not in str(one.detail) and "cousin" not in str(one.detail) for one in told)


def test_withdrawal_lists_the_appeals_that_were_sent_and_to_whom(book: Casebook) -> None:
    code = sent(book, today(book))
    begun(book)
    left = [one for one in book.withdrawal.left(person_of(book)) if one.action == "appeal"]
    assert [(one.subject, one.to) for one in left] == [(code, MINISTRY.name)]


def test_an_appeal_comes_back_whole_from_the_file(tmp_path: Path) -> None:
    with chamsae.init(tmp_path / "book") as book:
        witness = book.interviews.begin(language="ko", by="Alice").witness
        code = book.appeals.new([witness], MINISTRY, requester="her", sender="Desk", by="Alice").subject
        before = book.appeals.look(code)
    with chamsae.open(tmp_path / "book") as book:
        assert book.appeals.look(code) == before


@pytest.mark.parametrize("days", range(0, 120, 7))
def test_late_and_none_are_never_both_and_follow_only_from_days(days: int) -> None:
    """A reply later than the last day is late whatever else was done; none is said only while there is none."""
    now = datetime(2026, 5, 1, tzinfo=UTC)
    sent_on = date(2026, 1, 1)

    def course(*steps: Callable[[], AppealStep]) -> Course:
        return Course(appeal=APPEAL, steps=tuple(one() for one in steps), today=sent_on + days * DAY)

    def shipped() -> AppealStep:
        return AppealStep(number=1, subject="X", act=AppealAct.SENT, on=sent_on, due=sent_on + 60 * DAY, by="A", at=now)

    def reply() -> AppealStep:
        return AppealStep(number=2, subject="X", act=AppealAct.REPLIED, on=sent_on + days * DAY, by="A", at=now)

    unanswered = ReplyOutcome.NONE if days > 60 else ReplyOutcome.WAITING
    assert course(shipped).outcome is unanswered
    assert course(shipped, reply).outcome is (ReplyOutcome.LATE if days > 60 else ReplyOutcome.REPLIED)
