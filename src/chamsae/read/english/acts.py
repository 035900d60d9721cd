"""Claims of who did what to whom."""

from spacy.tokens import Token

from chamsae.model.claim import Act, Figure, NameType, Speaker, SpeakerKind
from chamsae.read.english.actwords import Deed, deed_of
from chamsae.read.english.article import Article
from chamsae.read.english.attribution import Attribution
from chamsae.read.english.clues import SUBJECTS
from chamsae.read.english.counted import unit_of
from chamsae.read.english.force import force
from chamsae.read.english.sentences import Sentence
from chamsae.read.english.surroundings import places, time_of
from chamsae.read.english.voices import phrase, voice
from chamsae.read.making import Maker, Said


def act_claims(article: Article, attribution: Attribution, maker: Maker) -> None:
    """Who did what to whom: acts that have a person or a counted group as victim (or as the one who fled)."""
    counted = {claim.trigger.start: claim.id for claim in maker.made if isinstance(claim.value, Figure)}
    for number, sentence in enumerate(article.sentences):
        done: set[int] = set()
        for token in sentence.span:
            if (
                sentence.heading
                or token.dep_ not in (*SUBJECTS, "dobj", "pobj")
                or not _victim(article, sentence, token)
            ):
                continue
            deed = deed_of(token)
            if deed and deed.token.i not in done:
                done.add(deed.token.i)
                _make(article, attribution, maker, number=number, token=token, deed=deed, counted=counted)


def _victim(article: Article, sentence: Sentence, token: Token) -> bool:
    """A person named, or a noun for people; of-phrases only with people in the plural or by name."""
    if token.pos_ == "PRON" and token.lower_ not in ("he", "she", "who", "him", "her", "others"):
        return False
    if token.pos_ == "PRON" and article.quotation_at(*sentence.place(token)):
        return False  # whom a pronoun in someone's mouth means is not ours to say
    mention = article.names.touching(*sentence.place(token))
    if mention is not None:
        return mention.type is NameType.PERSON
    if token.pos_ != "PRON" and unit_of(token) != "person":
        return False
    return voice(article, sentence, token) is not None and (token.dep_ != "pobj" or token.tag_ in ("NNS", "NNPS"))


def _make(
    article: Article,
    attribution: Attribution,
    maker: Maker,
    *,
    number: int,
    token: Token,
    deed: Deed,
    counted: dict[int, str],
) -> None:
    sentence = article.sentences[number]
    found = voice(article, sentence, token)
    assert found is not None
    victim = (
        found.speaker.text
        if found.speaker.kind is SpeakerKind.NAMED or token.pos_ == "PRON"
        else phrase(article, sentence, token)
    )
    actor = _actor(article, sentence, deed, token)
    said = attribution.said(number, deed.token)
    modality, because = force(sentence, deed.token, said.modality)
    when, _ = time_of(article, sentence, token, deed.token)
    start, end = sentence.stretch(token.doc[token.left_edge.i], token)
    figure = next((id for at, id in counted.items() if start - 20 <= at <= end), None)
    value = Act(
        act=deed.act,
        victim=victim,
        actor=actor.text if actor else None,
        victim_entity=found.speaker.entity,
        actor_entity=actor.entity if actor else None,
        figure=figure,
    )
    maker.make(
        value,
        (sentence.start, sentence.end),
        sentence.place(deed.token),
        said=Said(speaker=said.speaker, via=said.via, modality=modality, why=said.why),
        place=places(article, sentence, token, deed.token),
        when=when,
        confidence=0.7 if actor else 0.6,
        why=tuple(
            filter(
                None, (f"{deed.words!r} is the act {deed.act!r}; {victim!r} is whom it concerns", found.why, because)
            )
        ),
    )


def _actor(article: Article, sentence: Sentence, deed: Deed, victim: Token) -> Speaker | None:
    """The subject of an active verb, or what follows "by"."""
    for child in deed.token.children:
        if (
            child.dep_ == "nsubj"
            and victim.dep_ != "nsubj"
            and child != victim
            and (found := voice(article, sentence, child))
        ):
            return found.speaker
        if child.dep_ == "agent":
            for agent in child.children:
                if agent.dep_ == "pobj":
                    found = voice(article, sentence, agent)
                    return (
                        found.speaker
                        if found
                        else Speaker(text=phrase(article, sentence, agent), kind=SpeakerKind.UNNAMED)
                    )
    return None
