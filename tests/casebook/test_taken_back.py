"""After consent is taken back nothing of that person is handed out, however far the work on it had come."""

from pathlib import Path

import pytest

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.casebook.petition_files import FileForm
from chamsae.errors import Withheld
from chamsae.model.consent import Purpose
from chamsae.model.interview import Account, Passage, Voice
from chamsae.model.petition import Body, Petition
from chamsae.model.releasing import Chosen, Publication
from chamsae.protect.release import Audience
from tests.casebook.returned import SUBMITTER, allow_all, casebook, person_of
from tests.casebook.test_releasing import ALICE, BORA, allow, book, out, person
from tests.casebook.test_withdrawing import ALL, TOLD

WHY = "afraid for her sister"


class TakesBack:
    """Progress of long work, during which a person takes consent back."""

    def __init__(self, book: Casebook, person: str) -> None:
        self.book, self.person = book, person

    def start(self, total: int | None, label: str) -> None:
        """Nothing."""

    def step(self, name: str, note: str = "") -> None:
        """The moment."""
        self.book.withdrawal.take_back(self.person, by=ALICE, why=WHY)

    def finish(self) -> None:
        """Nothing."""


def petition(made: Casebook) -> Petition:
    draft = made.petitions.draft(person_of(made), Body.WGAD, submitter=SUBMITTER, by=ALICE)
    return made.petitions.write(draft, submitter=SUBMITTER)


def test_a_petition_made_before_is_not_written_after(tmp_path: Path) -> None:
    made = casebook()
    allow_all(made, person_of(made))
    ready = petition(made)
    made.withdrawal.take_back(person_of(made), by=ALICE, why=WHY)
    with pytest.raises(Withheld, match="taken back"):
        made.petitions.files([ready], tmp_path / "out", by=ALICE)
    assert not (tmp_path / "out").exists() and made.petitions.register() == []
    with pytest.raises(Withheld):
        petition(made)


def test_a_petition_being_written_while_consent_is_taken_back_is_not_handed_out(tmp_path: Path) -> None:
    made = casebook()
    allow_all(made, person_of(made))
    ready, during = petition(made), TakesBack(made, person_of(made))
    with pytest.raises(Withheld, match="taken back"):
        made.petitions.files([ready], tmp_path / "out", by=ALICE, forms=[FileForm.DOCX], progress=during)
    assert not (tmp_path / "out").exists() and made.petitions.register() == []


def published_case() -> tuple[Casebook, Publication]:
    made = book()
    allow(made, Purpose.ANONYMISED)
    return made, out(made, Chosen(cases=(person(made),)))


def test_what_left_is_kept_but_handed_out_no_more(tmp_path: Path) -> None:
    made, left = published_case()
    made.release.hand_over(left.subject, tmp_path / "before.zip", by=ALICE)
    done = made.withdrawal.take_back(person(made), by=ALICE, why=WHY)
    assert {"release", "report"} <= {one.action for one in done.left}
    for give in (
        lambda: made.release.write(left.subject, tmp_path / "out", by=ALICE),
        lambda: made.release.hand_over(left.subject, tmp_path / "after.zip", by=ALICE),
        lambda: made.release.packed(left.subject, by=ALICE),
        lambda: made.release.wrote(left.subject, by=ALICE),
    ):
        with pytest.raises(Withheld, match="taken consent back"):
            give()
    assert [one.name for one in tmp_path.iterdir()] == ["before.zip"]
    assert made.release.files(left.subject) and made.release.published() == [left]
    assert [one.action for one in made.withdrawal.left(person(made))] == [one.action for one in done.left][::-1]


def test_given_again_it_is_handed_out_again(tmp_path: Path) -> None:
    made, left = published_case()
    made.withdrawal.take_back(person(made), by=ALICE, why=WHY)
    allow(made, Purpose.ANONYMISED)
    assert made.release.write(left.subject, tmp_path / "out", by=ALICE)


def test_a_release_begun_and_signed_before_does_not_leave_after() -> None:
    made = book()
    allow(made, Purpose.ANONYMISED)
    draft = made.release.draft("Cases", Chosen(cases=(person(made),)), audience=Audience.PUBLIC, by=ALICE)
    made.release.sign(draft.subject, by=BORA)
    done = made.withdrawal.take_back(person(made), by=ALICE, why=WHY)
    assert [one.subject for one in done.drafts] == [draft.subject]
    for give in (made.release.sign, made.release.release):
        with pytest.raises(Withheld, match="consent"):
            give(draft.subject, by=ALICE)
    assert not made.release.prepared(draft.subject).package.cases and made.release.published() == []


def witness(made: Casebook) -> tuple[str, Account]:
    held = made.interviews.begin(language="ko", by=ALICE)
    made.interviews.consent(held.subject, ALL, TOLD, by=ALICE)
    text = "저는 2011년 3월 3일 투먼에서 북송되었습니다."
    made.interviews.save(held.subject, [Passage(voice=Voice.WITNESS, text=text)], base=0, by=ALICE)
    return held.witness, made.interviews.finish(held.subject, by=ALICE)


def test_no_redacted_copy_is_made_of_the_testimony() -> None:
    with chamsae.in_memory() as made:
        code, account = witness(made)
        document = account.parts[0].document
        assert document is not None and made.redact.text(document, by=ALICE).data
        made.withdrawal.take_back(code, by=ALICE, why=WHY)
        copies = made.redact.copies()
        with pytest.raises(Withheld, match="taken consent back"):
            made.redact.text(document, by=ALICE)
        assert made.redact.copies() == copies
