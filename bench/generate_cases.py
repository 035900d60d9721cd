"""A casebook of invented people for bench/cases_scale.py: documents in three scripts, their claims, their records.

From a seed; the same seed gives the same casebook. Names are put together from syllables at random, so that some are
shared by chance; nobody in it exists. A person stands in one or more documents, under the name in that document's
script.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from chamsae.model.amount import Amount, Comparator
from chamsae.model.claim import (
    Act,
    Claim,
    Figure,
    Name,
    NameType,
    Speaker,
    SpeakerKind,
    Statement,
    Time,
    Value,
    settle_id,
)
from chamsae.model.document import Document
from chamsae.model.quote import cut, point
from chamsae.model.when import When

#: Appearances of people in one document, and in all, by the number of people.
PER_DOCUMENT, APPEARANCES = 8, 1.6
#: Acts told at each appearance, at least; every other appearance tells one more.
ACTS = 2
READER = "bench 1"

#: Given and family names by syllable: Hangul, a character, Latin letters.
FAMILY = (
    ("김", "金", "Kim"), ("리", "李", "Ri"), ("박", "朴", "Pak"), ("최", "崔", "Choe"), ("정", "郑", "Jong"),
    ("강", "姜", "Kang"), ("조", "赵", "Jo"), ("윤", "尹", "Yun"), ("장", "张", "Jang"), ("림", "林", "Rim"),
    ("한", "韩", "Han"), ("오", "吴", "O"), ("서", "徐", "So"), ("신", "申", "Sin"), ("권", "权", "Kwon"),
    ("황", "黄", "Hwang"), ("안", "安", "An"), ("송", "宋", "Song"), ("류", "柳", "Ryu"), ("홍", "洪", "Hong"),
)  # fmt: skip
GIVEN = (
    ("가", "佳", "ga"), ("경", "京", "gyong"), ("광", "光", "gwang"), ("국", "国", "guk"), ("금", "今", "gum"),
    ("나", "娜", "na"), ("남", "南", "nam"), ("덕", "德", "dok"), ("동", "东", "dong"), ("란", "兰", "ran"),
    ("련", "莲", "ryon"), ("록", "禄", "rok"), ("룡", "龙", "ryong"), ("매", "梅", "mae"), ("명", "明", "myong"),
    ("미", "美", "mi"), ("민", "敏", "min"), ("복", "福", "bok"), ("봉", "峰", "bong"), ("산", "山", "san"),
    ("선", "善", "son"), ("설", "雪", "sol"), ("성", "成", "song"), ("수", "秀", "su"), ("숙", "淑", "suk"),
    ("순", "顺", "sun"), ("승", "胜", "sung"), ("실", "实", "sil"), ("심", "心", "sim"), ("아", "雅", "a"),
    ("애", "爱", "ae"), ("연", "燕", "yon"), ("영", "英", "yong"), ("옥", "玉", "ok"), ("용", "勇", "yong"),
    ("우", "宇", "u"), ("원", "元", "won"), ("은", "银", "un"), ("일", "一", "il"), ("정", "贞", "jong"),
    ("주", "珠", "ju"), ("지", "智", "ji"), ("진", "真", "jin"), ("철", "哲", "chol"), ("춘", "春", "chun"),
    ("필", "弼", "pil"), ("학", "学", "hak"), ("향", "香", "hyang"), ("혁", "赫", "hyok"), ("현", "贤", "hyon"),
    ("혜", "惠", "hye"), ("호", "浩", "ho"), ("화", "花", "hwa"), ("희", "喜", "hui"),
)  # fmt: skip
PLACES = (
    ("투먼", "图们", "Tumen"), ("단둥", "丹东", "Dandong"), ("바이산", "白山", "Baishan"),
    ("선양", "沈阳", "Shenyang"), ("온성", "稳城", "Onsong"), ("신의주", "新义州", "Sinuiju"),
    ("무산", "茂山", "Musan"), ("청진", "清津", "Chongjin"), ("회령", "会宁", "Hoeryong"), ("혜산", "惠山", "Hyesan"),
)  # fmt: skip
ACTORS = (
    ("경찰", "警察", "police"),
    ("보위부", "保卫部", "state security"),
    ("국경 경비대", "边防队", "border guards"),
)
#: What was done, in the order in which it happens to somebody: the key, and the sentence in each script.
DONE = (
    ("escaped", "{name} 씨는 {day} {place}에서 [탈출했다].", "{name}{day}从{place}[出逃]。",
     "{name} [fled] from {place} on {day}."),
    ("arrested", "{name} 씨는 {day} {place}에서 {actor}에 [체포되었다].", "{name}{day}在{place}被{actor}[逮捕]。",
     "{name} [was arrested] by {actor} in {place} on {day}."),
    ("detained", "{name} 씨는 {day}부터 {place}에 {days}일 동안 [구금되었다].",
     "{name}{day}起在{place}被[关押]{days}天。", "{name} [was held] in {place} from {day} for {days} days."),
    ("repatriated", "{name} 씨는 {day} {place}에서 [북송되었다].", "{name}{day}在{place}被[遣返]。",
     "{name} [was sent back] at {place} on {day}."),
    ("tortured", "{name} 씨는 {day} {place}에서 {actor}에 [고문을 당했다].", "{name}{day}在{place}遭{actor}[酷刑]。",
     "{name} [was tortured] by {actor} in {place} on {day}."),
    ("released", "{name} 씨는 {day} {place}에서 [석방되었다].", "{name}{day}在{place}[获释]。",
     "{name} [was released] in {place} on {day}."),
)  # fmt: skip
SAID = (
    "대변인은 “{n}명이 강을 건넜다”고 말했다.", "发言人说：“{n}人过了江。”",
    "The spokesman said: “{n} people crossed the river.”",
)  # fmt: skip
LANGUAGES = ("ko", "zh", "en")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody invented: the name in Hangul, Han and Latin letters."""

    number: int
    names: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Made:
    """A document without its id's bytes taken in, and its claims."""

    document: Document
    claims: tuple[Claim, ...]
    people: tuple[int, ...]


