"""Who the victims are: every person a document names, weighed by what is said of them wherever they stand."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import log1p

from spacy.tokens import Token

from chamsae.model.claim import NameType
from chamsae.read.english.identity import Mention
from chamsae.read.incident.countries import known_place
from chamsae.read.incident.telling import Telling, Told, grave_groups, group_of, near, violation_groups
from chamsae.read.scorer import shipped
from chamsae.read.words import wordset

#: From which probability on a person is proposed as a victim (chosen by cross-validation on the training articles).
ENOUGH = 0.25
_PARTICLE = (
    r"(?:[Aa]l|[Ee]l|[Bb]in|[Ii]bn|[Bb]int|[Aa]bu|[Dd]e|[Dd]a|[Vv]an|[Vv]on|[Dd]er|[Dd]en|[Dd]el|[Dd]os|[Ll]a|[Uu]l)"
)
#: Atomic: else a very long word would be tried in every division of its letters.
_CAP = r"(?>[A-Z][^\W\d_]*[a-zß-ÿ’'-]+[^\W\d_]*|[A-Z]\.)"
_LEFT = re.compile(rf"(?<![\w’'-])(?:{_CAP}\s){{0,2}}{_PARTICLE}[-\s]$")
_RIGHT = re.compile(rf"(?:[-\s]{_PARTICLE})?-{_CAP}|\s{_PARTICLE}[-\s]{_CAP}")
_LOOSE = re.compile(rf"(?<![\w’'-]){_CAP}(?:\s(?:{_PARTICLE}[-\s])?{_CAP}){{1,3}}(?![\w-])")
_AGE = re.compile(r"\s?(?:,|\()\s?\d{1,2}(?:,|\)|\s?years)")
_TITLE = re.compile(
    r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Madam|Rev|Fr|Comrade|Daw|U|Hon|Sen|Rep|Gen|Col|Capt|Lt|Sgt|Md)\.?\s"
)
#: Characters beyond which a sentence is a table or an index: its words say nothing of the names beside them.
PROSE = 3000
_BEFORE_NAME = re.compile(r"[A-Z]?[a-z]+\s(?=[A-Z]\S*\s)")
#: Words on either side of a name that say what the person is.
_BESIDE = 5


@dataclass(frozen=True, slots=True)
class Seen:
    """A person's name at start–end, in a sentence; `kind`: what it was taken for (person, other, loose)."""

    start: int
    end: int
    text: str
    told: Told
    kind: str


@dataclass(frozen=True, slots=True)
class Person:
    """A person by the fullest name written, where the name stands, and the probability of being a victim."""

    name: str
    probability: float
    seen: tuple[Seen, ...]


@dataclass(slots=True)
class _Signs:
    counts: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    total: int = 0


def ranked(telling: Telling) -> list[Person]:
    """The people a document names, the likeliest victims first."""
    scorer, everybody = shipped("incident_victim"), people(telling)
    known = features(telling, everybody)
    found = [Person(name, scorer.probability(known[name]), seen) for name, seen in everybody.items()]
    return sorted(found, key=lambda person: (-person.probability, person.seen[0].start))


def people(telling: Telling) -> dict[str, tuple[Seen, ...]]:
    """Everybody named, by the fullest name; a surname or first name alone counts for who bears it."""
    found: dict[str, list[Seen]] = defaultdict(list)
    short: list[Seen] = []
    for seen in _all_seen(telling):
        (found[seen.text] if " " in seen.text else short).append(seen)
    bearers: dict[str, str] = {}
    for name in found:
        words = name.split()
        for word in (words[-1], words[0], re.sub(r"^[a-zA-Z]{2}-", "", words[-1])):
            bearers.setdefault(word, name)
    for seen in short:
        if seen.text in bearers or not known_place(seen.text):  # "Izmir" is nobody, "Jackson" may be Ann Jackson
            found[bearers.get(seen.text, seen.text)].append(seen)
    return {name: tuple(sorted(seen, key=_start)) for name, seen in _contained(found).items()}


