"""Invented nouns for the contract: small, valid, in three languages."""

import hashlib
from datetime import UTC, date, datetime

from chamsae.model.amount import Amount, Comparator
from chamsae.model.claim import (
    Act,
    Claim,
    Detail,
    Figure,
    Intervention,
    Involvement,
    Modality,
    Name,
    NameType,
    Speaker,
    SpeakerKind,
    Statement,
    Time,
    Value,
    settle_id,
)
from chamsae.model.document import Document, Furniture, Page, Reading, ReadState, Relation, RelationKind
from chamsae.model.judgement import Judgement, Verdict
from chamsae.model.quote import cut, point
from chamsae.model.rereading import Rereading
from chamsae.model.scoping import Flow, ScopeCorrection
from chamsae.model.settlement import Aside, FigureGroup, Ground, Member, Scope, Settlement, State
from chamsae.model.source import Capture, Hop, How, StoredObject
from chamsae.model.transcript import Maker, Transcript
from chamsae.model.when import Precision, When
from chamsae.ports import Store

NOON = datetime(2024, 3, 5, 12, 0, 0, 123456, tzinfo=UTC)

TEXT = (
    "The lantern group said more than 600 people were sent back across the river in October. "
    "A baker called Pak Nari saw 12 trucks.\n\n강을 건너 돌려보내진 사람은 약 600명이라고 등불회가 밝혔다.\n\n"
    "灯笼会说，约六百人被遣送回国。🕊 Nobody knows the rest."
)


def stored(seed: str = "a") -> StoredObject:
    """An object made from a word."""
    data = seed.encode()
    return StoredObject(
        sha256=hashlib.sha256(data).hexdigest(), sha512=hashlib.sha512(data).hexdigest(), size=len(data)
    )


def capture(obj: StoredObject, name: str = "강 건너 편지.html") -> Capture:
    """An accession with every field filled."""
    return Capture(
        sha256=obj.sha256,
        size=obj.size,
        name=name,
        how=How.WEB,
        media_type="text/html",
        captured_at=NOON,
        added_by="Haneul",
        address="https://lantern.example/a?b=1",
        asked="http://lantern.example/a",
        container=stored("zip").sha256,
        redirects=(Hop(address="http://lantern.example/a", status=301, ip="192.0.2.7"),),
        headers=(("Content-Type", "text/html"), ("Set-Cookie", "a"), ("Set-Cookie", "b")),
        claimed_at=NOON.replace(year=2023),
        notes=("digest matches",),
    )


def document(obj: StoredObject, id: str = "d1", text: str = TEXT) -> Document:
    """A document with every field filled."""
    return Document(
        id=id,
        sha256=obj.sha256,
        name="강 건너 편지.html",
        media_type="text/html",
        text=text,
        language="en",
        reader="html 1.0",
        title="600 sent back",
        authors=("Yun Byeol", "尹星"),
        publisher="The Lantern",
        address="https://lantern.example/a",
        published=When.day(date(2023, 10, 11), "11 October"),
        furniture=(Furniture(start=0, end=3, why="caption"),),
        pages=(Page(number=1, start=0, end=len(text)),),
        notes=("no date in the page",),
    )


def held(store: Store, id: str = "d1", text: str = TEXT) -> Document:
    """A document written to the store with its object."""
    obj = stored(id)
    store.add_object(obj)
    made = document(obj, id, text)
    store.add_document(made)
    return made


SIX_HUNDRED = Figure(
    amount=Amount(low=600, high=None, comparator=Comparator.MORE_THAN, unit="person"),
    counted="people sent back",
    act="repatriated",
)

VALUES: tuple[tuple[str, Value], ...] = (
    ("more than 600", SIX_HUNDRED),
    ("Pak Nari", Name(text="Pak Nari", type=NameType.PERSON, entity="e1", roles=("witness", "baker"))),
    ("sent back", Act(act="repatriated", victim="people", actor=None, victim_entity=None, figure="c0")),
    ("Nobody knows", Statement(text="Nobody knows the rest.", direct=False)),
    (
        "baker called Pak Nari",
        Detail(
            about="Pak Nari",
            about_entity="e1",
            field="kin",
            text="딸",
            code="child",
            other="金善香",
            other_entity="e2",
        ),
    ),
    ("sent", Involvement(actor="the ministry", actor_entity="e3", act="c0", degree="ordered", type="intelligence")),
    (
        "Nobody knows",
        Intervention(
            type="appeal",
            party="the lantern group",
            party_entity="e9",
            about="Pak Nari",
            about_entity="e1",
            asked=("외교부", "公安部"),
            response="none",
            reply="no answer",
        ),
    ),
    ("October", Time(when=When(start=date(2023, 10, 1), end=date(2023, 10, 31), precision=Precision.MONTH))),
)


