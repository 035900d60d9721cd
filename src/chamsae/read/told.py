"""An account from a plain file: passages apart by empty lines, marked by whose words they are."""

import re
from collections.abc import Mapping

from chamsae.model.interview import Passage, Voice

_VOICE: Mapping[str, Voice] = {
    "q": Voice.QUESTION, "문": Voice.QUESTION, "问": Voice.QUESTION, "問": Voice.QUESTION,
    "i": Voice.INTERPRETER, "통역": Voice.INTERPRETER, "译": Voice.INTERPRETER, "譯": Voice.INTERPRETER,
    "n": Voice.NOTE, "메모": Voice.NOTE, "注": Voice.NOTE,
    "a": Voice.WITNESS, "답": Voice.WITNESS, "答": Voice.WITNESS,
}  # fmt: skip
_MARK = re.compile(r"\[?(?:(?P<hours>\d{1,2}):)?(?P<minutes>\d{1,3}):(?P<seconds>[0-5]\d)\]?[ \t]*(?:\n|$)")
_LABEL = re.compile(r"(?P<who>[A-Za-z]|[가-힣]{1,2}|[一-鿿])[:：][ \t]*")


def passages(text: str) -> tuple[Passage, ...]:
    """The passages of a text, the witness's where nothing says otherwise."""
    blocks = re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").strip("\ufeff\n"))
    return tuple(_passage(block.strip()) for block in blocks if block.strip())


def _passage(block: str) -> Passage:
    mark = _MARK.match(block)
    words = block[mark.end() :] if mark else block
    label = _LABEL.match(words)
    voice = _VOICE.get(label["who"].lower()) if label else None
    at = int(mark["hours"] or 0) * 3600 + int(mark["minutes"]) * 60 + int(mark["seconds"]) if mark else None
    return Passage(voice=voice or Voice.WITNESS, text=words[label.end() :] if label and voice else words, at=at)
