"""Weights learned from answers: near the shipped ones until answers say otherwise, and never turned round."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamsae.errors import InputError
from chamsae.link.compare import CAPPED, LEARNED, STUB
from chamsae.link.learned import HEAVIEST, Weights, evidence, fit, weighed
from chamsae.model.link import Pair, Part

HALVED = Weights(factors={"name": 0.5}, offset=-1.0, answers=90, learned="2026-03-01", version=1)


def pair(name: float, *, place: float = 0.0, prior: float = -6.0) -> Pair:
    bits = {"prior": prior, "name": name, "place": place}
    parts = tuple(Part(what=what, left="", right="", bits=bit, why=what) for what, bit in bits.items() if bit)
    return Pair(id="p1", left="n1", right="n2", weight=round(sum(bits.values()), 2), parts=parts)


def drawn(seed: int, number: int, *, name: float = 1.0, offset: float = 0.0) -> list[tuple[Pair, bool]]:
    """Answers as they come where names count `name` times what is shipped, and all pairs have `offset` bits more."""
    lot = random.Random(seed)
    made = []
    for _ in range(number):
        bits, place = lot.uniform(-6, 18), lot.choice([0.0, 0.5])
        chance = 1 / (1 + 2 ** -(name * bits + place - 6 + offset))
        made.append((pair(bits, place=place), lot.random() < chance))
    return made


def test_what_answers_teach_is_found_again() -> None:
    found = fit(drawn(1, 3000, name=0.5, offset=2.0), learned="2026-03-01")
    assert found.factors["name"] == pytest.approx(0.5, abs=0.1)
    assert found.offset == pytest.approx(2.0, abs=0.6)
    assert found.answers == 3000


def test_few_answers_move_little() -> None:
    few, many = (fit(drawn(2, number, name=0.5), learned="") for number in (12, 1200))
    assert abs(few.factors.get("name", 1.0) - 1) < abs(many.factors["name"] - 1)


def test_a_kind_of_evidence_met_too_seldom_keeps_its_weight() -> None:
    answers = [(pair(bits, place=0.5 if at < 4 else 0.0), bits > 3) for at, bits in enumerate(range(-6, 18))]
    assert "place" not in fit(answers, learned="").factors


def test_evidence_is_never_turned_round() -> None:
    upside_down = [(one, not same) for one, same in drawn(3, 400)]
    assert fit(upside_down, learned="").factors["name"] == 0.0


def test_one_kind_of_answer_teaches_nothing() -> None:
    with pytest.raises(InputError, match="one kind of answer"):
        fit([(pair(9.0), True), (pair(8.0), True)], learned="")
    with pytest.raises(InputError, match="one kind of answer"):
        fit([], learned="")


def test_a_pair_shows_what_was_learned_beside_what_was_shipped() -> None:
    before = pair(10.0)
    after = weighed(before, HALVED, stub=False)
    assert after.weight == pytest.approx(-6 + 10 - 5 - 1)
    assert after.parts[: len(before.parts)] == before.parts
    told = [part.why for part in after.parts if part.what == LEARNED]
    assert told == [
        "name: counts 0.50 times as much, as learned on 2026-03-01 from 90 answers",
        "pairs like these are less often one, as learned on 2026-03-01 from 90 answers",
    ]


def test_weighing_again_starts_from_what_is_shipped() -> None:
    before = pair(10.0)
    once = weighed(before, HALVED, stub=False)
    assert weighed(once, HALVED, stub=False) == once
    assert weighed(once, None, stub=False) == before
    assert evidence(once) == evidence(before)


def test_a_part_of_a_name_stays_no_more_than_a_may_be() -> None:
    generous = Weights(factors={}, offset=9.0, answers=90, learned="2026-03-01")
    unsure = weighed(pair(5.0), generous, stub=True)
    assert unsure.weight == STUB
    assert unsure.parts[-1].what == CAPPED
    assert sum(part.bits for part in unsure.parts) == pytest.approx(STUB)
    assert weighed(unsure, None, stub=True) == pair(5.0)


@given(st.floats(-9, 20), st.floats(0, 9), st.floats(0, HEAVIEST), st.floats(-5, 5))
def test_more_evidence_of_difference_never_raises_the_weight(
    bits: float, less: float, factor: float, offset: float
) -> None:
    learned = Weights(factors={"name": factor}, offset=offset, answers=50, learned="2026-03-01")
    worse, better = (weighed(pair(name), learned, stub=False).weight for name in (bits - less, bits))
    assert worse <= better + 0.02, "but for rounding"
