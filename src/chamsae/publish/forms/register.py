"""What goes with a batch: the register of petitions as CSV, and the letter in English, Korean and Chinese."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO

from chamsae.model.petition import Petition
from chamsae.publish.forms.word import WordFile, run
from chamsae.text.cells import harmless

#: Columns of the register.
COLUMNS = (
    "number",
    "petition",
    "body",
    "title",
    "states",
    "procedure",
    "urgent until",
    "required and not told",
    "file",
)
#: Languages of the letter, in their order.
_COVERED = ("en", "ko", "zh")


def register_csv(petitions: Iterable[Petition], names: Mapping[str, str]) -> str:
    """A line for each petition, with the name of its file (by the petition's id); no cell is a formula."""
    written = StringIO()
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for number, one in enumerate(petitions, 1):
        missing = "; ".join(f"{gap.field} {gap.label['en']}" for gap in one.missing)
        cells = (str(number), one.id, one.label["en"], one.title, " ".join(one.states), one.procedure.value,
                 str(one.deadline or ""), missing, names.get(one.id, ""))  # fmt: skip
        table.writerow([harmless(cell) for cell in cells])
    return "\ufeff" + written.getvalue()


def cover_docx(petitions: Sequence[Petition]) -> bytes:
    """The letter that goes with petitions to one body, in three languages, signed by the submitter of the first.

    Raises MissingPart without python-docx, and ValueError for no petitions.
    """
    *texts, signed = cover_lines(petitions)
    first = petitions[0]
    file = WordFile(first.label["en"])
    file.paragraph("Title", run(first.label["en"]))
    file.paragraph("Normal", run(first.address))
    for language, text in zip(_COVERED, texts, strict=True):
        file.paragraph("Normal", run(text, language=language))
    file.paragraph("Line", run(signed))
    return file.packed()


def cover_lines(petitions: Sequence[Petition]) -> tuple[str, ...]:
    """The paragraphs of that letter, one in each language, and who signs. Raises ValueError for no petitions."""
    if not petitions:
        raise ValueError("a letter goes with at least one petition")
    first = petitions[0]
    deadline = min((one.deadline for one in petitions if one.deadline), default=None)
    told = {"count": len(petitions), "deadline": deadline or "—"}
    signed = (first.submitter.name, first.submitter.organisation, first.submitter.address, first.submitter.email)
    return (*(first.cover[language].format(**told) for language in _COVERED), "\n".join(filter(None, signed)))
