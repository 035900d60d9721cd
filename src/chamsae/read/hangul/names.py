"""Names in Korean sentences: what the trained model finds, what word lists and titles make sure, and facilities.

Where two disagree the surer one stands: a place where people are held, a name bounded by its title, then the longest.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from chamsae.model.claim import NameType
from chamsae.model.document import Document
from chamsae.read.eastern.names import Named, entity_id, organisations
from chamsae.read.eastern.sentences import Sentence
from chamsae.read.eastern.tongue import Tongue
from chamsae.read.entities import Entity, EntityKind, entities, is_guessed, missing, morphemes, whole
from chamsae.read.hangul.persons import Form, Mention, linked
from chamsae.read.words import either, keyed, listed, wordset
from chamsae.text.counted import nouns
from chamsae.text.places import Level, country_and_key, mentions

#: A name longer than this, or of more words, is a phrase the model took for one.
LONGEST, WORDS = 24, 5
_TYPES = {EntityKind.PLACE: NameType.PLACE, EntityKind.ORGANISATION: NameType.ORGANISATION}


def names(document: Document, sentences: Sequence[Sentence], tongue: Tongue) -> list[list[Named]]:
    """The names of each sentence, in order of place; countries are left out, they stand everywhere."""
    found = [_one_sentence(sentence.text, tongue) for sentence in sentences]
    texts = [sentence.text for sentence in sentences]
    people = linked(texts, [persons for persons, _ in found], document.id)
    return [
        sorted([*here, *_apart_from(here, others)], key=lambda one: one.start)
        for here, (_, others) in zip(people, found, strict=True)
    ]


def _one_sentence(text: str, tongue: Tongue) -> tuple[list[Mention], list[Named]]:
    """The persons mentioned, not yet linked, and all other names."""
    read = entities(text) if missing() is None else ()
    held = list(_facilities(text, tongue))
    persons = _persons(text, read, tongue)
    sure = [one for one in persons if one.by_title and not _meets(one, held)]
    others = _apart([*_known(text), *_bodies(text), *_found(text, read)], [*held, *sure])
    loose = [one for one in persons if not one.by_title and not _meets(one, [*held, *sure, *others])]
    return sorted([*sure, *loose], key=lambda one: one.start), [*held, *others]


def _apart(found: Sequence[Named], taken: Sequence[Named | Mention]) -> list[Named]:
    """Names that meet neither what is taken nor each other, the longest first."""
    kept: list[Named] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, -one.confidence)):
        if not _meets(one, [*taken, *kept]):
            kept.append(one)
    return [one for one in kept if one.type is not NameType.PLACE or not _is_country(one.text)]


def _apart_from(people: Sequence[Named], others: Sequence[Named]) -> list[Named]:
    return [one for one in others if not _meets(one, people)]


def _meets(one: Named | Mention, others: Sequence[Named | Mention]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in others)


def _is_country(words: str) -> bool:
    known = country_and_key(words)
    return known is not None and known[1] is Level.COUNTRY and len(words) <= 5


def _known(text: str) -> Iterator[Named]:
    """Organisations and places of the word lists."""
    yield from organisations(text)
    for mention in mentions(text):
        words, kind = text[mention.start : mention.end], NameType.PLACE
        if mention.place.level is Level.FACILITY:
            kind = NameType.FACILITY
        why = f"known as {mention.place.name}"
        yield Named(mention.start, mention.end, words, kind, entity_id(kind, mention.place.name), why, (), 0.8)


def _bodies(text: str) -> Iterator[Named]:
    """Organisations by the word that closes their name, where more than a sort of body stands before it."""
    for match in _BODY.finditer(text):
        words = match["name"]
        if words not in wordset("hangul", "no_names") and not _SORT.fullmatch(words):
            entity, why = entity_id(NameType.ORGANISATION, words), "an organisation by how its name ends"
            yield Named(*match.span("name"), words, NameType.ORGANISATION, entity, why, (), 0.65)


#: Words that only say what sort of body it is, one behind the other (국제인권단체, 조사위원회).
_SORT = re.compile(rf"(?:{either(listed('hangul', 'sorts'))})+(?:\s?(?:{either(listed('hangul', 'bodies'))}))?")
_BODY = re.compile(
    rf"(?<![가-힣A-Za-z])(?P<name>[가-힣A-Za-z0-9]{{2,12}}?(?:{either(listed('hangul', 'bodies'))}))"
    r"(?=[은는이가을를의와과도]|에서|에게|에|측|[^가-힣]|$)(?![가-힣]{3})"
)


def _found(text: str, read: Sequence[Entity]) -> Iterator[Named]:
    """Organisations and places the model finds; what only says what sort of thing it is (정부, 검찰) is no name."""
    for one in read:
        kind, words = _TYPES.get(one.kind), text[one.start : one.end]
        if kind is None or not _is_name(words) or not _begins_word(text, one.start):
            continue
        if words in wordset("hangul", "no_names") or _SORT.fullmatch(words):
            continue
        if _JOINED.search(words) and len(mentions(words)) > 1:  # 창춘과 지린시 are two
            continue
        if kind is NameType.PLACE and _FACILITY_END.search(words):
            kind = NameType.FACILITY
        yield Named(one.start, one.end, words, kind, entity_id(kind, words), "a name by the trained model", (), 0.6)


_JOINED = re.compile(r"[과와]\s|[·,]")
_FACILITY_END = re.compile(rf"(?:{either(listed('hangul', 'facilities'))})$")


def _begins_word(text: str, start: int) -> bool:
    """False inside a word: 호원 of 계호원 is no name."""
    return start == 0 or not "가" <= text[start - 1] <= "힣"


def _is_name(words: str) -> bool:
    return (
        1 < len(words) <= LONGEST and words.count(" ") < WORDS and re.search(r"[가-힣A-Za-z一-鿿]", words) is not None
    )


def _facilities(text: str, tongue: Tongue) -> Iterator[Named]:
    """Places where people are held, under the name or place that stands before their type."""
    for match in tongue.ground.facility.finditer(text):
        words = match["name"]
        why = "a place where people are held"
        yield Named(*match.span("name"), words, NameType.FACILITY, entity_id(NameType.FACILITY, words), why, (), 0.8)


def _persons(text: str, read: Sequence[Entity], tongue: Tongue) -> list[Mention]:
    """Names a title or a calling makes sure, then those of the model, initials and letters for a name among them."""
    by_title = [
        _mention(text, match.start("name") + part.start(), match.start("name") + part.end(), "a full name with a title")
        for pattern in tongue.persons
        for match in pattern.finditer(text)
        for part in tongue.one_person.finditer(match["name"])
        if part[0] not in tongue.no_persons and not _is_noun(part[0])
    ]
    foreign = [_mention(text, *span, "a transliterated name before a title") for span in _transliterated(text)]
    by_title = [*foreign, *(one for one in by_title if not _meets(one, foreign))]
    by_title += [
        _mention(text, *match.span("who"), "who somebody says they are")
        for match in tongue.speaking.presenting.finditer(text)
        if not _is_calling(match["who"], tongue)
    ]
    hidden = [_mention(text, *match.span(), "a letter or ring for a name") for match in _hidden().finditer(text)]
    shorts = [_mention(text, *match.span("name"), "a family name with a title") for match in _short().finditer(text)]
    model = [
        _mention(text, one.start, _whole_end(text, one.end), "a name by the trained model", by_title=False)
        for one in read
        if one.kind is EntityKind.PERSON and _is_person(text, one, tongue)
    ]
    kept: list[Mention] = []
    for one in (*by_title, *hidden, *shorts, *model):
        if not _meets(one, kept):
            kept.append(one)
    return kept


def _whole_end(text: str, end: int) -> int:
    """Where a name ends that the model cut before what looks like an ending, though a title follows (다루스만 대사)."""
    rest = _rest().match(text, end)
    return rest.end() if rest else end


@cache
def _rest() -> re.Pattern[str]:
    titles = either(set(listed("eastern", "titles", "ko")) - {"양", "군", "님", "씨"})
    return re.compile(rf"[가-힣](?<![은는이가을를의와과도에])(?=\s(?:{titles})(?![가-힣]{{3}}))")


def _is_person(text: str, one: Entity, tongue: Tongue) -> bool:
    words = text[one.start : one.end]
    if words in tongue.no_persons or words in wordset("hangul", "no_persons"):
        return False
    if not _begins_word(text, one.start) or not (_is_name(words) or _title().match(text, one.end)):
        return False
    body = re.search(rf"(?:{either(listed('hangul', 'bodies'))})$", words)
    return not (_is_noun(words) or body or country_and_key(words) or re.search(r"\d", words))


def _is_noun(words: str) -> bool:
    """True for a word for people (구금자), which is nobody's name."""
    return any(start == 0 and end == len(words) for start, end, _ in nouns(words))


