"""Names as small numbers that a database compares: what each syllable of a name may be, whatever the script.

A written name is read by the name engine (chamsae.text.names) once, however many rows hold it. Each syllable becomes a
*sound*: bits for the onsets, vowels and codas of the Korean syllables that may stand behind it. Two sounds may be one
syllable if they share an onset, a vowel and a coda, which any database tells by AND: `Sun`, 선, 순 and 善 do, `Sun` and
성 do not. Pinyin is brought to Korean by the characters between them. The *reading* is the likeliest syllables; the
*key* is the reading with the vowels and consonants that romanisations confuse folded into one.
"""

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache, lru_cache
from itertools import islice
from multiprocessing import get_context
from typing import NamedTuple
from zlib import crc32

from chamsae.text.names import clean, hangul
from chamsae.text.names.general import words
from chamsae.text.names.model import Model, Part
from chamsae.text.names.parsing import Parser
from chamsae.text.names.reading import Name, Reading
from chamsae.text.names.tables import FAMILY, GIVEN, characters
from chamsae.text.names.words import NEVER, WAYS, Given, Way, Words, joined, length

#: Syllables less likely than this behind a written one are let go; readings less likely by more than these bits, too.
_LIKELY, _WORTH = 0.03, 3.0

#: Names read by one process before the next share is handed out.
_SHARE = 5_000

#: Where the bits of vowels and of codas begin.
VOWELS_AT, CODAS_AT = 19, 40

#: The bits of onsets, vowels and codas, for SQL.
ONSET, VOWEL, CODA = (1 << VOWELS_AT) - 1, (1 << CODAS_AT) - (1 << VOWELS_AT), 0xFF << CODAS_AT


class Spelling(NamedTuple):
    """A written name as numbers: sounds of family name and of two syllables of the given name (0: the name has none),
    how many syllables the given name has, likeliest reading and key (hashed), and `whole` where family and given name
    are both known. A name of another kind has no sounds; its key is that of its words, in any order.
    """

    name: str
    family: int
    first: int
    second: int
    syllables: int
    reading: int
    key: int
    clan: int
    one: int
    two: int
    whole: bool


class Sound(NamedTuple):
    """A syllable: what it may be as bits, what it likeliest is, that folded, and the folded one as a number."""

    bits: int
    atom: str
    key: str
    hashed: int


_NOTHING = Sound(0, "", "", 0)
_SOUNDS: dict[int, Sound] = {}

#: A name in letters is read piece by piece if its bits are above this.
_PLAUSIBLE = -55.0

_WORDS = re.compile(r"[A-Za-z'-]+(?: [A-Za-z'-]+){1,2}")


