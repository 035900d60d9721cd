"""Which countries towns lie in."""

from chamsae.read.incident.countries import _known


def test_a_town_of_the_border_is_not_taken_for_its_namesake_abroad() -> None:
    assert _known()["Tumen"] == ("CN", "town") and _known()["Russia"] == ("RU", "country")
