"""Why a figure has its place in a scope, in clauses: who is counted, where, and whether at one time or over a time."""

from collections.abc import Mapping

from chamsae.model.claim import Claim, Figure
from chamsae.model.scoping import Flow
from chamsae.reconcile.ground import UNKNOWN, way
from chamsae.text.counted import Kind
from chamsae.text.places import name

#: Acts that count people at one time; all others count what happens to them over a time.
STATES = frozenset({"detained", "remaining", "residing", "missing"})
#: The one act of a figure that counts no people of the casebook, but support for them.
SIGNED = "signed"
#: Parts of the North Koreans, each a figure of its own.
PARTS = frozenset({Kind.WOMAN, Kind.MAN, Kind.CHILD, Kind.HOUSEHOLD})
#: The stage of those left of whom others were taken away.
LEFT = "still held"
#: The stage of those whom a sentence counts beside far more.
SOME = "some of them"
#: What a cell counts, in words.
COUNTED: Mapping[str, str] = {
    "north_korean": "North Koreans",
    "woman": "North Korean women",
    "man": "North Korean men",
    "child": "North Korean children",
    "household": "North Korean households",
    "signature": "signatures",
}


def flow_of(act: str) -> Flow:
    """Stock for a state people are in, flow for what happens to them."""
    return Flow.STOCK if act in STATES or act == SIGNED else Flow.FLOW


def flow_why(act: str) -> str:
    """The same in words."""
    if act == SIGNED:
        return "it counts the signatures there are at one time"
    return "it counts people at one time" if act in STATES else "it counts people as it happens to them"


def people_why(value: Figure, counted: Kind) -> str:
    """Why those counted are the people of its scope."""
    words = value.counted.strip()
    if words == COUNTED[Kind.NORTH_KOREAN]:
        return f"it counts {words}"
    if counted is Kind.NORTH_KOREAN:
        return f"“{words}” are North Koreans"
    if counted in PARTS:
        return f"“{words}” are counted apart"
    if value.act == "repatriated":
        return "those sent back are taken for North Koreans"
    return "those it counts are taken for the North Koreans it is about"


def place_why(claim: Claim, where: str) -> str:
    """Why the place a claim names is where it is counted."""
    named = place_name(where)
    words = " and ".join(claim.place)
    return f"it names {named}" if not words or words == named else f"“{words}” places it in {named}"


def way_why(claim: Claim) -> str:
    """Why a crossing is no place; empty where none is named."""
    return f"{' and '.join(over)} is the way taken, no narrower scope" if (over := way(claim)) else ""


def crossing_why(over: str) -> str:
    """Why a crossing is one all the same."""
    return f"its document counts {over} and another crossing apart"


def part_why(where: str) -> str:
    """Why a part is counted where its whole is."""
    return f"it counts a part of those at {place_name(where)}"


def place_name(where: str) -> str:
    """The name of a place key; the words of a place that is not known."""
    return name(where.removeprefix(UNKNOWN)) or where
