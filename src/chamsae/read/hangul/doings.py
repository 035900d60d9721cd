"""Who did what to whom in a Korean clause, from its case endings: 공안이 김 씨를 체포했다, 김 씨는 공안에 체포됐다.

The victim is the object of an active verb, the subject of a passive one or of a verb that is one by itself (숨졌다,
끌려갔다), or the noun an act describes (북송된 탈북민). A clause without a subject goes on with that of the clause
before it. Only people are victims; what is no person is left out with its act.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from chamsae.model.claim import NameType
from chamsae.model.when import When
from chamsae.read.eastern.craft import Doing
from chamsae.read.eastern.deeds import PEOPLE
from chamsae.read.eastern.names import Named
from chamsae.read.eastern.party import Party
from chamsae.read.eastern.scene import Scene
from chamsae.read.eastern.tongue import ActWord, acts
from chamsae.read.entities import Morpheme, missing, morphemes, whole
from chamsae.read.words import either, listed
from chamsae.text.counted import Kind
from chamsae.text.kin import is_kin_of

T = TypeVar("T")

#: Tags that make up a noun phrase; 의 and 와 join two nouns, 들 and 씨 belong to them.
_NOMINAL = frozenset({"NNG", "NNP", "NNB", "NP", "NR", "XPN", "XSN", "SL", "SN", "SH", "MM", "XR", "W_SERIAL"})
_JOINING = frozenset({"JKG", "JC"})
#: Acts one undergoes or does alone: the subject is whom they are about, whatever the verb's form.
_ALONE = frozenset(
    {"died", "escaped", "arrived", "missing", "disappeared", "remaining", "separated", "injured", "released"}
)
#: Of these, what may be said of things.
_LASTING = frozenset({"remaining", "separated", "arrived"})
_SUBJECT = ("이", "가", "은", "는", "도", "께서")
_PASSIVE = re.compile(
    r"\s?(?:을|를|이|가)?\s?(?:됐|되|돼|된|될|됩|됨|당하|당했|당한|당할|받|중이|상태)"
    r"|(?<=[혔힌혀히])|(?<=끌려갔)|(?<=끌려간)|(?<=끌려가)|(?<=넘겨졌)|(?<=넘겨진)|(?<=넘겨지)|(?<=보내졌)|(?<=보내진)|(?<=옮겨졌)|(?<=팔려)"
    r"|(?<=팔렸)|(?<=팔린)|(?<=태를 당)|(?<=태 당)|(?<=낙태당)|(?<=실려 갔)|[혔힌혀히힘]"
)
_ACTIVE = re.compile(
    r"\s?(?:을|를)?\s?(?:했|하|한|해|할|합|함|시켰|시키|시킨)|(?<=넘겼)|(?<=넘긴)|(?<=보냈)|(?<=보낸)|(?<=보내)|(?<=잡았)|(?<=가두)"
)
_OF_NOUN = re.compile(
    r"\s?(?:자(?!들?이?라)|민|반대|중단|정책|문제|사건|과정|위험|위기|여부|피해|작전|조치|명단|규탄|이유|소식)"
)
_PEOPLE = re.compile(
    rf"(?:{either(listed('hangul', 'people'))})(?:들)?(?:\s?(?:\d+|[한두세네]|여러|수십|수백)\s?여?\s?(?:명|사람|분))?$"
)
_NOBODY = frozenset({"사람", "사람들", "누구", "아무도", "모두", "명", "일부", "이들 중", "것"})
_ACTORS = re.compile(rf"(?:{either(listed('hangul', 'actors'))})(?:들|측)?$")
_KINDS = frozenset(
    {Kind.NORTH_KOREAN, Kind.WOMAN, Kind.MAN, Kind.CHILD, Kind.PERSON, Kind.HOUSEHOLD, Kind.SOUTH_KOREAN}
)
#: 제 머리, 언니의 배: what is done to it is done to whose it is.
_PART = re.compile(r"(?<=[제내의])\s(?:머리|얼굴|뺨|가슴|배|등|허리|팔|다리|손|발|몸|온몸)$")
#: 나는, 저는, 내가: I, whatever Kiwi takes it for.
_I = re.compile(r"(?<![가-힣])[나저내제](?=[는가를도]\s)")


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A noun phrase and the case ending on it ("" for none)."""

    start: int
    end: int
    text: str
    case: str


def doings(scene: Scene, named: Sequence[Named]) -> list[Doing]:
    """The acts of a sentence with those who did and suffered them; none of a question, none without a victim."""
    if missing() or scene.text.rstrip('”」』" ').endswith(("?", "？")):
        return []
    told = [word for word in acts(scene.text, scene.tongue) if not _OF_NOUN.match(scene.text, word.end)]
    told = [word for word in told if word.told or word.describes]
    reader = _Reader(scene, named, _phrases(scene.text, morphemes(whole(scene.text)), named) if told else [])
    found = [reader.doing(word) for word in told]
    return [one for one in found if one is not None]


