"""The comparison of names held against labelled pairs."""

from pathlib import Path

import pytest

from chamsae.errors import InputError
from chamsae.link.labelled import Labelled, count, measure, read_pairs, recall_at

PAIRS = [
    Labelled(left="Kim Sun-hyang", right="김선향", same=True, kind="latin-hangul"),
    Labelled(left="金善香", right="Jin Shanxiang", same=True, kind="han-pinyin"),
    Labelled(left="Kim Sun-hyang", right="Kim Sung Min", same=False, kind="latin-latin"),
]


def test_the_measure_counts_right_and_wrong_answers_by_kind() -> None:
    found = measure(PAIRS)
    assert (found.all.found, found.all.right_apart, found.all.f1) == (2, 1, 1.0)
    assert found.slices["latin-latin"].right_apart == 1
    assert found.scripts["hangul–latin"].found == 1 and found.scripts["latin–latin"].right_apart == 1
    assert found.recall_at_95 == 1.0 and found.wrong == ()


def test_rows_answered_otherwise_than_labelled_are_named_the_worst_first() -> None:
    mistaken = [Labelled(left=pair.left, right=pair.right, same=not pair.same, row=at) for at, pair in enumerate(PAIRS)]
    found = measure(mistaken)
    assert {one.pair.row for one in found.wrong} == {0, 1, 2}
    far = [abs(one.weight - found.threshold) for one in found.wrong]
    assert far == sorted(far, reverse=True)


def test_the_scripts_of_a_pair_are_told_in_one_order() -> None:
    assert Labelled(left="Kim", right="김", same=True).scripts == Labelled(left="김", right="Kim 2", same=True).scripts
    assert Labelled(left="金", right="?", same=True).scripts == "han–other"


def test_shares_are_what_their_names_say() -> None:
    counted = count([(3.0, True), (2.0, False), (1.0, True), (-1.0, True), (-2.0, False)], 0.0)
    assert (counted.found, counted.wrong, counted.missed, counted.right_apart) == (2, 1, 1, 1)
    assert counted.precision == counted.recall == pytest.approx(2 / 3)


def test_recall_at_a_precision_takes_equal_weights_together() -> None:
    assert recall_at([(2.0, True), (1.0, True), (1.0, False), (0.0, True)], precision=0.95) == pytest.approx(1 / 3)
    assert recall_at([], precision=0.95) == 0.0


def test_a_file_of_pairs_is_read_and_its_faults_are_named(tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"
    path.write_text("left,right,same\n김선향,Kim Sun-hyang,1\nA B,C D,no\n,b,1\na,b,perhaps\na\n", "utf-8-sig")
    found = read_pairs(path)
    assert [(pair.row, pair.same) for pair in found.pairs] == [(2, True), (3, False)]
    assert [fault.row for fault in found.faults] == [4, 5, 6]
    assert found.faults[0].reason == "a name is missing" and "“perhaps”" in found.faults[1].reason


def test_what_is_no_file_of_pairs_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"
    for text, fault in (("left,right\na,b\n", "no column same"), ("", "no column")):
        path.write_text(text)
        with pytest.raises(InputError, match=fault):
            read_pairs(path)
    path.write_bytes(b"left,right,same\n\xff\xfe,b,1\n")
    with pytest.raises(InputError, match="UTF-8"):
        read_pairs(path)
