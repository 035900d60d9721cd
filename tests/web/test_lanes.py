from hypothesis import given
from hypothesis import strategies as st

from chamsae.web.lanes import Gutter, Stroke, gutter

rows = [str(number) for number in range(8)]
arrows = st.dictionaries(st.sampled_from(rows), st.sampled_from([*rows, "elsewhere"]), max_size=8)


def lane_of(drawn: Gutter, row: int, along: str) -> set[int]:
    return {stroke.x for stroke in drawn.rows[row] if stroke.along == along}


@given(arrows)
def test_every_arrow_leaves_its_giver_and_arrives_at_its_taker_by_one_unbroken_lane(taken: dict[str, str]) -> None:
    drawn = gutter(rows, taken)
    for taker, giver in taken.items():
        if giver == taker or giver not in rows:
            continue
        start, end = sorted((int(giver), int(taker)))
        (x,) = lane_of(drawn, int(giver), "out")
        assert x in lane_of(drawn, int(taker), "in")
        for row in range(start, end + 1):
            (stroke,) = [one for one in drawn.rows[row] if one.x == x]
            assert stroke.up or row == start
            assert stroke.down or row == end


@given(arrows)
def test_arrows_of_different_givers_never_share_a_place(taken: dict[str, str]) -> None:
    for row in gutter(rows, taken).rows:
        assert len({stroke.x for stroke in row}) == len(row)


def test_without_arrows_there_is_no_gutter() -> None:
    assert gutter(rows, {"1": "elsewhere", "2": "2"}).width == 0


def test_all_who_take_from_one_share_its_lane() -> None:
    drawn = gutter(["a", "b", "c"], {"b": "a", "c": "a"})
    assert drawn.rows == (
        (Stroke(5, up=False, down=True, along="out"),),
        (Stroke(5, up=True, down=True, along="in"),),
        (Stroke(5, up=True, down=False, along="in"),),
    )
