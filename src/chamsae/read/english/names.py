"""Names of people, organisations, places and facilities in English text: where they stand, and of what type."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from spacy.tokens import Span, Token

from chamsae.model.claim import NameType
from chamsae.read.english.identity import Mention, Names, clustered, surnames
from chamsae.read.english.narrator import INTRODUCED, last_lines, tells
from chamsae.read.english.placelike import like_a_place
from chamsae.read.english.sentences import Sentence
from chamsae.read.english.towns import named_after_town, towns
from chamsae.read.words import either, keyed, listed, wordset

_LABELS = {
    "PERSON": NameType.PERSON,
    "ORG": NameType.ORGANISATION,
    "GPE": NameType.PLACE,
    "LOC": NameType.PLACE,
    "FAC": NameType.PLACE,
}
#: A word of a name; a day of the week is one only in those of papers and schools.
_UPPER = "A-Z" + "".join(c for c in map(chr, range(0xC0, 0x250)) if c.isupper())
_CAP = (
    rf"(?:(?:[{_UPPER}]\.){{2,}}|(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?!\s[{_UPPER}]))[{_UPPER}][\w’'&-]*)"
)
_INTRODUCED = re.compile(rf"{INTRODUCED}(?P<name>{_CAP}(?:\s(?:de|van|von|{_CAP})){{1,3}})")
#: Under a letter: "Agnes Dornfeld, Basel", "— Agnes Dornfeld".
_SIGNATURE = re.compile(
    rf"\W*(?:Signed\W+)?(?P<name>{_CAP}(?:\s(?:de|van|von|{_CAP})){{1,3}})(?:\s*[,/|–—(-].{{0,60}})?"
)
_LETTER = re.compile(
    r"^(?:Dear|To the|Sirs?,|Yours|Sincerely|Respectfully|Signed|(?:\w+\s)?[Rr]egards)\b", re.MULTILINE
)


def names(text: str, sentences: Sequence[Sentence]) -> Names:
    """Find and cluster the names of a document; headings, whose capitals mislead, give only names of Korean form."""
    found: list[Mention] = []
    spoken: list[Sentence] = []
    under = tuple(last_lines(sentences)) if tells(text, sentences) else ()
    for sentence in sentences:
        if sentence.heading:
            found.extend(m for m in _of_korean_form(text, sentence) if m.rule)
            found.extend(_signature(text, sentence) if sentence in under else ())
        else:
            found.extend(_resolved(_candidates(text, sentence)))
            spoken.append(sentence)
    found.extend(_surnames_alone(text, spoken, found))
    places = _places_apart(text, found)
    settled = (replace(m, type=NameType.PLACE) if m.text in places else m for m in found)
    return Names(tuple(clustered(sorted(settled, key=lambda m: m.start))))


def _signature(text: str, line: Sentence) -> Iterator[Mention]:
    """The name under a letter, behind a dash, or one that the model takes for a person's."""
    signed = _SIGNATURE.fullmatch(text, line.start, line.end)
    if signed is None or _LETTER.match(signed["name"]):
        return
    person = any(ent.label_ == "PERSON" for ent in line.span.ents)
    if person or text[line.start] in "-–—" or _LETTER.search(text, 0, line.start):
        yield from filter(_is_person, _trimmed(text, *signed.span("name"), NameType.PERSON, rule=True))


def _is_person(mention: Mention) -> bool:
    return mention.type is NameType.PERSON and _person_or_not(mention.text) is NameType.PERSON


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
        word for words in full if len(words) > 1 for word in (words[0], words[-1]) if word.casefold() in surnames()
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


