"""CSV files of lists: read as they come, and refused with file, row and column where they cannot be meant."""

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamsae.errors import InputError
from chamsae.estimate import columns
from chamsae.estimate.tables import read_csv, table

PERSONS = "A,B,C\n1,0,0\n1,1,0\n0,0,1\n1,0,0\n"
COUNTS = "A,B,C,count\n1,0,0,2\n1,1,0,1\n0,0,1,1\n"
MADE = table("ABC", [(1, 0, 0), (1, 1, 0), (0, 0, 1)], [2, 1, 1])


def written(folder: Path, text: str | bytes, encoding: str = "utf-8") -> Path:
    path = folder / "lists.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return path


@pytest.mark.parametrize("text", [PERSONS, COUNTS, PERSONS.replace("\n", "\r\n"), PERSONS + "\n\n",
                                  COUNTS.replace(",", ";"), COUNTS.replace(",", "\t"), COUNTS.replace(",2", ",2.0"),
                                  COUNTS.replace("count", "인원수"), COUNTS.replace("count", "人数")])  # fmt: skip
def test_persons_and_patterns_give_the_same_table(text: str, tmp_path: Path) -> None:
    assert read_csv(written(tmp_path, text)) == (MADE,)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp949", "gb18030"])
def test_the_encoding_is_told_from_the_file(encoding: str, tmp_path: Path) -> None:
    korean = "북한인권 명단,가족이 적은 명단,증언\n1,0,0\n1,1,0\n0,0,1\n1,0,0\n"
    chinese = "被遣返者名单,家属提供的名单,证词\n1,0,0\n1,1,0\n0,0,1\n1,0,0\n"
    text = chinese if encoding == "gb18030" else korean
    (made,) = read_csv(written(tmp_path, text, encoding))
    assert made.lists == tuple(text.partition("\n")[0].split(","))
    assert made.counts == MADE.counts


def test_an_encoding_that_is_named_is_taken(tmp_path: Path) -> None:
    path = written(tmp_path, "명단,B\n1,1\n", "euc-kr")
    assert read_csv(path, encoding="euc-kr")[0].lists == ("명단", "B")
    with pytest.raises(InputError, match="is not written in utf-8"):
        read_csv(path, encoding="utf-8")
    with pytest.raises(InputError, match="no encoding is called"):
        read_csv(path, encoding="klingon")


@pytest.mark.parametrize(("yes", "no"), [("TRUE", "FALSE"), ("yes", "No"), ("예", "아니오"), ("是", "否"), ("有", "无"),
                                         ("1.0", "0.0"), ("１", "０"), ("T", "F"), ("있음", "없음")])  # fmt: skip
def test_yes_and_no_in_words_are_one_and_nought(yes: str, no: str, tmp_path: Path) -> None:
    text = PERSONS.replace("1", "Y").replace("0", "N").replace("Y", yes).replace("N", no)
    assert read_csv(written(tmp_path, text)) == (MADE,)


def test_a_file_is_cut_into_strata_in_the_order_of_their_values(tmp_path: Path) -> None:
    path = written(tmp_path, "year,A,B,sex\n2010,1,0,f\n999,1,1,m\n2010,1,0,m\nunknown,0,1,f\n")
    tables = read_csv(path, by=["year"])
    assert [one.stratum for one in tables] == [(("year", "999"),), (("year", "2010"),), (("year", "unknown"),)]
    assert [one.n for one in tables] == [1, 2, 1]
    assert {one.lists for one in tables} == {("A", "B")}
    assert read_csv(path, by=["sex", "year"])[0].stratum == (("sex", "f"), ("year", "2010"))


def test_a_stratum_coded_as_one_and_nought_is_no_list(tmp_path: Path) -> None:
    assert read_csv(written(tmp_path, "성별,A,B\n1,1,0\n0,1,1\n"))[0].lists == ("A", "B")


def test_lists_and_counts_may_be_named(tmp_path: Path) -> None:
    path = written(tmp_path, "id,A,B,n\nx,1,0,5\ny,1,1,6\nz,1,0,7\n")
    assert read_csv(path, lists=["A", "B"], count="n") == (table("AB", [(1, 0), (1, 1)], [12, 6]),)


