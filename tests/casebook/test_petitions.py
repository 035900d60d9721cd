"""One record gives drafts for every body; each refuses without consent, and each sentence opens to its evidence."""

import csv
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pypdf
import pytest

from chamsae.casebook.book import Casebook
from chamsae.casebook.petition_case import months_after
from chamsae.casebook.petition_files import FileForm
from chamsae.errors import InputError, NotFound, Withheld
from chamsae.model.consent import Answer
from chamsae.model.petition import Body, Draft, Petition, PetitionWritten, Procedure, Sentence, Submitter
from chamsae.model.when import utc_now
from tests.casebook.returned import (
    COVENANT,
    DECLARATION,
    ONE,
    RETURNED,
    SUBMITTER,
    Someone,
    allow,
    allow_all,
    casebook,
    grounds,
    person_of,
    provisions,
)

STATES = {Body.WGEID: ("cn",), Body.WGAD: (), Body.SPECIAL_PROCEDURES: ()}
BODIES = list(STATES)


def draft(book: Casebook, body: Body, **more: tuple[str, ...]) -> Draft:
    states = more.get("states", STATES[body])
    return book.petitions.draft(person_of(book), body, submitter=SUBMITTER, by="Alice", states=states)


def written(book: Casebook, body: Body) -> Petition:
    return book.petitions.write(draft(book, body), submitter=SUBMITTER)


def sentences(petition: Petition) -> list[Sentence]:
    return [one for section in petition.sections for field in section.fields for one in field.sentences]


@pytest.fixture
def book() -> Casebook:
    made = casebook()
    allow_all(made, person_of(made))
    return made


@pytest.mark.parametrize("body", BODIES)
def test_without_consent_nothing_is_written_and_each_missing_consent_is_named(body: Body) -> None:
    made = casebook()
    with pytest.raises(Withheld, match=r"consent to a confidential submission .*nobody asked"):
        written(made, body)


@pytest.mark.parametrize("body", BODIES)
def test_with_consent_every_body_gets_its_form_with_no_required_field_empty(book: Casebook, body: Body) -> None:
    petition = written(book, body)
    assert petition.missing == ()
    assert {field.label["en"] for section in petition.sections for field in section.fields if field.required}


@pytest.mark.parametrize("body", BODIES)
def test_each_sentence_rests_on_claims_whose_quotes_are_footnotes_or_is_marked_as_typed(
    book: Casebook, body: Body
) -> None:
    petition = written(book, body)
    assert [one.text for one in sentences(petition) if not one.notes and not one.typed] == []
    numbers = {note.number for note in petition.footnotes}
    assert {number for one in sentences(petition) for number in one.notes} == numbers
    for note in petition.footnotes:
        assert {book.store.claim(claim).id for claim in note.claims} == {*note.claims}


def test_consent_to_one_body_is_none_to_another() -> None:
    made = casebook()
    allow(made, person_of(made), "WGEID")
    assert written(made, Body.WGEID)
    with pytest.raises(Withheld):
        written(made, Body.WGAD)


def test_special_procedures_ask_for_two_consents_one_by_one() -> None:
    made = casebook()
    allow(made, person_of(made), "Special Procedures", public=Answer.UNKNOWN)
    lacks = " ".join(one.what for one in draft(made, Body.SPECIAL_PROCEDURES).lacks)
    assert "Government of the People's Republic of China" in lacks
    assert "Government of the Democratic People's Republic of Korea" in lacks
    assert "public report" in lacks


def test_who_will_not_be_named_in_public_is_so_marked(book: Casebook) -> None:
    assert any("initials or a pseudonym" in one.text for one in sentences(written(book, Body.SPECIAL_PROCEDURES)))


def test_claims_nobody_accepted_keep_it_inside() -> None:
    made = casebook(accepted=False)
    allow_all(made, person_of(made))
    with pytest.raises(Withheld, match="nobody has checked"):
        written(made, Body.WGEID)


