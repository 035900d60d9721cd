"""The articles of a draft as the screen shows them: each with the acts behind it, and what somebody made of it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from chamsae.casebook.book import Casebook
from chamsae.casebook.petition_provisions import choosable
from chamsae.model.petition import Draft
from chamsae.model.provision import DECLARATION, ActBehind, ArticleAct, Provision
from chamsae.text.violations import violation
from chamsae.web import labels
from chamsae.web.labels import Label
from chamsae.web.words import when_words

#: Between the parts of an article's key in a form.
APART = "|"
#: A number of an article with its paragraphs: 13 (1) and (2).
_NUMBER = re.compile(r"(\w+) ?(.*)")
_DECLARATION: Label = lazy("Universal Declaration of Human Rights")


@dataclass(frozen=True, slots=True)
class ActLine:
    """An act an article rests on: what, when, where, and a document that tells of it with the claim."""

    what: str
    when: str
    place: str
    document: str
    claim: str


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """An article of one State's list, in words; `key` names it in the form."""

    provision: Provision
    key: str
    words: str
    acts: tuple[ActLine, ...]


@dataclass(frozen=True, slots=True)
class InstrumentLines:
    """The articles of one instrument against one State."""

    name: str
    articles: tuple[ArticleLine, ...]


@dataclass(frozen=True, slots=True)
class StateLines:
    """What is held against one State, and the instruments of which an article can be added, by their keys."""

    state: str
    name: str
    instruments: tuple[InstrumentLines, ...]
    addable: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """How many articles somebody struck out of a petition, and how many were added."""

    struck: int = 0
    added: int = 0


def chosen(acts: Iterable[ArticleAct | None]) -> Chosen:
    """What was done to the articles, counted."""
    found = Counter(acts)
    return Chosen(found[ArticleAct.STRUCK], found[ArticleAct.ADDED])


def state_lines(book: Casebook, draft: Draft, *, by: str) -> tuple[StateLines, ...]:
    """The articles of a draft State by State; nothing for a form that names none."""
    documents = _documents(book, draft.provisions)
    if not draft.form.articles:
        return ()
    return tuple(
        StateLines(
            state=state,
            name=labels.place(state) or state.upper(),
            instruments=tuple(_grouped([one for one in draft.provisions if one.state == state], documents)),
            addable=tuple(
                (key, instrument(key))
                for key in book.petitions.articles.instruments(draft.person, draft.form.body, state, by=by)
            ),
        )
        for state in draft.states
    )


def instrument(key: str) -> str:
    """An instrument by its key, in the language of the screen."""
    if key == DECLARATION:
        return str(_DECLARATION)
    return next((one.label[labels.tongue()] for one in choosable() if one.key == key), key)


def article(number: str) -> str:
    """An article by its number, in the language of the screen: article 13 (1) and (2) · 제13조 (1) 및 (2)."""
    parts = _NUMBER.fullmatch(number)
    if parts is None:
        return number or _("as a whole")
    whole, paragraphs = _("article %(article)s") % {"article": parts[1]}, parts[2]
    for between, words in ((" and ", _("%(first)s and %(last)s")), (" to ", _("%(first)s to %(last)s"))):
        first, found, last = paragraphs.rpartition(between)
        paragraphs = words % {"first": first, "last": last} if found else paragraphs
    return f"{whole} {paragraphs}".strip()


def key_of(one: Provision) -> str:
    """An article as a form names it."""
    return APART.join(one.key)


def _grouped(held: Sequence[Provision], documents: dict[str, str]) -> Iterator[InstrumentLines]:
    found: dict[str, list[ArticleLine]] = {}
    for one in held:
        line = ArticleLine(one, key_of(one), article(one.article), tuple(_act(act, documents) for act in one.acts))
        found.setdefault(one.treaty, []).append(line)
    for treaty, lines in found.items():
        yield InstrumentLines(instrument(treaty), tuple(lines))


def _act(act: ActBehind, documents: dict[str, str]) -> ActLine:
    known = violation(act.violation)
    return ActLine(
        what=known.label[labels.tongue()] if known else _("an act"),
        when=when_words(act.when),
        place=labels.place(act.place) if act.place else "",
        document=documents.get(act.claims[0], "") if act.claims else "",
        claim=act.claims[0] if act.claims else "",
    )


def _documents(book: Casebook, held: Sequence[Provision]) -> dict[str, str]:
    """The documents of the claims acts rest on first."""
    claims = {act.claims[0] for one in held for act in one.acts if act.claims}
    return {one.id: one.document for one in book.store.claims(ids=claims)} if claims else {}
