"""The model of names: what a written syllable or character may stand for, and how much two of them speak for one.

A `Part` is one written syllable or character with the chances of each Korean, Mandarin or Cantonese syllable behind it.
Two parts are compared by those chances, whatever scripts they are written in.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from math import log2

from chamsae.text.names import chinese, hangul
from chamsae.text.names.frequency import UNHEARD, Frequencies, kept
from chamsae.text.names.spelling import Speller, kana_forms
from chamsae.text.names.tables import FAMILY, SLOTS, Counts, Weights, branch, normal, pairs, rules, shipped_counts, text

#: How often the same person is written with the same spelling because it is the person's own.
HABIT = 0.5

#: How often a syllable is simply wrong: misheard, mistyped, or another name of the person.
SLIP = 2.0**-7

#: However alike two parts are, so much doubt stays that they are different syllables.
DOUBT = 2.0**-8

#: A spelling of a syllable that is rarer than this is no usual one.
RARELY = 0.005

#: So many counted spellings of a syllable weigh as much as the rules.
RULES_WEIGH = 6.0

#: The share of listed spellings of family names beside those by rule, for each alphabet that has them.
_LISTED = {"latin": 0.96, "mr": 0.3}

#: So many pairs of spellings are remembered before starting over, and so many strings that are none.
_REMEMBERED = 1_000_000

_SLOT_NAMES = ("family", "given")

Forms = dict[str, tuple[tuple[str, float], ...]]


@dataclass(slots=True, eq=False)
class Part:
    """One written syllable. `sounds` holds the chances of what it stands for in its own space; `Model.sounds` has all.

    `bits` is the logarithm of how often a name holds this very spelling at this place: rare ones are far below zero.
    """

    id: int
    text: str
    slot: int
    script: str
    space: str
    bits: float
    sounds: dict[str, Weights] = field(repr=False)


class Model:
    """Everything the engine needs to read and compare, built from rules and counts when first used."""

    def __init__(self, counts: Counts | None = None) -> None:
        """`counts`: what was counted in names; those that come with Chamsae where none are given."""
        self._counts = shipped_counts() if counts is None else counts
        self._korean = rules("korean")
        self.frequencies = Frequencies(self._counts)
        self._latin = tuple(_Seen(self._counts.spellings.get(slot, {})) for slot in _SLOT_NAMES)
        self._mandarin = tuple(_Seen(self._counts.mandarin.get(slot, {})) for slot in _SLOT_NAMES)
        self._ids = count()
        self._tables: dict[tuple[str, str, int], _Table] = {}
        self._resemblance: dict[int, tuple[float, float]] = {}

    def part(self, script: str, space: str, slot: int, written: str) -> Part | None:
        """The part for a written syllable read in a space; None where no name is written so."""
        return self.table(script, space, slot)[written]

    def table(self, script: str, space: str, slot: int) -> "Mapping[str, Part | None]":
        """All parts of one script, space and slot, each made when first looked up."""
        key = (script, space, slot)
        found = self._tables.get(key)
        if found is None:
            found = self._tables.setdefault(key, _Table(lambda written: self._made(script, space, slot, written)))
        return found

    def _made(self, script: str, space: str, slot: int, written: str) -> Part | None:
        chances = self._chances(script, space, slot, written)
        if not chances:
            return None
        prior = self.frequencies.prior[space][slot]
        joint = {atom: prior.get(atom, UNHEARD) * chance for atom, chance in chances.items()}
        total = sum(joint.values())
        own = kept({atom: part / total for atom, part in joint.items()})
        return Part(next(self._ids), written, slot, script, space, log2(total), {space: own})

    def sounds(self, part: Part, space: str) -> Weights:
        """The chances of each syllable of a space behind a part; none where the space cannot be reached from it."""
        found = part.sounds.get(space)
        if found is None:
            found = part.sounds[space] = self._sounds(part, space)
        return found

    def _sounds(self, part: Part, space: str) -> Weights:
        own = part.sounds[part.space]
        if part.space == "han":
            return self.frequencies.spoken(next(iter(own)), part.slot, space)
        return self.frequencies.mandarin(part.space, part.slot, own) if space == "zh" else {}

    # How syllables are written

    def _chances(self, script: str, space: str, slot: int, written: str) -> Weights:
        """P(written | what it stands for), for every syllable or class of the space it may stand for."""
        if space == "han":
            key = "".join(map(self.frequencies.key, written))
            return {key: 1.0} if len(written) == 1 or key in self.frequencies.prior["han"][slot] else {}
        if written.endswith("."):
            return self._initials(script, space, slot, written[:-1])
        if space == "ko":
            return self._korean_chances(script, slot, written)
        chances = self._chinese[script, space].get(written)
        if chances is None:
            return {}
        return self._mandarin[slot].moved(chances, written) if (script, space) == ("latin", "zh") else chances

    def _korean_chances(self, script: str, slot: int, written: str) -> Weights:
        if script in {"hangul", "kana"}:
            return self._whole_forms[script][slot].get(written, {})
        chances = self._spellers[script][slot].atoms(written)
        if slot == FAMILY:
            chances |= self._long_families[script].get(written, {})
            chances = _blended(chances, self._family_latin, written, _LISTED.get(script, 0.0))
        return self._latin[slot].moved(chances, written) if script == "latin" else chances

    def written(self, syllable: str, slot: int) -> frozenset[str]:
        """How a Korean syllable (of a family name, the whole name) is usually written in letters."""
        by_rule = self._spellers["latin"][slot].usual(syllable) if len(syllable) == 1 else {}
        listed = self._family_latin.get(syllable, {}) if slot == FAMILY else {}
        return frozenset(one for one, chance in {**by_rule, **listed}.items() if chance > RARELY)

    def _initials(self, script: str, space: str, slot: int, letter: str) -> Weights:
        """An initial: every syllable whose spelling begins with the letter, as often as it does."""
        if space == "ko" and script in self._spellers:
            return self._spellers[script][slot].beginning(letter)
        return {sound: 1.0 for sound in self.frequencies.prior[space][slot] if sound.startswith(letter)}

    @cached_property
    def _forms(self) -> tuple[Forms, Forms]:
        """The ways a family name and a syllable of a given name stand in Hangul, North and South."""
        family, given = self.frequencies.korean
        return {name: hangul.family_surfaces(name) for name in family}, {atom: hangul.surfaces(atom) for atom in given}

    @cached_property
    def _whole_forms(self) -> Mapping[str, tuple[dict[str, Weights], dict[str, Weights]]]:
        family, given = self._forms
        kana = self._korean["kana"]
        return {
            "hangul": (hangul.by_surface(family), hangul.by_surface(given)),
            "kana": (kana_forms(kana, family), kana_forms(kana, given)),
        }

    @cached_property
    def _spellers(self) -> dict[str, tuple[Speller, Speller]]:
        family, given = self._forms
        single = {name: forms for name, forms in family.items() if len(name) == 1}
        alphabets = ("latin", "mr", "cyrillic")
        return {name: (Speller(self._korean[name], single), Speller(self._korean[name], given)) for name in alphabets}

    @cached_property
    def _long_families(self) -> dict[str, dict[str, Weights]]:
        """Spellings of family names of two syllables: Sŏn-u, Nam Gung."""
        names = [name for name in self.frequencies.korean[FAMILY] if len(name) == 2]
        return {alphabet: spellers[FAMILY].joined(names) for alphabet, spellers in self._spellers.items()}

    @cached_property
    def _family_latin(self) -> Mapping[str, Weights]:
        listed = branch(self._korean["family_latin"])
        return {name: normal(pairs(text(line).replace(",", " "))) for name, line in listed.items()}

    @cached_property
    def _chinese(self) -> dict[tuple[str, str], dict[str, Weights]]:
        zh, yue = (
            {sound for slot in SLOTS for sound in self.frequencies.prior[space][slot]} for space in ("zh", "yue")
        )
        return {
            ("latin", "zh"): chinese.mandarin_latin(zh),
            ("cyrillic", "zh"): chinese.palladius(zh),
            ("hangul", "zh"): chinese.hangul_spellings(zh),
            ("latin", "yue"): chinese.cantonese_latin(yue),
        }

    # How alike two parts are

    def resemblance(self, left: Part, right: Part) -> tuple[float, float]:
        """Ratio and doubt of two parts of one slot, remembered for each pair of spellings.

        The ratio is how much likelier the two are written in one name than in two at random; the doubt is the chance
        that, as written, they are different syllables.
        """
        key = (left.id << 24) + right.id if left.id < right.id else (right.id << 24) + left.id
        found = self._resemblance.get(key)
        if found is None:
            if len(self._resemblance) >= _REMEMBERED:
                self._resemblance.clear()
            found = self._resemblance[key] = self._resemble(left, right)
        return found

    def _resemble(self, left: Part, right: Part) -> tuple[float, float]:
        if left is right:
            return self._itself(left)
        shared, prior = self._shared(left, right)
        ratio = sum(chance / prior.get(atom, UNHEARD) for atom, chance in shared.items())
        if left.script == right.script != "han":
            ratio *= 1 - HABIT
        return max(SLIP, (1 - SLIP) * ratio), max(DOUBT, 1.0 - sum(shared.values()))

    def _itself(self, part: Part) -> tuple[float, float]:
        """A spelling beside itself speaks at least as much for one name as beside any other spelling of it."""
        shared, prior = self._shared(part, part)
        ratio = HABIT * 2.0**-part.bits + (1 - HABIT) * sum(p / prior.get(atom, UNHEARD) for atom, p in shared.items())
        doubt = 1.0
        for space, priors in self.frequencies.prior.items():
            for atom, chance in self.sounds(part, space).items():
                ratio = max(ratio, chance / priors[part.slot].get(atom, UNHEARD))
                doubt = min(doubt, 1.0 - chance)
        return max(SLIP, (1 - SLIP) * ratio), max(DOUBT, doubt)

    def behind(self, left: Part, right: Part) -> tuple[str, float]:
        """The likeliest syllable or character that both parts stand for, and how often names hold it there."""
        shared, prior = self._shared(left, right)
        if not shared:
            return "", 0.0
        found = max(shared, key=lambda atom: shared[atom] / prior.get(atom, UNHEARD))
        return found, prior.get(found, UNHEARD)

    def _shared(self, left: Part, right: Part) -> tuple[Weights, Weights]:
        """The chances that both stand for a syllable, in the space where they meet, and how often names hold it."""
        space = _meeting(left.space, right.space)
        a, b = self.sounds(left, space), self.sounds(right, space)
        return {atom: a[atom] * b[atom] for atom in a if atom in b}, self.frequencies.prior[space][left.slot]


class _Table(dict[str, Part | None]):
    """Parts by their spelling; what is no spelling is remembered too, up to a bound, since it is asked for often."""

    def __init__(self, make: Callable[[str], Part | None]) -> None:
        super().__init__()
        self._make = make
        self._absent = 0

    def __missing__(self, written: str) -> Part | None:
        found = self._make(written)
        if found is None:
            self._absent += 1
            if self._absent > _REMEMBERED:
                return None
        return self.setdefault(written, found)


def _meeting(left: str, right: str) -> str:
    """The space in which two spellings can be compared."""
    if left == right:
        return left
    if "han" in {left, right}:
        return right if left == "han" else left
    return "zh"


class _Seen:
    """Spellings that were counted: they move the chances given by rules, the more the more was counted."""

    def __init__(self, spellings: Mapping[str, Mapping[str, int]]) -> None:
        self._spellings = spellings
        self._total = {atom: sum(seen.values()) for atom, seen in spellings.items()}
        self._atoms: dict[str, list[str]] = defaultdict(list)
        for atom, seen in spellings.items():
            for spelling in seen:
                self._atoms[spelling].append(atom)

    def moved(self, by_rule: Weights, spelling: str) -> Weights:
        """P(spelling | syllable) by rules and counts, also for syllables that by rule are not written so."""
        found = {}
        for atom in {*by_rule, *self._atoms.get(spelling, ())}:
            seen = self._spellings.get(atom, {}).get(spelling, 0)
            found[atom] = (RULES_WEIGH * by_rule.get(atom, 0.0) + seen) / (RULES_WEIGH + self._total.get(atom, 0))
        return found


def _blended(chances: Weights, listed: Mapping[str, Weights], written: str, share: float) -> Weights:
    """Chances by rule moved by a share towards the spellings listed for families."""
    found = {atom: (1 - share if atom in listed else 1.0) * chance for atom, chance in chances.items()}
    for atom, spellings in listed.items() if share else ():
        if written in spellings:
            found[atom] = found.get(atom, 0.0) + share * spellings[written]
    return found
