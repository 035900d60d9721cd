"""Nothing leaves but through a draft that passed and was signed; what left never changes and is known for ever."""

import hashlib
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.casebook.releases_made import _traces
from chamsae.casebook.tabulating import asked
from chamsae.errors import InputError, NotFound, Withheld
from chamsae.model.claim import Act, Claim, Detail, Involvement, Name, NameType, settle_id
from chamsae.model.consent import Answer, Circumstances, Purpose
from chamsae.model.consent import asked as answers
from chamsae.model.judgement import Verdict
from chamsae.model.quote import cut, point
from chamsae.model.releasing import Check, Chosen, Draft, Outcome, Publication
from chamsae.model.source import Capture, How, StoredObject
from chamsae.model.when import When
from chamsae.protect.pseudonyms import code, is_code, release_key
from chamsae.protect.release import Audience
from chamsae.reconcile.axes import Life
from chamsae.settings import Settings
from tests.casebook.made import NOON, document

DAY = date(2013, 5, 3)
STORY = "Han Byeol was handed over by Chinese police at Tumen on 3 May 2013. She was 24."
BY_YEAR = asked("violation", "year")
ALICE, BORA = "Alice Ahn", "Bora Baek"


def book(*, signatures: int = 1) -> Casebook:
    """A casebook with one published story: a name, and an act that is accepted."""
    made = chamsae.in_memory(settings=Settings(release_signatures=signatures))
    held = made.archive.add_bytes(BytesIO(STORY.encode()), "story.txt", by=ALICE)
    made.store.add_capture(
        Capture(sha256=held.sha256, size=held.size, name="story.txt", how=How.WEB, media_type="text/plain",
                captured_at=NOON, added_by=ALICE, address="https://news.example/story")
    )  # fmt: skip
    made.store.add_document(document(STORY, held.sha256, "story.txt"))
    add(made, "Han Byeol", Name(text="Han Byeol", type=NameType.PERSON, entity="e1", roles=("victim",)))
    act = Act(act="repatriated", victim="Han Byeol", victim_entity="e1")
    claim = add(made, "handed over", act)
    made.link.run(by=ALICE)
    made.review.judge(claim.id, Verdict.ACCEPTED, by=ALICE)
    made.log.checkpoint(by=ALICE)
    return made


def add(made: Casebook, words: str, value: Act | Name | Detail) -> Claim:
    source = next(made.store.documents())
    start = source.text.index(words)
    claim = settle_id(
        Claim(
            id="", document=source.id, quote=cut(source.text, 0, len(source.text)), value=value, reader="hand 1",
            trigger=point(source.text, start, start + len(words)), when=When.day(DAY), place=("Tumen",),
        )
    )  # fmt: skip
    made.store.add_claims([claim])
    made.store.append_log(at=NOON, actor="reader", action="read", subject=source.sha256, detail={})
    return claim


def person(made: Casebook) -> str:
    return next(one.id for one in made.store.records())


def allow(made: Casebook, *purposes: Purpose) -> None:
    given = answers([(one, Answer.YES) for one in purposes])
    made.consent.record(person(made), given, Circumstances(risks="The ministry could learn of it."), by=ALICE)
    made.log.checkpoint(by=ALICE)


def outcomes(made: Casebook, draft: Draft) -> dict[Check, Outcome]:
    return {one.check: one.outcome for one in made.release.prepared(draft.subject).checklist}


def story(made: Casebook) -> Chosen:
    return Chosen(documents=tuple(one.id for one in made.store.documents()))


def out(made: Casebook, chosen: Chosen | None = None, audience: Audience = Audience.PUBLIC) -> Publication:
    draft = made.release.draft("Yearly report", chosen or story(made), audience=audience, by=ALICE)
    made.release.sign(draft.subject, by=BORA)
    return made.release.release(draft.subject, by=ALICE)


def test_a_story_leaves_without_its_name_and_its_day() -> None:
    made = book()
    left = out(made)
    (text,) = left.package.texts
    assert "Han Byeol" not in text.text and "3 May" not in text.text and "2013" in text.text
    assert text.coarser and left.signed_by == (BORA,)
    files = made.release.files(left.subject)
    assert not any(b"Han Byeol" in data or ALICE.encode() in data for data in files.values())


