"""Ranges over independent origins, by the rules that are stated."""

from itertools import count

from hypothesis import assume, given
from hypothesis import strategies as st

from chamsae.model.amount import OPEN_ABOVE, OPEN_BELOW, Amount, Comparator
from chamsae.model.settlement import Ground
from chamsae.reconcile.settle import Range, Rule, Said, settle

_IDS = count()


def amount(number: int, comparator: Comparator = Comparator.EXACT) -> Amount:
    low = None if comparator in OPEN_BELOW else number
    high = None if comparator in OPEN_ABOVE else number
    return Amount(low=low, high=high, comparator=comparator, unit="person")


def said(
    who: str,
    number: int,
    comparator: Comparator = Comparator.EXACT,
    *,
    repeats: str | None = None,
    relayed: bool = False,
    wide: bool = False,
) -> Said:
    return Said(claim=f"c{next(_IDS)}", origin=who, who=who, amount=amount(number, comparator), repeats=repeats,
                relayed=relayed, wide=wide)  # fmt: skip


def ends(found: Range) -> tuple[int | float | None, int | float | None, bool]:
    return found.low, found.high, found.contradictory


def grounds(found: Range) -> list[Ground]:
    return [one.ground for one in found.aside]


MORE, ABOUT, UP_TO = Comparator.MORE_THAN, Comparator.ABOUT, Comparator.UP_TO
HUNDREDS = Said(
    claim="h", origin="h", who="h", amount=Amount(low=200, high=999, comparator=Comparator.VAGUE, unit="person")
)


def test_one_count_and_a_bound_give_the_range_between_them() -> None:
    found = settle([said("Hill Watch", 500, MORE), said("the organisers", 620), said("x", 620, repeats="c9")])
    assert ends(found) == (500, 620, False)
    assert (
        found.reason == "Between 500 and 620: more than 500 (Hill Watch), 620 (the organisers); 1 copy is not counted."
    )
    assert [(one.ground, one.why) for one in found.aside] == [(Ground.COPY, "it repeats c9")]
    assert found.rule == "specific 2"


def test_one_count_does_not_settle_what_others_only_bound() -> None:
    found = settle([said("a", 500, MORE), said("b", 620), said("c", 600, ABOUT), said("d", 600, MORE)])
    assert ends(found) == (500, 620, False)
    assert [(one.ground, one.why) for one in found.aside] == [
        (Ground.ROUNDED, "it is rounded, beside a number that is more exact: 620 (b)")
    ]
    assert "rounded and set aside: about 600 (c)" in found.reason


def test_two_counts_do_and_bounds_they_keep_and_round_numbers_change_nothing() -> None:
    found = settle([said("a", 500, MORE), said("b", 620), said("c", 900, ABOUT), said("d", 610)])
    assert ends(found) == (610, 620, True)
    assert grounds(found) == [Ground.ROUNDED]


def test_a_round_number_that_the_one_count_does_not_fit_stays() -> None:
    found = settle([said("a", 400, ABOUT), said("b", 620)])
    assert ends(found) == (400, 620, True)
    assert grounds(found) == []


def test_two_exact_numbers_contradict_each_other() -> None:
    found = settle([said("a", 500), said("b", 620)])
    assert ends(found) == (500, 620, True)
    assert found.reason.endswith("; no one number satisfies all.")


def test_about_leaves_a_tenth_either_way() -> None:
    assert not settle([said("a", 600, ABOUT), said("b", 650)]).contradictory
    assert settle([said("a", 600, ABOUT), said("b", 670)]).contradictory


def test_a_bound_that_is_broken_widens_the_range_and_contradicts() -> None:
    assert ends(settle([said("a", 600), said("b", 610), said("c", 800, MORE)])) == (600, 800, True)
    assert ends(settle([said("a", 600), said("b", 610), said("c", 500, UP_TO)])) == (500, 610, True)


def test_bounds_alone_leave_the_range_open() -> None:
    assert ends(settle([said("a", 500, MORE), said("b", 600, MORE)])) == (500, None, False)
    assert ends(settle([said("a", 900, UP_TO)])) == (None, 900, False)
    assert ends(settle([said("a", 500, MORE), said("b", 900, UP_TO)])) == (500, 900, False)
    assert ends(settle([said("a", 900, MORE), said("b", 500, UP_TO)])) == (500, 900, True)


def test_a_bound_that_says_little_widens_nothing() -> None:
    assert ends(settle([said("a", 620), said("b", 50, MORE), said("c", 9000, UP_TO)])) == (620, 620, False)


def test_one_origin_that_says_it_twice_is_one_origin_in_its_more_exact_words() -> None:
    found = settle([said("a", 600, ABOUT), said("a", 610), said("a", 500, MORE)])
    assert (found.origins, ends(found)) == (1, (610, 610, False))
    assert found.reason == "610: 610 (a); rounded and set aside: more than 500 (a), about 600 (a); one origin only."


def test_hundreds_are_a_witness_that_widens_nothing() -> None:
    found = settle([HUNDREDS, said("a", 300, MORE), said("b", 340)])
    assert ends(found) == (300, 340, False)
    assert found.reason == "Between 300 and 340: more than 300 (a), 340 (b); rounded and set aside: 200 to 999 (h)."
    assert ends(settle([HUNDREDS])) == (200, 999, False)
    assert grounds(settle([HUNDREDS])) == []


