"""Small invented gold files in three languages, and claims that agree with them or do not."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from chamsae.model.amount import Amount, Comparator
from chamsae.model.claim import (
    Act,
    Claim,
    Figure,
    Name,
    NameType,
    Speaker,
    SpeakerKind,
    Statement,
    Time,
    Value,
    settle_id,
)
from chamsae.model.quote import cut, point
from chamsae.model.when import When
from chamsae.read.gold.parse import parse
from chamsae.read.gold.shape import Gold

#: Written before anything was read from them.
TEXTS = {
    "en": (
        "River Watch said more than 340 North Koreans were sent back from China on May 3, 2021. "
        "“Nobody told the families,” said Han Sora, a lawyer. Ms. Han waited 12 days for an answer. "
        "A tabloid wrote of 9,000 readers."
    ),
    "ko": (
        "강가연대는 2021년 5월 3일 탈북민 340여 명이 중국에서 북송됐다고 밝혔다. "
        "한소라 변호사는 “가족들은 아무 말도 듣지 못했다”고 말했다. 독자 9000명이 이 신문을 본다."
    ),
    "zh": ("江岸联盟表示，2021年5月3日至少340名脱北者从中国被遣返。韩素拉律师说：“没有人告诉家属。”该报有9000名读者。"),
}
NUMBERS = {"en": "more than 340", "ko": "340여 명", "zh": "至少340"}
COMPARATORS = {"en": "more_than", "ko": "more_than", "zh": "at_least"}
SPEAKERS = {"en": "River Watch", "ko": "강가연대", "zh": "江岸联盟"}
PEOPLE = {"en": "Han Sora", "ko": "한소라", "zh": "韩素拉"}
DEEDS = {"en": "sent back", "ko": "북송됐다", "zh": "遣返"}
DAYS = {"en": "May 3, 2021", "ko": "2021년 5월 3일", "zh": "2021年5月3日"}
SAID = {"en": "Nobody told the families,", "ko": "가족들은 아무 말도 듣지 못했다", "zh": "没有人告诉家属。"}
TRAPS = {"en": "9,000", "ko": "9000", "zh": "9000"}
TAGS = {"en": "en", "ko": "ko", "zh": "zh-Hans"}
DAY = {"from": "2021-05-03", "to": "2021-05-03"}


def plain(languages: Sequence[str] = ("en", "ko", "zh")) -> dict[str, Any]:
    """The gold of the texts as plain values, to be changed by a test."""
    return {
        "documents": [_document(language) for language in languages],
        "figures": [entry for language in languages for entry in _figures(language)],
        "people": [
            {"id": f"P-{language}", "name": PEOPLE[language], "importance": "core", "roles": ["lawyer"],
             "mentions": [span(language, PEOPLE[language]), *([span("en", "Ms. Han")] if language == "en" else [])]}
            for language in languages
        ],
        "organisations": [
            {"id": f"O-{language}", "name": SPEAKERS[language], "importance": "core", "types": ["ngo"],
             "mentions": [span(language, SPEAKERS[language])]}
            for language in languages
        ],
        "dates": [{**span(language, DAYS[language]), **DAY, "precision": "day"} for language in languages],
        "acts": [
            {"id": f"A-{language}", "doc": language, "type": "repatriated", "trigger": span(language, DEEDS[language]),
             "importance": "core", "source": SPEAKERS[language], "source_id": f"O-{language}",
             "date": {"text": DAYS[language], **DAY}}
            for language in languages
        ],
        "quotations": [
            {"id": f"Q-{language}", "doc": language, "kind": "direct", "segments": [span(language, SAID[language])],
             "speaker": PEOPLE[language], "speaker_id": f"P-{language}"}
            for language in languages
        ],
    }  # fmt: skip


def gold(languages: Sequence[str] = ("en", "ko", "zh")) -> Gold:
    """The same, parsed."""
    return parse(json.dumps(plain(languages)).encode())


def written(folder: Path, given: dict[str, Any] | None = None) -> Path:
    """A gold file with its texts beside it."""
    for language, text in TEXTS.items():
        (folder / f"{language}.txt").write_bytes(text.encode())
    path = folder / "gold.json"
    path.write_text(json.dumps(plain() if given is None else given, ensure_ascii=False), "utf-8")
    return path


def span(language: str, words: str) -> dict[str, Any]:
    """The first printing of some words in a text."""
    start = TEXTS[language].index(words)
    return {"doc": language, "start": start, "end": start + len(words), "text": words}


def figure(language: str, words: str | None = None, low: float = 340, **said: Any) -> Claim:
    """The figure of a text as a reader would read it right; or others."""
    amount = Amount(low=low, high=None, comparator=Comparator(COMPARATORS[language]), unit=said.pop("unit", "person"))
    value = Figure(amount=said.pop("amount", amount), counted="people", act=said.pop("act", "repatriated"))
    right = {"speaker": speaker(language), "when": When.day(_day(), DAYS[language])}
    return claim(language, words or NUMBERS[language], value, **{**right, **said})


def trap(language: str) -> Claim:
    """The readers of a newspaper, read as people sent back."""
    amount = Amount(low=9000, high=9000, comparator=Comparator.EXACT, unit="person")
    return figure(language, TRAPS[language], amount=amount)


def name(language: str, words: str, entity: str | None, kind: NameType = NameType.PERSON) -> Claim:
    """A name read from a text."""
    roles = ("lawyer",) if kind is NameType.PERSON else ()
    return claim(language, words, Name(text=words, type=kind, entity=entity, roles=roles))


def right(language: str) -> list[Claim]:
    """Every claim the gold of one language wants, read right."""
    person = PEOPLE[language]
    act = claim(language, DEEDS[language], Act(act="repatriated"), speaker=speaker(language), when=_when(language))
    said = Statement(text=SAID[language], direct=True)
    own = Speaker(text=person, kind=SpeakerKind.NAMED, entity="e1")
    return [
        figure(language),
        name(language, person, "e1"),
        *([name("en", "Ms. Han", "e1")] if language == "en" else []),
        name(language, SPEAKERS[language], "e2", NameType.ORGANISATION),
        claim(language, DAYS[language], Time(when=_when(language))),
        act,
        claim(language, SAID[language], said, speaker=own),
        *([days()] if language == "en" else []),
    ]


def days() -> Claim:
    """The 12 days of waiting."""
    amount = Amount(low=12, high=12, comparator=Comparator.EXACT, unit="day")
    return claim("en", "12 days", Figure(amount=amount, counted="days"))


def claim(language: str, words: str, value: Value, **said: Any) -> Claim:
    """A claim on the first printing of some words."""
    text, at = TEXTS[language], span(language, words)
    return settle_id(
        Claim(
            id="", document=language, quote=cut(text, 0, len(text)), trigger=point(text, at["start"], at["end"]),
            value=value, reader="hand 1", **said,
        )
    )  # fmt: skip


def speaker(language: str) -> Speaker:
    """Who says the figure."""
    return Speaker(text=SPEAKERS[language], kind=SpeakerKind.NAMED)


def _document(language: str) -> dict[str, Any]:
    digest = hashlib.sha256(TEXTS[language].encode()).hexdigest()
    return {"id": language, "file": f"{language}.txt", "sha256": digest, "language": TAGS[language]}


def _figures(language: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [
        {"id": f"F-{language}", "doc": language, "number": span(language, NUMBERS[language]), "value": 340,
         "comparator": COMPARATORS[language], "unit": "persons", "category": "repatriated", "importance": "core",
         "said_by": SPEAKERS[language], "said_by_id": f"O-{language}",
         "date": {"text": DAYS[language], **DAY, "precision": "day"}},
        {"id": f"T-{language}", "doc": language, "number": span(language, TRAPS[language]), "value": 9000,
         "comparator": "exact", "unit": "persons", "importance": "noise"},
    ]  # fmt: skip
    if language == "en":
        found.append(
            {"id": "D-en", "doc": "en", "number": span("en", "12 days"), "value": 12, "comparator": "exact",
             "unit": "days", "importance": "secondary"}
        )  # fmt: skip
    return found


def _when(language: str) -> When:
    return When.day(_day(), DAYS[language])


def _day() -> date:
    return date(2021, 5, 3)
