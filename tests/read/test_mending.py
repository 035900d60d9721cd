from chamsae.model.locus import Box
from chamsae.read.mending import is_doubtful, mended
from chamsae.read.picture import Word


def word(text: str, left: float, right: float, sure: float, *, glued: bool = False) -> Word:
    box = Box(left=left, top=0.1, right=right, bottom=0.12)
    return Word(text=text, line=3, box=box, confidence=sure, glued=glued)


FIRST = (word("등불회는", 0.1, 0.2, 0.95), word("ISL", 0.22, 0.34, 0.4), word("27", 0.36, 0.4, 0.6))
SECOND = (word("동불회는", 0.1, 0.2, 0.99), word("회원", 0.22, 0.28, 0.9), word("들은", 0.29, 0.34, 0.9, glued=True),
          word("2?", 0.36, 0.4, 0.5))  # fmt: skip


def test_only_unsure_words_give_way_and_only_to_surer_ones() -> None:
    done = mended(FIRST, SECOND)
    assert [one.text for one in done] == ["등불회는", "회원", "들은", "27"]
    assert [one.glued for one in done] == [False, False, True, False]


def test_what_the_other_lacks_stays() -> None:
    assert mended(FIRST, ()) == FIRST


def test_sure_words_need_no_second_reading() -> None:
    assert is_doubtful(FIRST)
    assert not is_doubtful(FIRST[:1])
