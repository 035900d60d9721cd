"""The register of statements of a casebook, its filters, its table, and translations people write down."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.casebook.statements import COLUMNS, table
from chamsae.errors import InputError, NotFound
from chamsae.model.claim import ClaimKind
from chamsae.model.stance import Position

ENGLISH = (
    "Northern Light News\nPublished: 16 October 2023\n\n"
    "Some 300 North Koreans were repatriated from China on 11 October, activists say. China's foreign ministry"
    " spokesperson Mao Ning told a regular press conference on 13 October that there are no so-called defectors in"
    " China. “They were beaten on the bridge,” said Han Bora, who saw it.\n"
)
KOREAN = (
    "북녘소식\n2023년 10월 18일\n\n"
    '통일부 구병삼 대변인은 17일 정례브리핑에서 "다수의 북한 주민이 북송된 것은 사실로 보인다"고 말했다.\n'
)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Casebook]:
    for name, text in (("one.txt", ENGLISH), ("two.txt", KOREAN), ("copy.txt", ENGLISH + "\nShared by a reader.\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    with chamsae.in_memory() as opened:
        opened.archive.add([tmp_path / "one.txt", tmp_path / "two.txt"], by="Alice")
        opened.read.run(by="Alice")
        yield opened


def test_a_statement_stands_with_speaker_office_body_day_occasion_and_topics(book: Casebook) -> None:
    (denial,) = book.statements.register(government="cn")
    assert denial.speaker == "Mao Ning"
    assert denial.capacity == "China's foreign ministry spokesperson"
    assert (denial.government, denial.body) == ("cn", "cn-mfa")
    assert denial.day == date(2023, 10, 13)
    assert denial.occasion == "told a regular press conference"
    assert "status" in denial.topics
    assert [stance.position for stance in denial.stances] == [Position.DENIES]


def test_the_register_is_asked_by_government_day_and_topic(book: Casebook) -> None:
    every = book.statements.register()
    assert {one.government for one in every} >= {"cn", "kr", None}
    assert [one.day for one in every] == sorted((one.day for one in every if one.day), reverse=True)
    assert {one.government for one in book.statements.register(government="any")} == {"cn", "kr"}
    assert {one.government for one in book.statements.register(since=date(2023, 10, 17))} == {"kr"}
    assert all("status" in one.topics for one in book.statements.register(topic="status"))
    assert book.statements.register(government="kp") == []


def test_a_translation_is_written_down_replaced_and_taken_back(book: Casebook) -> None:
    (said,) = book.statements.register(government="kr")
    first = book.statements.translate(said.claim, "en", "It appears to be true that many were sent back.", by="Alice")
    book.statements.translate(said.claim, "zh", "似乎属实。", by="보라")
    second = book.statements.translate(said.claim, "en", "That many were returned appears true.", by="Bora")
    assert _told(book) == {("en", "That many were returned appears true.", "Bora"), ("zh", "似乎属实。", "보라")}
    book.statements.take_back(second.number, by="Alice")
    assert ("en", first.text, "Alice") in _told(book)
    assert [entry.action for entry in book.store.log()].count("translate") == 4


def _told(book: Casebook) -> set[tuple[str, str, str | None]]:
    (said,) = book.statements.register(government="kr")
    return {(one.language, one.text, one.by) for one in said.renderings}


def test_only_statements_are_translated_and_only_with_words(book: Casebook) -> None:
    figure = next(claim.id for claim in book.store.claims(kind=ClaimKind.FIGURE))
    (said,) = book.statements.register(government="kr")
    with pytest.raises(InputError, match="only statements"):
        book.statements.translate(figure, "en", "x", by="Alice")
    with pytest.raises(InputError, match="words"):
        book.statements.translate(said.claim, "en", "  ", by="Alice")
    with pytest.raises(NotFound):
        book.statements.translate("c0", "en", "x", by="Alice")
    with pytest.raises(NotFound):
        book.statements.take_back(7, by="Alice")


def test_what_a_copy_repeats_stands_once_and_says_where_it_is_repeated(book: Casebook, tmp_path: Path) -> None:
    book.archive.add([tmp_path / "copy.txt"], by="Alice")
    book.read.run(by="Alice")
    (denial,) = book.statements.register(government="cn")
    assert len(denial.repeated) == 1


def test_the_table_has_a_line_for_each_statement_and_no_formula(book: Casebook) -> None:
    (said,) = book.statements.register(government="kr")
    book.statements.translate(said.claim, "en", "=1+1", by="Alice")
    rows = list(csv.reader(io.StringIO(table(book.statements.register()))))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == 1 + len(book.statements.register())
    assert not any(cell.startswith("=") for row in rows for cell in row)


def test_a_rejected_statement_is_not_in_the_register(book: Casebook) -> None:
    from chamsae.model.judgement import Verdict

    (denial,) = book.statements.register(government="cn")
    book.review.judge(denial.claim, Verdict.REJECTED, by="Alice", why="nobody said so")
    assert book.statements.register(government="cn") == []
