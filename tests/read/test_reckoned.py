"""Times as people give them, read from running text in three languages: feasts, events, lunar dates, what follows."""

from pathlib import Path

import pytest

import chamsae
from chamsae.model.claim import Act, Claim, ClaimKind

#: A sentence of an invented story, what was done in it, and the days meant ("-": an open end).
TOLD = {
    "en": (
        ("Chinese police arrested Moon Ae-sook about two weeks after Chuseok 2009.", "arrested 2009-10-12 2009-10-22"),
        ("Moon Ae-sook fled North Korea before the currency reform.", "escaped - 2009-11-29"),
        (
            "Shortly after the death of Kim Jong Il, Moon Ae-sook was sent back to North Korea.",
            "repatriated 2011-12-20 -",
        ),
        ("Moon Ae-sook was released in Juche 101.", "released 2012-01-01 2012-12-31"),
        ("Moon Ae-sook was arrested on the 5th of the 5th lunar month of 2014.", "arrested 2014-06-02 2014-06-02"),
        (
            "On 4 May 2014 Chinese police arrested Moon Ae-sook. Nearly three months later she was deported.",
            "repatriated 2014-07 2014-08",
        ),
    ),
    "ko": (
        ("문애란 씨는 2009년 추석 두 주쯤 뒤 룽징에서 중국 공안에 체포됐다.", "arrested 2009-10-12 2009-10-22"),
        ("문애란 씨는 화폐개혁 전에 북한을 탈출했다.", "escaped - 2009-11-29"),
        ("김정일 사망 직후 문애란 씨는 북한으로 강제 송환됐다.", "repatriated 2011-12-20 -"),
        ("문애란 씨는 2014년 음력 5월 5일 체포됐다.", "arrested 2014-06-02 2014-06-02"),
        ("문애란 씨는 2014년 5월 4일 체포됐다. 석 달 뒤 문 씨는 북한으로 송환됐다.", "repatriated 2014-07 2014-08"),
    ),
    "zh": (
        ("文爱兰在2009年中秋节后大约两周被中国警方逮捕。", "arrested 2009-10-12 2009-10-22"),
        ("货币改革之前，文爱兰逃离朝鲜。", "escaped - 2009-11-29"),
        ("金正日去世后，文爱兰被强制遣返朝鲜。", "repatriated 2011-12-20 -"),
        ("文爱兰于农历2014年五月初五被捕。", "arrested 2014-06-02 2014-06-02"),
        ("2014年5月4日，文爱兰被捕。三个月后她被遣返朝鲜。", "repatriated 2014-07 2014-08"),
    ),
}
HEADS = {
    "en": "Harbour Weekly\n15 March 2021\n\nA way back\n\nSEOUL — ",
    "ko": "한가람신문\n2021년 3월 15일\n\n“강 앞에서”\n\n서울 — 한 탈북민의 이야기다.\n\n",
    "zh": "海湾周报\n2021年3月15日\n\n归途\n\n首尔——一名脱北者的讲述。\n\n",
}


@pytest.mark.parametrize(
    ("tongue", "sentence", "expected"), [(tongue, *row) for tongue, rows in TOLD.items() for row in rows]
)
def test_what_was_done_is_dated_as_the_words_say(tmp_path: Path, tongue: str, sentence: str, expected: str) -> None:
    act, start, end = expected.split()
    whens = [claim.when for claim in acts(tmp_path, f"{HEADS[tongue]}{sentence}\n", act) if claim.when is not None]
    bounds = [("-" if one is None else str(one) for one in (when.start, when.end)) for when in whens]
    assert any(low.startswith(start) and high.startswith(end) for low, high in bounds), whens
    assert all(when.text and when.text in sentence for when in whens)


def acts(folder: Path, text: str, act: str) -> list[Claim]:
    (folder / "story.txt").write_text(text, encoding="utf-8")
    book = chamsae.in_memory()
    book.archive.add([str(folder / "story.txt")], by="A")
    book.read.run(by="A")
    told = book.store.claims(kind=ClaimKind.ACT)
    return [claim for claim in told if isinstance(claim.value, Act) and claim.value.act == act]
