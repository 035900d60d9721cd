"""What a number counts: the noun it belongs to, that noun's unit, and the words that say who is counted."""

import re
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Token

from chamsae.model.amount import Comparator
from chamsae.read.english.article import Article
from chamsae.read.english.numbers import NumberMention, value
from chamsae.read.english.sentences import Sentence
from chamsae.read.words import listed, term_of, wordset

_TIME_UNITS = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "generation"})
#: Units that measure; their figures are kept, apart from those of persons.
MEASURES = _TIME_UNITS | {"percent", "kg", "g", "tonne", "lb", "km", "m", "cm", "mile", "foot", "money", "meal", "time"}
_PRONOUNS = frozenset({"them", "these", "those", "whom", "us", "you", "which"})
_CASH = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "CNY", "₩": "KRW"}
_RELATIVE = 9  # words of a relative clause that still belong to "people who …"


@dataclass(frozen=True, slots=True)
class Counted:
    """The noun counted (`head`, None where only context tells), its unit and its words."""

    head: Token | None
    unit: str
    words: str
    why: str
    certain: bool = True


def counted(article: Article, sentence: Sentence, number: NumberMention, token: Token) -> Counted | None:
    """What the number whose last word is `token` counts; None for a bare number that counts nothing."""
    text = article.document.text
    after = text[number.end : min(sentence.end, number.end + 24)]
    if _RATIO.match(after) or _SIZE.match(after) or after.startswith("\t") or _averaged(article, sentence, number):
        return None
    if number.cash or number.times or _CURRENCY.match(after) or _is_percent(number, token, after):
        return _measured(article, sentence, number, after)
    head = _head(token, sentence, number)
    if head is None or head.like_num or _in_a_date(article, sentence, head):
        return _elliptic(article, sentence, number, token)
    if head.lower_ in _PRONOUNS:
        return _pronoun(article, sentence, number, head)
    return _noun(article, sentence, number, head)


_RATIO = re.compile(
    r"\s+times\s+(?:as|more|less|higher|lower|larger|bigger|smaller|greater|the|that|those|last|his|her|its|their|what)\b"
)
_CURRENCY = re.compile(r"\s(?P<name>won|yuan|dollars|euros|yen|RMB|renminbi|pounds sterling|rubles|baht)\b")
_SIZE = re.compile(r"-(?!day|week|month|year|hour|minute|odd|plus|member|person|strong)[a-z]")  # "a 40-seat coach"
_LENGTH = re.compile(r"-(?P<unit>day|week|month|year|hour|minute)s?\b")
_FIGURE_OF_SPEECH = re.compile(r"[\s%a-z]{0,10}\s(?:certain|sure|convinced|committed|right|true|clear)\b")


def _averaged(article: Article, sentence: Sentence, number: NumberMention) -> bool:
    """ "Average age of returnees: 34" counts nobody."""
    label = _LABEL.search(article.document.text[sentence.start : number.start])
    return label is not None and not number.cash and _AVERAGE.search(label.group()) is not None


_LABEL = re.compile(r"[^:.!?]{3,90}:\s*$")
_AVERAGE = re.compile(
    r"\b(?:average|mean|median|age|rate|ratio|index|score|page|volume|phone|tel|fax|room)\b", re.IGNORECASE
)


def _is_percent(number: NumberMention, token: Token, after: str) -> bool:
    return (
        number.percent or token.head.lemma_.lower() in ("percent", "%") or re.match(r"\s?per\s?cent", after) is not None
    )


def _measured(article: Article, sentence: Sentence, number: NumberMention, after: str) -> Counted | None:
    """Money, how often, shares; "100 percent certain" is a figure of speech and none of these."""
    if number.cash:
        return Counted(None, "money", _CASH.get(number.cash.strip(), number.cash.strip()), "a sum of money")
    if currency := _CURRENCY.match(after):
        return Counted(None, "money", currency["name"], "a sum of money")
    if number.times:
        shown = article.document.text[number.start : number.end]
        return Counted(None, "time", "times", f"{shown!r} counts how often")
    return None if _FIGURE_OF_SPEECH.match(after) else _percent(article, sentence, number)


