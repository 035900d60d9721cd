"""Places of lists as numbers, by the shipped gazetteer or one's own."""

from pathlib import Path

import pytest

from chamsae.errors import InputError
from chamsae.link.scale.gazetteer import Gazetteer, read_gazetteer


def test_a_place_is_one_in_three_scripts_and_knows_its_province() -> None:
    found = [Gazetteer().find(text) for text in ("회령시", "Hoeryong", "会宁", "함경북도 회령")]
    assert len({place.place for place in found}) == 1
    assert found[0].province == Gazetteer().find("North Hamgyong").place


def test_a_place_nobody_knows_is_known_by_its_words() -> None:
    here, again, there = (Gazetteer().find(text) for text in ("Upper Village", "upper village ", "Lower Village"))
    assert here.place == again.place != there.place
    assert here.province is None


def test_a_gazetteer_of_ones_own_has_degrees(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text("id,within,names,latitude,longitude\nv,p,Upper Village|윗마을,41.5,129.5\n", "utf-8-sig")
    one, other = (read_gazetteer(path).find(text) for text in ("윗마을", "UPPER VILLAGE"))
    assert (one.place, one.latitude, one.longitude) == (other.place, 41.5, 129.5)


@pytest.mark.parametrize(
    ("text", "told"),
    [("id,names\nv,x\n", "no column latitude"), ("id,within,names,latitude,longitude\nv,p,x,north,1\n", "row 2")],
)
def test_a_gazetteer_that_cannot_be_used_says_why(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "places.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match=told):
        read_gazetteer(path)
