"""What an amount leaves possible, as an interval, and how such intervals are written."""

import re
from math import inf

from chamsae.model.amount import Amount, Comparator
from chamsae.model.claim import Claim, Figure
from chamsae.reconcile.rule import ABOUT
from chamsae.text.amounts import number_words

Interval = tuple[float, float]

#: Words for somewhat less than a number, whatever else its comparator says.
NEARLY = re.compile(
    r"\b(?:nearly|almost|close to|just under|not quite)\b|거의|가까이|가까운|近(?!一步)|将近|將近|接近|差不多",
    re.IGNORECASE,
)


def allowed(amount: Amount, words: str = "") -> Interval:
    """The values an amount allows. "About 600" is 540 to 660, "nearly 600" 540 to 600, "more than 180" 180 or more.

    "More than 180" and 180 are no contradiction: people round. `words` are those of the source around the number.
    """
    low = 0.0 if amount.low is None else float(amount.low)
    high = inf if amount.high is None else float(amount.high)
    if NEARLY.search(words) and amount.comparator is not Comparator.RANGE:
        number = amount.high if amount.high is not None else amount.low
        return (low, high) if number is None else (float(number) * (1 - ABOUT), float(number))
    if amount.comparator in (Comparator.ABOUT, Comparator.VAGUE):
        return low * (1 - ABOUT), high * (1 + ABOUT)
    return low, high


def counted_by(claim: Claim) -> Interval:
    """The values the figure of a claim allows."""
    assert isinstance(claim.value, Figure)
    return allowed(claim.value.amount, claim.trigger.exact)


def said(claim: Claim) -> str:
    """The number of a claim as its source has it."""
    return f"“{' '.join(claim.trigger.exact.split())}”"


def interval_words(interval: Interval) -> str:
    """An interval in words: "351", "80 to 92", "at least 180", "at most 200"."""
    low, high = (round(end) if abs(end) >= 10 and end != inf else end for end in interval)
    if low == high:
        return number_words(low)
    if high == inf:
        return f"at least {number_words(low)}"
    return f"at most {number_words(high)}" if low <= 0 else f"{number_words(low)} to {number_words(high)}"
