"""Claims of who did what to whom: every word for an act, with those it befell and those who did it."""

import re
from dataclasses import dataclass

from spacy.tokens import Token

from chamsae.model.claim import Act, Figure, NameType, Speaker, SpeakerKind
from chamsae.read.english.actwords import Deed, deed_in, stay_at_home
from chamsae.read.english.article import Article
from chamsae.read.english.attribution import Attribution
from chamsae.read.english.counted import unit_of
from chamsae.read.english.force import force
from chamsae.read.english.occasions import as_spoken
from chamsae.read.english.sentences import Sentence
from chamsae.read.english.sufferers import actor, doers, done_to, inferred, noun_actor, owners
from chamsae.read.english.surroundings import places, time_of
from chamsae.read.english.totals import REMOVING, removed
from chamsae.read.english.voices import FIRST_PERSON, phrase, voice
from chamsae.read.making import Maker, Said
from chamsae.read.words import wordset

#: States that figures count; told of one person they are no act.
_STATES = frozenset({"residing", "remaining"})
#: Acts of which the one who does them is the one they are told of.
_OWN = "subject"
_PRONOUNS = frozenset({"he", "she", "him", "her", "they", "them", "his", "their", "himself", "herself", "themselves"})
_QUANTITIES = frozenset({
    "all", "both", "many", "some", "several", "others", "those", "most", "anyone", "someone", "nobody", "each", "few",
    "everyone", "half", "none", "dozens", "hundreds", "thousands", "one", "another", "other",
})  # fmt: skip
_BODY = re.compile(
    r"(?:bod(?:y|ies)|faces?|heads?|arms?|legs?|hands?|backs?|hair|stomachs?|feet|fingers?|cavit(?:y|ies))"
)


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody an act concerns: in the words of the source, with the name's id where it is known, and the reason."""

    words: str
    entity: str | None = None
    why: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True)
class _Scene:
    """The sentence an act stands in, and what is known of the document around it."""

    article: Article
    attribution: Attribution
    number: int

    @property
    def sentence(self) -> Sentence:
        return self.article.sentences[self.number]


def act_claims(article: Article, attribution: Attribution, maker: Maker) -> None:
    """One claim for each act and each it befell (or who did it, for acts like flight); headings have none."""
    counted = {claim.trigger.start: claim.id for claim in maker.made if isinstance(claim.value, Figure)}
    for number, sentence in enumerate(article.sentences):
        if not sentence.heading:
            scene = _Scene(article, attribution, number)
            for token in sentence.span:
                found = deed_over(scene, token) or deed_in(token)
                if found and found[0].act not in _STATES:
                    _acts(scene, maker, *found, counted=counted)


def deed_over(scene: _Scene, verb: Token) -> tuple[Deed, str] | None:
    """ "marched over the bridge" is a return, in a text about returns."""
    whom = done_to(verb) if verb.lemma_.lower() in REMOVING else ()
    found = next((deed for token in whom if (deed := removed(scene.article, scene.sentence, token))), None)
    return (found, "object") if found and found.token == verb else None


def _acts(scene: _Scene, maker: Maker, deed: Deed, how: str, *, counted: dict[int, str]) -> None:
    told = set()
    find = {"object": done_to, _OWN: doers, "noun": owners}[how]
    for token in find(deed.token):
        who = None if stay_at_home(deed, _of_whom(token)) else party(scene, token)
        if who is not None and who.words not in told:
            told.add(who.words)
            by = _actor(scene, deed, how, token)
            _make(scene, maker, token=token, deed=deed, who=who, by=by, counted=counted)


def _of_whom(token: Token) -> Token:
    """ "Two of her brothers": the brothers."""
    of = next((child for child in token.children if child.lower_ == "of"), None) if token.like_num else None
    return next((child for child in of.children if child.dep_ == "pobj"), token) if of is not None else token


