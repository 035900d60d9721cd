"""What is kept of a model's answer: claims whose words stand in the passage, read by our own readers."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from chamsae.errors import Phrase, phrase
from chamsae.model.amount import Amount, Number
from chamsae.model.claim import Act, Claim, ClaimKind, Figure, Name, Speaker, SpeakerKind, Statement, Time, Value
from chamsae.model.document import Document
from chamsae.model.when import When
from chamsae.read.ask.answer import Answer, Pointed
from chamsae.read.ask.passages import Passage
from chamsae.read.ask.question import acts
from chamsae.read.english.dates import dates
from chamsae.read.english.numbers import numbers
from chamsae.read.making import Maker, Said
from chamsae.text.counted import Kind, kind
from chamsae.text.normal import compose_with_map, source_span
from chamsae.text.numbers import quantities
from chamsae.text.occasions import told_times

#: What only a model saw is the least sure of all proposals, whatever it says of itself.
CONFIDENCE = 0.3

#: The unit of what is counted, where it is no person.
UNITS = {
    Kind.HOUSEHOLD: "family", Kind.CASE: "case", Kind.COUNTRY: "country", Kind.ORGANISATION: "organisation",
    Kind.FACILITY: "facility", Kind.PLACE: "place", Kind.SIGNATURE: "signature",
}  # fmt: skip

_OPENING = "\"'“‘「『«《＂"

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The claims kept; how many the readers had seen already; why others were refused, a sentence each."""

    claims: tuple[Claim, ...] = ()
    known: int = 0
    refused: tuple[str, ...] = ()


def kept(document: Document, passage: Passage, answer: Answer, known: tuple[Claim, ...], *, reader: str) -> Kept:
    """Check an answer against its passage. `known` are the document's claims: what stands there is not said again.

    A claim is refused when its quote, its words, its number or its act do not stand in the passage; a lesser field that
    does not stand there is left out and the claim says so.
    """
    check = _Check(document, passage, Maker(document, reader), known)
    for pointed in answer.claims:
        check.take(pointed)
    fresh = tuple(claim for claim in check.maker.claims() if not any(_same(claim, other) for other in known))
    made = check.maker.claims()
    return Kept(claims=fresh, known=len(made) - len(fresh), refused=tuple(check.refused))


class _Refused(Exception):
    """Why a pointer does not hold."""

    def __init__(self, why: Phrase) -> None:
        super().__init__(why)
        self.why = why


