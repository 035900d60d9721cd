"""Figures as lines of a list: range, state, who says so, all claims as a strip; two queries besides the list's own."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chamsae.db import rows as nouns
from chamsae.db.models import GroupRow, MemberRow, SettlementRow
from chamsae.model.amount import Amount, Comparator
from chamsae.model.claim import SpeakerKind
from chamsae.model.settlement import Scope, State
from chamsae.publish.axis import Bar, axis, band, bar
from chamsae.web import labels
from chamsae.web.reasons import reason_words
from chamsae.web.words import range_words, when_words

#: Who says so, named in a line; the others are counted.
NAMED = 3


@dataclass(frozen=True, slots=True)
class Who:
    """A speaker or publisher as a line names it, in the language of its document."""

    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Strip:
    """The claims of a figure on an axis of its own: the range as a stripe, a bar for each claim that is no copy."""

    band: tuple[float, float] | None
    bars: tuple[Bar, ...]
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure in a list. `origins` and `most` are the least and the most independent origins."""

    id: str
    scope: str
    range: str
    state: State
    settled_by: str
    origins: int
    most: int
    size: int
    reason: str
    who: tuple[Who, ...]
    more: int
    strip: Strip | None


def figure_lines(alias: str, rows: Iterable[GroupRow]) -> list[FigureLine]:
    """Figures with the settlement that stands for each."""
    found = list(rows)
    settled = settlements(alias, [row.settlement for row in found if row.settlement is not None])
    said = _said(alias, [row.id for row in found])
    return [_line(row, settled.get(row.settlement or 0), said.get(row.id, [])) for row in found]


def settlements(alias: str, numbers: Sequence[int]) -> Mapping[int, SettlementRow]:
    """Settlements by number."""
    return SettlementRow.objects.using(alias).in_bulk(list(numbers))


def scope_words(scope: Scope) -> str:
    """What a figure is a figure of, in one line."""
    pieces = (labels.counted(scope.counted), labels.act(scope.act), labels.place(scope.place), when_words(scope.when))
    return " · ".join(piece for piece in pieces if piece)


@dataclass(frozen=True, slots=True)
class _Said:
    """What one claim that repeats nothing says, and who says it."""

    amount: Amount
    who: Who


def _said(alias: str, groups: Sequence[str]) -> Mapping[str, list[_Said]]:
    """The claims of figures that repeat no other, in order."""
    found: defaultdict[str, list[_Said]] = defaultdict(list)
    rows = MemberRow.objects.using(alias).filter(group__in=groups, copy_of=None).order_by("group_id", "position")
    for group, low, high, comparator, unit, speaker, kind, *document in rows.values_list(*COLUMNS):
        amount = Amount(low=low, high=high, comparator=Comparator(comparator), unit=unit)
        found[group].append(_Said(amount, _who(speaker, kind, *document)))
    return found


COLUMNS = (
    "group_id", "claim__low", "claim__high", "claim__comparator", "claim__unit", "claim__speaker",
    "claim__speaker_kind", "claim__document__publisher", "claim__document__title", "claim__document__name",
    "claim__document__language",
)  # fmt: skip


def _who(speaker: str | None, kind: str | None, publisher: str | None, *document: str) -> Who:
    title, name, language = document
    named = speaker if speaker and kind != SpeakerKind.NARRATOR else ""
    return Who(named or publisher or title or name, language)


def _line(row: GroupRow, settled: SettlementRow | None, said: Sequence[_Said]) -> FigureLine:
    low, high = (settled.low, settled.high) if settled else (row.low, row.high)
    who = list(dict.fromkeys(one.who for one in said))
    return FigureLine(
        id=row.id,
        scope=scope_words(nouns.group(row, ()).scope),
        range=range_words(low, high, row.unit),
        state=State(row.state),
        settled_by=settled.by if settled else "",
        origins=row.origins,
        most=row.origins_most,
        size=row.size,
        reason=settled.reason if settled else reason_words(row.reason),
        who=tuple(who[:NAMED]),
        more=max(0, len(who) - NAMED),
        strip=_strip([one.amount for one in said], low, high),
    )


def _strip(amounts: Sequence[Amount], low: float | None, high: float | None) -> Strip | None:
    scale = axis(amounts, (low, high))
    bars = tuple(drawn for one in amounts if (drawn := bar(one, scale)))
    return Strip(band(low, high, scale), bars, scale.ticks[0].label, scale.ticks[-1].label) if bars else None