def test_other_persons_stand_withheld_also_in_quotes(book: Casebook) -> None:
    petition = written(book, Body.WGEID)
    everything = " ".join(
        (*(one.text for one in sentences(petition)), *(note.source.quote for note in petition.footnotes))
    )
    assert "Ryom" not in everything
    assert "[withheld]" in everything
    assert ONE.latin in everything


def test_facts_and_dates_stand_in_the_fields_that_ask_for_them(book: Casebook) -> None:
    told = draft(book, Body.WGAD).material
    assert [one.text for one in told["arrest_date"]] == ["4 August 2026"]
    assert [one.text for one in told["arrest_place"]] == ["Helong"]
    assert [one.text for one in told["family_name"]] == ["KWON"]
    assert [one.text for one in told["given_name"]] == ["Byeol-i (권별이)"]
    assert "handed over at the border at Tumen" in told["circumstances"][1].text


def test_articles_are_those_that_bound_each_state_on_the_day(book: Casebook) -> None:
    """As in the filing behind Opinion 37/2024: the Universal Declaration and CAT 3 (1) against China; the Covenant
    against the DPRK, which is no party to the Convention against Torture."""
    held = draft(book, Body.WGAD)
    assert provisions(held, "cn") == {
        DECLARATION: ["2", "3", "5", "6", "8", "9", "10", "13 (1) and (2)", "14 (1)"],
        "Convention against Torture": ["3 (1)"],
    }
    dprk = provisions(held, "kp")
    assert dprk[DECLARATION] == ["2", "3", "5", "6", "8", "9", "10", "11 (1)", "13 (1) and (2)", "14 (1)"]
    assert dprk[COVENANT][:3] == ["2 (1) and (3)", "7", "9 (1) to (4)"]
    assert {*dprk} == {DECLARATION, COVENANT}


def test_other_duties_of_a_state_stand_apart_with_the_day_they_began_to_bind_it(book: Casebook) -> None:
    told = [one.text for one in draft(book, Body.WGAD).material["duties"]]
    assert any("China: Convention relating to the Status of Refugees (1951), article" in one for one in told)
    assert any("since 23 December 1982" in one for one in told)
    assert not any("Democratic" in one and "Refugees" in one for one in told)


def test_categories_are_argued_against_each_state_and_asylum_only_where_it_was_sought(book: Casebook) -> None:
    assert grounds(draft(book, Body.WGAD)) == {"cn": ["I", "II", "III", "V"], "kp": ["I", "II", "III", "V"]}


def test_an_opinion_is_cited_from_the_day_it_was_adopted(book: Casebook) -> None:
    def cited(on: date) -> str:
        book.petitions._clock = lambda: datetime.combine(on, time(), UTC)
        return " ".join(one.text for one in draft(book, Body.WGAD).material["precedents"])

    assert "37/2024" in cited(date(2025, 1, 1))
    assert "37/2024" not in cited(date(2023, 12, 5))
    assert "54/2018" in cited(date(2023, 12, 5)) and "35/2013" in cited(date(2023, 12, 5))


def test_instruments_that_do_not_bind_are_told_with_why(book: Casebook) -> None:
    told = " ".join(one.text for one in draft(book, Body.WGAD).material["not_bound"])
    assert "signed on 5 October 1998, never ratified" in told


