"""500 invented identities in a casebook, and none of them in any byte that leaves through a release."""

import base64
import logging
import random
from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

import pytest

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.casebook.tabulating import asked
from chamsae.errors import ChamsaeError, Withheld
from chamsae.model.appeal import Addressee, AddresseeKind
from chamsae.model.claim import Act, Claim, Name, NameType, settle_id
from chamsae.model.consent import Answer, Circumstances, Purpose
from chamsae.model.consent import asked as asked_for
from chamsae.model.judgement import Verdict
from chamsae.model.petition import Body
from chamsae.model.quote import cut, point
from chamsae.model.releasing import Chosen
from chamsae.model.source import Capture, How
from chamsae.model.when import When
from chamsae.protect.release import Audience
from chamsae.text.names import romanise_words
from tests.casebook.made import NOON, document
from tests.casebook.returned import SUBMITTER
from tests.casebook.test_cases import DAY

FAMILY = (
    *"갈견궉길뇌단두묵빙설승옹육좌초탁팽편표",
    "남궁",
    "독고",
    "동방",
    "망절",
    "사공",
    "서문",
    "선우",
    "소봉",
    "어금",
    "제갈",
)
FIRST = tuple("가겨궁나뉘늘다델로룩마무밀바벼뵐빛샘솔슬아얼예울찬채큰탐풀해")
LAST = tuple("겸곰길꽃냇녘늪닻돌란랑름맑멋뭍별빈솜싹움잎잔참칡털틈팔푼향휘")
IDENTITIES = 500
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")


pytestmark = pytest.mark.slow


@cache
def identities() -> tuple[str, ...]:
    """Names of three or four syllables that nobody is known to bear."""
    chance = random.Random(9)
    found: dict[str, None] = {}
    while len(found) < IDENTITIES:
        found[chance.choice(FAMILY) + chance.choice(FIRST) + chance.choice(LAST)] = None
    return tuple(found)


@pytest.fixture(scope="module")
def book() -> Iterator[Casebook]:
    with chamsae.in_memory() as made:
        for at, lot in enumerate(range(0, IDENTITIES, 50)):
            _story(made, at, identities()[lot : lot + 50])
        made.link.run(by="기록자")
        for claim in list(made.store.claims()):
            made.review.judge(claim.id, Verdict.ACCEPTED, by="기록자")
        made.log.checkpoint(by="기록자")
        yield made


def _story(made: Casebook, at: int, names: Sequence[str]) -> None:
    """A published story that names fifty people, in Hangul, romanised, and in base64."""
    lines = [
        f"{name}({romanise_words(name).revised}) 씨는 2023년 10월 9일 도문에서 북송되었다. {_coded(name)}"
        for name in names
    ]
    text = "\n".join(lines)
    held = made.archive.add_bytes(BytesIO(text.encode()), f"{at}.txt", by="기록자")
    made.store.add_capture(
        Capture(sha256=held.sha256, size=held.size, name=f"{names[0]}.txt", how=How.WEB, media_type="text/plain",
                captured_at=NOON, added_by="기록자", address=f"https://news.example/{at}")
    )  # fmt: skip
    source = document(text, held.sha256, f"{at}.txt")
    made.store.add_document(source)
    claims = [one for name in names for one in _claims(source.id, text, name)]
    made.store.add_claims(claims)
    made.store.append_log(at=NOON, actor="reader", action="read", subject=source.sha256, detail={})


def _claims(document: str, text: str, name: str) -> Iterator[Claim]:
    start = text.index(name)
    end = text.index("\n", start) if "\n" in text[start:] else len(text)
    values = (
        (name, Name(text=name, type=NameType.PERSON, entity=name, roles=("victim",))),
        ("북송", Act(act="repatriated", victim=name, victim_entity=name)),
    )
    for words, value in values:
        at = text.index(words, start)
        yield settle_id(
            Claim(id="", document=document, quote=cut(text, start, end), value=value, reader="hand 1",
                  trigger=point(text, at, at + len(words)), when=When.day(DAY), place=("도문",))
        )  # fmt: skip


def _coded(name: str) -> str:
    return base64.b64encode(name.encode()).decode()


def seen_in(data: bytes) -> set[str]:
    """The identities that stand in bytes: in UTF-8 and UTF-16, composed or not, romanised, in base64."""
    plain = data.decode("utf-8", "replace").casefold()
    return {
        name
        for name, coded, spelled in _forms()
        if any(one in data for one in coded) or any(one in plain for one in spelled)
    }


