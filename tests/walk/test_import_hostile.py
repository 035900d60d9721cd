"""Spreadsheets made to do harm, through the whole way in: refused in words, or taken as plain words; nothing runs."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.casebook.import_report import ImportReport
from chamsae.casebook.import_source import Asked
from chamsae.errors import ChamsaeError
from tests.read.sheet.made import text, workbook


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Casebook]:
    with chamsae.init(tmp_path / "book") as made:
        yield made


def taken(book: Casebook, data: bytes, name: str) -> ImportReport:
    """All the way: taken in, looked at, rehearsed, imported."""
    id = book.archive.add_bytes(BytesIO(data), name, by="Alice").id
    mapping = book.importing.look(id).guess.mapping
    book.importing.rehearse(id, mapping)
    return book.importing.run(id, mapping, by="Alice")


def zipped(member: str, size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/workbook.xml", "<workbook/>")
        package.writestr(member, b"0" * size)
    return out.getvalue()


def laughing() -> bytes:
    entities = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 10))
    prolog = f'<?xml version="1.0"?><!DOCTYPE workbook [<!ENTITY a0 "ha">{entities}]>'
    return workbook(("x", "", f'<sheetData><row r="1">{text("A1", "성명")}</row></sheetData>'), prolog=prolog)


def outside() -> bytes:
    prolog = '<?xml version="1.0"?><!DOCTYPE workbook [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    return workbook(("x", "", f'<sheetData><row r="1">{text("A1", "&amp;x;")}</row></sheetData>'), prolog=prolog)


def far_corner() -> bytes:
    rows = f'<row r="1">{text("A1", "성명")}</row><row r="1048576">{text("XFD1048576", "x")}</row>'
    return workbook(("x", "", f"<sheetData>{rows}</sheetData>"))


REFUSED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a bomb": ("list.xlsx", lambda: zipped("xl/worksheets/sheet1.xml", 300 << 20)),
    "a laughing workbook": ("list.xlsx", laughing),
    "an entity from outside": ("list.xlsx", outside),
    "a lone cell in the last corner": ("list.xlsx", far_corner),
    "no sheets": ("list.xlsx", workbook),
    "nothing": ("list.csv", lambda: b""),
    "line breaks only": ("list.csv", lambda: b"\n" * 5000),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_would_harm_is_refused_in_words_and_kept(book: Casebook, case: str) -> None:
    name, made = REFUSED[case]
    with pytest.raises(ChamsaeError) as told:
        taken(book, made(), name)
    assert "Traceback" not in str(told.value)
    assert book.counts().claims == 0
    assert book.doctor.check().sound


def test_a_million_columns_are_refused_or_read_but_never_hang(book: Casebook) -> None:
    wide = ("성명" + ",x" * 1_000_000 + "\n김새날" + ",1" * 1_000_000 + "\n").encode()
    with pytest.raises(ChamsaeError):
        taken(book, wide, "wide.csv")
    assert book.counts().claims == 0


def test_a_cell_of_twenty_megabytes_breaks_its_own_row_only(book: Casebook) -> None:
    data = b"no,name,remark\n1,Kim Saenal,x\n2,Pak Yeoul," + b"y" * (20 << 20) + b"\n3,Choe Haneul,z\n"
    report = taken(book, data, "long.csv")
    assert (report.rows, {fault.row for fault in report.refused}) == (2, {3})


def test_a_file_with_nul_is_no_table(book: Casebook) -> None:
    with pytest.raises(ChamsaeError, match="no table"):
        taken(book, b"no,name\n1,Kim\0Saenal\n2,Choe Haneul\n", "nul.csv")
    assert book.counts().claims == 0


def test_a_lone_surrogate_refuses_its_row_and_is_stored_nowhere(book: Casebook) -> None:
    lone = "\ud800".encode("utf-8", "surrogatepass")
    data = b"no,name\n1,Kim Saenal\n2,Pak" + lone + b"Yeoul\n3,Choe Haneul\n"
    id = book.archive.add_bytes(BytesIO(data), "odd.csv", by="Alice").id
    asked = Asked(encoding="utf-8")
    report = book.importing.run(id, book.importing.look(id, asked).guess.mapping, asked, by="Alice")
    assert (report.rows, {fault.row for fault in report.refused}) == (2, {3})
    for claim in book.store.claims():
        claim.quote.exact.encode("utf-8")


def test_formulas_that_call_programs_stay_words_on_the_way_in_and_out(book: Casebook) -> None:
    calls = ("=cmd|'/C calc'!A0", "+SUM(1+1)*cmd|' /C calc'!A0", "@SUM(1)", "-2+3", "\t=1+1", '=HYPERLINK("http://x")')
    out = io.StringIO()
    rows = [("no", "name", "birth"), *((at, call, "?!") for at, call in enumerate(calls)), (99, "Kim Saenal", "")]
    csv.writer(out).writerows(rows)
    report = taken(book, out.getvalue().encode(), "dde.csv")
    stored = {claim.trigger.exact for claim in book.store.claims()}
    assert "Kim Saenal" in stored
    assert report.number is not None
    for row in list(csv.reader(io.StringIO(book.importing.bad_rows(report.number).removeprefix("\ufeff"))))[1:]:
        assert not any(cell.lstrip().startswith(("=", "+", "@")) for cell in row)
