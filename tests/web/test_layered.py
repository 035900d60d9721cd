from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from chamsae.web.layered import BESIDE, BETWEEN, Layout, laid_out

WIDTH = 100.0
names = st.sampled_from("abcdefghij")
graphs = st.lists(st.tuples(names, names), max_size=25)


def drawn(edges: list[tuple[str, str]]) -> tuple[dict[str, float], Layout]:
    heights = {name: 30.0 + at * 5 for at, name in enumerate(dict.fromkeys("".join(a + b for a, b in edges)))}
    return heights, laid_out(heights, edges, WIDTH)


@given(graphs)
def test_no_two_boxes_overlap_and_all_lie_on_the_page(edges: list[tuple[str, str]]) -> None:
    heights, layout = drawn(edges)
    for (one, a), (two, b) in combinations(layout.places.items(), 2):
        beside = a.x != b.x
        below = b.y - a.y >= heights[one] + BETWEEN - 0.01 or a.y - b.y >= heights[two] + BETWEEN - 0.01
        assert beside or below
    for name, place in layout.places.items():
        assert -0.01 <= place.x <= layout.width - WIDTH + 0.01
        assert -0.01 <= place.y <= layout.height - heights[name] + 0.01


@given(graphs)
def test_what_derives_stands_right_of_its_origin_unless_they_go_round_in_a_ring(edges: list[tuple[str, str]]) -> None:
    acyclic = [(max(edge), min(edge)) for edge in edges if edge[0] != edge[1]]
    _, layout = drawn(acyclic)
    for source, target in acyclic:
        assert layout.places[source].x >= layout.places[target].x + WIDTH + BESIDE


@given(graphs)
def test_the_same_graph_gives_the_same_picture(edges: list[tuple[str, str]]) -> None:
    assert drawn(edges) == drawn(edges)


def test_an_arrow_over_several_layers_passes_beside_the_boxes_between() -> None:
    heights, layout = drawn([("c", "b"), ("b", "a"), ("c", "a")])
    (point,) = layout.ways["c", "a"]
    box = layout.places["b"]
    assert point.x == box.x
    assert not box.y < point.y < box.y + heights["b"]


def test_a_chain_of_a_thousand_copies_is_laid_out() -> None:
    layout = laid_out({str(n): 20.0 for n in range(1000)}, [(str(n + 1), str(n)) for n in range(999)], WIDTH)
    assert layout.places["999"].x > layout.places["0"].x


def test_nothing_makes_an_empty_page() -> None:
    assert laid_out({}, [], WIDTH).height == 0
