"""Places of words in originals to rows and back: lists of numbers, for a scan has tens of thousands of them."""

from dataclasses import replace

from chamsae import codec
from chamsae.db.models import DocumentRow, PlacesRow
from chamsae.model.document import Document
from chamsae.model.locus import Box, Moment, Spot

#: start, end, page, left, top, right, bottom, confidence.
PackedSpot = tuple[int, int, int, float, float, float, float, float]


def places_row(document: Document, row: DocumentRow) -> PlacesRow | None:
    """The row of a document's places; None where it has none."""
    if not document.spots and not document.moments:
        return None
    return PlacesRow(document=row, spots=list(map(_packed, document.spots)), moments=codec.plain(document.moments))


def placed(document: Document, row: PlacesRow | None) -> Document:
    """The document with the places of its row."""
    if row is None:
        return document
    spots = codec.from_plain(tuple[PackedSpot, ...], row.spots)
    moments = codec.from_plain(tuple[Moment, ...], row.moments)
    return replace(document, spots=tuple(map(_unpacked, spots)), moments=moments)


def _packed(spot: Spot) -> PackedSpot:
    box = spot.box
    return spot.start, spot.end, spot.page, box.left, box.top, box.right, box.bottom, spot.confidence


def _unpacked(packed: PackedSpot) -> Spot:
    start, end, page, left, top, right, bottom, confidence = packed
    box = Box(left=left, top=top, right=right, bottom=bottom)
    return Spot(start=start, end=end, page=page, box=box, confidence=confidence)
