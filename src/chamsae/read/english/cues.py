"""The words by which speech is handed to somebody: verbs that a scorer takes for it, "according to", labels, nouns."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from chamsae.model.claim import NameType, Speaker, SpeakerKind
from chamsae.read.english.article import Article
from chamsae.read.english.clues import candidate, content_of_noun, likelihood, speaking
from chamsae.read.english.sentences import Sentence
from chamsae.read.english.voices import Voice, is_outlet, phrase, voice
from chamsae.read.words import wordset

#: From this probability on a word is held to hand speech over.
LIKELY = 0.4
#: And from this on its subject is somebody who speaks, whatever noun it is.
SURE = 0.85


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that hands speech to a speaker; `at` is its place in the document, `content` the clause a noun holds."""

    token: Token
    sentence: Sentence
    voice: Voice
    at: tuple[int, int]
    words: str
    whole: bool = False
    pronoun: bool = False
    via: tuple[str, ...] = ()
    content: Token | None = None


def cues_of(article: Article, sentence: Sentence) -> Iterator[Cue]:
    """The cues of one sentence that stand outside its quotations."""
    quoted = article.quoted_in(sentence)
    for token in sentence.span:
        if article.quotation_at(*sentence.place(token)) is None and (
            token.lower_ == "according" or (candidate(token) and likelihood(token, quoted) >= LIKELY)
        ):
            find = _according if token.lower_ == "according" else _noun_cue if token.pos_ == "NOUN" else _verb_cue
            if cue := find(article, sentence, token):
                yield cue
        elif token.lower_ in _WORDS and (cue := _in_ones_words(article, sentence, token)):
            yield cue
    if cue := _labelled(article, sentence):
        yield cue


#: "In his view …": what follows is somebody's.
_WORDS = frozenset({"opinion", "view", "words", "account", "telling", "estimate", "estimation", "judgment"})


def _in_ones_words(article: Article, sentence: Sentence, token: Token) -> Cue | None:
    if token.dep_ != "pobj" or token.head.lower_ not in ("in", "by", "to"):
        return None
    for owner in _owners(token):
        if found := voice(article, sentence, owner, owning=True):
            words = f"{token.head.text} … {token.text}"
            return Cue(token.head, sentence, found, sentence.place(token.head), words, whole=True)
    return None


def _according(article: Article, sentence: Sentence, token: Token) -> Cue | None:
    for child in token.subtree:
        if child.dep_ == "pobj" and child.head.lower_ == "to" and child.head.i == token.i + 1:
            found = voice(article, sentence, child) or Voice(
                Speaker(text=phrase(article, sentence, child), kind=SpeakerKind.UNNAMED), ""
            )
            return Cue(token, sentence, found, sentence.place(token), "according to", whole=True)
    return None


def _verb_cue(article: Article, sentence: Sentence, token: Token) -> Cue | None:
    who = _speaking(article, sentence, token)
    found = (voice(article, sentence, who) or _somebody(article, sentence, token, who)) if who is not None else None
    if who is None or found is None:
        return None
    found, via = _cited(article, sentence, token, who, found)
    return Cue(
        token,
        sentence,
        found,
        sentence.place(token),
        token.text,
        via=(*via, *_told(article, sentence, token)),
        pronoun=who.pos_ == "PRON",
    )


def _somebody(article: Article, sentence: Sentence, verb: Token, who: Token) -> Voice | None:
    """ "My interrogator told me that …": a noun of no list, where the verb is sure to hand speech over."""
    if who.pos_ != "NOUN" or likelihood(verb, article.quoted_in(sentence)) < SURE:
        return None
    return Voice(
        Speaker(text=phrase(article, sentence, who), kind=SpeakerKind.UNNAMED), "taken for somebody who speaks"
    )


