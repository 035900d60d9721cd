"""The search for dead objects rests while much is built, and goes on afterwards."""

import gc

import pytest

from chamsae.casebook.collecting import uncollected


def test_the_search_rests_inside_and_goes_on_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), uncollected():
        assert not gc.isenabled()
        _ = 1 / 0
    assert gc.isenabled()


def test_inside_another_it_goes_on_only_after_the_outer_one() -> None:
    with uncollected():
        with uncollected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_where_it_was_off_it_stays_off() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
