"""Facts of lives told beside names in English, Korean and Chinese: age, birth, sex, origin, home, work, kin.

A fact is proposed only where its words stand right by the name, or where the name is the subject of the verb that tells
it, so that a sentence with several people gives none of them another's age.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from chamsae.model.claim import Claim, Detail, Name, NameType, settle_id
from chamsae.model.quote import Trigger
from chamsae.model.when import Precision, When
from chamsae.text import places
from chamsae.text.normal import fold
from chamsae.text.shipped import shipped

READER = "chamsae-lives 1.0"
#: How sure a fact is that stands right by a name, and one told by a verb.
BY_NAME, BY_VERB = 0.8, 0.7
#: How many characters before a sentence the one may stand whom its “her” means.
NEAR = 300
#: Ages that are read as such.
AGES = range(1, 111)

#: Titles between a name and what follows it.
_TITLE = r"(?:\s?(?:씨|님|군|양|여사|선생|할머니|할아버지|氏|女士|先生|小姐))?"
_AGE_BEHIND = re.compile(
    rf"^{_TITLE}(?:"
    r"\s?[(（](?:(?:[여남女男]성?|가명|化名|not (?:her|his) real name)[,，·、;\s]\s?|(?:now|then|aged?|당시"
    r"|올해|时年|現年|现年)\s?)*"
    r"(?P<a>\d{1,3})\s?(?:세|살|岁|歲|years? old)?(?=\s?[,·)，、）])"
    r"|,\s(?:(?:now|then|aged?)\s)*(?P<b>\d{1,3})(?=[,;.)]|\s(?:and|who|at)\b)"
    r"|,?\s(?:is|was|who is|who was|a|an|the)\s(?P<c>\d{1,3})(?:[- ]years?[- ]old\b)"
    r"|[，,]\s?(?:[女男][，,]\s?)?(?:现年|現年|时年|時年|今年|年)?(?P<d>\d{1,3})(?=[岁歲])"
    r"|(?:은|는|이|가)?\s?(?:올해|당시|현재)\s?(?P<e>\d{1,3})(?=[세살])"
    r")",
    re.IGNORECASE,
)
_AGE_BEFORE = re.compile(
    r"(?P<a>\d{1,3})(?:[- ]years?[- ]old\s(?:[a-z-]+\s){0,3}|(?:세|살)(?:인|의|이던|였던)?\s(?:[가-힣]{1,6}\s)?"
    r"|[岁歲]的(?:[一-鿿]{0,4}))$"
)
_IN_BRACKETS = rf"^{_TITLE}\s?[(（,，](?:[^()（）]{{0,12}}?[,，·、\s\d세岁歲])?\s?"
_SEX_BEHIND = re.compile(rf"{_IN_BRACKETS}(?:(?P<w>여성?|女|female|woman)|(?P<m>남성?|男|male|man))(?=[,，·、)）\s])")
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_BORN_EN = re.compile(
    r"^(?:,?\s(?:who\s)?(?:was\s)?|\s?[(])(?:born|b\.)(?:\s(?P<words>(?:(?:in"
    r"|on)\s)?(?:[A-Z][a-z]+\s)?(?:\d{1,2},?\s)?(?:[A-Z][a-z]+,?\s)?"
    rf"{_YEAR}))?(?:\s(?:in|at)\s(?P<place>[A-Z][\w’' -]+(?:,\s[A-Z][\w’'-]+)?))?"
)
_BORN_KO = re.compile(
    rf"^{_TITLE}(?:\s?[(（,]\s?|(?:은|는|이|가)\s)(?P<words>{_YEAR}\s?년(?:\s?\d{{1,2}}월(?:\s?\d{{1,2}}일)?)?(?:생"
    rf"|(?=에?\s(?:[가-힣]+에서\s)?태어)))"
)
_BORN_KO_BEFORE = re.compile(rf"(?P<words>{_YEAR}\s?년(?:\s?\d{{1,2}}월)?\s?(?:생인?|에? 태어난))\s$")
_BORN_ZH = re.compile(
    rf"^{_TITLE}[（(，,]?(?:[女男][，,])?(?:生于|生於|出生于"
    rf"|出生於)?(?P<words>{_YEAR}\s?年(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?(?:出生(?![于於])|生)?)"
)
_BORN_AT = re.compile(r"\s?(?P<ko>[가-힣 ]{2,14})에서\s?태어|(?:出生)?[于於](?P<zh>[一-鿿]{2,8})")
_FROM_BEFORE = re.compile(
    r"(?P<cue>출신(?:인|의)?|주민(?:인)?|에\s?(?:살던|사는|거주하는|거주하던|살고\s있던))\s$|(?P<zh>籍的?|居民)$"
)
_LAST_WORD = re.compile(r"[가-힣]{2,8}(?=\s?$)|[一-鿿]{2,6}$")
_FROM_BEFORE_ZH = re.compile(r"(?P<cue>来自|來自|住在|家住|出生于|出生於)(?P<place>[一-鿿]{2,8})的$")
#: What may stand between a name and the words that tell where from: an age, work in apposition, a year of birth.
_BETWEEN = r"(?:,\s\d{1,3}(?=,))?(?:,\s(?:a|an|the)\s[a-z -]{3,40}?|,\sborn\s[^,;.]{3,40},)?"
_FROM_BEHIND = re.compile(
    rf"^{_TITLE}(?:{_BETWEEN},?\s(?:who\s(?:is|was|came|comes)\s|is\s|was\s|came\s|comes\s)?(?:originally\s)?"
    r"(?P<en>from|a native of|native of)\s"
    rf"|{_BETWEEN},?\s(?:who\s)?(?P<home>lived in|lives in|was living in|a resident of|resident of)\s"
    r"|[，,]?(?P<zh>来自|來自|出生于|出生於|生于|生於)|[，,]?(?P<zhome>住在|家住|居住在))"
)


@dataclass(frozen=True, slots=True)
class _Spot:
    """A person named in a sentence: the claim, where the name stands in the quote, and the others named there."""

    claim: Claim
    name: Name
    start: int
    end: int

    @property
    def before(self) -> str:
        """The words of the sentence in front of the name."""
        return self.claim.quote.exact[: self.start]

    @property
    def behind(self) -> str:
        """The words of the sentence after the name."""
        return self.claim.quote.exact[self.end :]


@dataclass(frozen=True, slots=True)
class _Found:
    """A fact as words of the quote (offsets there)."""

    start: int
    end: int
    value: Detail
    why: str
    when: When | None = None
    sure: float = BY_NAME


def lives(claims: Sequence[Claim], published: When | None) -> Iterator[Claim]:
    """The facts told of persons named in these claims (of one document), as further claims."""
    spots = [_spot(claim, claim.value) for claim in claims if isinstance(claim.value, Name)]
    people = [spot for spot in spots if spot.name.type is NameType.PERSON]
    sentences: dict[int, list[_Spot]] = {}
    for spot in people:
        sentences.setdefault(spot.claim.quote.start, []).append(spot)
    for spot in people:
        start = spot.claim.quote.start
        last = max((one for one in people if 0 < start - one.claim.trigger.end < NEAR), key=_place_of, default=None)
        for found in _of(spot, sentences[start], last, published):
            yield _claim(spot.claim, found)


def _place_of(spot: _Spot) -> int:
    return spot.claim.trigger.start


def _spot(claim: Claim, name: Name) -> _Spot:
    return _Spot(claim, name, claim.trigger.start - claim.quote.start, claim.trigger.end - claim.quote.start)


def _of(spot: _Spot, beside: Sequence[_Spot], last: _Spot | None, published: When | None) -> Iterator[_Found]:
    yield from _ages(spot, published)
    yield from _sexes(spot)
    yield from _births(spot)
    yield from _homes(spot)
    yield from _works(spot)
    yield from _kin(spot, beside, last)


def _ages(spot: _Spot, published: When | None) -> Iterator[_Found]:
    """An age on the day of publication, in years; Korean counting adds one or two, so it stands as told."""
    for match, offset in ((_AGE_BEHIND.search(spot.behind), spot.end), (_AGE_BEFORE.search(spot.before), 0)):
        if match is None:
            continue
        start, end = next(match.span(name) for name in match.groupdict() if match[name])
        if int(match.string[start:end]) in AGES:
            words = match.string[start:end]
            yield _Found(
                offset + start, offset + end, _detail(spot, "age", words), "an age right by the name", published
            )
            return


def _sexes(spot: _Spot) -> Iterator[_Found]:
    if match := _SEX_BEHIND.search(spot.behind):
        name = "w" if match["w"] else "m"
        start, end = match.span(name)
        value = _detail(spot, "sex", match[name], code="woman" if name == "w" else "man")
        yield _Found(spot.end + start, spot.end + end, value, "the sex in brackets behind the name")


def _births(spot: _Spot) -> Iterator[_Found]:
    tries = ((_BORN_EN, spot.behind, spot.end), (_BORN_KO, spot.behind, spot.end), (_BORN_ZH, spot.behind, spot.end),
             (_BORN_KO_BEFORE, spot.before, 0))  # fmt: skip
    for pattern, text, offset in tries:
        match = pattern.search(text)
        if match is None:
            continue
        if match["words"]:
            start, end = match.span("words")
            year = int(match["year"])
            when = When(start=date(year, 1, 1), end=date(year, 12, 31), precision=Precision.YEAR, text=match["words"])
            value = _detail(spot, "birth", match["words"])
            yield _Found(offset + start, offset + end, value, "a year of birth by the name", when)
        yield from _birthplace(spot, match, offset)
        return


def _birthplace(spot: _Spot, match: re.Match[str], offset: int) -> Iterator[_Found]:
    """The place told with the birth: "born in Musan", 1978년 청진에서 태어, 1978年出生于清津."""
    if match.re is _BORN_EN:
        if match["place"]:
            yield from _place(
                spot, "birthplace", offset + match.start("place"), offset + match.end("place"), "born there"
            )
        return
    behind = _BORN_AT.match(match.string, match.end("words"))
    if behind:
        start, end = behind.span("ko" if behind["ko"] else "zh")
        yield from _place(spot, "birthplace", offset + start, offset + end, "born there")


def _homes(spot: _Spot) -> Iterator[_Found]:
    """Where somebody is from or lived, by a place that stands with the words for it."""
    if match := _FROM_BEFORE.search(spot.before):
        cue = match["cue"] or match["zh"] or ""
        field = "birthplace" if cue.startswith(("출신", "籍")) else "residence"
        held = [one for one in places.mentions(spot.before) if match.start() - one.end in range(2)]
        yield from (
            _found_place(spot, field, one.start, one.end, "the place in front of the name") for one in held[-1:]
        )
    if match := _FROM_BEFORE_ZH.search(spot.before):
        field = "residence" if "住" in match["cue"] else "birthplace"
        yield from _place(spot, field, match.start("place"), match.end("place"), "the place in front of the name")
    if match := _FROM_BEHIND.search(spot.behind):
        home = match["home"] or match["zhome"]
        field = "residence" if home else "birthplace"
        yield from _place(
            spot, field, spot.end + match.end(), spot.end + match.end() + 60, "told of the name before it"
        )


def _place(spot: _Spot, field: str, start: int, end: int, why: str) -> Iterator[_Found]:
    """The known place that these words of the quote begin with."""
    words = spot.claim.quote.exact[start:end]
    held = [one for one in places.mentions(words) if one.start <= 1]
    yield from (_found_place(spot, field, start + one.start, start + one.end, why) for one in held[:1])


def _found_place(spot: _Spot, field: str, start: int, end: int, why: str) -> _Found:
    words = spot.claim.quote.exact[start:end]
    return _Found(start, end, _detail(spot, field, words), why, sure=BY_VERB)


def _works(spot: _Spot) -> Iterator[_Found]:
    """Work right in front of a name or behind it in apposition: "farmer Han Byeol", "한별, 교사", "教师韩星"."""
    before, behind = _work_patterns()
    for match, offset in ((before.search(spot.before), 0), (behind.search(spot.behind), spot.end)):
        if match is not None:
            start, end = match.span("work")
            code = _work()[fold(match["work"])]
            value = _detail(spot, "occupation", match["work"], code=code)
            yield _Found(offset + start, offset + end, value, "work told beside the name")


def _kin(spot: _Spot, beside: Sequence[_Spot], last: _Spot | None) -> Iterator[_Found]:
    """Kin of somebody named in the same sentence: "Han Byeol's sister Han Sol", 한별의 언니 한솔, 韩日的女儿韩星."""
    before, behind = _kin_patterns()
    match = before.search(spot.before)
    if match is not None:
        other = _owner(spot, beside, last, match)
        if other is not None:
            start, end = match.span("kin")
            yield _Found(start, end, _related(spot, match["kin"], other), "kin told in front of the name")
    match = behind.search(spot.behind)
    if match is not None:
        at = spot.end + match.end()
        other = next((one for one in beside if one.start - at in range(6) and one is not spot), None)
        if other is not None:
            start, end = match.span("kin")
            yield _Found(
                spot.end + start, spot.end + end, _related(spot, match["kin"], other), "kin told behind the name"
            )
    yield from _said_to_be(spot, beside)


#: What may stand between a name and the words for kin: nothing, or what brackets hold: 한별(61) 씨의 딸.
_BRACKET = re.compile(r"\s?(?:[(（][^()（）]{1,20}[)）])?")


def _owner(spot: _Spot, beside: Sequence[_Spot], last: _Spot | None, match: re.Match[str]) -> _Spot | None:
    """Whose kin: who stands right before the words; for "her", 그의 and 她的 the nearest other named before them."""
    earlier = [one for one in beside if one.end <= match.start("kin") and one.name.entity != spot.name.entity]
    if match["her"]:
        return earlier[-1] if earlier else last if last and last.name.entity != spot.name.entity else None
    return next((one for one in earlier if _BRACKET.fullmatch(match.string, one.end, match.start())), None)


def _said_to_be(spot: _Spot, beside: Sequence[_Spot]) -> Iterator[_Found]:
    """Kin as a predicate: "한별 씨는 한솔 씨의 딸이다", "韩星是韩日的女儿"."""
    for other in beside:
        between = spot.claim.quote.exact[spot.end : other.start] if other.start >= spot.end else ""
        match = _kin_predicate().match(other.behind) if _IS.fullmatch(between) else None
        if match is not None:
            start, end = match.span("kin")
            value = _related(spot, match["kin"], other)
            yield _Found(other.end + start, other.end + end, value, "kin told of the name as its subject")


#: What stands between the two names of such a sentence.
_IS = re.compile(rf"{_TITLE}(?:은|는|이|가)\s|是")


def _related(spot: _Spot, word: str, other: _Spot) -> Detail:
    code = _kin_words()[fold(word)]
    return _detail(spot, "kin", word, code=code, other=other.name.text, other_entity=other.name.entity)


def _detail(
    spot: _Spot, field: str, text: str, *, code: str | None = None, other: str | None = None,
    other_entity: str | None = None,
) -> Detail:  # fmt: skip
    return Detail(
        about=spot.name.text, about_entity=spot.name.entity, field=field, text=text, code=code, other=other,
        other_entity=other_entity,
    )  # fmt: skip


def _claim(source: Claim, found: _Found) -> Claim:
    """A claim on the sentence of the name, by whoever is known to say it."""
    start = source.quote.start
    words = source.quote.exact[found.start : found.end]
    return settle_id(
        Claim(
            id="",
            document=source.document,
            quote=source.quote,
            trigger=Trigger(exact=words, start=start + found.start, end=start + found.end),
            value=found.value,
            reader=READER,
            speaker=source.speaker,
            via=source.via,
            when=found.when,
            confidence=found.sure,
            why=(found.why,),
        )
    )


@cache
def _kin_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Kin in front of a name with whose, and behind it up to whose."""
    words = _any(_kin_words())
    her = r"(?P<her>\b(?:her|his|their)\s|(?:그녀|그)의\s|(?:她|他)的)"
    age = r"(?:\d{1,3}[- ]years?[- ]old\s|\d{1,3}세\s)?"
    title = r"(?:\s?(?:씨|님|여사|氏|女士|先生))?"
    which = r"(?:elder\s|older\s|younger\s|late\s)?"
    ahead = rf"(?:{her}|(?:’s|'s)\s|{title}의\s|的){age}{which}(?P<kin>{words})(?:인|,|，|:)?\s?$"
    behind = rf"^{title}(?:,?\s?|\s(?:is|was)\s)(?:the\s|a\s)?(?P<kin>{words})\s(?:of|to)\s"
    return re.compile(ahead, re.IGNORECASE), re.compile(behind, re.IGNORECASE)