def _start(seen: Seen) -> int:
    return seen.start


def _contained(found: Mapping[str, list[Seen]]) -> dict[str, list[Seen]]:
    """The same with names that lie inside a longer name given to it ("Aung San" in "Aung San Suu Kyi")."""
    merged: dict[str, list[Seen]] = {}
    sharing: dict[str, list[str]] = defaultdict(list)
    for name in sorted(found, key=lambda one: (-len(one.split()), -len(found[one]), one)):
        first, few = name.split()[0], len(found[name])
        longer = (other for other in sharing[first] if f" {name} " in f" {other} " and few <= 2 * len(merged[other]))
        into = next(longer, name)
        if into == name:
            for word in name.split():
                sharing[word].append(name)
        merged.setdefault(into, []).extend(found[name])
    return merged


def _all_seen(telling: Telling) -> Iterator[Seen]:
    text, names = telling.article.document.text, telling.article.names
    for told in telling.told:
        start, end = told.sentence.start, told.sentence.end
        taken: list[tuple[int, int]] = []
        for mention in names.within(start, end):
            if mention.type is NameType.PERSON or _looks_personal(mention):
                first, last = _widened(text, mention.start, mention.end, start, end)
                first = _untitled(text, first, last)
                taken.append((first, last))
                kind = "person" if mention.type is NameType.PERSON else "other"
                yield Seen(first, last, text[first:last].rstrip("."), told, kind)
            else:
                taken.append((mention.start, mention.end))
        if not told.sentence.heading:
            yield from _loose(text, told, taken)


def _looks_personal(mention: Mention) -> bool:
    """Names of two to four words taken for a place or an organisation may be a person's; the scorer judges."""
    if mention.rule or mention.type not in (NameType.ORGANISATION, NameType.PLACE):
        return False
    words = mention.text.split()
    return 2 <= len(words) <= 4 and _LOOSE.fullmatch(mention.text) is not None and not known_place(mention.text)


def _loose(text: str, told: Told, taken: Iterable[tuple[int, int]]) -> Iterator[Seen]:
    """Runs of capitalised words nobody took for a name, not at the beginning of the sentence."""
    spans = list(taken)
    for match in _LOOSE.finditer(text, told.sentence.start + 1, told.sentence.end):
        start, end = match.span()
        if not any(start < other_end and other < end for other, other_end in spans) and not known_place(match.group()):
            yield Seen(start, end, match.group().rstrip("."), told, "loose")


def _untitled(text: str, start: int, end: int) -> int:
    """Where the name begins behind "Mr", "Pastor" or "Secretary", of which the model leaves some in."""
    while True:
        titled = _TITLE.match(text, start, end)
        found = titled or _BEFORE_NAME.match(text, start, end)
        word = found.group().strip().lower() if found else ""
        if found is None or not (titled or near([word], "officials") or near([word], "occupations")):
            return start
        start = found.end()


def _widened(text: str, start: int, end: int, low: int, high: int) -> tuple[int, int]:
    """With what the model leaves out: "Loujain al-" before, "-Awdah" behind."""
    if left := _LEFT.search(text, max(low, start - 40), start):
        start = left.start()
    if right := _RIGHT.match(text, end, high):
        end = right.end()
    return start, end


def features(telling: Telling, everybody: Mapping[str, tuple[Seen, ...]]) -> dict[str, dict[str, float]]:
    """For each person what speaks for and against a victim."""
    signs: dict[str, _Signs] = {}
    for name, seen in everybody.items():
        one = signs[name] = _Signs(total=len(seen))
        for at in seen:
            for sign in set(_signs(telling, at)):
                one.counts[sign] += 1
    most = max((one.total for one in signs.values()), default=1)
    order = {name: place for place, name in enumerate(sorted(everybody, key=lambda name: everybody[name][0].start))}
    return {
        name: _finished(telling, name, everybody[name], signs[name], most=most, place=order[name]) for name in everybody
    }


