"""Family tracing: rival news side by side, matches only offered, every look logged."""

from collections.abc import Iterator
from io import BytesIO

import pytest

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.errors import InputError, NotFound
from chamsae.model.claim import Detail
from chamsae.model.consent import Answer, Circumstances, Decision
from chamsae.model.interview import Basis
from chamsae.model.judgement import Verdict
from chamsae.model.watch import Fate, Step

LETTER = "국경일보\n\n김선향 씨는 2010년 10월 13일 옌지에서 체포되었다. 박나리 씨는 풀려났다.\n"


@pytest.fixture
def book() -> Iterator[Casebook]:
    with chamsae.in_memory() as one:
        yield one


def sought(book: Casebook) -> str:
    return book.tracing.seek(
        "김선향", seeker="her sister", relation="younger sister", last_known="Yanji, 2010", share=Answer.YES,
        circumstances=Circumstances(risks="The search can be noticed."), by="Alice",
    ).subject  # fmt: skip


def test_a_request_is_a_hashed_note_with_the_name_as_a_claim(book: Casebook) -> None:
    case = book.tracing.look(sought(book), by="Alice")
    claim = book.store.claim(case.request.claim)
    assert claim.trigger.exact == "김선향"
    assert book.objects.check(book.store.document(claim.document).sha256)
    assert case.consent and case.consent.decision is Decision.GIVEN
    assert case.fates == frozenset()


def test_rival_news_stands_side_by_side_with_its_words_and_none_is_chosen(book: Casebook) -> None:
    id = sought(book)
    book.tracing.report(id, Fate.DEAD, "She died in Kaechon in 2013.", who="a cellmate", basis=Basis.HEARD, by="Alice")
    alive = book.tracing.report(id, Fate.ALIVE, "I met her in Musan in 2015.", who="a trader", by="Alice")
    case = book.tracing.look(id, by="Alice")
    assert case.fates == {Fate.DEAD, Fate.ALIVE}
    assert [one.claim.quote.exact for one in case.reports] == [
        "She died in Kaechon in 2013.", "I met her in Musan in 2015.",
    ]  # fmt: skip
    values = [one.claim.value for one in case.reports]
    assert [(one.field, one.code) for one in values if isinstance(one, Detail)] == [
        ("status", "dead"), ("status", "alive"),
    ]  # fmt: skip
    book.tracing.unreport(id, alive.number, by="Alice")
    assert book.tracing.look(id, by="Alice").fates == {Fate.DEAD}
    with pytest.raises(NotFound):
        book.tracing.unreport(id, alive.number, by="Alice")


def test_news_whose_claim_was_rejected_says_nothing(book: Casebook) -> None:
    id = sought(book)
    news = book.tracing.report(id, Fate.DEAD, "She died.", who="a rumour", by="Alice")
    book.review.judge(news.claim, Verdict.REJECTED, by="Bo")
    assert book.tracing.look(id, by="Alice").fates == frozenset()


def test_matches_are_offered_and_never_joined(book: Casebook) -> None:
    book.archive.add_bytes(BytesIO(LETTER.encode()), "news.txt", by="Alice")
    book.read.run(by="Alice")
    id = sought(book)
    assert book.tracing.matches(id) is None
    book.link.run(by="Alice")
    (match,) = book.tracing.matches(id) or []
    assert match.record.names[0] == "김선향"
    assert all(len(one.records) == 1 for one in book.link.entities())
    step = book.tracing.step(id, Step.DISMISSED, record=match.record.id, why="Another age.", by="Alice")
    assert [one.step for one in book.tracing.matches(id) or []] == [Step.DISMISSED]
    book.tracing.unstep(id, step.number, by="Alice")
    assert [one.step for one in book.tracing.matches(id) or []] == [None]


def test_every_look_at_an_answer_is_logged(book: Casebook) -> None:
    id = sought(book)
    book.tracing.look(id, by="Bo")
    last = book.store.last_log()
    assert last and (last.action, last.subject) == ("look", id)


def test_telling_needs_whom_and_a_ground_and_a_closed_request_can_be_opened_again(book: Casebook) -> None:
    id = sought(book)
    with pytest.raises(InputError, match="who was told"):
        book.tracing.step(id, Step.TOLD, why="They asked.", by="Alice")
    with pytest.raises(InputError, match="ground"):
        book.tracing.step(id, Step.TOLD, to="the sister", why="", by="Alice")
    with pytest.raises(InputError, match="so already"):
        book.tracing.step(id, Step.REOPENED, why="Open.", by="Alice")
    book.tracing.step(id, Step.CLOSED, why="The family asked us to stop.", by="Alice")
    assert not book.tracing.all()[0].is_open
    book.tracing.step(id, Step.REOPENED, why="New word.", by="Alice")
    assert book.tracing.all()[0].is_open


def test_what_the_seeker_answers_later_stands(book: Casebook) -> None:
    id = sought(book)
    book.tracing.share(id, Answer.NO, Circumstances(), by="Alice")
    consent = book.tracing.look(id, by="Alice").consent
    assert consent and consent.decision is Decision.REFUSED


def test_a_request_says_who_seeks_whom(book: Casebook) -> None:
    for name, seeker in ((" ", "x"), ("x", "")):
        with pytest.raises(InputError):
            book.tracing.seek(name, seeker=seeker, by="Alice")
    with pytest.raises(NotFound):
        book.tracing.look("t0", by="Alice")
    assert list(book.store.documents()) == []
