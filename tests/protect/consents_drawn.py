"""Random consents and questions about them, drawn so that yes and every kind of no come up often."""

import random
from datetime import UTC, date, datetime, timedelta, timezone

from chamsae.model.consent import (
    Answer,
    Circumstances,
    Consent,
    Decision,
    Extent,
    Giver,
    Permission,
    Purpose,
)
from chamsae.protect.may import Actor, Clearance, Field, FieldKind, may
from tests.protect.oracle import allowed

START = datetime(2026, 1, 1, tzinfo=UTC)
ITEMS = ("", "i1", "i2", "d1")
RECIPIENTS = ("", "WGEID", "wgeid ", "public", "The Court", "the  court", "서울가정법원", "서울가정법원", " ")
ANSWERS = (*[Answer.YES] * 10, Answer.NO, Answer.UNKNOWN)


def compared(seed: int, cases: int) -> tuple[int, int, int, int]:
    """Over so many random cases: how often both said yes, both no, `may` wrongly yes, `may` wrongly no."""
    draw = random.Random(seed)
    counts = [0, 0, 0, 0]
    done = 0
    while done < cases:
        consents = life(draw)
        for _ in range(min(10, cases - done)):
            ours, theirs = asked_both(draw, consents)
            counts[(0 if ours else 1) if ours == theirs else (2 if ours else 3)] += 1
            done += 1
    return counts[0], counts[1], counts[2], counts[3]


def asked_both(draw: random.Random, consents: list[Consent]) -> tuple[bool, bool]:
    """One question put to the function and to the oracle."""
    cleared, purpose = draw.choice((*Clearance, *[Clearance.IDENTITY] * 3)), draw.choice([*Purpose])
    recipient, item = draw.choice(RECIPIENTS), draw.choice(ITEMS)
    kind = draw.choice((*[*FieldKind][:4], *FieldKind))
    if purpose is Purpose.INTERNAL and draw.random() < 0.7:
        recipient = ""
    zone = draw.choice((UTC, timezone(timedelta(hours=9)), timezone(-timedelta(hours=8))))
    now = (START + timedelta(hours=draw.randrange(0, 24 * 60))).astimezone(zone)
    right = may(Actor(name="A", cleared=cleared), purpose, recipient, Field(kind=kind, item=item), consents, now)
    told = allowed(
        cleared=cleared.value, purpose=purpose.value, recipient=recipient, field=kind.value, item=item,
        consents=consents, now=now,
    )  # fmt: skip
    return bool(right), told


def life(draw: random.Random) -> list[Consent]:
    """What one person was asked over two months, in order, slips and all."""
    times = sorted(draw.randrange(0, 24 * 50) for _ in range(draw.randrange(1, 6)))
    held: list[Consent] = []
    for number, hours in enumerate(times, 1):
        at = START + timedelta(hours=hours)
        if held and draw.random() < 0.15:
            held.append(_consent(draw, number, at, undoes=draw.choice(held).number))
        else:
            held.append(_consent(draw, number, at, undoes=None))
    return held


def _consent(draw: random.Random, number: int, at: datetime, *, undoes: int | None) -> Consent:
    decision = draw.choice((*[Decision.GIVEN] * 8, Decision.REFUSED, Decision.WITHDRAWN))
    named = draw.sample([*Purpose], k=draw.choice((1, 4, 10, 10))) + draw.choices([*Purpose], k=draw.choice((0, 0, 2)))
    return Consent(
        number=number, subject="W-1", by="A", at=at, undoes=undoes, decision=decision,
        permissions=tuple(Permission(purpose=one, answer=draw.choice(ANSWERS)) for one in named),
        covers=tuple(draw.sample(ITEMS[1:], draw.choice((0, 0, 0, 0, 1, 2)))),
        circumstances=_circumstances(draw, at), extent=draw.choice((Extent.WHOLE, Extent.WHOLE, Extent.PART)),
    )  # fmt: skip


def _circumstances(draw: random.Random, at: datetime) -> Circumstances:
    expires: date | None = at.date() + timedelta(days=draw.randrange(0, 30)) if draw.random() < 0.25 else None
    return Circumstances(
        giver=draw.choice((Giver.SELF, Giver.SELF, Giver.FAMILY, Giver.GUARDIAN)),
        recipients=tuple(draw.sample(RECIPIENTS[1:-1], draw.choice((0, 4, 7, 7)))),
        conditions=draw.choice((*[""] * 8, " ", "not before May")),
        ask_again=draw.choice((*[""] * 9, "before a court")),
        expires=expires,
    )
