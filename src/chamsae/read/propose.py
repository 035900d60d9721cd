"""Claims proposed from a document, each passage by the reader of its language; every quote proves itself."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from itertools import groupby
from types import ModuleType
from typing import cast

from chamsae.model.claim import Claim, SpeakerKind, Statement, settle_id
from chamsae.model.document import Document
from chamsae.model.quote import cut
from chamsae.read.doings import doings
from chamsae.read.lives import lives
from chamsae.read.passages import Passage, only, passages, subtag, without
from chamsae.read.relatives import relatives

#: Language subtag → module with `propose(document)`; imported when first needed.
READERS = {"en": "chamsae.read.english", "ko": "chamsae.read.korean", "zh": "chamsae.read.chinese"}


def propose(document: Document) -> tuple[Claim, ...]:
    """The claims the readers propose, by place; none of passages in a language nobody reads yet."""
    others = passages(document)
    own = tuple(claim for claim in _read(without(document, others)) if not _elsewhere(claim, others))
    found = [*own, *(claim for claims in _foreign(document, others) for claim in _told(claims, own))]
    told = [*lives(found, document.published)]
    found = [*relatives(document, found), *told, *doings(found)]
    unique = {claim.id: claim for claim in found}
    return tuple(sorted(unique.values(), key=_place))


def _place(claim: Claim) -> tuple[int, int, str, str]:
    return claim.trigger.start, claim.trigger.end, claim.kind, claim.id


def remarks(document: Document) -> tuple[str, ...]:
    """What a reader of the document has to say about itself: a part it misses, and what it cannot do without."""
    tags = [document.language, *(passage.language for passage in passages(document))]
    modules = [module for tag in dict.fromkeys(map(subtag, tags)) if (module := _reader(tag)) is not None]
    found = (getattr(module, "remarks", None) for module in modules)
    return tuple(remark for told in found if told is not None for remark in cast(Callable[[], tuple[str, ...]], told)())


def _read(document: Document) -> tuple[Claim, ...]:
    module = _reader(subtag(document.language))
    return () if module is None else cast(Callable[[Document], tuple[Claim, ...]], module.propose)(document)


def _reader(tag: str) -> ModuleType | None:
    name = READERS.get(tag)
    return None if name is None or find_spec(name) is None else import_module(name)


def _foreign(document: Document, others: list[Passage]) -> Iterator[list[Claim]]:
    """The claims of each other language's passages, their quotes with the context of the whole text."""
    for _, group in groupby(sorted(others, key=lambda one: one.language), key=lambda one: one.language):
        claims = _read(only(document, list(group)))
        yield [replace(one, quote=cut(document.text, one.quote.start, one.quote.end)) for one in claims]


def _elsewhere(claim: Claim, others: list[Passage]) -> bool:
    """True for what the reader of the document's language saw in words of another; a quotation of them is its own."""
    inside = any(one.start <= claim.trigger.start and claim.trigger.end <= one.end for one in others)
    return inside and not isinstance(claim.value, Statement)


def _told(claims: list[Claim], own: tuple[Claim, ...]) -> Iterator[Claim]:
    """What no one is said to say inside a quotation of the document's own language is said by whom it quotes."""
    quotations = [claim for claim in own if isinstance(claim.value, Statement) and claim.value.direct]
    for claim in claims:
        around = [
            one
            for one in quotations
            if one.trigger.start <= claim.trigger.start and claim.trigger.end <= one.trigger.end
        ]
        speaker = around[0].speaker if around else None
        if speaker is not None and claim.speaker is not None and claim.speaker.kind is SpeakerKind.NARRATOR:
            why = (*(why for why in claim.why if "no speaker named" not in why), f"{speaker.text} is quoted around it")
            yield settle_id(replace(claim, speaker=speaker, via=around[0].via, why=why))
        else:
            yield claim
