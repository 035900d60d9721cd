"""Who says what in a Korean or Chinese sentence: according to X, X said, …, X said; else who spoke before, else the
document itself. One sentence may hold several voices, each with its reach."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from chamsae.model.claim import Modality, NameType, Speaker, SpeakerKind
from chamsae.read.eastern.force import force
from chamsae.read.eastern.names import Named
from chamsae.read.eastern.sentences import clause
from chamsae.read.eastern.tongue import Tongue
from chamsae.read.making import Said
from chamsae.text.dates import times

#: A speaker's words are no longer than this; what is longer is a clause, not a name.
LONGEST = 40
#: What is no longer than this may be what is left of a longer name.
SHORT = 2
_OPENING = ("“", "「", "『")


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker whose words stand at `start` to `end` and who says what lies from `first` to `last`."""

    speaker: Speaker
    start: int
    end: int
    first: int
    last: int
    why: str
    via: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """The voices of a sentence; `otherwise` says what none of them says."""

    text: str
    tongue: Tongue
    voices: Sequence[Voice]
    otherwise: Said

    def at(self, place: int) -> Said:
        """Who says what stands at an offset, and with what force."""
        reaching = [voice for voice in self.voices if voice.first <= place < voice.last]
        said = self.otherwise
        if reaching:
            inner = max(reaching, key=lambda voice: voice.first)
            via = (*inner.via, *self._teller(inner.speaker), *self.otherwise.via)
            said = Said(speaker=inner.speaker, via=via, why=(inner.why,))
        found = force(self.text, place, self.tongue)
        return replace(said, modality=said.modality if found is Modality.ASSERTED else found)

    def _teller(self, speaker: Speaker) -> tuple[str, ...]:
        """Whoever tells in this line or document what another says, who is a link of the chain."""
        teller = self.otherwise.speaker
        return (teller.text,) if self._tells and teller is not None and teller.text != speaker.text else ()

    @property
    def _tells(self) -> bool:
        return any("speaks in this line" in why or "who writes" in why for why in self.otherwise.why)

    @property
    def teller(self) -> Speaker | None:
        """Whoever tells the sentence of themselves: the named writer, or the one whose turn it is."""
        speaker = self.otherwise.speaker
        return speaker if self._tells and speaker and speaker.kind is SpeakerKind.NAMED and speaker.entity else None

    @property
    def spoken(self) -> list[tuple[int, int]]:
        """Where the speakers' own words stand."""
        return [(voice.start, voice.end) for voice in self.voices]

    @property
    def last(self) -> Speaker | None:
        """Who spoke last, to go on in the next sentence."""
        return self.voices[-1].speaker if self.voices else None


@dataclass(slots=True)
class Telling:
    """Who has spoken so far: the document itself, who spoke in this paragraph, and who spoke last at all."""

    tongue: Tongue
    narrator: Speaker
    via: tuple[str, ...]
    answerer: Speaker | None = None
    paragraph: int = -1
    here: Speaker | None = None
    labelled: Speaker | None = None
    last: Speaker | None = None
    past: list[Speaker] = field(default_factory=list)
    persons: dict[str, str] = field(default_factory=dict)

    def hear(self, sentence: str, paragraph: int, named: Sequence[Named]) -> Heard:
        """The voices of the next sentence."""
        if paragraph != self.paragraph:
            self.here = self._announcing(sentence) if paragraph == self.paragraph + 1 else None
            self.paragraph = paragraph
            self.labelled = self._label(sentence, named)
        found = _distinct(_reached(sentence, list(_voices(sentence, named, self))))
        heard = Heard(sentence, self.tongue, found, self._otherwise(sentence))
        self.past.extend(voice.speaker for voice in found if len(voice.speaker.text) > SHORT)
        self.persons.update((one.text[0], one.entity) for one in named if one.type is NameType.PERSON)
        if heard.last is not None:
            self.here = self.last = heard.last
        return heard

    def _announcing(self, sentence: str) -> Speaker | None:
        """The only speaker so far, where a paragraph does nothing but go on with numbers."""
        alone = self.last is not None and {self.last.text} == {past.text for past in self.past}
        return self.last if alone and self.tongue.speaking.listing.search(sentence) else None

    def _otherwise(self, sentence: str) -> Said:
        if self.labelled is not None:
            return Said(speaker=self.labelled, via=self.via, why=(f"{self.labelled.text} speaks in this line",))
        if self.here is not None and self.tongue.speaking.linking.search(sentence):
            return Said(speaker=self.here, via=self.via, why=(f"{self.here.text} goes on speaking",))
        why = "no speaker named: the article says so itself"
        if self.narrator.kind is not SpeakerKind.NARRATOR:
            why = f"no speaker named: it is {self.narrator.text} who writes"
        return Said(speaker=self.narrator, via=self.via, why=(why,))

    def _label(self, sentence: str, named: Sequence[Named]) -> Speaker | None:
        speaking = self.tongue.speaking
        match = speaking.labels.search(sentence)
        if match is None:
            return None
        if speaking.answer.fullmatch(match["who"]):
            return self.answerer or Speaker(text=match["who"], kind=SpeakerKind.UNNAMED)
        if speaking.asker.fullmatch(match["who"]):
            return Speaker(text=match["who"], kind=SpeakerKind.UNNAMED)
        called = any(_speaks(one) and one.end == match.end("who") for one in named)
        turn = called or "/" in match["who"] or speaking.turn.search(match["who"])
        return _made(sentence, *match.span("who"), named, self.tongue) if turn else None


