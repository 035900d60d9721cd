"""A public case rebuilt: the petition of 5 December 2023 for Kim Cheol-ok, which led to Opinion 37/2024.

Read from abstracts of press reports in ../shared/data/corpus-dev, then judged as a person would. What is expected
are public facts of the filing and the opinion, no sentences of theirs. What the readers found by themselves has a test
of its own; what a person had to mend or add stands in `_corrected` and `_by_hand`. An invented case of the same shape
is tested at the end, where the abstracts are not at hand.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.casebook.review import Saying
from chamsae.model.claim import Act, Claim, ClaimKind, Detail, Value
from chamsae.model.judgement import Verdict
from chamsae.model.petition import Body, Draft
from chamsae.model.when import Precision, When
from tests.casebook.returned import COVENANT, DECLARATION, SUBMITTER, allow_all, grounds, provisions
from tests.told import told as in_and_read

CORPUS = Path(__file__).parents[3] / "shared" / "data" / "corpus-dev"
#: The group of abstracts on this case in the corpus, and the day of the filing.
GROUP, FILED = "C-KIM-CHEOL-OK", date(2023, 12, 5)
#: How she is called in them; 101.txt has the family name alone.
SPELLINGS = {"Kim Cheol-ok", "Cheol-ok", "김철옥", "金哲玉"}
#: What the filing says of her that no abstract does, noted in the words of whoever works on the case.
NOTE = """title: Note on the filing
date: 2023-12-05

