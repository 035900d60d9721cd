"""Who a grammatical subject is: a named person or organisation, someone unnamed, or a document."""

import re
from dataclasses import dataclass

from spacy.tokens import Token

from chamsae.model.claim import NameType, Speaker, SpeakerKind
from chamsae.read.english.article import Article, gender_of
from chamsae.read.english.identity import Mention, entity_id
from chamsae.read.english.sentences import Sentence
from chamsae.read.words import wordset

FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves"})
_PRONOUNS = frozenset({"he", "she"})
_LEFT_OUT = frozenset({"relcl", "acl", "appos", "punct", "cc", "conj", "advcl", "parataxis", "dep", "ccomp", "advmod"})


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker with the reason it was taken for one, and whether it is a news outlet (then a channel)."""

    speaker: Speaker
    why: str
    outlet: bool = False


def voice(article: Article, sentence: Sentence, token: Token, *, owning: bool = False) -> Voice | None:
    """The speaker a subject (or the object of "according to") stands for; None for what cannot speak.

    `owning` reads a possessive as well: whose claim, whose daughter.
    """
    word = token.text.lower()
    if word in _PRONOUNS or (owning and word in ("his", "her", "him")):
        return _of_pronoun(article, sentence, token)
    if word in ("who", "that", "which"):
        return (
            voice(article, sentence, token.head.head)
            if token.head.dep_ == "relcl" and token.head.head != token
            else None
        )
    if word in FIRST_PERSON:
        return _first_person(article, sentence, token)
    if word in ("they", "it"):
        return _of_group(article, sentence, token)
    if token.pos_ == "PRON" and word not in ("many", "some", "others", "several", "both", "one", "another"):
        return None
    return _named(article, sentence, token, owning=owning) or _described(article, sentence, token)


def phrase(article: Article, sentence: Sentence, token: Token) -> str:
    """The noun phrase around a token in the words of the source, without clauses hung to it."""
    tokens = [t for t in token.subtree if not _beyond(t, token)]
    block = _contiguous(tokens, token)
    start, end = sentence.stretch(block[0], block[-1])
    return " ".join(article.document.text[start:end].split()).strip(" ,;:")


def _beyond(token: Token, head: Token) -> bool:
    while token != head:
        if token.dep_ in _LEFT_OUT or (
            token.head == head
            and token.dep_ == "prep"
            and token.text.lower() not in ("of", "from", "in", "at", "for", "on", "to", "with")
        ):
            return True
        token = token.head
    return False


def _contiguous(tokens: list[Token], head: Token) -> list[Token]:
    held = {t.i for t in tokens} | {head.i}
    first = last = head.i
    while first - 1 in held:
        first -= 1
    while last + 1 in held:
        last += 1
    return [head.doc[i] for i in range(first, last + 1)]


def _first_person(article: Article, sentence: Sentence, token: Token) -> Voice | None:
    """Who "I" or "we" is; in a quotation that is its speaker's to say, not ours."""
    if article.quotation_at(*sentence.place(token)):
        return None
    if speaker := article.first_person(sentence):
        return Voice(speaker, f"{token.text!r} taken for {speaker.text!r}, whose words these are")
    return Voice(Speaker(text=token.text, kind=SpeakerKind.UNNAMED), f"{token.text!r} is whoever wrote this")


def _of_pronoun(article: Article, sentence: Sentence, token: Token) -> Voice | None:
    if unnamed := _unnamed_above(article, sentence, token) or _unnamed_before(article, sentence, token):
        return unnamed
    person = article.person_before(sentence.place(token)[0], gender_of(token.text))
    if person is None:
        return Voice(Speaker(text=token.text, kind=SpeakerKind.UNNAMED), f"{token.text!r} could not be tied to a name")
    return Voice(_speaker(person), f"{token.text!r} taken for {person.full}, the last person named who fits")


def _unnamed_above(article: Article, sentence: Sentence, token: Token) -> Voice | None:
    """ "A defector told the story of his return": in its own clause a pronoun stands for an unnamed subject."""
    node = token
    if token.dep_ != "poss":
        return None  # "a trafficker sold her": an object is never its own subject
    while node.head != node and node.dep_ not in ("ccomp", "relcl", "advcl", "conj"):
        node = node.head
    for subject in node.children:
        if subject.dep_ in ("nsubj", "nsubjpass") and subject.i < token.i and _is_somebody(subject, token):
            if article.names.touching(*sentence.place(subject)) is None:
                words = phrase(article, sentence, subject)
                speaker = Speaker(text=words, kind=SpeakerKind.UNNAMED)
                return Voice(speaker, f"{token.text!r} taken for {words!r}, subject of its clause")
            return None
    return None


