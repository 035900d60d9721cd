"""Pseudonyms: stable in one release, not to be joined across two, and a slip is noticed."""

import re
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamsae.errors import InputError
from chamsae.protect.pseudonyms import LETTERS, code, codes, is_code, release_key

MASTER = bytes(range(32))
PERSONS = [f"r{number:04}" for number in range(2_000)]


def key(release: str = "one", recipient: str = "WGEID") -> bytes:
    return release_key(MASTER, release=release, recipient=recipient)


def test_one_release_calls_a_person_always_the_same() -> None:
    assert codes(key(), PERSONS) == codes(key(), reversed(PERSONS))
    assert codes(key(), PERSONS[:1])[PERSONS[0]] == code(key(), PERSONS[0])


def test_two_releases_or_recipients_share_no_code() -> None:
    sets = [set(codes(one, PERSONS).values()) for one in (key(), key("two"), key("one", "Court"))]
    assert all(len(one) == len(PERSONS) for one in sets)
    assert all(not first & second for first, second in combinations(sets, 2))


def test_release_and_recipient_do_not_run_together() -> None:
    assert key("ab", "c") != key("a", "bc")


def test_a_code_follows_no_order_of_the_persons() -> None:
    found = [code(key(), one) for one in PERSONS]
    rising = sum(first < second for first, second in pairwise(found))
    assert 850 < rising < 1_150


def test_a_code_holds_no_vowel_no_digit_and_thus_no_year() -> None:
    assert all(re.fullmatch(rf"[{LETTERS}]{{3}}(-[{LETTERS}]{{3}}){{2}}", code(key(), one)) for one in PERSONS)
    assert not set(LETTERS) & set("AEIOUY0123456789") and len(LETTERS) == 19


@given(person=st.text(), place=st.integers(0, 8), other=st.sampled_from(LETTERS))
def test_one_wrong_letter_is_noticed(person: str, place: int, other: str) -> None:
    right = code(key(), person).replace("-", "")
    assert is_code(right)
    assert is_code(right[:place] + other + right[place + 1 :]) is (other == right[place])


@given(person=st.text(), places=st.tuples(st.integers(0, 8), st.integers(0, 8)))
def test_two_letters_that_changed_places_are_noticed(person: str, places: tuple[int, int]) -> None:
    right = code(key(), person).replace("-", "")
    letters = list(right)
    first, second = places
    letters[first], letters[second] = letters[second], letters[first]
    assert is_code("".join(letters)) is (right[first] == right[second])


def test_what_is_typed_in_small_letters_is_the_same_code() -> None:
    assert is_code(code(key(), "r1").lower()) and not is_code("") and not is_code("BCD-BCD")


def test_a_short_key_is_refused() -> None:
    with pytest.raises(InputError):
        release_key(b"short", release="one", recipient="")