def spellings(names: Iterable[str], *, processes: int) -> Iterator[list[Spelling]]:
    """The names as numbers, in shares. With more than one process, readers are started for it."""
    if processes < 2:
        yield from map(_share, _batched(names))
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        waiting: deque[Future[list[Spelling]]] = deque()
        for share in _batched(names):
            waiting.append(pool.submit(_share, share))
            if len(waiting) > 2 * processes:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _batched(names: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(names)
    while share := list(islice(rest, _SHARE)):
        yield share


def _share(names: Sequence[str]) -> list[Spelling]:
    return [spelling(name) for name in names]


def spelling(name: str) -> Spelling:
    """One name as numbers."""
    found = _plain(name)
    return found or _read(name)


def _read(name: str) -> Spelling:
    """A name of any form, read by the engine as a whole."""
    parsed = _parser().read(name)
    best = next((reading for reading in parsed.readings if len(reading.given) <= 3), None)
    if best is None:
        return _other(parsed)
    alike = [reading for reading in parsed.readings if _shape(reading) == _shape(best)
             and reading.likelihood > best.likelihood - _WORTH]  # fmt: skip
    family = _together([reading.family for reading in alike if reading.family])
    given = tuple(_together([reading.given[at] for reading in alike]) for at in range(len(best.given)))
    return _made(name, family, given)


def _made(name: str, family: Sound, given: Sequence[Sound]) -> Spelling:
    sounds = (*given, _NOTHING, _NOTHING)
    first, second = sounds[0], sounds[1]
    reading = family.atom + "".join([sound.atom for sound in given])
    key = f"{family.key} {''.join([sound.key for sound in given])}"
    return Spelling(name, family.bits, first.bits, second.bits, len(given), _hashed(reading), _hashed(key),
                    family.hashed, first.hashed, second.hashed, bool(family.atom and given))  # fmt: skip


def _plain(name: str) -> Spelling | None:
    """A name of the usual form, read piece by piece: pieces come again and again. None if there is any doubt.

    It is what `_read` would say: three characters of Hangul or Chinese of which the first is a family name, or two or
    three words in letters of which the first or the last is a family name.
    """
    if not name.isascii():
        return _three(name) if len(name) == 3 else None
    if not _WORDS.fullmatch(name):
        return None
    head, _, rest = name.partition(" ")
    others, _, last = name.rpartition(" ")
    first, second = _order(head, rest), _order(last, others)
    if first is None or second is None:
        return None
    best, other = (first, second) if first.bits >= second.bits else (second, first)
    if best.bits < _PLAUSIBLE:
        return None
    if other.bits <= best.bits - _WORTH or len(other.given) != len(best.given):
        return _made(name, best.family, best.given)
    given = [_joined(pair) for pair in zip(best.given, other.given, strict=True)]
    return _made(name, _joined((best.family, other.family)), given)


class _Ordered(NamedTuple):
    """A name with the family name in one place: bits and sounds."""

    bits: float
    family: Sound
    given: Sequence[Sound]


_IMPOSSIBLE = _Ordered(NEVER, _NOTHING, ())


def _order(family_word: str, given_words: str) -> _Ordered | None:
    """What a name is with this family name, read in each likely way; None where a word is unusual."""
    family, given = _head(family_word), _rest(given_words)
    if family is None or given is None:
        return None
    totals = [one + other for one, other in zip(family.bits, given.bits, strict=True)]
    best = max(totals)
    if best < NEVER / 2:
        return _IMPOSSIBLE
    way = totals.index(best)
    chosen = given.sounds[way]
    if sum([total > best - _WORTH for total in totals]) == 1:
        return _Ordered(best, family.sounds[way], chosen)
    ways = [at for at, total in enumerate(totals) if total > best - _WORTH and len(given.sounds[at]) == len(chosen)]
    ways.sort(key=lambda at: at != way)
    sounds = [_joined([given.sounds[one][at] for one in ways]) for at in range(len(chosen))]
    return _Ordered(best, _joined([family.sounds[one] for one in ways]), sounds)


def _three(name: str) -> Spelling | None:
    """Family name and two syllables; None where the first two may be the family name or the last a title."""
    if all("가" <= char <= "힣" for char in name):
        kind, space = "hangul", "ko"
    elif all("一" <= char <= "龥" for char in name):
        kind, space = "han", "han"
    else:
        return None
    families, syllables = _model().table(kind, space, FAMILY), _model().table(kind, space, GIVEN)
    family, first, second = families[name[0]], syllables[name[1]], syllables[name[2]]
    if not (family and first and second) or families[name[:2]] or name.endswith(_titles(kind)):
        return None
    return _made(name, _sound(family), (_sound(first), _sound(second)))


@cache
def _titles(kind: str) -> tuple[str, ...]:
    return tuple(clean.endings("korean" if kind == "hangul" else "han"))


class _Head(NamedTuple):
    """A word as family name: for each way of reading letters its bits and its sound."""

    bits: tuple[float, ...]
    sounds: tuple[Sound, ...]


class _Rest(NamedTuple):
    """The other words as given name: the same."""

    bits: tuple[float, ...]
    sounds: tuple[tuple[Sound, ...], ...]


@lru_cache(maxsize=200_000)
def _head(written: str) -> _Head | None:
    word = clean.word(written)
    if word.foreign or word.marked or word.title or word.suffix:
        return None
    if "-" in word.plain:  # no family name, save one of two syllables, which is for the engine to tell
        double = _model().table("latin", "ko", FAMILY)[word.plain.replace("-", "")]
        return None if double else _NO_FAMILY
    senses = _words().senses(word.plain, "latin")
    sounds = tuple(_sound(sense.family) if sense.family else _NOTHING for sense in senses)
    return _Head(tuple(sense.as_family for sense in senses), sounds)


_NO_FAMILY = _Head((NEVER,) * len(WAYS["latin"]), (_NOTHING,) * len(WAYS["latin"]))


@lru_cache(maxsize=300_000)
def _rest(written: str) -> _Rest | None:
    found = [clean.word(word) for word in written.split()]
    if any(word.foreign or word.marked or word.title or word.suffix for word in found):
        return None
    pieces = [_words().senses(piece, "latin") for word in found for piece in word.plain.split("-") if piece]
    if not 1 <= len(pieces) <= 4:
        return None
    ways = [_cut([piece[at].given for piece in pieces], way) for at, way in enumerate(WAYS["latin"])]
    bits = tuple(max((bits + length(parts) for parts, bits in options), default=NEVER) for options in ways)
    return _Rest(bits, tuple(_given(options) for options in ways))


def _cut(pieces: Sequence[Sequence[Given]], way: Way) -> Sequence[Given]:
    """The ways to read a given name written in pieces, with the change of sound between them undone."""
    options: Sequence[Given] = pieces[0]
    for piece in pieces[1:]:
        options = joined(options, piece)
    if len(pieces) == 2:
        options = [*options, *(other for given in options for other in _words().undone(given, way))]
    return options


def _given(ways: Sequence[Given]) -> tuple[Sound, ...]:
    """The likeliest way to cut a given name, with the sounds of those nearly as likely that have as many syllables."""
    if not ways:
        return ()
    best, bits = max(ways, key=lambda way: way[1] + length(way[0]))
    alike = [parts for parts, other in ways if len(parts) == len(best) and other > bits - _WORTH]
    alike.sort(key=lambda parts: parts is not best)
    return tuple(_together([parts[at] for parts in alike]) for at in range(len(best)))


def _other(name: Name) -> Spelling:
    """A name of another kind: its words in any order are its reading and key."""
    same = _hashed(" ".join(sorted(words(name.bare))))
    return Spelling(name.text, 0, 0, 0, 0, same, same, 0, 0, 0, True)


def _shape(reading: Reading) -> tuple[bool, int]:
    return reading.family is not None, len(reading.given)


def _together(parts: Sequence[Part]) -> Sound:
    """The sounds of parts that one syllable may be, under the name of the first."""
    return _joined([_sound(part) for part in parts]) if parts else _NOTHING


def _joined(found: Sequence[Sound]) -> Sound:
    if len(found) == 1:
        return found[0]
    bits = 0
    for sound in found:
        bits |= sound.bits
    return found[0]._replace(bits=bits)


def _sound(part: Part) -> Sound:
    """The sound of a part; remembered, since parts are few."""
    found = _SOUNDS.get(part.id)
    if found is None:
        atoms = _korean(part)
        bits = 0
        for atom, chance in atoms.items():
            if chance >= _LIKELY:
                bits |= _bits(atom)
        best = max(atoms, key=lambda atom: atoms[atom], default=part.text)
        found = _SOUNDS[part.id] = Sound(bits, best, _folded(best), _hashed(_folded(best)))
    return found


def _korean(part: Part) -> dict[str, float]:
    """The chances of Korean syllables behind a part: its own, or those of the characters behind its Mandarin sounds."""
    model = _model()
    own = model.sounds(part, "ko")
    if own:
        return own
    found: dict[str, float] = defaultdict(float)
    for sound, chance in model.sounds(part, "zh").items():
        for atom, share in _bridge()[part.slot].get(sound, {}).items():
            found[atom] += chance * share
    return found


@cache
def _bridge() -> tuple[dict[str, dict[str, float]], dict[str, dict[str, float]]]:
    """For each Mandarin sound the Korean readings of the characters so read, as often as names hold them."""
    model = _model()
    found: tuple[dict[str, dict[str, float]], ...] = ({}, {})
    prior = model.frequencies.prior["han"]
    for key in {char.key for char in characters().values()}:
        for slot, table in enumerate(found):
            share = prior[slot].get(key, 0.0)
            for sound, chance in model.frequencies.spoken(key, slot, "zh").items() if share else ():
                inner = table.setdefault(sound, {})
                for atom, part in model.frequencies.spoken(key, slot, "ko").items():
                    inner[atom] = inner.get(atom, 0.0) + share * chance * part
    family, given = ({sound: _shares(atoms) for sound, atoms in table.items()} for table in found)
    return family, given


def _shares(parts: dict[str, float]) -> dict[str, float]:
    total = sum(parts.values())
    return {name: part / total for name, part in parts.items()}


def _bits(atom: str) -> int:
    """The bits of the first syllable of an atom (남궁 is told by 남 and its key)."""
    if not atom or not hangul.is_syllable(atom[0]):
        return 0
    onset, vowel, coda = hangul.letters(atom[0])
    ends = _CODAS.index(_END.get(coda, coda))
    return 1 << hangul.ONSETS.index(onset) | 1 << VOWELS_AT + hangul.VOWELS.index(vowel) | 1 << CODAS_AT + ends


def _folded(atom: str) -> str:
    """A syllable with what romanisations confuse folded into one: 선, 순 and 손 fall together."""
    return "".join(_fold_one(char) for char in atom)


def _fold_one(char: str) -> str:
    if not hangul.is_syllable(char):
        return char
    onset, vowel, coda = hangul.letters(char)
    return _ONSET_KEY.get(onset, onset) + _VOWEL_KEY[vowel] + _END.get(coda, coda)


#: Codas as they are heard; one bit each.
_CODAS = ("", "ㄱ", "ㄴ", "ㄷ", "ㄹ", "ㅁ", "ㅂ", "ㅇ")
_END = dict(zip("ㄲㄳㄵㄶㄺㄻㄼㄽㄾㄿㅀㅄㅅㅆㅈㅊㅋㅌㅍㅎ", "ㄱㄱㄴㄴㄱㅁㄹㄹㄹㅂㄹㅂㄷㄷㄷㄷㄱㄷㅂㄷ", strict=True))
_ONSET_KEY = dict(zip("ㄲㅋㄸㅌㅃㅍㅆㅉㅊㄹ", "ㄱㄱㄷㄷㅂㅂㅅㅈㅈㄴ", strict=True))
_VOWEL_KEY = dict(zip(hangul.VOWELS, "aEaEOEOEOaEEOOOEIOOII", strict=True))


def _hashed(words: str) -> int:
    """A number of 31 bits for some words, the same on every machine."""
    return crc32(words.encode(errors="surrogatepass")) >> 1


@cache
def _model() -> Model:
    return Model()


@cache
def _words() -> Words:
    return Words(_model())


@cache
def _parser() -> Parser:
    return Parser(_model())
