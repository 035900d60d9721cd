"""Names of bodies: the one a list keeps for all its names, and how alike two others are, in bits with reasons."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import product

from chamsae.link.words import generic, local
from chamsae.model.link import Part
from chamsae.text.normal import fold
from chamsae.text.shipped import shipped

#: Spellings of one body that are compared with those of another; the fullest come first.
SPELLINGS = 6
#: Bits for a word both names have: a rare one, one that many bodies have; a word only one has; none shared at all.
RARE, GENERIC, LACKING, NOTHING = 5.0, 1.0, -1.0, -8.0
#: Each has a rare word the other lacks: a word is left out of a name, but seldom put in place of another.
INSTEAD = -6.0
#: No name says more than this: bodies take each other's names.
MOST = 14.0
#: Bits for letters that stand for the words of the other name, by how many there are: three are met by chance.
LETTERS: Mapping[int, float] = {2: 2.0, 3: 5.0, 4: 7.0}
#: From this likeness on (Jaro–Winkler) two words are one, misspelt: then they count for less.
ALIKE, MISSPELT = 0.9, 0.7


@lru_cache(maxsize=50_000)
def kept(name: str) -> str | None:
    """The name under which a list keeps a body, "Human Rights Watch" for HRW and 人权观察; None for an unlisted one."""
    found = _listed().get(_plain(name))
    return None if found is None or fold(found) in local() else found


def keys(name: str) -> Iterator[str]:
    """Keys for finding candidates: the rare words, the initials, pairs of Korean or Chinese letters."""
    words = _words(name)
    yield from (f"o:{word}" for word in words if word not in generic())
    yield from (f"i:{short}" for short in (*_initials(name), _letters(name)) if short)
    yield f"p:{_joined(name)}"


def best(left: Sequence[str], right: Sequence[str]) -> list[Part]:
    """The evidence of the two spellings that agree best; symmetric."""
    found = [compare(*sorted(pair)) for pair in product(left[:SPELLINGS], right[:SPELLINGS])]
    return max(found, key=lambda parts: (sum(part.bits for part in parts), str(parts)))


def compare(left: str, right: str) -> list[Part]:
    """The evidence of two names of bodies; symmetric."""
    one, other = sorted((left, right))
    if _joined(one) == _joined(other):
        bits = min(MOST, sum(_rarity(word) for word in _words(one)) + RARE)
        return [_part(one, other, bits, "the same name")]
    for short, long in ((one, other), (other, one)):
        if (letters := _letters(short)) and letters in _initials(long):
            bits = LETTERS.get(len(letters), LETTERS[4])
            return [_part(one, other, bits, f"{short} are the first letters of {long}")]
        if _shortened(short, long):
            return [_part(one, other, RARE, f"{short} is {long}, shortened")]
    return _overlap(one, other)


def _overlap(one: str, other: str) -> list[Part]:
    left, right = list(_words(one)), list(_words(other))
    parts = []
    for word in list(left):
        match = max(right, key=lambda w: (_likeness(word, w), w), default="")
        if match and _likeness(word, match) >= ALIKE:
            left.remove(word)
            right.remove(match)
            bits = min(_rarity(word), _rarity(match)) * (1.0 if word == match else MISSPELT)
            why = f"both have “{word}”" if word == match else f"“{word}” may be “{match}” misspelt"
            parts.append(_part(word, match, bits, why))
    if sum(part.bits for part in parts) < RARE * MISSPELT:
        return [_part(one, other, NOTHING, "the names share no word that tells")]
    total = sum(part.bits for part in parts)
    if total > MOST:
        parts.append(_part("", "", MOST - total, "bodies take each other's names"))
    own = [sorted(word for word in words if word not in generic()) for words in (left, right)]
    if all(own):
        parts.append(_part(own[0][0], own[1][0], INSTEAD, f"one has “{own[0][0]}” where the other has “{own[1][0]}”"))
    return [*parts, *(_part(word, "", LACKING, f"only one has “{word}”") for word in sorted({*left, *right}))]


def _part(left: str, right: str, bits: float, why: str) -> Part:
    return Part(what="name", left=left, right=right, bits=round(bits, 2), why=why)


def _joined(name: str) -> str:
    """A name without the spaces that Korean and Chinese writers set as they like."""
    plain = _plain(name)
    return plain if plain.isascii() else plain.replace(" ", "")


def _rarity(word: str) -> float:
    return GENERIC if word in generic() else RARE


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", " ", fold(name)).strip().removeprefix("the ")


@lru_cache(maxsize=50_000)
def _words(name: str) -> tuple[str, ...]:
    """The words of a name; one in Korean or Chinese letters is parted at words many have."""
    found: dict[str, None] = {}
    for word in (word for word in _plain(name).split() if word not in _SMALL):
        found |= dict.fromkeys([word] if word.isascii() else _cut(word))
    return tuple(found)


def _cut(word: str) -> list[str]:
    """A word in Korean or Chinese letters parted at words that many names have; what is left is a word of its own."""
    return [piece for piece in _generic_pattern().split(word) if piece]


@cache
def _generic_pattern() -> re.Pattern[str]:
    words = sorted((word for word in generic() if not word.isascii()), key=len, reverse=True)
    return re.compile("(" + "|".join(map(re.escape, words)) + ")")


def _letters(name: str) -> str:
    """The letters of a short name in capitals: HRW, U.N.; "" for any other."""
    plain = name.replace(".", "").strip()
    return plain.lower() if re.fullmatch(r"[A-Z]{2,8}", plain) else ""


_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "to", "against", "a"})


def _initials(name: str) -> frozenset[str]:
    """The first letters of a Latin name of several words, without and with its small ones."""
    words = _plain(name).split()
    if len(words) < 2 or not all(word.isascii() for word in words):
        return frozenset()
    return frozenset({"".join(w[0] for w in words), "".join(w[0] for w in words if w not in _SMALL)})


def _shortened(short: str, long: str) -> bool:
    """True for 비대위 and 비상대책위원회: the letters in their order, the first ones first; in one script, no words."""
    a, b = _plain(short).replace(" ", ""), _plain(long).replace(" ", "")
    if a.isascii() or not 2 <= len(a) <= len(b) // 2 or a[0] != b[0]:
        return False
    rest = iter(b)
    return all(letter in rest for letter in a)


@lru_cache(maxsize=50_000)
def _likeness(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if min(len(one), len(other)) < 4:
        return 0.0
    from rapidfuzz.distance import JaroWinkler  # noqa: PLC0415 - only unlisted names need it

    return float(JaroWinkler.similarity(one, other))


@cache
def _listed() -> Mapping[str, str]:
    """The kept name by every name of a list; of a name that two bodies bear neither."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    rows = [(row[0], row) for row in shipped("organisations")]
    rows += [
        (row["name"], (row["name"], *row.get("names", {}).values(), *row.get("also", ())))
        for row in shipped("publishers")
    ]
    for name, every in rows:
        for one in map(_plain, every):
            twice |= {one} if found.setdefault(one, name) != name else set()
    return {plain: name for plain, name in found.items() if plain not in twice}
