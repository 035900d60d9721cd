"""Names as numbers: spellings of one name meet, whatever the script; other names do not."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamsae.link.scale import spelling
from chamsae.link.scale.spelling import CODA, ONSET, VOWEL, Spelling

SPELLINGS = [
    ("김선미", "Kim Sun-mi", "Gim Seon-mi", "Kim Son Mi", "金善美", "Jin Shanmei", "Sunmi Kim"),
    ("리철수", "이철수", "Ri Chol Su", "Lee Cheol-soo", "李哲洙", "Yi Ch'ŏl-su"),
    ("박정희", "Pak Jong Hui", "Park Jung-hee", "朴正熙"),
]


def shared(left: Spelling, right: Spelling, syllable: str) -> bool:
    both = getattr(left, syllable) & getattr(right, syllable)
    return all(both & part for part in (ONSET, VOWEL, CODA))


@pytest.mark.parametrize("names", SPELLINGS, ids=lambda names: names[0])
def test_every_spelling_of_a_name_may_be_the_same_in_each_syllable(names: tuple[str, ...]) -> None:
    first, *others = map(spelling.spelling, names)
    for other in others:
        assert all(shared(first, other, syllable) for syllable in ("family", "first", "second")), other.name


@pytest.mark.parametrize("names", SPELLINGS, ids=lambda names: names[0])
def test_the_usual_spellings_share_the_key_by_which_rows_are_found(names: tuple[str, ...]) -> None:
    assert len({spelling.spelling(name).key for name in names}) == 1


@pytest.mark.parametrize(
    ("one", "other", "syllable"),
    [("김선향", "Kim Sung Min", "second"), ("김선미", "김성미", "first"), ("Kim Sun-mi", "Lim Sun-mi", "family")],
)
def test_another_name_differs_in_a_syllable(one: str, other: str, syllable: str) -> None:
    assert not shared(spelling.spelling(one), spelling.spelling(other), syllable)


def test_a_given_name_alone_is_no_whole_name() -> None:
    assert not spelling.spelling("선미").whole
    assert spelling.spelling("김선미").whole


def test_a_name_of_another_kind_is_known_by_its_words_in_any_order() -> None:
    assert spelling.spelling("Smith, John").key == spelling.spelling("john smith").key
    assert spelling.spelling("John Smith").key != spelling.spelling("Jane Smith").key


def test_decomposed_hangul_is_the_same_name() -> None:
    decomposed = spelling.spelling(unicodedata.normalize("NFD", "김선미"))
    assert decomposed._replace(name="") == spelling.spelling("김선미")._replace(name="")


def test_names_read_piece_by_piece_come_out_as_when_read_whole() -> None:
    families = ("Kim", "Lee", "Pak", "Choe", "Yoon", "Hwang")
    given_names = ("Sun-mi", "Chol Su", "Yeonghui", "Kyong-ok", "Min")
    names = [f"{family} {name}" for family in families for name in given_names]
    names += [f"{name} {family}" for family in families for name in given_names]
    names += ["김선미", "박철수", "金善美", "李哲洙"]
    plain = {name: found for name in names if (found := spelling._plain(name))}
    assert len(plain) > 0.8 * len(names)
    other = [name for name, found in plain.items() if found.reading != spelling._read(name).reading]
    assert len(other) <= 0.02 * len(plain), other


@given(st.text(max_size=40))
def test_any_text_has_a_spelling(text: str) -> None:
    found = spelling.spelling(text)
    assert 0 <= found.key < 2**31
    assert 0 <= found.reading < 2**31


def test_two_readers_say_what_one_says() -> None:
    names = [name for names in SPELLINGS for name in names]
    alone = [found for share in spelling.spellings(names, processes=1) for found in share]
    together = [found for share in spelling.spellings(names, processes=2) for found in share]
    assert alone == together
