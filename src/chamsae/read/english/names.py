"""Names of people, organisations, places and facilities in English text, clustered within the document."""

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from spacy.tokens import Span, Token

from chamsae.model.claim import NameType
from chamsae.read.english.placelike import like_a_place
from chamsae.read.english.sentences import Sentence
from chamsae.read.words import either, keyed, listed, wordset

_LABELS = {
    "PERSON": NameType.PERSON,
    "ORG": NameType.ORGANISATION,
    "GPE": NameType.PLACE,
    "LOC": NameType.PLACE,
    "FAC": NameType.PLACE,
}
#: A word of a name; a day of the week is one only in those of papers and schools.
_CAP = r"(?:(?:[A-Z]\.){2,}|(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?!\s[A-Z]))[A-Z][\w’'&-]*)"
_ACRONYM = re.compile(r"\s*\((?P<short>[A-Z][A-Za-z&.-]{1,9})\)")


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


def names(text: str, sentences: Iterable[Sentence]) -> Names:
    """Find and cluster the names of a document; headings, whose capitals mislead, give only names of Korean form."""
    found: list[Mention] = []
    spoken: list[Sentence] = []
    for sentence in sentences:
        if sentence.heading:
            found.extend(m for m in _of_korean_form(text, sentence) if m.rule)
        else:
            found.extend(_resolved(_candidates(text, sentence)))
            spoken.append(sentence)
    found.extend(_surnames_alone(text, spoken, found))
    places = _places_apart(text, found)
    settled = (replace(m, type=NameType.PLACE) if m.text in places else m for m in found)
    return Names(tuple(_clustered(sorted(settled, key=lambda m: m.start))))


def _places_apart(text: str, found: Iterable[Mention]) -> frozenset[str]:
    """Single words that the model took for persons, that stand like places and are no part of a full name."""
    people = [m for m in found if m.type is NameType.PERSON]
    parts = {part for m in people if " " in m.text for part in m.text.split()}
    alone = [m for m in people if not m.rule and " " not in m.text and m.text not in parts]
    spans = {m.text: [(o.start, o.end) for o in alone if o.text == m.text] for m in alone}
    return frozenset(word for word, places in spans.items() if like_a_place(text, places))


def _surnames_alone(text: str, spoken: Iterable[Sentence], found: Iterable[Mention]) -> Iterator[Mention]:
    """ "…, Oh said": the surname of somebody named in full, which the model leaves out, before a verb of speech."""
    full = [m.text.split() for m in found if m.type is NameType.PERSON]
    alone = {
        word for words in full if len(words) > 1 for word in (words[0], words[-1]) if word.casefold() in _surnames()
    }
    if not alone:
        return
    pattern = re.compile(
        rf"(?<![\w-])(?:{either(alone)})(?=\s(?:said|says|told|added|adds|explained|recalled|warned)\b)"
    )
    taken = {at for m in found for at in range(m.start, m.end)}
    for sentence in spoken:
        for match in pattern.finditer(text, sentence.start, sentence.end):
            if match.start() not in taken:
                yield Mention(start=match.start(), end=match.end(), text=match.group(), type=NameType.PERSON, rule=True)


def entity_id(kind: NameType, full: str) -> str:
    """The id of a name by its plain form: the same in every document, "Kim Jong-Un" as "Kim Jong Un"."""
    plain = key(full) if kind is NameType.PERSON else re.sub(r"\W+", " ", full).strip().casefold().removeprefix("the ")
    return "e" + hashlib.sha256(f"{kind}:{plain}".encode()).hexdigest()[:12]


@lru_cache(maxsize=4096)
def key(full: str) -> str:
    """A person's name in plain form: letters only, Korean family name first."""
    words = [re.sub(r"\W+", "", word).casefold() for word in _untitled(full).split()]
    surnames = _surnames()
    if len(words) > 1 and words[-1] in surnames and words[0] not in surnames:
        words = [words[-1], *words[:-1]]
    return words[0] + " " + "".join(words[1:]) if words else ""


@lru_cache(maxsize=1)
def _surnames() -> frozenset[str]:
    return frozenset(name.casefold() for name in listed("english", "korean_surnames"))


