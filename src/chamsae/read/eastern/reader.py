"""Claims of a Korean or Chinese document: figures, acts, names, times, quoted words; the sentence is the quote."""

from collections.abc import Sequence
from dataclasses import replace

from chamsae.model.claim import Act, Claim, Figure, Modality, Name, Statement, Time
from chamsae.model.document import Document
from chamsae.read.eastern.deeds import PEOPLE
from chamsae.read.eastern.figures import FoundFigure, figures
from chamsae.read.eastern.force import denied
from chamsae.read.eastern.names import Named, names
from chamsae.read.eastern.scene import Scene
from chamsae.read.eastern.sentences import Sentence, sentences
from chamsae.read.eastern.teller import teller
from chamsae.read.eastern.tongue import Tongue
from chamsae.read.eastern.topic import Topic
from chamsae.read.eastern.voices import Heard, Telling, is_attributed, quotations
from chamsae.read.making import Maker, Said
from chamsae.text.dates import Dated, times


def read(document: Document, tongue: Tongue) -> tuple[Claim, ...]:
    """The proposed claims in order of place; furniture yields none, and none whose words do not prove."""
    maker = Maker(document, tongue.reader)
    via = (document.publisher,) if document.publisher else ()
    answerer = tongue.speaking.answerer.search(document.text)
    telling = Telling(tongue, teller(document, tongue), via, answerer[0] if answerer else None)
    topic = Topic()
    for sentence in sentences(document, tongue):
        topic.begin(sentence.paragraph)
        _propose(maker, sentence, telling, topic)
    return maker.claims()


def _propose(maker: Maker, sentence: Sentence, telling: Telling, topic: Topic) -> None:
    tongue = telling.tongue
    named = names(sentence.text, tongue)
    dated = times(sentence.text, maker.document.published)
    heard = telling.hear(sentence.text, sentence.paragraph, named)
    scene = Scene(text=sentence.text, tongue=tongue, dated=dated, spoken=heard.spoken, topic=topic)
    for one in figures(scene):
        _make_figure(maker, sentence, one, heard)
    held = [spot.words for spot in scene.spots if spot.held]
    if held:
        topic.facility = (sentence.paragraph, held[-1])
    _make_times(maker, sentence, dated, heard)
    _make_names(maker, sentence, named, heard)
    _make_statements(maker, sentence, heard)


def _make_figure(maker: Maker, sentence: Sentence, found: FoundFigure, heard: Heard) -> None:
    amount = found.quantity.amount
    said = heard.at(found.quantity.start)
    value = Figure(amount=replace(amount, unit=found.unit or "item"), counted=found.counted, act=found.act)
    claim = _make(maker, sentence, value, found, said)
    if claim is not None and found.act_word is not None and found.unit in PEOPLE:
        victim = found.counted if found.counted != found.quantity.counter else None
        act = Act(act=found.act_word.act, victim=victim, figure=claim.id)
        _make(maker, sentence, act, found, said)


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


def _make_names(maker: Maker, sentence: Sentence, named: Sequence[Named], heard: Heard) -> None:
    for one in named:
        value = Name(text=one.text, type=one.type, entity=one.entity, roles=one.roles)
        said = heard.at(one.start)
        quote, trigger = (sentence.start, sentence.end), sentence.place(one.start, one.end)
        maker.make(value, quote, trigger, said=said, confidence=0.75, why=(f"{one.text} is {one.why}",))


def _make_statements(maker: Maker, sentence: Sentence, heard: Heard) -> None:
    """Words in quotation marks, where the sentence says whose they are; and what somebody denies."""
    quote = (sentence.start, sentence.end)
    for start, end in quotations(sentence.text):
        said = heard.at(start)
        if is_attributed(said):
            value = Statement(text=sentence.text[start:end], direct=True)
            trigger = sentence.place(start, end)
            maker.make(value, quote, trigger, said=said, confidence=0.65, why=("words in quotation marks",))
    for start, end in denied(sentence.text, heard.tongue):
        said = heard.at(start)
        if is_attributed(said):
            value = Statement(text=sentence.text[start:end], direct=False)
            said = replace(said, modality=Modality.DENIAL)
            maker.make(value, quote, sentence.place(start, end), said=said, confidence=0.6, why=("a denial",))


def _of_time(day: Dated) -> str:
    if day.when.bounded:
        return f"“{day.when.text}” is {day.when.start} to {day.when.end}"
    return f"“{day.when.text}” leaves its days open"
