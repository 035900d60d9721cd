"""An estimation for an audience: which of its numbers may be shown, and what is said in place of those that may not.

A combination of lists that few people have could point at them: for the public it is held back, and with it so many
others that no subtraction from the number documented gives it away. A refused estimation leaves its reason and no
estimate.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from chamsae.model.canonical import canonical
from chamsae.model.estimate import CaptureTable, Estimate, Estimation, Finding, Verdict
from chamsae.model.estimating import KeptEstimation
from chamsae.model.release import WithheldItem
from chamsae.model.released_estimate import (
    ReleasedEstimation,
    ReleasedFinding,
    ReleasedNumber,
    ReleasedOverlap,
    ReleasedPart,
)
from chamsae.protect.release import Audience
from chamsae.protect.tables import LEAST, TOO_SMALL

#: Why a number stays inside that is not small itself, as printed.
TOO_SMALL_IN = "it would give away a small number in it"
#: An estimate with what it is called.
Named = tuple[str, Estimate]


class Naming(StrEnum):
    """Whether lists go by their names or as letters: a partner may not want to be named."""

    LETTERS = "letters"
    NAMES = "names"


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingWords:
    """A finding in a language: its name, what it means and what to do about it."""

    label: str
    means: str
    do: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """One stratum with its words in a language; the estimation has the names of lists that are to be shown.

    `words` must rest on no finding that is `of_few` for the audience.
    """

    estimation: Estimation
    stratum: tuple[tuple[str, str], ...]
    verdict: str
    words: str
    findings: tuple[tuple[Finding, FindingWords], ...]
    answer: Named | None = None
    others: tuple[Named, ...] = ()
    without: tuple[Named, ...] = ()
    alternatives: tuple[Named, ...] = ()
    priors: tuple[Named, ...] = ()
    linkages: tuple[Named, ...] = ()
    assumptions: tuple[str, ...] = ()


def renamed(estimation: Estimation, names: Mapping[str, str]) -> Estimation:
    """The estimation with its lists called so, wherever they are named."""
    table = estimation.table
    return replace(
        estimation,
        table=replace(table, lists=tuple(names.get(one, one) for one in table.lists)),
        findings=tuple(replace(one, lists=tuple(names.get(name, name) for name in one.lists))
                       for one in estimation.findings),
        alternatives=tuple((_alternative(name, names), one) for name, one in estimation.alternatives),
        without=tuple((names.get(name, name), one) for name, one in estimation.without),
        withheld=tuple((names.get(name, name), size, one) for name, size, one in estimation.withheld),
    )  # fmt: skip


def _alternative(name: str, names: Mapping[str, str]) -> str:
    """The name of an alternative ("independent:A|B") with its lists called so."""
    kind, colon, lists = name.partition(":")
    known = sorted(names, key=len, reverse=True)
    pairs = ((one, other) for one in known for other in known if f"{one}|{other}" == lists)
    return kind + colon + next((f"{names[one]}|{names[other]}" for one, other in pairs), "")


def release_estimation(
    kept: KeptEstimation,
    parts: Sequence[Worded],
    *,
    audience: Audience,
    language: str,
    findings: Sequence[tuple[Finding, FindingWords]] = (),
) -> ReleasedEstimation:
    """What may leave of a kept estimation, its id following from its content.

    `parts` are its strata in words, `findings` what stands beside their sum: they name nothing that may not leave.
    """
    desk = _Desk(least=LEAST[audience], held=Counter())
    shown = tuple(part for one in parts if (part := desk.part(one)) is not None)
    whole = len(shown) == len(parts) and all(part.n is not None for part in shown)
    made = ReleasedEstimation(
        id="",
        title=kept.subject if audience is Audience.INTERNAL else "",
        audience=audience.value,
        language=language,
        day=kept.at.date().isoformat(),
        log_number=kept.log_number,
        parts=shown,
        total=_number("", kept.total) if kept.total else None,
        findings=tuple(desk.of_sum(*one, whole=whole) for one in findings),
        record=_record(kept),
        withheld=tuple(WithheldItem(kind=kind, count=many, because=why)
                       for (kind, why), many in sorted(desk.held.items())),
    )  # fmt: skip
    return replace(made, id=f"n{hashlib.sha256(canonical(made).encode()).hexdigest()[:32]}")


@dataclass(slots=True)
class _Desk:
    """What is decided about each stratum: the smallest number shown (0: all), and what stays inside."""

    least: int
    held: Counter[tuple[str, str]]

    def part(self, one: Worded) -> ReleasedPart | None:
        """The stratum as it may be shown; None, and counted, where all of it is a small number."""
        made = one.estimation
        if 0 < made.table.n < self.least:
            self.held["stratum", TOO_SMALL] += 1
            return None
        hidden = small_cells(made.table, self.least)
        total = self._total(made.table, hidden)
        told = made.verdict is not Verdict.REFUSED and one.answer is not None
        return ReleasedPart(
            stratum=one.stratum,
            lists=made.table.lists,
            sizes=tuple(self._sizes(made.table, hidden)),
            n=total,
            overlaps=tuple(self._overlaps(made.table, hidden)),
            verdict=made.verdict.value,
            verdict_words=one.verdict,
            words=one.words if total is not None else "",
            findings=tuple(self._finding(*found) for found in one.findings),
            answer=_number(*one.answer) if told and one.answer else None,
            level=one.answer[1].level if one.answer else 0.95,
            others=_numbers(one.others if told else ()),
            without=_numbers(one.without if told else ()),
            alternatives=_numbers(one.alternatives if told else ()),
            priors=_numbers(one.priors if told else ()),
            linkages=_numbers(one.linkages if told else ()),
            quantiles=one.answer[1].quantiles if told and one.answer else (),
            assumptions=one.assumptions,
            data=made.record.data,
        )

    def _overlaps(self, table: CaptureTable, hidden: set[int]) -> Iterable[ReleasedOverlap]:
        for at, (pattern, count) in enumerate(zip(table.patterns, table.counts, strict=True)):
            if at in hidden:
                self.held["number", TOO_SMALL if count < self.least else TOO_SMALL_IN] += 1
            yield ReleasedOverlap(pattern=pattern, count=None if at in hidden else count)

    def _sizes(self, table: CaptureTable, hidden: set[int]) -> Iterable[int | None]:
        """The size of a list tells what is hidden on it once its other combinations are known."""
        for place, size in enumerate(table.sizes):
            gives_away = any(table.patterns[at][place] for at in hidden)
            self.held["total", TOO_SMALL_IN] += gives_away
            yield None if gives_away else size

    def _total(self, table: CaptureTable, hidden: set[int]) -> int | None:
        """All documented, unless what is hidden could be worked out from it."""
        gives_away = bool(hidden) and not _is_safe(table, hidden, self.least)
        self.held["total", TOO_SMALL_IN] += gives_away
        return None if gives_away else table.n

    def of_sum(self, finding: Finding, words: FindingWords, *, whole: bool) -> ReleasedFinding:
        """What stands beside the sum; its name alone where parts of few persons could be worked out from its words."""
        persons = finding.numbers.get("persons", 0)
        return self._said(finding, words, TOO_SMALL if 0 < persons < self.least else "" if whole else TOO_SMALL_IN)

    def _finding(self, finding: Finding, words: FindingWords) -> ReleasedFinding:
        """What was found; its name alone where its words hold a number of few persons."""
        return self._said(finding, words, TOO_SMALL if of_few(finding, self.least) else "")

    def _said(self, finding: Finding, words: FindingWords, why: str) -> ReleasedFinding:
        made = ReleasedFinding(grade=finding.grade.value, label=words.label)
        if not why:
            return replace(made, words=words.means, do=words.do)
        self.held["sentence", why] += 1
        return made


def release_table(table: CaptureTable, names: Mapping[str, str]) -> ReleasedPart:
    """Who stands on which lists, for those inside: all numbers, no estimate; lists are called by `names`."""
    return ReleasedPart(
        stratum=table.stratum,
        lists=tuple(names.get(name, name) for name in table.lists),
        sizes=table.sizes,
        n=table.n,
        overlaps=tuple(ReleasedOverlap(pattern=p, count=c) for p, c in zip(table.patterns, table.counts, strict=True)),
        verdict="",
        verdict_words="",
        words="",
    )


def of_few(finding: Finding, least: int) -> bool:
    """True where the words of a finding hold a number of persons too small to be shown."""
    return any(0 < number < least and float(number).is_integer() for number in finding.numbers.values())


def small_cells(table: CaptureTable, least: int) -> set[int]:
    """The places of combinations to hold back: all under `least`, and more until what they hold together is safe."""
    hidden = {at for at, count in enumerate(table.counts) if 0 < count < least}
    shown = sorted(set(range(len(table.counts))) - hidden, key=lambda at: (table.counts[at], table.patterns[at]))
    while hidden and shown and not _is_safe(table, hidden, least):
        hidden.add(shown.pop(0))
    return hidden


def _is_safe(table: CaptureTable, hidden: set[int], least: int) -> bool:
    """Two or more are hidden, and together they are no small number."""
    return len(hidden) > 1 and sum(table.counts[at] for at in hidden) >= least


def _numbers(named: Iterable[Named]) -> tuple[ReleasedNumber, ...]:
    return tuple(_number(name, one) for name, one in named)


def _number(name: str, one: Estimate) -> ReleasedNumber:
    return ReleasedNumber(
        name=name, method=one.method.value, role=one.role.value, median=one.median, low=one.low, high=one.high
    )


def _record(kept: KeptEstimation) -> Mapping[str, str]:
    """What repeats the run, in one line each."""
    held = [one.record for one in kept.estimations]
    versions = sorted({f"{name} {version}" for one in held for name, version in one.versions.items()})
    settings = sorted({f"{name} {value}" for one in held for name, value in one.settings.items() if name != "method"})
    methods = dict.fromkeys(str(one.settings.get("method", "")) for one in held)
    told = {
        "method": ", ".join(filter(None, methods)),
        "seed": str(kept.seed),
        "settings": ", ".join(settings),
        "versions": ", ".join(versions),
        "linkages": str(len(kept.linkages)) if kept.linkages else "",
    }
    return {name: words for name, words in told.items() if words}