def is_attributed(said: Said) -> bool:
    """True when somebody is said to say so, not the document itself."""
    return said.speaker is not None and not any("no speaker named" in why for why in said.why)


def _voices(sentence: str, named: Sequence[Named], telling: Telling) -> Iterator[Voice]:
    """All voices found; the reach of each is settled later, but for those that end or lie within a clause."""
    speaking = telling.tongue.speaking
    opened = list(_opening(sentence, named, telling))
    yield from opened
    for match in speaking.closing.finditer(sentence):
        before = [
            cut.end() for cut in speaking.said.finditer(sentence, 0, match.start("who")) if cut.end() < match.start()
        ]
        reach = (before[-1] if before else 0, match.end())
        sure = not any(voice.end <= match.start("who") for voice in opened)
        yield from _voice(sentence, match, named, telling, why="says so", sure=sure, reach=reach)
    for pattern in speaking.within:
        for match in pattern.finditer(sentence):
            reach = clause(sentence, match.start("who"), telling.tongue.clause_end)
            yield from _voice(sentence, match, named, telling, why="counts them", sure=False, reach=reach)


def _opening(sentence: str, named: Sequence[Named], telling: Telling) -> Iterator[Voice]:
    """Those named before what they say."""
    speaking = telling.tongue.speaking
    for patterns, why in (
        (speaking.accordings, "according to"),
        (speaking.sayings, "says so"),
        (speaking.sure, "says"),
    ):
        for pattern in patterns:
            for match in pattern.finditer(sentence):
                sure = patterns is speaking.sure
                yield from _voice(sentence, match, named, telling, why=why, sure=sure, reach=(match.start("who"), -1))


def _voice(
    sentence: str, match: re.Match[str], named: Sequence[Named], telling: Telling, *, why: str, sure: bool,
    reach: tuple[int, int],
) -> Iterator[Voice]:  # fmt: skip
    tongue = telling.tongue
    start, end = _trimmed(sentence, *match.span("who"))
    if relative := tongue.speaking.relative.match(sentence[start:end]):
        start += relative.end()
    if counted := tongue.speaking.counted_by.search(sentence[start:end]):
        end = start + counted.start()
    words = sentence[start:end]
    ours = tongue.speaking.ours.search(sentence, 0, start) is not None
    mine = tongue.speaking.first_person.search(words) is not None and not _is_named(named, start, end)
    if not words or ours or mine:
        return
    outlets = (sentence[slice(*_trimmed(sentence, *match.span("via")))],) if match.groupdict().get("via") else ()
    if tongue.speaking.again.fullmatch(words):
        if telling.last is not None:
            yield Voice(telling.last, start, end, *reach, f"{words}: {telling.last.text} goes on speaking", outlets)
        return
    if short := _told_before(words, telling):
        yield Voice(short, start, end, *reach, f"{words} is {short.text}, who spoke before", outlets)
        return
    known = _is_named(named, start, end) or tongue.speaking.heads.search(words) is not None
    if tongue.speaking.nobody.search(words) and not known:
        return
    if known or sure or sentence[start - 1 : start] in _OPENING:
        speaker = _made(sentence, start, end, named, tongue)
        yield Voice(speaker, start, end, *reach, f"{words}: {why}", outlets)