def _in_a_date(article: Article, sentence: Sentence, head: Token) -> bool:
    at = sentence.place(head)[0]
    return any(d.start <= at < d.end and d.dated for d in article.sentence_dates(sentence))


def _noun(article: Article, sentence: Sentence, number: NumberMention, head: Token) -> Counted:
    text = article.document.text
    if hyphened := _LENGTH.match(text, number.end):
        words = _words(article, sentence, None, head)
        return Counted(head, hyphened["unit"], words, f"a length of time in {hyphened['unit']}s")
    words = _words(article, sentence, number, head)
    unit = _leading_measure(words) or unit_of(head)
    why = f"number {text[number.start : number.end]!r} counts {words!r}"
    return Counted(head, unit, words, why, unit != head.lemma_.lower())


def _leading_measure(words: str) -> str | None:
    """ "175 years imprisonment" counts years."""
    first, _, rest = words.partition(" ")
    unit = term_of("english", "units").get(first.lower().rstrip("s"))
    return unit if rest and unit in _TIME_UNITS else None


def unit_of(head: Token) -> str:
    """The unit of a noun: person, facility, day … or, when no list knows it, the noun itself."""
    lemma = head.lemma_.lower().rstrip(".")
    if head.ent_type_ == "NORP" or re.fullmatch(
        r"(?:North |South )?(?:Koreans|Chinese|Americans|Russians|Japanese)", head.text
    ):
        return "person"
    units = term_of("english", "units")
    return (
        units.get(head.lower_)
        or units.get(lemma)
        or units.get(head.lower_.rstrip("s"))
        or _compound_unit(head, units)
        or lemma
    )


def _compound_unit(head: Token, units: "dict[str, str] | object") -> str | None:
    table = term_of("english", "units")
    words = re.split(r"[-\s]", head.text.lower())
    return next((table[w] for w in (words[-1], words[-1].rstrip("s")) if len(words) > 1 and w in table), None)


def _percent(article: Article, sentence: Sentence, number: NumberMention) -> Counted:
    after = re.match(
        r"(?:\s?per\s?cent|\s?%)?\s+of\s+(?P<what>[^,.;:]{2,60}?)(?=\s(?:were|was|are|is|have|has"
        r"|had|who|that|which|in|from|by|and|but|say|said)\b|[,.;:)]|$)",
        article.document.text[number.end : min(sentence.end, number.end + 80)],
    )
    what = after["what"].strip() if after else "percent"
    return Counted(None, "percent", what, "a share in percent")


def _head(token: Token, sentence: Sentence, number: NumberMention) -> Token | None:
    """The noun the number modifies, by the parse; else the noun that follows it closely."""
    node = token
    for _ in range(3):
        if (
            node.dep_ in ("nummod", "quantmod", "compound", "amod", "npadvmod", "det", "nmod", "advmod")
            and node.head != node
            and node.head.i > node.i
            and node.head in sentence.span
        ):
            node = node.head
            if node.pos_ in ("NOUN", "PROPN") and node.dep_ not in ("nummod", "quantmod"):
                return _last_of_compound(node)
        else:
            break
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == "of" and child.i > token.i:
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return _following(token)


def _last_of_compound(node: Token) -> Token:
    while node.dep_ == "compound" and node.head.i > node.i and node.head.pos_ in ("NOUN", "PROPN"):
        node = node.head
    return node


_BETWEEN = frozenset({"ADJ", "PROPN", "ADV", "PUNCT", "PART"})


def _following(token: Token) -> Token | None:
    """The first noun after the number, with nothing but words that describe it between."""
    doc, place = token.doc, token.i + 1
    while place < len(doc) and place <= token.i + 5 and doc[place].sent == token.sent:
        node = doc[place]
        if (
            node.pos_ == "NOUN"
            or (node.pos_ == "PROPN" and node.tag_ == "NNPS")
            or (node.ent_type_ == "NORP" and node.tag_ in ("NNS", "NNPS"))
        ):
            return _last_of_compound(node)
        if node.pos_ not in _BETWEEN or node.text in ",;:—–()":
            return None
        place += 1
    return None