@dataclass(frozen=True, slots=True)
class _Patterns:
    titled: re.Pattern[str]
    title: re.Pattern[str]
    facility: re.Pattern[str]
    organisation: re.Pattern[str]
    known: re.Pattern[str]
    korean: re.Pattern[str]
    place: re.Pattern[str]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    titles = either(w for words in keyed("english", "titles").values() for w in words)
    ends, surnames = either(listed("english", "organisation_endings")), either(listed("english", "korean_surnames"))
    join = r"(?:\s(?:of|for|on|and|the|to|&|against|in|de|at)(?:\sthe)?)"
    return _Patterns(
        titled=re.compile(
            rf"(?<![\w.])(?:{titles})\s+(?!Assembly|Secretary|Secretariat|Council|Committee|Security"
            rf"|Court|Minister|Office){_CAP}(?:\s(?:[A-Z]\.|{_CAP})){{0,3}}"
        ),
        title=re.compile(rf"(?:(?:{titles})\s+)+"),
        facility=re.compile(rf"(?<!\w)(?:{_CAP}\s){{1,4}}(?:{either(listed('english', 'facility_endings'))})(?!\w)"),
        organisation=re.compile(
            rf"(?<!\w)(?!According|The\s(?!{_CAP}\s(?:Times|Post|Herald|Guardian|Telegraph|Independent"
            rf"|Economist)\b)|After\s|In\s|But\s|When\s){_CAP}(?:{join}?\s{_CAP}){{0,7}}?\s(?:{ends})"
            rf"(?:\s(?:of|for|on|to|(?<=Consulate\s)in|(?<=Embassy\s)in)(?:\sthe)?\s{_CAP}(?:{join}?\s{_CAP}){{0,5}})?"
            rf"(?:\s\([A-Z][A-Z&]+\))?(?!\w)"
        ),
        known=re.compile(rf"(?<![\w.])(?:{either(listed('english', 'organisations'))})(?!\w)"),
        korean=re.compile(
            rf"(?<![\w-])(?:(?:{surnames})\s[A-Z][a-z]+-[A-Za-z][a-z]+|[A-Z][a-z]+-[a-z]+\s(?:{surnames})"
            rf"|[A-Z][a-z]+-[a-z]{{2,6}}(?!\w))(?![\w-])"
        ),
        place=re.compile(rf"(?<!\w)(?:{_CAP}\s){{1,3}}(?:{either(listed('english', 'place_endings'))})(?!\w)"),
    )


def _candidates(text: str, sentence: Sentence) -> Iterator[Mention]:
    rules, start, end = _patterns(), sentence.start, sentence.end
    for pattern, kind in (
        (rules.facility, NameType.FACILITY),
        (rules.organisation, NameType.ORGANISATION),
        (rules.known, NameType.ORGANISATION),
        (rules.titled, NameType.PERSON),
        (rules.place, NameType.PLACE),
    ):
        for match in pattern.finditer(text, start, end):
            yield from _trimmed(text, match.start(), match.end(), kind, rule=True)
    yield from _of_korean_form(text, sentence)
    for ent in sentence.span.ents:
        if ent.label_ in _LABELS:
            yield from _of_model(text, sentence, ent)


def _of_korean_form(text: str, sentence: Sentence) -> Iterator[Mention]:
    """ "Kim Chol-su", "Chol-su Kim"; with less weight "Chol-su" alone."""
    for match in _patterns().korean.finditer(text, sentence.start, sentence.end):
        if not _common(match.group()):
            yield from _trimmed(text, match.start(), match.end(), NameType.PERSON, rule=" " in match.group())


def _of_model(text: str, sentence: Sentence, ent: Span) -> Iterator[Mention]:
    """A name the model found; a person's widened by first names left out, freed of "Lawyer" or "Defector" before it."""
    first, last, kind = ent.start, ent.end - 1, _LABELS[ent.label_]
    described = _describing()
    while first < last and ent.doc[first].lower_ in described:
        first, kind = first + 1, NameType.PERSON
    if kind is NameType.PERSON:
        while first > sentence.span.start and _first_name(ent.doc[first - 1], ent.doc[last]):
            first -= 1
    start, end = sentence.stretch(ent.doc[first], ent.doc[last])
    yield from _trimmed(text, start, end, kind, rule=False)


def _first_name(token: Token, head: Token) -> bool:
    if token.pos_ != "PROPN" or token.dep_ != "compound" or token.head != head or not token.is_title:
        return False
    return token.ent_type_ in ("", "PERSON") and token.lower_ not in _describing() and token.lower_ not in _not_names()


@lru_cache(maxsize=1)
def _describing() -> frozenset[str]:
    """Words that say what a person is and stand before the name without being part of it."""
    roles = {word for words in keyed("english", "roles").values() for word in words if " " not in word}
    titles = {word.casefold() for words in keyed("english", "titles").values() for word in words}
    return (frozenset(roles) | wordset("english", "person_nouns")) - titles


