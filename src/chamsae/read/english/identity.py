"""Names as they stand in a document, and who is the same: short forms, acronyms and titles tied to the full name."""

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from chamsae.model.claim import NameType
from chamsae.read.words import either, keyed, listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name where it stands; `full` is the fullest form of the same name so far, `entity` its stable id."""

    start: int
    end: int
    text: str
    type: NameType
    full: str = ""
    entity: str = ""
    gender: str = ""
    rule: bool = False


@dataclass(slots=True)
class Names:
    """All names of a document in order of place."""

    mentions: tuple[Mention, ...] = ()
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._starts = [mention.start for mention in self.mentions]

    def within(self, start: int, end: int) -> tuple[Mention, ...]:
        """Mentions that lie inside start–end."""
        first = bisect_right(self._starts, start - 1)
        return tuple(m for m in self.mentions[first : bisect_right(self._starts, end)] if m.end <= end)

    def touching(self, start: int, end: int) -> Mention | None:
        """The mention that shares characters with start–end, if any."""
        upto = bisect_right(self._starts, end - 1)
        return next((m for m in reversed(self.mentions[max(0, upto - 4) : upto]) if m.end > start), None)

    def before(self, at: int, kind: NameType) -> Iterator[Mention]:
        """Mentions of one type that end before a place, nearest first."""
        for mention in reversed(self.mentions[: bisect_right(self._starts, at)]):
            if mention.type is kind and mention.end <= at:
                yield mention


def clustered(mentions: list[Mention]) -> Iterator[Mention]:
    """Give each mention its full name and id, reading from the top; genders are known from the whole document."""
    genders = _genders(mentions)
    people: list[tuple[str, str]] = []
    short: dict[str, str] = dict(_ALIASES)
    for mention in mentions:
        if mention.type is NameType.PERSON:
            full = _person(mention, people, genders)
            gender = _gender(mention.text) or genders.get(key(full), "")
        else:
            full, gender = _organisation(mention, short), ""
        yield replace(mention, full=full, gender=gender, entity=entity_id(mention.type, full))


_ACRONYM = re.compile(r"\s*\((?P<short>[A-Z][A-Za-z&.-]{1,9})\)")
_ALIASES = {
    "U.N.": "United Nations",
    "UN": "United Nations",
    "CCP": "Chinese Communist Party",
    "HRW": "Human Rights Watch",
    "RFA": "Radio Free Asia",
    "VOA": "Voice of America",
    "OHCHR": "Office of the High Commissioner for Human Rights",
    "DPRK": "North Korea",
    "PRC": "China",
    "ROK": "South Korea",
    "US": "United States",
    "U.S.": "United States",
}


def _genders(mentions: Iterable[Mention]) -> dict[str, str]:
    return {
        key(m.text): g
        for m in mentions
        if m.type is NameType.PERSON and (g := _gender(m.text)) and len(_untitled(m.text).split()) > 1
    }


def _gender(words: str) -> str:
    titles = keyed("english", "titles")
    first = words.split(maxsplit=1)[0]
    return next((gender for gender in ("female", "male") if first in titles[gender]), "")


def _untitled(words: str) -> str:
    return _titles().sub("", words, count=1).strip() or words


def _person(mention: Mention, people: list[tuple[str, str]], genders: dict[str, str]) -> str:
    """The full name meant: the last full name before that shares the word and does not differ in gender."""
    words, gender = _untitled(mention.text), _gender(mention.text)
    parts = words.split()
    if len(parts) > 1:
        full = next((name for name, _ in reversed(people) if key(name) == key(words)), words)
        people.append((full, gender or genders.get(key(full), "")))
        return full
    for name, known in reversed(people):
        pieces = name.split()
        if (
            parts
            and parts[0] in (pieces[0], pieces[-1], "-".join(pieces[1:]))
            and not (gender and known and gender != known)
        ):
            if gender and not known:
                genders[key(name)] = gender
                people.append((name, gender))
            return name
    return words


def _organisation(mention: Mention, short: dict[str, str]) -> str:
    words = mention.text
    if inner := _ACRONYM.search(words):
        full = words[: inner.start()].strip()
        short[inner["short"]] = full
        return full
    return short.get(words, words).removeprefix("The ") if words in short else words


@lru_cache(maxsize=1)
def _titles() -> re.Pattern[str]:
    words = either(w for words in keyed("english", "titles").values() for w in words)
    return re.compile(rf"(?:(?:{words})\s+)+")


def entity_id(kind: NameType, full: str) -> str:
    """The id of a name by its plain form: the same in every document, "Kim Jong-Un" as "Kim Jong Un"."""
    plain = key(full) if kind is NameType.PERSON else re.sub(r"\W+", " ", full).strip().casefold().removeprefix("the ")
    return "e" + hashlib.sha256(f"{kind}:{plain}".encode()).hexdigest()[:12]


@lru_cache(maxsize=4096)
def key(full: str) -> str:
    """A person's name in plain form: letters only, Korean family name first."""
    words = [re.sub(r"\W+", "", word).casefold() for word in _untitled(full).split()]
    families = surnames()
    if len(words) > 1 and words[-1] in families and words[0] not in families:
        words = [words[-1], *words[:-1]]
    return words[0] + " " + "".join(words[1:]) if words else ""


@lru_cache(maxsize=1)
def surnames() -> frozenset[str]:
    """Korean family names in the ways they are written, in small letters."""
    return frozenset(name.casefold() for name in listed("english", "korean_surnames"))
