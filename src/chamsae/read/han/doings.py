"""Who did what to whom in a Chinese clause, from its words: 公安逮捕金某, 狱警把她带走, 她被公安带走, 他失踪.

The victim is the object of an active verb or of 把, the subject of a passive one or of a verb that is one by
itself (被捕, 获释, 失踪), or the noun that the verb describes (被关押的朝鲜人). A clause without a subject goes on
with that of the clause before it. Only people are victims; what is no person is left out with its act.
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
from chamsae.read.han.tagging import Word, words
from chamsae.text.counted import Kind
from chamsae.text.kin import is_kin_of

T = TypeVar("T")

#: Kinds of words that make up a noun phrase; 的 and 和 join two of them.
_NOMINAL = frozenset({"PER", "LOC", "ORG", "n", "nz", "nr", "r", "m", "q", "a", "an", "vn", "s"})
_NO_NOUN = re.compile(r"[岁歲][时時]?$|^[时時后後前]$|^当时$|^當時$")
_JOINING = frozenset({"的", "和", "与", "與", "及", "、", "“", "”", "「", "」"})
#: Behind an act that is part of a noun: 被捕者, 遣返行动.
_NOUN = re.compile(r"者|人员|人員|问题|問題|行动|行動|政策|事件|风险|風險|危险|危險")
_PRONOUNS = "我你他她"
#: Nobody in particular.
_NOBODY = frozenset({"人", "任何人", "有人", "别人", "別人", "大家", "一个人", "一個人", "一批人", "人们", "人們"})
#: Acts one undergoes or does alone, so that the subject is whom it is about, whatever the verb's form.
_ALONE = frozenset({"died", "escaped", "arrived", "missing", "disappeared", "remaining", "separated", "injured"})
_PASSIVE = re.compile(r"被|遭到?|遭受|受到|获得?|獲得?|惨遭|慘遭")
_PASSIVE_WORD = re.compile(r"被|获|獲|遭|落网|落網|在押|坐牢")
#: Words about a number that may stand between a preposition and its phrase (将逾三百名).
_ABOUT = frozenset({"逾", "约", "約", "近", "超过", "超過", "至少", "其他", "另外"})
_NUMBER = re.compile(
    r"(?:约|約|近|逾|至少|超过|超過|另外|报告|報告)?[0-9,，.一二两兩三四五六七八九十百千万萬数數几幾多余餘]+[名人位个個]*"
)
_COUNTED = re.compile(r"了?[^，。]{0,3}[0-9一二两兩三四五六七八九十百千数數几幾]+")
_UPON = ("对", "對")
_TAKING = re.compile(r"[把将將]")
_DESCRIBED = re.compile(r"[^，。；：、“”\n]{0,8}?的(?!话|話|时候|時候|情况|情況|消息)")
_PEOPLE = re.compile(
    r"[我你您他她](?:们|們)?$|(?:[人者民员員]|女子|男子|妇女|婦女|儿童|兒童|孩子|姑娘|老人|青年|母亲|母親|父亲|父親|妻子|丈夫|女儿|女兒|儿子|兒子"
    r"|姐姐|妹妹|哥哥|弟弟|姐妹|兄弟|表姐|表妹|家人|亲人|親人|家属|家屬|亲属|親屬|同伴|室友|子女|母女|母子|父子|父女|夫妇|夫婦|夫妻|全家|一家|[二两三四五六七八九]口|教士|牧师|牧師|学生|學生)(?:们|們)?$"
    r"|其[兄弟姐妹父母妻夫]$"
)
_ACTORS = re.compile(
    r"(?:公安|警察|警方|民警|军警|軍警|边防|邊防|队员|隊員|狱警|獄警|看守|士兵|军人|軍人|当局|當局|政府|中方|朝方|部门|部門|保卫部|保衛部|保卫员|保衛員"
    r"|人员|人員|部队|部隊|审讯员|審訊員|人贩子|人販子|男人|男子|中间人|中間人|官员|官員|法院|[省市县縣]|他|她|他们|他們|中国|中國|朝鲜|朝鮮|北韓|北韩|北京|平壤|某)$"
)
_KINDS = frozenset(
    {Kind.NORTH_KOREAN, Kind.WOMAN, Kind.MAN, Kind.CHILD, Kind.PERSON, Kind.HOUSEHOLD, Kind.SOUTH_KOREAN}
)


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A noun phrase: where it stands and its words; `after` is the preposition it hangs on, if any."""

    start: int
    end: int
    text: str
    after: str = ""