def claim(document: Document, words: str = "more than 600", value: Value = SIX_HUNDRED, **more: object) -> Claim:
    """A claim with every field filled, its trigger at the first place of the words."""
    start = document.text.index(words)
    fields: dict[str, object] = {
        "id": "",
        "document": document.id,
        "quote": cut(document.text, start, min(start + 60, len(document.text))),
        "trigger": point(document.text, start, start + len(words)),
        "value": value,
        "speaker": Speaker(text="the lantern group", kind=SpeakerKind.NAMED, entity="e9"),
        "via": ("The Lantern", "a neighbour"),
        "place": ("the river",),
        "when": When(end=date(2023, 10, 31), precision=Precision.VAGUE, text="in October"),
        "modality": Modality.REPORTED,
        "confidence": 0.8125,
        "reader": "figures 1.0",
        "why": ("a number before people", "the act sent back"),
    }
    return settle_id(Claim(**(fields | more)))  # type: ignore[arg-type]  # the tests give fields of Claim


def every_kind(document: Document) -> list[Claim]:
    """One claim of each kind, in order of the text."""
    made = [claim(document, words, value) for words, value in VALUES]
    return sorted(made, key=lambda c: (c.trigger.start, c.trigger.end, c.id))


def relation(a: str, b: str, id: str = "r1") -> Relation:
    """A rewrite with a shared passage."""
    return Relation(
        id=id,
        document=a,
        other=b,
        kind=RelationKind.REWRITE,
        score=0.28,
        directed=True,
        why="28 of 100 phrases",
        shared=((0, 10, 5, 15), (20, 30, 40, 50)),
        reader="copies 1.0",
    )


def transcript(recording: StoredObject, text: StoredObject) -> Transcript:
    """A transcript with every field filled."""
    return Transcript(
        recording=recording.sha256, text=text.sha256, maker=Maker.PERSON, made_by="尹星", how="두 번 들었다",
        at=NOON, added_by="Haneul",
    )  # fmt: skip


def reading(obj: StoredObject, state: ReadState = ReadState.FAILED, document: str | None = None) -> Reading:
    """An attempt to read."""
    reason = "the PDF is truncated" if state is ReadState.FAILED else None
    return Reading(sha256=obj.sha256, reader="pdf 1.0", state=state, at=NOON, document=document, reason=reason)


def judgement(target: str, verdict: Verdict = Verdict.ACCEPTED, undoes: int | None = None) -> Judgement:
    """A decision."""
    return Judgement(target=target, verdict=verdict, by="하늘", at=NOON, why="두 번 읽었다", undoes=undoes)


def group(claims: list[Claim], id: str = "g1", *, contradictory: bool = False) -> FigureGroup:
    """A figure over these claims."""
    return FigureGroup(
        id=id,
        scope=Scope(
            act="repatriated",
            counted="person",
            unit="person",
            place="the river",
            when=When(start=date(2023, 10, 1), end=None, precision=Precision.VAGUE, text=None),
            to="kp",
            flow=Flow.FLOW,
        ),
        members=tuple(Member(claim=c.id, why="same act", origin=c.document, copy_of=None) for c in claims),
        low=600,
        high=None,
        reason="One origin.",
        origins=1,
        origins_most=3,
        contradictory=contradictory,
        rule="specific 1",
        aside=tuple(aside(c.id) for c in claims[1:2]),
        state=State.REOPENED if contradictory else State.SETTLED,
        settlement=4,
    )


def settlement(claims: list[Claim], group: str = "g1", low: float | None = 600) -> Settlement:
    """A settled range over three claims or more, with every field filled."""
    first, second, third = (claim.id for claim in claims[:3])
    return Settlement(
        group=group, low=low, high=620.5, claims=(first, second), aside=(aside(third),), rule="specific 1",
        origins=((first,), (second, third)), undoes=7, reason="확인됨", by="Haneul", at=NOON,
    )  # fmt: skip


def aside(claim: str) -> Aside:
    """A claim set aside."""
    return Aside(claim=claim, ground=Ground.COPY, why="베낀 것이다")


def correction(claim: str, undoes: int | None = None) -> ScopeCorrection:
    """What a person says a claim counts, with every field filled."""
    return ScopeCorrection(
        claim=claim, act="detained", counted="여성", place="cn-jilin", when=When.day(date(2023, 10, 9), "그날"),
        out=True, undoes=undoes, reason="본문에 그렇게 있다", by="하늘", at=NOON,
    )  # fmt: skip


def rereading(document: str = "d1", run: int = 0) -> Rereading:
    """What reading again changed, with every field filled."""
    return Rereading(run=run, of=3, document=document, by="하늘", at=NOON, readers="chamsae-read 1", batch="b1",
                     kept=4, new=("c1",), retired=("c2", "c3"), changed=(("c2", "c1"),), asked=(("c4", "c5"),),
                     missed=("c6",), into="d2", reason="읽을 수 없다")  # fmt: skip
