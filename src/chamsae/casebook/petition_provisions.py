"""The articles a petition names against each State: what fits the acts and bound it then, or is judged to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from chamsae.casebook.petition_case import Case, day_words, sentence
from chamsae.model.case import CodedAct
from chamsae.model.filing import ArticleChoice
from chamsae.model.petition import Form, Told
from chamsae.model.provision import DECLARATION, ActBehind, ArticleAct, Provision
from chamsae.model.term import Instrument, InstrumentKind
from chamsae.text.forms import said, state_name
from chamsae.text.instruments import instruments, obligations

#: The State people are returned to, the acts by which they are, and what a return into its hands is held to lead into
#: where nobody has heard of the person since: practice of the Working Groups, no finding of ours.
HOME = "kp"
RETURN = ("handover", "refoulement", "expulsion")
AFTER = ("detention", "incommunicado", "disappearance")
#: Treaties that protect some people alone: the fact of a life that tells, the terms of it, or an act they suffered.
_FOR: Mapping[str, tuple[str, frozenset[str | None], str]] = {
    "cedaw": ("sex", frozenset({"woman"}), ""),
    "crc": ("characteristics", frozenset({"child"}), ""),
    "crpd": ("health", frozenset({"disabled"}), ""),
    "palermo": ("characteristics", frozenset({"trafficked"}), "trafficking"),
}


def provisions(case: Case, form: Form) -> tuple[Provision, ...]:
    """What fits, State by State: the form's own articles, other duties, what somebody added; the struck ones marked.

    None for a form that asks for no articles.
    """
    if not form.articles:
        return ()
    offered = {
        one.key: one for state in case.states for one in (*_cited(case, form, state), *_duties(case, form, state))
    }
    for choice in case.choices:
        key = (choice.state, choice.treaty, choice.article)
        found = offered.get(key) or (added(case, form, choice) if choice.act is ArticleAct.ADDED else None)
        if found is not None:
            offered[key] = replace(found, act=choice.act, choice=choice)
    return tuple(sorted(offered.values(), key=lambda one: case.states.index(one.state)))


def added(case: Case, form: Form, choice: ArticleChoice) -> Provision | None:
    """An article a person adds, on the acts whose State it bound when they happened; None where it bound on none."""
    acts = [act for act in answered(case, choice.state) if not choice.claims or {*choice.claims} & {*act.claims}]
    bound = [act for act in acts if _since(choice.treaty, choice.state, then(act, case)) is not None]
    name = instrument_name(form, choice.treaty)
    if not bound or not name or choice.state not in case.states:
        return None
    return Provision(
        state=choice.state, treaty=choice.treaty, instrument=name, article=choice.article, acts=_behind(bound),
        since=_day_it_bound(choice.treaty, choice.state, bound, case), cited=True,
    )  # fmt: skip


def answered(case: Case, state: str) -> list[CodedAct]:
    """The acts a State answers for."""
    return [act for act in case.acts if _alleged(act, state)]


def then(act: CodedAct, case: Case) -> date:
    """The day by which law has to bind: the first on which the act may have happened; today where nobody tells."""
    return act.when.start if act.when and act.when.start else case.today


def choosable() -> tuple[Instrument, ...]:
    """The instruments of the register an article can be taken from; agreements between two States are none."""
    return tuple(one for one in instruments() if one.kind is not InstrumentKind.BILATERAL)


def instrument_name(form: Form, treaty: str) -> str:
    """How an instrument is called: as the form does, else as the register does; "" for none that is known."""
    named = next((one.instrument for one in form.articles if (one.treaty or DECLARATION) == treaty), "")
    return named or next((one.label["en"] for one in choosable() if one.key == treaty), "")


def cited_sentences(held: Iterable[Provision]) -> Iterator[Told]:
    """For each State and instrument the articles it is said to have contravened; added ones as their adder's word."""
    found: dict[tuple[str, str, str], list[Provision]] = {}
    for one in held:
        if one.cited and one.stands:
            by = one.choice.by if one.choice else ""
            found.setdefault((one.state, one.instrument, by), []).append(one)
    for (state, instrument, by), some in found.items():
        words = f"{state_name(state)}: {instrument}, {_articled([one.article for one in some])}"
        yield Told(text=sentence(words), claims=_claims(some), typed=by)


def duty_sentences(held: Iterable[Provision]) -> Iterator[Told]:
    """For each State what else bound it on the day of the acts, with the day from which it did."""
    found: dict[tuple[str, str, date | None], list[Provision]] = {}
    for one in held:
        if not one.cited and one.stands:
            found.setdefault((one.state, one.instrument, one.since), []).append(one)
    for (state, instrument, since), some in found.items():
        name = ", ".join(filter(None, (instrument, _articled([one.article for one in some if one.article]))))
        words = f"{state_name(state)}: {name} ({said('since', since=day_words(since))})" if since else name
        yield Told(text=sentence(words), claims=_claims(some))


