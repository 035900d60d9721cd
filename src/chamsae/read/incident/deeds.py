"""Where a document says that a violation was done: the words for it, the person beside it, the claim already made."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from chamsae.model.claim import Act, Claim, Modality
from chamsae.read.english.counted import unit_of
from chamsae.read.incident.people import Seen
from chamsae.read.incident.telling import Told, group_of
from chamsae.read.words import keyed, mapped, wordset

#: How somebody to whom a deed is done stands to the word for it.
_BEFALLEN = frozenset({"dobj", "nsubjpass", "pobj", "poss", "oprd"})
#: Deeds whose subject they befall, and prepositions behind which their victim stands.
_OWN = frozenset({"died", "disappeared", "missing"})
_TOWARDS = frozenset({"of", "against", "on", "to", "for"})
#: Said to have happened: not planned, feared, denied or supposed.
HAPPENED = frozenset({Modality.ASSERTED, Modality.REPORTED, Modality.HEARSAY, Modality.BELIEVED, Modality.ESTIMATE})


@dataclass(frozen=True, slots=True)
class Done:
    """A word for a violation in a sentence, the act it names and the type of violation that is."""

    told: Told
    token: Token
    act: str
    kind: str


def deeds(told: Told) -> Iterator[Done]:
    """The words of a sentence that name a violation."""
    for token in told.sentence.span:
        if token.pos_ in ("VERB", "NOUN") and (found := _named(token.lower_)):
            yield Done(told, token, *found)


def done_to(seen: Seen) -> Iterator[Done]:
    """The violations that befell a person where the name stands."""
    tokens = seen.told.sentence.tokens(seen.start, seen.end)
    if tokens:
        inside = {token.i for token in tokens}
        node = next((token for token in tokens if token.head.i not in inside or token.head == token), tokens[-1])
        yield from (done for done in deeds(seen.told) if _befell(node, done))


def people_of(done: Done) -> list[Token]:
    """The people a verb has as object, or as subject of its passive."""
    children = (child for child in done.token.children if child.dep_ in ("dobj", "nsubjpass"))
    return [child for child in children if unit_of(child) in ("person", "family") or child.ent_type_ == "NORP"]


def kind_of(claim: Claim) -> str | None:
    """The type of violation an act claim speaks of: by its word, else by its act; None for other acts."""
    if not isinstance(claim.value, Act):
        return None
    for word in claim.trigger.exact.lower().split():
        if found := _named(word):
            return found[1]
    return _kind_of_act().get(claim.value.act)


def happened(claim: Claim) -> bool:
    """True for what is said to have happened."""
    return claim.modality in HAPPENED


def _befell(node: Token, done: Done) -> bool:
    """The name is the deed's object or the subject of its passive; lists and appositions stand for their head."""
    while node.dep_ in ("appos", "conj", "compound", "nmod") and node not in (node.head, done.token):
        node = node.head
    if node == done.token:
        return False
    if node.dep_ == "pobj":
        return node.head.lower_ in _TOWARDS and node.head.head == done.token
    if node.dep_ == "nsubj":
        return node.head == done.token and done.act in _OWN
    if node.dep_ == "nsubjpass" and node.head != done.token:  # "was arrested and beaten"
        verb = done.token
        return verb.dep_ == "conj" and verb.head == node.head and not any(c.dep_ == "nsubj" for c in verb.children)
    return node.dep_ in _BEFALLEN and node.head == done.token


def _named(word: str) -> tuple[str, str] | None:
    group = group_of(word)
    act = mapped("incident", "acts").get(group) if group and word not in wordset("incident", "no_deeds") else None
    return (act, _kind_of_group()[group]) if act and group else None


@cache
def _kind_of_group() -> dict[str, str]:
    return {group: kind for kind, groups in keyed("incident", "violations").items() for group in groups}


@cache
def _kind_of_act() -> dict[str, str]:
    kinds = _kind_of_group()
    found: dict[str, str] = {}
    for group, act in mapped("incident", "acts").items():
        found.setdefault(act, kinds[group])
    return found
