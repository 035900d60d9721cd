"""A claim can be no surer than its words: those read from a picture or heard by a program lower its confidence."""

from chamsae.model.claim import Claim
from chamsae.model.document import Document
from chamsae.model.locus import sureness, within
from chamsae.read.making import lowered


def doubted(claim: Claim, document: Document) -> Claim:
    """The claim with its confidence times that of the least sure word of its trigger, and the reason added."""
    start, end = claim.trigger.start, claim.trigger.end
    for loci, how in ((within(document.spots, start, end), "read from a picture"),
                      (within(document.moments, start, end), "heard by a program")):  # fmt: skip
        sure = sureness(loci)
        if sure is not None and sure < 1:
            return lowered(claim, claim.confidence * (1 - sure), f"words {how}, {sure:.0%} sure")
    return claim