@dataclass(frozen=True, slots=True)
class _Reader:
    """A sentence with its names and noun phrases, asked for the parties of one act after the other."""

    scene: Scene
    named: Sequence[Named]
    phrases: Sequence[_Phrase]

    def doing(self, word: ActWord) -> Doing | None:
        victim, actor = self._parties(word)
        party = self._party(victim) if victim and self._is_people(victim) else None
        if victim is None and self._is_left_out(word):
            return self._befell(word, actor)
        if party is None or party.text in _NOBODY:
            return None
        by = self._party(actor) if actor and actor is not victim and self._can_act(actor) else None
        within = self.scene.clause(word.start)
        said = self.scene.text[word.start : word.end]
        return Doing(
            word=word, victim=party, actor=by, place=_place(self.scene, within), when=_when(self.scene, within),
            confidence=0.6 if by or party.entity else 0.5, why=f"{said} is a word for {word.act}, said of {party.text}",
        )  # fmt: skip

    def _is_left_out(self, word: ActWord) -> bool:
        """True when a verb of what befalls people has no subject at all: 버스 정류장에서 체포됐다."""
        first, _ = self.scene.clause(word.start)
        befalls = _PASSIVE.match(self.scene.text, word.end) is not None or word.act in _ALONE - _LASTING
        subjects = [one for one in self.phrases if first <= one.start < word.start and one.case in _SUBJECT]
        counted = any(one.amount.unit in PEOPLE for one in self.scene.numbers)
        return word.told and not word.describes and befalls and not counted and not subjects

    def _befell(self, word: ActWord, actor: _Phrase | None) -> Doing | None:
        """An act on whoever tells the sentence, else on whom the one before is about, else on nobody named."""
        victim, sure = self.scene.left_out(), 0.5 if self.scene.teller else 0.4
        if victim is None and word.act in _ALONE:
            return None
        within, said = self.scene.clause(word.start), self.scene.text[word.start : word.end]
        whom = f"taken to be of {victim.text}" if victim else "of whom is left out"
        return Doing(
            word=word, victim=victim, actor=self._party(actor) if actor and self._can_act(actor) else None,
            place=_place(self.scene, within), when=_when(self.scene, within), confidence=sure if victim else 0.35,
            why=f"{said} is a word for {word.act}, {whom}", open=victim is None,
        )  # fmt: skip

    def _parties(self, word: ActWord) -> tuple[_Phrase | None, _Phrase | None]:
        """Victim and actor of an act, by the form of its clause."""
        first, _ = self.scene.clause(word.start)
        before = [one for one in self.phrases if first <= one.start and one.end <= word.start]
        subject = _last(one for one in before if one.case in "이가은는도께서" and one.case and self._takes_part(one))
        object_ = _last(one for one in before if one.case in ("을", "를") and self._is_people(one))
        agent = _last(one for one in before if one.case in ("에", "에게", "에게서", "에서") and self._can_act(one))
        if word.describes and not word.told:
            described = self._described(word)
            return described, agent or subject if described is not subject else None
        if object_ is not None and not _PASSIVE.match(self.scene.text, word.end):
            return object_, subject
        if word.act in _ALONE or _PASSIVE.match(self.scene.text, word.end):
            own = subject if subject and self._is_people(subject) else None
            whom = own or self._bare(before) or self._described(word) or self._carried(word)
            return whom, None if word.act in _ALONE else agent
        if _ACTIVE.match(self.scene.text, word.end):
            return object_ or self._described(word), subject
        return self._described(word) or subject, agent

    def _bare(self, before: Sequence[_Phrase]) -> _Phrase | None:
        """Whom a clause tells of without an ending: 탈북민 30명 북송됐다, 어머니와 함께 잡혔다 is none."""
        return _last(one for one in before if one.case == "" and self._is_people(one))

    def _described(self, word: ActWord) -> _Phrase | None:
        """북송된 탈북민: the first noun for people behind an act that describes it."""
        if not word.describes:
            return None
        behind = [one for one in self.phrases if word.end < one.start <= word.end + 8 and self._is_people(one)]
        return behind[0] if behind else None

    def _carried(self, word: ActWord) -> _Phrase | None:
        """The subject of the sentence's earlier clauses: 김 씨는 두만강을 건넜고 이듬해 체포됐다."""
        begin = self.scene.clause(word.start)[0]
        earlier = [one for one in self.phrases if one.end <= begin and one.case in ("은", "는", "이", "가", "도")]
        told = _last(one for one in earlier if self._is_people(one) and not self._speaks(one))
        return told or next((one for one in self.phrases if self._heads(one) and one.end <= begin), None)

    def _heads(self, one: _Phrase) -> bool:
        """김철수, 남, 41세, …: the name an entry of a list begins with."""
        return one.case == "" and self._person(one) is not None and self.scene.text[one.end : one.end + 1] in (",", "(")

    def _takes_part(self, one: _Phrase) -> bool:
        return not self._speaks(one) and (self._is_people(one) or self._can_act(one))

    def _speaks(self, one: _Phrase) -> bool:
        return any(start < one.end and one.start < end for start, end in self.scene.spoken)

    def _is_people(self, one: _Phrase) -> bool:
        counted = any(one.start <= start and end <= one.end and kind in _KINDS for start, end, kind in self.scene.nouns)
        office = _ACTORS.search(one.text) is not None
        counted = counted or _PART.search(one.text) is not None
        return self._person(one) is not None or (not office and (counted or _PEOPLE.search(one.text) is not None))

    def _can_act(self, one: _Phrase) -> bool:
        inside = [name.type for name in self.named if one.start <= name.start < one.end]
        return bool({NameType.PERSON, NameType.ORGANISATION} & set(inside)) or _ACTORS.search(one.text) is not None

    def _person(self, one: _Phrase) -> Named | None:
        """Who is named in a phrase; 김 씨의 아내 is not 김 씨."""
        inside = [name for name in self.named if one.start <= name.start < one.end and name.type is NameType.PERSON]
        return _last(name for name in inside if not is_kin_of(self.scene.text[name.end : one.end]))

    def _party(self, one: _Phrase) -> Party:
        person = self._person(one)
        if person is not None:
            return Party(person.text, person.entity)
        dated = max((day.end for day in self.scene.dated if one.start <= day.start and day.end < one.end), default=0)
        words = _PART.sub("", self.scene.text[max(one.start, dated) : one.end].strip())
        return Party(words, speaks=words in ("나", "저", "내", "제", "본인"))