def test_what_is_passed_on_widens_nothing_and_contradicts_nothing() -> None:
    heard = said("a", 400, relayed=True)
    found = settle([heard, said("a", 340), said("b", 300, MORE)])
    assert ends(found) == (300, 340, False)
    assert [(one.claim, one.ground) for one in found.aside] == [(heard.claim, Ground.RELAYED)]
    assert ends(settle([heard])) == (400, 400, False)
    assert ends(settle([heard, HUNDREDS])) == (400, 400, False)


def test_a_number_far_off_three_others_is_named_and_left_out() -> None:
    found = settle([said("a", 27), said("b", 340), said("c", 350, ABOUT), said("d", 300, MORE)])
    assert ends(found) == (300, 340, True)
    assert "far off and left out: 27 (a)" in found.reason
    assert Ground.FAR_OFF in grounds(found)
    assert ends(settle([said("a", 27), said("b", 340)])) == (27, 340, True)


def test_a_number_of_a_wider_time_counts_unless_two_count_just_that_time() -> None:
    month = said("m", 700, wide=True)
    assert ends(settle([said("a", 600), month])) == (600, 700, True)
    found = settle([said("a", 600), said("b", 610), month])
    assert (ends(found), grounds(found)) == ((600, 610, True), [Ground.VAGUER_SCOPE])
    assert ends(settle([said("a", 600), said("b", 600), month])) == (600, 600, False), "no contradiction either"
    assert grounds(settle([said("a", 600), said("b", 610), said("m", 605, wide=True)])) == []


def test_more_than_a_number_does_not_contradict_it() -> None:
    assert not settle([said("a", 340), said("b", 340, MORE)]).contradictory


def test_five_speakers_are_named_and_one_origin_once() -> None:
    voices = [said(f"s{number}", 300 + number) for number in range(8)]
    twin = Said(claim="twin", origin="s0", who="another name", amount=amount(300))
    reason = settle([*voices, twin]).reason
    assert reason.startswith(
        "Between 300 and 307: 300 (another name), 301 (s1), 302 (s2), 303 (s3), 304 (s4) and 3 more;"
    )


def test_other_rules_can_be_chosen_and_say_which_they_are() -> None:
    voices = [said("a", 500, MORE), said("b", 620), said("c", 900, ABOUT), said("d", 610), said("d", 612)]
    found = settle(voices, rule=Rule.HULL)
    assert (ends(found), found.rule, found.aside) == ((500, 900, True), "hull 1", ())
    found = settle([*voices, said("e", 40, relayed=True)], rule=Rule.MIDDLE)
    assert (ends(found), found.rule, grounds(found)) == ((610, 610, True), "middle 1", [Ground.RELAYED])


COMPARATORS = [Comparator.EXACT, ABOUT, MORE, UP_TO]
VOICES = st.lists(
    st.builds(
        said,
        st.sampled_from("abcd"),
        st.integers(1, 3000),
        st.sampled_from(COMPARATORS),
        relayed=st.booleans(),
        wide=st.booleans(),
    ),
    min_size=1,
    max_size=8,
)
RULES = st.sampled_from(Rule)


@given(VOICES, RULES, st.randoms())
def test_order_changes_nothing(voices: list[Said], rule: Rule, luck: object) -> None:
    shuffled = list(voices)
    luck.shuffle(shuffled)  # type: ignore[attr-defined]
    assert settle(voices, rule=rule) == settle(shuffled, rule=rule)


@given(VOICES, RULES, st.data())
def test_a_copy_never_changes_range_or_origins(voices: list[Said], rule: Rule, data: st.DataObject) -> None:
    repeated = data.draw(st.sampled_from(voices))
    copy = Said(claim="copy", origin=repeated.origin, who="copier", amount=repeated.amount, repeats=repeated.claim)
    before, after = settle(voices, rule=rule), settle([*voices, copy], rule=rule)
    assert (ends(before), before.origins) == (ends(after), after.origins)
    assert {one.claim for one in after.aside} == {one.claim for one in before.aside} | {"copy"}


@given(VOICES, st.integers(1, 3000))
def test_an_independent_count_never_widens_beyond_the_hull_of_the_range_and_itself(
    voices: list[Said], number: int
) -> None:
    before, after = settle(voices), settle([*voices, said("new", number)])
    assume(Ground.FAR_OFF not in {*grounds(before), *grounds(after)})  # what is left out as absurd may change with it
    low, high = _edges(before)
    assert min(low, number) <= _edges(after)[0] <= _edges(after)[1] <= max(high, number)


@given(VOICES, RULES)
def test_a_range_lies_within_what_is_said_and_every_claim_is_accounted_for(voices: list[Said], rule: Rule) -> None:
    found = settle(voices, rule=rule)
    numbers = [end for voice in voices for end in (voice.amount.low, voice.amount.high) if end is not None]
    assert all(end is None or min(numbers) <= end <= max(numbers) for end in (found.low, found.high))
    out = {one.claim for one in found.aside}
    assert out < {voice.claim for voice in voices}
    assert len(out) == len(found.aside)


def _edges(found: Range) -> tuple[float, float]:
    return -1 if found.low is None else found.low, 1e9 if found.high is None else found.high
