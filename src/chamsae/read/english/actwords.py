"""Which act governs a word: the verb or noun above it that says what was done to the people counted."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Token

from chamsae.read.english.handed import to_others, to_the_north
from chamsae.read.words import table, wordset

_NOUN_LINKS = frozenset({"pobj", "prep", "conj", "appos", "poss", "compound", "nmod", "nummod", "quantmod"})
_PORTIONS = frozenset(
    {"third", "quarter", "half", "fifth", "most", "part", "percent", "%", "majority", "many", "few", "some", "none"}
    | {"one", "all", "portion", "share", "minority"}
)
_BESIDE = frozenset({"with", "along", "alongside"})
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
    return next(_deeds(token), None) or _case_of(token)


def _case_of(token: Token) -> Deed | None:
    """ "214 cases of forcible return": the act that the cases are of."""
    if token.lemma_.lower() not in _CASES:
        return None
    of = (word for child in token.children if child.lower_ == "of" for word in child.children)
    return next((deed for word in of for deed in _noun_deeds(word)), None)


_CASES = frozenset({"case", "incident", "instance", "episode", "occasion", "act", "victim", "survivor"})


def deed_in(token: Token) -> tuple[Deed, str] | None:
    """The act a word names by itself, and how: done to its "object", done by its "subject", or named by a "noun"."""
    if token.dep_ in ("amod", "compound"):  # "the death penalty" is nobody's death
        return None
    if token.pos_ in ("NOUN", "PROPN"):
        return next(((deed, "noun") for deed in _noun_deeds(token)), None)
    return _verb_deed(token) if token.pos_ == "VERB" else None


def _verb_deed(token: Token) -> tuple[Deed, str] | None:
    lexicon = _lexicon()
    if (deed := coerced(token) or put_away(token) or deprived(token)) is not None:
        return deed, "object"
    forms = list(_forms(token))
    if to_the_north(token) or to_others(token):
        return (Deed("repatriated", token, forms[0][0]), "object") if to_the_north(token) else None
    for words, form in forms:
        if form in lexicon.object and not (form in _CATCHING and _at_it(token)):
            return Deed(lexicon.object[form], token, words), "object"
        if form in lexicon.subject:
            return Deed(lexicon.subject[form], token, words), "subject"
    moved = next((words for words, form in forms if form in _MOVING), None)
    return (Deed(_moved(token), token, moved), "object") if moved else None


def carried_on(deed: Deed) -> Deed:
    """The return a journey ended in: "drove 26 of us to the bridge and handed us over"; else the deed itself."""
    for child in deed.token.children:
        objects = {word.lower_ for word in child.children if word.dep_ == "dobj"}
        if child.dep_ == "conj" and objects and objects <= _TAKEN_UP and f"{deed.token.lemma_} to" in _MOVING:
            later = _as(child, "object")
            if later is not None and later.act == "repatriated":
                return later
    return deed


_TAKEN_UP = frozenset({"them", "us", "him", "her", "me"})


def stay_at_home(deed: Deed, who: Token) -> bool:
    """ "Three relatives remain in Hoeryong": nothing was done to those somebody left behind."""
    return deed.act in ("remaining", "residing") and who.lemma_.lower() in wordset("english", "roles", "relative")


_CATCHING = frozenset({"catch", "find"})


def _at_it(verb: Token) -> bool:
    """ "caught talking": found out, not arrested."""
    return any(child.dep_ in ("xcomp", "advcl", "ccomp") and child.tag_ == "VBG" for child in verb.children)


def _noun_deeds(token: Token) -> Iterator[Deed]:
    lemma = token.lemma_.lower()
    beside = next((child.lower_ for child in token.children if child.dep_ in ("compound", "amod")), "")
    for form in (f"{beside} {lemma}", lemma):
        if form in _lexicon().noun:
            yield Deed(_lexicon().noun[form], token, token.text)


_PLACES_OF_DETENTION = re.compile(
    r"\b(?:prison|jail|custody|cells?|camps?|detention|confinement|gulag|reformatory|isolation|kyohwaso|kwanliso)\b",
    re.IGNORECASE,
)
_OFFICERS = frozenset(
    {"police", "policeman", "soldier", "guard", "officer", "agent", "patrol", "official", "authority"}
)
_LABOUR = frozenset({
    "work", "labor", "labour", "toil", "carry", "dig", "haul", "harvest", "farm", "build", "mine", "log", "wash", "sew",
    "clean", "weed", "load", "cook", "plough", "plow",
})  # fmt: skip
_CHORES = frozenset({"work", "laundry", "labor", "labour", "chore", "duty", "shift"})
#: Verbs that make people do something.
COERCING = frozenset({"make", "force", "compel", "coerce", "oblige"})
_NEEDS = re.compile(
    r"\b(?:food|water|sleep|medicine|medicines|medication|medical|treatment|care|meals?|rest|visits?|visitors|lawyers?|access|air|light)\b",
    re.IGNORECASE,
)


def coerced(verb: Token) -> Deed | None:
    """ "made them do laundry", "was forced to kneel": people made to do something; work is forced labour."""
    if verb.lemma_.lower() not in COERCING:
        return None
    for child in verb.children:
        if child.dep_ in ("xcomp", "ccomp") and child.tag_ in ("VB", "VBP", "VBN") and not _adjectival(child):
            objects = {word.lemma_.lower() for word in child.children if word.dep_ == "dobj"}
            labour = child.lemma_.lower() in _LABOUR or objects & _CHORES
            return Deed("forced_labour" if labour else "coerced", verb, f"{verb.text} … {child.text}")
    return None


def _adjectival(clause: Token) -> bool:
    return clause.pos_ not in ("VERB", "AUX") or any(child.dep_ == "mark" for child in clause.children)


def put_away(verb: Token) -> Deed | None:
    """ "put in a cell", "sent to the camp": held; "taken away", "took her to the station" by officers: arrested."""
    lemma = verb.lemma_.lower()
    if lemma in ("put", "place", "throw", "lock", "keep", "hold", "send", "commit", "confine", "take"):
        back = lemma == "send" and any(child.lower_ == "back" for child in verb.children)
        for child in verb.children:
            if back and child.lower_ not in ("to", "into"):
                continue  # "send back everyone in custody"
            if child.dep_ in ("prep", "dative") and child.lower_ in ("in", "into", "to", "at", "under"):
                words = " ".join(t.text for t in child.subtree)[:80]
                if _PLACES_OF_DETENTION.search(words) and not re.match(r"to the .* (?:of|from)\b", words):
                    alone = re.search(r"\b(?:isolat|solitary)", words)
                    return Deed("isolated" if alone else "detained", verb, f"{verb.text} {words}")
    if lemma == "take" and any(c.lower_ == "away" for c in verb.children):
        return Deed("arrested", verb, f"{verb.text} away")
    if lemma == "take" and (_by_officers(verb) or _fetched(verb)):
        return Deed("arrested", verb, verb.text)
    return None


def _fetched(verb: Token) -> bool:
    """ "taken from his home"."""
    if not passive(verb):
        return False
    off = (child for child in verb.children if child.dep_ == "prep" and child.lower_ in ("from", "off"))
    return any(_HOMES.search(" ".join(t.text for t in child.subtree)) for child in off)


_HOMES = re.compile(
    r"\b(?:homes?|houses?|apartment|flat|street|stations?|stop|bus|train|car|taxi|market|school|village|hotel|church|shop"
    r"|office|work|workplace|bed|airport|port|hospital|farm|factory|restaurant)\b",
    re.IGNORECASE,
)


def _by_officers(verb: Token) -> bool:
    who = [c for c in verb.children if c.dep_ == "nsubj"]
    who += [by for c in verb.children if c.dep_ == "agent" for by in c.children]
    return any(token.lemma_.lower() in _OFFICERS for token in who)


def deprived(verb: Token) -> Deed | None:
    """ "denied her food", "were refused medicine", "deprived of sleep"."""
    if verb.lemma_.lower() not in ("deny", "refuse", "withhold", "deprive"):
        return None
    for child in verb.children:
        if child.dep_ in ("dobj", "prep", "oprd") and _NEEDS.search(" ".join(t.text for t in child.subtree)):
            return Deed("deprived", verb, f"{verb.text} {child.text}")
    return None


_MOVING = frozenset(
    {
        f"{verb} to"
        for verb in ("send", "take", "bring", "bus", "return", "transfer", "truck", "transport", "drive", "march")
    }
)


def _moved(verb: Token) -> str:
    return "repatriated" if to_the_north(verb) else "transferred"


def deed_after(token: Token) -> Deed | None:
    """Where the parse gives the counted no verb: the first act verb behind them that has no other subject."""
    for node in list(token.doc[token.i + 1 : token.i + 15]):
        if node.sent != token.sent or node.text in ',;:—–()“”"':
            return None
        if node.pos_ == "VERB" and node.dep_ not in ("pobj", "compound", "amod"):  # not "the Tumen crossing"
            own = all(child.i == token.i or child.dep_ not in ("nsubj", "nsubjpass") for child in node.children)
            return _as(node, "object" if passive(node) else "subject") if own else None
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
            role = "company" if dep == "prep" and node.lower_ in _BESIDE else role
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
        if dep == "prep" and node.lower_ == "of" and (head.like_num or head.pos_ == "NUM"):
            node = head  # "two of the men" are done to as the two are
            continue
        if dep == "prep" and node.lower_ in _COMPANY:
            role = "company"
            if head.lower_ in ("along", "together"):
                node = head
                continue
        elif dep == "prep" and node.lower_ not in ("by",):
            role = role or "beside"
        if dep not in _NOUN_LINKS and dep not in ("dep",):
            return None, ""
        node = head
    return None, ""


def _as(verb: Token, role: str) -> Deed | None:
    """The deed a verb names for those who stand in this role to it."""
    if role == "noun":
        return Deed(_lexicon().noun[verb.lemma_.lower()], verb, verb.text)
    if role in ("object", "company") and (deed := coerced(verb) or put_away(verb) or deprived(verb)):
        return deed
    if role in ("object", "company") and to_the_north(verb):
        return Deed("repatriated", verb, verb.text)
    if to_others(verb):
        return None
    return next((deed for words, form in _forms(verb) if (deed := _by_form(verb, role, words, form))), None)


def _by_form(verb: Token, role: str, words: str, form: str) -> Deed | None:
    lexicon = _lexicon()
    if role == "object" and form in _MOVING:
        return Deed(_moved(verb), verb, words)
    shared = role == "object" or (role == "company" and (passive(verb) or verb.dep_ == "acl" or _has_object(verb)))
    if form in lexicon.object and (shared or (role == "subject" and passive(verb))):
        return Deed(lexicon.object[form], verb, words)
    doing = role in ("subject", "company") and not passive(verb)
    if form in lexicon.subject and (doing or (role == "agent" and lexicon.subject[form] == "signed")):
        return Deed(lexicon.subject[form], verb, words)  # agents: "a petition signed by 8,200 people"
    return None


def _has_object(verb: Token) -> bool:
    return any(child.dep_ == "dobj" for child in verb.children)


def _below(verb: Token, role: str) -> Deed | None:
    """The deed hangs below: "are believed to have been sent back", "were rounded up and deported"."""
    for child in verb.children:
        if (
            child.dep_ in ("xcomp", "ccomp")
            and role in ("object", "subject")
            and not any(c.dep_ in ("nsubj", "nsubjpass") for c in child.children)
        ) and (deed := _as(child, "object" if passive(child) else "subject")):
            return deed
        if child.dep_ == "prep" and role in ("subject", "object") and (deed := _held_in(child)):
            return deed
    for child in verb.children:
        if (
            child.dep_ == "conj"
            and (role == "object" or passive(child))
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
        if passive(clause)
        or any(c.dep_ == "nsubj" and c.lower_ not in ("who", "that", "which") for c in clause.children)
        else "subject"
    )


_PARTICLES = frozenset({"prt", "advmod", "dobj", "prep", "dative", "oprd", "acomp"})


def _forms(verb: Token) -> Iterator[tuple[str, str]]:
    """The verb with its particle first ("send back"), then alone; and "take … hostage" apart."""
    lemma = verb.lemma_.lower()
    for child in verb.children:
        if (
            child.dep_ in ("prt", "advmod", "dobj", "prep", "dative", "oprd", "acomp")
            and child.i > verb.i
            and child.i - verb.i <= 6
        ):
            yield f"{verb.text} {child.text}", f"{lemma} {child.lower_}"
    yield verb.text, lemma


def passive(verb: Token) -> bool:
    """ "was sent back", "sent back by police": done to its subject, or to the noun it describes."""
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return True
    return verb.tag_ == "VBN" and not any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children)
