"""Letters drafted from the case: facts with their quotes, third persons hidden, nothing without consent."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from chamsae.casebook.appeal_letters import LetterForm
from chamsae.casebook.book import Casebook
from chamsae.errors import InputError, Withheld
from chamsae.model.appeal import Addressee, AddresseeKind, LetterWritten
from chamsae.model.consent import Purpose
from chamsae.text.appeals import letter_form
from tests.casebook.returned import ONE, SUBMITTER, Someone, casebook, person_of
from tests.casebook.test_appeals import MEMBER, MINISTRY, allow, begun

TWO = Someone("Ok Haneul", "옥하늘")
COMMITTEE = Addressee(kind=AddresseeKind.COMMITTEE, name="Committee on Harbours {1}", address="2 Quay Street")


@pytest.fixture
def book() -> Iterator[Casebook]:
    with casebook() as made:
        allow(made, MINISTRY.name, MEMBER.name, COMMITTEE.name)
        yield made


def text_of(folder: Path) -> str:
    return next(one for one in folder.glob("p*.txt")).read_text("utf-8")


@pytest.mark.parametrize("to", [MINISTRY, MEMBER, COMMITTEE])
def test_a_letter_tells_the_facts_with_their_quotes_and_a_cover_in_three_languages(
    book: Casebook, tmp_path: Path, to: Addressee
) -> None:
    code = book.appeals.new(
        [person_of(book)], to, requester="her cousin", sender="River Law Desk", by="Alice", asks="Ask where she is."
    ).subject  # fmt: skip
    (made,) = book.appeals.letters.write(code, tmp_path / "out", submitter=SUBMITTER, by="Alice")
    assert book.appeals.letters.written(code) == [made] and len(made.files) == 3
    assert sorted(one.name for one in (tmp_path / "out").iterdir()) == sorted(
        ["letter.docx", "letter.txt", *(f"{made.letter}.{kind.value}" for kind in LetterForm)]
    )
    told = text_of(tmp_path / "out")
    for words in ("KWON", "4 August 2026", "handed over at the border at Tumen", "Ask where she is.", to.name, "[1] “"):
        assert words in told
    assert "Ryom" not in told and "cousin [withheld]" in told
    assert "her cousin" not in told.replace("Her cousin", "")
    cover = (tmp_path / "out" / "letter.txt").read_text("utf-8")
    assert f"To {to.name}." in cover and f"{to.name} 귀" in cover and f"致{to.name}" in cover and "Ida Holm" in cover
    assert ONE.latin not in cover
    pages = pypdf.PdfReader(BytesIO((tmp_path / "out" / f"{made.letter}.pdf").read_bytes())).pages
    assert "Tumen" in " ".join(page.extract_text() for page in pages)


def test_without_consent_or_with_claims_unchecked_no_letter_is_written(tmp_path: Path) -> None:
    with casebook() as book:
        code = begun(book)
        with pytest.raises(Withheld, match=rf"consent of {person_of(book)} \(name\) towards “{MINISTRY.name}”: nobody"):
            book.appeals.letters.write(code, tmp_path / "out", submitter=SUBMITTER, by="Alice")
    with casebook(accepted=False) as book:
        allow(book, MINISTRY.name)
        code = begun(book)
        with pytest.raises(Withheld, match="nobody has checked"):
            book.appeals.letters.write(code, tmp_path / "out", submitter=SUBMITTER, by="Alice")
    assert not (tmp_path / "out").exists()
    assert list(book.store.entries(LetterWritten)) == []


def test_a_letter_is_no_proceeding_and_stands_in_the_way_of_none(book: Casebook, tmp_path: Path) -> None:
    (draft,) = book.appeals.letters.drafts(begun(book), submitter=SUBMITTER, by="Alice")
    assert draft.conflicts == () and draft.lacks == ()
    assert [one.field for one in draft.missing] == ["4.1"]
    assert book.petitions.register() == []


def test_only_the_files_asked_for_are_written_and_never_over_others(book: Casebook, tmp_path: Path) -> None:
    code = begun(book)
    letters = book.appeals.letters
    letters.write(code, tmp_path / "out", submitter=SUBMITTER, by="Alice", forms=[LetterForm.TEXT])
    assert {one.suffix for one in (tmp_path / "out").iterdir()} == {".txt"}
    with pytest.raises(InputError, match="holds something"):
        letters.write(code, tmp_path / "out", submitter=SUBMITTER, by="Alice")


def test_a_number_typed_into_what_is_asked_is_refused(book: Casebook) -> None:
    with pytest.raises(InputError, match="a number is typed"):
        book.appeals.new([person_of(book)], MEMBER, requester="x", sender="y", by="Alice", asks="Free all 40 of them.")


def test_letters_written_for_several_are_told_when_one_takes_consent_back(tmp_path: Path) -> None:
    book = casebook([ONE, TWO])
    for one in (ONE, TWO):
        allow(book, MINISTRY.name, who=person_of(book, one))
    code = book.appeals.new(
        [person_of(book), person_of(book, TWO)], MINISTRY, requester="an aunt", sender="River Law Desk", by="Alice"
    ).subject  # fmt: skip
    book.appeals.letters.write(code, tmp_path / "out", submitter=SUBMITTER, by="Alice", forms=[LetterForm.TEXT])
    assert len(list((tmp_path / "out").glob("p*.txt"))) == 2
    left = [one for one in book.withdrawal.left(person_of(book)) if one.action == "appeal"]
    assert [(one.subject, one.to) for one in left] == [(code, MINISTRY.name)]


def test_a_letter_asks_for_the_purpose_of_its_appeal(book: Casebook) -> None:
    code = book.appeals.new(
        [person_of(book)], MINISTRY, requester="her cousin", sender="River Law Desk", by="Alice",
        purpose=Purpose.TRACING,
    ).subject  # fmt: skip
    (draft,) = book.appeals.letters.drafts(code, submitter=SUBMITTER, by="Alice")
    assert [one.because for one in draft.lacks] == ["it was not answered"]


def test_consent_to_be_told_of_without_a_name_gives_no_letter_that_names(book: Casebook) -> None:
    code = book.appeals.new(
        [person_of(book)], MINISTRY, requester="her cousin", sender="River Law Desk", by="Alice",
        purpose=Purpose.ANONYMISED,
    ).subject  # fmt: skip
    with pytest.raises(InputError, match="asks no consent to that"):
        book.appeals.letters.drafts(code, submitter=SUBMITTER, by="Alice")


@pytest.mark.parametrize("kind", [one for one in AddresseeKind if one is not AddresseeKind.MECHANISM])
def test_each_kind_of_addressee_has_its_own_cover_in_three_languages(kind: AddresseeKind) -> None:
    cover = letter_form(Addressee(kind=kind, name="The Harbour Board")).cover
    assert set(cover) == {"en", "ko", "zh"}
    assert all("The Harbour Board" in one.format(count=1, deadline="") for one in cover.values())