def test_twenty_lists_are_read_like_two(tmp_path: Path) -> None:
    names = [f"L{at}" for at in range(20)]
    rows = ["1" * (at + 1) + "0" * (19 - at) for at in range(20)]
    text = "\n".join([",".join(names), *(",".join(row) for row in rows)])
    (made,) = read_csv(written(tmp_path, text))
    assert made.lists == tuple(names)
    assert made.sizes == tuple(range(20, 0, -1))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is empty"),
        ("A,B\n", "has a header and no rows"),
        ("A,B\n1,\n", "row 2, column “B”: holds nothing"),
        ("A,B\n1,0\n1,NaN\n", "row 3, column “B”: holds nothing"),
        ("A,B\n1,2\n", "row 2, column “B”: “2” is neither 1 nor 0"),
        ("A,B\n1,x\n", "“x” is neither 1 nor 0"),
        ("A,B\n1,-1\n", "“-1” is neither 1 nor 0"),
        ("A,B\n1,0.5\n", "“0.5” is neither 1 nor 0"),
        ("A,B\n0,0\n", "row 2: is on no list"),
        ("A,B,count\n0,0,0\n", "row 2: is on no list"),
        ("A,B,count\n1,0,-3\n", "row 2, column “count”: “-3” is negative"),
        ("A,B,count\n1,0,2.5\n", "“2.5” is no whole number"),
        ("A,B,count\n1,0,\n", "column “count”: holds nothing"),
        ("A,B,count\n1,0,nan\n", "column “count”: holds nothing"),
        ("A,B,count\n1,0,1e3\n", "“1e3” is no whole number"),
        ("A,B,count\n1,0,99999999999999\n", "is more than 1,000,000,000,000"),
        ("A,B,count\n1,0,5\n0,1,3\n1,0,6\n", "row 4: has the pattern of row 2 again"),
        ("A,B,count\n1,0,5\nyes,no,6\n", "row 3: has the pattern of row 2 again"),
        ("A,A,B\n1,0,0\n", "row 1, column “A”: comes 2 times"),
        ("A, A ,B\n1,0,0\n", "row 1, column “A”: comes 2 times"),
        ("A,,B\n1,0,0\n", "row 1, column “2”: has no header"),
        ("A,B\n1,0\n1,0,1\n", "row 3: has 3 cells where the header has 2"),
        ("A,B\n1\n", "row 2: has 1 cells where the header has 2"),
        ('A,B\n1,"0\n1,1\n', "cannot be read as CSV"),
        (b"A,B\n1,\xff\xfe\xff\n", "in no encoding that can be told"),
        ("count\n5\n", "has no column for lists"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_place(text: str | bytes, says: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"lists\.csv") as caught:
        read_csv(written(tmp_path, text))
    assert says in str(caught.value)


@given(st.binary(max_size=200) | st.text('01,;"\n\r\t AB예是\ufeff\0', max_size=200).map(str.encode))
def test_whatever_a_file_holds_it_is_tables_or_a_refusal(content: bytes) -> None:
    with TemporaryDirectory() as folder, suppress(InputError):
        assert all(one.lists for one in read_csv(written(Path(folder), content)))


def test_a_stratum_without_a_value_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="row 3, column “year”: holds nothing"):
        read_csv(written(tmp_path, "year,A\n2010,1\n,1\n"), by=["year"])


@pytest.mark.parametrize("asked", [{"by": ["town"]}, {"lists": ["Z"]}, {"count": "many"}])
def test_a_column_that_is_not_there_is_named_with_those_that_are(asked: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"has no column .* Its columns are: A, B, C"):
        read_csv(written(tmp_path, PERSONS), **asked)  # type: ignore[arg-type]


def test_one_column_cannot_stand_for_two_things(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="stands for two things"):
        read_csv(written(tmp_path, PERSONS), by=["A"], lists=["A", "B"])


def test_the_same_pattern_twice_adds_up_where_another_column_tells_the_rows_apart(tmp_path: Path) -> None:
    path = written(tmp_path, "year,A,B,count\n2010,1,0,5\n2011,1,0,6\n")
    assert read_csv(path)[0].counts == (11,)
    assert [one.counts for one in read_csv(path, by=["year"])] == [(5,), (6,)]


def test_a_missing_file_is_no_crash(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_csv(tmp_path / "none.csv")
    with pytest.raises(InputError, match="cannot be read"):
        read_csv(tmp_path)


def test_a_column_that_tells_persons_apart_cannot_fill_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(columns, "MOST_CELLS", 3)
    with pytest.raises(InputError, match="more than 3 different rows"):
        read_csv(written(tmp_path, "id,A\n1,1\n2,1\n3,1\n4,1\n"), by=["id"])


def test_progress_is_told_while_many_rows_are_read(tmp_path: Path) -> None:
    told: list[int] = []
    (made,) = read_csv(written(tmp_path, "A,B\n" + "1,0\n0,1\n" * 125_000), progress=told.append)
    assert made.n == 250_000
    assert told == [100_000, 200_000]
