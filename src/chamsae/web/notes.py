"""What an import says of a file, a row or a cell, in the language of the screen."""

from datetime import date

from django.utils.translation import gettext, ngettext

from chamsae.read.sheet.notes import ENGLISH, Fault, Note
from chamsae.web import words as told


def words(note: Note) -> str:
    """The sentence of a note; its days and numbers as the language writes them."""
    sentence = ENGLISH[note.said]
    found = ngettext(*sentence, note.many) if isinstance(sentence, tuple) else gettext(sentence)
    given = {name: _shown(name, value) for name, value in note.given}
    return found % given if given else found


def fault(one: Fault) -> tuple[str, str]:
    """A bad row as the list of what was not taken in shows it: which one, and why."""
    return gettext("row %d") % one.row, " ".join(filter(None, (one.column, words(one.note))))


def _shown(name: str, value: str | int | date) -> str:
    if isinstance(value, date):
        return told.day_words(value)
    return told.number(value) if name == "many" and isinstance(value, int) else str(value)
