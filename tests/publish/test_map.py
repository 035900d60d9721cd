"""Maps from data alone: where a step was, how exactly that is known, and nothing where it is not."""

from itertools import combinations
from math import hypot
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamsae.publish.map_counts import Mark, places_map
from chamsae.publish.map_labels import Labels, Rect
from chamsae.publish.map_spots import drawn, pins, reach, spread
from chamsae.publish.map_view import HELD, View, bar, view
from chamsae.publish.map_way import Look, Stop, journey_map
from chamsae.publish.palette import DARK, TOKENS
from chamsae.publish.raster import png
from chamsae.text import places
from chamsae.text.gazetteer import locate

SPACE = "{http://www.w3.org/2000/svg}"
FRAME = (24.0, 80.0, 952.0, 560.0)


def way(*keys: str | None) -> list[Stop]:
    return [Stop(number=at, what=f"step {at}", where=key or "", key=key) for at, key in enumerate(keys, 1)]


def texts(svg: str) -> list[str]:
    return ["".join(one.itertext()) for one in ElementTree.fromstring(svg).iter(f"{SPACE}text")]


def shown(*keys: str) -> View:
    return view([one for place in drawn(enumerate(keys), "en") for one in reach(place)], FRAME)


def test_a_step_is_drawn_at_its_place() -> None:
    map = shown("cn-tumen", "kp-kaechon")
    north, south = (map.at(place.spot) for place in drawn(enumerate(("cn-tumen", "kp-kaechon")), "en"))
    assert north[1] < south[1] and north[0] > south[0]
    assert map.holds(north, 20) and map.holds(south, 20)


def test_distances_are_drawn_to_scale() -> None:
    map = shown("cn-tumen", "cn-dandong")
    one, other = (map.at(place.spot) for place in drawn(enumerate(("cn-tumen", "cn-dandong")), "en"))
    km, long = bar(map, 134)
    assert 530 < hypot(one[0] - other[0], one[1] - other[1]) * km / long < 570  # as the crow flies it is 549


def test_a_province_is_hatched_and_has_no_pin_of_its_own() -> None:
    (place,) = drawn([(1, "kp-ryanggang")], "en")
    assert place.divisions == ("KP-13",) and place.doubtful
    assert "somewhere in Ryanggang" in " ".join(texts(journey_map(way("kp-ryanggang"), name="A")))


def test_a_place_that_is_open_is_on_no_map_and_said_in_words() -> None:
    open_ = Stop(number=2, what="Held", where="place open: one of Nanping (Jilin) or Nanping (Fujian)")
    svg = journey_map([*way("cn-tumen"), open_], name="A")
    assert any("place open: one of Nanping" in line for line in texts(svg))
    assert texts(svg).count("2") == 1  # in the list below, not on the map


def test_an_unchecked_point_says_so() -> None:
    assert "point unchecked" in " ".join(texts(journey_map(way("kp-camp14"), name="A")))


def test_what_lies_beyond_the_map_is_said_and_not_drawn() -> None:
    assert "beyond the map" in " ".join(texts(journey_map(way("cn-tumen", "us-newyork"), name="A")))


def test_steps_at_one_place_are_one_pin_and_close_ones_are_enlarged() -> None:
    keys = ("cn-tumen", "cn-tumen", "kp-onsong", "kr-seoul")
    found = drawn(enumerate(keys, 1), "en")
    assert [place.numbers for place in found] == [(1, 2), (3,), (4,)]
    assert {place.key for place in spread(shown(*keys), found)} == {"cn-tumen", "kp-onsong"}
    assert "enlarged" in " ".join(texts(journey_map(way(*keys), name="A")))


def test_an_arrow_leads_from_each_place_to_the_next_and_is_broken_over_what_is_not_drawn() -> None:
    svg = journey_map(way("cn-tumen", None, "kp-onsong", "kp-chongjin"), name="A")
    bows = [one for one in ElementTree.fromstring(svg).iter(f"{SPACE}path") if "Q" in (one.get("d") or "")]
    assert [bow.get("stroke-dasharray") for bow in bows][:2] == ["6 4", "none"]


def test_a_way_without_any_place_says_so() -> None:
    assert "No place is known well enough" in " ".join(texts(journey_map(way(None), name="A")))