@cache
def _work_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Work in front of a name and behind it; of Chinese and Korean words only with a sign that they stand alone."""
    latin = _any(word for word in _work() if word.isascii())
    eastern = _any(word for word in _work() if not word.isascii())
    before = (
        rf"(?:^|(?<=[\s,(“\"的，。]))(?:former\s|전\s)?(?P<work>(?:{latin})(?=\s)|{eastern})(?:인|이던|였던|출신)?\s?$"
    )
    behind = (
        rf"^{_TITLE}(?:(?:,\s\d{{1,3}}(?=,))?,\s(?:who\s(?:is|was|works?|worked)\s(?:as\s)?)?(?:a|an"
        rf"|the)\s(?:former\s)?"
        r"|\s(?:was|is|worked as)\s(?:a|an)\s(?:former\s)?|\s?[(（,，]\s?|\s"
        r"|(?:은|는|이|가)\s(?=[가-힣]+(?:이었|였|이다|로 일))|[^。；]{0,20}?[，,]?(?:曾经?|曾經)?(?:是|为|為"
        r"|任)(?:一名|一位)?)"
        rf"(?P<work>(?:{latin})(?![a-z])|{eastern})"
    )
    return re.compile(before, re.IGNORECASE), re.compile(behind, re.IGNORECASE)


@cache
def _kin_predicate() -> re.Pattern[str]:
    """Kin behind the second name, as a predicate."""
    return re.compile(
        rf"^{_TITLE}(?:의\s|的)(?P<kin>{_any(_kin_words())})(?:이다|이었|이며|이고|인데|입니다|로|였|다|(?=[。，,]|$))"
    )


@cache
def _kin_words() -> Mapping[str, str]:
    return _words("kin")


@cache
def _work() -> Mapping[str, str]:
    return _words("occupation")


def _words(key: str) -> Mapping[str, str]:
    """Codes of a list by the words that readers know them by."""
    return {fold(word): code for code, words in _table()["words"][key].items() for word in words}


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _table() -> Any:
    return shipped("details")
