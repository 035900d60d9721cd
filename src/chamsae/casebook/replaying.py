"""Decisions replayed: what people decided in one store, written onto another that holds the same evidence.

The log says in which order; the ledgers say what. Figures, their states and what is reopened follow from these alone.
"""

from collections.abc import Mapping

from chamsae.errors import IntegrityError
from chamsae.model.judgement import Judgement
from chamsae.model.log import LogEntry
from chamsae.model.scoping import ScopeCorrection
from chamsae.model.settlement import Settlement
from chamsae.ports import Store

Decision = Judgement | Settlement | ScopeCorrection
#: The entries of the log that tell of a decision, with the key under which its number stands.
DECISIONS: Mapping[str, str] = {
    "judge": "judgement",
    "settle": "settlement",
    "withdraw": "settlement",
    "correct": "correction",
}


def replay(source: Store, onto: Store) -> int:
    """Write every judgement, settlement, withdrawal and correction in the order of the log; how many there were.

    `onto` holds the objects, documents, claims and copies of `source`, and no decisions. Raises NotFound where a claim
    is missing there, IntegrityError where a number comes out otherwise or the log tells of what is not in its ledger.
    """
    ledgers: Mapping[str, Mapping[int, Decision]] = {
        "judgement": {one.number: one for one in source.judgements()},
        "settlement": {one.number: one for one in source.settlements()},
        "correction": {one.number: one for one in source.corrections()},
    }
    done = 0
    for entry in source.log():
        if (kind := DECISIONS.get(entry.action)) is not None:
            decision = ledgers[kind].get(int(entry.detail[kind]))
            if decision is None:
                raise IntegrityError("the log tells of it, and it is gone", thing=f"{kind} {entry.detail[kind]}")
            _write(onto, decision, entry)
            done += 1
    return done


def _write(onto: Store, decision: Decision, entry: LogEntry) -> None:
    with onto.transaction():
        written = _add(onto, decision)
        if written != decision.number:
            thing = f"{entry.action} {decision.number}"
            raise IntegrityError(f"it would become number {written} there", thing=thing, do="Replay onto no decisions.")
        onto.append_log(at=entry.at, actor=decision.by, action=entry.action, subject=entry.subject, detail=entry.detail)


def _add(onto: Store, decision: Decision) -> int:
    """Append a decision to its ledger; its number there."""
    match decision:
        case Judgement():
            return onto.add_judgement(decision).number
        case Settlement():
            return onto.add_settlement(decision).number
        case ScopeCorrection():
            return onto.add_correction(decision).number
