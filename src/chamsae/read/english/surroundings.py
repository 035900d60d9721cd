"""Where and when: the places and the time that belong to a word's own clause."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from chamsae.model.claim import NameType
from chamsae.model.when import When
from chamsae.read.english.article import Article
from chamsae.read.english.dates import DateMention
from chamsae.read.english.identity import Mention
from chamsae.read.english.sentences import Sentence

_PLACES = frozenset({NameType.PLACE, NameType.FACILITY})
_REPORTING = frozenset(
    ["say", "tell", "claim", "state", "report", "announce", "note", "explain", "add", "write", "cite"]
)


def places(article: Article, sentence: Sentence, token: Token, deed: Token | None) -> tuple[str, ...]:
    """Places named in the clause of the deed (or of the word): where, from where, to where, by which state."""
    top = deed if deed is not None else _clause(token)
    inside = [
        m
        for m in article.names.within(sentence.start, sentence.end)
        if m.type in _PLACES and not _seat(article, m) and not _acting(sentence, m) and _belongs(sentence, m, top)
    ]
    return tuple(dict.fromkeys(m.full for m in inside))


def _acting(sentence: Sentence, mention: Mention) -> bool:
    """ "Beijing sent back 60": a capital that acts stands for a government and is no place."""
    words = sentence.tokens(mention.start, mention.end)
    acts = any(token.dep_ == "nsubj" or (token.dep_ == "pobj" and token.head.dep_ == "agent") for token in words)
    return acts and mention.full in _GOVERNING


_GOVERNING = frozenset({"Beijing", "Pyongyang", "Seoul", "Washington", "Moscow", "Tokyo", "London", "Brussels"})


def _seat(article: Article, mention: Mention) -> bool:
    """ "a Seoul-based group": where an organisation sits is not where something was done."""
    return (
        re.match(r"-(?:based|headquartered|born|backed|led)\b", article.document.text[mention.end : mention.end + 16])
        is not None
    )


def _belongs(sentence: Sentence, mention: Mention, top: Token) -> bool:
    tokens = sentence.tokens(mention.start, mention.end)
    node = tokens[-1] if tokens else top
    for _ in range(40):
        if node == top:
            return True
        if (
            node.head == node
            or node.dep_ in ("ccomp", "parataxis")
            or (node.dep_ in ("relcl", "advcl") and node != top)
        ):
            return False
        node = node.head
    return False


def _clause(token: Token) -> Token:
    while token.pos_ not in ("VERB", "AUX") and token.head != token:
        token = token.head
    return token


def time_of(article: Article, sentence: Sentence, token: Token, deed: Token | None) -> tuple[When | None, str]:
    """The time named for the clause of the deed, else for a clause above it, else at the head of the sentence."""
    named = article.sentence_dates(sentence)
    if not named:
        return None, ""
    best = min(
        named,
        key=lambda d: (_distance(sentence, d, token, deed), d.form == "vague", abs(d.start - sentence.place(token)[0])),
    )
    if _distance(sentence, best, token, deed) >= _FAR:
        return _when_said(sentence, named, token, deed)
    return best.when, _why(best)


def _when_said(
    sentence: Sentence, named: tuple[DateMention, ...], token: Token, deed: Token | None
) -> tuple[When | None, str]:
    """ "claimed on Oct. 12 that there were no …": a state told without a time is told for the day it was said."""
    clause = deed if deed is not None and deed.pos_ in ("VERB", "AUX") else _clause(token)
    if clause.lemma_ != "be" or clause.dep_ != "ccomp":
        return None, ""
    for mention in named:
        tokens = sentence.tokens(mention.start, mention.end)
        if tokens and mention.dated and _verb_of(tokens[0]) == clause.head:
            return mention.when, f"as of {mention.when.text!r}, when it was said"
    return None, ""


def _verb_of(token: Token) -> Token:
    return _clause(token) if token.pos_ not in ("VERB", "AUX") else _clause(token.head)


_FAR = 9


def _why(mention: DateMention) -> str:
    if mention.needs:
        return f"{mention.when.text!r} needs a date the document lacks"
    return f"{mention.when.text!r} {mention.why}" if mention.why else ""


def _distance(sentence: Sentence, mention: DateMention, token: Token, deed: Token | None) -> int:
    """0 in the deed's own clause, 1 … in the clauses above, far in those of reporting verbs and in others' clauses."""
    tokens = sentence.tokens(mention.start, mention.end)
    if not tokens:
        return _FAR
    verb = _clause(tokens[0]) if tokens[0].pos_ not in ("VERB", "AUX") else _clause(tokens[0].head)
    above = list(_verbs_above(deed if deed is not None else _clause(token)))
    if verb in above:
        steps = above.index(verb)
        reporting = steps > 0 and verb.lemma_.lower() in _REPORTING and mention.start > sentence.start + 4
        return _FAR if reporting else steps
    if mention.start <= sentence.start + 4:
        return 3
    if deed is not None and deed.is_ancestor(tokens[0]) and not _cut_off(tokens[0], deed):
        return 2
    return 1 if token in tokens[0].head.subtree and tokens[0].head.pos_ not in ("VERB", "AUX") else _FAR


def _cut_off(token: Token, top: Token) -> bool:
    """Between the two stands a clause of its own."""
    while token not in (top, token.head):
        if token.dep_ in ("relcl", "ccomp", "advcl", "acl", "parataxis"):
            return True
        token = token.head
    return False


def _verbs_above(token: Token) -> Iterator[Token]:
    yield token
    while token.head != token:
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            yield token
