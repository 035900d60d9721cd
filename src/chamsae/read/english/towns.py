"""Places of the list in English sentences, which the language model often takes for people or for nothing."""

from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Token

from chamsae.read.english.sentences import Sentence
from chamsae.read.words import wordset
from chamsae.text.normal import fold
from chamsae.text.places import Level, keys, mentions, place, written

#: Countries are the model's: it knows them better, and "Chinese" names no place.
_LISTED = frozenset({Level.CITY, Level.BORDER, Level.PROVINCE})


def towns(text: str, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Where a sentence names a town, crossing or province of the list, and where that is no part of a longer name."""
    if not any(fold(token.text) in _first_words() for token in sentence.span if token.text[:1].isupper()):
        return
    for found in mentions(text[sentence.start : sentence.end]):
        start, end = sentence.start + found.start, sentence.start + found.end
        words = sentence.tokens(start, end)
        proper = bool(words) and words[-1].text[:1].isupper()  # not "a Chinese border guard station"
        if found.place.level in _LISTED and proper and not _in_a_longer_name(words):
            yield start, end


def named_after_town(words: str) -> bool:
    """ "Pyongyang Garden", "Sinuiju Fellowship": a house or body called after a town, which lies anywhere."""
    found = mentions(words)
    if not found or found[0].start or found[0].place.level not in _LISTED:
        return False
    rest = words[found[-1].end :].split()
    return bool(rest) and rest[0][:1].isupper() and rest[-1] not in wordset("english", "place_endings")


def _in_a_longer_name(words: list[Token]) -> bool:
    """ "Paek Musan", "the Dandong Trading Company", "the Seoul ministry": the name goes on at one of its sides."""
    first, last = words[0], words[-1]
    before = first.nbor(-1) if first.i > first.sent.start else None
    after = last.nbor(1) if last.i + 1 < last.sent.end else None
    return (before is not None and _goes_on(before) and not _kind(before)) or (
        after is not None
        and (_goes_on(after) or after.text in wordset("english", "organisation_nouns"))
        and not _kind(after)
    )


def _goes_on(token: Token) -> bool:
    """True for a capitalised word that is no plain one at the head of its sentence, and for a hyphen inside a name."""
    if token.text == "-":
        return not token.whitespace_ and token.i + 1 < len(token.doc) and token.nbor(1).text[:1].isupper()
    opens = token.i == token.sent.start and token.pos_ != "PROPN"
    return token.text[:1].isupper() and not token.is_stop and not opens


def _kind(token: Token) -> bool:
    """ "Tumen City", "Chinese Tumen": words that say what or whose the place is."""
    return token.text in wordset("english", "place_endings") or token.ent_type_ in ("NORP", "DATE")


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    """What the names of these places begin with, folded."""
    known = [place(key) for key in keys()]
    names = (name for one in known if one.level in _LISTED for name in (*one.names, *one.careful))
    return frozenset(fold(name).replace("-", " ").split()[0] for name in names if written(name[0], "en"))