def _finished(
    telling: Telling, name: str, seen: tuple[Seen, ...], one: _Signs, *, most: int, place: int
) -> dict[str, float]:
    known: dict[str, float] = {}
    for sign, count in one.counts.items():
        known |= {f"any {sign}": 1.0, f"share {sign}": count / one.total}
    known |= {
        "seen": log1p(one.total),
        "most": one.total / most,
        "place": log1p(place),
        "words": min(4, len(name.split())) / 2,
        "single": float(" " not in name),
        "below": log1p(seen[0].told.before) / 5,
    }
    if name.rsplit(maxsplit=1)[-1] in telling.title:
        known["in title"] = 1.0
        known |= {f"title {group}": 1.0 for group in telling.title_groups if group in violation_groups()}
    grave = sum(telling.groups.get(group, 0) for group in grave_groups())
    known["grave"] = min(3.0, 100 * grave / max(telling.length, 80))
    return known


def _signs(telling: Telling, seen: Seen) -> Iterator[str]:
    text, told = telling.article.document.text, seen.told
    yield f"kind {seen.kind}"
    if told.sentence.end - told.sentence.start > PROSE:
        return
    if told.sentence.heading:
        yield "heading"
    for group in told.groups:
        yield f"with {group}"
    if telling.article.quotation_at(seen.start, seen.end):
        yield "quoted"
    if _AGE.match(text, seen.end, seen.end + 14):
        yield "age"
    if "-year-old" in text[max(told.sentence.start, seen.start - 60) : seen.start]:
        yield "year-old"
    yield from _beside(text, told, seen)
    yield from _round_about(telling, seen)
    tokens = told.sentence.tokens(seen.start, seen.end)
    if tokens:
        yield from _governed(tokens)


def _round_about(telling: Telling, seen: Seen) -> Iterator[str]:
    """Lists of names, and a violation in the sentence before."""
    others = telling.article.names.within(seen.told.sentence.start, seen.told.sentence.end)
    if sum(mention.type is NameType.PERSON for mention in others) >= 3:
        yield "list"
    number = telling.article.number(seen.start)
    if number and telling.told[number - 1].any_of(grave_groups()):
        yield "deed before"


def _beside(text: str, told: Told, seen: Seen) -> Iterator[str]:
    before = re.findall(r"[a-z]+", text[max(told.sentence.start, seen.start - 60) : seen.start].lower())[-_BESIDE:]
    after = re.findall(r"[a-z]+", text[seen.end : min(told.sentence.end, seen.end + 70)].lower())[:_BESIDE]
    for name in ("officials", "occupations", "suspects"):
        if near(before, name):
            yield f"{name} before"
        if near(after, name):
            yield f"{name} after"
    for word in before[-2:]:
        yield f"before {word}"
    for word in after[:2]:
        yield f"after {word}"
    for group in {found for word in before if (found := group_of(word))}:
        yield f"near before {group}"
    for group in {found for word in after if (found := group_of(word))}:
        yield f"near after {group}"


def _governed(tokens: list[Token]) -> Iterator[str]:
    """The verb or noun the name hangs to, by its group or as speech, and how: object, subject, "of", "'s"."""
    inside = {token.i for token in tokens}
    node = next((token for token in tokens if token.head.i not in inside or token.head == token), tokens[-1])
    for _ in range(12):
        if node.dep_ not in ("appos", "conj", "compound", "nmod") or node.head == node:
            break
        yield f"link {node.dep_}"
        node = node.head
    role, head = node.dep_, node.head
    if role == "pobj":
        role, head = f"{head.lower_}", head.head
    if group := group_of(head.lower_):
        yield f"{role} of {group}"
        if group in violation_groups():
            yield f"{role} of deed"
    if head.lemma_.lower() in wordset("incident", "speech"):
        yield f"{role} of speech"
    yield f"{role} of {head.lemma_.lower()}"
    yield f"role {role}"
    for child in head.children:
        if child.dep_ in ("xcomp", "ccomp", "conj", "advcl", "relcl", "acl") and (group := group_of(child.lower_)):
            yield f"{role} above {group}"
