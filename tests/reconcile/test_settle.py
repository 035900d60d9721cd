"""Ranges over independent origins."""

from hypothesis import given
from hypothesis import strategies as st

from chamsae.model.amount import OPEN_ABOVE, OPEN_BELOW, Amount, Comparator
from chamsae.reconcile.settle import Range, Said, settle


def amount(number: int, comparator: Comparator = Comparator.EXACT) -> Amount:
    low = None if comparator in OPEN_BELOW else number
    high = None if comparator in OPEN_ABOVE else number
    return Amount(low=low, high=high, comparator=comparator, unit="person")


def said(who: str, number: int, comparator: Comparator = Comparator.EXACT, *, copy: bool = False) -> Said:
    return Said(origin=who, who=who, amount=amount(number, comparator), copy=copy)


def ends(found: Range) -> tuple[int | float | None, int | float | None, bool]:
    return found.low, found.high, found.contradictory


MORE, ABOUT, UP_TO = Comparator.MORE_THAN, Comparator.ABOUT, Comparator.UP_TO


def test_one_number_and_a_bound_give_the_range_between_them() -> None:
    found = settle([said("Hill Watch", 500, MORE), said("the organisers", 620), said("x", 620, copy=True)])
    assert ends(found) == (500, 620, False)
    assert (
        found.reason == "Between 500 and 620: more than 500 (Hill Watch), 620 (the organisers); 1 copy is not counted."
    )


def test_two_numbers_span_the_range_and_bounds_they_keep_change_nothing() -> None:
    found = settle([said("a", 500, MORE), said("b", 620), said("c", 600, ABOUT), said("d", 600, MORE)])
    assert ends(found) == (600, 620, False)


def test_two_exact_numbers_contradict_each_other() -> None:
    found = settle([said("a", 500), said("b", 620)])
    assert ends(found) == (500, 620, True)
    assert found.reason.endswith("; no one number satisfies all.")


def test_about_leaves_a_tenth_either_way() -> None:
    assert not settle([said("a", 600, ABOUT), said("b", 650)]).contradictory
    assert settle([said("a", 600, ABOUT), said("b", 670)]).contradictory


def test_a_bound_that_is_broken_widens_the_range_and_contradicts() -> None:
    assert ends(settle([said("a", 600), said("b", 610), said("c", 800, MORE)])) == (600, 800, True)


def test_bounds_alone_leave_the_range_open() -> None:
    assert ends(settle([said("a", 500, MORE), said("b", 600, MORE)])) == (600, None, False)
    assert ends(settle([said("a", 900, UP_TO)])) == (None, 900, False)
    assert ends(settle([said("a", 500, MORE), said("b", 900, UP_TO)])) == (500, 900, False)
    assert ends(settle([said("a", 900, MORE), said("b", 500, UP_TO)])) == (500, 900, True)


def test_one_origin_that_says_it_twice_is_one_origin() -> None:
    found = settle([said("a", 600, ABOUT), said("a", 600)])
    assert found.origins == 1
    assert found.reason == "600: about 600 (a), 600 (a); one origin only."


def test_hundreds_are_a_witness_that_widens_nothing() -> None:
    hundreds = Said(origin="h", who="h", amount=Amount(low=200, high=999, comparator=Comparator.VAGUE, unit="person"))
    found = settle([hundreds, said("a", 300, MORE), said("b", 340)])
    assert ends(found) == (300, 340, False)
    assert found.reason == "Between 300 and 340: more than 300 (a), 340 (b), 200 to 999 (h)."
    assert ends(settle([hundreds])) == (200, 999, False)


def test_hearsay_widens_nothing_and_contradicts_nothing() -> None:
    heard = Said(origin="a", who="a", amount=amount(400), heard=True)
    assert ends(settle([heard, said("a", 340), said("b", 300, MORE)])) == (300, 340, False)
    assert ends(settle([heard])) == (400, 400, False)


def test_a_number_far_off_three_others_is_named_and_left_out() -> None:
    found = settle([said("a", 27), said("b", 340), said("c", 350, ABOUT), said("d", 300, MORE)])
    assert ends(found) == (340, 350, True)
    assert "far off and left out: 27 (a)" in found.reason
    assert ends(settle([said("a", 27), said("b", 340)])) == (27, 340, True)


def test_more_than_a_number_does_not_contradict_it() -> None:
    assert not settle([said("a", 340), said("b", 340, MORE)]).contradictory


def test_five_speakers_are_named_and_one_origin_once() -> None:
    voices = [said(f"s{number}", 300 + number) for number in range(8)]
    twin = Said(origin="s0", who="another name", amount=amount(300))
    reason = settle([*voices, twin]).reason
    assert reason.startswith(
        "Between 300 and 307: 300 (another name), 301 (s1), 302 (s2), 303 (s3), 304 (s4) and 3 more;"
    )


AMOUNTS = st.builds(amount, st.integers(1, 3000), st.sampled_from([Comparator.EXACT, ABOUT, MORE, UP_TO]))
VOICES = st.lists(
    st.builds(Said, origin=st.sampled_from("abcd"), who=st.sampled_from("xyz"), amount=AMOUNTS), min_size=1, max_size=8
)


@given(VOICES, st.randoms())
def test_order_changes_nothing(voices: list[Said], luck: object) -> None:
    shuffled = list(voices)
    luck.shuffle(shuffled)  # type: ignore[attr-defined]
    assert settle(voices) == settle(shuffled)


@given(VOICES, st.data())
def test_a_copy_never_changes_range_or_origins(voices: list[Said], data: st.DataObject) -> None:
    repeated = data.draw(st.sampled_from(voices))
    copy = Said(origin=repeated.origin, who="copier", amount=repeated.amount, copy=True)
    before, after = settle(voices), settle([*voices, copy])
    assert (ends(before), before.origins) == (ends(after), after.origins)


@given(VOICES)
def test_where_nothing_contradicts_the_range_touches_what_every_number_says(voices: list[Said]) -> None:
    found = settle(voices)
    for voice in voices:
        if (
            voice.amount.low is not None
            and voice.amount.high is not None
            and len({v.origin for v in voices}) == len(voices)
        ):
            assert found.low is not None
            assert found.high is not None
            assert found.low <= voice.amount.low <= voice.amount.high <= found.high