def _told_before(words: str, telling: Telling) -> Speaker | None:
    """Whom a shortened name means: the last speaker whose name ends so, the person of that surname."""
    match = telling.tongue.speaking.shortened.fullmatch(words)
    if match is None:
        return None
    surname = match.groupdict().get("surname")
    if surname:
        entity = telling.persons.get(surname)
        return Speaker(text=words, kind=SpeakerKind.NAMED, entity=entity) if entity else None
    return next((past for past in reversed(telling.past) if past.text.endswith(words)), None)


def _reached(sentence: str, found: list[Voice]) -> list[Voice]:
    """A voice goes on until the next one begins; one whose words close a sentence says what stands before them."""
    starts = sorted({voice.start for voice in found if voice.last < 0})
    kept = []
    for voice in found:
        behind = next((start for start in starts if start > voice.end), len(sentence))
        kept.append(voice if voice.last >= 0 else replace(voice, last=behind))
    return kept


def _distinct(found: list[Voice]) -> list[Voice]:
    """Each stretch of words speaks once, the first reading of it counts."""
    kept: list[Voice] = []
    for voice in found:
        if not any(voice.start < other.end and other.start < voice.end for other in kept):
            kept.append(voice)
    return sorted(kept, key=lambda voice: (voice.first, voice.start))


def _trimmed(sentence: str, start: int, end: int) -> tuple[int, int]:
    """The speaker's words without the byline before them and age, day and occasion after them (统一部11日在会上说)."""
    located = re.match(r"(?:[（(\[【][^）)\]】\n]{1,20}[）)\]】]|\d{1,3}[.．、](?!\d))\s?", sentence[start:end])
    start += located.end() if located else 0
    if aged := _AGED.search(sentence[:end], start):
        end = aged.start()
    for dated in times(sentence[start:end])[:1]:
        start, end = (start + dated.end, end) if dated.start == 0 else (start, start + dated.start)
    start = min(end, start + len(_LEADING.match(sentence[start:end])[0]))  # type: ignore[index] # * always matches
    while start < end and (sentence[end - 1].isspace() or sentence[end - 1] in "的在于於,，"):
        end -= 1
    named = re.search(r"[“「『](?P<name>[^“”「」『』]{2,15})[”」』]?$", sentence[start:end])
    if named:
        return start + named.start("name"), start + named.end("name")
    while start < end and (sentence[end - 1].isspace() or sentence[end - 1] in "”」』\"'’"):
        end -= 1
    return (start, end) if end - start <= LONGEST else (start, start)


#: What is left before a speaker's words once a day is cut off: a case ending with its space, marks.
_LEADING = re.compile(r"(?:[은는이가](?=\s)|[\s,，、\"“'‘「:：])*")
#: What stands behind a speaker and is no part of the name: an age, a day of the week.
_AGED = re.compile(
    r"(?:[（(]\d{1,3}\s?[岁歲세살]?[)）]|(?:上|本|这|這|当|當)?(?:周|週|星期|礼拜|禮拜)[一二三四五六日天])+\s?$"
)


def _is_named(named: Sequence[Named], start: int, end: int) -> bool:
    return any(one.start < end and start < one.end and one.type is not NameType.PLACE for one in named)


def _made(sentence: str, start: int, end: int, named: Sequence[Named], tongue: Tongue) -> Speaker:
    words = sentence[start:end]
    if kin := tongue.speaking.relation.search(words):
        return Speaker(text=kin["who"], kind=SpeakerKind.UNNAMED, entity=None)
    inside = [one for one in named if start <= one.start and one.end <= end and _speaks(one)]
    persons = [one for one in inside if one.type is NameType.PERSON]
    entity = (persons or inside)[-1].entity if inside else None
    if persons and tongue.counting.noun_first:  # a title stands behind its name, before it only whose it is
        words = sentence[persons[-1].start : end]
    if tongue.speaking.papers.search(words):
        return Speaker(text=words, kind=SpeakerKind.DOCUMENT, entity=entity)
    unnamed = tongue.speaking.unnamed.search(words) is not None
    if persons or not unnamed:
        return Speaker(text=words, kind=SpeakerKind.NAMED, entity=entity)
    return Speaker(text=words, kind=SpeakerKind.UNNAMED, entity=None)


def _speaks(one: Named) -> bool:
    return one.type in (NameType.PERSON, NameType.ORGANISATION)
