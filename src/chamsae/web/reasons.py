"""Reasons made below the web, in the reader's language: fixed sentences by their pattern, others as they stand.

Reasons are stored in English, clause by clause, with "; " between them. Each clause is looked up by
itself, so that a sentence we do not know stays whole and costs its neighbours nothing.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from chamsae.model.amount import Comparator
from chamsae.model.claim import Modality, NameType
from chamsae.text.amounts import LEADS
from chamsae.web import labels
from chamsae.web.clauses import READING, WORD
from chamsae.web.figure_clauses import FIGURES, WEEKDAY
from chamsae.web.pair_clauses import EVIDENCE, KIN, PAIRS, WORK
from chamsae.web.scope_clauses import SCOPE
from chamsae.web.words import day_words

DAY, ID = r"\d{4}-\d\d-\d\d", r"d[0-9a-f]{16}"
TOLD = r"(?P<told>it (?:names no (?:time|day)|says “[^”]*”)(?: \([^()]+\))?)"
NUMBERS = r"[\d,.]+(?: to [\d,.]+)?"

#: Clauses and our words for them. The groups of a pattern fill the words; `_filled` says how.
CLAUSES: tuple[tuple[str, str], ...] = (
    (r"no speaker named: the article says so itself", noop("no speaker is named: the text itself says so")),
    (r"no speaker named: it is (?P<who>.+) who writes", noop("no speaker is named: %(who)s writes")),
    (r"no speaker found for these words", noop("no speaker was found for these words")),
    (rf"number {WORD} counts '(?P<what>.+)'", noop("number “%(word)s” counts “%(what)s”")),
    (r"an? (?P<name>\w+) by its form", noop("%(name)s, by its form")),
    (r"an? (?P<name>\w+) by the language model", noop("%(name)s, by the language model")),
    (r"capitals make it a name", noop("capitals make it a name")),
    (r"named in full", noop("named in full")),
    (rf"short for {WORD}, named before", noop("short for “%(word)s”, named before")),
    (r"(?P<who>.+) is a full name with a title", noop("%(who)s is a full name with a title")),
    (r"(?P<who>.+) is known as (?P<what>.+)", noop("%(who)s is known as %(what)s")),
    (
        rf"in quotation marks, said by {WORD} \('(?P<what>.+)'\)",
        noop("in quotation marks, said by “%(word)s” (“%(what)s”)"),
    ),
    (rf"said by {WORD} \('(?P<what>.+)'\)", noop("said by “%(word)s” (“%(what)s”)")),
    (r"words in quotation marks", noop("words in quotation marks")),
    (r"(?P<who>.+): (?:says so|says|according to)", noop("%(who)s says so")),
    (r"(?P<who>.+) speaks in this line", noop("%(who)s speaks in this line")),
    (rf"(?:verb )?{WORD} is the act '(?P<act>.+)'", noop("“%(word)s” is the act “%(act)s”")),
    (rf"{WORD} is whom it concerns", noop("“%(word)s” is whom it concerns")),
    (r"(?P<word>.+) is a word for (?P<act>.+)", noop("“%(word)s” is the act “%(act)s”")),
    (rf"{WORD} makes it (?:an? )?(?P<modality>\w+)", noop("“%(word)s”: said %(modality)s")),
    (r"a denial", noop("a denial")),
    (r"says that there are none", noop("says that there are none")),
    (rf"worked out from (?P<day>{DAY})", noop("worked out from %(day)s")),
    (rf"{WORD} worked out from (?P<day>{DAY})", noop("“%(word)s” worked out from %(day)s")),
    (r"reference: the document's date", noop("reckoned from the document’s date")),
    (r"reference: the latest date named in the text", noop("reckoned from the latest date named in the text")),
    (rf"“(?P<word>[^”]+)” is (?P<day>{DAY}) to (?P<end>{DAY})", noop("“%(word)s” is %(day)s to %(end)s")),
    (r"“(?P<word>[^”]+)” leaves its days open", noop("“%(word)s” leaves its days open")),
    (r"“(?P<word>[^”]+)” is a number with the counter (?P<what>\S+)", noop("“%(word)s” counts with “%(what)s”")),
    (r"(?P<who>.+) stands beside it", noop("“%(who)s” stands beside it")),
    (r"the (?:document|sentence) is about (?P<who>.+)", noop("it is about %(who)s")),
    (r"nothing beside it says who is counted", noop("nothing beside it says who is counted")),
    (rf"no noun stands with {WORD}", noop("no noun stands with “%(word)s”")),
    (r"people were spoken of before", noop("people were spoken of before")),
    (r"takes (?P<act>.+) from the (?P<what>[\d,]+) told before", noop("takes “%(act)s” from the %(what)s told before")),
    (
        r"counts (?P<who>.+) like the (?P<what>[\d,]+) told before",
        noop("counts %(who)s like the %(what)s told before"),
    ),
    (rf"takes up the figure {WORD}", noop("takes up the figure %(word)s")),
    (r"a sum of money", noop("a sum of money")),
    (
        rf"{WORD} taken for (?P<who>.+), (?:the last person named who fits|named just before)",
        noop("“%(word)s” taken for %(who)s, named before"),
    ),
    (r"whom the pronoun means is not clear", noop("whom the pronoun means is not clear")),
    (r"only model (?P<who>.+) \d+ proposed this", noop("only the language model %(who)s proposed this")),
    (
        r"(?:the victim|the actor|the speaker|what is counted|a place|a passer-on|the time) it named "
        r"(?:does not stand|cannot be read) there and was left out",
        noop("something else it named does not stand there and was left out"),
    ),
    (r"words read from a picture, (?P<share>\d+%) sure", noop("words read from a picture, %(share)s sure")),
    (r"words heard by a program, (?P<share>\d+%) sure", noop("words heard by a program, %(share)s sure")),
    (
        r"carried over from the text as it was read before",
        noop("carried over from the text as it was read before"),
    ),
    (r"rejected in the text as it was read before", noop("rejected in the text as it was read before")),
    # What the main incident of a document is likely to be.
    (
        r"'(?P<who>.+)' is a victim of the main incident with a chance of (?P<share>\d+%)",
        noop("%(who)s is a victim of the main incident with a chance of %(share)s"),
    ),
    (
        r"the document reports (?P<type>[a-z ]+) with a chance of (?P<share>\d+%)",
        noop("the document reports %(type)s with a chance of %(share)s"),
    ),
    (
        r"the main incident lies in (?P<who>.+) with a chance of (?P<share>\d+%), named (?P<what>\d+) times",
        noop("the main incident lies in %(who)s with a chance of %(share)s, named %(what)s times"),
    ),
    (
        r"the main incident is of (?P<what>\d{4}-\d\d) with a chance of (?P<share>\d+%)",
        noop("the main incident is of %(what)s with a chance of %(share)s"),
    ),
    (rf"{WORD} lies in (?P<who>.+)", noop("“%(word)s” lies in %(who)s")),
    (r"made by hand from selected words", noop("made by hand from selected words")),
    # Why a claim belongs to a figure.
    (rf"it is dated (?P<day>{DAY})", noop("it is dated %(day)s")),
    (rf"it is dated (?P<day>{DAY}) to (?P<end>{DAY})", noop("it is dated %(day)s to %(end)s")),
    (
        rf"it covers the same days \((?P<day>{DAY})/(?P<end>{DAY})\)",
        noop("it covers the same days (%(day)s to %(end)s)"),
    ),
    (r"it says the same month \((?P<what>[\d-]+)\)", noop("it says the same month (%(what)s)")),
    (r"it names no time", noop("it names no time")),
    (r"it names no day", noop("it names no day")),
    (r"it says “(?P<word>[^”]*)”", noop("it says “%(word)s”")),
    (
        rf"(?P<told>.+) \(taken as (?P<day>{DAY}) to (?P<end>{DAY})\)",
        noop("%(told)s (taken as %(day)s to %(end)s)"),
    ),
    (rf"{TOLD}, and no dated figure of the kind fits", noop("%(told)s, and no dated figure of the kind fits")),
    (
        rf"{TOLD}, and only the figure of (?P<day>{DAY}) fits",
        noop("%(told)s, and only the figure of %(day)s fits"),
    ),
    (
        rf"{TOLD}, and its document dates the figure (?P<day>{DAY})",
        noop("%(told)s, and its document dates the figure %(day)s"),
    ),
    (
        rf"{TOLD}, and of the figures that fit only that of (?P<day>{DAY}) is of its size",
        noop("%(told)s, and of the figures that fit only that of %(day)s is of its size"),
    ),
    (
        rf"repeats (?P<document>{ID}), from which its document derives",
        noop("repeats “%(document)s”, from which its document derives"),
    ),
    (rf"its document derives from (?P<document>{ID})", noop("its document derives from “%(document)s”")),
    (
        r"says the same number again in the same document",
        noop("says the same number again in the same document"),
    ),
    (
        r"says in the headline or in round words what its document says",
        noop("says in the headline or in round words what its document says"),
    ),
    (r"it counts a part of those at (?P<who>.+)", noop("it counts a part of those at %(who)s")),
    # Why a range.
    (
        rf"between (?P<what>{NUMBERS}) and (?P<last>[\d,.]+): (?P<voices>.+)",
        noop("between %(what)s and %(last)s: %(voices)s"),
    ),
    (rf"at least (?P<what>{NUMBERS}): (?P<voices>.+)", noop("at least %(what)s: %(voices)s")),
    (rf"at most (?P<what>{NUMBERS}): (?P<voices>.+)", noop("at most %(what)s: %(voices)s")),
    (rf"(?P<what>{NUMBERS}): (?P<voices>.+)", noop("%(what)s: %(voices)s")),
    (r"far off and left out: (?P<voices>.+)", noop("far off and left out: %(voices)s")),
    (r"one origin only", noop("one origin only")),
    (r"1 copy is not counted", noop("1 copy is not counted")),
    (r"(?P<what>[\d,]+) copies are not counted", noop("%(what)s copies are not counted")),
    (r"no one number satisfies all", noop("no one number satisfies all")),
    # Why a copy.
    (
        r"both texts have the same words from beginning to end",
        noop("both texts have the same words from beginning to end"),
    ),
    (
        r"(?P<share>\d+%) of the shorter text stands in the longer: (?P<what>[\d,]+) common \w+ 5-grams in 1 passage"
        r"(?: over \d+ of its tenths)?, the longest of (?P<last>[\d,]+) (?:word|character)s",
        noop("%(share)s of the shorter text stands in the longer, in 1 passage"),
    ),
    (
        r"(?P<share>\d+%) of the shorter text stands in the longer: [\d,]+ common word 5-grams in (?P<what>[\d,]+) "
        r"passages(?: over \d+ of its tenths)?, the longest of (?P<last>[\d,]+) words",
        noop("%(share)s of the shorter text stands in the longer, in %(what)s passages of up to %(last)s words"),
    ),
    (
        r"(?P<share>\d+%) of the shorter text stands in the longer: [\d,]+ common character 5-grams in (?P<what>[\d,]+)"
        r" passages(?: over \d+ of its tenths)?, the longest of (?P<last>[\d,]+) characters",
        noop("%(share)s of the shorter text stands in the longer, in %(what)s passages of up to %(last)s characters"),
    ),
    (
        r"(?P<share>\d+%) of the numbers, days and places of both texts follow each other in step \(.+\) in texts of"
        r" like length",
        noop("%(share)s of the numbers, days and places of both texts follow each other in step"),
    ),
    (
        rf"taken to derive from the other because it came out after the other \((?P<day>{DAY}) after (?P<end>{DAY})\)",
        noop("taken as the later one: it came out on %(day)s, the other on %(end)s"),
    ),
    (
        rf"taken to derive from the other because it names {WORD}",
        noop("taken as the later one: it names “%(word)s”"),
    ),
    (
        rf"taken to derive from the other because it says {WORD}",
        noop("taken as the later one: it says “%(word)s”"),
    ),
    (r"which came first is not known", noop("which came first is not known")),
)
_CLAUSES = tuple((re.compile(pattern), words) for pattern, words in (*CLAUSES, *SCOPE, *PAIRS, *READING, *FIGURES))
_LEADS = {lead: comparator for comparator, lead in LEADS.items() if lead} | {
    LEADS[Comparator.VAGUE]: Comparator.ABOUT,
    "at most ": Comparator.UP_TO,
}
_SAID = re.compile(rf"({'|'.join(map(re.escape, _LEADS))})([\d,.]+)(?= \()")
_RANGE = re.compile(r"(?P<low>[\d,.]+) to (?P<high>[\d,.]+)(?= \()")
_BETWEEN = re.compile(r"; (?![^“]*”)")


def reason_words(reason: str, titles: Mapping[str, str] | None = None) -> str:
    """A reason in the reader's language; `titles` names documents by id, another is called another document."""
    stopped = reason.endswith(".")
    given = _BETWEEN.split(reason.removesuffix("."))
    words = _("; ").join(_clause(one, titles or {}) or one for one in given)
    return _("%(sentence)s.") % {"sentence": words} if stopped else words


