"""Letters to committees, ministries and members, drafted from the case by the machinery of petitions.

The facts are worked out from claims and print their quotes; third persons stand as [withheld]; only chamsae.protect
builds what leaves, and only where the consent ledger allows the appeal and every claim was accepted.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from chamsae.casebook.appeal_consent import USES, sending
from chamsae.casebook.appeal_ledger import appeal, plain
from chamsae.casebook.cases import Cases
from chamsae.casebook.consents import Consents
from chamsae.casebook.entering import enter_all
from chamsae.casebook.petition_desk import Desk
from chamsae.casebook.redacting import Redact
from chamsae.casebook.writing_out import check_empty, write_out
from chamsae.errors import InputError, Withheld, phrase
from chamsae.model.appeal import AddresseeKind, Appeal, LetterWritten
from chamsae.model.ledger import standing
from chamsae.model.person import PersonFile
from chamsae.model.petition import Body, Conflict, Draft, Form, Lack, Petition, Submitter, Told
from chamsae.ports import Clock, Store
from chamsae.protect.known_names import KnownNames
from chamsae.protect.may import FieldKind
from chamsae.protect.petitions import petition
from chamsae.publish.forms.docx import docx
from chamsae.publish.forms.pdf import pdf
from chamsae.publish.forms.plain import plain as plain_text
from chamsae.publish.forms.plain import plain_cover
from chamsae.publish.forms.register import cover_docx
from chamsae.text.appeals import letter_consent, letter_form


class LetterForm(StrEnum):
    """As what file a letter is written."""

    DOCX = "docx"
    PDF = "pdf"
    TEXT = "txt"


_WRITE: Mapping[LetterForm, Callable[[Petition], bytes]] = {
    LetterForm.DOCX: docx,
    LetterForm.PDF: pdf,
    LetterForm.TEXT: lambda made: plain_text(made).encode(),
}


@dataclass(slots=True, kw_only=True)
class LetterDesk(Desk):
    """Drafts letters of one appeal: its consents are asked, and no other body stands in its way."""

    appeal: Appeal

    def consents(
        self, file: PersonFile, asked: Form, states: tuple[str, ...]
    ) -> tuple[dict[str, tuple[Told, ...]], list[Lack]]:
        """The consents the appeal needs, printed, and those that are missing."""
        entries, lacking = sending(self.consent, self.appeal, self.actor.name)
        lacks = [
            Lack(what=f"consent of {one.person} ({one.purpose.value}) towards “{one.recipient}”", because=one.because)
            for one in lacking
        ]
        told = Told(text=letter_consent(asked.short, entries), typed="consent ledger")
        return ({} if lacks else {"letter_consent": (told,)}), lacks

    def typed(self, file: PersonFile) -> dict[str, tuple[Told, ...]]:
        """What people typed for the person, and what the appeal asks."""
        asks = Told(text=self.appeal.asks, typed=self.appeal.sender)
        return Desk.typed(self, file) | ({"asks": (asks,)} if self.appeal.asks else {})

    def conflicts(self, file: PersonFile, body: Body) -> tuple[Conflict, ...]:
        """None: a letter is no proceeding, and may go beside any."""
        return ()


class Letters:
    """The letters of a casebook's appeals."""

    def __init__(self, store: Store, clock: Clock, cases: Cases, consent: Consents, redact: Redact) -> None:
        self._store, self._clock, self._cases, self._consent, self._redact = store, clock, cases, consent, redact

    def drafts(self, code: str, *, submitter: Submitter, by: str, states: Sequence[str] = ()) -> list[Draft]:
        """A draft for each person concerned: what the case tells, what is missing, what stands in the way.

        Raises NotFound for somebody without a case file, InputError for an appeal that carries a petition and for one
        whose consent does not reach who people are: a letter names them.
        """
        held = appeal(self._store, code)
        if held.addressee.kind is AddresseeKind.MECHANISM:
            raise InputError(
                phrase("its letter is the petition it carries"),
                thing=held.subject,
                do=phrase("Use `chamsae petition`."),
            )
        if USES[held.purpose] is not FieldKind.IDENTITY:
            do = phrase("Begin one for another purpose, or write this one by hand.")
            what = phrase("a letter names the person, and this appeal asks no consent to that")
            raise InputError(what, thing=code, do=do)
        desk = LetterDesk(
            store=self._store, cases=self._cases, consent=self._consent, submitter=submitter, appeal=held,
            actor=self._consent.actor(by), today=self._clock().date(),
        )  # fmt: skip
        asked = letter_form(held.addressee)
        made = (desk.draft(person, asked, tuple(states), None) for person in held.persons)
        return [replace(one, own=(*one.own, held.addressee.name)) for one in made]

    def write(
        self,
        code: str,
        folder: Path,
        *,
        submitter: Submitter,
        by: str,
        states: Sequence[str] = (),
        forms: Sequence[LetterForm] = (),
    ) -> list[LetterWritten]:
        """Write letters into a folder that is new or empty, as `hand_out` makes them; names of files are ids.

        Raises what `hand_out` raises, InputError for a folder that holds something, and StorageError.
        """
        check_empty(folder)
        entries, files = self.hand_out(code, submitter=submitter, by=by, states=states, forms=forms)
        write_out(files, folder)
        return entries

    def hand_out(
        self,
        code: str,
        *,
        submitter: Submitter,
        by: str,
        states: Sequence[str] = (),
        forms: Sequence[LetterForm] = (),
    ) -> tuple[list[LetterWritten], dict[str, bytes]]:
        """The statement of facts of each person and the covering letter, entered in the ledger: files by name.

        All kinds of files where none is named. Raises Withheld, naming what is missing, with nothing handed out.
        """
        drafts = self.drafts(code, submitter=submitter, by=by, states=states)
        known = KnownNames(self._redact.names())
        made = [petition(one, known, submitter=submitter, made_at=self._clock()) for one in drafts]
        kinds = tuple(forms) or tuple(LetterForm)
        own = [{f"{one.id}.{kind.value}": _WRITE[kind](one) for kind in kinds} for one in made]
        named = {name: data for files in own for name, data in files.items()} | _cover(made[0], kinds)
        entries = [self._written(code, one, files.values(), by) for one, files in zip(made, own, strict=True)]
        with self._store.transaction():
            self._check_consent(code, by)
            written = enter_all(self._store, entries, action="appeal", subject=plain(code), detail={"act": "letter"})
        return written, named

    def _check_consent(self, code: str, by: str) -> None:
        """Ask once more, in the transaction that tells of the letters: consent may have been taken back meanwhile."""
        lacking = sending(self._consent, appeal(self._store, code), by)[1]
        if lacking:
            told = "; ".join(f"consent of {one.person}: {one.because}" for one in lacking)
            raise Withheld(told, thing=plain(code), do=phrase("Nothing was handed out."))

    def written(self, code: str) -> list[LetterWritten]:
        """The letters that were written for an appeal, the last first."""
        return list(reversed(standing(self._store.entries(LetterWritten, subject=plain(code)))))

    def _written(self, code: str, made: Petition, files: Iterable[bytes], by: str) -> LetterWritten:
        hashes = tuple(hashlib.sha256(data).hexdigest() for data in files)
        return LetterWritten(
            subject=plain(code), person=made.person, letter=made.id, files=hashes, by=by, at=self._clock()
        )


def _cover(made: Petition, kinds: Sequence[LetterForm]) -> dict[str, bytes]:
    """The covering letter, as text where only that is wanted, else as Word, too."""
    text = {"letter.txt": plain_cover(made).encode()} if LetterForm.TEXT in kinds else {}
    return text | ({"letter.docx": cover_docx([made])} if {*kinds} - {LetterForm.TEXT} else {})
