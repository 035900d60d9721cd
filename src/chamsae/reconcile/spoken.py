"""A proposed range as a sentence: its ends, who says what, and what is left out on what ground."""

from collections import Counter
from collections.abc import Mapping, Sequence

from chamsae.model.amount import Amount, Comparator, Number
from chamsae.model.settlement import Ground
from chamsae.reconcile.rule import Chosen, Said
from chamsae.text.amounts import LEADS, number_words

#: Speakers named in the sentence; the others are counted.
NAMED = 5
#: What is said before the voices that are set aside, in this order.
LEFT_OUT: Mapping[Ground, str] = {
    Ground.ROUNDED: "rounded and set aside",
    Ground.RELAYED: "passed on and set aside",
    Ground.VAGUER_SCOPE: "of a wider time and set aside",
    Ground.FAR_OFF: "far off and left out",
}


def sentence(chosen: Chosen, own: Sequence[Said], counted: str, copies: int, *, contradictory: bool) -> str:
    """Why this range, in clauses with "; " between them; `counted` is what to tell of the number of origins."""
    clauses = [f"{range_said(*chosen.ends)}: {_voices(chosen.rests)}"]
    for ground, words in LEFT_OUT.items():
        if out := [voice for voice in own if chosen.aside.get(voice.claim) is ground]:
            clauses.append(f"{words}: {_voices(out)}")
    if counted:
        clauses.append(counted)
    if copies:
        clauses.append(f"{copies} {'copy is' if copies == 1 else 'copies are'} not counted")
    if contradictory:
        clauses.append("no one number satisfies all")
    return "; ".join(clauses) + "."


def range_said(low: Number | None, high: Number | None) -> str:
    """The ends of a range as the beginning of a sentence."""
    if low is None or high is None:
        if low is None and high is None:
            return "Not known"
        return f"At most {number_words(high)}" if low is None else f"At least {number_words(low)}"
    return number_words(low) if low == high else f"Between {number_words(low)} and {number_words(high)}"


def amount_said(amount: Amount) -> str:
    """An amount without its unit: "more than 500", "about 600", "350 to 400"."""
    low, high = amount.low, amount.high
    if low is not None and high is not None and low != high:
        return f"{number_words(low)} to {number_words(high)}"
    number = high if low is None else low
    lead = LEADS[amount.comparator]
    if not lead and (amount.low is None or amount.high is None):
        lead = "at most " if low is None else "at least "
    return f"{lead}{number_words(number)}"


def _voices(own: Sequence[Said]) -> str:
    """What is said and by whom: an origin once for a number, those with numbers first; at most NAMED are named."""
    weight = Counter(voice.origin for voice in own)
    by_amount = _by_amount(own)
    said: dict[str, list[str]] = {}
    for amount, voices in by_amount.items():
        first = {voice.origin: voice.who for voice in reversed(voices)}
        said[amount] = list(dict.fromkeys(first[o] for o in sorted(first, key=lambda o: (-weight[o], first[o]))))
    shown = _shown(said, {amount: _vague(voices[0]) or voices[0].bound for amount, voices in by_amount.items()})
    parts = [f"{amount} ({', '.join(said[amount][:count])})" for amount, count in shown.items() if count]
    left = {who for names in said.values() for who in names} - {
        who for amount, names in said.items() for who in names[: shown[amount]]
    }
    return ", ".join(parts) + (f" and {len(left)} more" if left else "")


def _by_amount(own: Sequence[Said]) -> dict[str, list[Said]]:
    """Voices by what they say, "hundreds" last."""
    found: dict[str, list[Said]] = {}
    for voice in sorted(own, key=_vague):
        found.setdefault(amount_said(voice.amount), []).append(voice)
    return found


def _shown(said: Mapping[str, Sequence[str]], later: Mapping[str, bool]) -> dict[str, int]:
    """How many speakers to name for each amount: one for each number, then one for each bound, then more."""
    shown, left = dict.fromkeys(said, 0), NAMED
    for turn in range(NAMED):
        for amount in sorted(said, key=lambda amount: later[amount]):
            if left and len(said[amount]) > turn:
                shown[amount], left = turn + 1, left - 1
    return shown


def _vague(voice: Said) -> bool:
    return voice.amount.comparator is Comparator.VAGUE
