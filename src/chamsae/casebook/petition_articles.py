"""Striking out and adding articles of a petition: a judgement with a reason, kept in the ledger, taken back at will.

book.petitions.articles.strike(person, Body.WGAD, "cn", "udhr", "6", why="Nothing is told of it.", by="Alice")
book.petitions.articles.add(person, Body.WGAD, "kp", "iccpr", "17", why="Her house was searched.", by="Alice")
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from chamsae.casebook.entering import enter
from chamsae.casebook.petition_case import Case, day_words
from chamsae.casebook.petition_provisions import added, answered, choosable, instrument_name, provisions, then
from chamsae.errors import InputError, NotFound, phrase
from chamsae.model.filing import ArticleChoice
from chamsae.model.ledger import standing
from chamsae.model.person import PersonFile
from chamsae.model.petition import Body, Form, Lack
from chamsae.model.provision import DECLARATION, ArticleAct, Provision
from chamsae.ports import Clock, Store
from chamsae.text.forms import form, state_name
from chamsae.text.instruments import unbound

#: A number of an article as treaties have them: 9, 1A, II, 13 (1) and (2), 9 (1) to (4).
_ARTICLE = re.compile(r"(?:\d{1,3}[A-Z]?|[IVX]{1,6})(?: ?\((?:\d{1,2}|[a-z])\)(?: ?(?:,|and|to) ?(?=\())?)*")
#: Why an added article keeps a petition inside.
UNFIT = "no act it rests on is told any more of a day on which it bound the State"


class CaseOf(Protocol):
    """What somebody at work sees of a person's case for a form: the desk."""

    def __call__(self, person: str, asked: Form, states: tuple[str, ...], *, by: str) -> Case:
        """The case; raises NotFound for nobody."""
        ...


class Articles:
    """The articles of the petitions of one casebook."""

    def __init__(self, store: Store, clock: Clock, case_of: CaseOf) -> None:
        self._store, self._clock, self._case_of = store, clock, case_of

    def offered(self, person: str, body: Body, *, by: str, states: Sequence[str] = ()) -> tuple[Provision, ...]:
        """The articles of a petition with the acts each rests on, the struck and the added ones too."""
        return provisions(self._case_of(person, form(body), tuple(states), by=by), form(body))

    def strike(
        self, person: str, body: Body, state: str, treaty: str, article: str, *, why: str, by: str
    ) -> ArticleChoice:
        """Strike an article out of the petitions about a person to a body, from now on.

        Raises InputError without a reason, and for an article that is not offered, or is struck out or was added.
        """
        case = self._case_of(person, _with_articles(body), (state,), by=by)
        held = next((one for one in provisions(case, form(body)) if one.key == (state, treaty, article)), None)
        if held is None:
            raise InputError(phrase("the petition does not name this article"), thing=f"{state} {treaty} {article}")
        if held.choice is not None:
            raise InputError(phrase("somebody added it or struck it out already"), thing=f"{state} {treaty} {article}",
                             do=phrase("Take entry %(number)s back.", number=held.choice.number))  # fmt: skip
        return self._keep(ArticleChoice(
            subject=case.file.id, act=ArticleAct.STRUCK, body=body, state=state, treaty=treaty, article=article,
            by=by, at=self._clock(), why=why.strip(),
        ))  # fmt: skip

    def add(
        self,
        person: str,
        body: Body,
        state: str,
        treaty: str,
        article: str,
        *,
        why: str,
        by: str,
        claims: Sequence[str] = (),
    ) -> ArticleChoice:
        """Add an article of an instrument that bound the State on the day of its acts (of those these claims tell).

        It is printed as stated by the submitter. Raises InputError without a reason, for what is no number of an
        article, for one that is there, and for an instrument that did not bind the State on that day, with why.
        """
        asked, number = _with_articles(body), " ".join(article.split())
        case = self._case_of(person, asked, (state,), by=by)
        _check_named(asked, treaty, number)
        if any(one.key == (state, treaty, number) for one in provisions(case, asked)):
            raise InputError(
                phrase("the petition names it already, or it was struck out"), thing=f"{state} {treaty} {number}"
            )
        wanted = ArticleChoice(
            subject=case.file.id, act=ArticleAct.ADDED, body=body, state=state, treaty=treaty, article=number,
            claims=tuple(claims), by=by, at=self._clock(), why=why.strip(),
        )  # fmt: skip
        if added(case, asked, wanted) is None:
            raise _unbound(case, asked, wanted)
        return self._keep(wanted)

    def take_back(self, number: int, *, by: str, why: str = "") -> ArticleChoice:
        """Take a choice back: a struck article stands again, an added one is gone. Raises NotFound for none."""
        held = next((one for one in standing(self._store.entries(ArticleChoice)) if one.number == number), None)
        if held is None:
            raise NotFound(phrase("there is no answer, reason or chosen article %(number)s that stands", number=number))
        undone = replace(held, number=0, undoes=number, by=by, at=self._clock(), why=why)
        return enter(self._store, undone, action="petition_answer", detail=_detail(held))

    def chosen(self, person: str, body: Body, *, by: str) -> list[ArticleChoice]:
        """What stands of people's choices for a person's petitions to a body."""
        return list(self._case_of(person, form(body), (), by=by).choices)

    def instruments(self, person: str, body: Body, state: str, *, by: str) -> list[str]:
        """Keys of the instruments of which an article can be added: those that bound the State on the day of an act."""
        case, asked = self._case_of(person, form(body), (state,), by=by), form(body)
        any_of = ArticleChoice(subject=person, act=ArticleAct.ADDED, body=body, state=state, treaty="", article="",
                               by=by, at=self._clock())  # fmt: skip
        keys = (DECLARATION, *(one.key for one in choosable()))
        return [key for key in keys if added(case, asked, replace(any_of, treaty=key))]

    def _keep(self, entry: ArticleChoice) -> ArticleChoice:
        if not entry.why:
            raise InputError(
                phrase("no reason is given"), thing=f"{entry.treaty} {entry.article}", do=phrase("Say why.")
            )
        return enter(self._store, entry, action="petition_answer", detail=_detail(entry))


