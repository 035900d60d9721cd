"""Names of bodies: one list for all scripts, first letters, shortened forms, misspellings, words that tell little."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamsae.link.organisations import compare, kept


def bits(left: str, right: str) -> float:
    return sum(part.bits for part in compare(left, right))


@pytest.mark.parametrize(
    "name", ["HRW", "Human Rights Watch", "휴먼라이츠워치", "人权观察", "人權觀察", "the Human Rights Watch"]
)
def test_a_listed_body_is_one_under_all_its_names(name: str) -> None:
    assert kept(name) == "Human Rights Watch"


def test_an_office_every_town_has_is_no_one_body() -> None:
    assert kept("Public Security Bureau") is None
    assert kept("公安局") is None


#: Invented bodies.
@pytest.mark.parametrize(("left", "right"), [
    ("RLTN", "River Lantern Testimony Network"), ("등불모임", "등불 모임"), ("강등대", "강가등불증언대책회"),
    ("River Lantern Network of Sheffield", "River Lantren Network of Sheffield"), ("RLN", "River Lantern Network"),
    ("등불 인권연대", "등불 연대"),
])  # fmt: skip
def test_letters_short_forms_and_slips_speak_for_one_body(left: str, right: str) -> None:
    assert bits(left, right) >= 4
    assert all(part.why for part in compare(left, right))


@pytest.mark.parametrize(("left", "right"), [
    ("Committee for Human Rights in the North", "Association for Human Rights in the North"),
    ("북한인권위원회", "북한인권협회"), ("River Lantern Network", "Harbour Bell Network"),
    ("RLN", "Harbour Bell Network"),
    ("Bright Path Mission", "Bright Lamp Mission"), ("강변인권센터", "산길인권센터"), ("国际人权中心", "中国人权组织"),
])  # fmt: skip
def test_words_that_many_bodies_share_speak_for_nothing(left: str, right: str) -> None:
    assert bits(left, right) < 0


KNOWN = ["HRW", "River Lantern Network", "RLN", "등불 인권연대", "등불모임", "人权观察", "", "Bell", "···"]
NAMES = st.sampled_from(KNOWN) | st.text(max_size=12)


@given(NAMES, NAMES)
def test_a_comparison_is_the_same_either_way_round(left: str, right: str) -> None:
    assert compare(left, right) == compare(right, left)


@given(NAMES, NAMES)
def test_no_name_is_nearer_than_the_name_itself(left: str, right: str) -> None:
    assert bits(left, right) <= bits(left, left) + 1e-9 or bits(left, right) <= bits(right, right) + 1e-9
