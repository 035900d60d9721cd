"""Towns named in English, Korean and Chinese texts of many kinds: found, and taken for the place that is meant.

The floors lie a little below what is reached today. None may be taken for another place.
"""

import pytest

from chamsae.link.records import records
from chamsae.model.claim import Claim, Name, NameType
from chamsae.text.places import contains, listed
from tests.read.told.made import Entry, of, read, touching


def places(entry: Entry, claims: tuple[Claim, ...]) -> dict[str, str | None]:
    """What the words of each claim of a place are taken for, by the claim."""
    held = {id: record.known for record in records(claims) for id in record.claims}
    return {one.id: held[one.id] for one, name in of(Name, claims) if name.type is NameType.PLACE}


@pytest.mark.parametrize(("language", "named"), [("en", 0.94), ("ko", 0.95), ("zh", 0.92)])
def test_towns_are_named(language: str, named: float) -> None:
    rows = [
        bool({one.id for one in touching(str(words), entry["text"], claims)} & places(entry, claims).keys())
        for entry, claims in read("towns")
        if entry["language"] == language
        for words, _ in entry["places"]
    ]
    assert sum(rows) >= named * len(rows)


def test_most_are_taken_for_the_place_meant_and_none_for_another() -> None:
    right = total = 0
    for entry, claims in read("towns"):
        meant = places(entry, claims)
        for words, key in entry["places"]:
            found = {meant[one.id] for one in touching(str(words), entry["text"], claims) if one.id in meant}
            total += key != "?"
            right += key in found
            wrong = [one for one in found - {None, key} if not _near(one or "", key)]
            assert key == "?" or not wrong, (words, key, wrong)
    assert right >= 0.87 * total


def _near(one: str, other: str) -> bool:
    """True for a place and one that holds it: 산둥성 웨이하이 names both."""
    return listed(one) and listed(other) and (contains(one, other) or contains(other, one))


def test_words_that_name_no_place_are_none() -> None:
    for entry, claims in read("towns"):
        meant = places(entry, claims)
        for words in entry["not"]:
            real = {one.id for name, _ in entry["places"] for one in touching(str(name), entry["text"], claims)}
            taken = [one for one in touching(words, entry["text"], claims) if one.id in meant and one.id not in real]
            assert not taken, words
