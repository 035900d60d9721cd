from hypothesis import given
from hypothesis import strategies as st

from chamsae.model.locus import Box, Moment, Spot, clipped, lines, sureness, within


def spot(start: int, end: int, left: float, top: float = 0.1, *, page: int = 1, sure: float = 0.9) -> Spot:
    box = Box(left=left, top=top, right=left + 0.1, bottom=top + 0.02)
    return Spot(start=start, end=end, page=page, box=box, confidence=sure)


def test_words_of_one_line_become_one_box_as_sure_as_the_least_sure() -> None:
    (line,) = lines([spot(0, 3, 0.1), spot(4, 8, 0.25, sure=0.5), spot(9, 12, 0.4)])
    assert (line.start, line.end, line.confidence) == (0, 12, 0.5)
    assert (line.box.left, round(line.box.right, 2)) == (0.1, 0.5)


def test_lines_and_pages_stay_apart() -> None:
    words = [spot(0, 3, 0.5), spot(4, 8, 0.1, 0.15), spot(9, 12, 0.3, 0.15, page=2)]
    assert [(one.start, one.page) for one in lines(words)] == [(0, 1), (4, 1), (9, 2)]


def test_a_spot_is_cut_to_the_letters_asked_for() -> None:
    (cut,) = clipped([spot(10, 20, 0.1)], 12, 15)
    assert (cut.start, cut.end) == (12, 15)
    assert (round(cut.box.left, 3), round(cut.box.right, 3)) == (0.12, 0.15)
    assert clipped([spot(10, 20, 0.1)], 0, 99) == (spot(10, 20, 0.1),)


def test_no_words_are_neither_sure_nor_unsure() -> None:
    assert sureness([]) is None
    assert sureness([spot(0, 1, 0.1, sure=0.4), Moment(start=0, end=1, begins=0, ends=1)]) == 0.4


@given(st.lists(st.integers(1, 5), max_size=30), st.integers(0, 80), st.integers(1, 20))
def test_within_finds_what_shares_characters(widths: list[int], start: int, length: int) -> None:
    spots, at = [], 0
    for width in widths:
        spots.append(spot(at, at + width, 0.1))
        at += width + 1
    expected = tuple(one for one in spots if one.start < start + length and one.end > start)
    assert within(spots, start, start + length) == expected
