"""With what force a stretch of Korean or Chinese is said: planned, feared, denied, estimated, heard; else plainly."""

from chamsae.model.claim import Modality
from chamsae.read.eastern.sentences import clause
from chamsae.read.eastern.tongue import Tongue

#: What frames a sentence from its beginning (据悉，…) stands within this many characters.
OPENING = 8


def force(sentence: str, at: int, tongue: Tongue) -> Modality:
    """The force of the clause around an offset; where it has none, that of the sentence's beginning or end."""
    start, end = clause(sentence, at, tongue.clause_end)
    last, _ = clause(sentence, max(0, len(sentence) - 2), tongue.clause_end)
    places = (
        ([one for one in tongue.framing if one[0] == Modality.DENIAL], min(start, last), len(sentence)),
        (tongue.forces, start, end),
        (tongue.framing, min(start, last), len(sentence)),
        (tongue.framing, 0, OPENING),
    )
    for forces, first, behind in places:
        for name, pattern in forces:
            if pattern.search(sentence, first, behind):
                return Modality(name)
    return Modality.ASSERTED


def denied(sentence: str, tongue: Tongue) -> list[tuple[int, int]]:
    """The clauses in which something is denied."""
    patterns = [pattern for name, pattern in tongue.forces if name == Modality.DENIAL]
    at = [match.start() for pattern in patterns for match in pattern.finditer(sentence)]
    clauses = {clause(sentence, start, tongue.clause_end) for start in at}
    return sorted((start, start + len(sentence[start:end].rstrip())) for start, end in clauses)
