import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamsae.errors import Unreadable
from chamsae.model.when import Precision
from chamsae.read import plain
from chamsae.read.decode import decode
from tests.read import made

HEADER = """url: https://example.org/a
title: A headline of our own
date: 2023-10-12 (updated 2023-10-16)
publisher: The Example
language: en
form: invented

"""


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        plain.parse(data, "note.txt")
    return str(refused.value)


@given(st.text(min_size=1).filter(lambda text: text.strip() and text.isprintable()))
def test_the_text_is_the_file_itself(text: str) -> None:
    data = text.encode()
    assert plain.parse(data, "note.txt").text == data.decode("utf-8-sig")


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_and_what_is_read_can_be_stored(data: bytes) -> None:
    try:
        text = plain.parse(data, "note.txt").text
    except Unreadable:
        return
    assert "\0" not in text
    text.encode()


def test_newlines_stay_as_they_are() -> None:
    text = "one\r\ntwo\rthree\nfour\u2028five\x0csix\n"
    assert plain.parse(text.encode(), "note.txt").text == text


def test_decomposed_hangul_and_emoji_stay_as_they_are() -> None:
    text = unicodedata.normalize("NFD", "김하늘이 말했다") + " 👩‍👧 ㄱㄴ"
    assert plain.parse(text.encode(), "note.txt").text == text


@pytest.mark.parametrize(
    ("words", "encoding", "read_as"),
    [
        (made.KOREAN, "euc-kr", "cp949"),
        (made.KOREAN + "똠방각하 펲시", "cp949", "cp949"),
        (made.SIMPLIFIED, "gb2312", "gb18030"),
        (made.SIMPLIFIED + "𠀀", "gb18030", "gb18030"),
        (made.TRADITIONAL, "big5", "big5hkscs"),
        (made.JAPANESE, "shift_jis", "cp932"),
        (made.JAPANESE, "euc_jp", "euc_jp"),
        (made.JAPANESE, "iso2022_jp", "iso2022_jp"),
        (made.KOREAN, "iso2022_kr", "iso2022_kr"),
        (made.KOREAN, "utf-16", "utf-16-le"),
        (made.KOREAN, "utf-8-sig", "utf-8"),
        (made.ENGLISH, "utf-16-be", "utf-16-be"),
        (made.ENGLISH, "utf-32", "utf-32-le"),
        ("Il a été renvoyé à la frontière — « personne » n’a répondu.", "cp1252", "cp1252"),
    ],
)
def test_old_encodings_are_recognised_and_noted(words: str, encoding: str, read_as: str) -> None:
    parsed = plain.parse(words.encode(encoding), "note.txt")
    assert parsed.text == words
    assert any(read_as in note for note in parsed.notes)


@pytest.mark.parametrize("encoding", ["euc-kr", "gb18030", "big5", "shift_jis", "euc_jp"])
def test_even_one_sentence_is_not_turned_into_another_script(encoding: str) -> None:
    words = {"euc-kr": made.KOREAN, "gb18030": made.SIMPLIFIED, "big5": made.TRADITIONAL}.get(encoding, made.JAPANESE)
    for length in range(8, len(words)):
        data = words[:length].encode(encoding)
        try:
            assert decode(data, "note.txt").text == words[:length]
        except Unreadable:
            assert length < 20


def test_a_few_broken_bytes_are_marked_and_counted() -> None:
    data = made.KOREAN.encode()
    parsed = plain.parse(data + b"\xff\xfe" + data, "note.txt")
    assert parsed.text.count("\ufffd") == 2
    assert "encoding utf-8; 2 broken places stand as U+FFFD" in parsed.notes


@pytest.mark.parametrize(
    "data",
    [
        b"a path ..\xc0\xaf..\xc0\xaf",
        b"words \xed\xa0\x80 surrogate",
        bytes(range(128, 256)) * 4,
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
        b"\x00\x01\x02\x03" * 100,
    ],
)
def test_bytes_in_no_encoding_are_refused_not_guessed(data: bytes) -> None:
    assert "The bytes are kept" in refusal(data)


def test_nothing_and_blank_space_say_so() -> None:
    assert refusal(b"") == "note.txt: the file is empty (0 bytes). The entry is kept."
    assert "only blank space" in refusal(b" \n\t\n")


def test_a_nul_becomes_a_mark_and_offsets_hold() -> None:
    parsed = plain.parse(b"before\0after, and a good many words more", "note.txt")
    assert parsed.text == "before\ufffdafter, and a good many words more"
    assert any("1 characters that cannot be stored" in note for note in parsed.notes)


