"""A petition or letter as plain text, for portals and e-mail: numbered sentences, notes and exhibits behind them."""

from collections.abc import Iterator

from chamsae.model.petition import Petition
from chamsae.publish.forms.laid_out import EXHIBITS, NOTHING, SIGNATURE, TYPED, about, exhibit_rows, note
from chamsae.publish.forms.register import cover_lines

#: Heads the quotes.
NOTES = "Notes: the words of the sources, in their own language"


def plain(petition: Petition) -> str:
    """The petition as text; what the submitter keeps for themselves (`notices`) is not in it."""
    return "\n".join(_lines(petition)) + "\n"


def plain_cover(petition: Petition) -> str:
    """The covering letter as text, in three languages."""
    return "\n\n".join((petition.label["en"], petition.address, *cover_lines([petition]))).strip() + "\n"


def _lines(petition: Petition) -> Iterator[str]:
    yield petition.title
    yield from (f"{heading}: {told}" for heading, told in about(petition))
    number = 0
    for section in petition.sections:
        yield f"\n{section.number}. {section.label['en']}"
        for one in section.fields:
            yield f"\n{one.number} {one.label['en']}"
            if not one.sentences:
                yield NOTHING
            for sentence in one.sentences:
                number += 1
                cited = "".join(f" [{at}]" for at in sentence.notes)
                yield f"{number}. {sentence.text}{cited}{f' ({TYPED})' if sentence.typed else ''}"
    if petition.signed:
        yield f"\n{SIGNATURE}"
    if petition.footnotes:
        yield f"\n{NOTES}"
        for told in (note(one, petition) for one in petition.footnotes):
            yield f"[{told.number}] “{told.quote}” ({told.place})"
        yield f"\n{EXHIBITS}"
        yield from (" · ".join(filter(None, row)) for row in exhibit_rows(petition))
