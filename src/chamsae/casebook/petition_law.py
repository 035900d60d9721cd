"""What a case is in law: categories and articles against each State, what bound it, earlier opinions, mandates."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from chamsae.casebook.petition_case import Case, claims_of, day_words, sentence
from chamsae.model.case import CodedAct
from chamsae.model.petition import Article, Form, Told
from chamsae.model.term import InstrumentKind
from chamsae.text.forms import said, state_name
from chamsae.text.instruments import instruments, obligations, unbound

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


def law(case: Case, form: Form) -> dict[str, Iterator[Told]]:
    """What a form may ask of the law, by the names it uses."""
    return {
        "grounds": _grounds(case, form), "articles": _articles(case, form), "duties": _duties(case, form),
        "not_bound": _not_bound(case), "precedents": _precedents(case, form), "mandates": _mandates(case, form),
    }  # fmt: skip


def _grounds(case: Case, form: Form) -> Iterator[Told]:
    """For each State the categories argued against it."""
    for state in case.states:
        for one in form.grounds:
            acts = _against(case, state, one.codes, returned=one.returned)
            if acts and (not one.states or state in one.states):
                words = said(
                    "against", state=state_name(state), text=said("ground", label=one.label["en"], text=one.text)
                )
                yield Told(text=sentence(words), claims=claims_of(acts), typed="argument")


def _articles(case: Case, form: Form) -> Iterator[Told]:
    """For each State and instrument the articles it is said to have contravened."""
    for state in case.states:
        found: dict[str, list[tuple[str, list[CodedAct]]]] = {}
        for one, acts in _cited(case, form, state):
            found.setdefault(one.instrument, []).append((one.article, acts))
        for instrument, cited in found.items():
            words = f"{state_name(state)}: {instrument}, {_articled([number for number, _ in cited])}"
            yield Told(text=sentence(words), claims=claims_of(act for _, acts in cited for act in acts))


def _cited(case: Case, form: Form, state: str) -> Iterator[tuple[Article, list[CodedAct]]]:
    """The articles of a form that acts of a State speak to; those of a treaty where it bound the State on the day."""
    for one in form.articles:
        acts = _against(case, state, one.codes, returned=one.returned)
        bound = [act for act in acts if not one.treaty or _binds(one.treaty, state, act.day or case.today)]
        if bound:
            yield one, bound


def _duties(case: Case, form: Form) -> Iterator[Told]:
    """For each State what else bound it on the day of the acts, with the day from which it did."""
    labels = {one.key: one.label["en"] for one in instruments() if one.kind is not InstrumentKind.BILATERAL}
    for state in case.states:
        cited = {(one.treaty, one.article.split()[0]) for one, _ in _cited(case, form, state)}
        found: dict[tuple[str, date], dict[str, list[CodedAct]]] = {}
        for act in case.acts:
            for one in (
                one for code in _alleged(act, state) for one in obligations(state, act.day or case.today, code)
            ):
                known = one.instrument in labels and _protects(case, one.instrument)
                if known and (one.instrument, one.duty.article) not in cited:
                    articles = found.setdefault((one.instrument, one.since), {})
                    articles.setdefault(one.duty.article, []).append(act)
        for (instrument, since), articles in found.items():
            numbers = [number for number in articles if number]
            name = ", ".join(filter(None, (labels[instrument], _articled(numbers))))
            words = f"{state_name(state)}: {name} ({said('since', since=day_words(since))})"
            yield Told(text=sentence(words), claims=claims_of(act for acts in articles.values() for act in acts))


def _articled(numbers: Sequence[str]) -> str:
    """ "articles 2, 3 and 5"."""
    if len(numbers) < 2:
        return f"article {numbers[0]}" if numbers else ""
    return f"articles {', '.join(numbers[:-1])} and {numbers[-1]}"


def _binds(treaty: str, state: str, on: date) -> bool:
    return any(one.instrument == treaty for one in obligations(state, on))


def _against(case: Case, state: str, codes: Iterable[str], *, returned: bool) -> list[CodedAct]:
    """The acts of these kinds a State answers for; `returned`: also the return into its hands."""
    wanted = tuple(codes)
    return [
        act
        for act in case.acts
        if any(_is_of(code, wanted) for code in _alleged(act, state))
        or (returned and state == HOME and act.violation is not None and _is_of(act.violation, RETURN))
    ]


def _alleged(act: CodedAct, state: str) -> tuple[str, ...]:
    """Of what a State is accused by an act: its own kind; of the State returned to, what a return leads into."""
    if act.violation is None:
        return ()
    if _is_of(act.violation, RETURN):
        return AFTER if state == HOME else (act.violation,)
    states = {one.state.lower() for one in act.involved if one.state} or _country(act)
    return (act.violation,) if not states or state in states else ()


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


def _is_of(code: str, kinds: Iterable[str]) -> bool:
    return bool({code, code.split(".", maxsplit=1)[0]} & {*kinds})


def _not_bound(case: Case) -> Iterator[Told]:
    day = next((act.day for act in reversed(case.acts) if act.day), None) or case.today
    for state in case.states:
        for one, why in unbound(state, day):
            text = said("not_party", state=state_name(state), instrument=one.label["en"], why=why)
            yield Told(text=sentence(text), typed="register of instruments")


def _precedents(case: Case, form: Form) -> Iterator[Told]:
    for one in form.precedents:
        if one.adopted <= case.today and {*one.states} & {*case.states}:
            yield Told(text=sentence(f"{one.symbol}: {one.text}"), typed="list of opinions")


def _mandates(case: Case, form: Form) -> Iterator[Told]:
    for one in form.mandates:
        acts = _touching(case, one.codes)
        if (one.codes and acts) or (not one.codes and {*one.states} & {*case.states}):
            yield Told(text=sentence(one.label["en"]), claims=claims_of(acts), typed="" if acts else "list of mandates")


def _touching(case: Case, codes: Iterable[str]) -> list[CodedAct]:
    wanted = tuple(codes)
    return [act for act in case.acts if act.violation and _is_of(act.violation, wanted)]
