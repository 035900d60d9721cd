"""What the model sees of each unit: its words and tags with their neighbours, where it stands between spaces, what
classes its words belong to, and whether the dictionaries know it, or the units from it on, as a name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chamsae.read.entities.lexicon import LONGEST, Known, Lexicon, Word
from chamsae.read.entities.units import Unit

#: As many units are looked up together as one name.
_UNITS = 9
_SITE, _COMMON = int(Known.SITE), int(Known.COMMON)
_KINDS = (
    (int(Known.PERSON), "P"),
    (int(Known.PLACE), "L"),
    (int(Known.OTHER), "N"),
    (_SITE, "C"),
    (int(Known.PART), "F"),
)
_EDGE = "<>"


def features(text: str, units: Sequence[Unit], lexicon: Lexicon) -> list[list[str]]:
    """One list of named features for each unit of a sentence."""
    words = [_normal(unit.text) for unit in units]
    tags = [unit.tag for unit in units]
    stretches = _stretches(units)
    known = _known(text, units, lexicon)
    made = []
    for at, unit in enumerate(units):
        found = _around(words, tags, at)
        found += _shape(unit, stretches[unit.eojeol], at)
        found += _between_spaces(words, tags, stretches, unit.eojeol)
        found += _name(unit, words[at + 1] if at + 1 < len(words) else _EDGE, lexicon)
        found += _classes(units, tags, stretches, at)
        found += known[at]
        found += ["-" + mark for mark in known[at - 1] if mark[2:3] == "E"] if at else ()
        found += (
            ["+" + mark for mark in known[at + 1] if mark[2:3] == "B" or mark == "g0"] if at + 1 < len(units) else ()
        )
        made.append(found)
    return made


def _normal(word: str) -> str:
    return f"#{len(word)}" if len(word) > 2 and word.isdigit() else word


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The first and last unit between two spaces."""

    first: int
    last: int


def _stretches(units: Sequence[Unit]) -> list[_Stretch]:
    starts = [at for at, unit in enumerate(units) if at == 0 or units[at - 1].eojeol != unit.eojeol]
    return [_Stretch(a, b - 1) for a, b in zip(starts, [*starts[1:], len(units)], strict=True)]


def _around(words: Sequence[str], tags: Sequence[str], at: int) -> list[str]:
    """The words and tags of two units on either side, alone and in pairs."""
    last = len(words) - 1
    w, t = words[at], tags[at]
    w1, t1 = (words[at - 1], tags[at - 1]) if at else (_EDGE, _EDGE)
    w2, t2 = (words[at - 2], tags[at - 2]) if at > 1 else (_EDGE, _EDGE)
    v1, s1 = (words[at + 1], tags[at + 1]) if at < last else (_EDGE, _EDGE)
    v2, s2 = (words[at + 2], tags[at + 2]) if at + 1 < last else (_EDGE, _EDGE)
    return [
        "b", f"w={w}", f"t={t}", f"w1={w1}", f"t1={t1}", f"w2={w2}", f"t2={t2}", f"v1={v1}", f"s1={s1}", f"v2={v2}",
        f"s2={s2}", f"w1w={w1}|{w}", f"wv1={w}|{v1}", f"w1v1={w1}|{v1}", f"t1t={t1}|{t}", f"ts1={t}|{s1}",
        f"t1ts1={t1}|{t}|{s1}", f"ws1={w}|{s1}", f"t1w={t1}|{w}", f"v1v2={v1}|{v2}", f"w2w1={w2}|{w1}",
    ]  # fmt: skip


def _shape(unit: Unit, stretch: _Stretch, at: int) -> list[str]:
    """How the unit looks and how it stands between spaces."""
    word, length = unit.text, min(len(unit.text), 5)
    edges = f"{at == stretch.first:d}{at == stretch.last:d}"
    found = [f"z={word[-1]}", f"a={word[0]}", f"l={length}{_script(word)}", f"e={edges}{unit.tag}", f"at={unit.at}"]
    if len(word) > 2:
        found += (f"zz={word[-2:]}", f"aa={word[:2]}")
    return found


def _script(word: str) -> str:
    """The sorts of characters of a word in their order, a run of one sort once."""
    sorts = ""
    for char in word[:6]:
        sort = (
            "h" if "가" <= char <= "힣" else "0" if char.isdigit() else "a" if char.isascii() and char.isalpha()
            else "c" if "一" <= char <= "鿿" else "j" if "ㄱ" <= char <= "ㆎ" else char
        )  # fmt: skip
        if sorts[-1:] != sort:
            sorts += sort
    return sorts


def _between_spaces(
    words: Sequence[str], tags: Sequence[str], stretches: Sequence[_Stretch], number: int
) -> Iterator[str]:
    """How its own stretch ends and begins, and the stretches beside it."""
    own = stretches[number]
    yield f"el={words[own.last]}/{tags[own.last]}"
    yield f"ef={words[own.first]}/{tags[own.first]}"
    if number + 1 < len(stretches):
        behind = stretches[number + 1]
        yield f"nf={words[behind.first]}"
        yield f"nt={tags[behind.first]}"
        yield f"nl={words[behind.last]}"
    else:
        yield "nf=<>"
    if number:
        before = stretches[number - 1]
        yield f"pl={words[before.last]}"
        yield f"pt={tags[before.last]}"
        yield f"pf={words[before.first]}"
    else:
        yield "pl=<>"


