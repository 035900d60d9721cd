"""A petition as a Word file: Times New Roman, numbered sentences and pages, quotes as footnotes, a list of exhibits."""

from typing import TYPE_CHECKING

from chamsae.model.petition import FilledField, Petition
from chamsae.publish.forms.laid_out import (
    APART,
    EXHIBITS,
    NOTHING,
    SIGNATURE,
    TYPED,
    about,
    exhibit_head,
    exhibit_rows,
    note,
    notices,
)
from chamsae.publish.forms.word import WordFile, run

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from chamsae.publish.forms.laid_out import Note


def docx(petition: Petition) -> bytes:
    """The petition as a DOCX file without author, company or dates; the same petition gives the same bytes.

    Raises MissingPart without python-docx.
    """
    file = WordFile(petition.title)
    file.paragraph("Title", run(petition.title))
    file.table((22, 78), about(petition), head=False)
    notes, number = {one.number: note(one, petition) for one in petition.footnotes}, 0
    for section in petition.sections:
        file.paragraph("Heading1", run(f"{section.number}. {section.label['en']}"))
        for one in section.fields:
            number = _field(file, one, notes, number)
    if petition.signed:
        file.paragraph("Line", run(SIGNATURE))
    if petition.footnotes:
        file.paragraph("Heading1", run(EXHIBITS))
        file.table((6, 38, 32, 24), (exhibit_head(), *exhibit_rows(petition)))
    for at, line in enumerate((APART, *notices(petition))):
        file.paragraph("Small" if at else "Heading1", run(line), new_page=not at)
    return file.packed()


def _field(file: WordFile, one: FilledField, notes: "dict[int, Note]", number: int) -> int:
    """A field with its sentences numbered on; the last number."""
    file.paragraph("Field", run(f"{one.number}  {one.label['en']}{' *' if one.required else ''}"))
    if not one.sentences:
        file.paragraph("Sentence", run(f"\t{NOTHING}", italic=True))
    for sentence in one.sentences:
        number += 1
        pieces = [run(f"{number}.\t{sentence.text}")]
        for at, cited in enumerate(sentence.notes):
            pieces += [run(",", raised=True)] if at else []
            pieces += [file.cite(cited, _note(notes[cited]))]
        if sentence.typed:
            pieces.append(run(f" ({TYPED})", italic=True))
        file.paragraph("Sentence", *pieces)
    return number


def _note(one: "Note") -> "list[Element]":
    """The quote in the font of its language, then where it stands."""
    return [run(f"“{one.quote}”", language=one.language), run(f" {one.place}")]
