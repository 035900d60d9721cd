"""Who, where and when could be meant: people by their fullest names, countries by places, months by times."""

from datetime import date

import pytest

from chamsae.read.english.article import prepare
from chamsae.read.incident import countries, occurred, people
from chamsae.read.incident.telling import Telling, telling
from tests.read.incident.test_incident import document


def told(text: str, *, published: date = date(2021, 3, 5)) -> Telling:
    return telling(prepare(document(text, published=published)))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Police in Riyadh arrested Maryam al-Dossary on Sunday.", "Maryam al-Dossary"),
        ("Soldiers beat Pastor Emmanuel Tutu on Friday.", "Emmanuel Tutu"),
        ("The court jailed Mr Peter Kamau on Friday.", "Peter Kamau"),
    ],
)
def test_a_person_goes_by_the_fullest_name_without_title(text: str, name: str) -> None:
    assert name in people.people(told(text))


def test_a_surname_alone_counts_for_who_bears_it() -> None:
    found = people.people(told("Police beat the reporter Anna Schmidt on Friday. The next day Schmidt was released."))
    assert list(found) == ["Anna Schmidt"]
    assert [seen.text for seen in found["Anna Schmidt"]] == ["Anna Schmidt", "Schmidt"]


def test_an_index_of_names_and_an_endless_word_are_read_through() -> None:
    names = [
        f"{first}a {last}o" for first in ("Kat", "Lun", "Mir", "Ros", "Ter") for last in ("Bem", "Dal", "Fig", "Hur")
    ]
    index = told("He met " + ", ".join(names * 20) + ".")
    signs = people.features(index, people.people(index))
    assert not any(sign.startswith(("any role", "any before")) for known in signs.values() for sign in known)
    assert people.people(told("Mr A" + "a" * 20_000 + " Bee said that Ann Jackson was freed."))


def test_a_town_is_nobody_and_a_surname_like_a_town_is_somebody() -> None:
    found = people.people(
        told("Police beat Ann Jackson in Izmir on Friday. Izmir was quiet when Jackson was released.")
    )
    assert list(found) == ["Ann Jackson"]


def test_words_that_end_like_a_particle_are_no_part_of_the_name() -> None:
    assert "Ana Petrova" in people.people(told("Police arrested the leader Ana Petrova and a national hero."))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("USA", "US"),
        ("the United States", "US"),
        ("England", "GB"),
        ("Hong Kong", "CN"),
        ("People's Republic of China", "CN"),
        ("People’s Republic of China", "CN"),
        ("Nigerian", "NG"),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_a_country_has_one_code_under_all_its_names(name: str, code: str | None) -> None:
    assert countries.code_of(name) == code


def test_the_name_of_a_country_leads_back_to_its_code() -> None:
    codes = {place.country for place in countries.places(told("Delegates of Laos, Chad and the Gambia met in Oman."))}
    assert codes == {"LA", "TD", "GM", "OM"}
    assert all(countries.code_of(countries.name_of(code)) == code for code in codes)


def test_towns_and_adjectives_point_to_their_country_and_people_do_not() -> None:
    named = list(countries.places(told("MINSK (Wire) - Belarusian police searched a flat. Paris Jackson laughed.")))
    assert [(place.text, place.country) for place in named] == [("MINSK", "BY"), ("Belarusian", "BY")]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("He was arrested on Monday.", occurred.Period(2021, 3)),
        ("He was arrested last month.", occurred.Period(2021, 2)),
        ("He was arrested on 9 November 2019.", occurred.Period(2019, 11)),
    ],
)
def test_a_month_may_be_named_outright_or_by_its_distance(text: str, period: occurred.Period) -> None:
    found = occurred.candidates(told(text), months=True)
    assert period in found
    assert found[period][1]


def test_the_month_of_publication_is_a_candidate_that_names_nothing() -> None:
    [(period, (signs, mentions))] = occurred.candidates(told("He was arrested."), months=True).items()
    assert period == occurred.Period(2021, 3)
    assert signs["any published"] == 1
    assert mentions == ()