def doings(scene: Scene, named: Sequence[Named]) -> list[Doing]:
    """The acts of a sentence with those who did and suffered them; none of a question, none without a victim."""
    if scene.text.rstrip("”」』 ").endswith(("？", "?")):
        return []
    told = [word for word in acts(scene.text, scene.tongue) if not _NOUN.match(scene.text, word.end)]
    reader = _Reader(scene, named, _phrases(scene.text, words(scene.text)) if told else [])
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
        if victim and (party is None or _NUMBER.fullmatch(party.text)) and _COUNTED.match(victim.text):
            victim = party = None  # 三百名: the figure says of whom
        by = self._party(actor) if actor and actor is not victim and self._can_act(actor) else None
        if victim is None and by is None and self._is_left_out(word):
            return self._befell(word)
        if (party is None or party.text in _NOBODY) and (by is None or victim is not None):
            return None  # nobody it happened to, and no figure to say so
        within = self.scene.clause(word.start)
        said = self.scene.text[word.start : word.end]
        return Doing(
            word=word, victim=party, actor=by, place=_place(self.scene, within), when=_when(self.scene, within),
            confidence=0.6 if by or (party and party.entity) else 0.5,
            why=f"{said} is a word for {word.act}" + (f", said of {party.text}" if party else ""),
        )  # fmt: skip

    def _is_left_out(self, word: ActWord) -> bool:
        """True when a verb of what befalls people has no subject at all: 在汽车站被捕."""
        text, (first, _) = self.scene.text, self.scene.clause(word.start)
        mark = _last(_PASSIVE.finditer(text, first, word.start))
        if not (mark or _PASSIVE_WORD.match(text, word.start)) or _DESCRIBED.match(text, word.end):
            return False
        begin = mark.start() if mark else word.start
        subjects = [one for one in self.phrases if first <= one.start < begin and self._may_be_subject(one)]
        counted = any(one.amount.unit in PEOPLE for one in self.scene.numbers)
        return not counted and not subjects

    def _may_be_subject(self, one: _Phrase) -> bool:
        """True for what is neither a place nor a time nor hangs on a preposition: it may be a subject."""
        away = any(spot.start < one.end and one.start < spot.end for spot in self.scene.spots)
        dated = any(day.start < one.end and one.start < day.end for day in self.scene.dated)
        return not one.after and not away and not dated and not re.search(r"[后後]|随|隨|最终|最終", one.text)

    def _befell(self, word: ActWord) -> Doing:
        """An act on whoever tells the sentence, else on whom the one before is about, else on nobody named."""
        victim = self.scene.left_out()
        within, said = self.scene.clause(word.start), self.scene.text[word.start : word.end]
        whom = f"taken to be of {victim.text}" if victim else "of whom is left out"
        return Doing(
            word=word, victim=victim, place=_place(self.scene, within), when=_when(self.scene, within),
            confidence=0.35 if victim is None else 0.5 if self.scene.teller else 0.4,
            why=f"{said} is a word for {word.act}, {whom}", open=victim is None,
        )  # fmt: skip

    def _parties(self, word: ActWord) -> tuple[_Phrase | None, _Phrase | None]:
        """Victim and actor of an act, by the form of its clause."""
        text, (first, _) = self.scene.text, self.scene.clause(word.start)
        before = [one for one in self.phrases if first <= one.start and one.end <= word.start]
        host = next((one for one in self.phrases if one.start < word.start < one.end and one.after in _UPON), None)
        if host and text[word.start - 1] == "的":  # 对徐某的拘留
            return _Phrase(host.start, word.start - 1, text[host.start : word.start - 1]), None
        if inner := re.search(rf"(?<=.)[{_PRONOUNS}](?=.)", text[word.start : word.end]):  # 逼我堕胎
            at = word.start + inner.start()
            return _Phrase(at, at + 1, text[at]), self._nearest(before)
        if text[word.end - 1] in _PRONOUNS:  # 打我
            return _Phrase(word.end - 1, word.end, text[word.end - 1]), self._nearest(before)
        passive = _last(_PASSIVE.finditer(text, first, word.start))
        if passive or _PASSIVE_WORD.match(text, word.start) or word.act in _ALONE:
            return self._undergone(word, before, passive.span() if passive else (word.start, word.start))
        return self._done(word, before)

    def _undergone(
        self, word: ActWord, before: Sequence[_Phrase], mark: tuple[int, int]
    ) -> tuple[_Phrase | None, _Phrase | None]:
        """她被公安带走, 被关押的朝鲜人, 他失踪: the agent stands behind the mark of the passive, if anywhere."""
        agent = next((one for one in before if mark[0] < mark[1] <= one.start), None)
        own = self._nearest([one for one in before if one.end <= mark[0]])
        return self._described(word) or own or self._carried(word), agent

    def _done(self, word: ActWord, before: Sequence[_Phrase]) -> tuple[_Phrase | None, _Phrase | None]:
        """公安逮捕金某, 狱警把她带走; a verb with neither subject nor object is of whom the clauses before tell."""
        taken = _last([one for one in before if _TAKING.fullmatch(one.after)])
        if taken:
            return taken, self._nearest([one for one in before if one.end <= taken.start]) or self._went_before(word)
        last, subject = self.scene.clause(word.start)[1], self._nearest(before)
        near = [one for one in self.phrases if word.end <= one.start <= min(word.end + 3, last) and not one.after]
        near = [one for one in near if self._is_people(one)]
        if near or _COUNTED.match(self.scene.text, word.end):  # 截获13名拟偷渡的北韩人: the figure counts the victims
            return (near[0] if near else None), subject or self._went_before(word)
        return self._described(word) or (None if subject else self._carried(word, done=True)), None

    def _nearest(self, phrases: Sequence[_Phrase]) -> _Phrase | None:
        """The last phrase that hangs on no preposition and could have done or suffered something."""
        free = [one for one in phrases if self._is_free(one)]
        return _last(one for one in free if self._is_people(one) or self._can_act(one))

    def _described(self, word: ActWord) -> _Phrase | None:
        """被关押的朝鲜人: whom the act describes."""
        found = _DESCRIBED.match(self.scene.text, word.end)
        return next((one for one in self.phrases if found and one.start == found.end()), None)

    def _carried(self, word: ActWord, *, done: bool = False) -> _Phrase | None:
        """Whom the nearest earlier clause is about: 金永姬，女，38岁，2021年在长春被捕; of a verb that is `done` to
        somebody, whom it happened to there: 边防人员查获九名朝鲜人，押回沈阳.

        A clause that is nothing but a noun (女, 牧师) says what somebody is; only the first names who.
        """
        at = self.scene.clause(word.start)[0] - 1
        while at > 0:
            first, last = self.scene.clause(at - 1)
            inside = [one for one in self.phrases if first <= one.start and one.end <= last and self._is_free(one)]
            people = [one for one in inside if self._is_people(one) and not (done and _ACTORS.search(one.text))]
            bare = bool(people) and len(self.scene.text[first:last].strip()) == len(people[0].text)
            if people and (first == 0 or not bare):
                return people[-1 if done else 0]
            at = first - 1
        return None

    def _is_free(self, one: _Phrase) -> bool:
        return not one.after and not self._speaks(one)

    def _went_before(self, word: ActWord) -> _Phrase | None:
        """Who acts in the clause before, and goes on acting: 五名警察闯入她家，将母女带走."""
        at = self.scene.clause(word.start)[0] - 1
        within = self.scene.clause(at - 1) if at > 0 else (0, 0)
        return self._nearest([one for one in self.phrases if within[0] <= one.start and one.end <= within[1]])

    def _speaks(self, one: _Phrase) -> bool:
        return any(start < one.end and one.start < end for start, end in self.scene.spoken)

    def _is_people(self, one: _Phrase) -> bool:
        words = len(one.text.rstrip("们們"))
        ends = [
            kind for start, end, kind in self.scene.nouns if one.start <= start and end in (one.end, one.start + words)
        ]
        counted = not _KINDS.isdisjoint(ends)
        return counted or self._person(one) is not None or _PEOPLE.search(one.text) is not None

    def _can_act(self, one: _Phrase) -> bool:
        inside = any(one.start <= name.start and name.end <= one.end for name in self.named)
        return inside or _ACTORS.search(one.text) is not None

    def _person(self, one: _Phrase) -> Named | None:
        """Who is named in a phrase; 金某的妻子 is not 金某."""
        inside = [name for name in self.named if one.start <= name.start < one.end]
        inside = [name for name in inside if not is_kin_of(self.scene.text[name.end : one.end])]
        return _last(name for name in inside if name.type is NameType.PERSON)

    def _party(self, one: _Phrase) -> Party:
        person = self._person(one) or self._meant(one)
        words = one.text if person is None or one.text in _PRONOUNS else person.text
        return Party(words.strip("“”「」（）、的"), person.entity if person else None, speaks=words == "我")

    def _meant(self, one: _Phrase) -> Named | None:
        """Whom 他 or 她 means: the one person named before it in its sentence, or in the sentence before."""
        if one.text not in ("他", "她"):
            return None
        before = [name for name in self.named if name.end <= one.start and name.type is NameType.PERSON]
        if not before:
            meant, teller = self.scene.topic.meant(), self.scene.teller
            return None if meant and teller and meant.entity == teller.entity else meant  # whoever tells is 我
        return before[0] if len({name.entity for name in before}) == 1 else None