def party(scene: _Scene, token: Token) -> Party | None:
    """The people a word stands for; None for what is nobody."""
    article, sentence, word = scene.article, scene.sentence, token.lower_
    if word in FIRST_PERSON:
        return _teller(scene, token)
    if word in _PRONOUNS:
        return _of_pronoun(article, sentence, token)
    if _BODY.fullmatch(word):
        return None
    mention = article.names.touching(*sentence.place(token))
    if mention is not None:
        return Party(mention.full, mention.entity) if mention.type is NameType.PERSON else None
    if word in _QUANTITIES or (token.like_num and not _numbered(token)):
        return _quantity(article, sentence, token)
    return _same_as(article, sentence, token) or _people(article, sentence, token)


def _numbered(token: Token) -> bool:
    """ "Interviewee N-17", "Prisoner 12": a person under a number."""
    return any(c.dep_ in ("compound", "nmod") and unit_of(c) == "person" for c in token.lefts)


def _same_as(article: Article, sentence: Sentence, token: Token) -> Party | None:
    """ "Kim Sun-hyang, an escapee detained …", "Kim was a defector who was …": the one so described, by name."""
    other = token.head if token.dep_ == "appos" else None
    if token.dep_ == "attr":
        other = next((child for child in token.head.children if child.dep_ == "nsubj"), None)
    mention = article.names.touching(*sentence.place(other)) if other is not None else None
    if mention is None or mention.type is not NameType.PERSON:
        return None
    return Party(mention.full, mention.entity, f"{token.text!r} is said of {mention.full}")


def _people(article: Article, sentence: Sentence, token: Token) -> Party | None:
    """A noun for people or a family, with its words; "the rapporteur" by name where it has been told."""
    people = unit_of(token) in ("person", "family") or token.ent_type_ == "NORP" or _numbered(token)
    if not people and _members(token) is None:
        return None
    found = voice(article, sentence, token)
    if found and found.speaker.kind is SpeakerKind.NAMED:
        return Party(found.speaker.text, found.speaker.entity, found.why)
    words = phrase(article, sentence, token)
    own = next((child for child in token.children if child.dep_ == "poss"), None)
    return Party(words, why=f"related to {own.text!r}" if own is not None else "")


#: Words for people taken together.
_GROUPS = frozenset({"group", "batch", "busload", "truckload", "contingent", "convoy", "party", "total"})


def _members(token: Token) -> Token | None:
    """ "a group of 24", "a batch of about thirty women": how many or who, None where the group is of something else."""
    of = next((child for child in token.children if child.lower_ == "of"), None)
    if token.lemma_.lower() not in _GROUPS or of is None:
        return None
    found = next((child for child in of.children if child.dep_ == "pobj"), None)
    return found if found is not None and (found.like_num or unit_of(found) in ("person", "family")) else None


def _teller(scene: _Scene, token: Token) -> Party:
    """ "I", "us": in a quotation its speaker, else whoever tells the text."""
    quotation = scene.article.quotation_at(*scene.sentence.place(token))
    said = scene.attribution.quoted.get(quotation) if quotation else None
    speaker = said.speaker if said else None if quotation else scene.article.first_person(scene.sentence)
    if speaker is None:
        return Party(token.text, sure=False)
    return Party(speaker.text, speaker.entity, f"{token.text!r} is {speaker.text!r}, who speaks")


def _of_pronoun(article: Article, sentence: Sentence, token: Token) -> Party:
    """Whom a pronoun stands for; one in a quotation is its speaker's to say and stays as it is."""
    if article.quotation_at(*sentence.place(token)):
        return Party(token.text, why=f"whom {token.text!r} means only the speaker knows", sure=False)
    if token.lower_ in ("they", "them", "their", "themselves"):
        return _group(article, sentence, token)
    found = voice(article, sentence, token, owning=True)
    if found is None or (found.speaker.kind is SpeakerKind.UNNAMED and found.speaker.text == token.text):
        return Party(token.text, sure=False)
    return Party(found.speaker.text, found.speaker.entity, found.why)


def _group(article: Article, sentence: Sentence, token: Token) -> Party:
    """ "them": the people last spoken of in the plural, in this paragraph."""
    at = article.number(sentence.start)
    for source in (sentence, *reversed(article.sentences[max(0, at - 2) : at])):
        before = [t for t in source.span if source.place(t)[1] <= sentence.place(token)[0] and _plural_people(t)]
        if before and source.block >= sentence.block - 1:
            words = phrase(article, source, before[-1])
            return Party(words, why=f"{token.text!r} taken for {words!r}")
    return Party(token.text, sure=False)