def _unnamed_before(article: Article, sentence: Sentence, token: Token) -> Voice | None:
    """ "A former guard gave another account. He said": the one without a name who is the subject just before."""
    at = article.number(sentence.start)
    if token.dep_ != "nsubj" or at == 0 or article.sentences[at - 1].block != sentence.block:
        return None
    previous = article.sentences[at - 1]
    for subject in previous.span:
        if subject.dep_ == "nsubj" and subject.head.dep_ == "ROOT" and _is_somebody(subject, token):
            if any(t.lower_ in ("the", "this", "that") or t.dep_ == "poss" for t in subject.children):
                return None
            words = phrase(article, previous, subject)
            named = article.names.within(previous.start, sentence.place(token)[0])
            if any(mention.type is NameType.PERSON for mention in named):
                return None
            speaker = Speaker(text=words, kind=SpeakerKind.UNNAMED)
            return Voice(speaker, f"{token.text!r} taken for {words!r}, subject of the sentence before")
    return None


def _is_somebody(subject: Token, pronoun: Token) -> bool:
    """One person without a name, of a gender the pronoun may have."""
    single = subject.tag_ == "NN" and subject.lemma_.lower() in wordset("english", "units", "person")
    gender = gender_of(subject.text)
    return single and not (gender and gender != gender_of(pronoun.text))


def _of_group(article: Article, sentence: Sentence, token: Token) -> Voice | None:
    at = sentence.place(token)[0]
    here = article.block(at)
    for mention in article.names.before(at, NameType.ORGANISATION):
        if here - article.block(mention.start) <= 1 and not _quoted(article, mention):
            return Voice(_speaker(mention), f"{token.text!r} taken for {mention.full}, the last organisation named")
        break
    return _last_subject(article, sentence, token) or Voice(
        Speaker(text=token.text, kind=SpeakerKind.UNNAMED), f"{token.text!r} could not be tied to a name"
    )


def _last_subject(article: Article, sentence: Sentence, token: Token) -> Voice | None:
    """ "It also says": the one who spoke as subject of the sentence before, in the same paragraph."""
    at = article.number(sentence.start)
    if at == 0 or article.sentences[at - 1].block != sentence.block:
        return None
    previous = article.sentences[at - 1]
    for subject in previous.span:
        if subject.dep_ == "nsubj" and subject.pos_ in ("NOUN", "PROPN") and subject.head.dep_ == "ROOT":
            found = voice(article, previous, subject)
            return (
                Voice(
                    found.speaker,
                    f"{token.text!r} taken for {found.speaker.text!r}, subject of the sentence before",
                    found.outlet,
                )
                if found
                else None
            )
    return None


def _quoted(article: Article, mention: Mention) -> bool:
    return article.quotation_at(mention.start, mention.end) is not None


def _named(article: Article, sentence: Sentence, token: Token, *, owning: bool) -> Voice | None:
    mention = article.names.touching(*sentence.place(token))
    if mention is None or (token.dep_ == "poss" and not owning):
        return _apposed(article, sentence, token)
    if mention.type is NameType.PERSON or mention.type is NameType.ORGANISATION:
        return Voice(_speaker(mention), "", is_outlet(mention.full))
    if mention.type is NameType.PLACE:
        return Voice(_speaker(mention), "a place stands for its government")
    return None


def _apposed(article: Article, sentence: Sentence, token: Token) -> Voice | None:
    """ "The rapporteur, Elizabeth Salmon, …": the name in apposition says who it is."""
    for child in token.children:
        if child.dep_ == "appos":
            mention = article.names.touching(*sentence.place(child))
            if mention and mention.type is NameType.PERSON:
                return Voice(_speaker(mention), "")
    at = sentence.base + token.idx + len(token.text)
    words = article.document.text[at : sentence.end]
    comma = re.match(r"(?:\s(?:on|for|in|of|to)\s[^,]{2,60})?,\s", words)
    mention = article.names.touching(at + comma.end(), at + comma.end() + 1) if comma and token.pos_ == "NOUN" else None
    if (
        mention
        and mention.type is NameType.PERSON
        and re.match(r",", article.document.text[mention.end : mention.end + 1])
    ):
        return Voice(_speaker(mention), "")
    return None