def test_what_left_is_kept_for_ever_and_made_again_byte_for_byte(tmp_path: Path) -> None:
    made = book()
    left = out(made)
    made.review.judge(next(made.store.claims()).id, Verdict.REJECTED, by=ALICE)
    written = made.release.write(left.subject, tmp_path / "out", by=ALICE)
    found = [
        (str(path.relative_to(tmp_path / "out")), hashlib.sha256(path.read_bytes()).hexdigest()) for path in written
    ]
    assert found == [*left.files]
    with pytest.raises(InputError, match="has left"):
        made.release.change(left.subject, Chosen(tables=(BY_YEAR,)), by=ALICE)
    assert [one.subject for one in made.release.published()] == [left.subject] and made.release.drafts() == []
    assert [one.action for one in made.store.log()][-1] == "report"


def test_a_case_needs_the_consent_of_the_person_and_unknown_is_no() -> None:
    made = book()
    draft = made.release.draft("Cases", Chosen(cases=(person(made),)), audience=Audience.PUBLIC, by=ALICE)
    failed = next(one for one in made.release.prepared(draft.subject).checklist if one.check is Check.CONSENT)
    assert failed.outcome is Outcome.FAILED and person(made) in str(failed.named[0]) and "consent" in failed.takes
    with pytest.raises(Withheld, match="consent"):
        made.release.sign(draft.subject, by=BORA)
    with pytest.raises(Withheld):
        made.release.release(draft.subject, by=ALICE)
    allow(made, Purpose.ANONYMISED)
    assert outcomes(made, draft)[Check.CONSENT] is Outcome.PASSED


def test_consent_taken_back_stops_a_draft_that_was_signed() -> None:
    made = book()
    allow(made, Purpose.ANONYMISED)
    draft = made.release.draft("Cases", Chosen(cases=(person(made),)), audience=Audience.PUBLIC, by=ALICE)
    made.release.sign(draft.subject, by=BORA)
    made.consent.undo(1 + max(-1, *(one.number - 1 for one in made.consent.of(person(made)))), by=ALICE)
    with pytest.raises(Withheld, match="consent"):
        made.release.release(draft.subject, by=ALICE)


def test_that_it_was_a_woman_leaves_with_her_case_and_counts_for_who_could_be_meant() -> None:
    made = book()
    sex = add(made, "She", Detail(about="Han Byeol", about_entity="e1", field="sex", text="She", code="woman"))
    made.link.run(by=ALICE)
    made.review.judge(sex.id, Verdict.ACCEPTED, by=ALICE)
    allow(made, Purpose.ANONYMISED)
    (case,) = out(made, Chosen(cases=(person(made),))).package.cases
    assert case.sex == "woman"
    (act,) = made.cases.acts()
    assert _traces(act, Life(sex="woman")).female is True and _traces(act, Life(sex="man")).female is False


def test_a_case_leaves_under_a_code_no_finer_than_ten_who_fit_and_what_left_of_whom_is_known() -> None:
    made = book()
    allow(made, Purpose.ANONYMISED)
    left = out(made, Chosen(cases=(person(made),)))
    (case,) = left.package.cases
    assert [(one.violation is not None, one.when) for one in case.steps] != [(True, "2013-05-03")]
    assert case.coarser and "fewer than 10" in case.coarser[0]
    assert [one.subject for one in made.release.about(person(made))] == [left.subject]
    again = out(made, Chosen(cases=(person(made),)))
    assert again.package.cases[0].code != case.code, "two releases cannot be joined"
    assert is_code(case.code) and is_code(again.package.cases[0].code)


def test_codes_need_a_secret_that_is_not_in_the_database() -> None:
    made = book()
    allow(made, Purpose.ANONYMISED)
    draft = made.release.draft("Cases", Chosen(cases=(person(made),)), audience=Audience.PUBLIC, by=ALICE)
    (case,) = made.release.prepared(draft.subject).package.cases
    scope = f"{draft.subject} {draft.salt}"
    without = release_key(bytes(32), release=scope, recipient="")
    with_it = release_key(made.log.secret("pseudonyms"), release=scope, recipient="")
    other = release_key(made.log.secret("pseudonyms"), release=scope, recipient="WGEID")
    assert case.code == code(with_it, person(made)) != code(without, person(made))
    assert case.code != code(other, person(made)), "another recipient has another code"


