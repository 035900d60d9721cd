"""What findings, verdicts, methods and estimates mean in words, in three languages (resources/estimate.yml).

Words come before numbers: a floor is said as "at least", a range that the data do not narrow as such, and a refusal
has reasons and no number.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import floor, isfinite, log10
from typing import Any

from chamsae.errors import InputError, phrase
from chamsae.estimate.checks import Code
from chamsae.model.estimate import CaptureTable, Estimate, Estimation, Finding, Grade, Method, Role, Verdict
from chamsae.text.shipped import shipped

LANGUAGES = ("en", "ko", "zh")
#: Notes that are printed as warnings are: what the number is worth, even where nothing is wrong with it.
PRINTED = frozenset((
    Code.NOT_IDENTIFIED_RANGE, Code.WITHIN_LIST_HOLDS, Code.WITHIN_LIST_FAILS, Code.WITHIN_LIST_UNSURE,
    Code.METHODS_FIT_WORSE, Code.LINKAGES,
))  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A finding in words: its name, how grave it is, what it means, and what to do."""

    label: str
    grade: str
    means: str
    do: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodWords:
    """A method in words: its name, the papers it comes from, what it assumes, and what its number does not mean."""

    name: str
    source: str
    assumes: tuple[str, ...]
    means_not: str


def say(finding: Finding, language: str = "en") -> str:
    """What a finding means and what to do about it, in sentences that may be printed."""
    said = told(finding, language)
    return _joined((said.means, said.do), _known(language))


def told(finding: Finding, language: str = "en") -> Said:
    """A finding in words; one of a code that has none (of another version) is told by its code."""
    known = _known(language)
    grade = _table()["grades"][finding.grade][known]
    held = _table()["findings"].get(finding.code)
    if held is None:
        return Said(label=finding.code, grade=grade, means=finding.code, do="")
    shown = _shown(finding, known)
    means, do = (held[key][known].format_map(shown) for key in ("means", "do"))
    return Said(label=held["label"][known], grade=grade, means=means, do=do)


def verdict(one: Verdict, language: str = "en") -> tuple[str, str]:
    """A verdict's name, and the sentence that goes before every number."""
    held = _table()["verdicts"][one]
    return held["label"][_known(language)], held["means"][_known(language)]


def method(one: Method, language: str = "en") -> MethodWords:
    """A method in words; what all methods assume stands after what only this one does."""
    known, held = _known(language), _table()["methods"][one]
    assumes = tuple(entry[known] for entry in (*held["assumes"], *_table()["common"]))
    return MethodWords(
        name=held["name"][known], source=held["source"], assumes=assumes, means_not=held["not"][known]
    )  # fmt: skip


def role(one: Role, language: str = "en") -> str:
    """What a number may be used for, in a word."""
    word: str = _table()["roles"][one][_known(language)]
    return word


def alternative(name: str, language: str = "en") -> str:
    """The assumption under which an alternative was estimated ("nhoi", "independent:A|B"), in words."""
    kind, _, pair = name.partition(":")
    held = _table()["alternatives"].get(kind)
    if held is None:
        return name
    first, _, second = pair.partition("|")
    words: str = held[_known(language)].format(first=first, second=second)
    return words


def prior(name: str, language: str = "en") -> str:
    """A prior that the answer was tried with ("chances:1, 1", "alpha:1, 1"), in words."""
    kind, _, numbers = name.partition(":")
    held = _table()["priors"].get(kind)
    if held is None:
        return name
    words: str = held[_known(language)].format(numbers=numbers)
    return words


def paragraph(estimation: Estimation, language: str = "en") -> str:
    """An estimation as a paragraph that may be printed as it is: verdict, numbers if any, cautions, what it is not."""
    return _joined(sentences(estimation, language), _known(language))


def sentences(estimation: Estimation, language: str = "en") -> tuple[str, ...]:
    """The sentences of the paragraph, in their order."""
    known = _known(language)
    opening = (_documented(estimation.table, known), verdict(estimation.verdict, known)[1])
    answer = estimation.answer
    if answer is None or estimation.verdict is Verdict.REFUSED:
        refusals = [one for one in estimation.findings if one.grade is Grade.REFUSAL]
        return (*opening, *(say(one, known) for one in refusals))
    shape = "wide" if any(one.code == Code.HEAVY_TAIL for one in estimation.findings) else "range"
    cautions = [one for one in estimation.findings if one.grade is Grade.WARNING or one.code in PRINTED]
    return (
        *opening,
        *_numbers(answer, known, shape),
        *_least(estimation, answer, known),
        *(told(one, known).means for one in cautions if one.code != Code.HEAVY_TAIL),
        *_method(answer, known),
        _table()["not"][known],
    )