def against(case: Case, state: str, codes: Iterable[str], *, returned: bool) -> list[CodedAct]:
    """The acts of these kinds a State answers for; `returned`: also the return into its hands."""
    wanted = tuple(codes)
    return [
        act
        for act in case.acts
        if any(is_of(code, wanted) for code in _alleged(act, state))
        or (returned and state == HOME and act.violation is not None and is_of(act.violation, RETURN))
    ]


def returning(act: CodedAct) -> set[str]:
    """The States that returned somebody, as told: those with a part in it, else the country it happened in."""
    return (_parties(act) - {HOME}) or (_country(act) - {HOME})


def is_of(code: str, kinds: Iterable[str]) -> bool:
    """Whether a violation is of one of these kinds, or narrower."""
    return bool({code, code.split(".", maxsplit=1)[0]} & {*kinds})


def _cited(case: Case, form: Form, state: str) -> Iterator[Provision]:
    """The articles of a form that acts of a State speak to; those of a treaty where it bound the State on the day."""
    for one in form.articles:
        treaty = one.treaty or DECLARATION
        acts = against(case, state, one.codes, returned=one.returned)
        bound = [act for act in acts if _since(treaty, state, then(act, case)) is not None]
        if bound:
            yield Provision(
                state=state, treaty=treaty, instrument=one.instrument, article=one.article, acts=_behind(bound),
                since=_day_it_bound(treaty, state, bound, case), cited=True,
            )  # fmt: skip


def _duties(case: Case, form: Form, state: str) -> Iterator[Provision]:
    """What else bound a State on the day of the acts, that the form does not cite."""
    labels = {one.key: one.label["en"] for one in choosable()}
    cited = {(one.treaty, one.article.split()[0]) for one in _cited(case, form, state)}
    found: dict[tuple[str, date, str], list[CodedAct]] = {}
    for act in case.acts:
        for one in (one for code in _alleged(act, state) for one in obligations(state, then(act, case), code)):
            known = one.instrument in labels and _protects(case, one.instrument)
            if known and (one.instrument, one.duty.article) not in cited:
                found.setdefault((one.instrument, one.since, one.duty.article), []).append(act)
    for (instrument, since, article), acts in found.items():
        yield Provision(
            state=state, treaty=instrument, instrument=labels[instrument], article=article,
            acts=_behind(acts), since=since, cited=False,
        )  # fmt: skip


@lru_cache(maxsize=4096)
def _since(treaty: str, state: str, on: date) -> date | None:
    """Since when an instrument that bound a State on a day did; the Declaration since it was proclaimed."""
    if treaty == DECLARATION:
        return _PROCLAIMED if on >= _PROCLAIMED else None
    return next((one.since for one in obligations(state, on) if one.instrument == treaty), None)


_PROCLAIMED = date(1948, 12, 10)


def _day_it_bound(treaty: str, state: str, acts: Sequence[CodedAct], case: Case) -> date | None:
    """Since when it binds the State, as printed; nothing of the Declaration, which binds by itself."""
    return None if treaty == DECLARATION else _since(treaty, state, then(acts[0], case))


def _alleged(act: CodedAct, state: str) -> tuple[str, ...]:
    """Of what a State is accused by an act: its own kind; of the State returned to, what a return leads into."""
    if act.violation is None:
        return ()
    if is_of(act.violation, RETURN):
        if state == HOME:
            return AFTER
        states = returning(act)
    else:
        states = _parties(act) or _country(act)
    return (act.violation,) if not states or state in states else ()


def _parties(act: CodedAct) -> set[str]:
    return {one.state.lower() for one in act.involved if one.state}


def _country(act: CodedAct) -> set[str]:
    """The country it happened in, where the place is known: nobody else answers for what is told of no one."""
    return {act.place.partition("-")[0]} if act.place else set()


def _protects(case: Case, instrument: str) -> bool:
    """Whether a treaty for some people alone (women, children, the trafficked) is about this person, as told."""
    if instrument not in _FOR:
        return True
    field, codes, act = _FOR[instrument]
    told = next((fact for fact in case.file.facts if fact.field == field), None)
    return (told is not None and any(value.code in codes for value in told.values)) or bool(act and case.of(act))


def _claims(some: Iterable[Provision]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(claim for one in some for act in one.acts for claim in act.claims))


def _behind(acts: Iterable[CodedAct]) -> tuple[ActBehind, ...]:
    """The acts a provision rests on, each once."""
    return tuple(
        ActBehind(id=act.id, violation=act.violation or "", when=act.when, place=act.place or "", claims=act.claims)
        for act in dict.fromkeys(acts)
    )


def _articled(numbers: Sequence[str]) -> str:
    """ "articles 2, 3 and 5"."""
    if len(numbers) < 2:
        return f"article {numbers[0]}" if numbers else ""
    return f"articles {', '.join(numbers[:-1])} and {numbers[-1]}"