def _plural_people(token: Token) -> bool:
    victims = wordset("english", "roles", "victim") | {"person", "people", "woman", "man", "child", "girl", "boy"}
    return token.tag_ in ("NNS", "NNPS") and (token.lemma_.lower() in victims or token.ent_type_ == "NORP")


def _quantity(article: Article, sentence: Sentence, token: Token) -> Party | None:
    """ "Eleven were released", "all were sent back", "many of the women"."""
    if token.lower_ in ("nobody", "none") or any(child.lower_ == "no" for child in token.children):
        return None  # "no one has been sent back"
    of = [child for child in token.children if child.lower_ == "of"]
    inside = [t for child in of for t in child.children if t.pos_ in ("NOUN", "PROPN")]
    if inside and unit_of(inside[0]) not in ("person", "family") and inside[0].ent_type_ != "NORP":
        return None
    return Party(phrase(article, sentence, token), sure=bool(inside) or token.like_num)


def _actor(scene: _Scene, deed: Deed, how: str, victim: Token) -> Speaker | None:
    if how == _OWN:
        return None
    token = noun_actor(deed.token) if how == "noun" else actor(deed.token)
    if token is None or token == victim or token.is_ancestor(victim) or token.lower_ in _THINGS:
        return None
    if token.lower_ == "they":
        return _they(scene.article, scene.sentence, token)
    found = voice(scene.article, scene.sentence, token, owning=True)
    words = re.sub(r"['’]s?$", "", phrase(scene.article, scene.sentence, token))
    return found.speaker if found else Speaker(text=words, kind=SpeakerKind.UNNAMED)


_THINGS = frozenset({"it", "its", "that", "which", "what", "this", "there"})


def _they(article: Article, sentence: Sentence, token: Token) -> Speaker:
    """ "The police came. They beat her": the subject of the sentence before, where it is people in the plural."""
    at = article.number(sentence.start)
    before = article.sentences[at - 1] if at else sentence
    for subject in before.span:
        plural = subject.tag_ in ("NNS", "NNPS") or subject.lower_ == "police"
        if subject.dep_ == "nsubj" and subject.head.dep_ == "ROOT" and plural and before.block == sentence.block:
            return Speaker(text=phrase(article, before, subject), kind=SpeakerKind.UNNAMED)
    return Speaker(text=token.text, kind=SpeakerKind.UNNAMED)


def _make(
    scene: _Scene,
    maker: Maker,
    *,
    token: Token,
    deed: Deed,
    who: Party,
    by: Speaker | None,
    counted: dict[int, str],
) -> None:
    article, sentence = scene.article, scene.sentence
    said = scene.attribution.said(scene.number, deed.token)
    modality, because = force(sentence, deed.token, said.modality)
    when, _ = time_of(article, sentence, token, deed.token)
    when = as_spoken(scene.attribution.spoken, said.speaker, sentence.start, when)
    start, end = sentence.stretch(token.doc[token.left_edge.i], _members(token) or token)
    value = Act(
        act=deed.act,
        victim=who.words,
        actor=by.text if by else None,
        victim_entity=who.entity,
        actor_entity=by.entity if by else None,
        figure=next((id for at, id in counted.items() if start - 20 <= at <= end), None),
    )
    told = f"{deed.words!r} is the act {deed.act!r}; {who.words!r} is whom it concerns"
    maker.make(
        value,
        (sentence.start, sentence.end),
        sentence.place(deed.token),
        said=Said(speaker=said.speaker, via=said.via, modality=modality, why=said.why),
        place=places(article, sentence, token, deed.token),
        when=when,
        confidence=_confidence(deed, who, by),
        why=tuple(filter(None, (told, who.why, because))),
    )


def _confidence(deed: Deed, who: Party, by: Speaker | None) -> float:
    loose = deed.token.pos_ == "NOUN" and inferred(deed.token)
    score = 0.6 + (0.1 if by else 0.0) + (0.05 if who.entity else 0.0)
    return score - (0.0 if who.sure else 0.15) - (0.15 if loose else 0.0)
