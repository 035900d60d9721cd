"""The names of a Chinese document: persons, organisations, facilities and places, short forms with their full ones."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from chamsae.model.claim import NameType
from chamsae.model.document import Document
from chamsae.read.eastern.names import Named, entity_id, organisations
from chamsae.read.eastern.sentences import Sentence
from chamsae.read.eastern.tongue import Tongue
from chamsae.read.han import persons as naming
from chamsae.read.han.linking import link
from chamsae.read.han.persons import HAN, Form, Mention
from chamsae.read.han.simple import simplified
from chamsae.read.han.tagging import Word, forget, words
from chamsae.read.words import either, listed
from chamsae.text.places import Level, country_and_key, mentions

_ENDS = re.compile(rf"(?:{either(listed('han', 'organisations'))})$")
_CALLED = re.compile(
    rf"(?:{either(listed('han', 'called'))})[“「『《](?P<name>[^“”「」『』《》\n]{{2,15}})[”」』》]"
    rf"|[“「『《](?P<ending>[^“”「」『』《》\n]{{0,12}}(?:{either(listed('han', 'organisations'))}))[”」』》]"
    rf"|《(?P<paper>{HAN}{{1,8}}报)》|(?:来源|出处|主办|发起|机构|单位|团体)[：:]\s?(?P<source>{HAN}{{2,12}}(?:会|联盟|中心|团体|组织))(?=[；，。（\s]|$)"
    rf"|(?<!所谓)[“「](?P<speaks>{HAN}{{3,12}})[”」](?=[^，。：；]{{0,8}}(?:发布|公布|发表|表示|称|说|指出|统计|估计|证实))"
    rf"|[“「『](?P<led>{HAN}{{2,12}})[”」』](?=共同代表|会长|理事长|秘书长|负责人|代表|发言人|总干事)"
)
#: A name between marks, or before a word of saying, that ends as organisations do: 哈林观察（首尔）.
_ALONE = re.compile(
    rf"(?:^|(?<=[，。；：、\s]))(?P<name>(?![据该本这那在对和向与由从])(?:{HAN}){{2,9}}(?:观察|联盟|联合会|委员会|协会|基金会|工作组|之友|家属会|教会))"
    r"(?=[（(，。：\s]|$|说|表示|认为|称|指出|公布|估计|统计|警告|呼吁|要求|证实)"
)
#: 北韩难民援助联盟（简称“援盟”）, 转型正义工作组（TJWG）
_ALIAS = re.compile(
    r"\s?[（(](?:以下)?(?:(?:简称|下称|又称)[：:]?\s?[“「『\"]?(?P<short>[^“”「」『』\"（）()，]{2,10})[”」』\"]?|(?P<latin>[A-Z]{2,8}))[)）]"
)
#: Names of organisations of so many characters are found wherever they stand in the document.
LONG = 5
_FACILITY = re.compile(rf"(?:{either(listed('han', 'facilities'))})(?!长|长官|员|队长)")
_OWN = re.compile(rf"(?:第?\d{{1,2}}号)?(?:{either(listed('han', 'own'))})(?!长|长官|员|队长)")
#: Kinds of words that can stand in the name of a facility before its type.
_WITHIN = frozenset({"LOC", "ORG", "n", "nz", "ns", "nt", "nr", "s", "f", "vn", "PER", "an"})
_ORDINAL = re.compile(r"第?[一二三四五六七八九十\d]+号?|市|县|郡|省|区|州|女子|女|男子|边防|地方|国营")
#: Kinds of words a given name alone may be taken for.
_GIVEN = frozenset({"PER", "LOC", "ORG", "n", "nz", "nr", "nw"})
#: No part of a facility's name, though the tagger calls it a noun.
_STOPS = re.compile(r"[该这那一两几数各某]|当地|附近|里|中|上|下|其中|妇女|姓名|人|后")


def names(document: Document, sentences: Sequence[Sentence], tongue: Tongue) -> list[list[Named]]:
    """The names of each sentence, in order of place; countries are left out, they stand everywhere."""
    forget()
    plains = [simplified(sentence.text) for sentence in sentences]
    tagged = [words(sentence.text) for sentence in sentences]
    found = [
        naming.persons(plain, tags, _by_rule(sentence.text, tongue))
        for sentence, plain, tags in zip(sentences, plains, tagged, strict=True)
    ]
    people = _persons(plains, _again(plains, tagged, found), document.id)
    others = [
        [*_facilities(plain, tags), *_organised(plain, tags), *_places(plain, tags)]
        for plain, tags in zip(plains, tagged, strict=True)
    ]
    shorts = _aliases(plains, others)
    starting = _starting(shorts)
    return [
        _apart(sentence.text, [*_said_short(plain, shorts, starting), *here, *there])
        for sentence, plain, here, there in zip(sentences, plains, people, others, strict=True)
    ]


def _apart(text: str, found: Sequence[Named]) -> list[Named]:
    """Names that do not overlap, the one that begins first and is longest; their words as the text writes them."""
    kept: list[Named] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or kept[-1].end <= one.start:
            kept.append(replace(one, text=text[one.start : one.end]))
    return kept


def _by_rule(text: str, tongue: Tongue) -> list[tuple[int, int]]:
    return [match.span("name") for pattern in tongue.persons for match in pattern.finditer(text) if match["name"]]


def _again(
    plains: Sequence[str], tagged: Sequence[Sequence[Word]], found: Sequence[list[Mention]]
) -> list[list[Mention]]:
    """Every other place where somebody named in full is named, tagged or not: in full, by title, by given name."""
    full = {one.plain: one for here in found for one in here if one.form is Form.FULL}
    whole = _starting(name for name in full if len(name) >= 3)
    surnames = {one.surname for one in full.values() if one.surname}
    titled = re.compile(naming.titled(surnames) if surnames else r"(?!)")
    given = {
        name[len(one.surname) :] for name, one in full.items() if one.surname and len(name) - len(one.surname) == 2
    }
    grown: list[list[Mention]] = []
    for plain, tags, here in zip(plains, tagged, found, strict=True):
        more = [
            replace(full[name], start=start, end=start + len(name), title="", why="named in full elsewhere")
            for start, name in _standing(plain, whole)
        ]
        starts = {word.start for word in tags}
        spans = [match.span() for match in titled.finditer(plain) if match.start() in starts]
        spans += [
            (word.start, word.end) for word in tags if word.kind in _GIVEN and plain[word.start : word.end] in given
        ]
        more += filter(None, (naming.mention(plain, *span, sure=True) for span in spans))
        grown.append(_joined(here, more))
    return grown


def _starting(names: Iterable[str]) -> dict[str, list[str]]:
    """The names by their first two characters, the longest first."""
    found: dict[str, list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        found.setdefault(name[:2], []).append(name)
    return found


def _standing(plain: str, starting: dict[str, list[str]]) -> Iterator[tuple[int, str]]:
    """Where names stand in a text, and which; a document may name thousands."""
    for at in range(len(plain) - 1):
        yield from ((at, name) for name in starting.get(plain[at : at + 2], ()) if plain.startswith(name, at))


def _joined(here: list[Mention], more: list[Mention]) -> list[Mention]:
    """Both lots in order; where two meet the longer, and of equals the first lot's."""
    kept: list[Mention] = []
    for one in sorted((*here, *more), key=lambda one: one.start - one.end):
        if not any(one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _persons(plains: Sequence[str], found: Sequence[Sequence[Mention]], document: str) -> list[list[Named]]:
    linked = zip(plains, link(plains, found, document), strict=True)
    return [[_person(plain, *one) for one in here] for plain, here in linked]


def _person(plain: str, one: Mention, entity: str, why: str) -> Named:
    roles = naming.roles(plain, one.start, one.end)
    roles = (*roles, "pseudonym") if naming.PSEUDONYM.match(plain, one.end) else roles
    return Named(one.start, one.end, one.plain, NameType.PERSON, entity, why, roles, one.confidence)


def _facilities(plain: str, tags: Sequence[Word]) -> Iterator[Named]:
    """A type of place where people are held, with the place or number before it that makes it one."""
    for match in _FACILITY.finditer(plain):
        start = _begin(plain, match.start(), tags)
        own = _OWN.fullmatch(plain, start, match.end())
        if start < match.start() or own:
            text, why = plain[start : match.end()], "a place where people are held"
            entity = entity_id(NameType.FACILITY, text)
            yield Named(start, match.end(), text, NameType.FACILITY, entity, why, (), 0.6 if own else 0.8)


def _begin(plain: str, at: int, tags: Sequence[Word]) -> int:
    """Where the name of a facility begins: the words of place and number before its type, over one 的."""
    before = [word for word in tags if word.end <= at and at - word.start <= 12]
    begin = at
    while before:
        word = before.pop()
        text = plain[word.start : word.end]
        of_place = text == "的" and before and before[-1].kind in ("LOC", "ORG") and begin == at
        if word.end != begin or not (of_place or _belongs(text, word)):
            break
        begin = word.start
    known = [place.start for place in mentions(plain[max(0, at - 8) : at]) if place.end == min(8, at)]
    return min([begin, *(max(0, at - 8) + start for start in known)])


def _belongs(text: str, word: Word) -> bool:
    return (word.kind in _WITHIN and not _STOPS.fullmatch(text)) or _ORDINAL.fullmatch(text) is not None


def _organised(plain: str, tags: Sequence[Word]) -> Iterator[Named]:
    """Known organisations, those the tagger knows, and names in quotation marks that are called one."""
    found = [(one.start, one.end) for one in organisations(plain)]
    found += [(start, end) for start, end in _tagged(plain, tags) if not _within(start, end, found)]
    for start, end in found:
        yield _organisation(plain, _with_country(plain, start, tags), end, "an organisation as the tagger sees it")
    for match in _ALONE.finditer(plain):
        yield _organisation(plain, *match.span("name"), "an organisation by the ending of its name")
    for match in _CALLED.finditer(plain):
        group = next(group for group in ("name", "ending", "paper", "source", "speaks", "led") if match[group])
        yield _organisation(plain, *match.span(group), "an organisation named in quotation marks")


def _tagged(plain: str, tags: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Organisations as tagged, joined where the tagger cut them in two (自由 亚洲电台); places that end like one."""
    for first, second in pairwise((*tags, None)):
        if first is None:
            continue
        text = plain[first.start : first.end]
        if second is not None and first.kind in ("ORG", "LOC") and second.kind == "ORG":
            yield first.start, second.end
        elif text[-2:] in ("政府", "当局"):
            continue
        elif first.kind == "ORG" or (first.kind in ("LOC", "n") and len(text) > 3 and _ENDS.search(text)):
            yield first.start, first.end


def _within(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(first <= start and end <= last for first, last in spans)


def _with_country(plain: str, start: int, tags: Sequence[Word]) -> int:
    """韩国统一部: the country before an organisation is part of its name."""
    for word in tags:
        known = country_and_key(plain[word.start : word.end]) if word.end == start else None
        if known and known[1] is Level.COUNTRY:
            return word.start
    return start


def _places(plain: str, tags: Sequence[Word]) -> Iterator[Named]:
    """Places of the gazetteer, and others as tagged."""
    known = [place for place in mentions(plain) if not _across(place.start, place.end, tags)]
    for place in known:
        if place.place.level is not Level.COUNTRY:
            kind = NameType.FACILITY if place.place.level is Level.FACILITY else NameType.PLACE
            entity = entity_id(kind, place.place.name)
            yield Named(
                place.start, place.end, plain[place.start : place.end], kind, entity, f"known as {place.place.name}"
            )
    for word in tags:
        text = plain[word.start : word.end]
        free = not any(word.start < place.end and place.start < word.end for place in known)
        if (
            word.kind == "LOC"
            and free
            and len(text) > 1
            and not text.endswith("共和国")
            and not _ENDS.search(text)
            and not country_and_key(text)
        ):
            entity = entity_id(NameType.PLACE, text)
            yield Named(word.start, word.end, text, NameType.PLACE, entity, "a place as the tagger sees it", (), 0.65)


def _across(start: int, end: int, tags: Sequence[Word]) -> bool:
    """True from inside one word into another: 大连 in 重大/连环 is no place."""
    first = next((word for word in tags if word.start < start < word.end), None)
    last = next((word for word in tags if word.start < end < word.end), None)
    return first is not None and last is not None and first != last


def _organisation(plain: str, start: int, end: int, why: str) -> Named:
    text = plain[start:end]
    known = next((one for one in organisations(text) if one.end == len(text)), None)
    if known is not None:
        return Named(start, end, text, known.type, known.entity, known.why, (), 0.8)
    kind = NameType.FACILITY if _FACILITY.search(text) else NameType.ORGANISATION
    return Named(start, end, text, kind, entity_id(kind, text), why)


def _aliases(plains: Sequence[str], others: Sequence[Sequence[Named]]) -> dict[str, Named]:
    """Short forms that the document gives an organisation in brackets behind it; long names stand for themselves."""
    shorts: dict[str, Named] = {}
    for plain, here in zip(plains, others, strict=True):
        for one in here:
            if one.type is NameType.ORGANISATION and len(one.text) >= LONG:
                shorts.setdefault(plain[one.start : one.end], one)
            match = _ALIAS.match(plain, one.end) if one.type is NameType.ORGANISATION else None
            if match:
                shorts.setdefault(match["short"] or match["latin"], one)
    return shorts


def _said_short(plain: str, shorts: dict[str, Named], starting: dict[str, list[str]]) -> Iterator[Named]:
    for start, short in _standing(plain, starting):
        full = shorts[short]
        why = full.why if short == full.text else f"short for {full.text}"
        yield replace(full, start=start, end=start + len(short), text=short, why=why)
