"""What the tests of the Korean and Chinese readers share: a document around some text, and its figures."""

from datetime import date

from chamsae.model.claim import Claim, Figure, Name, prove
from chamsae.model.document import Document, Furniture
from chamsae.model.when import When
from chamsae.read.propose import propose

PUBLISHED = When.day(date(2023, 10, 13))


def document(text: str, language: str, furniture: tuple[Furniture, ...] = ()) -> Document:
    return Document(
        id="d1", sha256="0" * 64, name="a.txt", media_type="text/plain", text=text, language=language, reader="test",
        publisher="The Border Post", published=PUBLISHED, furniture=furniture,
    )  # fmt: skip


def claims(text: str, language: str, furniture: tuple[Furniture, ...] = ()) -> tuple[Claim, ...]:
    found = propose(document(text, language, furniture))
    for claim in found:
        prove(claim, text)
    return found


def figures(text: str, language: str) -> list[tuple[Claim, Figure]]:
    return [(claim, claim.value) for claim in claims(text, language) if isinstance(claim.value, Figure)]


def only(text: str, language: str) -> tuple[Claim, Figure]:
    (found,) = figures(text, language)
    return found


def names(text: str, language: str) -> dict[str, str]:
    return {claim.value.text: claim.value.type for claim in claims(text, language) if isinstance(claim.value, Name)}


def entities(text: str, language: str) -> set[str | None]:
    return {claim.value.entity for claim in claims(text, language) if isinstance(claim.value, Name)}
