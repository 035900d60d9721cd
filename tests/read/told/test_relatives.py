"""Relatives told without a name: kept with whose they are, nobody's taken for another's, and what befell them.

The floors lie a little below what is reached today.
"""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from chamsae.link.candidates import candidates
from chamsae.link.records import records
from chamsae.model.claim import NAMELESS, Act, Claim, Detail, Name, prove
from chamsae.read.propose import propose
from tests.read.told.made import Entry, document, of, read, touching


def nameless(claims: tuple[Claim, ...]) -> list[tuple[Claim, Detail]]:
    """The relations of those known by a relative alone."""
    stubs = {name.entity for _, name in of(Name, claims) if NAMELESS in name.roles}
    return [(one, told) for one, told in of(Detail, claims) if told.field == "kin" and told.about_entity in stubs]


def rows(language: str) -> Iterator[tuple[str, str, str, Entry, list[tuple[Claim, Detail]]]]:
    for entry, claims in read("kin"):
        if entry["language"] == language:
            for words, code, whose in entry["kin"]:
                near = {one.id for one in touching(words, entry["text"], claims)}
                yield words, code, whose, entry, [pair for pair in nameless(claims) if pair[0].id in near]


@pytest.mark.parametrize(("language", "found"), [("en", 0.6), ("ko", 0.74), ("zh", 0.85)])
def test_relatives_without_a_name_are_kept_with_whose_they_are(language: str, found: float) -> None:
    told = list(rows(language))
    assert sum(bool(near) for *_, near in told) >= found * len(told)
    for words, code, whose, _, near in told:
        assert not near or (code, whose) in {(detail.code, detail.other) for _, detail in near}, words


def test_nobody_else_is_made_a_relative() -> None:
    for entry, claims in read("kin"):
        wanted = {one.id for words, *_ in entry["kin"] for one in touching(words, entry["text"], claims)}
        assert not [detail for one, detail in nameless(claims) if one.id not in wanted]
        for one in claims:
            prove(one, entry["text"])


def test_what_befell_a_relative_is_the_relatives() -> None:
    tied = total = 0
    for entry, claims in read("kin"):
        for word, act, whom in entry["acts"]:
            near = {one.id for one in touching(whom, entry["text"], claims)}
            meant = {detail.about_entity for one, detail in nameless(claims) if one.id in near}
            told = [(one, value) for one, value in of(Act, touching(word, entry["text"], claims)) if value.act == act]
            tied += any(value.victim_entity in meant for _, value in told)
            total += 1
    assert tied >= 0.7 * total


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "Seo Na-ri was arrested. Her younger brother, Seo Jun-ho, said he had heard nothing."),
        ("en", "Bang Mi-ran told Ko Ye-ji that her sister was in Tumen."),
        ("en", "Bang Mi-ran said a woman from Musan had lost her son there."),
        ("en", "Bang Mi-ran, his wife, was sent back in May."),
        ("ko", "서나리 씨는 체포됐다. 그의 남동생 서준호 씨는 소식을 듣지 못했다고 말했다."),
        ("ko", "서나리 씨는 방미란 씨의 딸이다."),
        ("zh", "徐娜莉被捕。她的弟弟徐俊浩说，没有消息。"),
        ("zh", "徐娜莉是方美兰的女儿。"),
    ],
)
def test_who_is_named_or_may_be_somebody_elses_is_no_nameless_relative(tag: str, text: str) -> None:
    assert not nameless(propose(document(text, tag)))


@pytest.mark.parametrize(
    ("tag", "text", "whom"),
    [
        ("ko", "서나리 씨의 남동생은 2019년 5월 3일 체포됐다.", "서나리"),
        ("zh", "徐娜莉的弟弟2019年5月3日被带走。", "徐娜莉"),
    ],
)
def test_the_arrest_of_a_brother_is_not_hers(tag: str, text: str, whom: str) -> None:
    claims = propose(document(text, tag))
    hers = {name.entity for _, name in of(Name, claims) if name.text == whom}
    (arrest,) = [value for _, value in of(Act, claims) if value.act == "arrested"]
    assert arrest.victim_entity and arrest.victim_entity not in hers


def test_such_a_person_is_a_stub_compared_with_the_same_relative_of_one_so_called_alone() -> None:
    text = "Seo Na-ri was arrested on 3 May 2019. Her mother was questioned in Hyesan."
    other = "Seo Na-ri was sent back on 9 June 2019. Her mother was fined, and her father was jailed."
    held = [
        record
        for id, words in (("d1", text), ("d2", other))
        for record in records(propose(replace(document(words, "en"), id=id)))
    ]
    mothers = [one for one in held if one.names[0] == "Seo Na-ri's mother"]
    assert len(mothers) == 2 and mothers[0].id != mothers[1].id and all(one.stub for one in mothers)
    pairs = [{one.names[0], two.names[0]} for one, two in candidates(held) if NAMELESS in {*one.roles, *two.roles}]
    assert pairs == [{"Seo Na-ri's mother"}]
