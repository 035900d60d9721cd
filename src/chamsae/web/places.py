"""Where a claim's words stand in the original, for the screens: a strip of the page, or a stretch of the recording."""

from dataclasses import dataclass

from django.urls import reverse

from chamsae.model.claim import Claim
from chamsae.model.document import Document
from chamsae.model.locus import Box, Spot, clipped, lines, within
from chamsae.model.source import Capture


@dataclass(frozen=True, slots=True)
class Place:
    """A claim's place: addresses of the strip and of the whole page, or of the recording with its time codes."""

    page: int = 0
    strip: str = ""
    whole: str = ""
    sound: str = ""
    begins: float = 0.0
    codes: str = ""


@dataclass(frozen=True, slots=True)
class Boxes:
    """A claim's boxes on the page where its trigger stands."""

    page: int
    quote: tuple[Box, ...]
    trigger: tuple[Box, ...]


def place(document: Document, claim: Claim, recording: Capture | None) -> Place | None:
    """Where the claim's words stand in the original; None where only the text is known."""
    if (found := boxes(document, claim)) is not None:
        whole = reverse("document-page", args=[document.id, found.page])
        return Place(page=found.page, strip=reverse("claim-strip", args=[claim.id]), whole=f"{whole}?claim={claim.id}")
    moments = within(document.moments, claim.quote.start, claim.quote.end)
    if not moments or recording is None:
        return None
    begins, ends = moments[0].begins, moments[-1].ends
    codes = code(begins) if ends <= begins else f"{code(begins)}–{code(ends)}"
    return Place(sound=sound(recording, begins), begins=begins, codes=codes)


def cells(document: Document, claim: Claim) -> tuple[object, ...]:
    """Page and box of a claim's trigger (parts of the page's width and height), then seconds; "" where unknown."""
    found = boxes(document, claim)
    box = found.trigger[0] if found else None
    place_on_page = (found.page, box.left, box.top, box.right, box.bottom) if found and box else ("",) * 5
    moments = within(document.moments, claim.quote.start, claim.quote.end)
    return (*place_on_page, *((moments[0].begins, moments[-1].ends) if moments else ("", "")))


def boxes(document: Document, claim: Claim) -> Boxes | None:
    """The claim's boxes on its page; None for a document that is no scan."""
    trigger = _lines(document, claim.trigger.start, claim.trigger.end)
    if not trigger:
        return None
    page = trigger[0].page
    quote = _lines(document, claim.quote.start, claim.quote.end)
    return Boxes(page=page, quote=_on(page, quote), trigger=_on(page, trigger))


def code(seconds: float) -> str:
    """Seconds as a time code: 1:02:03, or 2:03."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def sound(recording: Capture, begins: float) -> str:
    """The address of a recording, from a moment on (W3C Media Fragments)."""
    return f"{reverse('recording', args=[recording.id])}#t={begins:g}"


def _lines(document: Document, start: int, end: int) -> tuple[Spot, ...]:
    return lines(clipped(within(document.spots, start, end), start, end))


def _on(page: int, spots: tuple[Spot, ...]) -> tuple[Box, ...]:
    return tuple(spot.box for spot in spots if spot.page == page)
