"""What goes with a batch: the register of petitions as CSV, and the letter in English, Korean and Chinese."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO

from chamsae.model.petition import Petition
from chamsae.publish.forms.docx import blank, packed
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
    if not petitions:
        raise ValueError("a letter goes with at least one petition")
    first = petitions[0]
    deadline = min((one.deadline for one in petitions if one.deadline), default=None)
    document = blank(first.label["en"])
    document.add_paragraph(f"{first.label['en']}\n{first.address}")
    for language in ("en", "ko", "zh"):
        text = first.cover[language].format(count=len(petitions), deadline=deadline or "—")
        document.add_paragraph(text)
    signed = (first.submitter.name, first.submitter.organisation, first.submitter.address, first.submitter.email)
    document.add_paragraph("\n".join(filter(None, signed)))
    return packed(document)
