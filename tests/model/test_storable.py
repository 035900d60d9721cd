"""What every store can keep."""

from datetime import datetime
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamsae.errors import InputError
from chamsae.model.source import Capture, How
from chamsae.model.storable import LARGEST, storable
from chamsae.model.when import utc_now


def capture(**more: object) -> Capture:
    fields: dict[str, object] = {
        "sha256": "0" * 64, "size": 1, "name": "a", "how": How.FILE, "media_type": "text/plain",
        "captured_at": utc_now(), "added_by": "a",
    }  # fmt: skip
    return Capture(**(fields | more))  # type: ignore[arg-type]  # the tests give fields of Capture


@pytest.mark.parametrize(
    "more",
    [
        {"name": "a\0"},
        {"notes": ("fine", "half \ud800")},
        {"headers": (("X", "\0"),)},
        {"size": LARGEST + 1},
        {"size": nan},
        {"size": -inf},
        {"captured_at": datetime(2024, 1, 1)},  # noqa: DTZ001 - that it has no zone is the point
    ],
)
def test_what_no_store_keeps_is_refused_by_name(more: dict[str, object]) -> None:
    with pytest.raises(InputError) as caught:
        storable(capture(**more), "list.txt")
    assert str(caught.value).startswith("list.txt: ")


def test_the_name_of_the_refused_thing_can_be_printed() -> None:
    with pytest.raises(InputError) as caught:
        storable(capture(name="\ud800"), "\ud800.txt")
    str(caught.value).encode()


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), st.integers(-LARGEST, LARGEST))
def test_everything_else_is_kept(text: str, number: int) -> None:
    storable(capture(name=text, notes=(text,), size=number), text)
    storable({text: [text, number, None, True]}, text)
