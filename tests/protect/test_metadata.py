"""What a file tells of itself stays behind: PDF and office files keep their text and lose who wrote them and when."""

from io import BytesIO
from zipfile import ZipFile

import docx
import pypdf
import pytest

from chamsae.errors import Unreadable, Withheld
from chamsae.protect.metadata import PDF, stripped
from tests.casebook.redactable import NAMES, hostile_pdf

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def letter() -> bytes:
    document = docx.Document()
    document.add_paragraph("They waited at the bridge.")
    told = document.core_properties
    told.author, told.title, told.last_modified_by = NAMES[0].latin, NAMES[0].hangul, NAMES[0].latin
    document.add_comment(document.paragraphs[0].runs, text="Ask again.", author=NAMES[0].latin, initials="BSY")
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def test_a_word_file_keeps_its_text_and_loses_its_authors() -> None:
    data = stripped(letter(), WORD, "letter.docx")
    everything = b"".join(ZipFile(BytesIO(data)).read(name) for name in ZipFile(BytesIO(data)).namelist())
    assert NAMES[0].latin.encode() not in everything
    assert NAMES[0].hangul.encode() not in everything
    assert docx.Document(BytesIO(data)).paragraphs[0].text == "They waited at the bridge."


def test_members_of_an_office_file_are_of_one_day_and_no_thumbnail_is_left() -> None:
    members = ZipFile(BytesIO(stripped(letter(), WORD, "letter.docx"))).infolist()
    assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}
    assert not [member for member in members if "thumbnail" in member.filename]


def test_a_pdf_keeps_its_pages_and_loses_title_author_attachments_and_outline() -> None:
    read = pypdf.PdfReader(BytesIO(stripped(hostile_pdf(NAMES[0], "en"), PDF, "a.pdf")))
    assert "crossed the bridge" in read.pages[0].extract_text()
    assert not [value for value in (read.metadata or {}).values() if str(value).strip()]
    assert not read.attachments
    assert not read.outline
    assert read.xmp_metadata is None


def test_a_pdf_whose_pages_carry_metadata_is_refused() -> None:
    writer = pypdf.PdfWriter(clone_from=BytesIO(hostile_pdf(NAMES[0], "en")))
    about = pypdf.generic.DictionaryObject({pypdf.generic.NameObject("/Author"): pypdf.generic.TextStringObject("Bo")})
    writer.pages[0][pypdf.generic.NameObject("/PieceInfo")] = about
    written = BytesIO()
    writer.write(written)
    with pytest.raises(Withheld, match="metadata of their own"):
        stripped(written.getvalue(), PDF, "a.pdf")


@pytest.mark.parametrize(("data", "kind"), [(b"no pdf", PDF), (b"no zip", WORD), (b"sound", "audio/wav")])
def test_what_cannot_be_cleaned_is_refused(data: bytes, kind: str) -> None:
    with pytest.raises(Unreadable):
        stripped(data, kind, "x")