def _name(unit: Unit, behind: str, lexicon: Lexicon) -> Iterator[str]:
    """Whether its syllables are usual in Korean names."""
    family = _mark(lexicon.usual("family", unit.text[0]))
    yield f"f={family}{min(len(unit.text), 4)}"
    if len(unit.text) == 1:
        yield f"fv={family}{behind}"
    yield f"g={_mark(lexicon.usual('first', unit.text[0]))}{_mark(lexicon.usual('second', unit.text[0]))}"
    if unit.at == "S":
        return
    whole, length = unit.whole, min(len(unit.whole), 7)
    yield f"o={whole}"
    yield f"oz={whole[-1]}"
    yield f"ozz={whole[-2:]}"
    yield f"oa={whole[0]}"
    yield f"ol={unit.at}{length}"
    yield f"of={_mark(lexicon.usual('family', whole[0]))}{length}"
    if len(whole) == 3:
        first, second = lexicon.usual("first", whole[1]), lexicon.usual("second", whole[2])
        yield f"og={_mark(lexicon.usual('family', whole[0]))}{_mark(first)}{_mark(second)}"


def _mark(usual: int | None) -> str:
    return "-" if usual is None else str(usual)


def _classes(units: Sequence[Unit], tags: Sequence[str], stretches: Sequence[_Stretch], at: int) -> list[str]:
    """The classes of its word and of the words beside it."""
    number, own = units[at].eojeol, units[at].word
    before = units[at - 1].word if at else None
    behind = units[at + 1].word if at + 1 < len(units) else None
    following = units[stretches[number + 1].first].word if number + 1 < len(stretches) else None
    found: list[str] = []
    if own is not None:
        found = _own(own, before, behind, tags[at + 1] if at + 1 < len(tags) else _EDGE)
    if before is not None:
        found += (f"ca1={before.coarse}", f"cb1={before.middle}", f"cc1={before.fine}")
        found += [f"y1{n}{value}" for n, value in enumerate(before.leaning)]
    if behind is not None:
        found += (f"da1={behind.coarse}", f"db1={behind.middle}", f"dc1={behind.fine}")
        found += [f"x1{n}{value}" for n, value in enumerate(behind.leaning)]
    if following is not None:
        found += (f"nb={following.middle}", f"na={following.coarse}")
        found += [f"n{n}{value}" for n, value in enumerate(following.leaning) if n]
    if at > 1 and (further := units[at - 2].word) is not None:
        found.append(f"cb2={further.middle}")
    if at + 2 < len(units) and (further := units[at + 2].word) is not None:
        found.append(f"db2={further.middle}")
    if number and (left := _last_noun(units, stretches[number - 1])) is not None:
        found.append(f"pb={left.middle}")
    return found


def _own(own: Word, before: Word | None, behind: Word | None, tag: str) -> list[str]:
    found = [f"ca={own.coarse}", f"cb={own.middle}", f"cc={own.fine}", f"cbs={own.middle}|{tag}"]
    found += [f"y{n}{value}" for n, value in enumerate(own.leaning)]
    found.append(f"yy={''.join(str(value // 2) for value in own.leaning[1:])}")
    if behind is not None:
        found.append(f"cbdb={own.middle}|{behind.middle}")
    if before is not None:
        found.append(f"cb1cb={before.middle}|{own.middle}")
    return found


def _last_noun(units: Sequence[Unit], stretch: _Stretch) -> Word | None:
    for at in range(stretch.last, stretch.first - 1, -1):
        if units[at].word is not None and units[at].tag.startswith("N"):
            return units[at].word
    return None


@dataclass(frozen=True, slots=True)
class _Match:
    """A string of the dictionaries: its first and last unit, its length, and the bits of all it is known as."""

    first: int
    last: int
    length: int
    known: int


def _known(text: str, units: Sequence[Unit], lexicon: Lexicon) -> list[list[str]]:
    """For each unit, whether the dictionaries know a name that begins (B), goes on (I) or ends (E) with it."""
    marks: list[list[str]] = [[] for _ in units]
    taken = dict.fromkeys((kind for kind, _ in _KINDS), -1)
    for at, unit in enumerate(units):
        if unit.tag[0] in "JE" or not "가" <= unit.text[0] <= "힣":
            continue
        found = _longest(text, units, at, lexicon)
        for kind, letter in _KINDS if found else ():
            match = found.get(kind)
            if match is not None and at > taken[kind]:
                taken[kind] = match.last
                _note(marks, units, match, letter)
    return [mark or ["g0"] for mark in marks]


def _longest(text: str, units: Sequence[Unit], at: int, lexicon: Lexicon) -> dict[int, _Match]:
    """The longest name of each kind that begins with a unit."""
    found: dict[int, _Match] = {}
    start = units[at].start
    for last in range(at, min(at + _UNITS, len(units))):
        length = units[last].end - start
        if length > LONGEST or (last > at and units[last].start != units[last - 1].end):
            break
        known = lexicon.known(text[start : units[last].end])
        for kind, _ in _KINDS if known else ():
            if kind & known and (length > 1 or kind == _SITE):
                found[kind] = _Match(at, last, length, known)
    return found


def _note(marks: list[list[str]], units: Sequence[Unit], match: _Match, kind: str) -> None:
    first, last = match.first, match.last
    common = "a" if match.known & _COMMON else ""
    length = min(match.length, 5)
    marks[first] += (f"g{kind}B", f"g{kind}B{length}{common}")
    behind = units[last + 1] if last + 1 < len(units) else None
    marks[first].append(f"g{kind}t{behind.tag if behind else _EDGE}")
    if behind is not None:
        marks[first].append(f"g{kind}w{behind.text}")
        marks[last + 1].append(f"g{kind}A{behind.start == units[last].end:d}")
    for at in range(first + 1, last + 1):
        marks[at] += (f"g{kind}I{common}", f"g{kind}I{length}")
    marks[last].append(f"g{kind}E{common}")
