"""A lexicon knows the words and names it was made of, comes back from its bytes, and refuses other files."""

import pytest

from chamsae.errors import InputError
from chamsae.read.entities.lexicon import Known, Word, read, write

WORD = Word(3, 200, 999, (0, 7, 2, 5, 1))
CONTENT = write({"매화": Known.PLACE | Known.COMMON, "홍길동": Known.PERSON}, {"강/NNG": WORD}, {"family": {"홍": 4}})


def test_what_was_written_is_read() -> None:
    lexicon = read(CONTENT, thing="a")
    assert lexicon.known("매화") == Known.PLACE | Known.COMMON
    assert lexicon.known("홍길동") == Known.PERSON
    assert lexicon.known("길동") == 0
    assert lexicon.word("강", "NNG") == WORD
    assert lexicon.usual("family", "홍") == 4
    assert lexicon.usual("family", "뷁") is None


def test_a_nominal_of_another_tag_is_known_by_its_form_and_a_verb_is_not() -> None:
    lexicon = read(CONTENT, thing="a")
    assert lexicon.word("강", "NNP") == WORD
    assert lexicon.word("강", "VV") is None


def test_the_same_content_gives_the_same_bytes_and_no_name_can_be_read_from_them() -> None:
    again = write({"홍길동": 1, "매화": 18}, {"강/NNG": WORD}, {"family": {"홍": 4}})
    assert again == CONTENT
    assert "홍길동".encode() not in CONTENT


@pytest.mark.parametrize("content", [b"", b"something else", CONTENT[:40], CONTENT[:-3]])
def test_another_or_a_broken_file_is_refused_by_name(content: bytes) -> None:
    with pytest.raises(InputError, match=r"names\.lexicon"):
        read(content, thing="names.lexicon")