def number(value: float, language: str = "en") -> str:
    """A number as it stands in a sentence: whole, or two digits where it is small; a dash for none."""
    _known(language)  # all three languages group by thousands with commas
    if not isfinite(value):
        return "–"
    return f"{value:,.0f}" if value >= 10 or float(value).is_integer() else f"{value:.2g}"


def rounded(total: float) -> float:
    """An estimated total as it may be printed: three digits that say something, then zeros."""
    unit = 10.0 ** (floor(log10(total)) - 2) if total >= 1000 else 1.0
    return round(total / unit) * unit


def share(value: float) -> str:
    """A share as per cent, which says neither none nor all where it is not."""
    if not isfinite(value):
        return "–"
    percent = 100 * value
    if 10 <= percent <= 99 or percent in {0, 100}:
        return f"{percent:.0f}%"
    return f"{min(percent, 99.9):.1f}%" if percent > 99 else f"{percent:.2g}%"


def listed(names: Sequence[str], language: str = "en") -> str:
    """Names one after another: "A, B and C"."""
    known = _known(language)
    if known == "en" and len(names) > 1:
        return f"{', '.join(names[:-1])} and {names[-1]}"
    return ("、" if known == "zh" else ", ").join(names)


def _documented(table: CaptureTable, known: str) -> str:
    lists = sum(1 for size in table.sizes if size)
    stratum = ", ".join(f"{name} {value}" for name, value in table.stratum)
    key = "documented_part" if stratum else "documented"
    return _sentence(key, known, n=number(table.n), lists=number(lists), stratum=stratum)


def _numbers(answer: Estimate, known: str, shape: str) -> tuple[str, ...]:
    low, high = answer.low, answer.high
    if answer.role is Role.FLOOR or (low is not None and high is None):
        return (_sentence("floor", known, low=_total(answer.median if low is None else low)),)
    if low is None or high is None:
        return (_sentence("point", known, median=_total(answer.median)),)
    said = _sentence(
        shape, known, low=_total(low), high=_total(high), median=_total(answer.median),
        few=_total(max(low - answer.n, 0)), many=_total(max(high - answer.n, 0)),
    )  # fmt: skip
    return said, _sentence("level", known, level=f"{100 * answer.level:g}")


def _least(estimation: Estimation, answer: Estimate, known: str) -> tuple[str, ...]:
    """What a lower bound says beside the answer, unless lists avoid each other: then it is none."""
    floors = [one.median if one.low is None else one.low for one in estimation.others if one.role is Role.FLOOR]
    if not floors or any(one.code == Code.LISTS_AVOID for one in estimation.findings):
        return ()
    above = answer.low is not None and max(floors) > answer.low
    return (_sentence("least_above" if above else "least", known, low=_total(max(floors))),)


def _method(answer: Estimate, known: str) -> tuple[str, ...]:
    words = method(answer.method, known)
    named = _sentence("method", known, name=words.name, source=words.source)
    return named, _sentence("assumes", known), *words.assumes, words.means_not


def _sentence(key: str, known: str, **shown: str) -> str:
    sentence: str = _table()["paragraph"][key][known].format(**shown)
    return sentence


def _total(value: float) -> str:
    return number(rounded(value))


class _Shown(dict[str, str]):
    """What a template mentions; a dash for what a finding does not hold."""

    def __missing__(self, key: str) -> str:
        return "–"


def _shown(finding: Finding, known: str) -> _Shown:
    shown = _Shown({name: _value(name, value) for name, value in finding.numbers.items()})
    shown["names"] = listed(finding.lists, known) or "–"
    shown.update(zip(("first", "second"), finding.lists, strict=False))
    return shown


def _value(name: str, value: float) -> str:
    if name == "share":
        return share(value)
    if name in {"year", "since", "until"}:
        return f"{value:.0f}"
    if name == "rhat":
        return f"{value:.3f}" if isfinite(value) else "–"
    return _total(value) if name in {"low", "high", "answer"} else number(value)


def _joined(parts: Sequence[str], known: str) -> str:
    return ("" if known == "zh" else " ").join(part for part in parts if part)


def _known(language: str) -> str:
    known = language.lower().replace("_", "-").partition("-")[0]
    if known not in LANGUAGES:
        raise InputError(
            phrase("there are no words in the language “%(language)s”", language=language),
            do=phrase("Use %(names)s.", names=", ".join(LANGUAGES)),
        )
    return known


@cache
def _table() -> Mapping[str, Any]:  # the shape of the resource; the functions above give it types
    held: Mapping[str, Any] = shipped("estimate")
    return held
