"""Claims of a Korean or Chinese document: figures, acts, names and times, each with its sentence as quote."""

from collections.abc import Sequence
from dataclasses import replace

from chamsae.model.claim import Act, Claim, Figure, Name, Time
from chamsae.model.document import Document
from chamsae.read.eastern.figures import FoundFigure, figures
from chamsae.read.eastern.names import Named, names
from chamsae.read.eastern.sentences import Sentence, sentences
from chamsae.read.eastern.tongue import Tongue
from chamsae.read.eastern.voices import Voice, voice
from chamsae.read.making import Maker, Said
from chamsae.text.dates import Dated, times


def read(document: Document, tongue: Tongue) -> tuple[Claim, ...]:
    """The proposed claims in order of place; furniture yields none, and none whose words do not prove."""
    maker = Maker(document, tongue.reader)
    before: Voice | None = None
    paragraph = -1
    for sentence in sentences(document, tongue):
        named = names(sentence.text, tongue)
        before = voice(sentence, named, tongue, document, before if sentence.paragraph == paragraph else None)
        paragraph = sentence.paragraph
        _propose(maker, sentence, named, before, tongue)
    return maker.claims()


def _propose(maker: Maker, sentence: Sentence, named: Sequence[Named], voice: Voice, tongue: Tongue) -> None:
    dated = times(sentence.text, maker.document.published)
    for found in figures(sentence.text, tongue, dated, (voice.start, voice.end)):
        _make_figure(maker, sentence, found, voice.said)
    for day in dated:
        sure = 0.8 if day.when.bounded else 0.5
        _make(maker, sentence, Time(when=day.when), (day.start, day.end), voice.said, sure, (_of_time(day),))
    for one in named:
        value = Name(text=one.text, type=one.type, entity=one.entity)
        _make(maker, sentence, value, (one.start, one.end), voice.said, 0.75, (f"{one.text} is {one.why}",))


def _make_figure(maker: Maker, sentence: Sentence, found: FoundFigure, said: Said) -> None:
    value = Figure(
        amount=found.quantity.amount if found.quantity.amount.unit else replace(found.quantity.amount, unit="item"),
        counted=found.counted,
        act=found.act.act if found.act else None,
    )
    trigger = (found.quantity.start, found.quantity.end)
    claim = maker.make(
        value, (sentence.start, sentence.end), (sentence.start + trigger[0], sentence.start + trigger[1]), said=said,
        place=found.place, when=found.when, confidence=found.confidence, why=found.why,
    )  # fmt: skip
    if claim is not None and found.act is not None and value.amount.unit == "person":
        act = Act(act=found.act.act, victim=found.counted, figure=claim.id)
        span = (sentence.start + found.act.start, sentence.start + found.act.end)
        maker.make(
            act, (sentence.start, sentence.end), span, said=said, place=found.place, when=found.when,
            confidence=found.confidence - 0.1, why=found.why,
        )  # fmt: skip


def _make(
    maker: Maker,
    sentence: Sentence,
    value: Time | Name,
    span: tuple[int, int],
    said: Said,
    sure: float,
    why: tuple[str],
) -> None:
    start, end = sentence.start + span[0], sentence.start + span[1]
    maker.make(value, (sentence.start, sentence.end), (start, end), said=said, confidence=sure, why=why)


def _of_time(day: Dated) -> str:
    if day.when.bounded:
        return f"“{day.when.text}” is {day.when.start} to {day.when.end}"
    return f"“{day.when.text}” leaves its days open"
