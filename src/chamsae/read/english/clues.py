"""What tells that a word hands speech to somebody: its clause, its subject, quotation marks beside it, the word itself.

Features for the scorer `english_cues` (tools/fit_english.py fits it); nothing here knows a list of verbs of speech.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from spacy.tokens import Token

from chamsae.read.scorer import Scorer, shipped
from chamsae.read.words import keyed, wordset

SCORER = "english_cues"
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
#: Clauses that can hold what is said.
CONTENT = frozenset({"ccomp", "parataxis"})
_PREPOSITIONS = frozenset(
    {"of", "about", "on", "upon", "for", "against", "to", "as", "with", "at", "over", "in", "from"}
)
#: Characters between a verb and a quotation that count as standing beside it.
BESIDE = 4


def likelihood(token: Token, quoted: Iterable[tuple[int, int]]) -> float:
    """The probability that a word hands speech to somebody; `quoted` are quotations as offsets in its doc."""
    return _scorer().probability(features(token, tuple(quoted)))


def candidate(token: Token) -> bool:
    """Verbs, and nouns that have a clause as content ("her claim that …", "their answer was that …")."""
    return token.pos_ == "VERB" or (token.pos_ == "NOUN" and content_of_noun(token) is not None)


def features(token: Token, quoted: tuple[tuple[int, int], ...]) -> dict[str, float]:
    """The features of a candidate, by name."""
    return dict.fromkeys(_named(token, quoted), 1.0)


def subject(verb: Token) -> Token | None:
    """Its own subject, or that of the verb it is joined or hung to ("…, adding that")."""
    for _ in range(4):
        for child in verb.children:
            if child.dep_ in SUBJECTS:
                return child
        if (
            verb.dep_ not in ("conj", "advcl", "xcomp", "pcomp")
            or verb.head == verb
            or (verb.dep_ == "advcl" and verb.tag_ != "VBG")
            or (verb.dep_ == "pcomp" and verb.head.lower_ != "as")
        ):
            return None
        verb = verb.head.head if verb.dep_ == "pcomp" else verb.head  # "was quoted as saying"
    return None


def speaking(verb: Token, quoted: tuple[tuple[int, int], ...]) -> Token | None:
    """The subject outside quotations; where it stands in one ("“We asked,” said Ms. Lee") the noun behind the verb."""
    own = [child for child in verb.children if child.dep_ in SUBJECTS]
    own = sorted(own, key=lambda child: child.i < verb.i) if tagged(verb) else own
    free = next((child for child in own if not _inside(child, quoted)), None)
    who = free if free is not None else subject(verb)
    if who is None or _inside(who, quoted):
        return inverted(verb) if who is not None or _beside(verb, quoted) else None
    return who


def _inside(token: Token, quoted: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= token.idx < end for start, end in quoted)


def inverted(verb: Token) -> Token | None:
    """The noun right behind a verb of speech, which its speaker may follow."""
    for node in verb.doc[verb.i + 1 : verb.i + 7]:
        if node.is_punct or node.pos_ == "VERB":
            return None
        if node.pos_ in ("NOUN", "PROPN", "PRON") and not (node.dep_ == "compound" and node.head.i > node.i):
            return node
    return None


def content_of_noun(noun: Token) -> Token | None:
    """The clause that says what a noun holds: "the claim that …", "the answer was that …"."""
    for child in noun.children:
        if child.dep_ in ("acl", "ccomp", "relcl") and any(
            c.dep_ == "mark" and c.lower_ == "that" for c in child.lefts
        ):
            return child
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
        return next((child for child in noun.head.children if child.dep_ == "ccomp" and child.i > noun.i), None)
    return None


def _opens_with_that(clause: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ == "that" for child in clause.lefts)


@lru_cache(maxsize=1)
def _scorer() -> Scorer:
    return shipped(SCORER)


def _named(token: Token, quoted: tuple[tuple[int, int], ...]) -> Iterator[str]:
    yield f"{'noun' if token.pos_ == 'NOUN' else 'lemma'}:{token.lemma_.lower()}"
    if token.pos_ == "NOUN":
        word = "noun of speech" if token.lemma_.lower() in wordset("english", "speech_nouns") else "noun"
        yield f"{word} owned" if any(child.dep_ == "poss" for child in token.children) else word
        return
    who = speaking(token, quoted)
    kind = _kind(who) if who is not None else "none"
    yield f"subject:{kind}"
    complements = tuple(_complements(token))
    yield from complements
    if "clause" in complements:
        yield f"clause with {'somebody' if kind in _SOMEBODY else kind}"
    beside = _beside(token, quoted)
    if beside:
        yield "quotation beside"
    said = "clause" in complements or beside
    known = tuple(_classes(token))
    yield from (f"class:{one}" for one in known)
    yield from (f"class:{one} {'with words' if said else 'without words'}" for one in known)
    if "that-clause" in complements:
        yield from (f"class:{one} that" for one in known)
    if any(one != "no speech" for one in known):
        yield "communicates"
        yield f"{'somebody' if kind in _SOMEBODY else kind} communicates"
    if not complements and not beside:
        yield "nothing said"
    yield from _form(token)


def _classes(token: Token) -> Iterator[str]:
    """The kinds of communication that the verb, alone or with its particle, is listed under."""
    lemma = token.lemma_.lower()
    particle = next((f"{lemma} {child.lower_}" for child in token.children if child.dep_ == "prt"), "")
    for kind, verbs in _verbs().items():
        if particle in verbs or (lemma in verbs and not particle):
            yield kind


@lru_cache(maxsize=1)
def _verbs() -> dict[str, frozenset[str]]:
    classes = {kind: frozenset(verbs) for kind, verbs in keyed("english", "speech_classes").items()}
    return {**classes, "no speech": wordset("english", "not_speech")}


_SOMEBODY = frozenset({"person", "organisation", "place", "he", "who", "speaker"})


def _complements(token: Token) -> Iterator[str]:
    for child in token.children:
        if child.dep_ in CONTENT:
            yield "clause" if child.dep_ == "ccomp" else "clause beside"
            if _opens_with_that(child):
                yield "that-clause"
            if child.i < token.i:
                yield "clause before"
            if child.tag_ in ("VB", "VBG") and not any(c.dep_ == "aux" for c in child.lefts):
                yield "bare clause"  # "let them sleep"
        elif child.dep_ == "xcomp" or asked_for(child):
            yield "infinitive"
        elif child.dep_ in ("dobj", "dative"):
            yield f"object:{_kind(child)}"
        elif child.dep_ == "prep" and child.i > token.i and child.lower_ in _PREPOSITIONS:
            yield f"prep:{child.lower_}"
        elif child.dep_ == "prt":
            yield f"lemma:{token.lemma_.lower()} {child.lower_}"


def asked_for(clause: Token) -> bool:
    """ "called for the governments to treat them humanely"."""
    return clause.dep_ == "advcl" and any(child.dep_ == "mark" and child.lower_ == "for" for child in clause.lefts)


def tagged(verb: Token) -> bool:
    """ "…, reckons Emil Sorge": a verb behind a comma with its subject behind it."""
    behind = any(child.dep_ == "nsubj" and 0 < child.left_edge.i - verb.i <= 1 for child in verb.children)
    return behind and verb.i > verb.sent.start + 1 and verb.nbor(-1).text == ","


def set_apart(verb: Token) -> bool:
    """ "…, her father says, …", "…, the Daily reported on Thursday": a verb with its subject beside another clause."""
    if tagged(verb) and not any(c.dep_ in CONTENT for c in verb.children):
        return True
    if verb.dep_ not in ("parataxis", "conj", "dep", "ccomp") or any(c.dep_ in CONTENT for c in verb.children):
        return False
    who = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if who is None or verb.head == verb:
        return False
    first = min(who.left_edge.i, verb.i)
    return first > 0 and verb.doc[first - 1].text == ","


def _form(token: Token) -> Iterator[str]:
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in token.children):
        yield "passive"
    if token.dep_ == "advcl" and token.tag_ == "VBG":
        yield "adding"
    if token.dep_ in ("acl", "amod", "compound"):
        yield "describes"
    if token.tag_ == "VB":
        yield "infinitive itself"
    if set_apart(token):
        yield "set apart"
    if token.dep_ == "ROOT" and any(child.dep_ == "ccomp" and child.i < token.i for child in token.children):
        yield "closes the sentence"


def _beside(token: Token, quoted: tuple[tuple[int, int], ...]) -> bool:
    """A quotation stands next to the verb, its subject in between at most."""
    group = [token, *(c for s in token.children if s.dep_ in SUBJECTS and not _inside(s, quoted) for c in s.subtree)]
    first, last = min(t.idx for t in group), max(t.idx + len(t.text) for t in group)
    return any(0 <= first - end <= BESIDE or 0 <= start - last <= BESIDE for start, end in quoted)


def _kind(token: Token) -> str:
    """What a subject or object is: a person, an organisation, a document, something else."""
    word, lemma = token.lower_, token.lemma_.lower()
    if token.pos_ == "PRON":
        return _PRONOUNS.get(word, "pronoun")
    label = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "NORP": "speaker"}.get(token.ent_type_)
    if label and token.pos_ == "PROPN":
        return label
    if lemma in wordset("english", "document_nouns"):
        return "document"
    if lemma in wordset("english", "speaking_nouns") or lemma in wordset("english", "units", "person"):
        return "speaker"
    named = token.pos_ == "PROPN" or any(child.pos_ == "PROPN" and child.dep_ == "compound" for child in token.lefts)
    return "person" if named else "thing"  # "Bae Ju-won": the last syllable is no proper noun to the model


_PRONOUNS = {
    "he": "he", "she": "he", "they": "they", "i": "I", "we": "I", "it": "it", "who": "who", "him": "he", "her": "he",
    "them": "they", "me": "I", "us": "I", "that": "which", "which": "which", "nobody": "speaker", "somebody": "speaker",
}  # fmt: skip
