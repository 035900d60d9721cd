"""Counting: what names of known people show about syllables, characters and spellings.

    counts = learn.count(people)      # for each person, the names that person is written with
    engine = names.Engine(counts)

Only counts are kept. The counts that come with Chamsae were made so by tools/gen_names.py.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from chamsae.text.names.model import Model, Part
from chamsae.text.names.parsing import Parser
from chamsae.text.names.reading import Language, Name, Reading
from chamsae.text.names.tables import Counts
from chamsae.text.names.weigh import Match, match
from chamsae.text.scripts import Script, script

_SLOTS = ("family", "given")


class _Tally:
    def __init__(self) -> None:
        self.syllables: dict[str, Counter[str]] = defaultdict(Counter)
        self.spellings: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
        self.characters: dict[str, Counter[str]] = defaultdict(Counter)
        self.mandarin: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))

    def counts(self) -> Counts:
        return Counts(
            syllables={slot: dict(seen) for slot, seen in self.syllables.items()},
            spellings={slot: {a: dict(s) for a, s in seen.items()} for slot, seen in self.spellings.items()},
            characters={kind: dict(seen) for kind, seen in self.characters.items()},
            mandarin={slot: {a: dict(s) for a, s in seen.items()} for slot, seen in self.mandarin.items()},
        )


def count(people: Iterable[Sequence[str]]) -> Counts:
    """Counts over people, each given as the names one person is written with; names that fit no other are left out."""
    rules_only = Model(Counts())
    parser = Parser(rules_only)
    tally = _Tally()
    for names in people:
        _count_person([parser.read(name) for name in dict.fromkeys(names)], rules_only, tally)
    return tally.counts()


def _count_person(names: Sequence[Name], model: Model, tally: _Tally) -> None:
    hangul = [name for name in names if _kind(name) is Script.HANGUL]
    han = [name for name in names if _kind(name) is Script.HAN]
    latin = [name for name in names if _kind(name) is Script.LATIN]
    for name in hangul[:1]:
        _count_syllables(name.readings[0], tally)
    for name in _distinct(latin):
        if hangul:
            _count_spellings(hangul[0], name, model, tally)
        elif han:
            _count_mandarin(han[0], name, model, tally)
    for name in han[:1]:
        _count_characters(name, hangul, latin, model, tally)


def _kind(name: Name) -> Script | None:
    return script(name.bare[0]) if name.readings else None


def _distinct(names: Iterable[Name]) -> Iterable[Name]:
    """Names that differ in more than order, hyphens and capitals."""
    found: dict[object, Name] = {}
    for name in names:
        found.setdefault((name.readings[0].language, name.readings[0].family, name.readings[0].given), name)
    return found.values()


def _count_syllables(reading: Reading, tally: _Tally) -> None:
    if reading.family:
        tally.syllables["family"][_likeliest(reading.family)] += 1
    tally.syllables["given"].update(_likeliest(part) for part in reading.given)


def _count_spellings(hangul: Name, latin: Name, model: Model, tally: _Tally) -> None:
    found = _fitting(hangul, latin, Language.KOREAN, model)
    for left, right in _parts(found):
        if right.script == "latin":
            tally.spellings[_SLOTS[left.slot]][_behind(left, right, "ko", model)][right.text] += 1


def _count_mandarin(han: Name, latin: Name, model: Model, tally: _Tally) -> None:
    found = _fitting(han, latin, Language.MANDARIN, model)
    for left, right in _parts(found):
        tally.mandarin[_SLOTS[left.slot]][_behind(left, right, "zh", model)][right.text] += 1


def _count_characters(han: Name, hangul: Sequence[Name], latin: Sequence[Name], model: Model, tally: _Tally) -> None:
    found = _fitting(han, hangul[0], Language.KOREAN, model) if hangul else None
    if found:
        for left, right in _parts(found):
            tally.characters[f"ko_{_SLOTS[left.slot]}"][_likeliest(right) + _likeliest(left)] += 1
    elif not any(name.readings[0].language is Language.KOREAN for name in latin):
        for part in _all(han.readings[0]):
            tally.characters[f"zh_{_SLOTS[part.slot]}"][_likeliest(part)] += 1


def _fitting(left: Name, right: Name, language: Language, model: Model) -> Match | None:
    """The best match in one language in which the parts fit; of three or more parts one may be written oddly."""
    matches = [match(a, b, model) for a in left.readings for b in right.readings if b.language is language]
    return max(filter(_fits, matches), key=lambda found: found.weight, default=None)


def _fits(found: Match) -> bool:
    odd = sum(side.ratio <= 1 for side in found.sides)
    return all(side.left and side.right for side in found.sides) and odd <= (len(found.sides) > 2)


def _parts(found: Match | None) -> Iterable[tuple[Part, Part]]:
    return ((side.left, side.right) for side in found.sides if side.left and side.right) if found else ()


def _behind(known: Part, written: Part, space: str, model: Model) -> str:
    """The syllable a spelling stands for: one that both parts may be, else the likeliest of the known one."""
    a, b = model.sounds(known, space), model.sounds(written, space)
    return max(a, key=lambda sound: (a[sound] * b.get(sound, 0.0), a[sound]))


def _all(reading: Reading) -> Iterable[Part]:
    return (*((reading.family,) if reading.family else ()), *reading.given)


def _likeliest(part: Part) -> str:
    own = part.sounds[part.space]
    return max(own, key=lambda atom: own[atom])
