"""The figures as CSV (RFC 4180, UTF-8 without byte order mark): a line for each claim, no cell a formula."""

import csv
import io
from collections.abc import Iterator, Mapping

from chamsae.model.release import Release, ReleasedClaim, ReleasedFigure
from chamsae.publish.page import visible
from chamsae.text.amounts import number_words
from chamsae.text.cells import harmless

Cell = str | int | float | None


def figures_csv(release: Release) -> str:
    """One line a claim, its figure's columns repeated; lines end in CRLF.

    A cell that a spreadsheet could run (after any apostrophes and spaces it starts with = + - @ tab CR LF or a
    full-width form) gets one apostrophe in front; taking it away gives the cell back.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    rows = [_row(release, figure, claim) for figure in release.figures for claim in figure.claims]
    writer.writerow(COLUMNS)
    writer.writerows([guarded(row[column]) for column in COLUMNS] for row in rows)
    return out.getvalue()


def guarded(cell: Cell) -> str:
    """A cell as text that no spreadsheet runs, nothing for None."""
    return harmless("" if cell is None else visible(str(cell)))


def _row(release: Release, figure: ReleasedFigure, claim: ReleasedClaim) -> Mapping[str, Cell]:
    return dict(_cells(release, figure, claim))


def _cells(release: Release, figure: ReleasedFigure, claim: ReleasedClaim) -> Iterator[tuple[str, Cell]]:
    yield from (("release", release.id), ("audience", release.audience))
    yield from (
        ("figure", figure.id),
        ("act", figure.act),
        ("counted", figure.counted),
        ("unit", figure.unit),
        ("place", figure.place),
        ("when", figure.when),
        ("settled_low", plain_number(figure.low)),
        ("settled_high", plain_number(figure.high)),
        ("settled_by", figure.settled_by),
        ("settled_at", figure.settled_at.isoformat() if figure.settled_at else None),
        ("settlement", figure.settlement),
        ("reopened", _yes(truth=figure.reopened)),
        ("reason", figure.reason),
        ("origins_least", figure.origins_least),
        ("origins", figure.origins),
        ("contradictory", _yes(truth=figure.contradictory)),
    )
    yield from (
        ("claim", claim.id),
        ("words", claim.words),
        ("low", plain_number(claim.low)),
        ("high", plain_number(claim.high)),
        ("comparator", claim.comparator),
        ("speaker", claim.speaker),
        ("via", "; ".join(claim.via)),
        ("modality", claim.modality),
        ("status", claim.status),
        ("origin", claim.origin),
        ("repeats", claim.repeats),
        ("set_aside", _yes(truth=claim.aside)),
    )
    cited = claim.citation
    yield from (
        ("quote", cited.quote),
        ("language", cited.language),
        ("document", cited.document),
        ("title", cited.title),
        ("publisher", cited.publisher),
        ("published", cited.published),
        ("address", cited.address),
        ("address_stated", _yes(truth=cited.address_stated)),
        ("name", cited.name),
        ("captured_at", cited.captured_at.isoformat()),
        ("sha256", cited.sha256),
        ("media_type", cited.media_type),
        ("start", cited.start),
        ("end", cited.end),
    )


def plain_number(number: int | float | None) -> str | None:
    """Digits without thousands marks, so that a spreadsheet reads a number."""
    return None if number is None else number_words(number).replace(",", "")


def _yes(*, truth: bool) -> str:
    return "yes" if truth else "no"


COLUMNS = (
    "release", "audience", "figure", "act", "counted", "unit", "place", "when", "settled_low", "settled_high",
    "settled_by", "settled_at", "settlement", "reopened", "reason", "origins_least", "origins", "contradictory",
    "claim", "words", "low", "high", "comparator", "speaker", "via", "modality", "status", "origin", "repeats",
    "set_aside", "quote", "language", "document", "title", "publisher", "published", "address", "address_stated",
    "name", "captured_at", "sha256", "media_type", "start", "end",
)  # fmt: skip
