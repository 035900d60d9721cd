"""Whom an act is done to and who does it: subjects, objects and owners, through passives, coordination and clauses."""

from collections.abc import Iterator

from spacy.tokens import Token

from chamsae.read.english.actwords import COERCING, passive
from chamsae.read.english.clues import SUBJECTS
from chamsae.read.english.clues import subject as subject_of
from chamsae.read.words import wordset

#: Verbs that put their subject under an act named by a noun ("suffered torture", "were subjected to beatings").
_UNDERGOING = frozenset(
    {"suffer", "undergo", "endure", "face", "experience", "survive", "fear", "await", "escape", "avoid", "describe"}
)
_SUBJECTED = frozenset({"subject", "expose", "sentence", "condemn", "submit", "put"})
_AFTER = frozenset({"after", "before", "during", "following", "despite", "since", "upon", "on", "until"})
_AUXILIARY = frozenset({"have", "be", "do"})


def done_to(verb: Token) -> Iterator[Token]:
    """Those a verb of doing is done to."""
    yield from _company(verb)
    if passive(verb):
        yield from _and_others(_passive_subject(verb))
        return
    own = [child for child in verb.children if child.dep_ in ("dobj", "dative")]
    if verb.lemma_ in COERCING and not own:  # "made them do laundry"
        own = [who for child in verb.children if child.dep_ == "ccomp" for who in child.children if who.dep_ == "nsubj"]
    for child in own or _shared_object(verb):
        yield from _and_others(child)
        if child.lemma_.lower() not in _person():  # "struck our faces", not "arrested our brothers"
            yield from (word for word in child.children if word.dep_ == "poss")
    if not own and verb.dep_ == "relcl" and any(c.dep_ == "nsubj" and c.tag_ not in _WHO for c in verb.children):
        yield from _and_others(verb.head)  # "the people China deported"
    elif not own and verb.dep_ == "conj" and verb.lemma_ not in _BY_THEMSELVES and not _shared_object(verb):
        yield from _and_others(_passive_subject(verb))  # "was caught and then sent back", the last taken for active


#: Verbs that need nobody it is done to: "they returned".
_BY_THEMSELVES = frozenset(
    {"return", "move", "transfer", "starve", "separate", "strike", "hit", "burn", "question", "keep"}
)


def _company(verb: Token) -> Iterator[Token]:
    """Those it is done to beside others: "detained along with 350 others", "together with her son"."""
    for word in verb.subtree:
        before = word.doc[word.i - 1].lower_ if word.i else ""
        beside = word.dep_ == "prep" and (word.lower_ == "alongside" or (word.lower_, before) in _ALONG)
        if beside and word.head in (verb, word.doc[word.i - 1]):
            yield from (child for child in word.children if child.dep_ == "pobj")


_ALONG = frozenset({("with", "along"), ("with", "together")})


def doers(verb: Token) -> Iterator[Token]:
    """Those who do what a verb says they do themselves ("fled", "died")."""
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        yield from _and_others(verb.head)
    else:
        yield from _and_others(_active_subject(verb))


def actor(verb: Token) -> Token | None:
    """Who does to others what a verb says: its subject, or the one after "by"."""
    by = _agent(verb)
    if by is not None or passive(verb):
        return by
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        return verb.head
    return _active_subject(verb)


def owners(noun: Token) -> Iterator[Token]:
    """Those an act named by a noun is done to: "her arrest", "the arrest of two nuns", "suffered torture"."""
    of = [word for child in noun.children if child.lower_ == "of" for word in child.children if word.dep_ == "pobj"]
    for word in of:
        yield from _and_others(word)
    if not of:
        yield from (child for child in noun.children if child.dep_ == "poss")
        yield from (c for c in noun.children if c.dep_ in ("compound", "nmod") and c.tag_ in ("NN", "NNS", "NNP"))
        yield from _under(noun)
        yield from _performed(noun)


#: Verbs that do what a noun names, and the words between it and those it is done to.
_PERFORMING = frozenset({"conduct", "carry", "perform", "do", "make", "give", "inflict", "administer"})
_DONE_ON = frozenset({"on", "upon", "to", "against"})