def reasons_words(given: Iterable[str]) -> str:
    """Several reasons in one line."""
    return _("; ").join(reason_words(one) for one in given)


def documents_in(reason: str) -> list[str]:
    """The ids of documents that a reason names."""
    return re.findall(rf"\b{ID}\b", reason)


def _clause(clause: str, titles: Mapping[str, str]) -> str:
    """One clause in the reader's language, beginning as it began; empty where we do not know it."""
    for given in dict.fromkeys((clause, clause[:1].lower() + clause[1:])):
        for pattern, words in _CLAUSES:
            if found := pattern.fullmatch(given):
                said = _(words) % {name: _filled(name, text, titles) for name, text in found.groupdict().items()}
                return said if given == clause else said[:1].upper() + said[1:]
    return ""


def _filled(name: str, text: str, titles: Mapping[str, str]) -> str:
    """What stands for a group of a pattern."""
    known: Mapping[str, Callable[[], str | Promise]] = {
        "day": lambda: _day(text),
        "end": lambda: _day(text),
        "act": lambda: labels.act(text),
        "type": lambda: labels.VIOLATION.get(text, text),
        "name": lambda: labels.NAME[NameType(text)] if text in set(NameType) else text,
        "kin": lambda: KIN.get(text, text),
        "other_kin": lambda: KIN.get(text, text),
        "work": lambda: WORK.get(text, text),
        "evidence": lambda: EVIDENCE.get(text, text),
        "weekday": lambda: WEEKDAY.get(text, text),
        "modality": lambda: labels.MODALITY[Modality(text)] if text in set(Modality) else text,
        "document": lambda: titles.get(text) or _("another document"),
        "told": lambda: _clause(text, titles) or text,
        "because": lambda: _clause(text, titles) or text,
        "voices": lambda: _voices(text),
    }
    return str(known[name]()) if name in known else text


def _day(text: str) -> str:
    try:
        return day_words(date.fromisoformat(text))
    except ValueError:
        return text


def _voices(text: str) -> str:
    """ "about 350 (A), more than 300 (B) and 2 more": the words before numbers, and how many more."""
    more = re.fullmatch(r"(?P<voices>.+) and (?P<number>\d+) more", text)
    said = _RANGE.sub(_range, _SAID.sub(_amount, more["voices"] if more else text))
    return _("%(voices)s and %(number)s more") % {"voices": said, "number": more["number"]} if more else said


def _amount(found: re.Match[str]) -> str:
    pattern = str(labels.AMOUNT[_LEADS[found[1]]])
    return (pattern % {"low": found[2], "high": found[2], "unit": ""}).strip()


def _range(found: re.Match[str]) -> str:
    return (str(labels.AMOUNT[Comparator.RANGE]) % {**found.groupdict(), "unit": ""}).strip()
