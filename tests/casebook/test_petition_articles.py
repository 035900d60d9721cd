"""Lawyers strike out and add articles, each with a reason; what did not bind the State on the day cannot be added."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest

from chamsae.casebook.book import Casebook
from chamsae.casebook.petition_files import FileForm
from chamsae.casebook.review import Saying
from chamsae.errors import InputError, NotFound, Withheld
from chamsae.model.petition import Body, Draft, Petition
from chamsae.model.provision import ArticleAct
from chamsae.model.when import Precision, When
from tests.casebook.returned import (
    COVENANT,
    DECLARATION,
    RETURNED,
    SUBMITTER,
    allow_all,
    casebook,
    person_of,
    provisions,
)

WHY = "The file tells of no search."


@pytest.fixture
def book() -> Casebook:
    made = casebook()
    allow_all(made, person_of(made))
    return made


def draft(book: Casebook, *states: str) -> Draft:
    return book.petitions.draft(person_of(book), Body.WGAD, submitter=SUBMITTER, by="Alice", states=states)


def written(book: Casebook) -> Petition:
    return book.petitions.write(draft(book), submitter=SUBMITTER)


def strike(book: Casebook, state: str, treaty: str, article: str, why: str = WHY) -> int:
    done = book.petitions.articles.strike(person_of(book), Body.WGAD, state, treaty, article, why=why, by="Alice")
    return done.number


def add(book: Casebook, state: str, treaty: str, article: str, *, why: str = WHY, claims: tuple[str, ...] = ()) -> int:
    done = book.petitions.articles.add(
        person_of(book), Body.WGAD, state, treaty, article, why=why, by="Alice", claims=claims
    )
    return done.number


def test_each_article_comes_with_the_acts_it_rests_on_and_the_day_it_began_to_bind(book: Casebook) -> None:
    (torture,) = [one for one in draft(book).provisions if one.key == ("cn", "cat", "3 (1)")]
    assert torture.since == date(1988, 11, 3)
    assert {act.when and act.when.start for act in torture.acts} == {RETURNED}
    assert {act.violation for act in torture.acts} == {"handover"}
    declared = [one for one in draft(book).provisions if one.treaty == "udhr" and one.state == "cn"]
    assert [one.article for one in declared] == provisions(draft(book), "cn")[DECLARATION]
    assert all(one.since is None and one.acts for one in declared)


def test_a_struck_article_is_gone_until_that_is_taken_back(book: Casebook) -> None:
    whole = provisions(draft(book), "cn")[DECLARATION]
    number = strike(book, "cn", "udhr", "6")
    assert provisions(draft(book), "cn")[DECLARATION] == [one for one in whole if one != "6"]
    assert "6" in provisions(draft(book), "kp")[DECLARATION]
    (held,) = [one for one in draft(book).provisions if not one.stands]
    assert held.choice and (held.choice.by, held.choice.why) == ("Alice", WHY)
    book.petitions.articles.take_back(number, by="Bob")
    assert provisions(draft(book), "cn")[DECLARATION] == whole
    with pytest.raises(NotFound):
        book.petitions.articles.take_back(number, by="Bob")


def test_the_last_article_of_an_instrument_struck_takes_the_instrument_along(book: Casebook) -> None:
    strike(book, "cn", "cat", "3 (1)")
    assert {*provisions(draft(book), "cn")} == {DECLARATION}


def test_another_duty_can_be_struck_too(book: Casebook) -> None:
    (duty,) = [one for one in draft(book).provisions if one.key == ("cn", "refugee-convention", "33")]
    strike(book, *duty.key)
    assert not any("article 33" in one.text or " 33" in one.text for one in draft(book).material["duties"])


def test_an_added_article_stands_as_the_submitters_word_on_the_acts_of_the_state(book: Casebook) -> None:
    add(book, "kp", "iccpr", "17", why="Her letters were opened.")
    (told,) = [one for one in draft(book).material["articles"] if one.typed]
    assert told.text == f"The Democratic People's Republic of Korea: {COVENANT}, article 17."
    assert told.claims
    assert "17" not in " ".join(one.text for one in draft(book, "cn").material["articles"])


def test_an_added_article_may_rest_on_some_acts_alone(book: Casebook) -> None:
    arrest = next(act for act in book.cases.acts() if act.violation == "arrest")
    add(book, "cn", "consular", "36", claims=arrest.claims)
    (held,) = [one for one in draft(book).provisions if one.act is ArticleAct.ADDED]
    assert [act.id for act in held.acts] == [arrest.id]
    with pytest.raises(InputError, match="no act is told"):
        add(book, "cn", "cat", "2", claims=("c-of-nothing",))


@pytest.mark.parametrize(
    ("state", "treaty", "why"),
    [
        ("kp", "cat", r"did not bind the Democratic People's Republic of Korea on 9 October 2026"),
        ("cn", "iccpr", r"did not bind the People's Republic of China on 9 October 2026: signed on 5 October 1998"),
        ("ru", "cat", "no act is told for which the Russian Federation answers"),
    ],
)
def test_an_article_that_did_not_bind_the_state_on_that_day_cannot_be_added(
    book: Casebook, state: str, treaty: str, why: str
) -> None:
    with pytest.raises(InputError, match=why):
        add(book, state, treaty, "14")
    assert book.petitions.articles.chosen(person_of(book), Body.WGAD, by="Alice") == []


@pytest.mark.parametrize("article", ["", "nine", "9; DROP", "1234", "9 (1) and", "<b>9</b>"])
def test_what_is_no_number_of_an_article_is_not_added(book: Casebook, article: str) -> None:
    with pytest.raises(InputError, match="no number of an article"):
        add(book, "kp", "iccpr", article)


@pytest.mark.parametrize("article", ["17", "13 (1)", "13 (1) and (2)", "9 (1) to (4)", "1A", "IV"])
def test_numbers_are_written_as_treaties_have_them(book: Casebook, article: str) -> None:
    add(book, "kp", "crc", article)
    assert any(f"article {article}." in one.text for one in draft(book).material["articles"])


def test_nothing_is_chosen_twice_or_without_a_reason_or_where_no_articles_are_asked(book: Casebook) -> None:
    person = person_of(book)
    strike(book, "cn", "udhr", "6")
    for treaty, article, why in (("udhr", "6", WHY), ("udhr", "9", " "), ("udhr", "30", WHY)):
        with pytest.raises(InputError):
            strike(book, "cn", treaty, article, why)
    for treaty, article, why in (
        ("udhr", "6", WHY),
        ("udhr", "9", WHY),
        ("udhr", "12", " "),
        ("magna-carta", "39", WHY),
    ):
        with pytest.raises(InputError):
            add(book, "cn", treaty, article, why=why)
    with pytest.raises(InputError, match="WGEID names no articles"):
        book.petitions.articles.add(person, Body.WGEID, "cn", "udhr", "12", why=WHY, by="Alice")
    assert len(book.petitions.articles.chosen(person, Body.WGAD, by="Alice")) == 1


def test_an_added_article_keeps_the_petition_inside_once_its_acts_no_longer_fit(book: Casebook) -> None:
    number = add(book, "cn", "consular", "36")
    assert written(book)
    dated(book, When.day(date(1970, 1, 1), "1 January 1970"))
    because = rf"added article .*article 36” \(entry {number}\): no act it rests on is told any more"
    with pytest.raises(Withheld, match=because):
        written(book)
    book.petitions.articles.take_back(number, by="Alice")
    assert not [one for one in draft(book).lacks if "added article" in one.what]


def test_the_record_of_a_petition_says_what_was_struck_and_added_and_why(book: Casebook, tmp_path: Path) -> None:
    struck, more = strike(book, "cn", "udhr", "6", "Ryom Dal-ho said so."), add(book, "kp", "iccpr", "17")
    made = written(book)
    assert [one.entry for one in made.chosen] == [struck, more]
    (entry,) = book.petitions.files([made], tmp_path / "out", by="Alice", forms=[FileForm.DOCX])
    assert entry.choices == (struck, more)
    assert [one.choices for one in book.petitions.register()] == [(struck, more)]
    page = "\n".join(one.text for one in docx.Document(str(tmp_path / "out" / f"{made.id}.docx")).paragraphs)
    kept = page[page.index("take this page off") :]
    assert f"Struck out: the People's Republic of China: {DECLARATION}, article 6. Reason: [withheld] said so." in kept
    assert f"Added: the Democratic People's Republic of Korea: {COVENANT}, article 17. Reason: {WHY}" in kept
    assert "Alice" not in page and "Ryom" not in page


def test_the_same_choices_give_the_same_petition(book: Casebook) -> None:
    now = book.clock()
    book.petitions._clock = lambda: now
    before = written(book).id
    number = strike(book, "cn", "udhr", "6")
    after = written(book).id
    assert after == written(book).id != before
    book.petitions.articles.take_back(number, by="Alice")
    assert written(book).id == before


def test_law_binds_by_the_first_day_on_which_an_act_may_have_happened(book: Casebook) -> None:
    """A return told for 1988 alone may lie before November, when the Convention against Torture bound China."""
    year = When(start=date(1988, 1, 1), end=date(1988, 12, 31), precision=Precision.YEAR, text="1988")
    dated(book, year)
    assert {*provisions(draft(book), "cn")} == {DECLARATION}
    dated(book, When.day(date(1988, 12, 31), "31 December 1988"))
    assert {*provisions(draft(book), "cn")} == {DECLARATION, "Convention against Torture"}


def dated(book: Casebook, when: When) -> None:
    """Correct the time of every act."""
    for claim in [claim for act in book.cases.acts() for claim in act.claims]:
        book.review.edit(claim, by="Alice", saying=replace(Saying.of(book.store.claim(claim)), when=when))


def test_a_state_with_no_part_in_a_return_does_not_answer_for_it(book: Casebook) -> None:
    held = draft(book, "ru", "kp")
    assert provisions(held, "ru") == {}
    assert draft(book).states == ("cn", "kp")