def choices(store: Store, file: PersonFile, body: Body) -> list[ArticleChoice]:
    """What stands of people's choices for a person's petitions to a body; of one article the last."""
    found: dict[tuple[str, str, str], ArticleChoice] = {}
    for id in dict.fromkeys((file.id, *file.records)):
        for one in standing(store.entries(ArticleChoice, subject=id)):
            if one.body is body:
                found[one.state, one.treaty, one.article] = one
    return sorted(found.values(), key=lambda one: one.number)


def unfit(case: Case, asked: Form) -> Iterator[Lack]:
    """Articles somebody added that no longer bind the State on the day of the acts: they keep the petition inside."""
    held = {one.key for one in provisions(case, asked)}
    for one in case.choices:
        key = (one.state, one.treaty, one.article)
        if one.act is ArticleAct.ADDED and one.state in case.states and key not in held:
            name = f"{state_name(one.state)}: {instrument_name(asked, one.treaty)}, article {one.article}"
            yield Lack(what=f"added article “{name}” (entry {one.number})", because=UNFIT)


def _detail(entry: ArticleChoice) -> Mapping[str, str]:
    return {"body": entry.body.value, "article": f"{entry.act.value} {entry.state} {entry.treaty} {entry.article}"}


def _with_articles(body: Body) -> Form:
    asked = form(body)
    if not asked.articles:
        raise InputError(phrase("the form of %(short)s names no articles", short=asked.short))
    return asked


def _check_named(asked: Form, treaty: str, number: str) -> None:
    """Raise InputError for what is no instrument of the register, or no number of an article."""
    if not instrument_name(asked, treaty):
        keys = ", ".join((DECLARATION, *(one.key for one in choosable())))
        raise InputError(phrase("there is no such instrument"), thing=treaty[:40],
                         do=phrase("Name one of: %(keys)s.", keys=keys))  # fmt: skip
    if not _ARTICLE.fullmatch(number):
        raise InputError(phrase("this is no number of an article"), thing=number[:40],
                         do=phrase("Write it as 9, 13 (1), 1A or II."))  # fmt: skip


def _unbound(case: Case, asked: Form, wanted: ArticleChoice) -> InputError:
    """Why an article cannot be added: no act of the State, or an instrument that did not bind it on the day."""
    name, state = instrument_name(asked, wanted.treaty), state_name(wanted.state)
    acts = [one for one in answered(case, wanted.state) if not wanted.claims or {*wanted.claims} & {*one.claims}]
    if not acts:
        return InputError(phrase("no act is told for which %(state)s answers", state=state), thing=case.file.id)
    day = then(acts[-1], case)
    whys = (f": {why}" for one, why in unbound(wanted.state, day) if one.key == wanted.treaty and why)
    return InputError(
        phrase("%(name)s did not bind %(state)s on %(day)s%(why)s", name=name, state=state, day=day_words(day),
               why=next(whys, "")),
        thing=f"{wanted.treaty} {wanted.article}",
        do=phrase("An article can be added only where its instrument bound the State on the day of the act."),
    )  # fmt: skip
