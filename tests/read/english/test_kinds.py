"""Texts of many kinds, all invented: how much of what a careful reader finds in them the English reader proposes.

The floors lie below what is reached today, so that one lost claim does not fail and a lost ability does.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import cast

import yaml

from chamsae.model.claim import NAMELESS, Act, Claim, Figure, Name, NameType, SpeakerKind, Statement, Time
from chamsae.model.document import Document
from chamsae.read import zones
from chamsae.read.propose import propose

Row = list[object]


@cache
def cases() -> tuple[tuple[dict[str, list[Row]], str, tuple[Claim, ...]], ...]:
    entries = yaml.safe_load(Path(__file__).with_name("kinds.yml").read_text(encoding="utf-8"))
    return tuple((entry, entry["text"], propose(document(entry["text"]))) for entry in entries)


def document(text: str) -> Document:
    authors, published, publisher = zones.byline(text)
    return Document(
        id="d",
        sha256="0" * 64,
        name="d.txt",
        media_type="text/plain",
        text=text,
        language="en",
        reader="test",
        authors=authors,
        published=published,
        publisher=publisher,
        furniture=zones.furniture(text, "en"),
    )


def asked(kind: str) -> Iterator[tuple[Row, list[Claim]]]:
    """Each row of a kind with the claims whose words touch any printing of its own."""
    for entry, text, claims in cases():
        for row in entry.get(kind) or []:
            words = str(row[0] if isinstance(row, list) else row)
            spans = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
            assert spans, words
            touching = [
                c for c in claims if any(c.trigger.start < end and start < c.trigger.end for start, end in spans)
            ]
            yield row, touching


def plain(words: object) -> str:
    return re.sub(r"^(the|a|an|mr\.?|ms\.?|mrs\.?|dr\.?) ", "", str(words or "").lower())


def same(one: object, other: object) -> bool:
    return bool(one and other) and (plain(one) in plain(other) or plain(other) in plain(one))


def share(answers: Iterator[bool]) -> float:
    found = list(answers)
    return sum(found) / len(found)


def test_figures_are_found_with_their_number_and_comparator() -> None:
    def right(row: Row, claims: list[Claim]) -> bool:
        amounts = [c.value.amount for c in claims if isinstance(c.value, Figure)]
        return any((a.low, a.high, a.comparator) == (row[1], row[2], row[3]) for a in amounts)

    assert share(right(row, claims) for row, claims in asked("figures")) >= 0.95


def test_numbers_that_count_nobody_make_no_figure() -> None:
    taken = [row for row, claims in asked("no_figures") if any(isinstance(c.value, Figure) for c in claims)]
    assert len(taken) <= 1


def test_what_somebody_says_with_marks_or_without_is_a_statement_of_theirs() -> None:
    def right(row: Row, claims: list[Claim]) -> bool:
        said = [c for c in claims if isinstance(c.value, Statement) and c.speaker]
        return any(row[1] == "-" or same(cast(str, c.speaker and c.speaker.text), row[1]) for c in said)

    assert share(right(row, claims) for row, claims in asked("statements")) >= 0.85


def test_statements_nobody_makes_are_few() -> None:
    made = [c for _, _, claims in cases() for c in claims if isinstance(c.value, Statement)]
    wanted = {c.id for _, claims in asked("statements") for c in claims if isinstance(c.value, Statement)}
    assert len(made) - len(wanted) <= len(made) // 8


def test_acts_are_found_with_victim_and_force() -> None:
    def right(row: Row, claims: list[Claim]) -> bool:
        acts = [(c, c.value) for c in claims if isinstance(c.value, Act) and c.value.act == row[1]]
        return any(victim(value.victim, row[2]) and c.modality == row[4] for c, value in acts)

    assert share(right(row, claims) for row, claims in asked("acts")) >= 0.8


def victim(read: str | None, wanted: object) -> bool:
    return same(read, wanted) or (plain(wanted) in ("he", "she", "her", "they", "us", "i", "we", "me") and bool(read))


def test_who_did_it_is_told_only_where_the_text_tells_it() -> None:
    def right(row: Row, claims: list[Claim]) -> bool:
        acts = [c.value for c in claims if isinstance(c.value, Act) and c.value.act == row[1]]
        named = [value.actor for value in acts]
        return not acts or (None in named if row[3] == "-" else any(same(n, row[3]) or row[3] == "they" for n in named))

    assert share(right(row, claims) for row, claims in asked("acts")) >= 0.95


def test_times_are_worked_out_or_left_open() -> None:
    def right(row: Row, claims: list[Claim]) -> bool:
        whens = [c.value.when for c in claims if isinstance(c.value, Time)]
        return any((w.start, w.end) == (row[1], row[2]) for w in whens)

    assert share(right(row, claims) for row, claims in asked("times")) >= 0.8


def test_persons_are_found_and_nothing_else_is_one() -> None:
    for entry, _, claims in cases():
        people = (c.value for c in claims if isinstance(c.value, Name) and c.value.type is NameType.PERSON)
        read = {name.text for name in people if NAMELESS not in name.roles}
        wanted = cast(list[str], entry["persons"])
        assert all(any(same(name, one) for one in read) for name in wanted)
        assert not [one for one in read if not any(same(name, one) for name in wanted)]


def test_what_the_article_says_itself_has_no_other_speaker() -> None:
    own = [claims for row, claims in asked("figures") if row[5] == "-"]
    right = [
        any(isinstance(c.value, Figure) and c.speaker and c.speaker.kind is SpeakerKind.NARRATOR for c in claims)
        for claims in own
    ]
    assert share(iter(right)) >= 0.7
