"""How a document tells its story: which groups of words stand in which sentence, in the title, at the top."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from chamsae.read.english.article import Article
from chamsae.read.english.sentences import Sentence
from chamsae.read.words import keyed, wordset

_WORD = re.compile(r"[a-z]+")
#: Words of the text that count as its top, and words within which a name and a deed are near.
TOP = 120


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence, its words in lower case, and how many of them stand in each group; `before` counts words above."""

    sentence: Sentence
    words: tuple[str, ...]
    groups: Mapping[str, int]
    before: int

    def any_of(self, groups: Iterable[str]) -> bool:
        """True when a word of one of the groups stands here."""
        return any(group in self.groups for group in groups)


@dataclass(frozen=True, slots=True)
class Telling:
    """An article with its words by group: over all, in the title, at the top; `title` is "" where there is none."""

    article: Article
    title: str
    told: tuple[Told, ...]
    groups: Mapping[str, int]
    title_groups: Mapping[str, int]
    top_groups: Mapping[str, int]
    length: int


def telling(article: Article) -> Telling:
    """Count the groups of resources/incident.yml in an article, its furniture left out."""
    text, told, length = article.document.text, [], 0
    for sentence in article.sentences:
        words = tuple(_WORD.findall(text[sentence.start : sentence.end].lower()))
        told.append(Told(sentence, words, groups_in(words), length))
        length += len(words)
    title = title_of(article)
    body = [one for one in told if one.sentence.start >= len(title) or not text.startswith(title)]
    return Telling(
        article=article,
        title=title,
        told=tuple(told),
        groups=_summed(body),
        title_groups=groups_in(_WORD.findall(title.lower())),
        top_groups=_summed(one for one in body if one.before < TOP + len(title.split())),
        length=length,
    )


def title_of(article: Article) -> str:
    """The document's title, else its first heading, else nothing."""
    if article.document.title:
        return article.document.title.strip()
    first = next(iter(article.sentences), None)
    return article.document.text[first.start : first.end] if first and first.heading else ""


def groups_in(words: Iterable[str]) -> Mapping[str, int]:
    """How many of the words stand in each group."""
    known = _group_of()
    return Counter(known[word] for word in words if word in known)


def group_of(word: str) -> str | None:
    """The group a word in lower case stands in."""
    return _group_of().get(word)


@cache
def violation_groups() -> frozenset[str]:
    """The groups that name a violation of any type."""
    return frozenset(group for groups in keyed("incident", "violations").values() for group in groups)


@cache
def grave_groups() -> frozenset[str]:
    """The groups that name a violation other than those of type "other"."""
    return frozenset(g for kind, groups in keyed("incident", "violations").items() if kind != "other" for g in groups)


def near(words: Iterable[str], name: str) -> int:
    """How many of the words stand in the list `name` of resources/incident.yml."""
    listed = wordset("incident", name)
    return sum(word in listed for word in words)


def _summed(told: Iterable[Told]) -> Mapping[str, int]:
    total: Counter[str] = Counter()
    for one in told:
        total.update(one.groups)
    return total


@cache
def _group_of() -> dict[str, str]:
    return {word: group for group, words in keyed("incident", "groups").items() for word in words}
