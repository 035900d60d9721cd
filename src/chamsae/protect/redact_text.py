"""A text without the names that are known: each stands as `[withheld]`, whatever its spelling and length."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from chamsae.errors import Withheld
from chamsae.protect.disguised import disguised
from chamsae.protect.known_names import CERTAIN, LONG, KnownNames, Span, bare
from chamsae.text.normal import fold

#: What stands for whatever is hidden; always the same, so that its length tells nothing.
MARK = "[withheld]"


class Trait(StrEnum):
    """What else is hidden wherever it stands, for it leads to a person; as counted in `Redacted.hidden`."""

    IDENTITY_NUMBER = "identity number"
    TELEPHONE = "telephone number"
    EMAIL = "e-mail address"


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


def redact(text: str, known: KnownNames, *, also: Iterable[str] = ()) -> Redacted:
    """The text without known names, identity and telephone numbers, e-mail addresses, and `also` (words as given).

    Names written in a code (addresses, base64 …) are hidden with the whole run they stand in. Raises Withheld where
    one can be read all the same.
    """
    spans = hidden_spans(text, known, also=also)
    parts, at = [], 0
    for start, end, _ in spans:
        parts += [text[at:start], MARK]
        at = end
    redacted = "".join((*parts, text[at:]))
    check(redacted, known)
    return Redacted(text=redacted, hidden=tuple(sorted(Counter(span.name for span in spans).items())))


def hidden_spans(text: str, known: KnownNames, *, also: Iterable[str] = ()) -> list[Span]:
    """All that must not be read, in order, none overlapping another."""
    found = sorted({*known.spans(text), *_in_code(text, known), *_traits(text), *_words(text, also)})
    joined: list[Span] = []
    for span in found:
        if joined and span.start < joined[-1].end:
            joined[-1] = joined[-1]._replace(end=max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def check(text: str, known: KnownNames) -> None:
    """Raise Withheld where a known name can still be read; the message does not tell which.

    Looked for by the search that hid them and by a plain one, which knows neither words nor places: in all letters of
    the text, one after the other.
    """
    left = {span.name for span in (*known.spans(text), *_in_code(text, known))} | plainly_in(text, known.names)
    if left:
        raise Withheld(
            f"{len(left)} known names can still be read in it", thing="the redacted copy",
            do="Nothing was given out. Name the words in question with `also`.",
        )  # fmt: skip


def plainly_in(text: str, known: Iterable[str]) -> set[str]:
    """The names whose letters, as the casebook has them, follow each other in the text, whatever stands between.

    Short ones, which stand in other words by chance, are looked for as words.
    """
    pieces = text.split(MARK)
    letters, words = [bare(piece) for piece in pieces], [fold(piece) for piece in pieces]
    return {
        name
        for name in known
        if any(bare(name) in some for some in (letters if _is_long(bare(name)) else ()))
        or any(re.search(rf"(?<!\w){re.escape(fold(name))}(?!\w)", some) for some in words)
    }


def _is_long(letters: str) -> bool:
    return len(letters) >= (LONG if letters.isascii() else CERTAIN)


def _in_code(text: str, known: KnownNames) -> Iterator[Span]:
    for start, end, words in disguised(text):
        hidden = known.spans(words)
        if hidden:
            yield Span(start, end, hidden[0].name)


def _traits(text: str) -> Iterator[Span]:
    for trait, pattern in _TRAITS.items():
        yield from (Span(found.start(), found.end(), trait.value) for found in pattern.finditer(text))


def _words(text: str, also: Iterable[str]) -> Iterator[Span]:
    for words in filter(None, map(str.strip, also)):
        pattern = re.compile(r"\s+".join(map(re.escape, words.split())), re.IGNORECASE)
        yield from (Span(found.start(), found.end(), words) for found in pattern.finditer(text))
