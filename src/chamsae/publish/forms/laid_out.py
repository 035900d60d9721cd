"""A petition as lines to print, the same in every kind of file: what is to be known of it, and its footnotes."""

from collections.abc import Iterator
from dataclasses import dataclass

from chamsae.model.petition import Footnote, Petition, Procedure

#: Stands where nothing is told for a field.
NOTHING = "Not told in the case file."
#: Stands behind a sentence that somebody typed or argues.
TYPED = "stated by the submitter"
#: Heads the last page, which the submitter keeps.
APART = "For the submitter: take this page off before sending"
SOURCES = "Sources, quoted in their own language"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A footnote: the quote in its own language, and where it stands."""

    number: int
    quote: str
    place: str


def about(petition: Petition) -> str:
    """To whom, in which way, and as of which day of the form."""
    way = "urgent procedure" if petition.procedure is Procedure.URGENT else "standard procedure"
    until = f"; urgent until {petition.deadline}" if petition.deadline else ""
    states = ", ".join(state.upper() for state in petition.states)
    return f"To {petition.address} · {way}{until} · States: {states} · form as of {petition.dated} · {petition.id}"


def notices(petition: Petition) -> Iterator[str]:
    """What whoever sends it must know: empty required fields, rules nobody has checked, the limit of words."""
    if petition.missing:
        empty = "; ".join(f"{one.field} {one.label['en']} ({one.screen})" for one in petition.missing)
        yield f"Required and not told: {empty}."
    if petition.unverified:
        yield f"Not checked against the body's own text: {'; '.join(petition.unverified)}."
    if petition.most_words is not None:
        over = " — too long" if petition.words > petition.most_words else ""
        yield f"{petition.words} words of at most {petition.most_words}{over}."


def note(one: Footnote) -> Note:
    """A footnote as it is printed."""
    return Note(number=one.number, quote=" ".join(one.source.quote.split()), place=place(one))


def place(one: Footnote) -> str:
    """Title, publisher, day, address, when it was taken in, the bytes' SHA-256 and the claims."""
    source = one.source
    taken = f"archived {source.captured_at:%Y-%m-%d}" if source.captured_at else ""
    told = (source.title, source.publisher, source.published, source.address, taken, f"SHA-256 {source.sha256[:16]}…",
            f"claims {', '.join(one.claims)}")  # fmt: skip
    return " · ".join(filter(None, told))
