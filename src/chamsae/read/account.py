"""An account as a text that is read as testimony: questions marked as such, time codes on lines of their own."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from chamsae.model.interview import Passage, Voice

#: What stands before a question, by language.
_ASKED: Mapping[str, str] = {"en": "Q: ", "ko": "문: ", "zh": "问："}
_TITLE: Mapping[str, str] = {"en": "Account of {}", "ko": "{}의 증언", "zh": "{}的证词"}
_QUESTION = re.compile(r"^(?:Q: |문: |问：).*$", re.MULTILINE)


def texts(passages: Sequence[Passage], witness: str, language: str, day: date) -> Iterator[tuple[Voice, str, str]]:
    """A text for each voice and language: the witness's words with the questions, and the interpreter's.

    Notes of the interviewer are in none of them. A passage without a language is in that of the interview.
    """
    placed = [replace(one, language=one.language or language) for one in passages]
    for voice in (Voice.WITNESS, Voice.INTERPRETER):
        for tongue in dict.fromkeys(one.language for one in placed if one.voice is voice):
            own = [one for one in placed if one.language == tongue and _belongs(one, voice)]
            yield voice, tongue, _head(witness, tongue, day) + "\n".join(_told(one) for one in own)


def questions(text: str) -> list[tuple[int, int]]:
    """Where the questions lie in such a text (offsets): what is said there, no witness said."""
    return [found.span() for found in _QUESTION.finditer(text)]


def _head(witness: str, tongue: str, day: date) -> str:
    title = _TITLE.get(tongue.partition("-")[0], _TITLE["en"]).format(witness)
    return f"title: {title}\nauthor: {witness}\ndate: {day.isoformat()}\nlanguage: {tongue}\n\n"


def _belongs(one: Passage, voice: Voice) -> bool:
    return one.voice is voice or (one.voice is Voice.QUESTION and voice is Voice.WITNESS)


def _told(one: Passage) -> str:
    code = "" if one.at is None else f"[{clock(one.at)}]\n"
    if one.voice is Voice.QUESTION:
        asked = _ASKED.get(one.language.partition("-")[0], _ASKED["en"])
        return f"{code}{asked}{' '.join(one.text.split())}\n"
    return f"{code}{one.text}\n"


def clock(seconds: int) -> str:
    """Seconds as "00:12:34"."""
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
