"""Estimations, and single estimates, as lines of JSON, so that a long batch is kept as it goes and read back as it was.

A line holds everything, draws too; floats are written so that they come back the same to the last bit.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from chamsae.errors import InputError
from chamsae.model.estimate import (
    CaptureTable,
    Chains,
    Estimate,
    Estimation,
    Finding,
    Grade,
    Method,
    Model,
    Role,
    RunRecord,
    Verdict,
)

FORMAT = 1
#: How every line begins.
START = f'{{"format":{FORMAT},"key":"'


def to_line(key: str, made: Estimation | Estimate) -> str:
    """One line of JSON, without its line break: the key it is found by, and the estimation or estimate."""
    what = "estimation" if isinstance(made, Estimation) else "estimate"
    return json.dumps({"format": FORMAT, "key": key, what: asdict(made)}, separators=(",", ":"))


def from_line(line: str) -> tuple[str, Estimation | Estimate]:
    """The key and what is kept under it. Raises `InputError` for all else, as a line cut off in writing."""
    try:
        held = json.loads(line)
        if held["format"] != FORMAT:
            raise InputError("this line is of another version", do="Run the batch anew, into another file.")
        made = _estimate(held["estimate"]) if "estimate" in held else _estimation(held["estimation"])
        return str(held["key"]), made
    except (ValueError, KeyError, TypeError) as error:
        raise InputError("this line is no estimation", do="Run the batch again; what is whole is kept.") from error


def _estimation(held: Mapping[str, Any]) -> Estimation:  # a line's JSON; the nouns give it types
    return Estimation(
        table=_table(held["table"]),
        verdict=Verdict(held["verdict"]),
        findings=tuple(_finding(one) for one in held["findings"]),
        answer=_estimate(held["answer"]) if held["answer"] else None,
        others=tuple(map(_estimate, held["others"])),
        without=tuple((name, _estimate(one)) for name, one in held["without"]),
        alternatives=tuple((name, _estimate(one)) for name, one in held["alternatives"]),
        withheld=tuple((name, size, _estimate(one)) for name, size, one in held["withheld"]),
        priors=tuple((name, _estimate(one)) for name, one in held.get("priors", ())),
        record=RunRecord(**held["record"]),
    )


def _table(held: Mapping[str, Any]) -> CaptureTable:
    return CaptureTable(
        lists=tuple(held["lists"]),
        patterns=tuple(map(tuple, held["patterns"])),
        counts=tuple(held["counts"]),
        stratum=tuple((name, value) for name, value in held["stratum"]),
    )


def _finding(held: Mapping[str, Any]) -> Finding:
    return Finding(
        code=held["code"], grade=Grade(held["grade"]), lists=tuple(held["lists"]), numbers=dict(held["numbers"])
    )


def _estimate(held: Mapping[str, Any]) -> Estimate:
    typed = {
        "method": Method(held["method"]),
        "role": Role(held["role"]),
        "models": tuple(Model(**one) for one in held["models"]),
        "chains": Chains(**held["chains"]) if held["chains"] else None,
        "quantiles": tuple((share, total) for share, total in held["quantiles"]),
        "draws": tuple(held["draws"]),
    }
    return Estimate(**{**held, **typed})