def test_two_different_people_must_sign_where_the_settings_ask_for_two() -> None:
    made = book(signatures=2)
    draft = made.release.draft("Report", story(made), audience=Audience.PUBLIC, by=ALICE)
    made.release.sign(draft.subject, by=BORA)
    with pytest.raises(InputError, match="already"):
        made.release.sign(draft.subject, by=BORA)
    with pytest.raises(Withheld, match="1 of 2"):
        made.release.release(draft.subject, by=ALICE)
    made.release.sign(draft.subject, by=ALICE)
    assert made.release.release(draft.subject, by=ALICE).signed_by == (BORA, ALICE)


def test_a_signature_stands_for_what_was_seen_and_nothing_else() -> None:
    made = book()
    draft = made.release.draft("Report", story(made), audience=Audience.PUBLIC, by=ALICE)
    seen = made.release.prepared(draft.subject).package.id
    made.release.sign(draft.subject, by=BORA, content=seen)
    made.release.change(draft.subject, replace(story(made), tables=(BY_YEAR,)), by=ALICE)
    with pytest.raises(Withheld, match="0 of 1"):
        made.release.release(draft.subject, by=ALICE)
    with pytest.raises(InputError, match="changed"):
        made.release.sign(draft.subject, by=BORA, content=seen)


def test_a_title_that_names_somebody_or_a_colleague_fails_the_checklist() -> None:
    made = book()
    named = made.release.draft("The case of Han Byeol", story(made), audience=Audience.PUBLIC, by=ALICE)
    assert outcomes(made, named)[Check.REDACTION] is Outcome.FAILED
    signed = made.release.draft(f"By {ALICE}", story(made), audience=Audience.PUBLIC, by=ALICE)
    assert outcomes(made, signed)[Check.METADATA] is Outcome.FAILED


def test_bytes_that_changed_and_a_log_nobody_signed_fail_the_checklist() -> None:
    made = book()
    draft = made.release.draft("Report", story(made), audience=Audience.PUBLIC, by=ALICE)
    assert {outcomes(made, draft)[one] for one in (Check.QUOTES, Check.STAMPS)} == {Outcome.PASSED}
    add(made, "police", Act(act="arrested", victim="Han Byeol", victim_entity="e1"))
    assert outcomes(made, draft)[Check.STAMPS] is Outcome.FAILED
    source = next(made.store.documents())
    broken = replace(source, id="dbroken", sha256="0" * 64)
    made.store.add_object(StoredObject(sha256="0" * 64, sha512="0" * 128, size=1))
    made.store.add_document(broken)
    other = made.release.draft("Other", Chosen(documents=("dbroken",)), audience=Audience.INTERNAL, by=ALICE)
    assert outcomes(made, other)[Check.QUOTES] is Outcome.FAILED


def test_a_table_is_tried_against_what_left_before() -> None:
    made = book()
    left = out(made, Chosen(tables=(BY_YEAR,)))
    (table,) = left.package.tables
    assert table.total.count is None and made.release.compare(left.subject, left.subject).come == ()
    again = out(made, Chosen(tables=(BY_YEAR,)))
    assert again.package.tables == left.package.tables


def test_what_nobody_can_let_out_is_refused() -> None:
    made = book()
    with pytest.raises(InputError, match="title"):
        made.release.draft(" ", story(made), audience=Audience.PUBLIC, by=ALICE)
    with pytest.raises(InputError, match="nothing was chosen"):
        made.release.draft("Empty", Chosen(), audience=Audience.PUBLIC, by=ALICE)
    with pytest.raises(InputError, match="recipient"):
        made.release.draft("To whom", story(made), audience=Audience.CONFIDENTIAL, by=ALICE)
    with pytest.raises(NotFound):
        made.release.draft("None", Chosen(figures=("g-none",)), audience=Audience.PUBLIC, by=ALICE)
    with pytest.raises(NotFound):
        made.release.prepared("R-0")
    draft = made.release.draft("Report", story(made), audience=Audience.PUBLIC, by=ALICE)
    made.release.drop(draft.subject, by=ALICE)
    assert made.release.drafts() == []