def test_the_urgent_procedure_ends_three_months_after_the_disappearance(book: Casebook) -> None:
    held = draft(book, Body.WGEID)
    assert held.deadline == date(2027, 1, 9)
    fresh = utc_now().date() <= date(2027, 1, 9)
    assert held.procedure is (Procedure.URGENT if fresh else Procedure.STANDARD)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 31), 3, date(2027, 3, 31)),
        (date(2026, 10, 9), 12, date(2027, 10, 9)),
    ],
)
def test_months_end_on_the_last_day_a_month_has(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then
    assert then - day > timedelta(days=28 * months)


def test_a_form_of_one_state_asks_for_one(book: Casebook) -> None:
    with pytest.raises(InputError, match="one form for each State"):
        draft(book, Body.WGEID, states=())


def test_a_required_field_nothing_is_told_for_names_the_screen_that_fills_it(book: Casebook) -> None:
    nobody = SUBMITTER.__class__(name="", follows_up=False)
    held = book.petitions.draft(person_of(book), Body.WGEID, submitter=nobody, by="Alice", states=("cn",))
    assert [(one.field, one.screen) for one in held.missing] == [("VI.1", "settings/"), ("VI.3", "settings/")]


def test_what_is_typed_is_printed_as_such_and_can_be_taken_back(book: Casebook) -> None:
    entry = book.petitions.answer(person_of(book), "warrant", "No warrant was shown.", by="Alice")
    (told,) = draft(book, Body.WGAD).material["warrant"]
    assert told.typed == "Alice"
    book.petitions.take_back(entry.number, by="Alice")
    assert "warrant" not in draft(book, Body.WGAD).material
    with pytest.raises(NotFound):
        book.petitions.take_back(entry.number, by="Alice")


@pytest.mark.parametrize(("key", "text"), [("warrant", ""), ("shoe_size", "None."), ("why_no_steps", "All 40 fear.")])
def test_nothing_no_form_asks_and_no_number_without_claims_is_typed(book: Casebook, key: str, text: str) -> None:
    with pytest.raises(InputError):
        book.petitions.answer(person_of(book), key, text, by="Alice")


def test_a_batch_for_one_event_writes_forms_letter_and_register(tmp_path: Path) -> None:
    people = [ONE, Someone("Maeng Do-hui", "맹도희"), Someone("Seok Ga-ram", "석가람")]
    made = casebook(people)
    for one in people[:2]:
        allow_all(made, person_of(made, one))
    event = next(one for one in made.cases.events() if one.act == "repatriated")
    batch = made.petitions.batch(Body.WGEID, submitter=SUBMITTER, by="Alice", event=event.id)
    assert len(batch.petitions) == 4
    assert [person for person, _ in batch.refused] == [made.cases.person(person_of(made, people[2])).id]
    entries = made.petitions.files(batch.petitions, tmp_path / "out", by="Alice")
    assert len(entries) == 4
    with (tmp_path / "out" / "register.csv").open(encoding="utf-8-sig", newline="") as lines:
        assert len(list(csv.DictReader(lines))) == 4
    letter = docx.Document(str(tmp_path / "out" / "letter.docx"))
    words = "\n".join(one.text for one in letter.paragraphs)
    assert "disappearances (4)" in words
    assert "서식 4건" in words
    assert "表格4份" in words
    assert len(list((tmp_path / "out").glob("*.pdf"))) == 4
    with pytest.raises(InputError, match="holds something"):
        made.petitions.files(batch.petitions, tmp_path / "out", by="Alice")


def test_each_government_is_a_consent_of_its_own_and_stands_as_a_sentence_of_its_own(book: Casebook) -> None:
    told = [one.text for one in draft(book, Body.SPECIAL_PROCEDURES).material["government_consent"]]
    assert ["China" in one for one in told] == [True, False]
    assert "Democratic People's Republic of Korea" in told[1]
    made = casebook()
    allow(made, person_of(made), "Special Procedures", "Government of the People's Republic of China")
    with pytest.raises(Withheld, match="named to the “Government of the Democratic People's Republic of Korea”"):
        written(made, Body.SPECIAL_PROCEDURES)


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 12, 1), "the urgent procedure is open until 9 January 2027"),
        (date(2027, 1, 10), "until 9 October 2027 the case may be dealt with between sessions"),
        (date(2027, 10, 10), "More than 12 months have passed"),
    ],
)
def test_the_clock_tells_which_procedure_is_open(book: Casebook, today: date, words: str) -> None:
    book.petitions._clock = lambda: datetime.combine(today, time(), UTC)
    (told,) = draft(book, Body.WGEID).material["clock"]
    assert words in told.text
    assert told.claims