_COMMON = re.compile(
    r"(?:Anti|Pro|Non|Post|Pre|Ex|Vice|Co|Multi|Semi|Self|Asia|Sino|Inter|Mid|Re|Man|Long|Short"
    r"|High|Low|Well|Non|Off|On|Cross|North|South|East|West|Two|Three|Four|Five|Six|Seven|Eight"
    r"|Nine|Ten|Twenty|Thirty|Forty|Fifty|Sixty|Seventy|Eighty|Ninety|[A-Z][a-z]+teen)-"
)


def _common(words: str) -> bool:
    return (
        bool(_COMMON.match(words))
        or "-year" in words
        or words.rsplit("-", maxsplit=1)[-1] in ("based", "led", "born", "backed", "made", "style", "old")
    )


def _trimmed(text: str, start: int, end: int, kind: NameType, *, rule: bool) -> Iterator[Mention]:
    words = text[start:end]
    lead = re.match(
        r"(?:(?:According\s+to|[A-Z]\w+-based|[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]n|[Aa]t|[Oo]n|[Aa]fter|[Bb]ut|[Aa]nd)\s+"
        r"|[\"“”‘’'(\s]+)+",
        words,
    )
    start += lead.end() if lead and not (kind is NameType.ORGANISATION and _media(words.rstrip(".,’”"))) else 0
    tail = (
        re.search(r"(?:['’]s?(?:\s.+)?|[\"“”,.;:)\s]+)$", text[start:end])
        if kind is not NameType.ORGANISATION
        else re.search(r"(?:['’]s?|[\"“”,.;:\s]+)$", text[start:end])
    )
    if tail and not re.search(r"(?:\b[A-Z]\.|Jr\.|\([A-Z&]+\))$", text[start:end]):
        end = start + tail.start()
    words = text[start:end]
    if not re.search(r"[A-Z]", words) or re.search(r"[\d@\r\n]|https?:", words) or len(words) > 110:
        return
    if settled := _typed(words, kind, rule=rule):
        yield Mention(start=start, end=end, text=words, type=settled, rule=rule)


def _media(words: str) -> bool:
    return bool(
        re.match(
            r"The\s(?:[A-Z]\w+\s)*(?:Times|Post|Guardian|Herald|Telegraph|Independent|Economist|Journal|Diplomat)$",
            words,
        )
    )


def _typed(words: str, kind: NameType, *, rule: bool) -> NameType | None:
    """The type after a second look; None for words that only look like a name."""
    if words in wordset("english", "organisations"):
        return NameType.ORGANISATION
    if words in wordset("english", "places"):
        return NameType.PLACE
    if _is_plain(words, kind):
        return None
    if rule:
        return kind
    return _person_or_not(words) if kind is NameType.PERSON else None if _is_common(words, kind) else kind


def _is_plain(words: str, kind: NameType) -> bool:
    """Nationalities, titles and the like; "Chinese detention center" names no one place."""
    parts = words.split()
    if kind is NameType.FACILITY:
        return parts[0].casefold() in _not_names() and parts[1].islower()
    return words.casefold() in _not_names() or (parts[-1].casefold() in _not_names() and len(parts) <= 2)


def _person_or_not(words: str) -> NameType | None:
    parts = words.split()
    if any(word[:1].islower() and word not in ("de", "van", "von", "bin", "al", "ibn", "la", "du") for word in parts):
        return None
    if parts[-1] in listed("english", "organisation_endings"):
        return NameType.ORGANISATION
    return NameType.PLACE if len(parts) > 1 and parts[-1] in listed("english", "place_endings") else NameType.PERSON


def _is_common(words: str, kind: NameType) -> bool:
    """One capitalised common noun ("Groups", "Editorial") that the model took for an organisation."""
    if kind is not NameType.ORGANISATION:
        return False
    known = {words.casefold(), words.casefold().rstrip("s")} & wordset("english", "speaking_nouns")
    return words.islower() or (re.fullmatch(r"[A-Z][a-z]+", words) is not None and bool(known))


@lru_cache(maxsize=1)
def _not_names() -> frozenset[str]:
    listed_words = wordset("english", "not_names")
    titles = {w.rstrip(".").casefold() for words in keyed("english", "titles").values() for w in words}
    return listed_words | titles


def _resolved(found: Iterable[Mention]) -> Iterator[Mention]:
    """Of overlapping finds the rule's before the model's, then the longest."""
    taken: list[Mention] = []
    known = wordset("english", "organisations")
    for mention in sorted(found, key=lambda m: (not m.rule, m.text not in known, m.start - m.end, m.start)):
        if not any(mention.start < other.end and other.start < mention.end for other in taken):
            taken.append(mention)
    return iter(taken)


def _clustered(mentions: list[Mention]) -> Iterator[Mention]:
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
    return _patterns().title.sub("", words, count=1).strip() or words


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
