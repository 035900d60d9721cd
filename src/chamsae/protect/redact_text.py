"""A text without the names that are known: each stands as `[withheld]`, whatever its spelling and length."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from chamsae.errors import Withheld, phrase
from chamsae.protect.disguised import disguised
from chamsae.protect.known_names import CERTAIN, LONG, REMEMBERED, KnownNames, Span, bare
from chamsae.text.normal import fold

#: What stands for whatever is hidden; always the same, so that its length tells nothing.
MARK = "[withheld]"


class Trait(StrEnum):
    """What else is hidden wherever it stands, for it leads to a person; as counted in `Redacted.hidden`."""

    IDENTITY_NUMBER = "identity number"
    TELEPHONE = "telephone number"
    EMAIL = "e-mail address"


class Why(StrEnum):
    """Why a passage is hidden."""

    NAME = "name"
    CODE = "code"
    IDENTITY_NUMBER = Trait.IDENTITY_NUMBER.value
    TELEPHONE = Trait.TELEPHONE.value
    EMAIL = Trait.EMAIL.value
    ADDED = "added"


#: Korean and Chinese identity numbers, mobile numbers of the two countries and foreign ones, addresses of e-mail.
_TRAITS = {
    Trait.IDENTITY_NUMBER: re.compile(r"(?<!\d)(?:\d{6}[-–\s]?[1-8]\d{6}|[1-6]\d{5}(?:19|20)\d{9}[\dXx])(?!\d)"),
    Trait.TELEPHONE: re.compile(
        r"(?<![\d\w])(?:\+\d{1,3}[-\s.()]*\d[\d\-\s.()]{6,}\d"
        r"|01\d[-\s.]?\d{3,4}[-\s.]?\d{4}|1[3-9]\d[-\s]?\d{4}[-\s]?\d{4})(?!\d)"
    ),
    Trait.EMAIL: re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Redacted:
    """A text as it may leave; `hidden` counts what was hidden, by name as the casebook has it or by trait.

    `hidden` is for the group alone.
    """

    text: str
    hidden: tuple[tuple[str, int], ...] = ()


class Passage(NamedTuple):
    """Text from `start` to `end` is hidden: a name as the casebook has it, a trait or words as given, and why."""

    start: int
    end: int
    name: str
    why: Why


def redact(text: str, known: KnownNames, *, also: Iterable[str] = (), keep: Iterable[str] = ()) -> Redacted:
    """The text without known names, identity and telephone numbers, e-mail addresses, and `also` (words as given).

    Numbers and addresses of `keep` stay. Names written in a code (addresses, base64 …) are hidden with the whole run
    they stand in. Raises Withheld where one can be read all the same.
    """
    spans = passages(text, known, also=also, keep=keep)
    parts, at = [], 0
    for start, end, *_ in spans:
        parts += [text[at:start], MARK]
        at = end
    redacted = "".join((*parts, text[at:]))
    check(redacted, known)
    return Redacted(text=redacted, hidden=tuple(sorted(Counter(span.name for span in spans).items())))


def passages(text: str, known: KnownNames, *, also: Iterable[str] = (), keep: Iterable[str] = ()) -> list[Passage]:
    """All that must not be read, in order, none overlapping another: of two that do, the first says why."""
    found = sorted({
        *(Passage(*span, Why.NAME) for span in known.spans(text)), *_traits(text, frozenset(keep)),
        *(Passage(*span, Why.CODE) for span in _in_code(text, known)),
        *(Passage(*span, Why.ADDED) for span in _words(text, also)),
    })  # fmt: skip
    joined: list[Passage] = []
    for one in found:
        if joined and one.start < joined[-1].end:
            joined[-1] = joined[-1]._replace(end=max(joined[-1].end, one.end))
        else:
            joined.append(one)
    return joined


def check(text: str, known: KnownNames) -> None:
    """Raise Withheld where a known name can still be read; the message does not tell which.

    Looked for by the search that hid them and by a plain one, which knows neither words nor places: in all letters of
    the text, one after the other.
    """
    left = {span.name for span in (*known.spans(text), *_in_code(text, known))} | plainly_in(text, known.names)
    if left:
        raise Withheld(
            phrase("%(count)s known names can still be read in it", count=len(left)), thing=phrase("the redacted copy"),
            do=phrase("Nothing was given out. Name the words in question with `also`."),
        )  # fmt: skip


def plainly_in(text: str, known: Iterable[str]) -> set[str]:
    """The names whose letters, as the casebook has them, follow each other in the text, whatever stands between.

    Short ones, which stand in other words by chance, are looked for as words.
    """
    pieces = text.split(MARK)
    letters, words = [bare(piece) for piece in pieces], [fold(piece) for piece in pieces]
    found = set()
    for name in known:
        long, word = _looked_for(name)
        if (long and any(long in some for some in letters)) or any(_stands_as_word(word, some) for some in words):
            found.add(name)
    return found


@lru_cache(maxsize=REMEMBERED)
def _looked_for(name: str) -> tuple[str, str]:
    """The letters of a long name, none of a short one, and the name as a word of a folded text."""
    letters = bare(name)
    return letters if len(letters) >= (LONG if letters.isascii() else CERTAIN) else "", fold(name)


def _stands_as_word(word: str, folded: str) -> bool:
    # Few names stand in a text: the pattern is made for those alone.
    return word in folded and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", folded) is not None


def _in_code(text: str, known: KnownNames) -> Iterator[Span]:
    for start, end, words in disguised(text):
        hidden = known.spans(words)
        if hidden:
            yield Span(start, end, hidden[0].name)


def _traits(text: str, keep: frozenset[str]) -> Iterator[Passage]:
    for trait, pattern in _TRAITS.items():
        for found in pattern.finditer(text):
            if found[0] not in keep:
                yield Passage(found.start(), found.end(), trait.value, Why(trait.value))


def _words(text: str, also: Iterable[str]) -> Iterator[Span]:
    for words in filter(None, map(str.strip, also)):
        pattern = re.compile(r"\s+".join(map(re.escape, words.split())), re.IGNORECASE)
        yield from (Span(found.start(), found.end(), words) for found in pattern.finditer(text))
