"""Handovers of groups in three languages: an act with its head count, place and day; handed to others, none.

The floors lie a little below what is reached today.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from chamsae.model.claim import NOT_HAPPENED, Act, Claim, Figure
from chamsae.read.propose import propose
from chamsae.text.places import contains, country_and_key
from tests.read.told.made import Entry, document, of, read, touching


def returns(entry: Entry, claims: tuple[Claim, ...], words: str) -> list[tuple[Claim, Act]]:
    """The acts of return that these words tell."""
    found = of(Act, touching(words, entry["text"], claims))
    return [(one, value) for one, value in found if value.act == "repatriated"]


def asked() -> Iterator[tuple[list[Any], Entry, tuple[Claim, ...], list[tuple[Claim, Act]]]]:
    for entry, claims in read("handovers"):
        for row in entry["handovers"]:
            yield row, entry, claims, returns(entry, claims, row[0])


def counts(claims: tuple[Claim, ...], acts: list[tuple[Claim, Act]], low: int) -> list[Claim]:
    """Those of the acts whose victims a figure counts that begins so high."""
    figures = {one.id: value for one, value in of(Figure, claims)}
    return [one for one, value in acts if value.figure in figures and figures[value.figure].amount.low == low]


@pytest.mark.parametrize(("language", "told"), [("en", 0.75), ("ko", 0.95), ("zh", 0.8)])
def test_handovers_are_acts_of_return(language: str, told: float) -> None:
    rows = [acts for _, entry, _, acts in asked() if entry["language"] == language]
    assert sum(map(bool, rows)) >= told * len(rows)


def test_most_have_their_head_count_and_of_these_most_their_place_and_day() -> None:
    rows = list(asked())
    counted = [(row, found) for row, _, claims, acts in rows if (found := counts(claims, acts, row[1]))]
    assert len(counted) >= 0.74 * len(rows)
    placed = [any(_there(one, row[4]) for one in found) for row, found in counted if row[4] != "-"]
    dated = [any(_then(one, row[5], row[6]) for one in found) for row, found in counted if isinstance(row[5], date)]
    assert sum(placed) >= 0.8 * len(placed) and sum(dated) >= 0.7 * len(dated)


def _there(claim: Claim, keys: list[str]) -> bool:
    named = {found[0] for words in claim.place if (found := country_and_key(words))}
    return bool(named & {*keys})


def _then(claim: Claim, start: date, end: date) -> bool:
    return claim.when is not None and (claim.when.start, claim.when.end) == (start, end)


def test_the_state_that_acts_is_the_one_named() -> None:
    for row, _, claims, acts in asked():
        for one, value in acts:
            key = country_and_key(value.actor or "")
            if one in counts(claims, acts, row[1]) and row[7] != "-" and key is not None:
                assert contains(row[7], key[0]), row


def test_what_is_handed_to_others_or_no_return_at_all_is_none() -> None:
    for entry, claims in read("handovers"):
        for words in entry["not"]:
            assert not [one for one, _ in returns(entry, claims, words) if one.modality not in NOT_HAPPENED], words


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Nine men were handed over to the South Korean embassy on 3 May 2019.", None),
        ("Nine men were handed over to DPRK guards on 3 May 2019.", "repatriated"),
        ("Police delivered nine men to the North Korean border guards on 3 May 2019.", "repatriated"),
        ("Soldiers drove nine of us over the bridge to Hyesan.", "repatriated"),
        ("Soldiers drove nine of us over the bridge to Seoul.", None),
    ],
)
def test_to_whom_people_are_handed_tells_whether_they_were_returned(text: str, act: str | None) -> None:
    found = {value.act for _, value in of(Act, propose(document(text, "en"))) if value.act == "repatriated"}
    assert found == ({act} if act else set())
