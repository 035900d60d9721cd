"""Readers for tests of reading again: what they make of a text is what `SEES` says, words to a number."""

from chamsae.model.amount import Amount, Comparator
from chamsae.model.claim import Claim, Figure, Speaker, SpeakerKind
from chamsae.model.document import Document
from chamsae.read.making import Maker, Said

#: Words in the text, the number they say and how.
SEES: list[tuple[str, int, Comparator]] = []
VERSION: list[str] = ["1"]


def propose(document: Document) -> tuple[Claim, ...]:
    """One figure for each of the words that stand in the document."""
    maker = Maker(document, f"tests {VERSION[0]}")
    said = Said(speaker=Speaker(text="River Watch", kind=SpeakerKind.NAMED))
    for words, number, comparator in SEES:
        start = document.text.find(words)
        if start < 0:
            continue
        line = (document.text.rfind("\n", 0, start) + 1, (document.text + "\n").index("\n", start))
        amount = Amount(low=number, high=None, comparator=comparator, unit="person")
        value = Figure(amount=amount, counted="people", act="repatriated")
        maker.make(value, line, (start, start + len(words)), said=said, why=(f"version {VERSION[0]}",))
    return maker.claims()
