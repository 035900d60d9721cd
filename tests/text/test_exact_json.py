"""JSON whose bytes are hashed is written in one way only."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamsae.text.exact_json import exact, read_exact

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
KEYS = st.sampled_from(["a", "b", "가", "é", "𐀀", "\uffff"])
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXT,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["a", "b", "가", "é", "𐀀", "\uffff"]), inner)
    ),
    max_leaves=12,
)


def test_keys_stand_by_utf_16_units_and_nothing_is_escaped_that_need_not_be() -> None:
    assert exact({"\uffff": 1, "𐀀": 2, "b": 3, "a": 4}).decode() == '{"a":4,"b":3,"𐀀":2,"\uffff":1}'
    assert exact('"\\/\b\f\n\r\t\x01\x7f\u2028편').decode() == '"\\"\\\\/\\b\\f\\n\\r\\t\\u0001\x7f\u2028편"'


@given(PLAIN)
def test_what_is_written_is_read_back(plain: object) -> None:
    assert read_exact(exact(plain)) == plain
    assert json.loads(exact(plain)) == plain


@pytest.mark.parametrize(
    "value", [1.0, 2**53, -(2**53), {1: 2}, {"\u1100\u1161": 1}, b"x", "\ud800", {"a": float("nan")}, [set()]]
)
def test_what_has_no_exact_form_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"ho|ha"):
        exact(value)


@pytest.mark.parametrize(
    "raw",
    [b'{"b":1,"a":2}', b'{"a": 1}', b'{"a":1,"a":1}', b'{"a":1.0}', b'{"a":1e2}', b'"\\u0041"', b"[1]\n", b'"\\/"',
     b'{"\xe1\x84\x80\xe1\x85\xa1":1}', b"\xff", b"9007199254740992", b"NaN", b"-0"],
)  # fmt: skip
def test_every_other_spelling_is_refused(raw: bytes) -> None:
    with pytest.raises(ValueError, match=r"is|has|holds"):
        read_exact(raw)