def _last(found: Iterable[T]) -> T | None:
    kept = list(found)
    return kept[-1] if kept else None


def _phrases(text: str, tags: Sequence[Word]) -> list[_Phrase]:
    """The noun phrases of a sentence in order; a time is none."""
    found: list[_Phrase] = []
    at = 0
    while at < len(tags):
        if not _is_nominal(tags[at]):
            at += 1
            continue
        last = at
        while last + 1 < len(tags) and _goes_on(tags, last + 1):
            last += 1
        start, end = _without_clause(tags, at, last), tags[last].end
        found.append(_Phrase(start, end, text[start:end], _hung(tags, at)))
        at = last + 1
    return found


def _hung(tags: Sequence[Word], at: int) -> str:
    """The preposition before a phrase; 被 is none of them, it has its own reading."""
    before = tags[at - 1] if at else None
    if before is None or _PASSIVE.fullmatch(before.text):
        return ""
    further = tags[at - 2] if at > 1 and before.text in _ABOUT else before
    return further.text if further.kind == "p" or _TAKING.fullmatch(further.text) else ""


def _is_nominal(word: Word) -> bool:
    """Part of a noun phrase; an age and words like 时 end one."""
    return word.kind in _NOMINAL and not _NO_NOUN.search(word.text)


def _without_clause(tags: Sequence[Word], first: int, last: int) -> int:
    """Where a phrase begins that a verb stands before: 带路的男人 is 男人."""
    joints = [at for at in range(first, last) if tags[at].text == "的"]
    verb = first and tags[first - 1].kind == "v" and tags[first - 1].end == tags[first].start
    return tags[joints[-1] + 1].start if verb and joints else tags[first].start


def _goes_on(tags: Sequence[Word], at: int) -> bool:
    if _is_nominal(tags[at]):
        return True
    following = at + 1 < len(tags) and _is_nominal(tags[at + 1])
    return tags[at].text in _JOINING and following


def _place(scene: Scene, within: tuple[int, int]) -> tuple[str, ...]:
    """Places of the act's clause, else of its sentence; the finest."""
    spots = [spot for spot in scene.spots if not spot.goal]
    near = [spot for spot in spots if within[0] <= spot.start < within[1]] or spots
    fine = [spot for spot in near if spot.held] or [spot for spot in near if spot.fine] or near
    return tuple(dict.fromkeys(spot.words for spot in fine))


def _when(scene: Scene, within: tuple[int, int]) -> When | None:
    near = [day for day in scene.dated if within[0] <= day.start < within[1]] or list(scene.dated[:1])
    return near[-1].when if near else None