def _described(article: Article, sentence: Sentence, token: Token) -> Voice | None:
    lemma = token.lemma_.lower()
    words = phrase(article, sentence, token)
    if lemma in wordset("english", "document_nouns"):
        return _document(article, sentence, token, words)
    if (
        len(words.split()) > 1
        and all(w[:1].isupper() or w in ("of", "for", "the", "and", "on", "in", "to") for w in words.split())
        and lemma not in wordset("english", "units", "person")
    ):
        name = words.removeprefix("The ")
        return Voice(
            Speaker(text=name, kind=SpeakerKind.NAMED, entity=entity_id(NameType.ORGANISATION, name)),
            "capitals make it a name",
            is_outlet(name),
        )
    if (
        lemma not in wordset("english", "speaking_nouns")
        and lemma not in wordset("english", "units", "person")
        and token.ent_type_ != "NORP"
    ):
        return None
    definite = token.tag_ in ("NN", "NNP") and words.lower().startswith(("the ", "this ", "that "))
    if definite and (found := _taken_up(article, sentence, token, lemma)):
        return found
    return Voice(Speaker(text=words, kind=SpeakerKind.UNNAMED), "")


def _document(article: Article, sentence: Sentence, token: Token, words: str) -> Voice:
    start, end = sentence.stretch(token.doc[min(t.i for t in token.subtree)], token)
    inside = [m for m in article.names.within(start, end) if m.type in (NameType.ORGANISATION, NameType.PERSON)]
    if inside:
        return Voice(
            Speaker(text=words, kind=SpeakerKind.DOCUMENT, entity=inside[-1].entity),
            f"a document of {inside[-1].full}",
            is_outlet(inside[-1].full),
        )
    return Voice(Speaker(text=words, kind=SpeakerKind.DOCUMENT), "a document, not a person, says so")


def _taken_up(article: Article, sentence: Sentence, token: Token, lemma: str) -> Voice | None:
    """ "the rights group" is the last organisation named, "the ministry" the last with that word in its name,
    "the lawyer" the last person described as one."""
    at, here = sentence.place(token)[0], article.block(sentence.start)
    if lemma in wordset("english", "organisation_nouns"):
        kind = NameType.ORGANISATION
    elif lemma in wordset("english", "person_nouns"):
        kind = NameType.PERSON
    else:
        return None
    for mention in article.names.before(at, kind):
        if here - article.block(mention.start) > 2:
            return None
        if _answers_to(article, mention, lemma) and not _quoted(article, mention):
            return Voice(
                _speaker(mention), f"{phrase(article, sentence, token)!r} taken for {mention.full}, named just before"
            )
    return None


_ANY_GROUP = frozenset({"group", "organization", "organisation", "ngo", "watchdog", "agency"})
_ANY_OUTLET = frozenset({"newspaper", "broadcaster", "outlet", "paper", "network", "magazine"})


def _answers_to(article: Article, mention: Mention, lemma: str) -> bool:
    if mention.type is NameType.PERSON:
        return lemma in _beside(article, mention)
    if lemma in _ANY_OUTLET and is_outlet(mention.full):
        return True
    return lemma in _ANY_GROUP or lemma in mention.full.lower() or lemma in _just_beside(article, mention)


def _just_beside(article: Article, mention: Mention) -> str:
    """The words right before and after the name: "Open Sea, a charity in Seoul"."""
    text = article.document.text
    return (text[max(0, mention.start - 20) : mention.start] + text[mention.end : mention.end + 40]).lower()


def _beside(article: Article, mention: Mention) -> str:
    """The words around a name within its own sentence."""
    own = article.sentences[article.number(mention.start)]
    return article.document.text[max(own.start, mention.start - 60) : min(own.end, mention.end + 90)].lower()


def is_outlet(full: str) -> bool:
    """True for newspapers, broadcasters and agencies: they pass on what others say."""
    return full in _OUTLETS or full.rsplit(maxsplit=1)[-1] in _OUTLET_ENDINGS


_OUTLETS = frozenset(
    {
        "BBC",
        "CNN",
        "AP",
        "AFP",
        "Radio Free Asia",
        "RFA",
        "VOA",
        "Voice of America",
        "Reuters",
        "Daily NK",
        "Yonhap",
        "UPI",
        "NHK",
        "KBS",
        "MBC",
        "SBS",
        "NPR",
        "ASIAPRESS",
    }
)
_OUTLET_ENDINGS = frozenset(
    [
        "Times",
        "Post",
        "News",
        "Herald",
        "Daily",
        "Tribune",
        "Journal",
        "Radio",
        "Press",
        "Ilbo",
        "Shimbun",
        "Telegraph",
        "Guardian",
        "Broadcasting",
        "Television",
        "TV",
        "Magazine",
        "Weekly",
        "Network",
    ]
)


def _speaker(mention: Mention) -> Speaker:
    return Speaker(text=mention.full, kind=SpeakerKind.NAMED, entity=mention.entity)
