"""Where places lie, how exactly that is known, and what each is called."""

from chamsae.text import places
from chamsae.text.basemap import basemap
from chamsae.text.gazetteer import BORROWED, Source, locate, outline, title, towns


def test_every_place_of_ours_is_in_a_country_and_no_key_stands_for_nothing() -> None:
    for key in sorted(places.keys()):
        assert places.countries(key), key
        assert all(other in set(places.keys()) for other in places.place(key).paired), key


def test_a_point_says_from_whom_it_is_and_how_far_off_it_may_be() -> None:
    tumen, camp, house = locate("cn-tumen"), locate("kp-camp14"), locate("cn-baishan-dc")
    assert tumen and camp and house
    assert (tumen.source, tumen.of) == (Source.GEONAMES, "cn-tumen")
    assert camp.source is Source.UNCHECKED and camp.km == 15
    assert house.of == "cn-baishan" and house.km >= BORROWED


def test_provinces_and_countries_are_outlines_and_never_points() -> None:
    assert locate("cn-jilin-prov") is None and outline("cn-jilin-prov") == ("CN-05",)
    assert outline("cn-northeast") == ("CN-05", "CN-08", "CN-19") and outline("cn-tumen") == ()
    assert all(code in basemap().divisions for key in sorted(places.keys()) for code in outline(key) if "-" in code)


def test_a_place_is_called_so_that_its_namesakes_are_told_apart() -> None:
    called = {title(key) for key, town in towns().items() if "Nanping" in (*town.names, places.name(key))}
    assert len(called) > 3 and "Nanping (Jilin Province)" in called
    assert title("cn-nanping", "ko") == "남평(길림성)" and title("cn-nanping", "zh") == "南坪(吉林省)"


def test_a_building_that_is_only_looked_up_is_not_read_in_running_text() -> None:
    assert places.spelled("Times Square") == "us-times"
    assert [one.place.key for one in places.mentions("They met in Times Square, New York.")] == ["us-newyork"]


def test_former_names_are_kept_with_the_year_they_ended() -> None:
    assert ("Andong", 1965) in places.place("cn-dandong").was


def test_the_lines_of_the_map_meet() -> None:
    held = basemap()
    assert {"cn", "kp", "kr", "ru", "mn", "la", "vn", "th", "mm", "kh"} <= held.lands.keys()
    assert all(ring[0] == ring[-1] for rings in held.lands.values() for ring in rings)
    assert held.borders and held.coast and held.inner
