"""What `chamsae link` prints of pairs and people: lists, and one pair with its evidence, sentences and effect."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from chamsae.cli.show import clip, records, say, table
from chamsae.model.link import Effect, Outcome, Pair, Record

if TYPE_CHECKING:
    from chamsae.casebook.book import Casebook

#: Pairs listed, and sentences quoted of each side.
LISTED, QUOTED = 20, 2


def print_pairs(book: "Casebook", pairs: Sequence[Pair], empty: str, *, as_json: bool, romanise: bool) -> None:
    """Pairs in the order given, with why each is asked when it is."""
    if as_json:
        records(pairs)
        return
    held = {one.id: one for one in book.store.records(ids=[id for pair in pairs[:LISTED] for id in _both(pair)])}
    rows = []
    for pair in pairs[:LISTED]:
        told = book.link.teaches(pair)
        names = (clip(f"{_name(held[id], romanise=romanise)} ({held[id].document})", 44) for id in _both(pair))
        rows.append((pair.id, f"{pair.weight:+.1f}", f"{pair.probability:.0%}", told.records, *names))
    table(("", "bits", "likely", "ties", "may be", ""), rows, empty=empty)
    if len(pairs) > LISTED:
        click.echo(f"… and {len(pairs) - LISTED:,} more")


def print_people(book: "Casebook", *, as_json: bool, romanise: bool) -> None:
    """Everybody, in all their spellings."""
    entities = book.link.entities()
    if as_json:
        records(entities)
        return
    held = book.link.records()
    rows = [
        (one.id, len(one.records), " · ".join(dict.fromkeys(_spelled(held, one.records, romanise=romanise))))
        for one in sorted(entities, key=lambda one: -len(one.records))
    ]
    table(("", "documents", "names"), rows, empty="No names were compared yet: chamsae link")


def print_pair(book: "Casebook", pair: Pair, *, as_json: bool, romanise: bool) -> None:
    """What speaks for a pair and against it, the sentences it stands in, and what an answer would change."""
    if as_json:
        records([pair])
        return
    sides = [book.store.record(id) for id in _both(pair)]
    say("   |   ".join(" · ".join(_written(name, romanise=romanise) for name in one.names) for one in sides), bold=True)
    for side in sides:
        for line in _sentences(book, side):
            say(f"  {line}")
    for part in pair.parts:
        bar = ("█" if part.bits >= 0 else "░") * max(1, round(abs(part.bits)))
        say(f"{part.bits:+7.1f}  {bar:<16} {part.why}")
    say(f"{pair.weight:+7.1f}  in all{_verdict(pair)}")
    say(_would(book.link.effect(pair.id)))


def drawn(book: "Casebook", pair: Pair) -> str:
    """The evidence as an SVG file."""
    from chamsae.casebook.waterfall import Words, picture

    left, right = (" · ".join(book.store.record(id).names) for id in _both(pair))
    words = Words(
        title="Is this one?", names=(left, right), stamp="For those who judge, not for publication",
        whys=[part.why for part in pair.parts], in_all="In all", verdict=_verdict(pair).lstrip(":; "),
        two="likelier two", one="likelier one",
    )  # fmt: skip
    return picture(pair, words)


def _both(pair: Pair) -> tuple[str, str]:
    return pair.left, pair.right


def _name(record: Record, *, romanise: bool) -> str:
    return _written(record.names[0], romanise=romanise)


def _spelled(held: Mapping[str, Record], ids: Sequence[str], *, romanise: bool) -> Iterator[str]:
    for id in ids:
        yield from (_written(name, romanise=romanise) for name in held[id].names)


def _written(name: str, *, romanise: bool) -> str:
    """A name, and in letters where that is asked for: 문서연 [Mun Seo-yeon, Mun Sŏ-yŏn]."""
    if not romanise:
        return name
    from chamsae.text import names

    found = names.romanise(name)
    letters = list(dict.fromkeys(filter(None, (found.revised, found.mccune, found.pinyin))))
    return f"{name} [{', '.join(letters)}]" if letters else name


def _sentences(book: "Casebook", record: Record) -> Iterator[str]:
    """Where a record is named: document, date, and the sentence."""
    document = book.store.document(record.document)
    published = f", {document.published.start}" if document.published and document.published.start else ""
    claims = {claim.id: claim for claim in book.store.claims(ids=record.claims[:QUOTED])}
    for claim in claims.values():
        yield f"{document.title or document.name}{published}: “{claim.quote.exact}”"


def _verdict(pair: Pair) -> str:
    return f"; but {pair.barred}" if pair.barred else f": {pair.probability:.0%} likely"


def _would(effect: Effect) -> str:
    """What an answer would change, in a line."""
    if effect.outcome is Outcome.NOTHING:
        return "Judging it the same would change nothing by itself."
    figures = "; ".join(f"{one.figure} rests on {one.after} origins, not {one.before}" for one in effect.figures)
    lead = "If the same" if effect.outcome is Outcome.MERGE else "They are one; if that is taken back"
    return (
        f"{lead}: {effect.documents:,} documents, {effect.statements:,} claims by or about them; "
        f"{figures or 'no figure changes'}."
    )