def _last(found: Iterable[T]) -> T | None:
    kept = list(found)
    return kept[-1] if kept else None


def _phrases(text: str, found: Sequence[Morpheme], named: Sequence[Named]) -> list[_Phrase]:
    """The noun phrases of a sentence in order, each with the ending behind it."""
    nominal = [one.tag in _NOMINAL or _inside(one, named) or _I.match(text, one.start) is not None for one in found]
    made: list[_Phrase] = []
    at = 0
    while at < len(found):
        if not nominal[at]:
            at += 1
            continue
        last = at
        while last + 1 < len(found) and (nominal[last + 1] or _joins(found, nominal, last + 1)):
            last += 1
        start, end = found[at].start, found[last].start + found[last].len
        case = _case(text, found, last + 1, end)
        made.append(_Phrase(start, end, text[start:end], case))
        at = last + 1
    return made


def _inside(one: Morpheme, named: Sequence[Named]) -> bool:
    """True within a person's name, whatever Kiwi takes its syllables for (구호인: 구호+이+ㄴ)."""
    return any(
        name.type is NameType.PERSON and name.start <= one.start and one.start + one.len <= name.end for name in named
    )


def _joins(found: Sequence[Morpheme], nominal: Sequence[bool], at: int) -> bool:
    return found[at].tag in _JOINING and at + 1 < len(found) and nominal[at + 1]


def _case(text: str, found: Sequence[Morpheme], at: int, end: int) -> str:
    """The first ending behind a phrase, "" for none; Kiwi takes some 이 for 이다, and 나는 for a verb."""
    if re.match(r"\s?(?:역시|또한)(?![가-힣])", text[end:]):  # 그의 아내 역시
        return "도"
    if text[end : end + 2] == "이 " or _I.match(text, end - 1):
        return text[end]
    if at >= len(found) or found[at].start != end or not found[at].tag.startswith("J"):
        return ""
    return text[end : end + found[at].len]


def _place(scene: Scene, within: tuple[int, int]) -> tuple[str, ...]:
    """Places of the act's clause, else of its sentence; the finest."""
    spots = [spot for spot in scene.spots if not spot.goal]
    near = [spot for spot in spots if within[0] <= spot.start < within[1]] or spots
    fine = [spot for spot in near if spot.held] or [spot for spot in near if spot.fine] or near
    return tuple(dict.fromkeys(spot.words for spot in fine))


def _when(scene: Scene, within: tuple[int, int]) -> When | None:
    near = [day for day in scene.dated if within[0] <= day.start < within[1]] or list(scene.dated[:1])
    return near[-1].when if near else None