def _speaking(article: Article, sentence: Sentence, token: Token) -> Token | None:
    """Who speaks by a verb: its subject, the one after it, or after "by" where it is passive."""
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in token.children) or token.dep_ == "acl":
        agents = (child for child in token.children if child.dep_ == "agent")
        by = next((word for agent in agents for word in agent.children if word.dep_ == "pobj"), None)
        return by if by is not None or token.tag_ == "VBN" else None
    who = speaking(token, article.quoted_in(sentence))
    return who if who is None or who.dep_ != "nsubjpass" or token.dep_ in ("pcomp", "advcl", "conj") else None


def _noun_cue(article: Article, sentence: Sentence, token: Token) -> Cue | None:
    """ "The ministry's answer was that …", "the claim of the guards that …": whose noun it is speaks."""
    content = content_of_noun(token)
    for owner in _owners(token):
        found = voice(article, sentence, owner, owning=True)
        if found and content is not None:
            return Cue(
                token, sentence, found, sentence.place(token), token.text, pronoun=owner.pos_ == "PRON", content=content
            )
    return None


def _owners(noun: Token) -> Iterator[Token]:
    for child in noun.children:
        if child.dep_ == "poss":
            yield child
        if child.dep_ in ("prep", "agent") and child.lower_ in ("of", "by", "from"):
            yield from (word for word in child.children if word.dep_ == "pobj")


def _cited(
    article: Article, sentence: Sentence, verb: Token, subject: Token, found: Voice
) -> tuple[Voice, tuple[str, ...]]:
    """ "RFA, citing rescue groups, says": the groups speak, RFA is the channel."""
    for child in (*subject.children, *verb.children):
        if child.lemma_.lower() in ("cite", "quote", "follow") and child.tag_ == "VBG":
            for target in child.children:
                if target.dep_ in ("dobj", "pobj") and (source := voice(article, sentence, target)):
                    return source, (found.speaker.text,)
    return found, ()


def _told(article: Article, sentence: Sentence, verb: Token) -> tuple[str, ...]:
    """ "told The Epoch Times", "told the Chinese edition of The Epoch Times": the outlet told is a channel."""
    for child in verb.children:
        if child.dep_ in ("dobj", "dative"):
            start, end = sentence.stretch(child.doc[child.left_edge.i], child.doc[child.right_edge.i])
            for mention in article.names.within(start, end):
                if mention.type is NameType.ORGANISATION and is_outlet(mention.full):
                    whole = child.lemma_.lower() in ("edition", "service", "desk", "section")
                    words = re.sub(r"^[Tt]he ", "", phrase(article, sentence, child)) if whole else mention.full
                    return (words,)
    return ()


def _labelled(article: Article, sentence: Sentence) -> Cue | None:
    """ "Rights groups: around 600 …" at the head of a sentence."""
    colon = re.match(r"[A-Z][^:.“\"]{2,60}:\s", article.document.text[sentence.start : sentence.end])
    if not colon:
        return None
    for token in sentence.tokens(sentence.start, sentence.start + colon.end() - 2):
        if (
            token.pos_ in ("NOUN", "PROPN")
            and token.dep_ not in ("pobj", "poss", "compound")
            and all(t.pos_ != "VERB" for t in token.doc[sentence.span.start : token.i + 1])
        ):
            after = token.doc[token.i + 1]
            who = next(_owners(token), token) if token.lemma_.lower() in wordset("english", "speech_nouns") else token
            if after.text == ":" and (found := voice(article, sentence, who, owning=who != token)):
                return Cue(after, sentence, found, sentence.place(after), f"{found.speaker.text}:", whole=True)
    return None


def parted(child: Token, verb: Token) -> bool:
    """A semicolon stands between the two, or a colon: what one says is not said by the other."""
    first, last = (child.right_edge.i, verb.i) if child.i < verb.i else (verb.i, child.left_edge.i)
    between = verb.doc[first:last]
    return any(token.text == ";" or (token.text == ":" and child.i < verb.i) for token in between)
