"""What consent allows: each rule by itself, and everything against the oracle."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from chamsae.errors import InputError
from chamsae.model.consent import Answer, Circumstances, Consent, Decision, Extent, Giver, Purpose, asked
from chamsae.protect.may import INSIDE, PUBLIC, Actor, Clearance, Field, FieldKind, Ground, may
from tests.protect.consents_drawn import compared

NOW = datetime(2026, 3, 1, tzinfo=UTC)
ALICE = Actor(name="Alice", cleared=Clearance.IDENTITY)
WGEID = Circumstances(recipients=("WGEID",))
EVERYTHING = asked((one, Answer.YES) for one in Purpose)
YES = Consent(
    number=1, subject="W-1", by="Alice", at=NOW - timedelta(days=9), decision=Decision.GIVEN,
    permissions=EVERYTHING, circumstances=WGEID,
)  # fmt: skip


def ground(*consents: Consent, purpose: Purpose = Purpose.UN_CONFIDENTIAL, to: str = "WGEID", item: str = "",
           kind: FieldKind = FieldKind.IDENTITY, now: datetime = NOW, actor: Actor = ALICE) -> Ground:  # fmt: skip
    return may(actor, purpose, to, Field(kind=kind, item=item), consents, now).ground


def after(number: int, **changed: object) -> Consent:
    return replace(YES, number=number, at=YES.at + timedelta(days=number), **changed)  # type: ignore[arg-type]


def test_a_clear_yes_is_a_yes_and_names_its_entry() -> None:
    right = may(ALICE, Purpose.UN_CONFIDENTIAL, "wgeid", Field(kind=FieldKind.IDENTITY), [YES], NOW)
    assert right and right.entry == 1 and right.purpose is Purpose.UN_CONFIDENTIAL


def test_nobody_asked_is_a_no() -> None:
    assert ground() is Ground.NOT_ASKED


def test_whom_a_person_names_is_never_shown_whatever_that_person_allows() -> None:
    found = {ground(YES, purpose=one, kind=FieldKind.THIRD_PERSON) for one in Purpose}
    assert found == {Ground.THIRD_PERSON}


def test_a_withdrawal_a_refusal_and_a_day_that_has_passed_are_noes() -> None:
    assert ground(YES, after(2, decision=Decision.WITHDRAWN)) is Ground.WITHDRAWN
    assert ground(YES, after(2, decision=Decision.REFUSED)) is Ground.REFUSED
    over = replace(WGEID, expires=date(2026, 2, 27))
    assert ground(after(2, circumstances=over)) is Ground.EXPIRED


def test_a_day_ends_where_it_ends_first() -> None:
    until = after(2, circumstances=replace(WGEID, expires=date(2026, 3, 5)))
    assert ground(until, now=datetime(2026, 3, 5, 9, 59, tzinfo=UTC)) is Ground.ALLOWED
    assert ground(until, now=datetime(2026, 3, 5, 10, 0, tzinfo=UTC)) is Ground.EXPIRED


def test_a_consent_counts_from_the_moment_it_was_entered() -> None:
    assert ground(YES, now=YES.at - timedelta(seconds=1)) is Ground.NOT_ASKED
    gone = after(2, decision=Decision.WITHDRAWN)
    assert ground(YES, gone, now=gone.at - timedelta(seconds=1)) is Ground.ALLOWED
    assert ground(YES, gone, now=gone.at) is Ground.WITHDRAWN


def test_a_slip_taken_back_never_was() -> None:
    slip = after(2, decision=Decision.WITHDRAWN)
    assert ground(YES, slip, replace(slip, number=3, undoes=2)) is Ground.ALLOWED


def test_what_covers_one_interview_says_nothing_of_another_nor_of_the_person() -> None:
    one = replace(YES, covers=("i1",))
    assert ground(one, item="i1") is Ground.ALLOWED
    assert ground(one, item="i2") is Ground.NOT_COVERED
    assert ground(one) is Ground.NOT_COVERED


def test_only_named_recipients_are_reached_in_confidence() -> None:
    assert ground(YES, to="Committee") is Ground.RECIPIENT
    assert ground(YES, to="") is Ground.RECIPIENT
    assert ground(after(2, circumstances=Circumstances())) is Ground.RECIPIENT


def test_what_is_published_reaches_anybody_unless_some_are_named() -> None:
    free = after(2, circumstances=Circumstances())
    assert ground(free, purpose=Purpose.UN_PUBLIC, to=PUBLIC, kind=FieldKind.CASE) is Ground.ALLOWED
    assert ground(YES, purpose=Purpose.UN_PUBLIC, to=PUBLIC, kind=FieldKind.CASE) is Ground.RECIPIENT


def test_inside_reaches_nobody_outside() -> None:
    assert ground(YES, purpose=Purpose.INTERNAL, to=INSIDE) is Ground.ALLOWED
    assert ground(YES, purpose=Purpose.INTERNAL, to="WGEID") is Ground.RECIPIENT


def test_a_name_in_public_needs_its_own_yes() -> None:
    told = asked([(Purpose.UN_PUBLIC, Answer.YES)])
    case = after(2, permissions=told, circumstances=Circumstances())
    assert ground(case, purpose=Purpose.UN_PUBLIC, to=PUBLIC, kind=FieldKind.CASE) is Ground.ALLOWED
    assert ground(case, purpose=Purpose.UN_PUBLIC, to=PUBLIC) is Ground.UNANSWERED
    assert ground(case, purpose=Purpose.UN_PUBLIC, to=PUBLIC, kind=FieldKind.LIKENESS) is Ground.UNANSWERED


def test_counting_somebody_carries_nothing_else() -> None:
    assert ground(YES, purpose=Purpose.AGGREGATE, to=PUBLIC, kind=FieldKind.CASE) is Ground.PURPOSE
    assert ground(YES, purpose=Purpose.ANONYMISED, to=PUBLIC) is Ground.PURPOSE


def test_who_is_not_cleared_sees_nothing() -> None:
    for cleared in (Clearance.TEAM, Clearance.CASE):
        assert ground(YES, actor=Actor(name="B", cleared=cleared)) is Ground.NOT_CLEARED
    assert ground(YES, actor=Actor(name="B"), kind=FieldKind.COUNT) is Ground.ALLOWED


def test_a_wish_to_be_asked_again_holds_it_back_until_the_person_was_asked() -> None:
    wish = replace(YES, circumstances=replace(WGEID, ask_again="before the UN"))
    assert ground(wish) is Ground.ASK_AGAIN
    again = after(2, permissions=asked([(Purpose.UN_CONFIDENTIAL, Answer.YES)]), extent=Extent.PART)
    assert ground(wish, again) is Ground.ALLOWED
    assert ground(wish, again, purpose=Purpose.COURT_CLOSED) is Ground.ASK_AGAIN
    assert ground(replace(YES, circumstances=replace(WGEID, conditions="not before May"))) is Ground.CONDITIONS


def test_a_consent_given_anew_as_a_whole_leaves_nothing_of_the_one_before() -> None:
    anew = after(2, permissions=asked([(Purpose.AGGREGATE, Answer.YES)]))
    assert ground(YES, anew) is Ground.UNANSWERED


def test_a_relative_does_not_overrule_the_person() -> None:
    family = replace(WGEID, giver=Giver.FAMILY, guardian="sister")
    theirs = after(3, circumstances=family)
    assert ground(theirs) is Ground.ALLOWED
    assert ground(YES, after(2, decision=Decision.WITHDRAWN), theirs) is Ground.OWN_WORD
    ended = replace(YES, circumstances=replace(WGEID, expires=date(2026, 2, 21)))
    assert ground(ended, theirs) is Ground.ALLOWED


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(InputError):
        ground(YES, now=NOW.replace(tzinfo=None))


def test_function_and_oracle_agree_in_5000_random_cases() -> None:
    yes, no, wrong_yes, wrong_no = compared(seed=9, cases=5_000)
    assert (wrong_yes, wrong_no) == (0, 0)
    assert yes > 200 and no > 2_000


@pytest.mark.slow
def test_function_and_oracle_agree_in_100000_random_cases() -> None:
    yes, _, wrong_yes, wrong_no = compared(seed=20261122, cases=100_000)
    assert (wrong_yes, wrong_no) == (0, 0)
    assert yes > 4_000