def _pronoun(article: Article, sentence: Sentence, number: NumberMention, head: Token) -> Counted | None:
    """ "more than 600 of them": them is the last group counted or named in the plural before."""
    shown, at = article.document.text[number.start : number.end], article.number(sentence.start)
    plural = [t for t in sentence.span if t.tag_ == "NNS" and _is_counted(t) and sentence.place(t)[1] <= number.start]
    if plural and not _is_people(plural[-1]) and head.lower_ not in ("us", "you"):
        words = _words(article, sentence, None, plural[-1])
        why = f"{shown!r} counts {head.text!r}, taken for {words!r}"
        return Counted(plural[-1], unit_of(plural[-1]), words, why)
    for source in (sentence, *reversed(article.sentences[max(0, at - 3) : at])):
        people = [t for t in source.span if _is_people(t) and source.place(t)[1] <= number.start]
        if people and source.block >= sentence.block - 1:
            words = _words(article, source, None, people[-1])
            why = f"{shown!r} counts {head.text!r}, taken for {words!r}"
            return Counted(people[-1], "person", f"of {head.text} ({words})", why)
    return Counted(None, "person", f"of {head.text}", "whom the pronoun means is not clear", certain=False)


def _is_counted(token: Token) -> bool:
    return any(child.dep_ == "nummod" for child in token.children)


def number_token(sentence: Sentence, number: NumberMention) -> Token:
    """The last word of a number."""
    tokens = sentence.tokens(*number.core)
    digits = [t for t in tokens if t.like_num or t.pos_ in ("NUM", "NOUN", "ADV")]
    return (digits or tokens)[-1]


def _is_people(token: Token) -> bool:
    return token.tag_ in ("NNS", "NNPS") and unit_of(token) == "person"


def _elliptic(article: Article, sentence: Sentence, number: NumberMention, token: Token) -> Counted | None:
    """A number alone ("about 500 were returned", "nearly 50 in July") counts people where people were spoken of."""
    text = article.document.text
    if not _STANDS_ALONE.match(text, number.end, min(sentence.end, number.end + 24)):
        return None
    shown = text[number.start : number.end]
    if _PRICE.search(text[sentence.start : number.start]):
        return Counted(None, "money", "", f"{shown!r} is what somebody asks or pays")
    before = text[max(sentence.start, number.start - 30) : number.start]
    large = number.comparator is not Comparator.EXACT or number.low >= _ALONE or _GROUP_OF.search(before) is not None
    people = _people_before(article, sentence, number) if large and token.dep_ != "attr" else ""
    if _ONE_OF.search(before):
        people = people or "people"  # "her sister, one of as many as 600"
    why = f"no noun stands with {shown!r}; people were spoken of before" if people else f"no noun stands with {shown!r}"
    return Counted(token, "person", people, why, certain=False)


#: What stands before a sum of money whose currency was said before: "now ask for 30 million or more".
_PRICE = re.compile(
    r"\b(?:ask(?:s|ed|ing)?(?: for)?|charg(?:e|es|ed|ing)|pay(?:s|ing)?|paid|cost(?:s|ing)?|worth"
    r"|(?:fee|bribe|price)s? of)\s"
    r"(?:(?:about|around|nearly|over|up to|more than|at least|as much as|between)\s)?$",
    re.IGNORECASE,
)

_STANDS_ALONE = re.compile(
    r"\s+(?:on|in|from|of|were|was|are|is|have|had|has|via|by|through|at|and|to|would|could"
    r"|may|might|will|who|being|taken|sent|detained|held|returned|remain|also|still|went|came"
    r"|for|between|during|after|since|as|more|already)\b|\s?[.,;:)”\"—–]|\s*$|\s+\w+ed\b"
    r"|\s+(?:the|a)\s+(?:previous\s|same\s)?(?:day|week|month|year)\b"
)
_ONE_OF = re.compile(r"\bone of (?:the )?$", re.IGNORECASE)
_GROUP_OF = re.compile(r"\b(?:group|batch|busload|truckload|contingent)s? of (?:some |another )?$", re.IGNORECASE)
#: A bare exact number below this is left alone: it may be an age, a score, a grade.
_ALONE = 30


