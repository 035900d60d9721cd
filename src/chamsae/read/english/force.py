"""With what force something is said: asserted, reported, believed, feared, planned, denied …"""

import re

from spacy.tokens import Token

from chamsae.model.claim import Modality
from chamsae.read.english.sentences import Sentence

_ADVERBS = {
    "reportedly": Modality.REPORTED,
    "allegedly": Modality.HEARSAY,
    "rumored": Modality.HEARSAY,
    "rumoured": Modality.HEARSAY,
    "supposedly": Modality.HEARSAY,
    "purportedly": Modality.HEARSAY,
    "presumably": Modality.BELIEVED,
    "possibly": Modality.BELIEVED,
    "perhaps": Modality.BELIEVED,
    "probably": Modality.BELIEVED,
    "likely": Modality.BELIEVED,
    "apparently": Modality.REPORTED,
}
_AUXILIARIES = {
    "will": Modality.PREDICTION,
    "shall": Modality.PREDICTION,
    "’ll": Modality.PREDICTION,
    "may": Modality.BELIEVED,
    "might": Modality.BELIEVED,
    "could": Modality.RISK,
    "would": Modality.HYPOTHETICAL,
}
_RAISED = {
    "believe": Modality.BELIEVED,
    "think": Modality.BELIEVED,
    "presume": Modality.BELIEVED,
    "suspect": Modality.BELIEVED,
    "fear": Modality.RISK,
    "estimate": Modality.ESTIMATE,
    "rumor": Modality.HEARSAY,
    "rumour": Modality.HEARSAY,
    "report": Modality.REPORTED,
    "say": Modality.HEARSAY,
    "allege": Modality.HEARSAY,
    "expect": Modality.PREDICTION,
    "plan": Modality.PLANNED,
    "intend": Modality.PLANNED,
    "prepare": Modality.PLANNED,
    "schedule": Modality.PLANNED,
    "threaten": Modality.RISK,
    "aim": Modality.PLANNED,
    "hope": Modality.PLANNED,
    "project": Modality.ESTIMATE,
    "face": Modality.RISK,
    "deny": Modality.DENIAL,
    "reject": Modality.DENIAL,
    "refute": Modality.DENIAL,
}


#: Verbs that change the force with the people themselves as subject ("plan to", "face").
_ACTIVE = frozenset({"plan", "intend", "prepare", "threaten", "aim", "hope", "face", "expect"})


def force(sentence: Sentence, token: Token, given: Modality) -> tuple[Modality, str]:
    """The modality of the clause a word stands in and the reason; `given` is what its speaker's verb implies."""
    if found := _hedged(sentence, token) or _doubted(sentence, token) or _demanded(token) or _feared(token):
        return found
    if found := _rumoured(token):
        return found
    node = token
    while True:
        if found := _own(node):
            return found
        if node.head == node or node.head not in sentence.span or node.lower_ in _WHEN:
            break
        if (
            node.dep_ == "xcomp"
            or (
                node.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "pcomp", "prep", "acl", "attr", "conj", "advcl")
                and node.head.pos_ not in ("VERB", "AUX")
            )
            or (node.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "prep", "nummod", "pobj") and node != token)
            or (node == token and node.pos_ not in ("VERB", "AUX"))
        ):
            node = node.head
        else:
            break
        if node.lemma_.lower() in _RAISED and node != token and node.pos_ == "VERB" and _passes_on(node):
            kind = _RAISED[node.lemma_.lower()]
            return kind, f"{node.text!r} makes it {kind.value}"
    return given, (f"the verb of its speaker makes it {given.value}" if given is not Modality.ASSERTED else "")


def _hedged(sentence: Sentence, token: Token) -> tuple[Modality, str] | None:
    """An adverb of hearsay that stands in the same clause, wherever the parser hangs it."""
    clause = token
    while clause.pos_ not in ("VERB", "AUX") and clause.head != clause:
        clause = clause.head
    for word in sentence.span:
        if word.lower_ in _ADVERBS and _same_clause(word, clause):
            return _ADVERBS[word.lower_], f"{word.text!r} makes it {_ADVERBS[word.lower_].value}"
    return None


_SCORNED = re.compile(
    r"\b(?P<how>so-called|false|fabricated|groundless|untrue|unfounded|bogus|alleged)\s(?:\w+\s)?"
    r"(?:reports?|claims?|rumou?rs?|allegations?|lists?|accusations?|stor(?:y|ies))\b",
    re.IGNORECASE,
)


def _doubted(sentence: Sentence, token: Token) -> tuple[Modality, str] | None:
    """ "spread so-called reports about the return of hundreds" denies them; "alleged reports" passes them on."""
    words = sentence.span.text[: token.idx - sentence.span.start_char]
    found = _SCORNED.search(words)
    if not found or any(mark in words[found.end() :] for mark in ".;:,"):
        return None
    kind = Modality.HEARSAY if found["how"].lower() == "alleged" else Modality.DENIAL
    return kind, f"{found.group()!r} makes it {kind.value}"


