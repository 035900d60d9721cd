"""Numbers for what was counted before ("put the figure higher: 340", "the actual number is about 350"), and people
taken from where they were held, in a text about returns."""

import re
from collections.abc import Iterable
from math import inf

from spacy.tokens import Token

from chamsae.model.claim import Claim, Figure, NameType
from chamsae.read.english.actwords import Deed, deed_named
from chamsae.read.english.article import Article
from chamsae.read.english.numbers import NumberMention
from chamsae.read.english.sentences import Sentence

#: A number that stands for one said before is at most this many times as large or as small.
SIZE = 2.0

_TOTAL = re.compile(
    r"\b(?:the|a|its?|their|this|that)\s(?:\w+\s)?(?:number|figure|toll|total|count|tally|scale)\b"
    r"(?!\sof\s(?!people|persons|those|victims|returnees|north koreans|names))[^.;:“”\"]{0,50}?"
    r"\b(?:to be|is|are|was|were|be|at|as|reached)\s+(?:\w+ing\s)?$",
    re.IGNORECASE,
)
_HIGHER = re.compile(
    r"\b(?:puts?|gives?|gave|sets?)\s(?:the|its|a)\s(?:\w+\s)?(?:number|figure|toll|total|count)\s(?:\w+\s)?(?:higher|lower)\b"
    r"|\b(?:gives?|gave)\sa\s(?:higher|lower|different)\s(?:number|figure|toll|total|count)\b",
    re.IGNORECASE,
)
_RETURNS = re.compile(
    r"\brepatriat|\bsent\sback\b|\bforced\sback\b|\bforcibly\sreturned\b|\bdeport|\bhanded\sover\b|\breturn\sof\b",
    re.IGNORECASE,
)
REMOVING = frozenset(
    {"take", "remove", "bring", "lead", "drive", "bus", "carry", "move", "truck", "march", "walk", "escort"}
)
_PART_RETURNED = re.compile(
    r"\bof (?:them|these|those|whom)\b(?:\s\w+){0,3}\s(?:repatriated|sent back|deported|returned)\b", re.IGNORECASE
)
_LABEL = re.compile(r"[^:.!?\n]{4,90}:\s*")
_ENTRY = re.compile(r"\s*(?:people|persons?|women|men|children|individuals)?\s*(?:[(;,.]|$)")
_DETAINED = re.compile(r"\b(?:detained|detention|detainees|held in|imprisoned|in custody)\b", re.IGNORECASE)
_COUNTING = frozenset({"count", "be", "number", "register", "total", "stay", "live", "crowd", "pack"})
_HELD_AT = re.compile(
    r"\b(?:detention|prison|jail|custody|building|station|cells?|camp|cent(?:er|re)|facility)\b", re.IGNORECASE
)
_OVER = re.compile(r"\b(?:bridge|border|river|crossing|Yalu|Tumen)\b", re.IGNORECASE)


def taken_up(article: Article, sentence: Sentence, mention: NumberMention, made: Iterable[Claim]) -> Claim | None:
    """The figure before that this number gives anew: of its size and under an act; None where it counts by itself."""
    text = article.document.text
    if not _TOTAL.search(text[sentence.start : mention.start]) and not _put_before(article, sentence, mention):
        return None
    near = [(apart, -claim.trigger.start, claim) for claim in made if (apart := _apart(claim, mention)) <= SIZE]
    return min(near, key=lambda found: found[:2])[2] if near else None


def compared(article: Article, sentence: Sentence, mention: NumberMention, made: Iterable[Claim]) -> Claim | None:
    """The figure of the same sentence that a number is set beside: "96 arrests, up from 71 the year before"."""
    before = article.document.text[max(sentence.start, mention.start - 40) : mention.start]
    return _nearest(sentence, mention, made) if _SET_BESIDE.search(before) else None


def part_of(article: Article, sentence: Sentence, mention: NumberMention, made: Iterable[Claim]) -> Claim | None:
    """The figure of the same sentence that a number is a part of: "214 cases, of which 131 concerned women"."""
    before = article.document.text[max(sentence.start, mention.start - 40) : mention.start]
    whole = _nearest(sentence, mention, made) if _OF_WHICH.search(before) else None
    size = (whole.value.amount.low or whole.value.amount.high) if whole and isinstance(whole.value, Figure) else None
    return whole if size is not None and mention.low is not None and mention.low <= size else None


_SET_BESIDE = re.compile(
    r"\b(?:(?:up|down|rose|rising|fell|falling|increase|decrease|drop|rise)\s(?:\w+\s)?from|compared\s(?:with|to)|against"
    r"|(?:speaks?|spoke|talks?|talked)\sof|versus|as\sagainst|more\sthan\sthe|fewer\sthan\sthe)\s+(?:just\s|only\s|about\s|some\s|the\s)?$",
    re.IGNORECASE,
)
_OF_WHICH = re.compile(r"\bof\s(?:which|whom|them|these|those)\s*,?\s*(?:\w+\s)?$|\bincluding\s+$", re.IGNORECASE)