Kim Cheol-ok, a woman, was born on 18 August 1983. She is a national of the Democratic People's Republic of Korea.
"""
ARRESTED, RETURNED = date(2023, 4, 5), date(2023, 10, 9)
#: What the filing says each State has contravened; of the Covenant's articles those known here.
CHINA = {
    DECLARATION: ["2", "3", "5", "6", "8", "9", "10", "13 (1) and (2)", "14 (1)"],
    "Convention against Torture": ["3 (1)"],
}
DPRK = ["2", "3", "5", "6", "8", "9", "10", "11 (1)", "13 (1) and (2)", "14 (1)"]


@dataclass(frozen=True, slots=True)
class Desk:
    """A casebook on which one person works."""

    book: Casebook

    def claims(self, name: str, kind: ClaimKind) -> list[Claim]:
        """What the readers found in a document."""
        return list(self.book.store.claims(document=self._id(name), kind=kind))

    def judge(self, verdict: Verdict, *claims: Claim) -> None:
        """One answer to all of these."""
        self.book.review.judge_these([one.id for one in claims], verdict, by="Alice")

    def make(self, name: str, words: str, value: Value, quote: str, saying: Saying | None = None) -> Claim:
        """A claim by hand from words of a document, with the sentence to quote."""
        text = self.book.store.document(self._id(name)).text
        at, begin = text.index(words), text.index(quote)
        return self.book.review.make(
            self._id(name), at, at + len(words), value, by="Alice", saying=saying, quote=(begin, begin + len(quote))
        )

    def entity(self, *spellings: str) -> str:
        """What the readers call somebody so spelled."""
        names = self.book.store.claims(kind=ClaimKind.NAME)
        return next(one.value.entity for one in names if one.value.text in spellings)  # type: ignore[union-attr, return-value]

    def _id(self, name: str) -> str:
        return next(one.id for one in self.book.store.documents() if one.name == name)


@pytest.fixture(scope="module")
def read() -> Iterator[Desk]:
    """The abstracts on the case and the note, read and compared, nothing judged."""
    if not CORPUS.exists():
        pytest.skip("the abstracts (../shared/data/corpus-dev) are not here")
    with (CORPUS / "index.csv").open(encoding="utf-8", newline="") as lines:
        files = [CORPUS / row["file"] for row in csv.DictReader(lines) if row["same_event_group"] == GROUP]
    with chamsae.in_memory() as book:
        book.archive.add(files, by="Alice")
        book.archive.add_bytes(BytesIO(NOTE.encode()), "note.txt", by="Alice")
        book.read.run(by="Alice")
        book.link.run(by="Alice")
        yield Desk(book)


@pytest.fixture(scope="module")
def machine(read: Desk) -> list[tuple[str, str, date | None, tuple[str, ...]]]:
    """The acts of which the readers say that she suffered them: document, kind, day, places; before anybody judged."""
    names = {one.id: one.name for one in read.book.store.documents()}
    hers = {read.entity("Kim Cheol-ok"), read.entity("김철옥")}
    found = []
    for claim in read.book.store.claims(kind=ClaimKind.ACT):
        assert isinstance(claim.value, Act)
        if claim.value.victim_entity in hers or names[claim.document] == "101.txt":
            found.append(
                (names[claim.document], claim.value.act, claim.when.start if claim.when else None, claim.place)
            )
    return found


@pytest.fixture(scope="module")
def petition(read: Desk, machine: object) -> Draft:
    """The draft on the day of the filing, after all was judged."""
    person = _one_person(read)
    _confirmed(read)
    _corrected(read)
    _relatives(read)
    _by_hand(read)
    read.judge(Verdict.ACCEPTED, *read.book.store.claims(kind=ClaimKind.NAME))
    read.book.petitions.answer(person, "why_no_steps", "No remedy is open to foreigners held for return.", by="Alice")
    allow_all(read.book, person)
    read.book.petitions._clock = lambda: datetime(FILED.year, FILED.month, FILED.day, tzinfo=UTC)
    return read.book.petitions.draft(person, Body.WGAD, submitter=SUBMITTER, by="Alice")


def test_the_readers_alone_find_the_arrest_with_day_and_force_and_that_she_was_held(
    machine: list[tuple[str, str, date | None, tuple[str, ...]]], read: Desk
) -> None:
    acts = {(name, act, day): places for name, act, day, places in machine}
    assert "더후이" in acts["101.txt", "arrested", ARRESTED]
    assert ("099.txt", "detained", ARRESTED) in acts
    (arrest,) = (one.value for one in read.claims("101.txt", ClaimKind.ACT) if _act(one).act == "arrested")
    assert isinstance(arrest, Act)
    assert arrest.actor is not None and arrest.actor.startswith("창바이 공안국")


def test_the_facts_of_the_person_are_those_of_the_filing(petition: Draft) -> None:
    assert told(petition, "family_name") == ["KIM"]
    assert told(petition, "given_name") == ["Cheol-ok (김철옥)"]
    assert "金哲玉" in told(petition, "other_names")
    assert told(petition, "birth") == ["18 August 1983"]
    assert told(petition, "sex") == ["woman or girl"]
    assert told(petition, "nationality") == ["North Korea (DPRK)"]


def test_arrest_detention_and_return_are_those_of_the_filing(petition: Draft) -> None:
    assert petition.states == ("cn", "kp")
    assert told(petition, "arrest_date") == ["5 April 2023"]
    assert told(petition, "arrest_place") == ["Dehui"]
    assert told(petition, "arrest_forces") == ["Changbai County police (the People's Republic of China)."]
    assert told(petition, "detention_places") == ["Baishan"]
    assert told(petition, "date") == ["9 October 2023"]
    assert told(petition, "detention_duration")[0] == "From 5 April 2023 until 9 October 2023 (187 days)."


def test_articles_categories_and_precedents_are_those_of_the_filing(petition: Draft) -> None:
    assert provisions(petition, "cn") == CHINA
    dprk = provisions(petition, "kp")
    assert {*dprk} == {DECLARATION, COVENANT}
    assert dprk[DECLARATION] == DPRK
    assert dprk[COVENANT][:2] == ["2 (1) and (3)", "7"]
    assert dprk[COVENANT][2].startswith("9 (1)")
    assert grounds(petition) == {"cn": ["I", "II", "III", "V"], "kp": ["I", "II", "III", "V"]}
    assert [one.partition(":")[0] for one in told(petition, "precedents")] == [
        "Opinion No. 54/2018",
        "Opinion No. 35/2013",
    ]


def test_it_may_leave_and_every_sentence_rests_on_a_quote_or_on_somebodys_word(petition: Draft, read: Desk) -> None:
    made = read.book.petitions.write(petition, submitter=SUBMITTER)
    assert made.missing == ()
    sentences = [one for section in made.sections for field in section.fields for one in field.sentences]
    assert [one.text for one in sentences if not one.notes and not one.typed] == []
    assert {note.source.language for note in made.footnotes} >= {"en", "ko"}
    everything = " ".join([*(one.text for one in sentences), *(note.source.quote for note in made.footnotes)])
    assert "Gyu-ri" not in everything
    assert "Kyu-li" not in everything


ENGLISH = (
    "Marsh Herald\n3 May 2022\n\n"
    "SEOUL — Chinese police arrested Paek Seol-hwa in Helong on 11 January 2022. She was held at the Tumen detention "
    "centre for two months.\n\n"
    "On 14 March 2022 Ms. Paek was handed over to North Korean officers at Tumen. Her lawyer wrote to the Chinese "
    "foreign ministry in April, which has not answered.\n"
)
KOREAN = """강변일보
2022년 5월 4일

