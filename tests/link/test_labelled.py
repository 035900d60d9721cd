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
    assert "han-pinyin" in found.words() and "recall at a precision of 0.95: 1.000" in found.words()


def test_shares_are_what_their_names_say() -> None:
    counted = count([(3.0, True), (2.0, False), (1.0, True), (-1.0, True), (-2.0, False)], 0.0)
    assert (counted.found, counted.wrong, counted.missed, counted.right_apart) == (2, 1, 1, 1)
    assert counted.precision == counted.recall == pytest.approx(2 / 3)


def test_recall_at_a_precision_takes_equal_weights_together() -> None:
    assert recall_at([(2.0, True), (1.0, True), (1.0, False), (0.0, True)], precision=0.95) == pytest.approx(1 / 3)
    assert recall_at([], precision=0.95) == 0.0


def test_a_file_of_pairs_is_read_and_its_faults_are_named(tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"
    path.write_text("left,right,same\n김선향,Kim Sun-hyang,1\nA B,C D,no\n", "utf-8-sig")
    assert [pair.same for pair in read_pairs(path)] == [True, False]
    for text, fault in (
        ("left,right\na,b\n", "no column same"),
        ("left,right,same\na,b,perhaps\n", "row 2: “perhaps”"),
        ("left,right,same\na,b,1\n,b,1\n", "row 3: a name is missing"),
        ("", "no column"),
    ):
        path.write_text(text)
        with pytest.raises(InputError, match=fault):
            read_pairs(path)
    path.write_bytes(b"left,right,same\n\xff\xfe,b,1\n")
    with pytest.raises(InputError, match="UTF-8"):
        read_pairs(path)