@cache
def _forms() -> tuple[tuple[str, tuple[bytes, ...], tuple[str, ...]], ...]:
    """Each identity with what is looked for in bytes, and in letters where these are too many to stand by chance."""
    found = []
    for name in identities():
        coded = [normalize(form, name).encode(code) for form in ("NFC", "NFD") for code in ENCODINGS]
        coded += [base64.b64encode(one).rstrip(b"=")[:-1] for one in coded]
        spelled = {name.casefold(), romanise_words(name).revised.casefold()}
        found.append((name, tuple(coded), tuple(one for one in spelled if len(one) > 7)))
    return tuple(found)


def test_the_search_finds_what_is_there_in_every_form() -> None:
    name = identities()[0]
    for data in (name.encode(), normalize("NFD", name).encode(), name.encode("utf-16-le"), _coded(name).encode()):
        assert seen_in(b"x" + data + b"y") == {name}


def test_no_identity_stands_in_any_byte_that_a_release_lets_out(
    book: Casebook, tmp_path: Path, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    chosen = Chosen(
        tables=(asked("violation", "year"), asked("sex", counting="persons")),
        documents=tuple(one.id for one in book.store.documents()),
    )
    book.log.checkpoint(by="기록자")  # over what other tests did in the same casebook
    draft = book.release.draft("Yearly report", chosen, audience=Audience.PUBLIC, by="기록자", language="ko")
    made = book.release.prepared(draft.subject)
    assert [one for one in made.checklist if one.outcome == "failed"] == []
    assert len(made.package.texts) == IDENTITIES // 50
    book.release.sign(draft.subject, by="다른 사람")
    left = book.release.release(draft.subject, by="기록자")
    written = book.release.write(left.subject, tmp_path / identity_free(), by="기록자")
    leaving = [path.read_bytes() for path in written] + [str(path.name).encode() for path in written]
    leaving += [caplog.text.encode(), "".join(capsys.readouterr()).encode()]
    assert [seen_in(one) for one in leaving] == [set()] * len(leaving)
    assert seen_in("\n".join(repr(one) for one in book.store.log()).encode()) == set(), "the log names nobody"


def identity_free() -> str:
    return "out"


def test_no_identity_stands_in_what_a_refusal_says(book: Casebook) -> None:
    people = tuple(one.id for one in book.store.records())[:20]
    draft = book.release.draft("Cases", Chosen(cases=people), audience=Audience.PUBLIC, by="기록자")
    prepared = book.release.prepared(draft.subject)
    said = [repr(prepared.checklist)]
    with pytest.raises(ChamsaeError) as refused:
        book.release.sign(draft.subject, by="기록자")
    said.append(str(refused.value))
    assert seen_in("".join(said).encode()) == set()
    assert not any(seen_in(data) for data in prepared.files.values())


def test_the_figures_of_a_published_story_are_not_let_out_with_names(book: Casebook) -> None:
    """Public tables and titles alone: a title with a name never passes."""
    name = identities()[3]
    for title in (name, normalize("NFD", name), romanise_words(name).revised):
        draft = book.release.draft(title, Chosen(tables=(asked("year"),)), audience=Audience.PUBLIC, by="기록자")
        with pytest.raises(ChamsaeError):
            book.release.sign(draft.subject, by="다른 사람")


def test_no_identity_stands_in_the_days_of_appeals_or_in_what_the_register_refuses(book: Casebook) -> None:
    to = Addressee(kind=AddresseeKind.MEMBER, name=identities()[0])
    for one in list(book.store.records())[:20]:
        made = book.appeals.new([one.id], to, requester="a sister", sender="Desk", by="기록자", send_by=DAY)
        with pytest.raises(Withheld) as refused:
            book.appeals.check(made.subject, by="기록자")
        assert seen_in(str(refused.value).replace(to.name, "").encode()) == set()
    for language in ("en", "ko", "zh"):
        file = book.appeals.calendar(language=language)
        assert file.count("BEGIN:VEVENT") == 20 and seen_in(file.encode()) == set()
    assert seen_in("\n".join(repr(one) for one in book.store.log()).encode()) == set(), "the log names nobody"


def test_a_submission_names_its_person_and_nobody_else(book: Casebook) -> None:
    """The source names fifty people in one text; the form is about one of them."""
    person = next(book.link.entity(one.id).id for one in book.store.records() if one.names[0] == identities()[0])
    book.consent.record(
        person, asked_for((one, Answer.YES) for one in Purpose),
        Circumstances(risks="told", recipients=("WGEID", "WGAD", "Special Procedures")), by="기록자",
    )  # fmt: skip
    draft = book.petitions.draft(person, Body.WGEID, submitter=SUBMITTER, by="기록자", states=("cn",))
    written = book.petitions.write(draft, submitter=SUBMITTER)
    assert seen_in(repr(written).encode()) <= {identities()[0]}
