"""Redacted copies of documents: driven by the names the casebook knows, searched again before they are given out.

The original stays as it is. A copy is given to whoever asked for it and not kept; the ledger keeps its SHA-256, what it
was made of, and how it was made sure that nothing shows.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from chamsae.casebook.consents import Consents
from chamsae.casebook.entering import enter
from chamsae.casebook.progress import Silent
from chamsae.casebook.redaction_choices import Choices, Wishes
from chamsae.casebook.taken_back import check_documents
from chamsae.casebook.workers import ocr_choice
from chamsae.errors import InputError, MissingPart, NotFound, Unreadable, Withheld, phrase
from chamsae.model.claim import NAMELESS, ClaimKind, Detail, Name, NameType
from chamsae.model.consent import Consent
from chamsae.model.document import Document
from chamsae.model.erasure import is_blank
from chamsae.model.interview import Interview
from chamsae.model.judgement import ABSENT
from chamsae.model.ledger import standing
from chamsae.model.locus import Box, within
from chamsae.model.redaction import CopyForm, Redaction
from chamsae.ports import Clock, Objects, Progress, Store
from chamsae.protect import metadata, redact_image, redact_pdf, redact_text
from chamsae.protect.known_names import KnownNames
from chamsae.protect.redact_image import Pixels
from chamsae.protect.redact_text import Passage
from chamsae.read.choose import DRAWN, PARSER_OF, choose
from chamsae.read.ocr import Attempt, Ocr
from chamsae.read.parsed import Limits
from chamsae.read.picture import Picture, View, Word
from chamsae.read.sandbox import Sandbox
from chamsae.settings import Settings

#: Pixels of a page's longer side in a copy: A4 at 150 dots per inch.
LONGEST = 1754
#: Pixels of the longer side of a picture that is cleaned, at most: as it came, but for the largest.
LARGEST = 10_000
#: Painted over and searched again so often at most; a name that still shows then is refused.
ROUNDS = 3
#: Tesseract's name of Korean: a program that was not told to expect it reads no Hangul.
HANGUL = "kor"
#: Programs that search a copy, beside OCR.
SPELLING = "names by spelling and sound"


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactedCopy:
    """A copy as it may leave, with the entry that tells of it; `places` are what was hidden, for the group alone."""

    data: bytes
    entry: Redaction
    places: tuple[tuple[str, int], ...] = ()


class Redact:
    """Redacting in one casebook. No copy is made of the testimony of somebody who has taken consent back."""

    def __init__(self, store: Store, objects: Objects, settings: Settings, clock: Clock, consent: Consents) -> None:
        self._store, self._objects, self._settings, self._clock = store, objects, settings, clock
        self._consent = consent
        seconds = settings.parse_seconds
        limits = Limits(seconds=seconds, processor=seconds, memory=settings.parse_megabytes << 20)
        self._sandbox = Sandbox(limits)
        self._vault: frozenset[str] = frozenset()

    def close(self) -> None:
        """Stop the process that draws; it starts again when it is needed."""
        self._sandbox.close()

    def names(self) -> tuple[str, ...]:
        """All names of persons the casebook knows, in the spellings it knows them by; kin, guardians, interpreters."""
        gone = {target for target, status in self._store.statuses().items() if status in ABSENT}
        told = (claim for kind in (ClaimKind.NAME, ClaimKind.DETAIL) for claim in self._store.claims(kind=kind))
        found = {name for claim in told if claim.id not in gone for name in _named(claim.value)}
        for consent in self._store.entries(Consent):
            found |= {consent.circumstances.guardian, consent.circumstances.interpreter}
        found |= {one.interpreter for one in self._store.entries(Interview)}
        return tuple(sorted(one for one in {*found, *self._vault} if one.strip() and not is_blank(one)))

    def know(self, names: Iterable[str]) -> None:
        """Know these names too as long as this casebook is open: those of the vault, from somebody who may open it."""
        self._vault = frozenset(names)

    def choices(self, document: str) -> Choices:
        """What people chose for the copies of a document: it holds for all that are made, until it is taken back."""
        return Choices(self._store, self._clock, self._store.document(document), self.names())

    def hidden(self, document: str, *, wishes: Wishes | None = None) -> list[Passage]:
        """What would be hidden in the text of a document, and why; nothing is made or logged."""
        wishes = self._wishes(document, wishes)
        text = self._store.document(document).text
        return redact_text.passages(text, self._known(wishes), also=wishes.also, keep=wishes.keep)

    def boxes(self, document: str, page: int, *, wishes: Wishes | None = None) -> list[Box]:
        """What would be painted over on a page beside the boxes people drew; OCR may find more when the copy is made.

        Raises NotFound for no such page.
        """
        held, wishes = self._store.document(document), self._wishes(document, wishes)
        _check_pages(held, [page])
        painter = self._painter(held, wishes, Ocr())
        return painter.shown(page)

    def copies(self, document: str | None = None) -> list[Redaction]:
        """The copies that were made, of one document or of all, the last first."""
        return list(reversed(standing(self._store.entries(Redaction, subject=document))))

    def text(self, document: str, *, by: str, wishes: Wishes | None = None) -> RedactedCopy:
        """The text of a document without the names; of any kind of file that was read. Raises Withheld as `check`."""
        wishes = self._wishes(document, wishes)
        held = self._store.document(document)
        done = redact_text.redact(held.text, self._known(wishes), also=wishes.also, keep=wishes.keep)
        data = done.text.encode("utf-8", "replace")
        hidden = sum(count for _, count in done.hidden)
        entry = self._entered(held, CopyForm.TEXT, data, hidden=hidden, by=by, searched=(SPELLING,), wishes=wishes)
        return RedactedCopy(data=data, entry=entry, places=done.hidden)

    def pages(
        self, document: str, *, by: str, wishes: Wishes | None = None, progress: Progress | None = None
    ) -> RedactedCopy:
        """The pages of a PDF, scan or picture as pixels, painted over: a PDF, or a PNG of a single picture.

        Annotations, attachments and hidden text stay behind. Where OCR is installed every page is read again by it.
        Raises Withheld for a picture, and for a page such OCR has not read, unless somebody looked at it, and where a
        name still shows.
        """
        held, wishes = self._store.document(document), self._wishes(document, wishes)
        _check_pages(held, [one.page for one in wishes.boxes])
        numbers = sorted({page.number for page in held.pages})
        with Ocr(ocr_choice(self._settings)) as ocr:
            painter = self._painter(held, wishes, ocr)
            painted = [painter.page(number) for number in _watched(numbers, progress or Silent())]
        form = CopyForm.PDF if held.media_type.startswith("application/pdf") or len(painted) > 1 else CopyForm.PICTURE
        data = redact_pdf.image_pdf(painted) if form is CopyForm.PDF else redact_image.png(painted[0])
        entry = self._entered(
            held, form, data, hidden=painter.hidden, by=by, searched=(SPELLING, *sorted(painter.programs)),
            wishes=wishes,
        )  # fmt: skip
        return RedactedCopy(data=data, entry=entry)

    def cleaned(self, capture: str, *, by: str) -> tuple[bytes, str]:
        """The bytes of an accession without metadata, and their media type: pictures from their pixels alone.

        Names in it stay: this is for what may leave unredacted. Raises Withheld or Unreadable where it cannot be done.
        """
        held = self._store.capture(capture)
        data = self._objects.read(held.sha256)
        if choose(held.media_type, held.name) == "scan":
            view = View(page=1, longest=LARGEST, colour=True)
            data = redact_image.png(_pixels(self._sandbox.draw(data, held.media_type, held.name, view)))
            kind = "image/png"
        else:
            data, kind = metadata.stripped(data, held.media_type, held.name), held.media_type
        with self._store.transaction():
            of = [id for id in self._consent.tellers() if self._store.document(id).sha256 == held.sha256]
            check_documents(self._consent, of, thing=capture)
            self._store.append_log(
                at=self._clock(), actor=by, action="clean", subject=held.id, detail={"made": _sha256(data)}
            )
        return data, kind

    def _wishes(self, document: str, wishes: Wishes | None) -> Wishes:
        return self.choices(document).wishes() | (wishes or Wishes())

    def _painter(self, held: Document, wishes: Wishes, ocr: Ocr) -> "_Painter":
        return _Painter(held, self._objects.read(held.sha256), self._known(wishes), wishes, self._sandbox, ocr)

    def _known(self, wishes: Wishes) -> KnownNames:
        return KnownNames(self.names(), keep=wishes.keep)

    def _entered(
        self,
        document: Document,
        form: CopyForm,
        data: bytes,
        *,
        hidden: int,
        by: str,
        searched: tuple[str, ...],
        wishes: Wishes,
    ) -> Redaction:
        entry = Redaction(
            subject=document.id, by=by, at=self._clock(), form=form, made=_sha256(data), of=document.sha256,
            hidden=hidden, boxes=wishes.boxes, looked=wishes.looked, searched=searched,
        )  # fmt: skip
        with self._store.transaction():
            check_documents(self._consent, [document.id], thing=document.id)
            return enter(self._store, entry, action="redact", detail={"made": entry.made, "form": form.value})


@dataclass(slots=True)
class _Painter:
    """Paints over the pages of one document."""

    document: Document
    data: bytes
    known: KnownNames
    wishes: Wishes
    sandbox: Sandbox
    ocr: Ocr
    hidden: int = 0
    programs: set[str] = field(default_factory=set)

    def page(self, number: int) -> Pixels:
        """One page, painted over until no name shows."""
        drawn, letters = self._drawn(number)
        boxes = [one.box for one in self.wishes.boxes if one.page == number]
        found = [*self._named(letters), *self._read_before(number)]
        self.hidden += len(found)
        picture = redact_image.painted(_pixels(drawn), [*boxes, *found])
        if number not in self.wishes.looked and not drawn.blank:
            self._check_looked(picture, number, is_picture=not letters)
        return self._searched(picture, number)

    def shown(self, number: int) -> list[Box]:
        """Where names stand on a page, by its own letters and by what was read of it when it came in."""
        return [*self._named(self._drawn(number)[1]), *self._read_before(number)]

    def _drawn(self, number: int) -> tuple[Picture, tuple[Word, ...]]:
        view = View(page=number, longest=LONGEST, colour=True)
        return self.sandbox.bared(self.data, self.document.media_type, self.document.name, view)

    def _read_before(self, number: int) -> Iterator[Box]:
        """Boxes of what is hidden in the document's text, where that was read from the page's picture."""
        if not self.document.spots:
            return
        for start, end, *_ in self._hidden(self.document.text):
            spots = [one for one in within(self.document.spots, start, end) if one.page == number]
            yield from redact_image.in_lines([one.box for one in spots])

    def _hidden(self, text: str) -> Sequence[Passage]:
        return redact_text.passages(text, self.known, also=self.wishes.also, keep=self.wishes.keep)

    def _searched(self, picture: Pixels, number: int) -> Pixels:
        """The page once OCR finds no name on it; painted over where it does."""
        for _ in range(ROUNDS):
            read = self._read(picture)
            found = list(self._named(read.words)) if read else []
            if not found:
                return picture
            self.hidden += len(found)
            picture = redact_image.painted(picture, found)
        raise Withheld(
            phrase("a known name still shows on page %(number)s", number=number), thing=self.document.name,
            do=phrase("Nothing was given out. Name the box to paint over."),
        )  # fmt: skip

    def _check_looked(self, picture: Pixels, number: int, *, is_picture: bool) -> None:
        """A text layer may tell other letters than the page shows; without OCR of all scripts a person must look."""
        read = self._read(picture)
        if is_picture or read is None or HANGUL not in read.languages:
            why = phrase("is a picture") if is_picture else phrase("was read by no program that knows Hangul")
            what = phrase("page %(number)s %(why)s: a name on it may be missed", number=number, why=why)
            do = phrase("Look at the page, name the boxes to paint over, and say that you have looked at it.")
            raise Withheld(what, thing=self.document.name, do=do)

    def _read(self, picture: Pixels) -> Attempt | None:
        """What OCR reads on a page, None where there is none or it reads nothing."""
        grey = redact_image.opened(picture).convert("L")
        try:
            read = self.ocr.words(Picture(width=grey.width, height=grey.height, pixels=grey.tobytes()))
        except (MissingPart, Unreadable):
            return None
        self.programs |= {read.program} - {""}
        return read

    def _named(self, words: Sequence[Word]) -> Iterator[Box]:
        """Where names and the other words stand."""
        text, owner = _laid_out(words)
        for start, end, *_ in self._hidden(text):
            at = dict.fromkeys(one for one in owner[start:end] if one is not None)
            yield from redact_image.in_lines([words[one].box for one in at])


def _check_pages(document: Document, wanted: Iterable[int]) -> None:
    """Raise InputError for a document without pages to paint over, NotFound for a page it has not."""
    if not document.pages or PARSER_OF.get(document.media_type.partition(";")[0]) not in DRAWN:
        raise InputError(
            phrase("it has no pages to paint over"), thing=document.id, do=phrase("Redact its text instead.")
        )
    if unknown := {*wanted} - {page.number for page in document.pages}:
        raise NotFound(phrase("there is no page %(given)s", given=min(unknown)), thing=document.id)


def _laid_out(words: Sequence[Word]) -> tuple[str, list[int | None]]:
    """The words as text, and for each character which word it is of."""
    text: list[str] = []
    owner: list[int | None] = []
    for number, word in enumerate(words):
        if number and not word.glued:
            text.append(" " if word.line == words[number - 1].line else "\n")
            owner.append(None)
        text.append(word.text)
        owner += [number] * len(word.text)
    return "".join(text), owner


def _named(value: object) -> Iterable[str]:
    if isinstance(value, Name) and value.type is NameType.PERSON and NAMELESS not in value.roles:
        return (value.text,)
    return (value.other,) if isinstance(value, Detail) and value.other and value.other_entity else ()


def _pixels(picture: Picture) -> Pixels:
    return Pixels(width=picture.width, height=picture.height, data=picture.pixels, colour=picture.colour)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _watched(numbers: Collection[int], progress: Progress) -> Iterator[int]:
    """The numbers, with word to whoever watches."""
    progress.start(len(numbers), "redacting pages")
    for number in numbers:
        yield number
        progress.step(f"page {number}")
    progress.finish()
