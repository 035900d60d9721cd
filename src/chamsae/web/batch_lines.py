"""Whom a batch of petitions is about, for its screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from chamsae.casebook.petitions import Batch
from chamsae.model.filing import ArticleChoice
from chamsae.model.ledger import standing
from chamsae.model.petition import Petition
from chamsae.model.provision import ArticleAct
from chamsae.ports import Store
from chamsae.text.forms import form
from chamsae.web import labels
from chamsae.web.petition_articles import Chosen, chosen


@dataclass(frozen=True, slots=True)
class WrittenFor:
    """Somebody a form could be written for; `articles` leads to their articles, empty where the form names none."""

    name: str
    address: str
    states: tuple[str, ...]
    chosen: Chosen
    articles: str


def written_for(store: Store, batch: Batch) -> list[WrittenFor]:
    """Everybody a form of a batch could be written for, each once, in its order."""
    if not batch.petitions:
        return []
    about: dict[str, list[Petition]] = {}
    for one in batch.petitions:
        about.setdefault(one.person, []).append(one)
    names = store.entities_of(list(about))
    acts = {one.number: one.act for one in standing(store.entries(ArticleChoice))}
    return [_line(names[person].names[0], made, acts) for person, made in about.items()]


def _line(name: str, made: Sequence[Petition], acts: dict[int, ArticleAct]) -> WrittenFor:
    first, states = made[0], list(dict.fromkeys(state for one in made for state in one.states))
    asked = urlencode([("to", first.body.value), *(("state", one) for one in states)])
    address = f"{reverse('petition', args=[first.person])}?{asked}"
    return WrittenFor(
        name=name,
        address=address,
        states=tuple(labels.place(one) or one.upper() for one in states),
        chosen=chosen(acts.get(choice.entry) for one in made for choice in one.chosen),
        articles=f"{address}#articles1" if form(first.body).articles else "",
    )
