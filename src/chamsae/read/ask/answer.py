"""The form a language model answers in; its JSON Schema is made from these classes (chamsae.codec.schema)."""

from dataclasses import dataclass

from chamsae.model.claim import ClaimKind, Modality, NameType


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointed:
    """One claim pointed at, in words copied from the passage; null where the passage does not say.

    `quote` is the sentence, `words` the few words in it that carry the claim: the number with "more than" or 여,
    the name, the verb of the act, what was said, the time. `number` repeats a figure's number in digits, `counted`
    is who or what it counts. `speaker` is who says so (null: the author), `via` who passed it on.
    """

    kind: ClaimKind
    quote: str
    words: str
    number: int | float | None
    counted: str | None
    act: str | None
    name_type: NameType | None
    victim: str | None
    actor: str | None
    speaker: str | None
    via: tuple[str, ...]
    place: tuple[str, ...]
    when: str | None
    modality: Modality


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """All claims of one passage."""

    claims: tuple[Pointed, ...]
