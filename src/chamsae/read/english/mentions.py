"""Claims of names, with the roles their sentence gives them, and of the times a text names."""

from collections.abc import Iterator

from chamsae.model.claim import Act, Modality, Name, NameType, Time
from chamsae.model.when import Precision
from chamsae.read.english.article import Article
from chamsae.read.english.attribution import Attribution, narrated
from chamsae.read.english.identity import Mention
from chamsae.read.english.sentences import Sentence
from chamsae.read.making import Maker, Said
from chamsae.read.words import keyed


def name_claims(article: Article, attribution: Attribution, maker: Maker) -> None:
    """One claim for every name where it stands; those whom the sentence's acts befall are its victims."""
    suffered = set(_sufferers(maker))
    quoted = {said.speaker.entity for said in attribution.quoted.values() if said.speaker}
    for sentence in article.sentences:
        for mention in article.names.within(sentence.start, sentence.end):
            victim = (sentence.start, mention.entity) in suffered
            roles = _roles(article, sentence, mention, speaks=mention.entity in quoted, victim=victim)
            value = Name(text=mention.full, type=mention.type, entity=mention.entity, roles=roles)
            why = [f"a {mention.type.value} by {'its form' if mention.rule else 'the language model'}"]
            why += [f"short for {mention.full!r}, named before"] if mention.full != mention.text else []
            maker.make(
                value,
                (sentence.start, sentence.end),
                (mention.start, mention.end),
                said=Said(),
                confidence=0.85 if mention.rule else 0.65,
                why=why,
            )


#: Acts that make no victim of the one they are told of.
_NO_HARM = frozenset({"escaped", "arrived", "signed", "protested", "remaining", "residing", "released", "rescued"})


def _sufferers(maker: Maker) -> Iterator[tuple[int, str]]:
    """Where a sentence begins, and whom an act that it says was done befell."""
    for claim in maker.made:
        told = isinstance(claim.value, Act) and claim.value.act not in _NO_HARM and claim.modality not in _NOT_DONE
        if told and isinstance(claim.value, Act) and claim.value.victim_entity:
            yield claim.quote.start, claim.value.victim_entity


_NOT_DONE = frozenset({Modality.DENIAL, Modality.HYPOTHETICAL, Modality.PLANNED, Modality.PREDICTION})


def _roles(article: Article, sentence: Sentence, mention: Mention, *, speaks: bool, victim: bool) -> tuple[str, ...]:
    """Roles in the words beside the name: "the pilot NAME", "NAME, a lawyer and spokesman"."""
    if mention.type is not NameType.PERSON:
        return ()
    text = article.document.text
    before = text[max(sentence.start, mention.start - 60) : mention.start].rpartition(",")[2]
    after = text[mention.end : min(sentence.end, mention.end + 90)]
    beside = after.split(",")[1] if after.startswith(",") and "," in after[1:] else ""
    near = f" {before} {mention.text} {beside} ".lower()
    found = [role for role, words in keyed("english", "roles").items() if any(_stands(word, near) for word in words)]
    if victim and "victim" not in found:
        found.append("victim")
    if speaks and "victim" in found:
        found.append("witness")
    return tuple(dict.fromkeys(found))


def _stands(word: str, near: str) -> bool:
    at = near.find(word)
    return (
        at >= 0 and not near[at - 1].isalnum() and not (near[at + len(word)].isalpha() and near[at + len(word)] != "s")
    )


def time_claims(article: Article, maker: Maker) -> None:
    """One claim for every time named that is more than "now" or "then"."""
    for sentence in article.sentences:
        for mention in article.sentence_dates(sentence):
            if mention.form == "vague" or not article.document.text[mention.start : mention.end].strip():
                continue
            known = mention.when.precision is not Precision.VAGUE and not mention.needs
            why = [mention.why or "named in full"]
            why += [f"reference: {article.reference_why}"] if mention.why and not mention.needs else []
            maker.make(
                Time(when=mention.when),
                (sentence.start, sentence.end),
                (mention.start, mention.end),
                said=narrated(article),
                when=mention.when,
                confidence=0.9 if known and not mention.why else 0.75 if known else 0.4,
                why=why,
            )
