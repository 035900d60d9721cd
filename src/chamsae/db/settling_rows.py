"""Settlements and their rows; what earlier versions wrote stays readable."""

from chamsae import codec
from chamsae.db.models import SettlementRow
from chamsae.db.rows import float_column, from_column
from chamsae.model.settlement import Aside, Ground, Settlement
from chamsae.model.storable import storable


def settlement_row(settlement: Settlement, number: int) -> SettlementRow:
    """The row of a settlement."""
    storable(settlement, f"settlement of {settlement.group}")
    return SettlementRow(
        number=number,
        group=settlement.group,
        low=float_column(settlement.low),
        high=float_column(settlement.high),
        claims=list(settlement.claims),
        aside=codec.plain(settlement.aside),
        rule=settlement.rule,
        origins=codec.plain(settlement.origins),
        undoes=settlement.undoes,
        reason=settlement.reason,
        by=settlement.by,
        at=settlement.at,
    )


def settlement(row: SettlementRow) -> Settlement:
    """The settlement in a row."""
    return Settlement(
        number=row.number,
        group=row.group,
        low=from_column(row.low),
        high=from_column(row.high),
        claims=tuple(row.claims),
        aside=tuple(map(_aside, row.aside)),
        rule=row.rule or "",
        origins=tuple(map(tuple, row.origins or ())),
        undoes=row.undoes,
        reason=row.reason,
        by=row.by,
        at=row.at,
    )


def _aside(data: object) -> Aside:
    """A claim set aside; rows written before reasons were kept hold its id alone."""
    if isinstance(data, str):
        return Aside(claim=data, ground=Ground.PERSON, why="")
    return codec.from_plain(Aside, data)
