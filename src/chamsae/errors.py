"""Everything Chamsae refuses, as one tree.

    ChamsaeError
    ├── CasebookError        the folder or database is not what it should be
    ├── NotFound             no such capture, document, claim, figure, …
    ├── InputError           something given to us cannot be used
    │   ├── RefusedAddress   an address we will not connect to
    │   ├── RefusedArchive   a ZIP, WARC or WACZ that could mislead or exhaust us
    │   ├── Unreadable       bytes no reader could turn into text
    │   └── QuoteMismatch    words that are not literally at their offsets
    ├── StorageError         disk full, no permission, no database
    ├── IntegrityError       stored bytes or the log are not what they were
    ├── VerificationError    a bundle or claims file does not hold
    ├── ServerError          a server the user named does not answer as it should
    ├── MissingPart          an optional package or program is not installed
    └── Withheld             it exists, and must not leave

Beside it stands `Stopped`: no fault, but somebody's wish that work should end.

Each message says what happened, to which thing, and what to do. What a screen may have to show is given as `phrase`:
English as it stands, with the template that a catalogue of another language has under the same words.
"""

from collections.abc import Mapping
from typing import Self


class Phrase(str):
    """English words that remember what they were made of; `given` may hold phrases, told in the same language."""

    __slots__ = ("given", "template")
    template: str
    given: Mapping[str, str]


def phrase(template: str, **given: object) -> Phrase:
    """Words after a template ("row %(row)s"); without particulars the template as it is."""
    shown = {name: one if isinstance(one, str) else str(one) for name, one in given.items()}
    made = Phrase(template % shown if shown else template)
    made.template, made.given = template, shown
    return made


class ChamsaeError(Exception):
    """Base of all errors; `str()` is the sentence to show: what happened, to which thing, what to do.

    `what`, `thing` and `do` are plain words, to be stored and sent; `words` and `fault` know what they were made of.
    """

    exit_code = 1

    def __init__(self, what: str, *, thing: str = "", do: str = "") -> None:
        self.what, self.thing, self.do = str(what), str(thing), str(do)
        super().__init__(what, thing, do)

    def __str__(self) -> str:
        return str(self.words())

    def about(self, thing: str, *, do: str = "") -> Self:
        """The same of another thing, or with another way out."""
        what, _, own = self.args
        return type(self)(what, thing=thing, do=do or own)

    def words(self) -> Phrase:
        """The sentence, with all that it was made of."""
        what, (_, thing, do) = self.fault, self.args
        head = phrase("%(thing)s: %(what)s.", thing=thing, what=what) if thing else phrase("%(what)s.", what=what)
        return phrase("%(head)s %(do)s", head=head, do=do if isinstance(do, Phrase) else phrase(do)) if do else head

    @property
    def fault(self) -> Phrase:
        """What happened, with all that it was made of."""
        what = self.args[0]
        return what if isinstance(what, Phrase) else phrase(what.rstrip("."))


class Stopped(BaseException):
    """Somebody asked for work to end at the next safe step: what is stored stays, and the same work goes on from there.

    No `Exception`, as Ctrl-C is none: what takes errors of one item aside must not take this for one.
    """


class CasebookError(ChamsaeError):
    """The folder or database is not a casebook, or not one this version can open."""

    exit_code = 3


class NotFound(ChamsaeError):
    """No such capture, document, claim, figure or release."""

    exit_code = 4


def absent(what: str, id: str) -> NotFound:
    """The error for an id under which there is nothing of a kind, with the command that lists what there is."""
    named = _ABSENT.get(what)
    said = phrase(named, id=id) if named else phrase("there is no %(what)s %(id)s", what=what, id=id)
    return NotFound(said, do=phrase("Check the id; %(how)s.", how=_LISTS.get(what, _LISTS["document"])))


#: The sentences for things of a kind.
_ABSENT = {
    "act": phrase("there is no act %(id)s"),
    "capture": phrase("there is no capture %(id)s"),
    "claim": phrase("there is no claim %(id)s"),
    "document": phrase("there is no document %(id)s"),
    "event": phrase("there is no event %(id)s"),
    "figure": phrase("there is no figure %(id)s"),
    "object": phrase("there is no object %(id)s"),
    "pair": phrase("there is no pair %(id)s"),
    "record": phrase("there is no record %(id)s"),
    "relation": phrase("there is no relation %(id)s"),
}
#: Which command lists the things of a kind.
_LISTS = {
    "capture": phrase("`chamsae sources` lists what is held"),
    "document": phrase("`chamsae search` finds documents"),
    "claim": phrase("`chamsae review --list` lists those that wait"),
    "figure": phrase("`chamsae figures` lists them"),
    "pair": phrase("`chamsae link` lists those that wait"),
    "record": phrase("`chamsae link --people` lists them"),
}


class InputError(ChamsaeError):
    """Something given to us cannot be used; what is stored is untouched."""

    exit_code = 5


class RefusedAddress(InputError):
    """An address that points inside, is odd, or changed its mind on the way."""


class RefusedArchive(InputError):
    """A ZIP, WARC or WACZ that could mislead (two members of one name) or exhaust us."""


class Unreadable(InputError):
    """Bytes that no reader could turn into text; the bytes are kept."""


class QuoteMismatch(InputError):
    """A quote whose words are not literally at its offsets."""


class StorageError(ChamsaeError):
    """The disk or database could not take the write; nothing acknowledged is lost."""

    exit_code = 6


class IntegrityError(ChamsaeError):
    """Stored bytes, a quote or the log are not what they were."""

    exit_code = 7


class VerificationError(ChamsaeError):
    """A bundle or claims file does not hold; the message names the first fault."""

    exit_code = 7


class MissingPart(ChamsaeError):
    """An optional package or program is not installed; the sentence says which and how to get it."""

    exit_code = 9


class ServerError(ChamsaeError):
    """A server that the user named, such as a language model, does not answer as it should."""

    exit_code = 10


class Withheld(ChamsaeError):
    """It exists and must not leave: the message says on what ground."""

    exit_code = 8