@pytest.mark.parametrize(
    ("language", "word", "credit"),
    [("en", "China", "Natural Earth"), ("ko", "중국", "GeoNames"), ("zh", "中国", "CC BY")],
)
def test_the_map_speaks_three_languages_and_credits_its_sources(language: str, word: str, credit: str) -> None:
    svg = journey_map(way("cn-tumen", "kr-seoul"), name="옥순희", look=Look(language=language))
    assert word in texts(svg) and any(credit in line for line in texts(svg))
    assert ElementTree.fromstring(svg).get("{http://www.w3.org/XML/1998/namespace}lang") == language


def test_it_is_told_to_who_cannot_see_it() -> None:
    root = ElementTree.fromstring(journey_map(way("cn-tumen", None), name="A", look=Look(id="7")))
    title, told = root.find(f"{SPACE}title"), root.find(f"{SPACE}desc")
    assert title is not None and told is not None and root.get("aria-labelledby") == "t7 d7"
    assert "Tumen" in (told.text or "") and "place not told" in (told.text or "")


def test_it_can_be_dark_or_take_the_colours_of_the_page_and_becomes_a_png() -> None:
    assert DARK.land in journey_map(way("cn-tumen"), name="A", look=Look(colours=DARK))
    assert "var(--map-land)" in journey_map(way("cn-tumen"), name="A", look=Look(colours=TOKENS))
    assert png(journey_map(way("cn-tumen"), name="A")).startswith(b"\x89PNG")


def test_names_that_could_break_the_picture_are_made_safe() -> None:
    svg = journey_map([Stop(number=1, what="<script>", where="\u202e]]>", key="cn-tumen")], name="<b>&\ud800")
    assert "<script>" not in svg and ElementTree.fromstring(svg) is not None


@given(st.lists(st.sampled_from(sorted(places.keys())), min_size=1, max_size=9))
def test_any_places_make_a_map_whose_pins_lie_apart(keys: list[str]) -> None:
    found = drawn(enumerate(keys, 1), "ko")
    if found:
        map = view([one for place in found for one in reach(place)], FRAME)
        held = pins(map, found)
        assert not any(one.box.meets(other.box) for one, other in combinations(held, 2))
        assert sorted(n for pin in held for n in pin.numbers) == sorted(n for place in found for n in place.numbers)
        west, south, east, north = map.box
        assert HELD[0] - 0.01 <= west < east <= HELD[2] + 0.01 and HELD[1] - 0.01 <= south < north <= HELD[3] + 0.01


@given(st.lists(st.tuples(st.floats(60, 900), st.floats(120, 600), st.floats(10, 190)), max_size=25))
def test_no_label_lies_on_another_or_on_a_pin(spots: list[tuple[float, float, float]]) -> None:
    labels = Labels(shown("cn-tumen"))
    boxes = [Rect.around((x, y), 22, 22) for x, y, _ in spots]
    placed = [box for pin, (_, _, wide) in zip(boxes, spots, strict=True) if (box := labels.place(pin, wide, 17))]
    assert not any(one.meets(other) for one, other in combinations(placed, 2))
    assert all(labels.view.holds((box.x, box.y)) for box in placed)


def test_discs_grow_with_what_is_told_and_say_how_much() -> None:
    marks = [Mark(key="cn-tumen", count=36, words="36 acts"), Mark(key="cn-dandong", count=9, words="9 acts"),
             Mark(key="us-newyork", count=2, words="2 acts")]  # fmt: skip
    svg = places_map(marks, heading="Places")
    radii = [float(one.get("r") or 0) for one in ElementTree.fromstring(svg).iter(f"{SPACE}circle")]
    assert max(radii) == 30 and 15 in radii
    assert "36" in texts(svg) and any("New York (beyond the map): 2 acts" in line for line in texts(svg))


def test_nothing_told_anywhere_is_an_empty_map_with_words() -> None:
    assert "No place is known well enough" in " ".join(texts(places_map([], heading="Places")))


def test_every_town_of_ours_lies_within_the_country_it_is_said_to_be_in() -> None:
    for key in ("cn-tumen", "cn-dandong", "kp-sinuiju", "kp-kaechon", "kr-seoul", "cn-kunming"):
        found = locate(key)
        assert found is not None and 18 < found.at[0] < 54 and 73 < found.at[1] < 135