def doers(made: Casebook, *names: str) -> None:
    """Each of these is told to have arrested Han Byeol, and everything is accepted."""
    for number, who in enumerate(names):
        text = f"Han Byeol was arrested by {who} in Tumen on 3 May 2013."
        held = made.archive.add_bytes(BytesIO(text.encode()), f"{number}.txt", by=ALICE)
        source = document(text, held.sha256, f"{number}.txt")
        made.store.add_document(source)
        claims = [
            settle_id(
                Claim(
                    id="", document=source.id, quote=cut(text, 0, len(text)), value=value, reader="hand 1",
                    trigger=point(text, text.index(words), text.index(words) + len(words)), when=When.day(DAY),
                    place=("Tumen",),
                )
            )
            for words, value in (
                ("Han Byeol", Name(text="Han Byeol", type=NameType.PERSON, entity="e1", roles=("victim",))),
                ("arrested", Act(act="arrested", victim="Han Byeol", victim_entity="e1", actor=who)),
            )
        ]  # fmt: skip
        made.store.add_claims(claims)
        made.store.append_log(at=NOON, actor="reader", action="read", subject=held.sha256, detail={})
    made.link.run(by=ALICE)
    for claim in list(made.store.claims()):
        made.review.judge(claim.id, Verdict.ACCEPTED, by=ALICE)
    made.log.checkpoint(by=ALICE)


def test_persons_who_stand_as_bodies_leave_as_one_row_and_the_white_paper_passes() -> None:
    made = book()
    doers(made, "Kim Seong-ho", "officer Kim Seong-ho", "Jo Gang-il", "River Guard Unit")
    for name in ("Kim Seong-ho", "Jo Gang-il"):
        source = next(one for one in made.store.documents() if name in one.text)
        at = source.text.index(name)
        told = settle_id(
            Claim(
                id="", document=source.id, quote=cut(source.text, 0, len(source.text)), reader="hand 1",
                value=Name(text=name, type=NameType.PERSON, entity="e9"),
                trigger=point(source.text, at, at + len(name)),
            )
        )  # fmt: skip
        made.store.add_claims([told])
    draft = made.release.draft("White paper", Chosen(white_paper=True), audience=Audience.PUBLIC, by=ALICE)
    prepared = made.release.prepared(draft.subject)
    assert [one for one in prepared.checklist if one.check is Check.REDACTION and one.outcome is Outcome.FAILED] == []
    assert not any(b"Seong-ho" in data or b"Gang-il" in data for data in prepared.files.values())
    body = next(one.table for one in prepared.tables if one.table.axes == ("body",))
    assert "River Guard Unit" in body.keys[0] and "a-person" in body.keys[0]
    inside = made.tables.table(rows="body")
    assert {"Kim Seong-ho", "Jo Gang-il"} <= {*inside.keys[0]}


def test_an_act_by_two_named_persons_is_counted_once_in_their_row() -> None:
    made = book()
    doers(made, "Kim Seong-ho")
    act = next(one for one in made.store.claims() if isinstance(one.value, Act) and one.value.act == "arrested")
    more = Involvement(actor="Jo Gang-il", act=act.id, degree="did")
    made.store.add_claims([settle_id(replace(act, id="", value=more))])
    made.review.judge(act.id, Verdict.ACCEPTED, by=ALICE)
    made.link.run(by=ALICE)
    ask = asked("body")
    held = {key: made.tables.table(rows="body").cell(key).acts for key in ("Kim Seong-ho", "Jo Gang-il")}
    acts = {act.id for key in held for act in made.tables.acts(ask, key)}
    outside = made.tables._columns().outside(ask, lambda words: words in held)
    (row,) = [one for one in outside.cells if one.keys == ("a-person",)]
    assert row.acts == len(acts) < sum(held.values())
