"""What a case is in law: categories and articles against each State, what bound it, earlier opinions, mandates."""

from collections.abc import Iterable, Iterator, Sequence

from chamsae.casebook.petition_case import Case, claims_of, sentence
from chamsae.casebook.petition_provisions import against, cited_sentences, duty_sentences, is_of
from chamsae.model.case import CodedAct
from chamsae.model.petition import Form, Told
from chamsae.model.provision import Provision
from chamsae.text.forms import said, state_name
from chamsae.text.instruments import unbound


def law(case: Case, form: Form, held: Sequence[Provision]) -> dict[str, Iterator[Told]]:
    """What a form may ask of the law, by the names it uses; `held` are its provisions."""
    return {
        "grounds": _grounds(case, form), "articles": cited_sentences(held), "duties": duty_sentences(held),
        "not_bound": _not_bound(case), "precedents": _precedents(case, form), "mandates": _mandates(case, form),
    }  # fmt: skip


def _grounds(case: Case, form: Form) -> Iterator[Told]:
    """For each State the categories argued against it."""
    for state in case.states:
        for one in form.grounds:
            acts = against(case, state, one.codes, returned=one.returned)
            if acts and (not one.states or state in one.states):
                words = said(
                    "against", state=state_name(state), text=said("ground", label=one.label["en"], text=one.text)
                )
                yield Told(text=sentence(words), claims=claims_of(acts), typed="argument")


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
    return [act for act in case.acts if act.violation and is_of(act.violation, wanted)]
