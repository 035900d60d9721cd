"""Invented people who were arrested in one country and handed over to another, as the case file tells of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from chamsae.casebook.book import Casebook
from chamsae.model.claim import Act, Detail, Intervention, Involvement
from chamsae.model.consent import Answer, Circumstances, Permission, Purpose
from chamsae.model.judgement import Verdict
from chamsae.model.petition import Draft, Submitter
from chamsae.model.when import When
from chamsae.text.forms import state_name
from tests.casebook.test_cases import book_of, name, told

ARRESTED, RETURNED = date(2026, 8, 4), date(2026, 10, 9)
STATES = ("the People's Republic of China", "the Democratic People's Republic of Korea")
SUBMITTER = Submitter(
    name="Ida Holm", organisation="River Law Desk", email="desk@example.org", relation="lawyer", follows_up=True
)


DECLARATION = "Universal Declaration of Human Rights"
COVENANT = "International Covenant on Civil and Political Rights"


@dataclass(frozen=True, slots=True)
class Someone:
    """Nobody: a name in letters and in Hangul."""

    latin: str
    hangul: str

    @property
    def story(self) -> str:
        """What is told of her in English."""
        return (
            f"{self.latin}, a woman born in 1991, lived in Musan. She was arrested by Yanji police in Helong on "
            f"4 August 2026. On 9 October 2026 she was handed over to North Korean officers at Tumen. Her cousin "
            f"Ryom Dal-ho wrote to the ministry in September."
        )

    @property
    def letter(self) -> str:
        """The same in Korean, in brief."""
        return f"{self.hangul}은 2026년 10월 9일 도문에서 북한에 인도됐다."


ONE = Someone("Kwon Byeol-i", "권별이")


def casebook(people: Iterable[Someone] = (ONE,), *, accepted: bool = True) -> Casebook:
    """A casebook that tells of these people in two documents each, all claims accepted unless said otherwise."""
    everybody = list(people)
    book = book_of(*(text for one in everybody for text in (one.story, one.letter)))
    for number, one in enumerate(everybody):
        _tell(book, 2 * number, one)
    book.link.run(by="Alice")
    for one in everybody:
        spelled = {record.id for record in book.store.records() if {one.latin, one.hangul} & {*record.names}}
        left, right = sorted(spelled)
        book.link.must(left, right, by="Alice", why="her aunt says so")
    if accepted:
        book.review.judge_these([claim.id for claim in book.store.claims()], Verdict.ACCEPTED, by="Alice", why="read")
    return book


def person_of(book: Casebook, one: Someone = ONE) -> str:
    """Her record."""
    return next(record.id for record in book.store.records() if one.latin in record.names)


def allow(book: Casebook, person: str, *recipients: str, public: Answer = Answer.NO) -> None:
    """Write her family's consent down, for these recipients."""
    book.consent.record(
        person,
        [Permission(purpose=Purpose.UN_CONFIDENTIAL, answer=Answer.YES),
         Permission(purpose=Purpose.UN_PUBLIC, answer=public), Permission(purpose=Purpose.NAME, answer=public)],
        Circumstances(risks="that those who hold her learn of it", recipients=(*recipients, "public")), by="Alice",
    )  # fmt: skip


def allow_all(book: Casebook, person: str) -> None:
    """Consent to all three bodies, and to be named to both Governments."""
    governments = (f"Government of {state}" for state in STATES)
    allow(book, person, "WGEID", "WGAD", "Special Procedures", *governments)


def provisions(draft: Draft, state: str) -> dict[str, list[str]]:
    """The articles a petition names against a State, by instrument."""
    found: dict[str, list[str]] = {}
    for one in draft.material.get("articles", ()):
        whom, _, words = one.text.rstrip(".").partition(": ")
        if state_name(state).casefold() == whom.casefold():
            instrument, _, numbers = re.split(r", article(s?) ", words)
            found[instrument] = re.split(r", | and (?!\()", numbers)
    return found


def grounds(draft: Draft) -> dict[str, list[str]]:
    """The categories argued against each State."""
    return {
        state: [
            one.text.split("Category ")[1].split(":")[0]
            for one in draft.material["grounds"]
            if one.text.casefold().startswith(state_name(state).casefold())
        ]
        for state in draft.states
    }


def _tell(book: Casebook, at: int, one: Someone) -> None:
    told(book, at, one.latin, name(one.latin))
    told(book, at, "Ryom Dal-ho", name("Ryom Dal-ho", "e2"))
    told(book, at + 1, one.hangul, name(one.hangul))
    for field, words, code in (("sex", "woman", "woman"), ("birth", "1991", None), ("residence", "Musan", None)):
        told(book, at, words, Detail(about=one.latin, about_entity="e1", field=field, text=words, code=code))
    seized = Act(act="arrested", victim=one.latin, victim_entity="e1", actor="Yanji police")
    arrest = told(book, at, "arrested", seized, when=When.day(ARRESTED, "4 August 2026"), place=("Helong",))
    handed = Act(act="repatriated", victim=one.latin, victim_entity="e1", actor="North Korean officers")
    handover = told(book, at, "handed over", handed, when=When.day(RETURNED, "9 October 2026"), place=("Tumen",))
    told(book, at, "Yanji police", Involvement(actor="Yanji police", act=arrest.id, degree="did", type="state.police"))
    taking = Involvement(actor="North Korean officers", act=handover.id, degree="took_over", type="state.border_guard")
    told(book, at, "North Korean officers", taking)
    korean = Act(act="repatriated", victim=one.hangul, victim_entity="e1")
    told(book, at + 1, "인도", korean, when=When.day(RETURNED, "2026년 10월 9일"), place=("도문",))
    asked = Intervention(
        type="letter", party="Ryom Dal-ho", party_entity="e2", about=one.latin, about_entity="e1",
        asked=("the ministry",), response="none",
    )  # fmt: skip
    told(book, at, "wrote", asked)
