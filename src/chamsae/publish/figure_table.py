"""One released figure as CSV: a line for each claim in the order of footnotes, then what is withheld and why.

Unlike the table of all figures it names nobody who made or settled it.
"""

import csv
import io
from collections.abc import Mapping

from chamsae.model.release import Release, ReleasedClaim, ReleasedFigure
from chamsae.publish.figure_words import in_order, only_figure
from chamsae.publish.table import Cell, guarded, plain_number

COLUMNS = (
    "release", "audience", "made_at", "log_number", "figure", "act", "counted", "unit", "place", "when",
    "settled_low", "settled_high", "settlement", "settled_at", "reason", "origins_least", "origins", "line", "footnote",
    "claim",
    "words", "low", "high", "comparator", "who_says_so", "via", "modality", "status", "origin", "repeats",
    "set_aside", "set_aside_because", "quote", "language", "document", "title", "publisher", "published", "address",
    "address_stated", "captured_at", "sha256", "start", "end", "withheld", "withheld_because",
)  # fmt: skip


def figure_csv(release: Release) -> str:
    """RFC 4180, UTF-8 without byte order mark, guarded as the table of all figures; `line` is claim or withheld.

    Raises InputError when the release holds no figure or several.
    """
    figure = only_figure(release)
    shared = _shared(release, figure)
    notes = {claim.id: number for number, claim in enumerate(in_order(figure), 1)}
    rows: list[Mapping[str, Cell]] = [shared | _claim(claim, notes) for claim in in_order(figure)]
    rows += [
        shared | {"line": "withheld", "withheld": item.count, "withheld_because": f"{item.kind}: {item.because}"}
        for item in release.withheld
    ]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([guarded(row.get(column)) for column in COLUMNS] for row in rows)
    return out.getvalue()


def _shared(release: Release, figure: ReleasedFigure) -> dict[str, Cell]:
    return {
        "release": release.id,
        "audience": release.audience,
        "made_at": release.made_at.isoformat(),
        "log_number": release.log_number,
        "figure": figure.id,
        "act": figure.act,
        "counted": figure.counted,
        "unit": figure.unit,
        "place": figure.place,
        "when": figure.when,
        "settled_low": plain_number(figure.low),
        "settled_high": plain_number(figure.high),
        "settlement": figure.settlement,
        "settled_at": figure.settled_at.isoformat() if figure.settled_at else None,
        "reason": figure.reason,
        "origins_least": figure.origins_least,
        "origins": figure.origins,
    }


def _claim(claim: ReleasedClaim, notes: Mapping[str, int]) -> dict[str, Cell]:
    cited = claim.citation
    return {
        "line": "claim",
        "footnote": notes[claim.id],
        "claim": claim.id,
        "words": claim.words,
        "low": plain_number(claim.low),
        "high": plain_number(claim.high),
        "comparator": claim.comparator,
        "who_says_so": claim.speaker,
        "via": "; ".join(claim.via),
        "modality": claim.modality,
        "status": claim.status,
        "origin": claim.origin,
        "repeats": notes.get(claim.repeats or ""),
        "set_aside": "yes" if claim.aside else "no",
        "set_aside_because": claim.because,
        "quote": cited.quote,
        "language": cited.language,
        "document": cited.document,
        "title": cited.title,
        "publisher": cited.publisher,
        "published": cited.published,
        "address": cited.address,
        "address_stated": "yes" if cited.address_stated else "no",
        "captured_at": cited.captured_at.isoformat(),
        "sha256": cited.sha256,
        "start": cited.start,
        "end": cited.end,
    }
