"""Word files are whole: what Word, LibreOffice and python-docx need is there, footnotes are footnotes."""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from chamsae.publish.forms.word import WordFile, run
from chamsae.publish.printing import packed, untold_document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
QUOTES = {1: "그는 도문에서 인도됐다.", 2: "她于10月9日被移交。", 3: "She was handed over."}


def written() -> bytes:
    file = WordFile("A & B <c>")
    for cited in ((1,), (1, 2), (3, 2)):
        file.paragraph("Sentence", run("1.\tTold."), *(file.cite(one, [run(QUOTES[one])]) for one in cited))
    file.table((30, 70), [("No.", "Document"), *((str(row), "Letter " * 12) for row in range(60))])
    return file.packed()


def part(data: bytes, name: str) -> etree._Element:
    return etree.fromstring(ZipFile(BytesIO(data)).read(name))


def test_each_note_is_a_footnote_once_and_cited_again_by_a_reference_to_its_mark() -> None:
    document, notes = part(written(), "word/document.xml"), part(written(), "word/footnotes.xml")
    assert [one.get(f"{W}id") for one in document.iter(f"{W}footnoteReference")] == ["1", "2", "3"]
    assert [one.get(f"{W}id") for one in notes] == ["-1", "0", "1", "2", "3"]
    assert ["".join(one.itertext()).strip() for one in notes][2:] == list(QUOTES.values())
    again = [one.text.split()[1] for one in document.iter(f"{W}instrText")]
    marks = [one.get(f"{W}name") for one in document.iter(f"{W}bookmarkStart")]
    assert again == ["_note1", "_note2"]
    assert {*again} <= {*marks}


def test_the_part_of_notes_is_declared_and_tied_to_the_text() -> None:
    file = ZipFile(BytesIO(written()))
    assert b"/word/footnotes.xml" in file.read("[Content_Types].xml")
    assert b'Target="footnotes.xml"' in file.read("word/_rels/document.xml.rels")
    assert not any("thumbnail" in name for name in file.namelist())
    assert b"thumbnail" not in file.read("_rels/.rels")
    assert {one.date_time for one in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_python_docx_opens_it_with_title_and_repeated_heads_and_no_author() -> None:
    opened = docx.Document(BytesIO(written()))
    assert (opened.core_properties.title, opened.core_properties.author) == ("A & B <c>", "")
    (table,) = opened.tables
    assert len(table.rows) == 61
    rows = list(table._tbl.iter(f"{W}tr"))
    assert len(list(rows[0].iter(f"{W}tblHeader"))) == 1
    assert all(len(list(row.iter(f"{W}cantSplit"))) == 1 for row in rows)


@pytest.mark.parametrize(
    ("text", "language", "font"),
    [
        ("권별이", "", "Batang"),
        ("權別", "ko", "Batang"),
        ("权别", "zh-Hans", "SimSun"),
        ("權別", "zh-Hant", "PMingLiU"),
    ],
)
def test_each_script_asks_for_a_font_that_comes_with_word(text: str, language: str, font: str) -> None:
    (fonts,) = run(text, language=language).iter(f"{W}rFonts")
    assert fonts.get(f"{W}eastAsia") == font
    assert fonts.get(f"{W}ascii") == "Times New Roman"


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(codec=None, categories=None), max_size=60))
def test_whatever_is_told_the_file_opens(text: str) -> None:
    file = WordFile("x")
    file.paragraph("Sentence", run(text), file.cite(1, [run(text)]))
    assert docx.Document(BytesIO(file.packed())).paragraphs


def test_libreoffice_opens_it_and_prints_notes_and_pages(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not here")
    (tmp_path / "form.docx").write_bytes(written())
    command = [office, f"-env:UserInstallation={(tmp_path / 'user').as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / "form.docx")], check=True, capture_output=True)
    pages = pypdf.PdfReader(tmp_path / "form.pdf").pages
    text = [one.extract_text() for one in pages]
    assert len(pages) > 1
    assert "She was handed over." in text[0]
    assert all("No." in one for one in text)
    assert [one.split()[-1] for one in text] == [str(number) for number in range(1, len(pages) + 1)]


@pytest.mark.parametrize("data", [WordFile("A title").packed(), packed(untold_document("A title"))])
def test_no_word_file_holds_or_links_to_a_thumbnail(data: bytes) -> None:
    with ZipFile(BytesIO(data)) as file:
        assert not [one for one in file.namelist() if "thumbnail" in one]
        assert b"thumbnail" not in file.read("_rels/.rels")
        assert {one.date_time for one in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
