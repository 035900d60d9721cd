"""A quote that can prove itself: exact words, context, offsets (W3C Web Annotation selectors)."""

from dataclasses import dataclass

from chamsae.errors import QuoteMismatch, phrase

#: Characters of context kept on either side of a quote.
CONTEXT = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Exact words with their context; offsets are Unicode code points in the document's text, end exclusive."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int

    def holds_in(self, text: str) -> bool:
        """True when these very words stand at these very offsets of `text`."""
        return 0 <= self.start < self.end and text[self.start : self.end] == self.exact

    def prove(self, text: str, *, thing: str = "quote") -> None:
        """Raise QuoteMismatch unless the quote holds in `text`."""
        if not self.holds_in(text):
            raise QuoteMismatch(
                phrase("the words are not at %(start)s–%(end)s of the document", start=self.start, end=self.end),
                thing=thing,
                do=phrase("The document's text or the claim has been changed; run `chamsae doctor`."),
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """The few words inside a quote that carry the claim, e.g. the number ("over 500") or the name."""

    exact: str
    start: int
    end: int


def cut(text: str, start: int, end: int) -> Quote:
    """Cut the quote text[start:end] with its context; raises QuoteMismatch when the span is empty or outside."""
    if not 0 <= start < end <= len(text):
        raise _outside(text, start, end)
    return Quote(
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        start=start,
        end=end,
    )


def point(text: str, start: int, end: int) -> Trigger:
    """The trigger text[start:end]; raises QuoteMismatch when the span is empty or outside."""
    if not 0 <= start < end <= len(text):
        raise _outside(text, start, end)
    return Trigger(exact=text[start:end], start=start, end=end)


def _outside(text: str, start: int, end: int) -> QuoteMismatch:
    given = {"start": start, "end": end, "count": len(text)}
    return QuoteMismatch(phrase("no words at %(start)s–%(end)s: the text has %(count)s characters", **given))
