import unicodedata
from io import BytesIO

import docx as library
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from chamsae.errors import Unreadable
from chamsae.read import docx
from tests.read import made

BODY = "word/document.xml"


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        docx.parse(data, "letter.docx")
    return str(refused.value)


def test_paragraphs_and_tables_come_in_order() -> None:
    parsed = docx.parse(made.word(made.KOREAN.strip(), made.ENGLISH.strip(), title="A letter"), "letter.docx")
    table = "row 0 column 0\trow 0 column 1\nrow 1 column 0\trow 1 column 1\n"
    assert parsed.text == f"{made.KOREAN.strip()}\n{made.ENGLISH.strip()}\n{table}"
    assert (parsed.title, parsed.authors) == ("A letter", ("A. Writer",))


def test_a_page_header_is_marked_not_cut() -> None:
    parsed = docx.parse(made.word("Words.", header="Confidential"), "letter.docx")
    assert [parsed.text[span.start : span.end] for span in parsed.furniture] == ["Confidential"]


def test_decomposed_hangul_stays_decomposed() -> None:
    words = unicodedata.normalize("NFD", "김하늘")
    assert words in docx.parse(made.word(words), "letter.docx").text


def tracked() -> bytes:
    document = library.Document()
    paragraph = document.add_paragraph("They were ")
    for tag, text, words in (("w:del", "w:delText", "40"), ("w:ins", "w:t", "90")):
        change, run, piece = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text)
        change.set(qn("w:author"), "Someone")
        piece.text = words
        run.append(piece)
        change.append(run)
        paragraph._p.append(change)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_tracked_changes_are_read_as_accepted_and_noted() -> None:
    parsed = docx.parse(tracked(), "letter.docx")
    assert parsed.text == "They were 90\n"
    assert "has tracked changes: read as if accepted" in parsed.notes


def test_footnotes_are_read() -> None:
    notes = (
        "<w:footnotes xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:footnote w:id='1'>"
        "<w:p><w:r><w:t>Interview of 3 May.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    package = made.word("Words.")
    types, relations = "[Content_Types].xml", "word/_rels/document.xml.rels"
    data = made.rezipped(
        package,
        {
            "word/footnotes.xml": notes.encode(),
            types: made.member(package, types).replace(
                b"</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'.encode()
            ),
            relations: made.member(package, relations).replace(
                b"</Relationships>",
                b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
                b'footnotes" Target="footnotes.xml"/></Relationships>',
            ),
        },
    )
    assert "Interview of 3 May." in docx.parse(data, "letter.docx").text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "declaration",
    ["<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]>", "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"],
)
def test_xml_entities_are_refused(declaration: str, encoding: str) -> None:
    xml = f"<?xml version='1.0' encoding='{encoding}'?>{declaration}<x>&a;</x>".encode(encoding)
    assert "declares XML entities" in refusal(made.rezipped(made.word("Words."), {BODY: xml}))


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    assert "a bomb" in refusal(made.rezipped(made.word("Words."), {"word/media/image1.png": bytes(50 << 20)}))


def test_too_many_members_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx, "MAX_MEMBERS", 5)
    assert "a package of" in refusal(made.word("Words."))


def test_two_members_of_one_name_are_refused() -> None:
    assert "one name" in refusal(made.rezipped(made.word("Words."), {"word/DOCUMENT.xml": b"<x/>"}))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty (0 bytes)"),
        (b"PK\x03\x04 rubbish", "damaged or cut short"),
        (made.word("Words.")[:3000], "damaged or cut short"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "locked with a password, or an old .doc"),
        (made.rezipped(made.word("Words."), {BODY: b"<broken"}), "damaged, or no Word document"),
        (made.rezipped(made.word("Words."), {"[Content_Types].xml": b"<Types/>"}), "damaged, or no Word document"),
    ],
)
def test_damaged_documents_say_why(data: bytes, reason: str) -> None:
    assert reason in refusal(data)
