"""Figures: every number that counts something, with comparator, unit, act, place, time and speaker."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from chamsae.model.amount import Comparator
from chamsae.model.claim import Claim, Figure, Modality, NameType, SpeakerKind
from chamsae.read.english.actwords import Deed, carried_on, deed_after, deed_of, stay_at_home
from chamsae.read.english.article import Article
from chamsae.read.english.attribution import Attribution
from chamsae.read.english.counted import MEASURES, Counted, counted, number_token
from chamsae.read.english.force import force
from chamsae.read.english.numbers import NumberMention, numbers
from chamsae.read.english.occasions import as_spoken
from chamsae.read.english.sentences import Sentence
from chamsae.read.english.surroundings import places, time_of
from chamsae.read.english.totals import awaiting, compared, held_there, labelled, part_of, removed, taken_up
from chamsae.read.making import Maker, Said
from chamsae.read.words import either, listed, wordset

_NUMBERED = re.compile(rf"(?<![\w-])(?:{either(listed('english', 'numbered'))})\s?[-#]?\s?$", re.IGNORECASE)
_AGE_AFTER = re.compile(r"[-\s]?(?:years?|months?)[-\s]old\b|,?\s?(?:year|yr)s?\s+of\s+age", re.IGNORECASE)
_AGE_BEFORE = re.compile(r"\b(?:aged?|age of|turned|turning)\s+$|,\s?(?:then\s)?$", re.IGNORECASE)
_CLOCK = re.compile(r"\s?(?:a\.?m\.?|p\.?m\.?|o['’]clock)\b", re.IGNORECASE)
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?:\s?[-–—]\s?(?:1[5-9]|20)\d\d)?")


def figures(article: Article, attribution: Attribution, maker: Maker) -> None:
    """Make a claim of every figure of the article."""
    for number, sentence in enumerate(article.sentences):
        for mention in _counting(article, sentence):
            token = number_token(sentence, mention)
            if _children_of(token):
                continue
            found = counted(article, sentence, mention, token)
            earlier = taken_up(article, sentence, mention, maker.made)
            beside = compared(article, sentence, mention, maker.made)
            if beside is not None and (found is None or found.unit not in MEASURES):
                found = _set_beside(beside)
            elif earlier is not None and (found is None or found.unit not in MEASURES):
                found = _again(earlier, found)
            if found is not None:
                _make(
                    article,
                    attribution,
                    maker,
                    number=number,
                    mention=mention,
                    token=token,
                    found=found,
                    earlier=beside or earlier,
                    again=beside is None,
                )


def _children_of(token: Token) -> bool:
    """ "a mother of two", "a father of three boys": says how many children somebody has."""
    node = token.head if token.dep_ == "nummod" else token
    of = node.head if node.dep_ == "pobj" and node.head.lower_ == "of" else None
    return of is not None and of.head.lemma_.lower() in _PARENTS


_PARENTS = frozenset(
    {"mother", "father", "parent", "grandmother", "grandfather", "mum", "mom", "dad", "widow", "widower"}
)


def _again(earlier: Claim, found: Counted | None) -> Counted:
    """What was counted before, counted anew: by itself, or under its own words ("340 names")."""
    assert isinstance(earlier.value, Figure)
    why = f"takes up the figure {earlier.trigger.exact!r}"
    words = found.words if found and found.words and found.head is not None and found.certain else earlier.value.counted
    return Counted(found.head if found else None, "person", words, why)


def _set_beside(other: Claim) -> Counted:
    """What the figure beside it counts, at another time or place."""
    assert isinstance(other.value, Figure)
    why = f"set beside the figure {other.trigger.exact!r}"
    return Counted(None, other.value.amount.unit, other.value.counted, why)


def _make(
    article: Article,
    attribution: Attribution,
    maker: Maker,
    *,
    number: int,
    mention: NumberMention,
    token: Token,
    found: Counted,
    earlier: Claim | None = None,
    again: bool = True,
) -> None:
    sentence = article.sentences[number]
    deed = _deed(found, token)
    if deed is None and found.unit == "person":
        deed = removed(article, sentence, token) or held_there(article, sentence, token)
        deed = deed or awaiting(article, sentence, mention, token) or labelled(article, sentence, mention)
    whole = part_of(article, sentence, mention, maker.made) if deed is None else None
    act = deed.act if deed else _act(earlier or whole)
    if not _worth(found, act, mention, token):
        return
    said = attribution.said(number, token)
    modality, because = force(sentence, deed.token if deed else token, said.modality)
    if mention.high == 0 and said.speaker and said.speaker.kind is not SpeakerKind.NARRATOR:
        modality, because = Modality.DENIAL, "says that there are none"
    when, when_why = time_of(article, sentence, token, deed.token if deed else None)
    when = as_spoken(attribution.spoken, said.speaker, mention.start, when)
    words = found.words or _implied(article, sentence, token)
    why = [_why_counted(article, mention, found, words)]
    why += [f"verb {deed.words!r} is the act {deed.act!r}"] if deed else []
    why += [w for w in (because, when_why) if w]
    value = Figure(amount=mention.amount(found.unit), counted=words, act=act)
    where = places(article, sentence, token, deed.token if deed else None)
    maker.make(
        value,
        (sentence.start, sentence.end),
        (mention.start, mention.end),
        said=Said(speaker=said.speaker, via=said.via, modality=modality, why=said.why),
        place=where or (earlier.place if earlier else ()),
        when=earlier.when if earlier and again and (when is None or found.unit != "person" or not deed) else when,
        confidence=_confidence(found, deed, sentence, mention, said),
        why=why,
    )


def _act(earlier: Claim | None) -> str | None:
    return earlier.value.act if earlier and isinstance(earlier.value, Figure) else None


def _deed(found: Counted, token: Token) -> Deed | None:
    """The act for persons and cases; durations only where the noun says so ("two months of detention")."""
    if found.unit in ("person", "family", "case") or not found.certain:
        own = deed_of(token) if found.head is None or found.words.startswith("of ") else None
        own = own or (deed_of(found.head) if found.head is not None and not found.words.startswith("of ") else None)
        own = own or deed_after(found.head if found.head is not None and not found.words.startswith("of ") else token)
        if own and found.head is not None and stay_at_home(own, found.head):
            return None
        return carried_on(own) if own else None
    return deed_of(token) if found.unit == "time" and found.head is None else None


def _worth(found: Counted, act: str | None, mention: NumberMention, token: Token) -> bool:
    """A bare number counts people only under an act; "one" is a figure only with a comparator or a measure."""
    if not found.words and act is None:
        return False
    one = mention.low == mention.high == 1 and mention.comparator is Comparator.EXACT
    return not (one and found.unit not in MEASURES) and not (one and not token.text.isdigit())


def _implied(article: Article, sentence: Sentence, token: Token) -> str:
    """Whom a bare number counts: the people last named in the plural, else simply people."""
    return "people"


def _why_counted(article: Article, mention: NumberMention, found: Counted, words: str) -> str:
    return (
        found.why
        if found.words
        else f"number {article.document.text[mention.start : mention.end]!r} stands alone; its verb is done to people"
    )


def _confidence(found: Counted, deed: Deed | None, sentence: Sentence, mention: NumberMention, said: Said) -> float:
    score = 0.55 + (0.2 if deed else 0.0) + (0.1 if found.certain else -0.15 if deed else -0.3)
    score += 0.08 if said.speaker and said.speaker.kind in ("named", "unnamed", "document") else 0.0
    return max(
        0.15, score - (0.2 if sentence.heading else 0.0) - (0.1 if mention.comparator is Comparator.VAGUE else 0.0)
    )


# which numbers count


def _counting(article: Article, sentence: Sentence) -> Iterator[NumberMention]:
    times = article.sentence_dates(sentence)
    for mention in numbers(article.document.text, sentence.start, sentence.end):
        if not any(
            d.start < mention.core[1] and mention.core[0] < d.end and d.dated for d in times
        ) and not _names_something(article, sentence, mention):
            yield mention
    yield from _none_at_all(article, sentence)


def _none_at_all(article: Article, sentence: Sentence) -> Iterator[NumberMention]:
    """ "there were no defectors": none of those things are done to."""
    for token in sentence.span:
        if (
            token.lower_ == "no"
            and token.dep_ == "det"
            and token.head.lemma_.lower() in wordset("english", "roles", "victim")
        ):
            place = sentence.place(token)
            yield NumberMention(start=place[0], end=place[1], core=place, low=0, high=0, comparator=Comparator.EXACT)


def _names_something(article: Article, sentence: Sentence, mention: NumberMention) -> bool:
    """Ages, years, clock times, ordinals, list and section numbers, and numbers inside names."""
    text, (start, end) = article.document.text, mention.core
    before, after = text[max(sentence.start, start - 24) : start], text[end : min(sentence.end, end + 24)]
    if _NUMBERED.search(before) or _CLOCK.match(after) or _ORDINAL.match(after) or _is_age(before, after, mention):
        return True
    if start == sentence.start and re.match(r"[.)]\s", after):
        return True
    if _YEAR.fullmatch(text[start:end]) and _only_dates(text, mention, after):
        return True
    name = article.names.touching(start, end)
    return name is not None and name.type is not NameType.PLACE and name.start < start


def _only_dates(text: str, mention: NumberMention, after: str) -> bool:
    """A number like a year is one, unless a comparator or people right behind it make it a count."""
    if mention.comparator is Comparator.RANGE:
        return True
    bare = mention.comparator is Comparator.EXACT or re.search(r"\ba\s+$", text[mention.start : mention.core[0]])
    people = re.match(r"\s+(?:people|persons|north|defectors|refugees|others|escapees)", after, re.IGNORECASE)
    return bool(bare) and not people


def _is_age(before: str, after: str, mention: NumberMention) -> bool:
    if _AGE_AFTER.match(after) or re.search(r"\baged?\s(?:about\s|around\s|just\s)?$", before, re.IGNORECASE):
        return True
    return (
        bool(_AGE_BEFORE.search(before))
        and bool(re.match(r",|\)|\.$", after))
        and isinstance(mention.low, int)
        and 1 < mention.low < 110
        and before.rstrip().endswith(",")
    )
