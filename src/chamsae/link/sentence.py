"""What stands on either side of a name in its sentence."""

from chamsae.model.claim import Claim
from chamsae.text.normal import fold


def sides(claim: Claim) -> tuple[str, str]:
    """The folded words of the quote in front of a name claim, and behind it."""
    start, end = (at - claim.quote.start for at in (claim.trigger.start, claim.trigger.end))
    return fold(claim.quote.exact[:start]), fold(claim.quote.exact[end:]).lstrip(" ")
