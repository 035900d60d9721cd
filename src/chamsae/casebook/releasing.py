"""The one way out: draft, checklist, preview, signatures, publication; each an entry of the ledger and of the log."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from chamsae.casebook.entering import enter
from chamsae.casebook.outlet import log_release
from chamsae.casebook.releases_made import Prepared, Preparing
from chamsae.casebook.taken_back import check_left_stands
from chamsae.casebook.writing_out import write_out
from chamsae.errors import InputError, IntegrityError, NotFound, Withheld, phrase
from chamsae.model.ledger import standing
from chamsae.model.release import Release
from chamsae.model.released_package import ReleasedPackage
from chamsae.model.releasing import Chosen, Draft, Outcome, Publication, Signature
from chamsae.ports import Clock, Store
from chamsae.protect.checklist import passed
from chamsae.protect.package import content_id
from chamsae.protect.release import Audience
from chamsae.publish.edition.site import edition_files, printed_files, zipped
from chamsae.settings import Settings
from chamsae.text.table_words import LANGUAGES


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two publications side by side: what only the earlier had, what only the later has, and what both have."""

    gone: tuple[str, ...]
    come: tuple[str, ...]
    both: tuple[str, ...]


class Printing(StrEnum):
    """What an edition holds: pages, pictures and data, or these and files for paper."""

    PAGES = "pages"
    PAPER = "paper"