def test_a_relative_who_submits_need_not_carry_news_but_an_organisation_must(book: Casebook) -> None:
    def missing(submitter: Submitter) -> list[str]:
        held = book.petitions.draft(person_of(book), Body.WGEID, submitter=submitter, by="Alice", states=("cn",))
        return [one.field for one in held.missing]

    aunt = Submitter(name="Ida Holm", relation="aunt", email="ida@example.org")
    assert missing(aunt) == []
    assert missing(replace(aunt, organisation="River Law Desk")) == ["VI.3"]


def test_files_hold_the_quotes_in_their_language_and_nothing_of_who_wrote_them(book: Casebook, tmp_path: Path) -> None:
    petition = written(book, Body.WGEID)
    (entry,) = book.petitions.files([petition], tmp_path / "out", by="Alice")
    assert isinstance(entry, PetitionWritten)
    word = (tmp_path / "out" / f"{petition.id}.docx").read_bytes()
    assert "인도됐다" in ZipFile(BytesIO(word)).read("word/footnotes.xml").decode()
    assert "KWON" in "\n".join(one.text for one in docx.Document(BytesIO(word)).paragraphs)
    assert not any(b"Alice" in ZipFile(BytesIO(word)).read(name) for name in ZipFile(BytesIO(word)).namelist())
    printed = pypdf.PdfReader(tmp_path / "out" / f"{petition.id}.pdf")
    text = "\n".join(page.extract_text() for page in printed.pages)
    assert "KWON" in text
    assert "인도됐다" in text
    assert "/Author" not in (printed.metadata or {})


def test_the_same_case_gives_the_same_files(book: Casebook, tmp_path: Path) -> None:
    petition = written(book, Body.WGAD)
    for folder in ("one", "two"):
        book.petitions.files([petition], tmp_path / folder, by="Alice")
    for suffix in ("docx", "pdf"):
        name = f"{petition.id}.{suffix}"
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_what_is_before_another_body_is_told_as_a_conflict(book: Casebook, tmp_path: Path) -> None:
    assert draft(book, Body.WGAD).conflicts == ()
    book.petitions.files([written(book, Body.WGEID)], tmp_path / "out", by="Alice")
    assert [one.body for one in draft(book, Body.WGAD).conflicts] == ["WGEID"]
    assert draft(book, Body.WGEID).conflicts == ()


def test_rules_nobody_has_checked_are_listed(book: Casebook) -> None:
    told = " ".join(written(book, Body.WGAD).unverified)
    assert "days the Government has to reply" in told
    assert "Opinion No. 37/2024" in told


def sent(book: Casebook, folder: Path, body: Body = Body.WGEID) -> None:
    """The petition to a body, written as a file."""
    book.petitions.files([written(book, body)], folder, by="Alice", forms=[FileForm.DOCX])


def test_a_case_before_another_body_is_held_until_somebody_says_why(book: Casebook, tmp_path: Path) -> None:
    sent(book, tmp_path / "one")
    (conflict,) = draft(book, Body.WGAD).conflicts
    assert conflict.body == "WGEID"
    with pytest.raises(Withheld, match=r"already before “WGEID” .*nobody has said why"):
        written(book, Body.WGAD)
    with pytest.raises(InputError, match="no reason"):
        book.petitions.despite(person_of(book), Body.WGAD, why=" ", by="Alice")
    given = book.petitions.despite(person_of(book), Body.WGAD, why="Detention is another question.", by="Alice")
    assert written(book, Body.WGAD)
    assert draft(book, Body.WGAD).conflicts == (conflict,)
    assert [one.why for one in book.petitions.reasons(person_of(book), Body.WGAD)] == [given.why]
    book.petitions.take_back(given.number, by="Bob")
    with pytest.raises(Withheld, match="nobody has said why"):
        written(book, Body.WGAD)


