"""Single words that the model took for persons, but that stand like places: "from Hamju", "the Namyang bridge"."""

import re
from collections.abc import Sequence

_AT = re.compile(r"(?i)\b(?:in|at|near|outside|around|towards?|via|left|leave|leaving|reached|reach|to|from)\s\Z")
_FURTHER = re.compile(
    r"\s(?:bridge|crossing|county|province|city|district|village|river|border|port|market|station|prison|camp|region)\b"
    r"|,\s(?:China|North\sKorea|South\sKorea|Russia|in\s)"
)
_SPEAKS = re.compile(
    r",?\s(?:said|says|told|added|recalled|explained|was\s(?:born|arrested)|who)\b"
    r"|['’]s\s(?:\w+\s)?(?:\w*(?:er|band)|wife|son|aunt|uncle)\b"
)


def like_a_place(text: str, places: Sequence[tuple[int, int]]) -> bool:
    """True when a word stands like a place, taking all its places in the text together."""
    votes = 0
    for start, end in places:
        at = _AT.search(text, max(0, start - 10), start)
        further = _FURTHER.match(text, end)
        person = _SPEAKS.match(text, end) or (at and at.group().lower().strip() in ("to", "from") and not further)
        votes += 2 if further else 1 if at and not person else -1 if person and not at else 0
    weak = all(_AT.search(text, max(0, start - 10), start) for start, _ in places) and not votes
    return votes > 0 or weak
