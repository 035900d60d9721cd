"""A small invented casebook as values: five claims of three languages about one figure, and what was decided."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from chamsae.model.amount import Amount, Comparator
from chamsae.model.claim import Claim, Figure, Modality, Speaker, SpeakerKind
from chamsae.model.document import Document
from chamsae.model.judgement import Status
from chamsae.model.quote import cut, point
from chamsae.model.release import Release
from chamsae.model.settlement import Aside, FigureGroup, Ground, Member, Scope, Settlement
from chamsae.model.source import Capture, How
from chamsae.model.when import When
from chamsae.protect.release import Audience, release

AT = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)

TEXTS = {
    "d1": "Harim Watch said on Monday that more than 340 people were taken to the bridge. =1+1",
    "d2": "강변인권회는 약 350명이 송환되었다고 밝혔다. 🐦 \u1100\u1161\u11a8",
    "d3": "外交部表示，没有所谓的“脱北者”。据称有三百人被送回。",
    "d4": "A letter that was never printed says up to 400 people were led away.",
    "d5": "<script>alert(1)</script> The network counted 340 people & “their” children.",
}

#: document, quoted words, trigger, amount, modality
SAID = {
    "c1": ("d1", TEXTS["d1"][:77], "more than 340", (340, None, Comparator.MORE_THAN), Modality.REPORTED),
    "c2": (
        "d2",
        "강변인권회는 약 350명이 송환되었다고 밝혔다.",
        "약 350명",
        (350, 350, Comparator.ABOUT),
        Modality.REPORTED,
    ),
    "c3": ("d3", "没有所谓的“脱北者”", "没有", (0, 0, Comparator.EXACT), Modality.DENIAL),
    "c4": ("d4", TEXTS["d4"], "up to 400", (None, 400, Comparator.UP_TO), Modality.ASSERTED),
    "c5": ("d5", TEXTS["d5"], "340", (340, 340, Comparator.EXACT), Modality.ASSERTED),
}

LANGUAGES = {"d1": "en", "d2": "ko", "d3": "zh-Hans", "d4": "en", "d5": "en"}


@dataclass(frozen=True, kw_only=True)
class Made:
    """All that a release is made from; change a part with `but`."""

    documents: Mapping[str, Document]
    claims: Mapping[str, Claim]
    captures: Mapping[str, Sequence[Capture]]
    originals: Mapping[str, bytes]
    groups: tuple[FigureGroup, ...]
    settlements: tuple[Settlement, ...]
    statuses: Mapping[str, Status] = field(default_factory=dict)
    title: str = "Returned in the spring"

    def but(self, **changes: object) -> "Made":
        """The same casebook with these parts replaced."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def release(self, audience: Audience) -> Release:
        """The release for this audience."""
        return release(
            title=self.title,
            audience=audience,
            made_by="Jo Desk",
            made_at=AT,
            log_number=7,
            log_hash="ab" * 32,
            groups=self.groups,
            settlements=self.settlements,
            claims=self.claims.values(),
            documents=self.documents.values(),
            captures_by_sha=self.captures,
            statuses=self.statuses,
        )

    def original(self, sha256: str) -> bytes:
        """The bytes of a capture."""
        return self.originals[sha256]

    def text(self, document: str) -> str:
        """The text of a document."""
        return self.documents[document].text


def casebook() -> Made:
    """Four documents from the web and a private letter; all claims but the letter's accepted; settled by a person."""
    originals = {hashlib.sha256(raw).hexdigest(): raw for raw in map(_raw, TEXTS)}
    documents = {id_: _document(id_) for id_ in TEXTS}
    claims = {id_: _claim(id_, documents) for id_ in SAID}
    captures = {document.sha256: (_capture(document),) for document in documents.values()}
    return Made(
        documents=documents,
        claims=claims,
        captures=captures,
        originals=originals,
        groups=(GROUP,),
        settlements=(SETTLED,),
        statuses=dict.fromkeys(SAID, Status.ACCEPTED),
    )


def _raw(id_: str) -> bytes:
    return f"<html><body>{TEXTS[id_]}</body></html>".encode()


def _document(id_: str) -> Document:
    return Document(
        id=id_,
        sha256=hashlib.sha256(_raw(id_)).hexdigest(),
        name=f"{id_}.html",
        media_type="text/html",
        text=TEXTS[id_],
        language=LANGUAGES[id_],
        reader="html 1.0",
        title=f"Report {id_}",
        publisher="River Courier",
        published=When.day(date(2026, 3, 2)),
    )


def _capture(document: Document) -> Capture:
    private = document.id == "d4"
    return Capture(
        id=document.id.replace("d", "s"),
        sha256=document.sha256,
        size=100,
        name=document.name,
        how=How.FILE if private else How.WEB,
        media_type=document.media_type,
        captured_at=AT,
        added_by="Jo Desk",
        address=None if private else f"https://courier.example/{document.id}",
    )


def _claim(id_: str, documents: Mapping[str, Document]) -> Claim:
    document, words, trigger, (low, high, comparator), modality = SAID[id_]
    text = documents[document].text
    start = text.index(words)
    at = text.index(trigger, start)
    return Claim(
        id=id_,
        document=document,
        quote=cut(text, start, start + len(words)),
        trigger=point(text, at, at + len(trigger)),
        value=Figure(
            amount=Amount(low=low, high=high, comparator=comparator, unit="person"),
            counted="people sent back",
            act="repatriated",
        ),
        reader="figures 1.0",
        speaker=Speaker(text="Harim Watch", kind=SpeakerKind.NAMED) if id_ == "c1" else None,
        via=("River Courier",) if id_ == "c1" else (),
        modality=modality,
    )


GROUP = FigureGroup(
    id="g1",
    scope=Scope(
        act="repatriated",
        counted="people sent back",
        unit="person",
        place="Sorim",
        when=When.day(date(2026, 2, 27)),
    ),
    members=(
        Member(claim="c1", why="same act and day", origin="Harim Watch"),
        Member(claim="c2", why="same act and day", origin="강변인권회"),
        Member(claim="c3", why="same act", origin="foreign ministry"),
        Member(claim="c4", why="same act and day", origin="letter of a witness"),
        Member(claim="c5", why="same act and day", origin="Harim Watch", copy_of="c1"),
    ),
    low=340,
    high=400,
    reason="The claims overlap between 340 and 400.",
    origins=4,
    contradictory=True,
    settlement=1,
)

SETTLED = Settlement(
    number=1,
    group="g1",
    low=340,
    high=400,
    claims=("c1", "c2", "c4", "c5"),
    aside=(Aside(claim="c3", ground=Ground.PERSON, why=""),),
    reason="Two counts made at the gate agree; the denial names no number.",
    by="Jo Desk",
    at=AT,
)