@dataclass(slots=True)
class _Check:
    document: Document
    passage: Passage
    maker: Maker
    known: tuple[Claim, ...]
    refused: list[str] = field(default_factory=list)

    def take(self, pointed: Pointed) -> None:
        """Make the claim, or note in a sentence why not."""
        try:
            self._make(pointed)
        except _Refused as refusal:
            told = phrase(
                "%(kind)s “%(words)s”: %(why)s",
                kind=phrase(pointed.kind.value),
                words=pointed.words[:60],
                why=refusal.why,
            )
            self.refused.append(told)

    def _make(self, pointed: Pointed) -> None:
        quote = self._found(pointed.quote, self._all, phrase("the quote does not stand there"))
        words = self._found(pointed.words, quote, phrase("the words do not stand there"))
        lost: list[str] = []
        value, trigger = self._value(pointed, quote, words, lost)
        said = self._said(pointed, lost)
        place = [one for one in pointed.place if self._stands(one, self._all, "a place", lost)]
        when = self._when(pointed.when, quote, lost) if pointed.kind is not ClaimKind.TIME else None
        why = (f"only {self.maker.reader} proposed this", *lost)
        self.maker.make(value, quote, trigger, said=said, place=place, when=when, confidence=CONFIDENCE, why=why)

    @property
    def _all(self) -> Span:
        return self.passage.start, self.passage.end

    def _found(self, words: str, within: Span, otherwise: Phrase) -> Span:
        if (span := find(self.document.text, words, within)) is None:
            raise _Refused(otherwise)
        return span

    def _stands(self, words: str | None, within: Span, what: str, lost: list[str]) -> bool:
        if words is None:
            return False
        if find(self.document.text, words, within) is None:
            lost.append(f"{what} it named does not stand there and was left out")
            return False
        return True

    def _value(self, pointed: Pointed, quote: Span, words: Span, lost: list[str]) -> tuple[Value, Span]:
        text = self.document.text
        match pointed.kind:
            case ClaimKind.FIGURE:
                counted = pointed.counted if self._stands(pointed.counted, quote, "what is counted", lost) else None
                amount, span = self._amount(pointed, quote, words, counted)
                return Figure(amount=amount, counted=counted or "", act=_term(pointed.act)), span
            case ClaimKind.NAME:
                if pointed.name_type is None:
                    raise _Refused(phrase("it does not say what is named"))
                return Name(text=text[slice(*words)], type=pointed.name_type), words
            case ClaimKind.ACT:
                if (act := _term(pointed.act)) is None:
                    raise _Refused(phrase("“%(act)s” is no term for an act", act=pointed.act))
                victim = pointed.victim if self._stands(pointed.victim, self._all, "the victim", lost) else None
                actor = pointed.actor if self._stands(pointed.actor, self._all, "the actor", lost) else None
                return Act(act=act, victim=victim, actor=actor), words
            case ClaimKind.STATEMENT:
                direct = text[: words[0]].rstrip()[-1:] in tuple(_OPENING)
                return Statement(text=text[slice(*words)], direct=direct), words
            case ClaimKind.TIME:
                if (found := self._read_time(words)) is None:
                    raise _Refused(phrase("no time can be read from these words"))
                return Time(when=found[0]), found[1]
            case _:
                raise _Refused(
                    phrase("a claim of kind “%(kind)s” is not for a model to propose", kind=phrase(pointed.kind.value))
                )

    def _amount(self, pointed: Pointed, quote: Span, words: Span, counted: str | None) -> tuple[Amount, Span]:
        """The one number our own reader finds at these words; it must be the number the model says."""
        found = [(amount, span) for amount, span in _amounts(self.document.text, quote, counted) if _meet(span, words)]
        if not found:
            raise _Refused(phrase("no number with what it counts stands at these words"))
        fitting = [one for one in found if pointed.number in (None, one[0].low, one[0].high)]
        if not fitting:
            raise _Refused(phrase("it says %(number)s, the words say otherwise", number=f"{pointed.number:g}"))
        if len(fitting) > 1:
            raise _Refused(phrase("several numbers stand at these words"))
        return fitting[0]

    def _when(self, words: str | None, quote: Span, lost: list[str]) -> When | None:
        if words is None:
            return None
        span = find(self.document.text, words, quote) or find(self.document.text, words, self._all)
        found = self._read_time(span) if span else None
        if found is None:
            lost.append("the time it named cannot be read there and was left out")
        return found[0] if found else None

    def _read_time(self, words: Span) -> tuple[When, Span] | None:
        return next((one for one in _times(self.document, self.passage) if _meet(one[1], words)), None)

    def _said(self, pointed: Pointed, lost: list[str]) -> Said:
        """A speaker who does not stand in the passage is nobody: the claim then has none, which is not the author."""
        via = tuple(one for one in pointed.via if self._stands(one, self._all, "a passer-on", lost))
        if pointed.speaker is None:
            author = self.document.publisher or self.document.title or "the article itself"
            return Said(speaker=Speaker(text=author, kind=SpeakerKind.NARRATOR), via=via, modality=pointed.modality)
        stands = self._stands(pointed.speaker, self._all, "the speaker", lost)
        return Said(speaker=self._speaker(pointed.speaker) if stands else None, via=via, modality=pointed.modality)

    def _speaker(self, words: str) -> Speaker:
        """Someone named where the readers know a name in these words, else someone unnamed."""
        names = (claim.value for claim in self.known if isinstance(claim.value, Name))
        named = next((name for name in names if name.text in words), None)
        entity = named.entity if named else None
        return Speaker(text=words, kind=SpeakerKind.NAMED if named else SpeakerKind.UNNAMED, entity=entity)


def find(text: str, words: str, within: Span) -> Span | None:
    """Where the words stand in text[within], literally or in another normal form (NFC, NFD); None when nowhere."""
    words, (start, end) = words.strip(), within
    if not words:
        return None
    if (at := text.find(words, start, end)) >= 0:
        return at, at + len(words)
    composed, offsets = compose_with_map(text[start:end])
    wanted = compose_with_map(words)[0]
    if (at := composed.find(wanted)) < 0:
        return None
    first, last = source_span(offsets, at, at + len(wanted))
    return start + first, start + last


def _term(act: str | None) -> str | None:
    return act if act in acts() else None


def _amounts(text: str, quote: Span, counted: str | None) -> Iterator[tuple[Amount, Span]]:
    """Numbers of the quote in the unit of what is counted; without that, only those whose counter tells (명, 名)."""
    unit = (UNITS.get(kind(counted)) or ("person" if kind(counted) is not Kind.OTHER else counted)) if counted else ""
    for one in quantities(text[slice(*quote)]):
        if named := one.amount.unit or unit:
            yield replace(one.amount, unit=named), (quote[0] + one.start, quote[0] + one.end)
    for mention in numbers(text, *quote) if unit else ():
        if text[slice(*mention.core)].isascii():
            yield mention.amount(unit), (mention.start, mention.end)


def _times(document: Document, passage: Passage) -> Iterator[tuple[When, Span]]:
    published = document.published
    for mention in dates(document.text, published.start if published else None, passage.start, passage.end):
        yield mention.when, (mention.start, mention.end)
    for one in told_times(document.text[passage.start : passage.end], published):
        yield one.when, (passage.start + one.start, passage.start + one.end)


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _same(claim: Claim, other: Claim) -> bool:
    """True when a claim that is known says the same at the same place."""
    if claim.kind is not other.kind or not _meet(_span(claim), _span(other)):
        return False
    if isinstance(claim.value, Figure) and isinstance(other.value, Figure):
        return _ends(claim.value.amount) == _ends(other.value.amount)
    if isinstance(claim.value, Act) and isinstance(other.value, Act):
        return claim.value.act == other.value.act
    return True


def _ends(amount: Amount) -> tuple[Number | None, Number | None]:
    return amount.low, amount.high


def _span(claim: Claim) -> Span:
    return claim.trigger.start, claim.trigger.end
