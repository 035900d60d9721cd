"""What an import says of files, rows and cells: in each language of the screens, with its numbers and days."""

import re
from datetime import date

import pytest
from django.test import Client
from django.utils.translation import override

from chamsae.casebook.book import Casebook
from chamsae.read.sheet.notes import ENGLISH, Fault, Said, english, note
from chamsae.web import notes
from tests.web.test_importing import taken, upload

HANGUL, HAN = re.compile(r"[가-힣]"), re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize("said", list(Said))
def test_each_sentence_stands_in_each_language_with_all_its_particulars(said: Said) -> None:
    one, *_ = given = [ENGLISH[said]] if isinstance(ENGLISH[said], str) else list(ENGLISH[said])
    names = set(re.findall(r"%\((\w+)\)s", str(one)))
    told = note(said, **{name: 7 if name == "many" else f"<{name}>" for name in sorted(names)})
    assert given
    for tongue, letters in (("ko", HANGUL), ("zh-hans", HAN)):
        with override(tongue):
            words = notes.words(told)
        assert letters.search(words), f"{said} in {tongue}: {words}"
        assert all(("7" if name == "many" else f"<{name}>") in words for name in names)
    with override("en"):
        assert notes.words(told) == english(told)


def test_one_and_many_are_told_apart_and_large_numbers_are_marked() -> None:
    assert english(note(Said.HIDDEN_ROWS, many=1)) == "1 hidden row is read as well"
    assert english(note(Said.HIDDEN_ROWS, many=1200)) == "1,200 hidden rows are read as well"
    assert english(note(Said.KEY_TWICE, row=12345)).startswith("has the key of row 12345.")
    with override("en"):
        assert notes.words(note(Said.FORMULAS, many=1)).startswith("1 cell with a formula")
        assert notes.words(note(Said.FORMULAS, many=0)).startswith("0 cells")


def test_days_are_written_as_the_language_writes_them() -> None:
    told = note(Said.ENDS_FIRST, start=date(2013, 8, 15), end=date(2013, 8, 1))
    assert "2013-08-15" in english(told)
    with override("ko"):
        assert "2013년 8월 15일" in notes.words(told)
    with override("zh-hans"):
        assert "2013年8月15日" in notes.words(told)


def test_a_percent_sign_in_a_cell_spoils_no_sentence() -> None:
    assert "50%(x)s%" in english(note(Said.ASK_ORDER, cell="50%(x)s%"))


def test_a_bad_row_is_named_in_the_language_of_the_screen() -> None:
    with override("ko"):
        where, why = notes.fault(Fault(row=4, column="C 성별", cell="Q", note=note(Said.NO_KEY)))
    assert "4" in where
    assert why.startswith("C 성별 ")
    assert HANGUL.search(why.removeprefix("C 성별 "))


@pytest.mark.parametrize(("tongue", "words"), [("ko", "일이 먼저입니까"), ("zh-hans", "是日在前")])
def test_the_screen_asks_in_its_own_language(client: Client, book: Casebook, tongue: str, words: str) -> None:
    address = str(client.post("/sources/import/take/", {"list": upload("no,name,arrested on\n1,K,03/04/2011\n")})
                  .headers["Location"])  # fmt: skip
    client.cookies["django_language"] = tongue
    page = client.get(address, headers={"accept-language": tongue}).content.decode()
    assert words in page
    assert "Does the day" not in page
    assert taken(client) != address
