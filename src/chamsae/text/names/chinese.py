"""How Mandarin and Cantonese are written in letters: pinyin, Wade-Giles, Taiwan's habits, Palladius, Hong Kong.

Each function returns, for every spelling, the chances P(spelling | syllable) of the syllables it may stand for.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from chamsae.text.names import hangul
from chamsae.text.names.tables import Tree, Weights, branch, leaves, normal, pairs, rules, text

Spellings = dict[str, Weights]

_PINYIN = re.compile(r"(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]?)(.+)")
_JYUTPING = re.compile(r"(gw|kw|ng(?=.)|[bpmfdtnlgkhwzcsj]?)(.*)")

#: Of Mandarin names in letters: pinyin, Wade-Giles as it should be, what is written in its place.
_SHARES = (0.6, 0.2, 0.2)


def mandarin_latin(syllables: Iterable[str]) -> Spellings:
    """Pinyin, Wade-Giles and Taiwan's spellings of toneless pinyin syllables."""
    found: Spellings = defaultdict(dict)
    for syllable in syllables:
        for form, share in zip((_pinyin, _wade_giles, _taiwan), _SHARES, strict=True):
            for spelling, part in normal(form(syllable)).items():
                found[spelling][syllable] = found[spelling].get(syllable, 0.0) + share * part
    return found


def palladius(syllables: Iterable[str]) -> Spellings:
    """Cyrillic spellings of toneless pinyin syllables."""
    tree = rules("chinese")["palladius"]
    found: Spellings = defaultdict(dict)
    for syllable in syllables:
        found[_converted(syllable, tree)][syllable] = 1.0
    return found


def hangul_spellings(syllables: Iterable[str]) -> Spellings:
    """Mandarin syllables as the South writes them in Hangul: xiao is 샤오, jia 자."""
    tables = branch(rules("chinese")["hangul"])
    onsets, finals, whole = (dict(leaves(tables[name])) for name in ("onset", "final", "whole"))
    found: Spellings = defaultdict(dict)
    for syllable in syllables:
        onset, final = _cut(syllable)
        written = whole.get(syllable) or _before(onsets.get(onset, "ㅇ"), finals.get(final, ""))
        if written:
            found[written][syllable] = 1.0
    return found


def _before(onset: str, final: str) -> str:
    if not final:
        return ""
    _, vowel, coda = hangul.letters(final[0])
    if onset in "ㅈㅊㅉ":  # no y is heard after them
        vowel = {"ㅑ": "ㅏ", "ㅖ": "ㅔ", "ㅠ": "ㅜ"}.get(vowel, vowel)
    return hangul.syllable(onset, vowel, coda) + final[1:]


def cantonese_latin(syllables: Iterable[str]) -> Spellings:
    """Hong Kong's spellings of toneless jyutping syllables; jyutping itself is rarely written."""
    tree = branch(rules("chinese")["cantonese"])
    onsets, finals, whole = (_listed(tree[name]) for name in ("onset", "final", "whole"))
    found: Spellings = defaultdict(dict)
    for syllable in syllables:
        match = _JYUTPING.fullmatch(syllable)
        if match is None:
            continue
        made = _product(onsets.get(match[1], {}), finals.get(match[2], {}))
        for table, share in ((made, 0.4 if syllable in whole else 1.0), (whole.get(syllable, {}), 0.6)):
            for spelling, part in normal(table).items():
                found[spelling][syllable] = found[spelling].get(syllable, 0.0) + share * part
    return found


@cache
def family_sounds() -> Mapping[str, Weights]:
    """Family names whose character is read otherwise elsewhere: 曾 is zeng, 朴 piao."""
    return {name: normal(_parts(line)) for name, line in leaves(rules("chinese")["families_latin"])}


def _pinyin(syllable: str) -> Weights:
    if "ü" in syllable:
        return {
            syllable: 0.4,
            syllable.replace("ü", "u"): 0.3,
            syllable.replace("ü", "v"): 0.1,
            syllable.replace("ü", "yu"): 0.2,
        }
    return {syllable: 1.0}


def _wade_giles(syllable: str) -> Weights:
    full = _converted(syllable, rules("chinese")["wade_giles"])
    return {full: 0.35, full.replace("'", ""): 0.35, full.replace("'", "").replace("ü", "u"): 0.3}


def _taiwan(syllable: str) -> Weights:
    tree = branch(rules("chinese")["taiwan"])
    whole = dict(leaves(tree["whole"])).get(syllable, "").split()
    onset, final = _cut(syllable)
    wade = branch(rules("chinese")["wade_giles"])
    onsets = [
        *dict(leaves(tree["onset"])).get(onset, "").split(),
        text(branch(wade["onset"]).get(onset, onset)).replace("'", ""),
    ]
    finals = dict(leaves(tree["final"])).get(final, final).split() or [final]
    made = _product(dict.fromkeys(onsets, 1.0), {f: 1.0 / (rank + 1) for rank, f in enumerate(finals)})
    found = {spelling: 0.5 * part for spelling, part in normal(made).items()}
    for rank, spelling in enumerate(whole):
        found[spelling] = found.get(spelling, 0.0) + 0.5 / (rank + 1)
    return found


def _converted(syllable: str, tree: Tree) -> str:
    tables = branch(tree)
    whole = branch(tables["whole"])
    if syllable in whole:
        return text(whole[syllable])
    onset, final = _cut(syllable)
    return text(branch(tables["onset"]).get(onset, onset)) + text(branch(tables["final"]).get(final, final))


def _cut(syllable: str) -> tuple[str, str]:
    """Beginning and end of a pinyin syllable, ü restored after j, q and x."""
    match = _PINYIN.fullmatch(syllable)
    onset, final = (match[1], match[2]) if match else ("", syllable)
    if onset in {"j", "q", "x"} and final.startswith("u"):
        final = "ü" + final[1:]
    return onset, final


def _product(heads: Mapping[str, float], tails: Mapping[str, float]) -> Weights:
    found: Weights = defaultdict(float)
    for head, part in heads.items():
        for tail, share in tails.items():
            found[head + tail] += part * share
    return found


def _listed(tree: Tree) -> dict[str, Weights]:
    return {
        name: normal({"" if w == "-" else w: part for w, part in _parts(line).items()}) for name, line in leaves(tree)
    }


def _parts(line: str) -> Weights:
    """`t 9 d 1`, or one word alone."""
    return pairs(line) if " " in line else {line: 1.0}
