"""To whom people are handed: to North Korea, which is a return whatever the verb, or to others, which is none."""

import re

from spacy.tokens import Token

from chamsae.text.places import contains, country_and_key, place

#: Verbs of handing somebody to somebody.
_GIVING = frozenset({"hand", "turn", "give", "pass", "deliver", "surrender", "transfer", "entrust", "release"})
#: Verbs of moving people, which "over" or "across" at a crossing makes a return.
_MOVING = frozenset(
    {"send", "take", "bring", "drive", "bus", "lead", "march", "walk", "escort", "carry", "push", "truck", "transport"}
)
_NORTH = re.compile(
    r"\b(?:North\sKorean?s?|the\sNorth|DPRK|Pyongyang|their\s(?:home|native)\s(?:country|land))\b(?!\s(?:refugee|embassy))"
)
_OTHERS = re.compile(
    r"\b(?:South\sKorean?s?|Seoul|embass\w+|consul\w+|relatives?|famil\w+|(?:grand)?parents?|(?:grand)?mothers?|(?:grand)?fathers?|husbands?|wives|wife|aunts?"
    r"|uncles?|brothers?|sisters?|UN|U\.N\.|UNHCR|United\sNations|Red\sCross|church\w*|missionar\w+|pastors?|hospitals?|doctors?"
    r"|courts?|prosecutors?|brokers?|traffickers?|buyers?|farmers?|reporters?|journalists?|Japan\w*|United\sStates|Thai\w*)\b"
)
#: A state only where it is the whole of the way: "sent to North Korea".
_TO_THE_NORTH = re.compile(r"to (?:North Korea|the North|Pyongyang|the DPRK|their (?:home|native) (?:country|land))\b")


def to_the_north(verb: Token) -> bool:
    """ "sent to North Korea" is a return, whatever the verb; "handed to DPRK guards", "driven over at Sanhe", too."""
    ways = [_words(child) for child in verb.children if child.dep_ in ("prep", "dative") and child.lower_ == "to"]
    if ways and _TO_THE_NORTH.match(ways[0]):
        return True
    lemma = verb.lemma_.lower()
    return (lemma in _GIVING and _receiver(verb, _NORTH)) or (lemma in _MOVING and _crossed(verb))


def to_others(verb: Token) -> bool:
    """ "handed over to relatives", "to the South Korean embassy": they were not sent back."""
    return verb.lemma_.lower() in _GIVING and _receiver(verb, _OTHERS) and not _receiver(verb, _NORTH)


def _receiver(verb: Token, who: re.Pattern[str]) -> bool:
    """True where these stand behind "to", also one that hangs to "over"."""
    particles = (child for child in verb.children if child.lower_ == "over" or child.dep_ in ("prt", "advmod"))
    near = [*verb.children, *(word for particle in particles for word in particle.children)]
    ways = (_words(child) for child in near if child.lower_ in ("to", "into") and child.i > verb.i)
    return any(who.search(words) for words in ways)


def _crossed(verb: Token) -> bool:
    """True where the way leads over a crossing of the list, or over a bridge, river or border into North Korea."""
    over = next((word for word in verb.subtree if word.lower_ in ("over", "across") and word.i > verb.i), None)
    if over is None:
        return False
    ways = (word for word in verb.subtree if word.lower_ in _WAYS and word.i > over.i)
    found = (country_and_key(_words(word)) for word in ways)
    named = [place(one[0]) for one in found if one is not None]
    return any("crossing" in one.kinds or contains("kp", one.key) for one in named)


_WAYS = frozenset({"at", "through", "via", "near", "from", "to", "into"})


def _words(token: Token) -> str:
    """The words that hang to a word, up to the end of its clause."""
    return "".join(word.text_with_ws for word in token.subtree)[:120]
