"""What scoring yields: a mark for each question asked of each entry, shares of them, findings to look at."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from chamsae.read.gold.shape import Importance, Kind

#: Entries whose being found counts.
COUNTED: frozenset[Importance] = frozenset({"core", "secondary"})

#: The aspect of every wanted entry: was it found at all.
FOUND = "found"
#: The aspect of every proposal that counts: does it stand in the gold.
RIGHT = "right"


class What(StrEnum):
    """What a finding is about."""

    MISSED = "missed"
    MISREAD = "misread"
    WRONG = "wrong"
    INVENTED = "invented"
    REPEATED = "repeated"
    TRAP = "trap"
    JOINED = "joined"


#: What `--list misses` shows; the rest is what was read and should not have been.
MISSES = frozenset({What.MISSED, What.MISREAD, What.WRONG})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The answer to one question (`aspect`) about one entry or, for RIGHT, about one proposal."""

    kind: Kind
    aspect: str
    right: bool
    language: str
    importance: Importance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something to look at: where, in which words, what was read there and what was wanted."""

    what: What
    kind: Kind
    document: str
    entry: str | None
    start: int
    end: int
    read: str
    wanted: str
    aspect: str | None = None
    importance: Importance | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    right: int
    of: int

    @property
    def value(self) -> float | None:
        """The share, 0 to 1; None of nothing."""
        return self.right / self.of if self.of else None

    def interval(self) -> tuple[float, float] | None:
        """Where the share lies at 95 % (Wilson 1927, score interval): honest for few entries, too; None of nothing."""
        if not self.of:
            return None
        z, n, p = 1.959964, self.of, self.right / self.of
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clusters:
    """How far the readers' entities are the people (or organisations) meant, over the mentions found.

    `pure` are entities all of whose mentions are of one; B-cubed precision and recall (Bagga and Baldwin 1998) are
    means over mentions; `joined` are pairs of keep_apart that share an entity, of all pairs.
    """

    pure: Share
    precision: float | None
    recall: float | None
    joined: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """All marks of a run, the traps taken, the clusters, the findings; `noted` says what was not scored and why."""

    marks: tuple[Mark, ...]
    traps: Share
    people: Clusters
    organisations: Clusters
    findings: tuple[Finding, ...]
    noted: tuple[str, ...] = ()

    def share(
        self,
        kind: Kind,
        aspect: str = FOUND,
        *,
        importance: Iterable[str] = COUNTED,
        language: str | None = None,
    ) -> Share:
        """Of the entries of a kind that the aspect is asked of, how many are right."""
        asked = [
            mark.right
            for mark in self.marks
            if mark.kind == kind
            and mark.aspect == aspect
            and (mark.importance is None or mark.importance in importance)
            and language in (None, mark.language)
        ]
        return Share(sum(asked), len(asked))

    def f1(self, kind: Kind, language: str | None = None) -> float | None:
        """The harmonic mean of precision and recall; None where either is not known."""
        precision = self.share(kind, RIGHT, language=language).value
        recall = self.share(kind, language=language).value
        if precision is None or recall is None:
            return None
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    def aspects(self, kind: Kind) -> tuple[str, ...]:
        """The aspects asked of a kind, in the order first asked, FOUND and RIGHT left out."""
        asked = dict.fromkeys(mark.aspect for mark in self.marks if mark.kind == kind)
        return tuple(aspect for aspect in asked if aspect not in (FOUND, RIGHT))

    def languages(self) -> tuple[str, ...]:
        """The languages marks were given in."""
        return tuple(sorted({mark.language for mark in self.marks}))

    def invented(self, kind: Kind) -> int:
        """Proposals of a kind that stand in no entry at all."""
        return sum(finding.what is What.INVENTED and finding.kind == kind for finding in self.findings)