def test_a_reason_holds_for_one_body_and_for_conflicts_that_were_there(book: Casebook, tmp_path: Path) -> None:
    sent(book, tmp_path / "one")
    book.petitions.despite(person_of(book), Body.WGAD, why="Detention is another question.", by="Alice")
    with pytest.raises(Withheld, match="already before"):
        written(book, Body.SPECIAL_PROCEDURES)
    sent(book, tmp_path / "two", Body.WGAD)
    with pytest.raises(InputError, match="no other body has the case"):
        book.petitions.despite(person_of(book), Body.WGAD, why="Once more.", by="Alice")
    with pytest.raises(Withheld, match="already before “WGAD”"):
        written(book, Body.SPECIAL_PROCEDURES)


def test_what_was_written_and_never_sent_is_no_conflict(book: Casebook, tmp_path: Path) -> None:
    sent(book, tmp_path / "one")
    (entry,) = book.petitions.register()
    book.petitions.not_sent(entry.number, by="Alice", why="the family thought again")
    assert book.petitions.register() == []
    assert draft(book, Body.WGAD).conflicts == ()
    with pytest.raises(NotFound):
        book.petitions.not_sent(entry.number, by="Alice")


def test_a_batch_refuses_whose_case_another_body_has_unless_a_reason_is_given(tmp_path: Path) -> None:
    people = [ONE, Someone("Maeng Do-hui", "맹도희")]
    made = casebook(people)
    for one in people:
        allow_all(made, person_of(made, one))
    sent(made, tmp_path / "one")
    everybody = [person_of(made, one) for one in people]
    batch = made.petitions.batch(Body.WGAD, submitter=SUBMITTER, by="Alice", persons=everybody)
    assert [person for person, why in batch.refused if "already before" in why] == [everybody[0]]
    assert len(batch.petitions) == 1
    despite = made.petitions.batch(
        Body.WGAD, submitter=SUBMITTER, by="Alice", persons=everybody, despite="Another question."
    )
    assert despite.refused == ()
    assert [len(made.petitions.reasons(one)) for one in everybody] == [1, 0]


def test_a_batch_that_is_stopped_keeps_what_is_done_and_counts_the_rest(tmp_path: Path) -> None:
    people = [ONE, Someone("Maeng Do-hui", "맹도희"), Someone("Seok Ga-ram", "석가람")]
    made = casebook(people)
    for one in people:
        allow_all(made, person_of(made, one))
    asked = iter([False, True])
    everybody = [person_of(made, one) for one in people]
    batch = made.petitions.batch(
        Body.WGAD, submitter=SUBMITTER, by="Alice", persons=everybody, stop=lambda: next(asked)
    )
    assert (len(batch.petitions), batch.left) == (1, tuple(everybody[1:]))
    whole = made.petitions.batch(Body.WGAD, submitter=SUBMITTER, by="Alice", persons=everybody).petitions
    entries = made.petitions.files(whole, tmp_path / "x", by="Alice", forms=[FileForm.DOCX], stop=lambda: True)
    assert [one.petition for one in entries] == [whole[0].id]
    assert len((tmp_path / "x" / "register.csv").read_text("utf-8-sig").splitlines()) == 2


def test_who_submits_is_kept_once_for_all_forms(book: Casebook) -> None:
    assert not book.petitions.submitter().name
    book.petitions.keep_submitter(SUBMITTER, by="Alice")
    assert book.petitions.submitter() == SUBMITTER


def test_what_a_form_does_not_cite_of_a_treaty_stands_among_the_other_duties(book: Casebook) -> None:
    """The form cites the second paragraph of article 12 of the Covenant; internal exile is a matter of the first."""
    for claim in next(act for act in book.cases.acts() if act.day == RETURNED).claims:
        book.coding.code(claim, ["internal_exile"], by="Alice")
    held = draft(book, Body.WGAD, states=("kp",))
    assert provisions(held, "kp") == {}
    assert any("Civil and Political Rights (1966), article 12 (" in one.text for one in held.material["duties"])
