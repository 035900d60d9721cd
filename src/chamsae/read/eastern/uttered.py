"""What both languages do with words said: trim their edges, and add what is denied."""

from collections.abc import Iterator

from chamsae.model.claim import Modality
from chamsae.read.eastern.craft import Utterance
from chamsae.read.eastern.force import denied
from chamsae.read.eastern.voices import Heard, is_attributed


def denials(heard: Heard, told: list[Utterance]) -> Iterator[Utterance]:
    """The clauses in which somebody denies something, where they are not among the words told already."""
    for start, end in denied(heard.text, heard.tongue):
        if is_attributed(heard.at(start)) and not any(one.start < end and start < one.end for one in told):
            yield Utterance(
                start=start, end=end, direct=False, confidence=0.6, why="a denial", modality=Modality.DENIAL
            )


def trimmed(text: str, start: int, end: int, edges: str) -> tuple[int, int]:
    """The span without the characters `edges` at either end."""
    while start < end and text[start] in edges:
        start += 1
    while start < end and text[end - 1] in edges:
        end -= 1
    return start, end
