"""Groups of records: no chains, and nothing against a constraint."""

from collections.abc import Sequence

import duckdb

from chamsae.link.scale.cluster import Inputs, cluster

Pair = tuple[int, int, float]


def groups(pairs: Sequence[Pair], **tables: Sequence[tuple[object, ...]]) -> set[frozenset[int]]:
    connection = duckdb.connect()
    connection.execute("CREATE TABLE pair (l INT, r INT, weight FLOAT)")
    kinds = {"start": "id INT, entity INT, old BOOL", "never": "l INT, r INT", "alone": "id INT, mark BIGINT"}
    for name, rows in {"pair": pairs, **tables}.items():
        if name != "pair":
            connection.execute(f"CREATE TABLE {name} ({kinds[name]})")
        for row in rows:
            connection.execute(f"INSERT INTO {name} VALUES ({', '.join('?' * len(row))})", list(row))
    cluster(connection, Inputs("pair", 2.0, **{name: name for name in tables}), "found")
    found = connection.execute("SELECT list(id) FROM found GROUP BY entity").fetchall()
    return {frozenset(row[0]) for row in found}


def test_pairs_above_the_threshold_join_and_others_do_not() -> None:
    assert groups([(1, 2, 9.0), (3, 4, 1.0), (5, 6, 2.0)]) == {frozenset({1, 2}), frozenset({5, 6})}


def test_two_groups_are_not_chained_by_one_pair() -> None:
    """Two families of three, tied by one pair of namesakes: connected components would make one of them."""
    pairs = [(1, 2, 20.0), (2, 3, 20.0), (1, 3, 20.0), (4, 5, 20.0), (5, 6, 20.0), (4, 6, 20.0), (3, 4, 3.0)]
    assert groups(pairs) == {frozenset({1, 2, 3}), frozenset({4, 5, 6})}


def test_a_long_chain_of_namesakes_falls_apart() -> None:
    found = groups([(at, at + 1, 2.5) for at in range(30)])
    assert max(map(len, found)) <= 2


def test_the_strongest_ties_hold_first() -> None:
    assert frozenset({1, 2}) in groups([(1, 2, 9.0), (2, 3, 4.0), (1, 3, -8.0)])


def test_what_may_never_be_one_stays_apart_also_by_way_of_others() -> None:
    pairs = [(1, 2, 9.0), (2, 3, 8.0), (1, 3, 8.0)]
    assert groups(pairs) == {frozenset({1, 2, 3})}
    assert groups(pairs, never=[(1, 3)]) == {frozenset({1, 2}), frozenset({3})}


def test_in_a_list_in_which_each_stands_once_two_rows_are_two() -> None:
    pairs = [(1, 2, 9.0), (2, 3, 8.0), (1, 3, 8.0)]
    assert groups(pairs, alone=[(1, 1), (3, 1)]) == {frozenset({1, 2}), frozenset({3})}


def test_what_must_be_one_is_one_without_any_pair() -> None:
    assert groups([(3, 4, 9.0)], start=[(1, 1, False), (2, 1, False)]) == {frozenset({1, 2}), frozenset({3, 4})}


def test_entities_that_were_there_are_never_joined_by_a_new_record() -> None:
    pairs = [(1, 9, 9.0), (2, 9, 8.0)]
    found = groups(pairs, start=[(1, 1, True), (2, 2, True)])
    assert found == {frozenset({1, 9}), frozenset({2})}