#: "not heard from since their arrest": what is denied is not the arrest.
_WHEN = frozenset({"since", "after", "before", "during", "following", "until", "till", "upon", "despite"})
_URGING = frozenset({
    "urge", "call", "ask", "press", "beg", "implore", "demand", "want", "need", "appeal", "plead", "exhort", "order",
    "try", "seek", "attempt", "refuse", "fail", "hope", "wish", "avoid", "prevent", "promise", "vow", "agree",
})  # fmt: skip


_HANDED_ON = {
    "rumor": Modality.HEARSAY, "rumour": Modality.HEARSAY, "allegation": Modality.HEARSAY, "gossip": Modality.HEARSAY,
    "report": Modality.REPORTED, "claim": Modality.REPORTED, "news": Modality.REPORTED, "word": Modality.REPORTED,
}  # fmt: skip


def _rumoured(token: Token) -> tuple[Modality, str] | None:
    """ "rumours that 30 had died": a noun that only hands on what its clause says."""
    node = token
    while node.head != node:
        noun = node.head if node.dep_ in ("acl", "ccomp", "relcl") and node.head.pos_ == "NOUN" else None
        if noun is not None and noun.lemma_ in _HANDED_ON and any(child.dep_ == "mark" for child in node.children):
            return _HANDED_ON[noun.lemma_], f"{noun.text!r} makes it {_HANDED_ON[noun.lemma_].value}"
        if node.dep_ in ("relcl", "advcl"):
            return None
        node = node.head
    return None


def _feared(token: Token) -> tuple[Modality, str] | None:
    """ "It is feared that they will be returned" is a risk; "urged it to release them" is no release."""
    node = token
    while node.head != node:
        head, lemma = node.head, node.head.lemma_.lower()
        if node.dep_ in ("ccomp", "acl") and (lemma in ("fear", "worry") or head.lower_ == "afraid"):
            return Modality.RISK, f"{head.text!r} makes it a risk"
        if node.dep_ in ("xcomp", "pcomp") and head.pos_ == "VERB" and lemma in _URGING:
            return Modality.HYPOTHETICAL, f"{head.text!r} does not say that it was done"
        if node.dep_ in ("relcl", "conj", "advcl") or head.pos_ == "ADP":
            return None
        node = head
    return None


_DEMANDS = frozenset({"demand", "seek", "request", "want"})
_APPEALS = frozenset({"call", "ask", "appeal", "press", "push", "plead", "campaign", "pray"})


def _demanded(token: Token) -> tuple[Modality, str] | None:
    """ "asked for the release of four": what somebody demands has not been done."""
    if token.pos_ != "NOUN" or token.dep_ not in ("dobj", "pobj"):
        return None
    verb = token.head.head if token.head.lower_ == "for" else token.head
    if verb.lemma_.lower() in (_APPEALS if verb != token.head else _DEMANDS):
        return Modality.HYPOTHETICAL, f"{verb.text!r} only demands it"
    return None


def _same_clause(word: Token, clause: Token) -> bool:
    while word != clause:
        if word.head == word or word.dep_ in ("ccomp", "relcl", "acl", "advcl", "parataxis", "conj"):
            return False
        word = word.head
    return True


def _passes_on(verb: Token) -> bool:
    """ "are believed to …", "plan to …": the verb stands above the deed in the same clause."""
    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)
    active = verb.lemma_.lower() in _ACTIVE
    return (passive or active) and any(
        child.dep_ in ("xcomp", "ccomp", "dobj", "prep", "oprd") for child in verb.children
    )


def _should_first(aux: Token, verb: Token) -> bool:
    """ "Should Beijing send them back, …" is an "if"."""
    before = aux.lower_ == "should" and verb.sent[-1].text != "?"
    return before and any(child.dep_ == "nsubj" and child.i > aux.i for child in verb.children)


def _own(node: Token) -> tuple[Modality, str] | None:
    for child in node.children:
        word = child.lower_
        if child.dep_ == "advmod" and word in _ADVERBS:
            return _ADVERBS[word], f"{child.text!r} makes it {_ADVERBS[word].value}"
        if child.dep_ == "aux" and word in _AUXILIARIES and node.pos_ in ("VERB", "AUX"):
            return _AUXILIARIES[word], f"{child.text!r} makes it {_AUXILIARIES[word].value}"
        if (child.dep_ == "mark" and word in ("if", "unless")) or _should_first(child, node):
            return Modality.HYPOTHETICAL, f"{child.text!r} makes it hypothetical"
        if child.dep_ == "neg" and node.pos_ in ("VERB", "AUX"):
            return Modality.DENIAL, f"{child.text!r} denies it"
    if node.lemma_.lower() in ("risk", "danger", "fear", "threat") and node.pos_ == "NOUN":
        return Modality.RISK, f"{node.text!r} makes it a risk"
    return None