class Releases:
    """Releases of one casebook: nothing leaves without a draft that passed, in the form its signers saw."""

    def __init__(self, store: Store, clock: Clock, settings: Settings, preparing: Preparing) -> None:
        self._store, self._clock, self._settings, self._preparing = store, clock, settings, preparing
        self._seen: tuple[tuple[str, int, str], Prepared] | None = None

    def draft(
        self,
        title: str,
        chosen: Chosen,
        *,
        audience: Audience,
        by: str,
        recipient: str = "",
        language: str = "en",
        why: str = "",
    ) -> Draft:
        """Begin a draft. Raises InputError without a title, for nothing chosen, and where a recipient is missing."""
        number = sum(1 for one in self._store.entries(Draft) if one.undoes is None)
        draft = Draft(
            subject=f"R-{number + 1}-{secrets.token_hex(2)}", by=by, at=self._clock(), why=why, title=title.strip(),
            audience=audience.value, recipient=recipient.strip(), language=language, chosen=chosen,
            salt=secrets.token_hex(16),
        )  # fmt: skip
        return self._entered(draft)

    def change(self, id: str, chosen: Chosen, *, by: str, why: str = "") -> Draft:
        """Choose other things for a draft; who signed must sign again. Raises NotFound, InputError once it has left."""
        held = self._open(id)
        return self._entered(replace(held, number=0, by=by, at=self._clock(), why=why, chosen=chosen))

    def drop(self, id: str, *, by: str, why: str = "") -> Draft:
        """Put a draft away; it stays in the ledger. Raises NotFound, InputError once it has left."""
        held = self._open(id)
        return self._entered(replace(held, number=0, by=by, at=self._clock(), why=why, dropped=True))

    def drafts(self) -> list[Draft]:
        """The drafts that are open, the last begun first."""
        left = {one.subject for one in self._store.entries(Publication)}
        last = {one.subject: one for one in self._store.entries(Draft)}
        return [one for one in reversed(last.values()) if not one.dropped and one.subject not in left]

    def prepared(self, id: str) -> Prepared:
        """A draft as its reader would get it now, with the checklist; nothing leaves. Raises NotFound.

        What was put together is kept for a minute while the log does not grow: it is looked at page by page.
        """
        last, now = self._store.last_log(), self._clock()
        state = (id, last.number if last else 0, f"{now:%Y-%m-%d %H:%M}")
        if self._seen is None or self._seen[0] != state:
            self._seen = (state, self._preparing.prepared(self._draft(id), now))
        return self._seen[1]

    def signers(self, id: str, content: str) -> tuple[str, ...]:
        """Who signed a draft with this content (the package's id); what was signed in another form does not count."""
        found = standing(self._store.entries(Signature, subject=id))
        return tuple(dict.fromkeys(one.by for one in found if one.content == content))

    def sign(self, id: str, *, by: str, content: str = "", why: str = "") -> Signature:
        """Sign a draft as it is now; `content` is what was seen on the screen, if that may have changed since.

        Raises Withheld where a check fails, InputError where it is not what was seen or is signed by them already.
        """
        self._open(id)
        made = self._passed(id)
        if content and content != made.package.id:
            raise InputError(
                phrase("the draft has changed since it was looked at"), thing=id, do=phrase("Look at it again.")
            )
        if by in self.signers(id, made.package.id):
            raise InputError(
                phrase("this person has signed it already"), thing=id, do=phrase("Another person must sign.")
            )
        entry = Signature(subject=id, by=by, at=self._clock(), why=why, content=made.package.id)
        return enter(self._store, entry, action="sign", detail={"content": made.package.id})

    def release(self, id: str, *, by: str) -> Publication:
        """Let a draft out: from now on it can never be changed. What it holds is kept, and dated, and logged.

        Raises Withheld where a check fails or fewer different people signed than the settings ask.
        """
        with self._store.transaction():
            self._open(id)
            made = self._passed(id)
            signed = self.signers(id, made.package.id)
            if len(signed) < self._settings.release_signatures:
                raise Withheld(
                    phrase(
                        "%(signed)s of %(release_signatures)s people have signed it as it is now",
                        signed=len(signed),
                        release_signatures=self._settings.release_signatures,
                    ),
                    thing=id,
                    do=phrase("Have it signed by different people: `chamsae release sign`."),
                )
            self._preparing.tables.leave(made.tables, by=by)
            if made.package.figures is not None:
                log_release(self._store, made.package.figures, by=by, at=self._clock())
            entry = Publication(
                subject=id, by=by, at=self._clock(), package=made.package, signed_by=signed, concerned=made.concerned,
                files=tuple((name, _sha256(data)) for name, data in sorted(made.files.items())),
            )  # fmt: skip
            detail = {"audience": made.package.audience, "content": made.package.id, "signed": str(len(signed))}
            return enter(self._store, entry, action="release", detail=detail)

    def published(self) -> list[Publication]:
        """All that left, the last first."""
        return list(reversed(list(self._store.entries(Publication))))

    def about(self, person: str) -> list[Publication]:
        """What has left that tells of a person (an id) singly, and to whom: it cannot be called back."""
        return [one for one in self.published() if person in one.concerned]

    def files(self, id: str) -> Mapping[str, bytes]:
        """The files of what left, made again from the package. Raises NotFound, IntegrityError for a changed ledger."""
        return edition_files(self._checked(self._publication(id)))

    def figures(self, id: str) -> Release:
        """The figures of what left, to be packed with their evidence. Raises NotFound, InputError where it has none."""
        found = self._checked(self._publication(id)).figures
        if found is None:
            raise InputError(phrase("it holds no figures"), thing=id, do=phrase("Choose a release with figures."))
        return found

    def edition(self, id: str) -> Mapping[str, bytes]:
        """The same with the report and every case brief as DOCX and PDF, and every picture as PNG, beside the pages.

        Raises NotFound, IntegrityError, MissingPart.
        """
        made = self._checked(self._publication(id))
        return edition_files(made, printed_files(made))

    def write(self, id: str, folder: Path, *, by: str) -> list[Path]:
        """Write the files of what left into a folder; logged. Raises what `wrote` raises, and StorageError."""
        files = self.files(id)
        self.wrote(id, by=by)
        return write_out(files, folder)

    def hand_over(self, id: str, out: Path, *, by: str, printing: Printing = Printing.PAPER) -> list[Path]:
        """Write the edition of what left into a folder, or into one ZIP where `out` ends in .zip; logged.

        Raises what `edition` and `wrote` raise, and StorageError.
        """
        files = self.files(id) if printing is Printing.PAGES else self.edition(id)
        files = {out.name: zipped(files)} if out.suffix == ".zip" else files
        self.wrote(id, by=by)
        return write_out(files, out.parent if out.suffix == ".zip" else out)

    def packed(self, id: str, *, by: str) -> bytes:
        """The edition of what left as one ZIP; logged. Raises what `edition` and `wrote` raise."""
        made = zipped(self.edition(id))
        self.wrote(id, by=by)
        return made

    def wrote(self, id: str, *, by: str) -> None:
        """Log that the files of what left are handed out, before they are.

        Raises Withheld where somebody they tell of has taken consent back since: in one transaction with the entry, so
        that what is handed out is either listed for whoever takes it back, or never made.
        """
        left = self._publication(id)
        content = left.package.id
        with self._store.transaction():
            check_left_stands(self._preparing.consents, left)
            self._store.append_log(at=self._clock(), actor=by, action="report", subject=content, detail={"release": id})

    def compare(self, earlier: str, later: str) -> Compared:
        """What changed from one publication to another: figures, tables, cases (how many) and narratives (how many)."""
        old, new = (_held(self._publication(id).package) for id in (earlier, later))
        return Compared(
            gone=tuple(one for one in old if one not in new), come=tuple(one for one in new if one not in old),
            both=tuple(one for one in old if one in new),
        )  # fmt: skip

    def _entered(self, draft: Draft) -> Draft:
        chosen = draft.chosen
        if not draft.title:
            raise InputError(phrase("a release needs a title"), do=phrase("Say in a few words what it is."))
        if draft.language not in LANGUAGES:
            raise InputError(
                phrase("no release is written in %(language)s", language=draft.language),
                do=phrase("Choose one of %(names)s.", names=", ".join(LANGUAGES)),
            )
        if chosen == Chosen():
            raise InputError(
                phrase("nothing was chosen for it"),
                do=phrase("Choose figures, tables, cases, documents or estimations."),
            )
        if draft.audience == Audience.CONFIDENTIAL and not draft.recipient:
            raise InputError(phrase("a confidential release goes to somebody"), do=phrase("Name the recipient."))
        for figure in chosen.figures:
            self._store.group(figure)
        for document in chosen.documents:
            self._store.document(document)
        for person in chosen.cases:
            self._preparing.consents.ids(person)
        return enter(self._store, draft, action="draft", detail={"audience": draft.audience})

    def _draft(self, id: str) -> Draft:
        found = list(self._store.entries(Draft, subject=id))
        if not found:
            raise NotFound(phrase("there is no such draft"), thing=id, do=phrase("`chamsae release list` lists them."))
        return found[-1]

    def _open(self, id: str) -> Draft:
        draft = self._draft(id)
        if draft.dropped or any(self._store.entries(Publication, subject=id)):
            raise InputError(
                phrase("it has left or was put away, and cannot be changed"),
                thing=id,
                do=phrase("Begin another draft."),
            )
        return draft

    def _passed(self, id: str) -> Prepared:
        made = self._preparing.prepared(self._draft(id), self._clock())
        if not passed(made.checklist):
            failed = [one for one in made.checklist if one.outcome is Outcome.FAILED]
            named = "; ".join(f"{one.check.value}: {', '.join(map(str, one.named[:3]))}" for one in failed)
            raise Withheld(phrase("its checklist is not passed: %(named)s", named=named), thing=id, do=failed[0].takes)
        return made

    def _publication(self, id: str) -> Publication:
        found = next(iter(self._store.entries(Publication, subject=id)), None)
        if found is None:
            raise NotFound(
                phrase("nothing has left under this id"), thing=id, do=phrase("`chamsae release list` lists what has.")
            )
        return found

    def _checked(self, publication: Publication) -> ReleasedPackage:
        if content_id(publication.package) != publication.package.id:
            raise IntegrityError(
                phrase("the ledger does not hold what left"),
                thing=publication.subject,
                do=phrase("Run `chamsae doctor`."),
            )
        return publication.package


def _held(package: ReleasedPackage) -> list[str]:
    """What a package holds, in words that can be compared; cases have other codes each time and are counted."""
    found = [f"figure {one.id}: {one.low}–{one.high}" for one in (package.figures.figures if package.figures else ())]
    for table in package.tables:
        total = table.total.count
        found.append(f"table {' × '.join(table.axes)} ({table.counting}): {'held back' if total is None else total}")
    found += [f"{len(package.cases)} cases"] if package.cases else []
    return [*found, *([f"{len(package.texts)} narratives"] if package.texts else [])]


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
