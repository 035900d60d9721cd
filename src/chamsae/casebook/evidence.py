"""What a claim shows of its own trustworthiness, as named numbers a scorer can weigh; nothing of its words is kept."""

import re
from collections.abc import Iterator
from math import log

from chamsae.model.claim import Act, Claim, Figure, Name, SpeakerKind, Statement, Time
from chamsae.model.document import Document
from chamsae.read.scorer import Features

#: Characters of a quote from which its length counts no further.
LONG = 400
_OWN = re.compile(r"""['"“‘「『《][^'"”’」』》]*['"”’」』》]|\d[\d,.]*|[^\x00-\x7f]+""")


def features(claim: Claim, document: Document) -> Features:
    """Of a claim in its document (without text): reader, kind, cues, shape of the quote, zone, speaker, value.

    Each stands by itself and once more with the kind of the claim, so that what holds for one kind only is learned
    for that kind only.
    """
    found = dict(_features(claim, document))
    return found | {f"{claim.kind}: {name}": value for name, value in found.items()}


def clause(reason: str) -> str:
    """A reason without the source's own words and numbers: "'…' is the act '…'"."""
    return " ".join(_OWN.sub("…", reason).split())[:80]


def _features(claim: Claim, document: Document) -> Iterator[tuple[str, float]]:
    sure = min(0.99, max(0.01, claim.confidence))
    yield "reader is sure", log(sure / (1 - sure))
    yield f"kind {claim.kind}", 1.0
    yield f"reader {claim.reader.partition(' ')[0]}", 1.0
    yield f"language {document.language.partition('-')[0]}", 1.0
    yield "length of the quote", min(len(claim.quote.exact), LONG) / LONG
    yield "length of the words", min(len(claim.trigger.exact), 60) / 60
    if any(span.start < claim.trigger.end and claim.trigger.start < span.end for span in document.furniture):
        yield "in furniture", 1.0
    if document.title and claim.trigger.start < len(document.title):
        yield "near the title", 1.0
    for reason in dict.fromkeys(clause(part) for why in claim.why for part in why.split("; ")):
        yield f"because {reason}", 1.0
    yield from ((name, 1.0) for name in (*_saying(claim), *_value(claim)))


def _saying(claim: Claim) -> Iterator[str]:
    yield f"speaker {claim.speaker.kind if claim.speaker else 'none'}"
    yield f"force {claim.modality}"
    if claim.via:
        yield "through others"
    if claim.when is None:
        yield "undated"
    elif not claim.when.bounded:
        yield "date open"
    if not claim.place:
        yield "no place"
    if claim.speaker and claim.speaker.kind is SpeakerKind.NAMED and claim.speaker.entity is None:
        yield "speaker not identified"


def _value(claim: Claim) -> Iterator[str]:
    match claim.value:
        case Figure(amount=amount, act=act):
            yield f"comparator {amount.comparator}"
            yield f"unit {amount.unit}"
            yield f"act {act}"
            if amount.low is not None and amount.low == amount.high and amount.low < 10:
                yield "small number"
        case Name(type=kind, roles=roles):
            yield f"names a {kind}"
            yield from (f"role {role}" for role in roles)
            if len(claim.trigger.exact.split()) == 1:
                yield "one word"
        case Act(act=act, victim=victim, actor=actor):
            yield f"act {act}"
            yield "victim named" if victim else "no victim"
            yield "actor named" if actor else "no actor"
        case Statement(direct=direct):
            yield "direct" if direct else "indirect"
        case Time(when=when):
            yield f"precision {when.precision}"
