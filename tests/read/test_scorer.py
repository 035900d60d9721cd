"""The logistic scorer: fitted, written, read back, and refusing what it cannot use."""

import pytest

from chamsae.errors import InputError
from chamsae.read.scorer import Scorer, fit, from_json, to_json

ROWS = [({"said": 1.0, "far": float(n)}, n < 3) for n in range(8)]


def test_a_fitted_scorer_tells_yes_from_no() -> None:
    scorer = fit(ROWS, name="near", version="1", trained="eight invented rows")
    assert scorer.probability({"said": 1.0, "far": 0.0}) > 0.5 > scorer.probability({"said": 1.0, "far": 7.0})


def test_a_scorer_survives_its_file_and_the_same_rows_give_the_same_bytes() -> None:
    first, second = (fit(ROWS, name="near", version="1", trained="eight invented rows") for _ in range(2))
    assert to_json(first) == to_json(second)
    assert from_json(to_json(first), thing="near.json") == first


def test_one_kind_of_answer_fits_nothing() -> None:
    with pytest.raises(InputError, match="near: a scorer cannot be fitted"):
        fit([({"a": 1.0}, True)], name="near", version="1", trained="")
    with pytest.raises(InputError):
        fit([], name="near", version="1", trained="")


def test_unknown_features_count_nothing_and_far_scores_do_not_overflow() -> None:
    scorer = Scorer(name="n", version="1", trained="", bias=0.0, weights={"a": 1e6})
    assert scorer.probability({"never seen": 3.0}) == 0.5
    assert 0 < scorer.probability({"a": -1e6}) < 1e-12


@pytest.mark.parametrize("text", ["", "{", "[]", '{"name": "n"}', '{"weights": [1]}', '{"weights": {"a": "b"}}'])
def test_a_file_that_is_no_scorer_is_named(text: str) -> None:
    with pytest.raises(InputError, match=r"near\.json: this is not a scorer"):
        from_json(text, thing="near.json")