def _is_calling(words: str, tongue: Tongue) -> bool:
    """True for what somebody is (저는 변호사입니다), which is nobody's name."""
    known = words in tongue.no_persons or country_and_key(words) is not None or _CALLING.search(words) is not None
    return known or any(end == len(words) for _, end, _ in nouns(words)) or _is_common(words)


def _is_common(words: str) -> bool:
    """True for one common noun of the dictionary."""
    found = () if missing() else morphemes(whole(words))
    return len(found) == 1 and found[0].tag == "NNG" and not is_guessed(found[0])


def _transliterated(text: str) -> Iterator[tuple[int, int]]:
    """마리트 베리스트룀 조사팀장, 차오원둥 대변인: words before a title that only a name can be."""
    titled = list(_titled().finditer(text))
    if not titled or missing():
        return
    proper = {
        (one.start, one.start + one.len): is_guessed(one)
        for one in morphemes(whole(text))
        if (one.tag == "NNP" or is_guessed(one)) and one.tag in ("NNP", "NNG")
    }
    taken = [(one.start, one.end) for one in organisations(text)] + [(one.start, one.end) for one in mentions(text)]
    free = {word: guess for word, guess in proper.items() if not any(a < word[1] and word[0] < b for a, b in taken)}
    for match in titled:
        run = _run_before(text, match.span(), free)
        if len(run) in (2, 3) or (len(run) == 1 and free[run[0]] and 3 <= run[0][1] - run[0][0] <= _ONE_WORD):
            yield run[0][0], run[-1][1]


