"""An oracle for `may`, written from docs/explain/consent.md alone: it replays a person's life moment by moment.

Nothing of `chamsae.protect.may` or of the reading in `chamsae.model.consent` is used. Where the function looks back
from the present, this keeps a board of what every answer is for every item, rewritten at each entry.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from chamsae.model.consent import Consent

#: For each purpose: whom it reaches, then what each field needs: "-" never, "." nothing more, else a further purpose.
GRID = """
                 reach     count  case  identity  likeness
internal         inside    .      .     .         .
tracing          named     .      .     .         likeness
un_confidential  named     .      .     .         likeness
court_closed     named     .      .     .         likeness
un_public        anybody   .      .     name      likeness
court_open       anybody   .      .     name      likeness
aggregate        anybody   .      -     -         -
anonymised       anybody   .      .     -         -
likeness         anybody   .      -     -         .
name             anybody   .      .     .         -
"""
HEADER, *ROWS = [line.split() for line in GRID.strip().splitlines()]
TABLE = {row[0]: dict(zip(HEADER, row[1:], strict=True)) for row in ROWS}
CLEARED = {"count": 0, "case": 1, "identity": 2, "likeness": 2}


def allowed(
    *, cleared: int, purpose: str, recipient: str, field: str, item: str, consents: Sequence[Consent], now: datetime
) -> bool:
    """The answer of the rules, yes or no."""
    if field == "third_person":
        return False
    need = TABLE[purpose][field]
    if need == "-" or cleared < CLEARED[field]:
        return False
    board = replay(consents, now, item)
    purposes = [purpose] if need == "." else [purpose, need]
    return all(fine(board, one, recipient, now) for one in purposes)


Board = dict[tuple[str, str], Consent]


def replay(consents: Sequence[Consent], now: datetime, item: str) -> Board:
    """Who last spoke of each purpose for the item by `now`: "anyone" and "self" for each purpose."""
    alive: dict[int, bool] = {}
    past = [one for one in consents if not one.at > now]
    for one in past:  # a slip taken back, and perhaps the taking back taken back, over and over until nothing moves
        alive[one.number] = True
    moving = True
    while moving:
        before = dict(alive)
        for one in past:
            undoers = [other for other in past if other.undoes == one.number and other.number > one.number]
            alive[one.number] = not any(alive[other.number] for other in undoers)
        moving = before != alive
    board: Board = {}
    for one in past:
        if one.undoes is not None or not alive[one.number]:
            continue
        if len(one.covers) and not (item and item in one.covers):
            continue
        for purpose in TABLE:
            partial = one.decision.value == "given" and one.extent.value == "part"
            if partial and purpose not in [told.purpose.value for told in one.permissions]:
                continue
            board[purpose, "anyone"] = one
            if one.circumstances.giver.value == "self":
                board[purpose, "self"] = one
    return board


def fine(board: Board, purpose: str, recipient: str, now: datetime) -> bool:
    """True where the last word is a yes and the person's own word is none against it."""
    last = board.get((purpose, "anyone"))
    if last is None or obstacles(last, purpose, recipient, now):
        return False
    own = board.get((purpose, "self"))
    return own is None or own is last or not binding(obstacles(own, purpose, recipient, now))


def binding(found: set[str]) -> bool:
    """True for what the person said against it, as long as it stands."""
    if "no" in found:
        return True
    return bool(found) and not found & {"unknown", "over"}


def obstacles(one: Consent, purpose: str, recipient: str, now: datetime) -> set[str]:
    """All that stands in the way in one entry."""
    found, told = set[str](), one.circumstances
    answers = {given.answer.value for given in one.permissions if given.purpose.value == purpose}
    many = sum(given.purpose.value == purpose for given in one.permissions) > 1
    if one.decision.value != "given" or "no" in answers or (many and answers != {"yes"}):
        found.add("no")
    elif answers != {"yes"} and not (purpose == "internal" and not answers):
        found.add("unknown")
    if told.expires:  # over where the clock shows fourteen hours more than in Greenwich
        there = (now - (now.utcoffset() or timedelta()) + timedelta(hours=14)).replace(tzinfo=UTC)
        if there >= datetime.combine(told.expires, time(), UTC) + timedelta(days=1):
            found.add("over")
    if TABLE[purpose]["reach"] == "inside":
        return found | ({"recipient"} if recipient != "" else set())
    names = {"".join(name.split()).lower() for name in told.recipients}
    to = "".join(recipient.split()).lower()
    if not to or (to not in names and (names or TABLE[purpose]["reach"] == "named")):
        found.add("recipient")
    if told.ask_again.strip() or told.conditions.strip():
        found.add("wish")
    return found
