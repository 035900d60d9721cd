import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))

import messages
from babel.messages.pofile import read_po


@pytest.mark.parametrize("folder", messages.LANGUAGES)
def test_every_word_of_the_screens_is_translated_and_compiled(folder: str) -> None:
    file = messages.WEB / "locale" / folder / "LC_MESSAGES" / "django.po"
    with file.open("rb") as given:
        catalog = read_po(given)
    held = {(message.context, _key(message.id)) for message in catalog if message.id}
    used = {(context, _key(message)) for message, context in messages.gathered()}
    assert used - held == set(), "run `python tools/messages.py` and translate"
    assert held - used == set(), "run `python tools/messages.py`"
    for message in catalog:
        strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
        assert all(strings) or not message.id, message.id
        assert not message.fuzzy or not message.id, f"{message.id}: what is fuzzy is not compiled"
        for string in strings:
            assert _names(string) <= _names(" ".join(_all(message.id))) or not message.id, message.id
    assert file.with_suffix(".mo").read_bytes() == messages.compiled(file), "run `python tools/messages.py`"


def _key(id: object) -> object:
    return id[0] if isinstance(id, tuple | list) else id


def _all(id: object) -> tuple[str, ...]:
    return tuple(id) if isinstance(id, tuple | list) else (str(id),)


def _names(text: str | None) -> set[str]:
    return {piece.split(")")[0] for piece in (text or "").split("%(")[1:]}