def _run_before(text: str, title: tuple[int, int], free: Mapping[tuple[int, int], bool]) -> list[tuple[int, int]]:
    """The words right before a title that may be parts of a name, in order."""
    words = [(word.start(), word.end()) for word in re.finditer(r"[가-힣]+", text[: title[0]])][-WORDS:]
    run: list[tuple[int, int]] = []
    for word in reversed(words):
        whole_word = text[slice(*word)]
        if word not in free or _ENDS_AS_BODY.search(whole_word) or not _next(text, word, (run or [title])[0]):
            break
        run.insert(0, word)
    return run


def _next(text: str, word: tuple[int, int], behind: tuple[int, int]) -> bool:
    return text[word[1] : behind[0]] == " "


#: A transliterated name of one word has no more syllables (차오원둥); what is longer is a body or a thing.
_ONE_WORD = 4
_ENDS_AS_BODY = re.compile(rf"(?:{either(listed('hangul', 'bodies'))})$")


@cache
def _titled() -> re.Pattern[str]:
    titles = either(one for one in listed("eastern", "titles", "ko") if len(one) > 1)
    return re.compile(
        rf"(?<=[가-힣]\s)(?:[가-힣]{{0,4}}(?:{titles})|씨)(?=[은는이가을를의와과도]|에게|께서|측|[^가-힣]|$)"
    )


_CALLING = re.compile(
    rf"(?:{either(listed('eastern', 'titles', 'ko'))}|{either(listed('hangul', 'people'))})(?<![양군님씨])$"
)


