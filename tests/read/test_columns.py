from chamsae.model.locus import Box
from chamsae.read.columns import reading_order


def row(left: float, top: float, width: float = 0.35) -> Box:
    return Box(left=left, top=top, right=left + width, bottom=top + 0.03)


def order(boxes: list[Box]) -> list[int]:
    return [at for _, at in reading_order(boxes)]


def test_lines_are_read_from_top_to_bottom() -> None:
    assert order([row(0.1, 0.5), row(0.1, 0.1), row(0.1, 0.3)]) == [1, 2, 0]


def test_boxes_of_one_height_are_one_line() -> None:
    found = list(reading_order([row(0.5, 0.101, 0.1), row(0.1, 0.1, 0.2), row(0.1, 0.2)]))
    assert [at for _, at in found] == [1, 0, 2]
    assert found[0][0] == found[1][0] < found[2][0]


def test_columns_are_read_one_after_the_other() -> None:
    left = [row(0.1, 0.1 * n) for n in range(1, 5)]
    right = [row(0.55, 0.1 * n + 0.005) for n in range(1, 5)]
    mixed = [box for pair in zip(left, right, strict=True) for box in pair]
    assert order(mixed) == [0, 2, 4, 6, 1, 3, 5, 7]


def test_a_headline_over_columns_comes_first() -> None:
    left = [row(0.1, 0.1 * n) for n in range(2, 6)]
    right = [row(0.55, 0.1 * n) for n in range(2, 6)]
    assert order([*left, *right, row(0.1, 0.05, 0.8)]) == [8, 0, 1, 2, 3, 4, 5, 6, 7]


def test_every_box_comes_once() -> None:
    boxes = [row((n * 7 % 10) / 11, (n * 3 % 17) / 18) for n in range(40)]
    assert sorted(order(boxes)) == list(range(40))
    assert order([]) == []
