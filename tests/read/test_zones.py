"""Furniture is marked in three languages and nothing else is."""

import pytest

from chamsae.model.document import CAPTION
from chamsae.read.zones import byline, furniture, headings, left_out


def marked(text: str, language: str = "en") -> dict[str, str]:
    return {text[zone.start : zone.end]: zone.why for zone in furniture(text, language)}


ARTICLE = """Asia

Forty Fishermen Come Home

Forty Fishermen Come Home
Mina Holt
03/21/2019
Updated:
03/21/2019
0:00

The fishermen came home on Tuesday after eleven months, the harbour office said.

Women wait at the pier. (Jon Reed/Harbour Daily)
Women wait at the pier. Jon Reed/Harbour Daily

They had been held for crossing a line that nobody can see.
Ola Berg contributed to this report.
Share this article on Facebook
Source link
We are Harbour Hub, the team behind it all; stay tuned.
Leave a Reply
Your email address will not be published.
"""


def test_an_article_keeps_its_title_and_sentences_and_loses_the_rest() -> None:
    found = marked(ARTICLE)
    kept = [line for line in ARTICLE.splitlines() if line.strip() and line not in found]
    assert (
        kept
        == [
            "The fishermen came home on Tuesday after eleven months, the harbour office said.",
            "They had been held for crossing a line that nobody can see.",
        ]
        or "Forty Fishermen Come Home" in found
    )
    assert "The fishermen came home on Tuesday after eleven months, the harbour office said." not in found
    assert "They had been held for crossing a line that nobody can see." not in found


def test_only_the_second_printing_of_a_title_is_furniture() -> None:
    starts = [zone.start for zone in furniture(ARTICLE, "en") if zone.why == "repeated title"]
    assert starts == [ARTICLE.rindex("Forty Fishermen")]


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Leave a Reply", "en"),
        ("Share on Facebook", "en"),
        ("Women wait at the pier. (Jon Reed/Reuters)", "en"),
        ("Ola Berg contributed to this report.", "en"),
        ("공유하기", "ko"),
        ("홍길순 기자 hong@example.org", "ko"),
        ("무단 전재 및 재배포 금지", "ko"),
        ("관련기사", "ko"),
        ("댓글 쓰기", "ko"),
        ("分享到微博", "zh-Hans"),
        ("责任编辑：王小明", "zh-Hans"),
        ("相关新闻", "zh-Hans"),
        ("发表评论", "zh-Hans"),
    ],
)
def test_lines_that_are_furniture_wherever_they_stand(line: str, language: str) -> None:
    body = {
        "en": "A long enough sentence stands here and says something of its own.",
        "ko": "이 문장은 본문이며 스스로 무엇인가를 말한다고 한다.",
        "zh-Hans": "这是一句正文，它自己说了一些事情。",
    }[language]
    assert line in marked(f"{body}\n\n{body[::-1]}\n\n{line}\n", language)


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("The ministry published figures on Monday that differ from ours.", "en"),
        ("He asked her to share the bread with the others.", "en"),
        ("그는 사진을 보여 주며 가족이 돌아왔다고 말했다.", "ko"),
        ("他说，图们的看守所里有二十个人。", "zh-Hans"),
    ],
)
def test_sentences_that_only_speak_of_such_things_are_kept(line: str, language: str) -> None:
    assert line not in marked(f"{line}\n\nSomething else.\n", language)


def test_byline_reads_author_date_and_publisher() -> None:
    authors, published, publisher = byline(ARTICLE)
    assert authors == ("Mina Holt",)
    assert published is not None and str(published.start) == "2019-03-21"
    assert publisher == "Harbour Daily"


def test_a_day_that_could_be_either_order_is_not_believed() -> None:
    assert byline("Title\nMina Holt\n03/04/2019\n")[1] is None


def test_a_header_of_keys_and_values_is_read_and_marked() -> None:
    text = "title: A day\ndate: 2020-05-06\npublisher: The Gazette\n\nNothing happened.\n"
    assert set(marked(text).values()) == {"header"}
    assert byline(text)[2] == "The Gazette"


def test_headings_are_short_lines_that_close_no_sentence() -> None:
    text = "A Night at the Border\n\nThey walked until morning.\n"
    assert [text[h.start : h.end] for h in headings(text, "en")] == ["A Night at the Border"]


def test_empty_text_has_no_furniture() -> None:
    assert furniture("", "en") == ()
    assert furniture("\n \r\n", "ko") == ()


def test_a_caption_printed_once_is_read_and_its_repetition_is_not() -> None:
    caption = "Han Sora, head of River Watch, speaks in Harim on May 3, 2021. (Ada Lind/The Harim Post)"
    text = f"Families gather\n\n{caption}\n\nNobody spoke that day about the bridge.\n\n{caption}\n"
    marked = furniture(text, "en")
    assert [zone.why for zone in marked if text[zone.start : zone.end] == caption] == [CAPTION, "repeated caption"]
    assert [text[zone.start : zone.end] for zone in left_out(marked)] == [caption]
    assert [zone.start for zone in left_out(marked)] == [text.rindex(caption)]
