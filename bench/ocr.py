"""How many characters OCR gets right on pages we draw ourselves: each program on the same pages, in one run.

    python bench/ocr.py [WORDS]

English, Korean and Chinese pages, clean, noisy, laid down two degrees askew and photographed in uneven light.
The figure is the character accuracy: 1 minus the edit distance over the length, blanks apart from one space folded.
The texts are invented; WORDS cuts each to so many characters. Needs Tesseract, RapidOCR and a CJK font.
"""

import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from PIL import Image
from rapidfuzz.distance import Levenshtein

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.read import scans  # noqa: E402

from chamsae.errors import Unreadable  # noqa: E402
from chamsae.read.ocr import Choice, Ocr  # noqa: E402
from chamsae.read.sandbox import Sandbox  # noqa: E402

TEXTS = {
    "en": (
        "The lantern group met in a church hall near the harbour. Its members had walked for nine days, they "
        "said, and of the forty who set out, at least thirteen were taken at the second bridge on 4 March 2019. "
        "A baker who kept the list said the officers counted them twice, wrote the number 27 on a card and drove "
        "them to Longjing. Two mothers were let go after paying 3,500 yuan each; the rest were handed over "
        "before noon. Nobody has heard of them since. “We only want to know who is alive,” said Ms. Ryu, whose "
        "brother was among them."
    ),
    "ko": (
        "등불회는 항구 가까운 교회에서 모였다. 회원들은 아흐레를 걸었다고 했고, 길을 떠난 마흔 명 가운데 적어도 "
        "열세 명이 2019년 3월 4일 두 번째 다리에서 붙잡혔다고 말했다. 명단을 지킨 빵 굽는 사람은 군관들이 사람을 "
        "두 번 세고 카드에 27이라고 적은 뒤 룽징으로 실어 갔다고 전했다. 어머니 두 명은 3,500위안씩을 내고 "
        "풀려났으나 나머지는 정오가 되기 전에 넘겨졌다. 그 뒤로 소식을 들은 사람은 없다. “누가 살아 있는지 알고 "
        "싶을 뿐입니다.” 동생을 잃은 류 씨의 말이다."
    ),
    "zh-Hans": (
        "灯笼会在港口附近的教堂里聚会。会员们说他们走了九天，出发的四十人中至少有十三人于2019年3月4日在第二座桥被"
        "抓。保管名单的面包师说，军官把人数了两遍，在卡片上写下27，然后用车送往龙井。两位母亲各付三千五百元后获释"
        "，其余的人中午以前被移交。此后再也没有人听到他们的消息。柳女士的弟弟也在其中，她说：“我们只想知道谁还活"
        "着。”"
    ),
    "zh-Hant": (
        "燈籠會在港口附近的教堂裡聚會。會員們說他們走了九天，出發的四十人中至少有十三人於2019年3月4日在第二座橋被"
        "抓。保管名單的麵包師說，軍官把人數了兩遍，在卡片上寫下27，然後用車送往龍井。兩位母親各付三千五百元後獲釋"
        "，其餘的人中午以前被移交。此後再也沒有人聽到他們的消息。"
    ),
}
COLUMNS = {"en": 62, "ko": 40, "zh-Hans": 32, "zh-Hant": 32}
SHAPES: dict[str, Callable[[Image.Image], Image.Image]] = {
    "clean": lambda page: page,
    "noisy": scans.noisy,
    "skewed 2°": scans.skewed,
    "shaded": scans.shaded,
}
PROGRAMS = {"tesseract": Choice(engine="tesseract"), "rapidocr": Choice(engine="rapidocr"), "chosen": Choice()}


def main(most: int) -> None:
    """Print a table: language, page, characters, accuracy and seconds of each program."""
    print(f"{'':9} {'page':10} {'chars':>5}  " + "  ".join(f"{name:>17}" for name in PROGRAMS))
    with Sandbox() as sandbox:
        engines = {name: Ocr(choice) for name, choice in PROGRAMS.items()}
        for language, text in TEXTS.items():
            if scans.font(language, 30) is None:
                print(f"{language}: no font for it (apt install fonts-noto-cjk)")
                continue
            lines = list(_lines(text[:most], COLUMNS[language], spaced=not language.startswith("zh")))
            for shape, change in SHAPES.items():
                data = scans.encoded(change(scans.sheet(lines, language)))
                told = (_measured(sandbox, engine, data, " ".join(lines)) for engine in engines.values())
                print(f"{language:9} {shape:10} {len(text[:most]):>5}  " + "  ".join(told), flush=True)
        for engine in engines.values():
            engine.close()


def _measured(sandbox: Sandbox, engine: Ocr, data: bytes, truth: str) -> str:
    began = time.monotonic()
    try:
        parsed = sandbox.read(data, "image/png", "page.png")
        found = engine.complete(parsed, data, "image/png", "page.png", sandbox).text
    except Unreadable as error:
        return f"{error.what[:17]:>17}"
    return f"{_accuracy(found, truth):>8.1%} {time.monotonic() - began:>6.1f} s"


def _accuracy(found: str, truth: str) -> float:
    """Characters right; a blank between Chinese characters is none of them."""
    left, right = (_folded(words) for words in (found, truth))
    return max(0.0, 1 - Levenshtein.distance(left, right) / len(right))


def _folded(words: str) -> str:
    joined = " ".join(words.split())
    return "".join(
        char for at, char in enumerate(joined)
        if not (char == " " and 0 < at < len(joined) - 1 and max(joined[at - 1], joined[at + 1]) >= "\u2e80"
                and not "\uac00" <= max(joined[at - 1], joined[at + 1]) <= "\ud7a3")
    )  # fmt: skip


def _lines(text: str, width: int, *, spaced: bool) -> Iterator[str]:
    """The text in lines of a page."""
    if not spaced:
        letters = iter(text)
        while line := "".join(islice(letters, width)):
            yield line
        return
    line = ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = ""
        line += f" {word}" if line else word
    yield line


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
