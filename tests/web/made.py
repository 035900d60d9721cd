"""A small invented casebook in a folder: three documents in two languages, figures that differ, a rewrite."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.model.amount import Amount, Comparator
from chamsae.model.claim import Claim, Figure, Name, NameType, Speaker, SpeakerKind, settle_id
from chamsae.model.document import Document, Furniture, Reading, ReadState, Relation, RelationKind
from chamsae.model.quote import cut, point
from chamsae.model.settlement import FigureGroup, Member, Scope, State
from chamsae.model.when import When, utc_now
from chamsae.reconcile.rule import Rule, named

ENGLISH = (
    "Share this page\n\n"
    "River Watch said more than 500 people were sent back on 9 October.\n\n"
    "The organisers counted 620 people. The organisers counted 620 people twice.\n"
)
REWRITE = "River Watch said that more than 500 people were sent back. A short copy.\n"
KOREAN = "강변가족연대는 약 600명이 송환되었다고 밝혔다. 김선향 씨도 그 가운데 있었다.\n"


def book(folder: Path) -> Casebook:
    """The casebook, open."""
    made = chamsae.init(folder, name="Invented casebook")
    one = document(made, ENGLISH, "courier.txt", "en", title="=Hundreds sent back", publisher="The Harbour Courier",
                   furniture=(Furniture(start=0, end=15, why="share button"),))  # fmt: skip
    two = document(made, REWRITE, "copy.txt", "en", title="Many sent back", publisher="World Brief")
    three = document(made, KOREAN, "한국어 문서.txt", "ko", title="약 600명 송환", publisher="새벽신문")
    claims = [
        figure(one, "more than 500", 500, Comparator.MORE_THAN, "River Watch"),
        figure(one, "620", 620, Comparator.EXACT, "The organisers"),
        figure(two, "more than 500", 500, Comparator.MORE_THAN, "River Watch"),
        figure(three, "약 600명", 600, Comparator.ABOUT, "강변가족연대"),
        name(three, "김선향"),
    ]
    made.store.add_claims(claims)
    made.store.add_relations([relation(two, one)])
    made.store.replace_groups([group(claims[:4])])
    # The log says that figures were grouped, so that the screens take this grouping as it is.
    made.store.append_log(
        at=made.clock(), actor="Alice", action="group", subject="figures", detail={"rule": named(Rule.SPECIFIC)}
    )
    return made


def document(made: Casebook, text: str, file: str, language: str, **more: object) -> Document:
    """A document with its accession and reading."""
    capture = made.archive.add_bytes(BytesIO(text.encode()), file, by="Alice")
    read = Document(id=f"d{capture.sha256[:16]}", sha256=capture.sha256, name=file, media_type="text/plain", text=text,
                    language=language, reader="hand 1")  # fmt: skip
    read = replace(read, **more)  # type: ignore[arg-type]
    made.store.add_document(read)
    made.store.add_reading(
        Reading(sha256=capture.sha256, reader="hand 1", state=ReadState.READ, at=utc_now(), document=read.id)
    )
    return read


def figure(
    of: Document,
    words: str,
    number: int,
    comparator: Comparator,
    who: str,
    *,
    unit: str = "person",
    act: str | None = "repatriated",
) -> Claim:
    """A figure claim on the words."""
    start = of.text.index(words)
    high = None if comparator is Comparator.MORE_THAN else number
    return settle_id(
        Claim(
            id="",
            document=of.id,
            quote=cut(of.text, of.text.rfind("\n", 0, start) + 1, of.text.index("\n", start)),
            trigger=point(of.text, start, start + len(words)),
            value=Figure(
                amount=Amount(low=number, high=high, comparator=comparator, unit=unit),
                counted="North Koreans",
                act=act,
            ),
            reader="hand 1",
            speaker=Speaker(text=who, kind=SpeakerKind.NAMED),
            why=("a number before a noun",),
        )
    )


def name(of: Document, words: str) -> Claim:
    """A name claim on the words."""
    start = of.text.index(words)
    return settle_id(
        Claim(
            id="",
            document=of.id,
            quote=cut(of.text, 0, len(of.text) - 1),
            trigger=point(of.text, start, start + len(words)),
            value=Name(text=words, type=NameType.PERSON),
            reader="hand 1",
        )
    )


def relation(derived: Document, source: Document) -> Relation:
    """The one was rewritten from the other."""
    return Relation(id="r1", document=derived.id, other=source.id, kind=RelationKind.REWRITE, score=0.4, directed=True,
                    why="40% of the shorter text stands in the longer", shared=((0, 11, 17, 28),))  # fmt: skip


def group(claims: list[Claim]) -> FigureGroup:
    """One figure whose sources differ; the third claim repeats the first."""
    members = tuple(
        Member(claim=one.id, why="same act and day", origin=f"origin {at % 3}",
               copy_of=claims[0].id if at == 2 else None)
        for at, one in enumerate(claims)
    )  # fmt: skip
    return FigureGroup(
        id="g1",
        scope=Scope(act="repatriated", counted="North Koreans", unit="person", place="cn", when=When()),
        members=members,
        low=501,
        high=620,
        reason="Between 501 and 620: no one number satisfies all.",
        origins=3,
        contradictory=True,
        state=State.OPEN,
    )