def _nearest(sentence: Sentence, mention: NumberMention, made: Iterable[Claim]) -> Claim | None:
    """The last figure of people under an act that the sentence told before the number."""
    told = [
        claim
        for claim in made
        if isinstance(claim.value, Figure)
        and claim.value.act
        and claim.value.amount.unit in ("person", "case", "family")
        and sentence.start <= claim.trigger.start < mention.start
    ]
    return max(told, key=lambda claim: claim.trigger.start, default=None)


def removed(article: Article, sentence: Sentence, token: Token) -> Deed | None:
    """The return that "taken from the building" and "driven over the bridge" mean where returns were spoken of."""
    verb = token
    while verb.pos_ != "VERB" and verb.head != verb:
        verb = verb.head
    if verb.lemma_.lower() not in REMOVING or not _done_to(verb, token):
        return None
    for child in verb.children:
        words = " ".join(t.text for t in child.subtree) if child.dep_ == "prep" else ""
        wanted = _HELD_AT if child.lower_ in ("from", "out") else _OVER if child.lower_ in _CROSSING else None
        if wanted and wanted.search(words) and _RETURNS.search(article.document.text, 0, sentence.end):
            return Deed("repatriated", verb, f"{verb.text} {child.text}")
    return None


_CROSSING = frozenset({"over", "across", "to", "onto"})


def held_there(article: Article, sentence: Sentence, token: Token) -> Deed | None:
    """ "In the Oldmill detention station 214 people were counted": those counted in a prison are held there."""
    verb = token
    while verb.pos_ not in ("VERB", "AUX") and verb.head != verb:
        verb = verb.head
    if verb.lemma_.lower() not in _COUNTING:
        return None
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in ("in", "at", "inside"):
            start, end = sentence.stretch(child, child.doc[child.right_edge.i])
            if any(m.type is NameType.FACILITY for m in article.names.within(start, end)):
                return Deed("detained", verb, f"{verb.text} {child.text}")
    return None


def awaiting(article: Article, sentence: Sentence, mention: NumberMention, token: Token) -> Deed | None:
    """ "Over 2,000, with 600 of them already repatriated": the whole is held, where the text speaks of people held."""
    text = article.document.text
    part = _PART_RETURNED.search(text, mention.end, sentence.end)
    if part and _DETAINED.search(text, 0, sentence.end):
        return Deed("detained", token, part.group())
    return None


def labelled(article: Article, sentence: Sentence, mention: NumberMention) -> Deed | None:
    """ "Still detained in May: at least 85": an entry of a list tells the act before its colon."""
    text = article.document.text
    label = _LABEL.fullmatch(text, sentence.start, mention.start)
    if label is None or not _ENTRY.match(text, mention.end, sentence.end):
        return None
    return deed_named(sentence.tokens(sentence.start, mention.start))


def _done_to(verb: Token, token: Token) -> bool:
    """The counted are its object or its passive subject (or it has none: "between 280 and 350 were")."""
    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children) or verb.dep_ == "acl"
    subjects = [child for child in verb.children if child.dep_ == "nsubjpass"]
    own = [child for child in subjects if child == token or child.is_ancestor(token)]
    objects = [
        child for child in verb.children if child.dep_ == "dobj" and (child == token or child.is_ancestor(token))
    ]
    return bool(own or objects) or (passive and not subjects)


def _put_before(article: Article, sentence: Sentence, mention: NumberMention) -> bool:
    """ "… put the figure higher. It had reached 340 names": the number of the next sentence is the figure."""
    text, at = article.document.text, article.number(sentence.start)
    before = article.sentences[at - 1] if at else None
    if before is None or before.block != sentence.block or not _HIGHER.search(text[before.start : before.end]):
        return False
    after = text[mention.end : mention.end + 24]
    return re.match(r"\s(?:names?|people|persons|entries)\b|\s?[.,;]", after) is not None


def _apart(claim: Claim, mention: NumberMention) -> float:
    """How many times one number is the other; without end for what is no figure under an act."""
    if not isinstance(claim.value, Figure) or claim.value.act is None or claim.value.amount.unit != "person":
        return inf
    sizes = [float(end) for end in (claim.value.amount.low, claim.value.amount.high) if end]
    number = float(mention.low or mention.high or 0)
    if not sizes or not number or claim.trigger.start >= mention.start:
        return inf
    size = sum(sizes) / len(sizes)
    return max(size / number, number / size)
