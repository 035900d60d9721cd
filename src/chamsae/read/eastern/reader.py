"""Claims of a Korean or Chinese document: figures, acts, names, times, quoted words; the sentence is the quote."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from chamsae.model.claim import Act, Claim, Figure, Name, NameType, Speaker, SpeakerKind, Statement, Time
from chamsae.model.document import Document
from chamsae.read.eastern.craft import Craft, Doing
from chamsae.read.eastern.deeds import PEOPLE, SUFFERED
from chamsae.read.eastern.figures import FoundFigure, figures
from chamsae.read.eastern.names import Named
from chamsae.read.eastern.party import Party
from chamsae.read.eastern.scene import Scene
from chamsae.read.eastern.sentences import Sentence, sentences
from chamsae.read.eastern.sequels import following
from chamsae.read.eastern.teller import is_firsthand, teller
from chamsae.read.eastern.tongue import ActWord, Tongue, acts
from chamsae.read.eastern.topic import Topic
from chamsae.read.eastern.voices import Heard, Telling, is_attributed
from chamsae.read.making import Maker, Said
from chamsae.text.dates import Dated
from chamsae.text.occasions import told_times


def read(document: Document, tongue: Tongue, craft: Craft) -> tuple[Claim, ...]:
    """The proposed claims in order of place; furniture yields none, and none whose words do not prove."""
    maker = Maker(document, tongue.reader)
    via = (document.publisher,) if document.publisher else ()
    answerer = tongue.speaking.answerer.search(document.text)
    answering = Speaker(text=answerer[0], kind=SpeakerKind.UNNAMED) if answerer else None
    kept = sentences(document, tongue)
    named = craft.names(document, kept, tongue)
    telling = Telling(tongue, teller(document, tongue, kept, named), via, answering)
    heard = craft.hear(telling, kept, named)
    topic = Topic(sends_back=_sends_back(kept, tongue), firsthand=is_firsthand(tongue, kept))
    for passage in map(_Passage, kept, named, heard):
        topic.begin(passage.sentence.paragraph)
        _propose(maker, passage, craft, topic)
    return maker.claims()


def _sends_back(kept: Sequence[Sentence], tongue: Tongue) -> bool:
    """True when a document that denies there are escapees tells of people sent back."""
    denies = any(tongue.deeds.nobody_there.search(one.text) for one in kept)
    return denies and any(word.act == "repatriated" for one in kept for word in acts(one.text, tongue))


@dataclass(frozen=True, slots=True)
class _Passage:
    """A sentence with the names and the voices in it."""

    sentence: Sentence
    named: Sequence[Named]
    heard: Heard


def _propose(maker: Maker, passage: _Passage, craft: Craft, topic: Topic) -> None:
    sentence, named, heard = passage.sentence, passage.named, passage.heard
    dated = following(told_times(sentence.text, maker.document.published), sentence, topic)
    first = heard.teller if topic.firsthand else None
    scene = Scene(text=sentence.text, tongue=heard.tongue, dated=dated, spoken=heard.spoken, topic=topic, teller=first)
    doings = {one.word.start: one for one in craft.doings(scene, named)}
    counted = figures(scene)
    for found in counted:
        _make_figure(maker, sentence, found, heard, doings.get(found.act_word.start) if found.act_word else None)
    told = {found.act_word.start for found in counted if found.act_word and found.unit in PEOPLE}
    for doing in (doing for at, doing in doings.items() if at not in told and (doing.victim or doing.open)):
        _make_doing(maker, sentence, doing, heard)
    for doing in _no_such_people(scene, heard):
        _make_doing(maker, sentence, doing, heard)
    held = [spot.words for spot in scene.spots if spot.held]
    if held:
        topic.facility = (sentence.paragraph, held[-1])
    persons = {one.entity: one for one in named if one.type is NameType.PERSON}
    if persons:
        topic.person = (sentence.paragraph, next(iter(persons.values()))) if len(persons) == 1 else None
    _make_times(maker, sentence, dated, heard)
    _make_names(maker, sentence, _with_victims(named, doings.values()), heard)
    _make_statements(maker, sentence, heard, craft)


def _make_figure(maker: Maker, sentence: Sentence, found: FoundFigure, heard: Heard, doing: Doing | None) -> None:
    amount = found.quantity.amount
    said = heard.at(found.quantity.start)
    value = Figure(amount=replace(amount, unit=found.unit or "item"), counted=found.counted, act=found.act)
    claim = _make(maker, sentence, value, found, said)
    if claim is not None and found.act_word is not None and found.unit in PEOPLE:
        victim = found.counted if found.counted != found.quantity.counter else None
        actor = doing.actor if doing else None
        if victim is None and doing and doing.victim:
            victim = doing.victim.text
        act = Act(
            act=found.act_word.act, victim=victim, actor=actor.text if actor else None,
            actor_entity=actor.entity if actor else None, figure=claim.id,
        )  # fmt: skip
        _make(maker, sentence, act, found, said)


def _no_such_people(scene: Scene, heard: Heard) -> Iterator[Doing]:
    """탈북자가 없다고 주장했다: who says that there are none, where people are sent back, denies that they are."""
    for match in scene.tongue.deeds.nobody_there.finditer(scene.text) if scene.topic.sends_back else ():
        word = ActWord(*match.span("said"), "repatriated", told=True)
        if is_attributed(heard.at(word.start)):
            why = f"{match[0]} denies that there is anybody to be sent back"
            yield Doing(word=word, victim=Party(match["who"]), confidence=0.35, why=why)


def _make_doing(maker: Maker, sentence: Sentence, doing: Doing, heard: Heard) -> None:
    """An act that no figure counts."""
    word, victim, actor, said = doing.word, doing.victim, doing.actor, heard.at(doing.word.start)
    if victim and victim.speaks and said.speaker:
        victim = replace(victim, entity=said.speaker.entity)
    value = Act(
        act=word.act, victim=victim.text if victim else None, victim_entity=victim.entity if victim else None,
        actor=actor.text if actor else None, actor_entity=actor.entity if actor else None,
    )  # fmt: skip
    maker.make(
        value, (sentence.start, sentence.end), sentence.place(word.start, word.end), said=said,
        place=doing.place, when=doing.when, confidence=doing.confidence, why=(doing.why,),
    )  # fmt: skip


def _make(maker: Maker, sentence: Sentence, value: Figure | Act, found: FoundFigure, said: Said) -> Claim | None:
    words = found.act_word if isinstance(value, Act) and found.act_word else found.quantity
    return maker.make(
        value,
        (sentence.start, sentence.end),
        sentence.place(words.start, words.end),
        said=said,
        place=found.place,
        when=found.when,
        confidence=found.confidence,
        why=found.why,
    )


def _make_times(maker: Maker, sentence: Sentence, dated: Sequence[Dated], heard: Heard) -> None:
    for day in dated:
        value, why = Time(when=day.when), (_of_time(day),)
        quote, trigger = (sentence.start, sentence.end), sentence.place(day.start, day.end)
        said = heard.at(day.start)
        maker.make(value, quote, trigger, said=said, confidence=0.8 if day.when.bounded else 0.5, why=why)


def _with_victims(named: Sequence[Named], doings: Iterable[Doing]) -> list[Named]:
    """The names, those to whom something was done marked as victims."""
    victims = {one.victim.entity for one in doings if one.victim and one.victim.entity and one.word.act in SUFFERED}
    return [
        replace(one, roles=tuple(dict.fromkeys((*one.roles, "victim")))) if one.entity in victims else one
        for one in named
    ]


def _make_names(maker: Maker, sentence: Sentence, named: Sequence[Named], heard: Heard) -> None:
    for one in named:
        value = Name(text=one.text, type=one.type, entity=one.entity, roles=one.roles)
        said = heard.at(one.start)
        quote, trigger = (sentence.start, sentence.end), sentence.place(one.start, one.end)
        maker.make(value, quote, trigger, said=said, confidence=one.confidence, why=(f"{one.text} is {one.why}",))


def _make_statements(maker: Maker, sentence: Sentence, heard: Heard, craft: Craft) -> None:
    for one in craft.utterances(sentence, heard):
        said = heard.at(one.start)
        said = said if one.modality is None else replace(said, modality=one.modality)
        value = Statement(text=sentence.text[one.start : one.end], direct=one.direct)
        quote, trigger = (sentence.start, sentence.end), sentence.place(one.start, one.end)
        maker.make(value, quote, trigger, said=said, confidence=one.confidence, why=(one.why,))


def _of_time(day: Dated) -> str:
    if day.when.bounded:
        return f"“{day.when.text}” is {day.when.start} to {day.when.end}"
    return f"“{day.when.text}” leaves its days open"
