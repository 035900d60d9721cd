"""verdata's estimates are found by the name that R gives a table, without R."""

import json
from pathlib import Path

import pytest

from chamsae.errors import InputError
from chamsae.estimate.tables import read_csv, table
from chamsae.estimate.verdata import digest, lookup

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "mse"
MADE = table("ABC", [(1, 0, 0), (0, 1, 1)], [3, 2])


@pytest.mark.parametrize(
    ("replicate", "published"),
    [("R1", "5743e3434235299ef53ed840b2578e666663f69d"), ("R2", "a069cdd0891259cd718098cc887c04ed08a1e0b2")],
)
def test_the_names_are_those_that_were_published(replicate: str, published: str) -> None:
    path = DATA / f"verdata_reclutamiento_{replicate}_hombre1999.csv"
    if not path.is_file():
        pytest.skip("needs ../shared/data/mse beside the repository")
    assert digest(read_csv(path)[0]) == published


def test_the_name_is_of_the_patterns_and_not_of_what_the_lists_are_called() -> None:
    assert digest(MADE) == digest(table(["x", "y", "z"], MADE.patterns, MADE.counts))
    assert digest(MADE) == digest(table("ABCD", [(1, 0, 0, 0), (0, 1, 0, 1)], [3, 2]))
    assert digest(MADE) != digest(table("ABC", MADE.patterns, [3, 2]))


def test_an_estimate_is_found_in_its_folder_with_how_it_was_computed(tmp_path: Path) -> None:
    assert lookup(MADE, tmp_path) is None
    name = digest(MADE)
    (tmp_path / name[:2]).mkdir()
    (tmp_path / name[:2] / f"{name}.json").write_text(json.dumps(list(range(10, 111))), "utf-8")
    found = lookup(MADE, tmp_path)
    assert found is not None
    assert (found.n, found.median, found.low, found.high) == pytest.approx((5, 60, 12.5, 107.5))
    assert len(found.draws) == 101
    assert found.settings["seed"] == 19481210
    assert found.chains is None


@pytest.mark.parametrize("text", ["", "{}", "[]", '["many"]', "[4, 6]", "[true]", "[10.5]", "[[10]]"])
def test_a_file_that_holds_no_draws_is_refused(text: str, tmp_path: Path) -> None:
    name = digest(MADE)
    (tmp_path / name[:2]).mkdir()
    (tmp_path / name[:2] / f"{name}.json").write_text(text, "utf-8")
    with pytest.raises(InputError, match="does not hold draws"):
        lookup(MADE, tmp_path)


def test_a_folder_that_is_none_and_more_lists_than_letters_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such folder"):
        lookup(MADE, tmp_path / "none")
    with pytest.raises(InputError, match="27 lists"):
        digest(table([f"L{at}" for at in range(27)], [(1,) * 27], [3]))