백설화(36·여) 씨는 2022년 1월 11일 허룽에서 중국 공안에 체포됐다. 백 씨는 2022년 3월 14일 투먼에서 북한으로 송환됐다.
"""


def test_an_invented_case_read_in_two_languages_gives_the_same_petition() -> None:
    with chamsae.in_memory() as book:
        desk = Desk(in_and_read(book, ENGLISH, KOREAN))
        person, *others = sorted(one.id for one in book.store.records() if {"Paek Seol-hwa", "백설화"} & {*one.names})
        for other in others:
            book.link.must(person, other, by="Alice", why="one case")
        claims = list(book.store.claims())
        misread = [one for one in claims if isinstance(one.value, Act) and one.value.act == "protested"]
        desk.judge(Verdict.ACCEPTED, *(one for one in claims if one not in misread))
        desk.judge(Verdict.REJECTED, *misread)
        book.petitions.answer(person, "why_no_steps", "Her family fears reprisals.", by="Alice")
        allow_all(book, person)
        draft = book.petitions.draft(person, Body.WGAD, submitter=SUBMITTER, by="Alice")
        assert (told(draft, "family_name"), told(draft, "given_name")) == (["PAEK"], ["Seol-hwa (백설화)"])
        assert (told(draft, "arrest_date"), told(draft, "arrest_place")) == (["11 January 2022"], ["Helong"])
        assert told(draft, "date") == ["14 March 2022"]
        assert told(draft, "sex") == ["woman or girl"]
        assert provisions(draft, "cn") == CHINA
        assert provisions(draft, "kp")[DECLARATION] == DPRK
        made = book.petitions.write(draft, submitter=SUBMITTER)
        assert {note.source.language for note in made.footnotes} == {"en", "ko"}


def _one_person(desk: Desk) -> str:
    """All records of her are judged one: by their spelling, and the family name alone in 101.txt."""
    names = {one.id: one.name for one in desk.book.store.documents()}
    first, *others = sorted(
        one.id
        for one in desk.book.store.records()
        if SPELLINGS & {*one.names} or (one.names == ("김",) and names[one.document] == "101.txt")
    )
    for other in others:
        desk.book.link.must(first, other, by="Alice", why="the same case")
    return first


def _confirmed(desk: Desk) -> None:
    """What the readers had right is accepted; what they had wrong of her, and her own petition, is rejected."""
    right = [one for one in desk.claims("101.txt", ClaimKind.ACT) if _act(one).act == "arrested"]
    right += [*desk.claims("099.txt", ClaimKind.ACT), *desk.claims("107.txt", ClaimKind.ACT)]
    right += [*desk.claims("064.txt", ClaimKind.INTERVENTION), *desk.claims("note.txt", ClaimKind.DETAIL)]
    desk.judge(
        Verdict.ACCEPTED, *right, *desk.claims("064.txt", ClaimKind.DETAIL), *desk.claims("103.txt", ClaimKind.DETAIL)
    )
    later = [
        one
        for name in ("094.txt", "095.txt", "097.txt", "100.txt")
        for one in desk.claims(name, ClaimKind.INTERVENTION)
    ]
    wrong = [one for name in ("095.txt", "100.txt", "105.txt") for one in desk.claims(name, ClaimKind.ACT)]
    desk.judge(Verdict.REJECTED, *later, *wrong)


def _corrected(desk: Desk) -> None:
    """098.txt gives the year once, for the arrest; the readers took the year of the page for all that follows."""
    for claim in desk.claims("098.txt", ClaimKind.ACT):
        match _act(claim).act:
            case "arrested":
                month = When(
                    start=date(2023, 4, 1), end=date(2023, 4, 30), precision=Precision.MONTH, text="2023년 4월"
                )
                desk.book.review.edit(claim.id, by="Alice", saying=Saying(when=month, place=claim.place))
            case "repatriated":
                desk.book.review.edit(claim.id, by="Alice", saying=Saying(when=When.day(RETURNED, "10월 9일")))
            case "detained":
                desk.judge(Verdict.REJECTED, claim)
            case _:
                desk.judge(Verdict.ACCEPTED, claim)


def _relatives(desk: Desk) -> None:
    """Whose relatives without a name the readers found is right."""
    for name in [one.name for one in desk.book.store.documents()]:
        kin = [one for one in desk.claims(name, ClaimKind.DETAIL) if one.reader.startswith("chamsae-relatives")]
        if kin:
            desk.judge(Verdict.ACCEPTED, *kin)


def _by_hand(desk: Desk) -> None:
    """What no reader found: birth and nationality in the note; in 099.txt the arrest at Dehui, the jail of Baishan."""
    her = desk.entity("Kim Cheol-ok")
    born = Detail(about="Kim Cheol-ok", about_entity=her, field="birth", text="18 August 1983")
    birth = Saying(when=When.day(date(1983, 8, 18), "18 August 1983"))
    desk.make("note.txt", "18 August 1983", born, "Kim Cheol-ok, a woman, was born on 18 August 1983.", birth)
    citizen = Detail(
        about="Kim Cheol-ok",
        about_entity=her,
        field="citizenship",
        text="Democratic People's Republic of Korea",
        code="kp",
    )
    desk.make("note.txt", "national", citizen, "She is a national of the Democratic People's Republic of Korea.")
    text = desk.book.store.document(desk._id("099.txt")).text
    sentence = text[text.index("arrested on") : text.index("; the family")]
    taken = Act(act="arrested", victim="Kim Cheol-ok", victim_entity=her, actor="Changbai County police")
    day = When.day(ARRESTED, "5 April 2023")
    desk.make("099.txt", "arrested on", taken, sentence, Saying(when=day, place=("Dehui",)))
    held = Act(act="detained", victim="Kim Cheol-ok", victim_entity=her)
    desk.make("099.txt", "held at", held, sentence, Saying(place=("Baishan",)))


def _act(claim: Claim) -> Act:
    assert isinstance(claim.value, Act)
    return claim.value


def told(draft: Draft, key: str) -> list[str]:
    """The sentences for a kind of material."""
    return [one.text for one in draft.material.get(key, ())]
