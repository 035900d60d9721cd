"""Workbooks, in the sandbox: what is hidden, merged, worked out or broken is told; bombs are refused."""

import io
import zipfile
from collections.abc import Iterator

import pytest

from chamsae.errors import Unreadable
from chamsae.read.sandbox import Sandbox
from chamsae.read.sheet.table import Sheet, Workbook, remarks
from tests.read.sheet.made import text, workbook

NAME = "list.xlsx"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as made:
        yield made


def one(book: Workbook) -> Sheet:
    return book.sheets[0]


def test_values_come_as_words_and_errors_as_they_show(sandbox: Sandbox) -> None:
    rows = (
        f'<row r="1">{text("A1", "성명")}{text("B1", "날")}{text("C1", "수")}</row>'
        '<row r="2"><c r="A2" t="e"><v>#REF!</v></c><c r="B2" s="1"><v>41501</v></c><c r="C2"><v>3</v></c></row>'
        '<row r="3"><c r="A3" t="b"><v>1</v></c><c r="B3" s="1"><v>41501.5</v></c><c r="C3"><v>3.5</v></c></row>'
    )
    found = one(sandbox.workbook(workbook(("명단", "", f"<sheetData>{rows}</sheetData>")), NAME))
    assert found.rows == (("성명", "날", "수"), ("#REF!", "2013-08-15", "3"), ("TRUE", "2013-08-15 12:00", "3.5"))


def test_days_of_a_workbook_of_1904_are_the_same_days(sandbox: Sandbox) -> None:
    cells = '<sheetData><row r="1"><c r="A1" s="1"><v>40039</v></c></row></sheetData>'
    book = sandbox.workbook(workbook(("x", "", cells), from_1904=True), NAME)
    assert (book.epoch, one(book).rows) == (1904, (("2013-08-15",),))


def test_what_is_hidden_merged_and_worked_out_is_told(sandbox: Sandbox) -> None:
    xml = (
        '<cols><col min="2" max="2" hidden="1"/></cols><sheetData>'
        f'<row r="1">{text("A1", "체포")}</row>'
        '<row r="2" hidden="1"><c r="A2"><f>1+1</f><v>2</v></c></row>'
        f'<row r="3"><c r="A3"><f>1+1</f></c>{text("B3", "x")}</row></sheetData>'
        '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'
    )
    found = one(sandbox.workbook(workbook(("x", "", xml)), NAME))
    assert found.rows == (("체포", "체포"), ("2", ""), ("", "x"))
    assert (found.formulas, found.hidden_rows, found.hidden_columns, found.unworked) == (2, (2,), (1,), ((2, 0),))
    assert len(remarks(found)) == 4
    assert [row.number for row in found if row.fault] == [3]


def test_hidden_sheets_are_told_from_others(sandbox: Sandbox) -> None:
    cells = f'<sheetData><row r="1">{text("A1", "x")}</row></sheetData>'
    book = sandbox.workbook(workbook(("a", "", cells), ("b", "hidden", cells)), NAME)
    assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [("a", False), ("b", True)]


def test_a_workbook_is_read_as_text_too(sandbox: Sandbox) -> None:
    cells = f'<sheetData><row r="1">{text("A1", "성명")}{text("B1", "김새날")}</row></sheetData>'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    parsed = sandbox.read(workbook(("명단", "", cells), ("b", "hidden", cells)), kind, NAME)
    assert "성명\t김새날" in parsed.text
    assert any("hidden" in note for note in parsed.notes)


def test_bombs_entities_and_damage_are_refused_with_the_reason(sandbox: Sandbox) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"0" * (80 << 20))
    with pytest.raises(Unreadable, match="bomb"):
        sandbox.workbook(bomb.getvalue(), NAME)
    cells = f'<sheetData><row r="1">{text("A1", "x")}</row></sheetData>'
    laughs = '<?xml version="1.0"?><!DOCTYPE workbook [<!ENTITY a "ha">]>'
    with pytest.raises(Unreadable, match="damaged"):
        sandbox.workbook(workbook(("x", "", cells), prolog=laughs), NAME)
    with pytest.raises(Unreadable, match="damaged"):
        sandbox.workbook(workbook(("x", "", cells))[:400], NAME)
