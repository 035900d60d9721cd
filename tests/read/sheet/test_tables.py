"""Files to tables: encodings, separators, quotes, headers; what is broken breaks nothing else."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamsae.errors import InputError, Unreadable
from chamsae.read.sheet.delimited import manner, rows
from chamsae.read.sheet.heads import fingerprint, table
from chamsae.read.sheet.table import Row, Sheet, letter, remarks

LIST = "번호,성명,비고\n1,김새날,함경북도 온성에서 왔다고 했다\n2,박여울,그 뒤로 아무도 보지 못했다고 한다\n"


def read(data: bytes, encoding: str | None = None) -> list[Row]:
    stream = BytesIO(data)
    return list(rows(stream, manner(stream, "list.csv", encoding)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_a_list_is_read_in_the_encodings_partners_use(encoding: str) -> None:
    assert [row.cells[1] for row in read(LIST.encode(encoding))] == ["성명", "김새날", "박여울"]


def test_chinese_lists_of_old_programs_are_read() -> None:
    text = "编号,姓名,备注\n1,金新天,她说她是从咸镜北道来的，在那里被关了两个月\n"
    assert read(text.encode("gb18030"))[1].cells[1] == "金新天"


def test_an_encoding_is_taken_where_it_is_told_and_refused_where_it_is_none() -> None:
    assert read("번호\n1".encode("cp949"), "euc-kr")[0].cells == ("번호",)
    with pytest.raises(InputError, match="no encoding is called"):
        read(b"a,b\n1,2", "klingon")


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators_are_found(separator: str) -> None:
    assert read(LIST.replace(",", separator).encode())[2].cells == ("2", "박여울", "그 뒤로 아무도 보지 못했다고 한다")


def test_a_cell_may_run_over_several_lines_and_empty_rows_count() -> None:
    found = read(b'a,b\n\n1,"two\nlines, and a comma"\n2,x\n')
    assert [(row.number, row.cells) for row in found] == [
        (1, ("a", "b")), (2, ()), (3, ("1", "two\nlines, and a comma")), (4, ("2", "x")),
    ]  # fmt: skip


def test_a_quotation_mark_never_closed_costs_its_own_row_only() -> None:
    found = read(('a,b\n1,"open\n' + "".join(f"{at},x\n" for at in range(2, 400))).encode())
    assert [row.number for row in found if row.fault] == [2]
    assert len(found) == 400
    assert found[-1].cells == ("399", "x")


def test_a_byte_that_is_no_character_costs_its_own_row_only() -> None:
    found = read(LIST.encode() + b"3,\xff\xfe\xff,x\n" + "4,최하늘,x\n".encode(), "utf-8")
    assert [row.number for row in found if row.fault] == [4]


def test_bytes_in_no_encoding_are_refused_with_what_to_do() -> None:
    with pytest.raises(Unreadable, match="--encoding"):
        read(bytes(range(128, 256)) * 40)


@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_characters="\0\r\ufffd"), min_size=1), min_size=2, max_size=5
        ),
        min_size=2,
    )
)
def test_what_a_csv_writer_writes_is_read_back(cells: list[list[str]]) -> None:
    import csv
    import io

    out = io.StringIO()
    csv.writer(out, delimiter=",", quoting=csv.QUOTE_ALL).writerows(cells)
    stream = BytesIO(out.getvalue().encode("utf-8"))
    how = manner(stream, "x.csv", "utf-8")
    found = [row for row in rows(stream, how) if how.separator == ","]
    assert not found or [list(row.cells) for row in found] == cells


def heads(*given: tuple[str, ...]) -> tuple[str, ...]:
    return table([Row(at, cells) for at, cells in enumerate(given, 1)], "x").heads


def test_a_title_above_the_headers_is_passed_over() -> None:
    title, head, row = ("2013년 명단", "", ""), ("번호", "성명", "생년월일"), ("1", "김새날", "1975-03-02")
    found = table([Row(1, title), Row(2, ("", "", "")), Row(3, head), Row(4, row)], "x")
    assert (found.heads, found.below, [one.number for one in found.rows]) == (head, 3, [4])


def test_headers_in_several_rows_become_one_name_for_each_column() -> None:
    above, under = ("번호", "성명", "체포", "", "", "송환일"), ("", "", "날짜", "장소", "기관", "")
    row = ("1", "김새날", "2010-10-13", "장백", "변방대", "2010-12-25")
    assert heads(above, under, row) == ("번호", "성명", "체포 / 날짜", "체포 / 장소", "체포 / 기관", "송환일")


def test_a_row_of_words_below_the_headers_is_no_header() -> None:
    assert heads(("name", "town", "remark"), ("Kim Saenal", "Tumen", "none"), ("Pak Yeoul", "Onsong", "")) == (
        "name", "town", "remark",
    )  # fmt: skip


def test_columns_without_a_name_and_names_twice_are_told_apart() -> None:
    assert heads(("name", "", "name"), ("x", "12", "34"), ("y", "5", "67")) == ("name", "column B", "name (2)")


def test_a_row_with_more_cells_than_headers_is_broken() -> None:
    found = list(table([Row(1, ("a", "b")), Row(2, ("1", "2", "3")), Row(3, ("1", "2", ""))], "x").rows)
    assert [bool(row.fault) for row in found] == [True, False]


def test_a_row_that_ends_early_is_broken_where_the_others_do_not() -> None:
    whole = [Row(at, ("1", "2", "3")) for at in range(2, 12)]
    found = list(table([Row(1, ("a", "b", "c")), *whole, Row(12, ("1",))], "x").rows)
    assert [row.number for row in found if row.fault] == [12]
    lax = list(table([Row(1, ("a", "b", "c")), *[Row(at, ("1",)) for at in range(2, 12)]], "x").rows)
    assert not any(row.fault for row in lax)
    assert lax[0].cells == ("1", "", "")


def test_nothing_but_numbers_has_no_headers() -> None:
    with pytest.raises(InputError, match="no row of headers"):
        heads(("1", "2"), ("3", "4"))
    with pytest.raises(InputError, match="holds no rows"):
        heads(("", ""))


def test_a_mapping_is_found_again_whatever_the_order_of_columns() -> None:
    assert fingerprint(["성명", "Sex "]) == fingerprint(["sex", "성명"]) != fingerprint(["sex"])


def test_letters_of_columns_and_what_is_easily_overlooked_are_told() -> None:
    assert [letter(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    told = remarks(
        Sheet(name="x", hidden=True, formulas=2, hidden_rows=(3,), hidden_columns=(27,), merged=((0, 0, 1, 1),))
    )
    assert len(told) == 5
    assert "AB" in " ".join(map(str, told))
