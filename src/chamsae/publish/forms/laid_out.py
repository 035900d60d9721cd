"""A petition as lines to print, the same in every kind of file: what is to be known of it, its notes and exhibits."""

from collections.abc import Iterator
from dataclasses import dataclass

from chamsae.model.petition import Footnote, Petition, Procedure
from chamsae.text.forms import state_name

#: Stands where nothing is told for a field.
NOTHING = "Not told in the case file."
#: Stands behind a sentence that somebody typed or argues.
TYPED = "stated by the submitter"
#: Heads the last page, which the submitter keeps.
APART = "For the submitter: take this page off before sending"
#: Heads the list of documents the footnotes quote.
EXHIBITS = "Exhibits: the documents quoted in the notes"
#: Ends a form the body wants signed.
SIGNATURE = "Place and date: ____________________    Signature: ____________________"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A footnote: the quote in its own language, and where it stands."""

    number: int
    quote: str
    language: str
    place: str


def about(petition: Petition) -> tuple[tuple[str, str], ...]:
    """To whom it goes, in which way, against which States, as of which day of the form; each with its heading."""
    until = petition.procedure is Procedure.URGENT and petition.deadline
    return (
        ("To", f"{petition.label['en']}, {petition.address}"),
        ("Procedure", petition.way + (f", open until {petition.deadline}" if until else "")),
        ("State" if len(petition.states) == 1 else "States", "; ".join(map(state_name, petition.states))),
        ("Form", f"as of {petition.dated}"),
        ("Number", petition.id),
    )


def notices(petition: Petition) -> Iterator[str]:
    """What whoever sends it must know: empty fields, articles chosen by hand, unchecked rules, limits, reminders."""
    if petition.missing:
        empty = "; ".join(f"{one.field} {one.label['en']} ({one.screen})" for one in petition.missing)
        yield f"Required and not told: {empty}."
    yield from (one.text for one in petition.chosen)
    if petition.unverified:
        yield f"Not checked against the body's own text: {'; '.join(petition.unverified)}."
    if petition.most_words is not None:
        over = " — too long" if petition.words > petition.most_words else ""
        yield f"{petition.words} words of at most {petition.most_words}{over}."
    if petition.most_pages is not None:
        yield f"At most {petition.most_pages} pages without annexes; this page and the exhibits are not counted."
    for one in petition.reminders:
        yield one.text["en"] + ("" if one.verified else " (Not checked.)")


def note(one: Footnote, petition: Petition) -> Note:
    """A footnote as it is printed: title, publisher, day, number of the exhibit, claims."""
    source = one.source
    told = (source.title, source.publisher, source.published, f"exhibit {_exhibits(petition).index(source.sha256) + 1}",
            f"claims {', '.join(one.claims)}" if len(one.claims) > 1 else f"claim {one.claims[0]}")  # fmt: skip
    quote = " ".join(source.quote.split())
    return Note(number=one.number, quote=quote, language=source.language, place=" · ".join(filter(None, told)))


def exhibit_head() -> tuple[str, ...]:
    """The headings of `exhibit_rows`."""
    return ("No.", "Document", "Address, day it was archived", "SHA-256, notes")


def exhibit_rows(petition: Petition) -> Iterator[tuple[str, ...]]:
    """Each document that is quoted, in the order of the notes: what it is, where it was found, its bytes, its notes."""
    for number, sha256 in enumerate(_exhibits(petition), 1):
        quoted = [one for one in petition.footnotes if one.source.sha256 == sha256]
        source = quoted[0].source
        digits = " ".join(sha256[at : at + 16] for at in range(0, len(sha256), 16))
        taken = f"{source.captured_at:%Y-%m-%d}" if source.captured_at else None
        yield (
            str(number),
            " · ".join(filter(None, (source.title, source.publisher, source.published))),
            " · ".join(filter(None, (source.address, taken))),
            f"{digits} · notes {', '.join(str(one.number) for one in quoted)}",
        )


def _exhibits(petition: Petition) -> list[str]:
    return list(dict.fromkeys(one.source.sha256 for one in petition.footnotes))