def _mention(text: str, start: int, end: int, why: str, *, by_title: bool = True) -> Mention:
    words = text[start:end]
    behind = _title().match(text, end)
    title = (behind["title"] or behind["some"] or "") if behind else ""
    form = Form.SHORT if len(words) == 1 and "가" <= words <= "힣" else Form.HIDDEN if "letter" in why else Form.FULL
    confidence = 0.8 if by_title else 0.65 if title or len(words) == 3 else 0.55
    return Mention(
        start, end, words, form, title, roles(text, start, end), why, confidence, by_title,
        pseudonym=_PSEUDONYM.match(text, end) is not None or _PSEUDONYM_BEFORE.search(text[:start]) is not None,
    )  # fmt: skip


_PSEUDONYM = re.compile(r"(?:\s?씨)?\s?[（(](?:[^()（）]{0,12}[,·・/]\s?)?(?:가명|익명)")
_PSEUDONYM_BEFORE = re.compile(r"가명\s?[:：]?\s?[‘'\"“]?$")


def roles(text: str, start: int, end: int) -> tuple[str, ...]:
    """Roles in the words of the clause beside a name: 의 변호사 홍길동 씨는, 홍길동 통역관, 남편 이 씨."""
    beside = text[max(0, start - 16) : start].rstrip()
    before = re.split(r"[,“”‘’\"()·]|(?:[은는을를도와과]|에서|에게|[다고며])\s", text[max(0, start - 16) : start])[-1]
    behind = re.match(r"(?:\s?씨)?(?:\s?\([^()]{1,12}\))?\s?(?P<words>(?:[가-힣]{1,9}\s?){0,3})", text[end : end + 24])
    after = _CASE.split(behind["words"])[0] if behind else ""
    found = []
    for role, words in keyed("eastern", "roles", "ko").items():
        if any(
            _stands(word, before) or _stands(word, after) or (" " in word and beside.endswith(word)) for word in words
        ):
            found.append(role)
    return tuple(found)


_CASE = re.compile(r"(?<=[가-힣])(?:[은는이가을를의와과도]|에게|에서|으로|께서)(?:\s|$)")


def _stands(word: str, beside: str) -> bool:
    """True when the word stands there as one of its own, or closes a compound (인권변호사)."""
    return re.search(rf"{word}(?![가-힣])", beside.strip()) is not None


@cache
def _title() -> re.Pattern[str]:
    titles = either(listed("eastern", "titles", "ko"))
    return re.compile(
        rf"(?:\s?\([^()\n]{{1,12}}\))?\s?(?:[가-힣]{{2,8}}\s)?(?:(?P<title>{titles})|(?P<some>모))(?![가-힣]{{3}})"
    )


@cache
def _short() -> re.Pattern[str]:
    """구 대표, 김씨, 이 모 씨: a family name alone is one only beside a title."""
    titles = either(set(listed("eastern", "titles", "ko")) - {"양", "군", "님", "검사", "소장", "박사", "감독", "기자"})
    names = either(listed("eastern", "surnames", "ko"))
    return re.compile(
        rf"(?<![가-힣])(?P<name>{names})(?:\s?모)?(?:\([^()\n]{{1,9}}\))?"
        rf"(?:\s(?:{titles}|박사|감독|기자|소장)|씨)(?=[은는이가을를의와과도에]|께서|처럼|보다|만|부터|까지|한테|라고|측|[\s,.()]|$)"
    )


@cache
def _hidden() -> re.Pattern[str]:
    """A씨, 김○○, 이모씨's like: somebody whose name is kept back."""
    names = either(listed("eastern", "surnames", "ko"))
    return re.compile(
        rf"(?<![A-Za-z])[A-Z](?=\s?(?:씨|양|군)(?![가-힣]{{2}}))|(?<![가-힣])(?:{names})(?:[○◯〇*]{{1,3}}|[OoXx]{{2}})(?![A-Za-z])"
    )
