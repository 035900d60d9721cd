"""Which act governs a word: the verb or noun above it that says what was done to the people counted."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Token

from chamsae.read.words import table

_NOUN_LINKS = frozenset({"pobj", "prep", "conj", "appos", "poss", "compound", "nmod", "nummod", "quantmod"})
_PORTIONS = frozenset(
    {"third", "quarter", "half", "fifth", "most", "part", "percent", "%", "majority", "many", "few", "some", "none"}
    | {"one", "all", "portion", "share", "minority"}
)
_COMPANY = frozenset({"with", "along", "alongside", "among", "including", "of", "besides"})


@dataclass(frozen=True, slots=True)
class Deed:
    """An act term, the word that names it, and whether the counted stand as those it is done to (or by)."""

    act: str
    token: Token
    words: str


@dataclass(frozen=True, slots=True)
class _Lexicon:
    object: dict[str, str]
    subject: dict[str, str]
    noun: dict[str, str]


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    found: dict[str, dict[str, str]] = {"object": {}, "subject": {}, "noun": {}}
    for act, forms in table("acts").items():
        assert isinstance(forms, dict)
        for role, words in forms.items():
            for word in words or ():
                found.get(role, {}).setdefault(word, act)
    return _Lexicon(**found)


def deed_of(token: Token) -> Deed | None:
    """The act the counted noun (or bare number) takes part in, or is itself ("670 deportations"), or None."""
    lemma = token.lemma_.lower()
    if token.pos_ == "NOUN" and lemma in _lexicon().noun:
        return Deed(_lexicon().noun[lemma], token, token.text)
    return next(_deeds(token), None)


def deed_after(token: Token) -> Deed | None:
    """Where the parse gives the counted no verb: the first act verb behind them that has no other subject."""
    for node in list(token.doc[token.i + 1 : token.i + 15]):
        if node.sent != token.sent or node.text in ',;:—–()“”"':
            return None
        if node.pos_ == "VERB" and node.dep_ not in ("pobj", "compound", "amod"):  # not "the Tumen crossing"
            own = all(child.i == token.i or child.dep_ not in ("nsubj", "nsubjpass") for child in node.children)
            return _as(node, "object" if _passive(node) else "subject") if own else None
    return None


def deed_named(tokens: Iterable[Token]) -> Deed | None:
    """The first act that a noun or participle among the words names: "Still detained in China", "Deaths in custody"."""
    for token in tokens:
        if token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() in _lexicon().noun:
            return Deed(_lexicon().noun[token.lemma_.lower()], token, token.text)
        if token.tag_ == "VBN" and (deed := _as(token, "object")):
            return deed
    return None


def _deeds(token: Token) -> Iterator[Deed]:
    """First the verb or noun it depends on, then the clauses that hang to it."""
    governor, role = _governor(token)
    if governor is not None and ((deed := _as(governor, role)) or (deed := _below(governor, role))):
        held = next(filter(None, map(_held_in, governor.children)), None) if deed.act == "remaining" else None
        yield held or deed
    for clause in token.children:
        if (clause.dep_ in ("acl", "relcl") and (deed := _as(clause, _role_in(clause)))) or (
            clause.dep_ == "prep" and clause.lower_ in ("in", "under") and (deed := _held_in(clause))
        ):
            yield deed


def _governor(token: Token) -> tuple[Token | None, str]:
    """The nearest verb (or act noun) above, and how the counted stand to it: object, subject or beside."""
    node, role = token, ""
    while node.head != node:
        dep, head = node.dep_, node.head
        if dep in ("relcl", "acl") and node != token:
            break
        if dep == "agent":
            return head, "agent"
        if head.pos_ in ("VERB", "AUX") or dep in ("nsubj", "nsubjpass"):
            return head, role or {
                "nsubjpass": "object",
                "dobj": "object",
                "oprd": "object",
                "nsubj": "subject",
                "attr": "object",
            }.get(dep, "beside")
        if dep == "prep" and node.lower_ == "of" and head.lemma_.lower() in _PORTIONS:
            break  # what befell a third of them did not befall them all
        if head.lemma_.lower() in _lexicon().noun and dep in ("prep", "poss", "compound", "nmod"):
            return head, "noun"
        if dep == "prep" and node.lower_ in _COMPANY:
            role = "company"
        elif dep == "prep" and node.lower_ not in ("by",):
            role = role or "beside"
        if dep not in _NOUN_LINKS and dep not in ("dep",):
            return None, ""
        node = head
    return None, ""


def _as(verb: Token, role: str) -> Deed | None:
    """The deed a verb names for those who stand in this role to it."""
    lexicon = _lexicon()
    if role == "noun":
        return Deed(lexicon.noun[verb.lemma_.lower()], verb, verb.text)
    for words, form in _forms(verb):
        if role == "object" and form in (
            "send to",
            "take to",
            "bring to",
            "bus to",
            "return to",
            "transfer to",
            "truck to",
            "transport to",
        ):
            return Deed("repatriated" if _to_the_north(verb) else "transferred", verb, words)
        if (
            role in ("object", "company")
            and form in lexicon.object
            and (role == "object" or _passive(verb) or verb.dep_ == "acl")
        ):
            return Deed(lexicon.object[form], verb, words)
        doing = role in ("subject", "company") and not _passive(verb)
        if form in lexicon.subject and (doing or (role == "agent" and lexicon.subject[form] == "signed")):
            return Deed(lexicon.subject[form], verb, words)  # agents: "a petition signed by 8,200 people"
        if role == "subject" and form in lexicon.object and _passive(verb):
            return Deed(lexicon.object[form], verb, words)
    return None


def _to_the_north(verb: Token) -> bool:
    """ "sent to North Korea" is a return, whatever the verb."""
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ == "to":
            words = " ".join(t.text for t in child.subtree)
            return (
                re.match(
                    r"to (?:North Korea|the North|Pyongyang|the DPRK|their (?:home|native) (?:country|land))\b", words
                )
                is not None
            )
    return False


def _below(verb: Token, role: str) -> Deed | None:
    """The deed hangs below: "are believed to have been sent back", "were rounded up and deported"."""
    for child in verb.children:
        if (
            child.dep_ in ("xcomp", "ccomp")
            and role in ("object", "subject")
            and not any(c.dep_ in ("nsubj", "nsubjpass") for c in child.children)
        ) and (deed := _as(child, "object" if _passive(child) else "subject")):
            return deed
        if child.dep_ == "prep" and role in ("subject", "object") and (deed := _held_in(child)):
            return deed
    for child in verb.children:
        if (
            child.dep_ == "conj"
            and (role == "object" or _passive(child))
            and not any(c.dep_ in ("nsubj", "nsubjpass") for c in child.children)
            and (deed := _as(child, "object"))
        ):
            return deed
    return None


def _held_in(preposition: Token) -> Deed | None:
    """ "in custody", "in detention"."""
    if preposition.lower_ in ("in", "under"):
        for child in preposition.children:
            if child.lemma_.lower() in ("custody", "detention", "captivity", "prison", "jail"):
                return Deed("detained", child, f"{preposition.text} {child.text}")
    return None


def _role_in(clause: Token) -> str:
    """How the noun a clause hangs to stands in it: participles and passives have it as object."""
    if clause.dep_ == "acl":
        return "object" if clause.tag_ == "VBN" else "subject"
    return (
        "object"
        if _passive(clause)
        or any(c.dep_ == "nsubj" and c.lower_ not in ("who", "that", "which") for c in clause.children)
        else "subject"
    )


def _forms(verb: Token) -> Iterator[tuple[str, str]]:
    """The verb with its particle first ("send back"), then alone; and "take … hostage" apart."""
    lemma = verb.lemma_.lower()
    for child in verb.children:
        if child.dep_ in ("prt", "advmod", "dobj", "prep") and child.i > verb.i and child.i - verb.i <= 6:
            yield f"{verb.text} {child.text}", f"{lemma} {child.lower_}"
    yield verb.text, lemma


def _passive(verb: Token) -> bool:
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return True
    return verb.tag_ == "VBN" and not any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children)