def people(number: int, seed: int) -> list[Person]:
    """So many people."""
    dice = random.Random(f"people {seed}")
    found = []
    for at in range(number):
        family, one, two = dice.choice(FAMILY), dice.choice(GIVEN), dice.choice(GIVEN)
        names = (family[0] + one[0] + two[0], family[1] + one[1] + two[1], f"{family[2]} {one[2].title()}-{two[2]}")
        found.append(Person(at, names))
    return found


def documents(crowd: Sequence[Person], seed: int) -> Iterator[Made]:
    """The documents that tell of these people, each person at least once."""
    dice = random.Random(f"documents {seed}")
    told = [*crowd, *(dice.choice(crowd) for _ in range(round(len(crowd) * (APPEARANCES - 1))))]
    dice.shuffle(told)
    for number, at in enumerate(range(0, len(told), PER_DOCUMENT)):
        yield _document(number, list(dict.fromkeys(told[at : at + PER_DOCUMENT])), dice)


class _Writer:
    """A text as it grows, and where its claims stand."""

    def __init__(self, tongue: int) -> None:
        self.tongue, self.text, self.found = tongue, "", list[tuple[int, int, int, int, Value, When | None, str]]()

    def say(self, sentence: str, parts: Sequence[tuple[str, Value]], when: When | None = None, place: str = "") -> None:
        """A sentence with words that carry claims; words that are not in it carry none."""
        start = len(self.text)
        self.text += sentence + "\n"
        for words, value in parts:
            if (at := sentence.find(words)) >= 0:
                low = start + at
                self.found.append((start, start + len(sentence), low, low + len(words), value, when, place))


def _document(number: int, told: Sequence[Person], dice: random.Random) -> Made:
    tongue = dice.randrange(3)
    writer = _Writer(tongue)
    for person in told:
        _appearance(writer, person, dice)
    writer.say(
        SAID[tongue].format(n=dice.randrange(2, 900)),
        _spoken(tongue),
    )
    document = Document(
        id=f"d{number:016x}", sha256="", name=f"account-{number}.txt", media_type="text/plain", text=writer.text,
        language=LANGUAGES[tongue], reader=READER, title=f"Account {number}", publisher=f"Group {number % 40}",
        published=When.day(date(2012, 1, 1) + timedelta(days=dice.randrange(4000))),
    )  # fmt: skip
    return Made(document, tuple(_claims(document, writer)), tuple(person.number for person in told))


def _spoken(tongue: int) -> list[tuple[str, Value]]:
    words = ("강을 건넜다", "人过了江", "people crossed the river")[tongue]
    return [(words, Statement(text=words, direct=True))]


def _appearance(writer: _Writer, person: Person, dice: random.Random) -> None:
    """What one document tells of one person: two or three acts in order, names, days, a length of time."""
    tongue, day = writer.tongue, date(1998, 1, 1) + timedelta(days=dice.randrange(8000))
    name, entity = person.names[tongue], f"e{person.number}"
    chosen = sorted(dice.sample(range(len(DONE)), ACTS + dice.randrange(2)))
    for at in chosen:
        act, *sentences = DONE[at]
        sentence = sentences[tongue]
        verb = sentence[sentence.index("[") + 1 : sentence.index("]")]
        place, actor = dice.choice(PLACES)[tongue], dice.choice(ACTORS)[tongue]
        days, said = dice.randrange(3, 400), _day(day, tongue)
        words = sentence.replace("[", "").replace("]", "")
        words = words.format(name=name, day=said, place=place, actor=actor, days=days)
        does = actor if "{actor}" in sentence else None
        unit = ("일", "天", "days")[tongue]
        parts: list[tuple[str, Value]] = [
            (name, Name(text=name, type=NameType.PERSON, entity=entity)),
            (verb, Act(act=act, victim=name, victim_entity=entity, actor=does)),
        ]
        if at == chosen[0]:
            parts.append((said, Time(when=When.day(day, said))))
        if "{days}" in sentence:
            length = Figure(amount=Amount(low=days, high=days, comparator=Comparator.EXACT, unit="day"), counted=unit)
            parts.append((str(days), length))
        writer.say(words, parts, When.day(day, said), place)
        day += timedelta(days=dice.randrange(3, 200))


def _day(day: date, tongue: int) -> str:
    if tongue == 2:
        return f"{day.day} {day:%B} {day.year}"
    marks = ("년 ", "월 ", "일") if tongue == 0 else ("年", "月", "日")
    return f"{day.year}{marks[0]}{day.month}{marks[1]}{day.day}{marks[2]}"


def _claims(document: Document, writer: _Writer) -> Iterator[Claim]:
    speaker = Speaker(text=document.publisher or "", kind=SpeakerKind.NARRATOR)
    for low, high, start, end, value, when, place in writer.found:
        yield settle_id(
            Claim(
                id="", document=document.id, quote=cut(document.text, low, high),
                trigger=point(document.text, start, end),
                value=value, reader=READER, speaker=speaker, when=when, place=(place,) if place else (), confidence=0.9,
            )
        )  # fmt: skip
