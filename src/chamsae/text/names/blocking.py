"""Keys that two spellings of one name share, for finding candidates among many names without comparing all.

A key is a full name by sound in one space: `ko:김선미`, `zh:jin.shan.mei`. A text has a key for each likely sound of
its parts, so spellings meet in at least one. A given name without family has keys of its own, `ko:-선미`.
"""

from collections.abc import Iterable, Mapping
from itertools import product
from math import prod

from chamsae.text.names import general
from chamsae.text.names.model import Model
from chamsae.text.names.reading import Name, Reading

#: Sounds less likely than this give no key, and a reading gives at most so many in each space.
_LIKELY, _MOST = 0.03, 12

#: Readings less likely than this, in bits, give no key.
_READING = -7.0


def keys(name: Name, model: Model) -> tuple[str, ...]:
    """The keys of a name, the likeliest first; other kinds of names have their words as keys."""
    if not name.readings:
        return tuple(f"la:{word}" for word in general.words(name.bare))
    found: dict[str, float] = {}
    for reading in name.readings:
        if reading.likelihood >= _READING:
            for key, chance in _keys(reading, model):
                found[key] = max(found.get(key, 0.0), chance * 2.0**reading.likelihood)
    return tuple(sorted(found, key=lambda key: -found[key]))


def _keys(reading: Reading, model: Model) -> Iterable[tuple[str, float]]:
    parts = (*((reading.family,) if reading.family else ()), *reading.given)
    for space in ("ko", "zh", "yue"):
        options = [_likely(model.sounds(part, space)) for part in parts]
        if all(options):
            combined = [(tuple(sound for sound, _ in way), prod(p for _, p in way)) for way in product(*options)]
            for sounds, chance in sorted(combined, key=lambda item: -item[1])[:_MOST]:
                yield _written(space, sounds, family=reading.family is not None), chance


def _likely(sounds: Mapping[str, float]) -> list[tuple[str, float]]:
    kept = sorted(((sound, p) for sound, p in sounds.items() if p >= _LIKELY), key=lambda item: -item[1])
    return kept[:4]


def _written(space: str, sounds: tuple[str, ...], *, family: bool) -> str:
    joined = "".join(sounds) if space == "ko" else ".".join(sounds)
    return f"{space}:{joined}" if family else f"{space}:-{joined}"
