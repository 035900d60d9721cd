"""Which place a name means: by what stands around it, never by size; without that it stays open, all listed."""

import csv
from pathlib import Path

import pytest

from chamsae.link.bearers import bearer, bearers, km
from chamsae.link.whereabouts import Around, resolve, sure
from chamsae.text.places import country_and_key

#: A list of the places of this work, beside the repository.
LIST = Path(__file__).resolve().parents[3] / "shared" / "data" / "gazetteer.csv"
#: What the list calls a slip, and towns' names it gives their prisons.
SLIPS = ("typo", "wrong", "misprint", "error", "Kaech'on", "Sunchon")


def meant(name: str, *near: str, far: tuple[str, ...] = (), sentence: str = "") -> str | None:
    """The key of the place, with these places in its sentence and those elsewhere in the document."""
    return sure(resolve(name, Around(near=near, far=far, sentences=(sentence,))))


def test_ten_places_are_called_nanping_and_without_context_all_stay_open() -> None:
    found = resolve("Nanping", Around())
    assert len(found) == 10
    assert len({one.key for one in found}) == 10
    assert sure(found) is None
    assert sum(one.chance for one in found) == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize(("name", "near", "place"), [
    ("Nanping", ("Musan",), "cn-nanping"), ("난핑", ("지린성",), "cn-nanping"), ("南坪", ("和龙",), "cn-nanping"),
    ("Nanping", ("Fujian",), "g1799846"), ("Nanping", ("Jilin Province",), "cn-nanping"),
    ("Ji'an", ("Manpo",), "cn-jian"), ("Tumen", ("Hunchun",), "cn-tumen"), ("도문", ("지린성",), "cn-tumen"),
    ("南阳", ("河南",), "g1799629"), ("Nanping", ("China",), None), ("Nanping", ("Chongqing",), None),
])  # fmt: skip
def test_the_places_beside_it_tell_which_is_meant(name: str, near: tuple[str, ...], place: str | None) -> None:
    assert meant(name, *near) == place


def test_two_of_one_name_in_one_province_stay_open_between_them() -> None:
    first, second, *_ = resolve("Nanping", Around(near=("Chongqing",)))
    assert first.chance == second.chance
    assert {first.name, second.name} == {"Nanping (Chongqing)"}


def test_a_province_in_the_name_or_its_sentence_outweighs_the_border() -> None:
    assert meant("Nanping", sentence="a bus to Nanping, Fujian", far=("North Korea", "Musan")) == "g1799846"
    assert meant("푸젠성 난핑", far=("북한",)) == "g1799846"


def test_the_biggest_is_not_taken_for_its_size() -> None:
    biggest = next(one for one in resolve("Nanping", Around()) if one.key == "g1799846")
    assert biggest.chance == min(one.chance for one in resolve("Nanping", Around()))


def test_what_became_clear_is_context_for_the_rest() -> None:
    around = Around(near=("Yanji",), far=("North Korea",))
    assert sure(resolve("Longjing", around)) is None
    assert (
        sure(resolve("Longjing", Around(near=around.near, far=around.far, meant={"Yanji": "cn-yanji"})))
        == "cn-longjing"
    )


def test_a_place_that_alone_is_so_called_is_clear_and_an_unknown_one_has_no_candidates() -> None:
    assert meant("China") == "cn"
    assert resolve("Samplefield", Around()) == ()


def test_every_candidate_says_why() -> None:
    assert all(one.why and one.name for one in resolve("Nanping", Around(near=("Musan",), far=("North Korea",))))


def test_places_lie_where_they_lie() -> None:
    tumen, namyang = bearer("cn-tumen"), bearer("kp-namyang")
    assert tumen and namyang and tumen.at and namyang.at
    assert km(tumen.at, namyang.at) < 5
    assert km(tumen.at, tumen.at) == 0
    inside = bearer("cn-santaizi")
    assert inside and inside.at == getattr(bearer("cn-shenyang"), "at", None), "lies where it is within"
    assert bearer("no such key") is None


def test_no_place_has_itself_as_a_namesake() -> None:
    for name in ("Namyang", "Dandong", "단둥", "Tumen City", "Changbai County"):
        keys = [one.key for one in bearers(name)]
        assert len(keys) == len(set(keys))


@pytest.mark.skipif(not LIST.exists(), reason=f"no list of places at {LIST}; nothing was tested")
def test_the_gazetteer_knows_the_spellings_of_the_list() -> None:
    """But for slips, and for embassies and squares, which are bodies and no places of return."""
    rows = list(csv.DictReader(LIST.read_text(encoding="utf-8").splitlines()))
    columns = ("latin_spellings", "korean", "chinese_simplified", "chinese_traditional")
    spelled = {
        (row["id"], written.partition(" (")[0].partition("(")[0])
        for row in rows if "campaign-place" not in row["type"]
        for column in columns
        for written in filter(None, row[column].split("|")) if not any(slip in written for slip in SLIPS)
    }  # fmt: skip
    assert len(spelled) > 200
    assert {one for one in spelled if (found := country_and_key(one[1])) is None or found[0] != one[0]} == set()
