"""Whose a quotation is that stands alone: that of whoever spoke last before it."""

from collections.abc import Sequence

from chamsae.model.claim import SpeakerKind
from chamsae.read.eastern.quoting import Quotation
from chamsae.read.eastern.sentences import Sentence
from chamsae.read.eastern.voices import Heard, Voice


def going_on(
    sentences: Sequence[Sentence],
    heard: Sequence[Heard],
    one: Quotation,
    last: tuple[int, Voice] | None,
    *,
    back: int,
) -> Voice | None:
    """The last voice told at most `back` paragraphs before; `last` is the last quotation's, with its paragraph."""
    paragraph = sentences[one.first.number].paragraph
    for number in range(one.first.number - 1, -1, -1):
        if sentences[number].paragraph < paragraph - back:
            break
        told = [voice for voice in heard[number].voices if voice.speaker.kind is not SpeakerKind.DOCUMENT]
        if told:
            return told[-1]
    return last[1] if last and last[0] >= paragraph - back else None
