"""Claims of a Korean or Chinese document: figures, acts, names, times, quoted words; the sentence is the quote."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from chamsae.model.claim import Act, Claim, Figure, Name, Statement, Time
from chamsae.model.document import Document
from chamsae.read.eastern.figures import PEOPLE, FoundFigure, Scene, figures, largest
from chamsae.read.eastern.names import Named, names
from chamsae.read.eastern.sentences import Sentence, sentences
from chamsae.read.eastern.tongue import Tongue
from chamsae.read.eastern.voices import Voice, quotations, voice
from chamsae.read.making import Maker, Said
from chamsae.text.dates import Dated, times


@dataclass(frozen=True, slots=True)
class _Before:
    """What a sentence takes over from those before it in its paragraph: who spoke, what was done to how many."""

    paragraph: int = -1
    voice: Voice | None = None
    act: tuple[str, float] | None = None


def read(document: Document, tongue: Tongue) -> tuple[Claim, ...]:
    """The proposed claims in order of place; furniture yields none, and none whose words do not prove."""
    maker = Maker(document, tongue.reader)
    before = _Before()
    for sentence in sentences(document, tongue):
        if sentence.paragraph != before.paragraph:
            before = _Before(sentence.paragraph)
        before = _propose(maker, sentence, tongue, before)
    return maker.claims()


def _propose(maker: Maker, sentence: Sentence, tongue: Tongue, before: _Before) -> _Before:
    named = names(sentence.text, tongue)
    dated = times(sentence.text, maker.document.published)
    speaking = voice(sentence.text, named, tongue, maker.document, before.voice)
    scene = Scene(
        text=sentence.text, tongue=tongue, dated=dated, speaker=(speaking.start, speaking.end), act_before=before.act
    )
    found = figures(scene)
    for one in found:
        _make_figure(maker, sentence, one, speaking.said)
    _make_times(maker, sentence, dated, speaking.said)
    _make_names(maker, sentence, named, speaking.said)
    _make_statements(maker, sentence, speaking)
    told = next(((one.act, largest(one.quantity)) for one in found if one.act), None)
    return _Before(sentence.paragraph, speaking if speaking.attributed else before.voice, told)


def _make_figure(maker: Maker, sentence: Sentence, found: FoundFigure, said: Said) -> None:
    amount = found.quantity.amount
    value = Figure(amount=replace(amount, unit=amount.unit or "item"), counted=found.counted, act=found.act)
    claim = _make(maker, sentence, value, found, said)
    if claim is not None and found.act_word is not None and amount.unit in PEOPLE:
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


def _make_times(maker: Maker, sentence: Sentence, dated: Sequence[Dated], said: Said) -> None:
    for day in dated:
        value, why = Time(when=day.when), (_of_time(day),)
        quote, trigger = (sentence.start, sentence.end), sentence.place(day.start, day.end)
        maker.make(value, quote, trigger, said=said, confidence=0.8 if day.when.bounded else 0.5, why=why)


def _make_names(maker: Maker, sentence: Sentence, named: Sequence[Named], said: Said) -> None:
    for one in named:
        value = Name(text=one.text, type=one.type, entity=one.entity)
        quote, trigger = (sentence.start, sentence.end), sentence.place(one.start, one.end)
        maker.make(value, quote, trigger, said=said, confidence=0.75, why=(f"{one.text} is {one.why}",))


def _make_statements(maker: Maker, sentence: Sentence, speaking: Voice) -> None:
    """Words in quotation marks, where the sentence says whose they are."""
    for start, end in quotations(sentence.text) if speaking.attributed else ():
        value = Statement(text=sentence.text[start:end], direct=True)
        quote, trigger = (sentence.start, sentence.end), sentence.place(start, end)
        maker.make(value, quote, trigger, said=speaking.said, confidence=0.65, why=("words in quotation marks",))


def _of_time(day: Dated) -> str:
    if day.when.bounded:
        return f"“{day.when.text}” is {day.when.start} to {day.when.end}"
    return f"“{day.when.text}” leaves its days open"
