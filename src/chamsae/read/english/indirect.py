"""Speech without quotation marks: what a cue hands over, as a stretch of its sentence."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from chamsae.read.english.article import Article
from chamsae.read.english.clues import CONTENT, SUBJECTS, asked_for, set_apart, tagged
from chamsae.read.english.cues import Cue, parted
from chamsae.read.words import keyed

#: Fewer words than this outside quotation marks are no statement of their own.
SHORTEST = 2
#: And fewer than this are no more than what was spoken of ("denied the claims").
OBJECT = 4
_LEADING = frozenset({"that", "for", ",", ":", ";", "-", "–", "—", "“", "”", '"', "and", "but"})
_TRAILING = frozenset({",", ".", ";", ":", "-", "–", "—", "“", "”", '"', "and", "but"})
#: Prepositions behind which a verb of speech says what it is about ("warn of …", "accuse them of …", "call for …").
_ABOUT = frozenset({"of", "for", "against", "as"})


@dataclass(frozen=True, slots=True)
class Content:
    """What a cue hands over: its place in the document, and whether it is a clause or only the object spoken of."""

    start: int
    end: int
    clause: bool


def content(article: Article, cue: Cue) -> Content | None:
    """What is said by a cue, without its quotation marks and "that"; None where nothing is, or all of it is quoted."""
    for tokens, clause in _stretches(cue):
        kept = _bare(tokens)
        if not kept:
            continue
        start, end = cue.sentence.stretch(kept[0], kept[-1])
        words = len(article.document.text[start:end].split())
        top = next((token for token in tokens if token.head not in tokens), tokens[0])
        least = SHORTEST if clause or top.head.pos_ == "ADP" else OBJECT
        if words < least or _unquoted(article, cue, kept) < min(words, SHORTEST + 1):
            return None
        return Content(start, end, clause)
    return None


def _stretches(cue: Cue) -> Iterator[tuple[list[Token], bool]]:
    """The clause said; else the infinitive; else what the verb speaks of."""
    if cue.whole:
        yield _rest(cue), True
        return
    if cue.content is not None:
        yield list(cue.content.subtree), True
        return
    children = [child for child in cue.token.children if not parted(child, cue.token)]
    behind = sorted((c for c in children if c.dep_ in CONTENT), key=lambda c: (c.i < cue.token.i, c.i))
    for child in behind:
        if not (child.dep_ == "parataxis" and child.i > cue.token.i):
            yield list(child.subtree), True
    if set_apart(cue.token):
        yield _around(cue.token), True
    for child in children:
        if child.i > cue.token.i and (child.dep_ == "xcomp" or asked_for(child)):
            yield list(child.subtree), True
    if not _speaks_of(cue.token):
        return
    for child in children:
        if child.dep_ in ("prep", "agent") and child.i > cue.token.i and child.lower_ in _ABOUT:
            yield [t for t in child.subtree if t.i > child.i], False
    for child in children:
        if child.dep_ == "dobj" and child.ent_type_ != "PERSON" and cue.token.lemma_.lower() not in _NO_OBJECT:
            yield list(child.subtree), False


def _around(verb: Token) -> list[Token]:
    """The clause that a verb set apart is about, without the verb's own words and within its semicolons."""
    first, last = _between_semicolons(verb)
    if tagged(verb):
        return [token for token in verb.sent if first <= token.i < verb.i]
    own, clause = {token.i for token in verb.subtree}, verb.head
    held = [token for token in clause.subtree if token.i not in own and first <= token.i < last]
    edge = min(own)
    return [t for t in held if (t.i < edge) == (clause.i < edge or not first <= clause.i < last)]


def _between_semicolons(word: Token) -> tuple[int, int]:
    marks = [token.i for token in word.sent if token.text == ";"]
    before, after = [i for i in marks if i < word.i], [i for i in marks if i > word.i]
    return (before[-1] + 1 if before else word.sent.start), (after[0] if after else word.sent.end)


def _speaks_of(verb: Token) -> bool:
    """Verbs that judge, urge or state something by naming it; those that think or write need a clause."""
    lemma = verb.lemma_.lower()
    return any(lemma in verbs for kind, verbs in keyed("english", "speech_classes").items() if kind in _NAMING)


#: Their objects are words, hearers or sources, not what is said.
_NO_OBJECT = frozenset({"say", "tell", "cite", "quote", "thank", "inform", "name", "call"})
_NAMING = frozenset({"say", "judge", "urge", "talk"})


def _rest(cue: Cue) -> list[Token]:
    """The sentence without the words that say who speaks ("According to …", "The group: …")."""
    tokens = list(cue.sentence.span)
    if cue.token.text == ":":
        return [t for t in tokens if t.i > cue.token.i]
    held = {t.i for t in cue.token.subtree if t == cue.token or t.dep_ not in SUBJECTS}
    before = [t for t in tokens if t.i < min(held)]
    after = [t for t in tokens if t.i > max(held)]
    return before if len(before) > len(after) else after


def _bare(tokens: list[Token]) -> list[Token]:
    """Without marks, "that" and joining words at either end."""
    kept = sorted(tokens, key=lambda t: t.i)
    while kept and (kept[0].lower_ in _LEADING or kept[0].is_space):
        kept = kept[1:]
    while kept and (kept[-1].lower_ in _TRAILING or kept[-1].is_space):
        kept = kept[:-1]
    return kept


def _unquoted(article: Article, cue: Cue, tokens: list[Token]) -> int:
    """How many of the words stand outside quotation marks."""
    places = [cue.sentence.place(token) for token in tokens if token.is_alpha or token.like_num]
    return sum(article.quotation_at(*place) is None for place in places)