@dataclass(frozen=True, slots=True)
class _Patterns:
    titled: re.Pattern[str]
    speaking: re.Pattern[str]
    facility: re.Pattern[str]
    organisation: re.Pattern[str]
    known: re.Pattern[str]
    korean: re.Pattern[str]
    place: re.Pattern[str]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    trades = listed("english", "trades")
    titles = either([*(w for words in keyed("english", "titles").values() for w in words), *trades])
    people = either([*listed("english", "person_nouns"), *(trade.lower() for trade in trades)])
    ends, surnames = either(listed("english", "organisation_endings")), either(listed("english", "korean_surnames"))
    join = r"(?:\s(?:of|for|on|and|the|to|&|against|in|de|at)(?:\sthe)?)"
    return _Patterns(
        titled=re.compile(
            rf"(?<![\w.])(?:{titles})\s+(?!Assembly|Secretary|Secretariat|Council|Committee|Security"
            rf"|Court|Minister|Office){_CAP}(?:\s(?:[A-Z]\.|{_CAP})){{0,3}}"
        ),
        speaking=re.compile(
            rf"(?<![\w-])(?P<name>{_CAP}(?:\s{_CAP}){{1,2}})(?=\s(?P<group>said|says|told|tells|explained|wrote|added)\b"
            r"|\s(?:recalled|recalls|testified|remembers|remembered)\b"
            rf"|,\s(?:an?|the)\s(?:[\w-]+\s){{0,3}}(?:{people})\b)"
        ),
        facility=re.compile(rf"(?<!\w)(?:{_CAP}\s){{1,4}}(?:{either(listed('english', 'facility_endings'))})(?!\w)"),
        organisation=re.compile(
            rf"(?<!\w)(?!According|The\s(?!{_CAP}\s(?:Times|Post|Herald|Guardian|Telegraph|Independent"
            rf"|Economist)\b)|After\s|In\s|But\s|When\s){_CAP}(?:{join}?\s{_CAP}){{0,7}}?\s(?:{ends})"
            rf"(?:\s(?:of|for|on|to|(?<=Consulate\s)in|(?<=Embassy\s)in)(?:\sthe)?\s{_CAP}(?:{join}?\s{_CAP}){{0,5}})?"
            rf"(?:\s\([A-Z][A-Z&]+\))?(?!\w)"
        ),
        known=re.compile(rf"(?<![\w.])(?:{either(listed('english', 'organisations'))})(?!\w)"),
        korean=re.compile(
            rf"(?<![\w-])(?:(?:{surnames})\s[A-Z][a-z]+-(?:[A-Za-z][a-z]+|[aeiou](?!\w))"
            rf"|(?!(?:An|No|In|So|Do|Go|On)\s)(?:{surnames})\s[AEIOU]-[A-Za-z][a-z]+|[A-Z][a-z]+-[a-z]+\s(?:{surnames})"
            rf"|[A-Z][a-z]+-(?:[a-z]{{2,6}}|i)(?!\w))(?![\w-])"
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
            first = _past_trade(match) if pattern is rules.titled else match.start()
            yield from _trimmed(text, first, match.end(), kind, rule=True)
    for first, last in towns(text, sentence):
        yield Mention(start=first, end=last, text=text[first:last], type=NameType.PLACE, rule=True)
    yield from _of_people_form(text, sentence)
    for match in _INTRODUCED.finditer(text, start, end):
        yield from filter(_is_person, _trimmed(text, *match.span("name"), NameType.PERSON, rule=True))
    yield from _of_korean_form(text, sentence)
    for ent in sentence.span.ents:
        if ent.label_ in _LABELS:
            yield from _of_model(text, sentence, ent)


def _past_trade(match: re.Match[str]) -> int:
    """Where the name begins: a trade before a full name is no part of it, a form of address is."""
    trade, name = match.group().split(maxsplit=1)
    return match.end() - len(name) if trade in wordset("english", "trades") and " " in name else match.start()


def _of_korean_form(text: str, sentence: Sentence) -> Iterator[Mention]:
    """ "Kim Chol-su", "Chol-su Kim"; with less weight "Chol-su" alone."""
    for match in _patterns().korean.finditer(text, sentence.start, sentence.end):
        if not _common(match.group()):
            yield from _trimmed(text, match.start(), match.end(), NameType.PERSON, rule=" " in match.group())


def _of_people_form(text: str, sentence: Sentence) -> Iterator[Mention]:
    """ "Ilse Vanderbeek recalled", "Søren Dahl, a doctor": full names the model leaves out or mistakes.

    Groups say and tell things too; beside such a verb only a name in letters that English lacks is a person's.
    """
    for match in _patterns().speaking.finditer(text, sentence.start, sentence.end):
        tokens = sentence.tokens(*match.span("name"))
        labels = {token.ent_type_ for token in tokens} - {""}
        foreign = not match["name"].isascii() and labels <= {"ORG", "NORP", "GPE"}
        sure = foreign or not (labels or match["group"])
        if sure and tokens[-1].pos_ == "PROPN" and not any(token.is_stop for token in tokens):
            yield from filter(_is_person, _trimmed(text, *match.span("name"), NameType.PERSON, rule=foreign))


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
    trades = {word.casefold() for word in listed("english", "trades")}
    titles = {word.casefold() for words in keyed("english", "titles").values() for word in words}
    return (frozenset(roles) | wordset("english", "person_nouns")) - titles | trades


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
    if not re.search(f"[{_UPPER}]", words) or re.search(r"[\d@\r\n]|https?:", words) or len(words) > 110:
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
    if _is_plain(words, kind) or (kind is NameType.PLACE and not rule and named_after_town(words)):
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
