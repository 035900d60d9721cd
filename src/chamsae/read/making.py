"""The one place where a proposed claim is made: quote cut, id settled, words proved; what does not prove is refused."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from chamsae.errors import QuoteMismatch
from chamsae.model.claim import Claim, Modality, Speaker, Value, prove, settle_id
from chamsae.model.document import Document
from chamsae.model.quote import cut, point
from chamsae.model.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Who says so, through whom (outermost last), with what force, and why we think so."""

    speaker: Speaker | None = None
    via: tuple[str, ...] = ()
    modality: Modality = Modality.ASSERTED
    why: tuple[str, ...] = ()


@dataclass(slots=True)
class Maker:
    """Makes the claims of one document; `refused` counts those whose words were not where they should be."""

    document: Document
    reader: str
    refused: int = 0
    made: list[Claim] = field(default_factory=list)

    def make(
        self,
        value: Value,
        quote: tuple[int, int],
        trigger: tuple[int, int],
        *,
        said: Said,
        place: Iterable[str] = (),
        when: When | None = None,
        confidence: float = 0.5,
        why: Iterable[str] = (),
    ) -> Claim | None:
        """A proved claim, kept; or None where quote or trigger do not hold (counted in `refused`)."""
        text = self.document.text
        try:
            claim = settle_id(
                Claim(
                    id="",
                    document=self.document.id,
                    quote=cut(text, *quote),
                    trigger=point(text, *trigger),
                    value=value,
                    reader=self.reader,
                    speaker=said.speaker,
                    via=said.via,
                    place=tuple(dict.fromkeys(place)),
                    when=when,
                    modality=said.modality,
                    confidence=round(min(0.99, max(0.01, confidence)), 2),
                    why=(*why, *said.why),
                )
            )
            prove(claim, text)
        except QuoteMismatch:
            self.refused += 1
            return None
        self.made.append(claim)
        return claim

    def claims(self) -> tuple[Claim, ...]:
        """All claims made, by place, each id once."""
        unique = {claim.id: claim for claim in self.made}
        return tuple(sorted(unique.values(), key=_place))


def _place(claim: Claim) -> tuple[Any, ...]:
    return (claim.trigger.start, claim.trigger.end, claim.kind, claim.id)


def lowered(claim: Claim, by: float, because: str) -> Claim:
    """The same claim with less confidence and the reason added."""
    return replace(claim, confidence=round(max(0.01, claim.confidence - by), 2), why=(*claim.why, because))