def _people_before(article: Article, sentence: Sentence, number: NumberMention) -> str:
    """The victims last spoken of, in this sentence or the two before; else "people", if the text spoke of any."""
    at = article.number(sentence.start)
    for source in (sentence, *reversed(article.sentences[max(0, at - 2) : at])):
        people = [
            t for t in source.span if _is_victims(t) and source.place(t)[1] <= number.start and not _fewer(t, number)
        ]
        if people and not re.search(r"\d", words := _words(article, source, None, people[-1])):
            return words
    return "people" if _VICTIMS.search(article.document.text, 0, sentence.end) else ""


def _fewer(token: Token, number: NumberMention) -> bool:
    """People counted before as fewer than the number are another group: a part is no larger than its whole."""
    counts = (value(child.text) for child in token.children if child.dep_ == "nummod" and child.text.isalnum())
    size = number.low if number.low is not None else number.high
    return any(count is not None and size is not None and 0 < count < size for count in counts)


def _is_victims(token: Token) -> bool:
    """Plural nouns for those things are done to, and plural nationalities."""
    lemma = token.lemma_.lower()
    named = token.ent_type_ == "NORP" and token.tag_ in ("NNS", "NNPS")
    return token.tag_ in ("NNS", "NNPS") and (
        named
        or lemma in wordset("english", "roles", "victim")
        or lemma in ("person", "people", "woman", "child", "individual")
    )


_VICTIMS = re.compile(
    r"\b(?:defectors|refugees|escapees|returnees|deportees|detainees|prisoners|inmates|hostages"
    r"|victims|North Koreans|asylum[- ]seekers|migrants|people|captives)\b",
    re.IGNORECASE,
)


def _words(article: Article, sentence: Sentence, number: NumberMention | None, head: Token) -> str:
    """The noun phrase without its number: modifiers, noun, an "of"/"from" phrase, a short "who …" for bare people."""
    first = _first(head, sentence, number)
    last = _last(head)
    start, end = sentence.place(head.doc[first])[0], sentence.place(head.doc[last])[1]
    words = article.document.text[start:end]
    if number and start <= number.core[0] < end:
        words = article.document.text[number.core[1] : end]
    words = re.sub(r"^[\d,.]+\s(?:(?:and|or|to)\s[\d,.]+\s)?", "", words) if number is None else words
    words = re.sub(
        r"^(?:other|the|an?|all|any|its|their|about|of|more than|over|some)\s+",
        "",
        " ".join(words.split()).strip(' ,;:()“”"-–—'),
        flags=re.IGNORECASE,
    )
    return re.sub(r"^(?:and|or|to)\s[\d,.]+\s", "", words) or head.text


def _first(head: Token, sentence: Sentence, number: NumberMention | None) -> int:
    left = min(
        (
            t.i
            for t in head.lefts
            if t.dep_ in ("amod", "compound", "nmod", "poss") and t.lower_ not in ("more", "least", "many")
        ),
        default=head.i,
    )
    left = min([left, *(t.i for t in head.doc[left].subtree if t.i <= left)])
    if number:
        after = [t.i for t in sentence.span if sentence.place(t)[0] >= number.core[1] and t.i <= head.i]
        left = min(after) if after else left
    return left


def _last(head: Token) -> int:
    last = head.i
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in ("of", "from") and child.i == last + 1:
            last = max(t.i for t in child.subtree if not _clause(t, child))
        elif child.dep_ in ("relcl", "acl") and head.lemma_.lower() in _generic() and child.left_edge.i == last + 1:
            size = child.right_edge.i - last
            last = child.right_edge.i if size <= _RELATIVE else last
    return last


def _clause(token: Token, root: Token) -> bool:
    while token != root:
        if token.dep_ in ("relcl", "acl", "appos", "conj", "cc", "punct"):
            return True
        token = token.head
    return False


@lru_cache(maxsize=1)
def _generic() -> frozenset[str]:
    return wordset("english", "generic_people") | frozenset(listed("english", "generic_people"))
