"""An invented casebook with every kind of claim, to be sent through other systems and back."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import chamsae
from chamsae.casebook.book import Casebook
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
    Value,
    settle_id,
)
from chamsae.model.document import Document
from chamsae.model.quote import cut, point
from chamsae.model.when import Precision, When

TEXT = (
    "Ryu Han-sol (류한솔), born in March 1984, sold noodles in Musan. "
    "On 13 October 2010 the border guards arrested her.\n"
    '류한솔은 2010년 11월 도문에서 인도되었다. "They <beat> us & took it all", she said | then wept.\n'
    "2012年，约六百人被遣返。The Lantern group wrote to the ministry in 2013; there was no answer.\n"
)
YEAR = When(start=date(2012, 1, 1), end=date(2012, 12, 31), precision=Precision.YEAR, text="2012年")
MONTH = When(start=date(2010, 11, 1), end=date(2010, 11, 30), precision=Precision.MONTH)
BETWEEN = When(start=date(2010, 10, 13), end=date(2010, 12, 24), precision=Precision.RANGE, text="70 days")
SAID = "They <beat> us & took it all"
SHE = Speaker(text="she", kind=SpeakerKind.NAMED)


def book() -> Casebook:
    """A casebook in memory with the text and its claims."""
    made = chamsae.in_memory()
    capture = made.archive.add_bytes(BytesIO(TEXT.encode()), "편지.txt", by="하늘")
    document = Document(id="d1", sha256=capture.sha256, name="편지.txt", media_type="text/plain", text=TEXT,
                        language="en", reader="chamsae-read 1")  # fmt: skip
    made.store.add_document(document)
    made.store.add_claims(claims())
    return made


def claims() -> list[Claim]:
    """One claim or more of each kind."""
    by_guards = Act(act="arrested", victim="her", actor="the border guards", victim_entity="e1", actor_entity="e2")
    arrest = _claim("arrested", by_guards, when=When.day(date(2010, 10, 13), "On 13 October 2010"))
    return [
        _claim("Ryu Han-sol", Name(text="Ryu Han-sol", type=NameType.PERSON, entity="e1", roles=("victim",))),
        _claim("류한솔", Name(text="류한솔", type=NameType.PERSON, entity="e1", roles=("victim",))),
        _claim("the border guards", Name(text="the border guards", type=NameType.ORGANISATION, entity="e2")),
        arrest,
        _claim("인도", Act(act="repatriated", victim="류한솔", victim_entity="e1"), when=MONTH, place=("도문",)),
        _claim("beat", Act(act="tortured", victim="us"), when=BETWEEN, speaker=SHE, modality=Modality.ASSERTED),
        _claim("被遣返", Act(act="repatriated", victim="约六百人"), when=YEAR),
        _claim("took", Act(act="robbed", victim="us", victim_entity="e1")),
        _claim("born in March 1984", Detail(about="Ryu Han-sol", about_entity="e1", field="birth", text="March 1984"),
               when=When(start=date(1984, 3, 1), end=date(1984, 3, 31), precision=Precision.MONTH)),
        _claim("her", Detail(about="Ryu Han-sol", about_entity="e1", field="sex", text="her", code="woman")),
        _claim("sold noodles", Detail(about="Ryu Han-sol", about_entity="e1", field="songbun", text="wavering")),
        _claim("guards", Involvement(actor="the border guards", actor_entity="e2", act=arrest.id, degree="did",
                                     type="state.border_guard")),
        _claim("wrote", Intervention(type="letter", party="The Lantern group", party_entity="e3", about="류한솔",
                                     about_entity="e1", asked=("the ministry",), response="none", reply="no answer"),
               when=When(start=date(2013, 1, 1), end=date(2013, 12, 31), precision=Precision.YEAR)),
        _claim("约六百人", Figure(amount=Amount(low=600, high=600, comparator=Comparator.ABOUT, unit="person"),
                              counted="人", act="repatriated")),
        _claim(SAID, Statement(text=SAID, direct=True), speaker=SHE),
    ]  # fmt: skip


def _claim(words: str, value: Value, **more: object) -> Claim:
    start = TEXT.index(words)
    line = TEXT.rfind("\n", 0, start) + 1
    bare = Claim(id="", document="d1", quote=cut(TEXT, line, TEXT.index("\n", start)),
                 trigger=point(TEXT, start, start + len(words)), value=value, reader="made 1",
                 modality=Modality.REPORTED)  # fmt: skip
    return settle_id(replace(bare, **more))  # type: ignore[arg-type]  # fields of Claim
