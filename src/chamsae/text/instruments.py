"""What States had bound themselves to, and since when: a dated register (resources/instruments.yml)."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from chamsae.model.term import Duty, Instrument, InstrumentKind, Obligation, Party
from chamsae.text.shipped import shipped


@cache
def instruments() -> tuple[Instrument, ...]:
    """All instruments of the register."""
    table = shipped("instruments")
    return tuple(_instrument(entry) for entry in table["instruments"])


def obligations(state: str, on: date, code: str | None = None) -> tuple[Obligation, ...]:
    """What bound a State (the key of its place: cn, kp) on a day, all of it or as to one violation.

    Custom binds every State from the day the register gives it.
    """
    return tuple(
        Obligation(state=state, instrument=one.key, duty=duty, since=since, note=note)
        for one in instruments()
        if (bound := _bound(one, state, on)) is not None
        for since, note in (bound,)
        for duty in one.duties
        if code is None or code in duty.codes
    )


def unbound(state: str, on: date) -> tuple[tuple[Instrument, str], ...]:
    """Instruments that did not bind a State on a day though one might think so, each with why."""
    return tuple(
        (one, one.not_party[state]) if state in one.not_party else (one, _later(one, state))
        for one in instruments()
        if _bound(one, state, on) is None and (state in one.not_party or _party(one, state))
    )


def _bound(one: Instrument, state: str, on: date) -> tuple[date, str] | None:
    if one.everyone:
        return (one.in_force, one.everyone) if one.in_force <= on else None
    party = _party(one, state)
    return (party.since, party.note) if party and party.since <= on else None


def _party(one: Instrument, state: str) -> Party | None:
    return next((party for party in one.parties if party.state == state), None)


def _later(one: Instrument, state: str) -> str:
    party = _party(one, state)
    return f"bound only since {party.since.day} {party.since:%B %Y}" if party else ""


def _instrument(entry: Mapping[str, Any]) -> Instrument:
    return Instrument(
        key=entry["key"],
        kind=InstrumentKind(entry["kind"]),
        label=entry["label"],
        adopted=entry["adopted"],
        in_force=entry["in_force"],
        duties=tuple(_duty(duty) for duty in entry["duties"]),
        parties=tuple(Party(state=state, **given) for state, given in entry["parties"].items()),
        not_party=entry.get("not_party", {}),
        everyone=entry.get("everyone", ""),
        checked=entry.get("checked", False),
    )


def _duty(entry: Mapping[str, Any]) -> Duty:
    return Duty(article=entry["article"], text=entry["text"], codes=tuple(entry["codes"]))
