"""A UPR submission takes its numbers from settled figures of a release, counts its words, and names what is empty."""

from pathlib import Path

import pytest

from chamsae.casebook.book import Casebook
from chamsae.casebook.petition_files import FileForm
from chamsae.errors import InputError
from chamsae.model.filing import Recommendation, Submission
from chamsae.model.petition import Petition, Submitter
from chamsae.protect.release import Audience
from tests.casebook.made import with_figure

DESK = Submitter(name="Ida Holm", organisation="River Law Desk", email="desk@example.org")


def settled() -> tuple[Casebook, str]:
    book, _ = with_figure()
    book.reconcile.refresh(by="Alice")
    (group,) = book.store.groups()
    book.reconcile.settle(group.id, 41, 50, reason="One count by one group.", by="Alice")
    return book, next(iter(book.store.groups())).id


def submitted(book: Casebook, told: Submission) -> Petition:
    release = book.protect.release(title="UPR", audience=Audience.INTERNAL, by="Alice")
    return book.petitions.write(book.petitions.stakeholder(release, told, submitter=DESK), submitter=DESK)


def texts(petition: Petition) -> list[str]:
    return [one.text for section in petition.sections for field in section.fields for one in field.sentences]


def test_a_recommendation_is_answered_by_figures_with_their_quotes() -> None:
    book, figure = settled()
    asked = Recommendation(symbol="A/HRC/1/2, 3.4", text="Stop returns.", position="noted", figures=(figure,))
    told = Submission(state="cn", keywords=("forced return",), summary=("Returns go on.",), recommendations=(asked,))
    petition = submitted(book, told)
    assert petition.missing == ()
    assert any("41" in one and "independent sources: 1" in one for one in texts(petition))
    assert "more than 40" in petition.footnotes[0].source.quote
    assert petition.most_words == 2815
    assert 0 < petition.words < 2815


def test_a_coalition_may_write_twice_as_much() -> None:
    book, _ = settled()
    assert submitted(book, Submission(state="cn", partners=("Hill Watch",))).most_words == 5630


def test_it_is_written_as_word_only_for_the_secretariat_takes_no_pdf(tmp_path: Path) -> None:
    book, _ = settled()
    made = submitted(book, Submission(state="cn"))
    book.petitions.files([made], tmp_path / "out", by="Alice")
    assert {one.name for one in (tmp_path / "out").iterdir()} == {f"{made.id}.docx", "letter.docx", "register.csv"}
    with pytest.raises(InputError, match="takes DOCX only"):
        book.petitions.files([made], tmp_path / "again", by="Alice", forms=[FileForm.PDF])
    assert not (tmp_path / "again").exists()


def test_the_cover_is_not_counted_and_a_figure_is_told_once() -> None:
    book, figure = settled()
    asked = Recommendation(symbol="A/HRC/1/2, 3.4", text="Stop returns.", position="noted", figures=(figure,))
    alone = submitted(book, Submission(state="cn", recommendations=(asked,)))
    named = submitted(book, Submission(state="cn", recommendations=(asked,), keywords=("forced return", "asylum")))
    assert alone.words == named.words
    assert sum("41" in one for one in texts(alone)) == 1
    assert (alone.most_pages, submitted(book, Submission(state="cn", partners=("Hill Watch",))).most_pages) == (5, 10)


def test_what_is_empty_is_told() -> None:
    book, _ = settled()
    assert [one.field for one in submitted(book, Submission(state="cn")).missing] == ["A.2", "B.1", "C.1"]


def test_no_number_is_typed_and_no_figure_invented() -> None:
    book, _ = settled()
    with pytest.raises(InputError, match="a number is typed"):
        submitted(book, Submission(state="cn", summary=("About 600 people were returned.",)))
    wrong = Recommendation(symbol="x", text="y", position="noted", figures=("f0",))
    with pytest.raises(InputError, match="no settled figure"):
        submitted(book, Submission(state="cn", recommendations=(wrong,)))