def _performed(noun: Token) -> Iterator[Token]:
    """ "conducted strip searches on the women", "carried out searches to check prisoners": those it is done to."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.lemma_ not in _PERFORMING:
        return
    for child in (*noun.children, *verb.children):
        if child.lower_ in _DONE_ON and child.dep_ in ("prep", "dative"):
            yield from (word for word in child.children if word.dep_ == "pobj")
        elif child.dep_ in ("advcl", "acl", "relcl", "xcomp") and any(one.lower_ == "to" for one in child.children):
            yield from (word for word in child.children if word.dep_ == "dobj" and word.lemma_.lower() in _person())


def noun_actor(noun: Token) -> Token | None:
    """Who does what a noun names: after "by", or whose it is where "of" says to whom ("China's return of the 60")."""
    by = _agent(noun)
    if by is not None or not any(child.lower_ == "of" for child in noun.children):
        return by
    return next((child for child in noun.children if child.dep_ == "poss"), None)


def inferred(noun: Token) -> bool:
    """The noun itself does not say whom it befell; the clause it stands in does."""
    return not any(child.dep_ == "poss" or child.lower_ == "of" for child in noun.children)


_WHO = frozenset({"WP", "WDT"})


def _agent(word: Token) -> Token | None:
    for child in word.children:
        if child.lower_ == "by" and child.dep_ in ("agent", "prep"):
            return next((by for by in child.children if by.dep_ == "pobj"), None)
    return None


def _passive_subject(verb: Token) -> Token | None:
    """The subject of a passive, also where another verb has it: "was caught and sent back", "told of being beaten"."""
    node = verb
    for _ in range(5):
        own = next((child for child in node.children if child.dep_ in SUBJECTS), None)
        own = own if own is not None else _subject_of_series(node)
        if own is not None:
            return own
        if node.dep_ in ("acl", "relcl"):
            return node.head
        if node.dep_ == "pcomp" and node.head.dep_ == "prep":
            node = node.head.head
        elif node.dep_ in ("conj", "xcomp", "advcl", "oprd", "ccomp", "dep") and node.head != node:
            node = node.head
        else:
            return None
        if node.pos_ not in ("VERB", "AUX"):
            return node if node.pos_ in ("NOUN", "PROPN", "PRON") and node.dep_ != "pobj" else None
    return None


def _subject_of_series(verb: Token) -> Token | None:
    """ "Ji escaped three times, was deported twice": the subject of the verb before it in the series."""
    for child in verb.children:
        if child.dep_ == "ccomp" and child.i < verb.i and child.pos_ == "VERB":
            return next((word for word in child.children if word.dep_ in SUBJECTS), None)
    return None


def _active_subject(verb: Token) -> Token | None:
    """The subject, through joined verbs and infinitives; the object of "made them work", "helped her escape"."""
    own = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if own is not None:
        return own
    if verb.dep_ == "relcl":
        return verb.head
    if verb.dep_ in ("xcomp", "ccomp"):
        objects = [child for child in verb.head.children if child.dep_ == "dobj"]
        return objects[0] if objects else _passive_subject(verb.head) if passive(verb.head) else subject_of(verb)
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        return _passive_subject(verb.head) if passive(verb.head) else _active_subject(verb.head)
    return subject_of(verb)


def _shared_object(verb: Token) -> list[Token]:
    """ "arrested and deported 20 people": the object of the verb joined to it."""
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ == "VERB" and not any(c.dep_ in SUBJECTS for c in child.children):
            return [word for word in child.children if word.dep_ == "dobj"]
    return []


def _and_others(token: Token | None) -> Iterator[Token]:
    """The word and those joined to it; "who" stands for the noun its clause hangs to."""
    if token is None:
        return
    if token.tag_ in _WHO and token.dep_ != "poss":
        clause = token.head
        while clause.dep_ in ("conj", "xcomp", "ccomp") and clause.head != clause:
            clause = clause.head
        if clause.dep_ == "relcl":
            yield clause.head
        return
    yield token
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON"):
            yield child


def _under(noun: Token) -> Iterator[Token]:
    """The clause's subject, where it goes through what the noun names or the noun only says when."""
    head, link = noun.head, noun.dep_
    chain = set()
    while link in ("conj", "pobj", "prep") and (head.pos_ not in ("VERB", "AUX") or head.dep_ == "prep"):
        if head.dep_ == "prep" or head.pos_ == "ADP":
            chain.add(head.lower_)
        link, head = head.dep_, head.head
    lemma = head.lemma_.lower()
    if chain - _AFTER - {"to", "of"}:
        return
    if link in ("dobj", "conj") and lemma in _UNDERGOING:
        yield from _and_others(_active_subject(head))
    elif lemma in _SUBJECTED and "to" in chain:
        yield from done_to(head)
    elif link == "prep" and chain & _AFTER and "to" not in chain:
        who = next((child for child in head.children if child.dep_ in SUBJECTS and child.i > noun.i), None)
        if who is not None and (who.pos_ in ("PROPN", "PRON") or who.lemma_.lower() in _person()):
            yield who


def _person() -> frozenset[str]:
    return wordset("english", "units", "person")
