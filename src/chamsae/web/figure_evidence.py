"""What stands beside a figure: statements that confirm or deny it, and arithmetic that supports or questions it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chamsae.model.check import Check
from chamsae.model.stance import Stance
from chamsae.web.figure_entries import claims_by_id, source_words
from chamsae.web.rows import ClaimLine


@dataclass(frozen=True, slots=True)
class Word:
    """A statement about a figure, with the claim it is."""

    stance: Stance
    line: ClaimLine


@dataclass(frozen=True, slots=True)
class Term:
    """A claim in a check: its footnote where it stands in this figure, the figure it stands in otherwise."""

    line: ClaimLine
    who: str
    note: int | None
    group: str | None
    conflicting: bool


@dataclass(frozen=True, slots=True)
class Sum:
    """A check with its claims; a question first names those that cannot all hold."""

    check: Check
    terms: tuple[Term, ...]


def words_on(alias: str, stances: Iterable[Stance]) -> list[Word]:
    """Statements about a figure in their order; those whose claim is gone are left out."""
    given = list(stances)
    lines = claims_by_id(alias, [one.claim for one in given]) if given else {}
    return [Word(one, lines[one.claim]) for one in given if one.claim in lines]


def sums(alias: str, checks: Iterable[Check], notes: Mapping[str, int], groups: Mapping[str, str]) -> list[Sum]:
    """Checks with their claims in their order; `notes` are this figure's footnotes, `groups` where claims stand."""
    given = list(checks)
    lines = claims_by_id(alias, {claim for one in given for claim in one.claims}) if given else {}
    return [Sum(one, tuple(_terms(one, lines, notes, groups))) for one in given]


def _terms(
    check: Check, lines: Mapping[str, ClaimLine], notes: Mapping[str, int], groups: Mapping[str, str]
) -> Iterable[Term]:
    for id in sorted(check.claims, key=lambda one: one not in check.conflict):
        if id in lines:
            elsewhere = None if id in notes else groups.get(id)
            yield Term(lines[id], source_words(lines[id]), notes.get(id), elsewhere, id in check.conflict)
