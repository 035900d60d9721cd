"""What people chose for the copies of a document before one is made: kept in the ledger, and undone there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from chamsae.casebook.entering import enter
from chamsae.errors import InputError, NotFound, phrase
from chamsae.model.document import Document
from chamsae.model.ledger import standing
from chamsae.model.locus import Box
from chamsae.model.redaction import Choosing, PageBox, RedactionChoice
from chamsae.ports import Clock, Store
from chamsae.protect.known_names import KnownNames
from chamsae.protect.redact_text import Why, passages

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What somebody wants beside known names: `also` words hidden, names of `keep` left in, `boxes` painted over.

    `looked` are pages nobody's program can read, at which the person has looked. Numbers and addresses can be kept too.
    """

    also: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    boxes: tuple[PageBox, ...] = ()
    looked: tuple[int, ...] = ()

    def __or__(self, other: "Wishes") -> "Wishes":
        """Both."""
        return Wishes(
            also=_both(self.also, other.also), keep=_both(self.keep, other.keep), boxes=_both(self.boxes, other.boxes),
            looked=_both(self.looked, other.looked),
        )  # fmt: skip


class Choices:
    """The choices for copies of one document."""

    def __init__(self, store: Store, clock: Clock, document: Document, names: Iterable[str]) -> None:
        self._store, self._clock, self._document, self._names = store, clock, document, tuple(names)

    def standing(self) -> list[RedactionChoice]:
        """Those that were not taken back, the first first."""
        return standing(self._store.entries(RedactionChoice, subject=self._document.id))

    def add(self, choice: RedactionChoice) -> RedactionChoice:
        """Write a choice down; raises InputError for words or a box that are not there, and for what is chosen."""
        self._check(choice)
        same = replace(choice, number=0)
        if any(replace(one, number=0, by=same.by, at=same.at, why=same.why) == same for one in self.standing()):
            raise InputError(phrase("it is chosen already"), thing=self._document.id)
        return enter(self._store, choice)

    def of(self, wishes: Wishes, *, by: str) -> list[RedactionChoice]:
        """Wishes as choices to add: words where they first stand, a name where it is first hidden.

        Raises InputError for words that do not stand in the text.
        """
        found = [self.choice(Choosing.HIDE, by=by, at=self._place(words)) for words in wishes.also]
        found += [self.choice(Choosing.KEEP, by=by, at=self._hidden(words)) for words in wishes.keep]
        found += [self.choice(Choosing.BOX, by=by, page=one.page, box=one.box) for one in wishes.boxes]
        return found + [self.choice(Choosing.LOOKED, by=by, page=page) for page in wishes.looked]

    def choice(
        self, choosing: Choosing, *, by: str, at: tuple[int, int] = (0, 0), page: int = 0, box: Box | None = None
    ) -> RedactionChoice:
        """A choice by somebody, to be added."""
        return RedactionChoice(
            subject=self._document.id, by=by, at=self._clock(), choosing=choosing, start=at[0], end=at[1], page=page,
            box=box,
        )  # fmt: skip

    def take_back(self, number: int, *, by: str, why: str = "") -> RedactionChoice:
        """Take a choice back; raises NotFound where none of this number stands."""
        held = next((one for one in self.standing() if one.number == number), None)
        if held is None:
            raise NotFound(phrase("there is no choice %(number)s that stands", number=number), thing=self._document.id)
        return enter(self._store, replace(held, number=0, undoes=number, by=by, at=self._clock(), why=why))

    def wishes(self) -> Wishes:
        """What they come to."""
        held = self.standing()
        words = {one.number: self._document.text[one.start : one.end] for one in held}
        return Wishes(
            also=tuple(words[one.number] for one in held if one.choosing is Choosing.HIDE),
            keep=self._kept([one for one in held if one.choosing is Choosing.KEEP]),
            boxes=tuple(PageBox(page=one.page, box=one.box) for one in held if one.box is not None),
            looked=tuple(one.page for one in held if one.choosing is Choosing.LOOKED),
        )

    def _kept(self, held: Sequence[RedactionChoice]) -> tuple[str, ...]:
        """The words that were chosen, and the names they are hidden for, as the casebook has them."""
        if not held:
            return ()
        text, kept = self._document.text, dict.fromkeys(self._document.text[one.start : one.end] for one in held)
        for passage in passages(text, KnownNames(self._names)):
            if any(passage.start < one.end and one.start < passage.end for one in held):
                if passage.why is Why.NAME or passage.why is Why.CODE:
                    kept[passage.name] = None
                else:
                    kept[text[passage.start : passage.end]] = None
        return tuple(kept)

    def _place(self, words: str) -> tuple[int, int]:
        start = self._document.text.find(words)
        if start < 0 or not words:
            raise InputError(
                phrase("these words do not stand in it"), thing=words, do=phrase("Write them as the document has them.")
            )
        return start, start + len(words)

    def _hidden(self, words: str) -> tuple[int, int]:
        """Where a name, as the casebook has it, is first hidden; else where these words first stand."""
        named = (one for one in passages(self._document.text, KnownNames(self._names)) if one.name == words)
        first = next(named, None)
        return (first.start, first.end) if first else self._place(words)

    def _check(self, choice: RedactionChoice) -> None:
        if choice.choosing in (Choosing.HIDE, Choosing.KEEP):
            if not self._document.text[choice.start : choice.end].strip() or choice.start < 0:
                raise InputError(phrase("there are no words at this place"), thing=self._document.id)
            return
        if choice.page not in {page.number for page in self._document.pages}:
            raise NotFound(phrase("there is no page %(page)s", page=choice.page), thing=self._document.id)
        box = choice.box
        if choice.choosing is Choosing.BOX and not (
            box and 0 <= box.left < box.right <= 1 and 0 <= box.top < box.bottom <= 1
        ):
            raise InputError(
                phrase("a box has its left before its right and its top above its bottom, all on the page")
            )


def _both(one: tuple[T, ...], other: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*one, *other)))