def test_a_header_block_is_understood_and_marked() -> None:
    parsed = plain.parse((HEADER + made.ENGLISH).encode(), "note.txt")
    assert (parsed.title, parsed.publisher, parsed.language) == ("A headline of our own", "The Example", "en")
    assert parsed.address == "https://example.org/a"
    assert parsed.published is not None
    assert (parsed.published.start, parsed.published.precision) == (date(2023, 10, 12), Precision.DAY)
    (block,) = parsed.furniture
    assert parsed.text[block.start : block.end] == HEADER.rstrip("\n") + "\n"


@pytest.mark.parametrize(
    "block",
    [
        "제목: 우리가 지은 제목\n날짜: 2023년 10월 12일\n매체: 보기신문\n",
        "标题：我们写的标题\n日期：2023年10月12日\n来源：样报\n",
    ],
)
def test_header_blocks_may_be_korean_or_chinese(block: str) -> None:
    parsed = plain.parse((block + "\n" + made.KOREAN).encode(), "note.txt")
    assert parsed.published is not None
    assert parsed.published.start == date(2023, 10, 12)
    assert parsed.title
    assert parsed.publisher


@pytest.mark.parametrize(
    "text",
    [
        "Kim: I was there.\nLee: So was I.\n\nThey went on.",
        "Note: one line only.\n\nWords.",
        "A line.\ntitle: no\ndate: no\n",
    ],
)
def test_a_conversation_is_no_header_block(text: str) -> None:
    assert plain.parse(text.encode(), "note.txt").furniture == ()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("A Headline That Stands Alone\n\nThe first sentence.", "A Headline That Stands Alone"),
        ("World News\n\nA Headline That Stands Alone\n\nThe first sentence.", "A Headline That Stands Alone"),
        ("Twice Said Here Today\nTwice Said Here Today\n\nWords.", "Twice Said Here Today"),
        ("다리에서 넘겨진 사람들\n\n마을에서 온 여성은", "다리에서 넘겨진 사람들"),
        ("It begins with a sentence.\n\nAnd goes on.", None),
        ("Two lines that\nbelong together\n\nand more", "belong together"),
    ],
)
def test_the_title_is_the_first_line_that_looks_like_one(text: str, title: str | None) -> None:
    assert plain.parse(text.encode(), "note.txt").title == title


@pytest.mark.parametrize(
    "line",
    ["Published: Oct. 12, 2023", "Updated: 12 October 2023, 09:30", "입력 2023.10.12 09:30", "发布时间：2023-10-12",
     "12.10.2023", "2023년 10월 12일 (목) 오전 9:30"],
)  # fmt: skip
def test_a_labelled_or_lone_date_is_the_publication_date(line: str) -> None:
    parsed = plain.parse(f"A Headline Standing Alone\n\n{line}\n\n{made.ENGLISH}".encode(), "note.txt")
    assert parsed.published is not None
    assert (parsed.published.start, parsed.published.end) == (date(2023, 10, 12), date(2023, 10, 12))


@pytest.mark.parametrize("line", ["On Oct. 12, 2023 they were sent back.", "Updated:", "Date: 30.2.2023", "Room 2023"])
def test_a_date_in_a_sentence_is_no_publication_date(line: str) -> None:
    assert plain.parse(f"A Headline Standing Alone\n\n{line}\n\nWords.".encode(), "note.txt").published is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Opinion\nA door is a door too\nBy Gera Moss\n2 November 2024\n\nWords.", "A door is a door too"),
        (
            "FOR IMMEDIATE RELEASE\nContact: D. Whit, press@example.org\nEastport, 9 June 2024\n\nThe fund speaks.",
            None,
        ),
        ("Published: 15 January 2023\n\nA summary of the whole year\n\nWords.", "A summary of the whole year"),
        ("面谈记录第七号\n发布日期：2025年1月20日\n\n正文。", "面谈记录第七号"),
    ],
)
def test_a_line_that_only_tells_when_or_whom_to_ask_is_no_title(text: str, title: str | None) -> None:
    assert plain.parse(text.encode(), "note.txt").title == title


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A release of ours\nEastport, 9 June 2024\n\nWords.", date(2024, 6, 9)),
        ("一个标题在这里\n2025年3月14日 18:42 来源：海港报\n\n正文。", date(2025, 3, 14)),
        ("2023年10月12日外交部发言人主持例行记者会\n\n记者：问。", date(2023, 10, 12)),
    ],
)
def test_datelines_and_press_conferences_tell_the_day(text: str, day: date) -> None:
    published = plain.parse(text.encode(), "note.txt").published
    assert published is not None and published.start == day
