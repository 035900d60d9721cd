"""What a case tells for the fields of UN forms, sentence by sentence, each with the claims it rests on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chamsae.model.case import CodedAct
from chamsae.model.claim import Claim, Intervention
from chamsae.model.judgement import ABSENT, Status
from chamsae.model.person import PersonFile
from chamsae.model.petition import Form, Submitter, Told
from chamsae.model.term import InstrumentKind
from chamsae.model.when import Precision, When
from chamsae.text import names, places
from chamsae.text.forms import phrase, said, state_name
from chamsae.text.instruments import instruments, obligations, unbound
from chamsae.text.vocabulary import label

#: Acts by which somebody disappears, the surest first; arrest and detention where none of them is told.
GONE = ("handover", "disappearance", "refoulement")
TAKEN = ("arrest", "detention", "abduction")
HELD = ("detention", "incommunicado")
#: The State people are returned to, the acts by which they are, and what a return into its hands is held to lead into
#: where nobody has heard of the person since: practice of the Working Groups, no finding of ours.
HOME = "kp"
RETURN = ("handover", "refoulement", "expulsion")
AFTER = ("detention", "incommunicado", "disappearance")
#: Treaties that protect some people alone: the fact of a life that tells, and the terms of it.
_FOR: Mapping[str, tuple[str, frozenset[str | None]]] = {
    "cedaw": ("sex", frozenset({"female"})),
    "crc": ("characteristics", frozenset({"child", "child.alone", "minor"})),
    "crpd": ("characteristics", frozenset({"disabled", "disability"})),
}
#: Claims about acts in these states are in no submission.
HIDDEN = ABSENT | {Status.WITHHELD}

#: Facts of a life by the material they are.
_FACTS: Mapping[str, str] = {
    "sex": "sex", "birth": "birth", "age": "age", "birthplace": "birthplace", "nationality": "citizenship",
    "papers": "papers", "occupation": "occupation", "address": "residence", "civil_status": "civil_status",
    "dependants": "dependants", "health": "health", "characteristics": "characteristics",
}  # fmt: skip
#: The list of terms a fact of a life is told in, where it has one.
_LISTS = {"nationality": "citizenship"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One person's case for a submission against some States, as of a day."""

    file: PersonFile
    acts: tuple[CodedAct, ...]
    interventions: tuple[Claim, ...]
    names: tuple[Told, ...]
    states: tuple[str, ...]
    today: date

    @property
    def codes(self) -> frozenset[str]:
        """The violations told of the person."""
        return frozenset(act.violation for act in self.acts if act.violation)

    def of(self, *codes: str) -> list[CodedAct]:
        """The acts of these kinds, narrower ones too, the first in time first."""
        return [act for act in self.acts if act.violation and act.violation.split(".")[0] in codes]

    @property
    def disappearance(self) -> CodedAct | None:
        """The act by which the person disappeared: the last handover, else the last return, else the first arrest."""
        for code in GONE:
            if found := self.of(code):
                return found[-1]
        taken = self.of(*TAKEN)
        return taken[0] if taken else None


def material(case: Case, form: Form, submitter: Submitter) -> dict[str, tuple[Told, ...]]:
    """Everything a case tells for a form, by the names the form uses; what nothing is told for is left out."""
    gone, taken, held = case.disappearance, case.of("arrest", "abduction"), case.of(*HELD)
    first = taken[0] if taken else (held[0] if held else None)
    told: dict[str, Iterable[Told]] = {
        **_names(case), **{key: _fact(case.file, key) for key in _FACTS},
        "date": _date(gone), "place": _place(gone), "forces": _forces(case, case.acts),
        "circumstances": _circumstances(case), "last_seen": _last_seen(case, gone),
        "arrest_date": _date(first), "arrest_place": _place(first),
        "arrest_forces": _forces(case, [first] if first else []), "detention_date": _date(held[0] if held else None),
        "detention_places": [place for act in held for place in _place(act)], "detention_forces": _forces(case, held),
        "steps": _steps(case), "elsewhere": _elsewhere(case), "grounds": _grounds(case, form),
        "articles": _articles(case, form), "not_bound": _not_bound(case), "precedents": _precedents(case, form),
        "mandates": _mandates(case, form), **_submitter(submitter),
    }  # fmt: skip
    return {key: found for key, sentences in told.items() if (found := tuple(sentences))}


def when_words(when: When | None) -> str:
    """A time as a sentence begins with it: "On 9 October 2023"."""
    if when is None or when.start is None:
        return said("undated")
    if when.precision is Precision.DAY and when.start == when.end:
        return said("day", day=day_words(when.start))
    if when.precision is Precision.MONTH:
        return said("month", month=f"{when.start:%B} {when.start.year}")
    if when.precision is Precision.YEAR:
        return said("year", year=when.start.year)
    return said("range", start=day_words(when.start), end=day_words(when.end)) if when.end else said("undated")


def day_words(day: date) -> str:
    """A day in words: 9 October 2023."""
    return f"{day.day} {day:%B} {day.year}"


def _names(case: Case) -> dict[str, list[Told]]:
    """Family and given name as the likeliest spelling in letters has them, and every other spelling."""
    found: dict[str, list[Told]] = {"family_name": [], "given_name": [], "other_names": []}
    if not case.names:
        return found
    chosen = next((one for one in case.names if one.text.isascii()), case.names[0])
    family, given = _parts(chosen.text)
    original = [one.text for one in case.names if not one.text.isascii()][:1]
    found["family_name"] = [Told(text=family.upper(), claims=chosen.claims)] if family else []
    shown = f"{given} ({original[0]})" if original and original[0] != chosen.text else given
    found["given_name"] = [Told(text=shown, claims=chosen.claims)] if given else []
    found["other_names"] = [one for one in case.names if one is not chosen]
    return found


def _parts(name: str) -> tuple[str, str]:
    """Family and given name; a name in Hangul or Chinese characters in letters as the South writes it."""
    written = name if name.isascii() else (names.romanise(name).revised or name)
    reading = next((one for one in names.parse(written).readings if one.family), None)
    words = written.replace(",", " ").split()
    if len(words) < 2:
        return "", written
    behind = (
        reading is not None and reading.family is not None and reading.family.text.casefold() == words[-1].casefold()
    )
    return (words[-1], " ".join(words[:-1])) if behind else (words[0], " ".join(words[1:]))


def _fact(file: PersonFile, key: str) -> Iterator[Told]:
    """The adopted value of a fact, else every value told."""
    fact = next((one for one in file.facts if one.field == _FACTS[key]), None)
    if fact is None:
        return
    for value in [fact.adopted] if fact.adopted else fact.values:
        term = label(_LISTS.get(key, fact.field), value.code) if value.code else ""
        yield Told(text=term or value.text, claims=value.claims)


def _date(act: CodedAct | None) -> Iterator[Told]:
    """At least the month must be told."""
    when = act.when if act else None
    if act and when and when.start and when.precision in {Precision.DAY, Precision.MONTH}:
        words = day_words(when.start) if when.precision is Precision.DAY else f"{when.start:%B} {when.start.year}"
        yield Told(text=words, claims=act.claims)


def _place(act: CodedAct | None) -> Iterator[Told]:
    words = _where(act) if act else ""
    if act and words:
        yield Told(text=words, claims=act.claims)


def _where(act: CodedAct) -> str:
    known = places.name(act.place) if act.place else None
    return known or act.place_text or ""


def _last_seen(case: Case, gone: CodedAct | None) -> Iterator[Told]:
    """The last thing told of the person after the disappearance."""
    if gone and gone.day:
        later = [act for act in case.acts if act.day and act.day > gone.day]
        yield from _date(later[-1] if later else None)


def _circumstances(case: Case) -> Iterator[Told]:
    for act in case.acts:
        where = _where(act)
        by = sorted({one.name for one in act.involved})
        parts = (when_words(act.when) + ", the person", phrase(act.act, act.violation),
                 f"at {where}" if where else "", f"by {', '.join(by)}" if by else "")  # fmt: skip
        yield Told(text=_sentence(" ".join(filter(None, parts))), claims=act.claims)


def _forces(case: Case, acts: Sequence[CodedAct]) -> Iterator[Told]:
    """Who had a part, of the States the submission is about; with each part, where it is told."""
    parts: dict[str, dict[str, None]] = {}
    claims: dict[str, dict[str, None]] = {}
    for act in acts:
        for one in act.involved:
            if one.state is None or one.state.lower() in case.states:
                name = f"{one.name} ({state_name(one.state.lower())})" if one.state else one.name
                parts.setdefault(name, {})[label("degree", one.degree)] = None
                claims.setdefault(name, {}).update(dict.fromkeys(one.claims or act.claims))
    for name, told in parts.items():
        part = ", ".join(filter(None, told))
        yield Told(text=_sentence(f"{name}: {part}" if part else name), claims=tuple(claims[name]))


def _steps(case: Case) -> Iterator[Told]:
    for claim in case.interventions:
        value = claim.value
        assert isinstance(value, Intervention)
        asked = f" to {', '.join(value.asked)}" if value.asked else ""
        came = f"; response: {label('response', value.response)}" if value.response else ""
        words = f"{value.party}: {label('intervention', value.type)}{asked}{came}"
        yield Told(text=_sentence(words), claims=(claim.id,))


def _elsewhere(case: Case) -> Iterator[Told]:
    for claim in case.interventions:
        if isinstance(claim.value, Intervention) and claim.value.type == "un_communication":
            body = ", ".join(claim.value.asked) or claim.value.party
            on = day_words(claim.when.start) if claim.when and claim.when.start else "a day that is not known"
            yield Told(text=said("elsewhere", body=body, on=on), claims=(claim.id,))


def _grounds(case: Case, form: Form) -> Iterator[Told]:
    for one in form.grounds:
        acts = _touching(case, one.codes)
        if acts and (not one.states or {*one.states} & {*case.states}):
            words = said("ground", label=one.label["en"], text=one.text)
            yield Told(text=words, claims=_claims(acts), typed="argument")


def _articles(case: Case, form: Form) -> Iterator[Told]:
    """For each State what bound it on the day of the acts: the Universal Declaration, then its treaties and custom."""
    for state in case.states:
        alleged = [(act, code) for act in case.acts for code in _alleged(act, state)]
        for article in form.unlisted:
            acts = [act for act, code in alleged if _is_of(code, article.codes)]
            if acts:
                words = _sentence(f"{state_name(state)}: {article.instrument}, article {article.article}")
                yield Told(text=words, claims=_claims(acts))
        yield from _bound(case, state, alleged)


def _bound(case: Case, state: str, alleged: Sequence[tuple[CodedAct, str]]) -> Iterator[Told]:
    """The articles of treaties and rules of custom, each with the day from which it bound the State."""
    labels = {one.key: one.label["en"] for one in instruments() if one.kind is not InstrumentKind.BILATERAL}
    found: dict[tuple[str, str, date], list[CodedAct]] = {}
    for act, code in alleged:
        for one in obligations(state, act.day or case.today, code):
            if one.instrument in labels and _protects(case.file, one.instrument):
                found.setdefault((one.instrument, one.duty.article, one.since), []).append(act)
    for (instrument, number, since), acts in found.items():
        name = f"{labels[instrument]}, article {number}" if number else labels[instrument]
        words = f"{state_name(state)}: {name} ({said('since', since=day_words(since))})"
        yield Told(text=_sentence(words), claims=_claims(acts))


def _alleged(act: CodedAct, state: str) -> tuple[str, ...]:
    """Of what a State is accused by an act: its own kind; of the State returned to, what a return leads into."""
    if act.violation is None:
        return ()
    if _is_of(act.violation, RETURN):
        return AFTER if state == HOME else (act.violation,)
    states = {one.state.lower() for one in act.involved if one.state}
    return (act.violation,) if not states or state in states else ()


def _protects(file: PersonFile, instrument: str) -> bool:
    """Whether a treaty for some people alone (women, children, the disabled) is about this person, by what is told."""
    field, codes = _FOR.get(instrument, ("", frozenset()))
    told = next((fact for fact in file.facts if fact.field == field), None)
    return not field or (told is not None and any(value.code in codes for value in told.values))


def _is_of(code: str, kinds: Iterable[str]) -> bool:
    return bool({code, code.split(".", maxsplit=1)[0]} & {*kinds})


def _not_bound(case: Case) -> Iterator[Told]:
    day = next((act.day for act in reversed(case.acts) if act.day), None) or case.today
    for state in case.states:
        for one, why in unbound(state, day):
            text = said("not_party", state=state_name(state), instrument=one.label["en"], why=why)
            yield Told(text=_sentence(text), typed="register of instruments")


def _precedents(case: Case, form: Form) -> Iterator[Told]:
    for one in form.precedents:
        if {*one.states} & {*case.states}:
            yield Told(text=_sentence(f"{one.symbol}: {one.text}"), typed="list of opinions")


def _mandates(case: Case, form: Form) -> Iterator[Told]:
    for one in form.mandates:
        acts = _touching(case, one.codes)
        if (one.codes and acts) or (not one.codes and {*one.states} & {*case.states}):
            yield Told(text=_sentence(one.label["en"]), claims=_claims(acts), typed="" if acts else "list of mandates")


def _submitter(one: Submitter) -> dict[str, list[Told]]:
    contact = ", ".join(filter(None, (one.name, one.relation, one.organisation, one.address, one.telephone, one.email)))
    known = bool(one.name and (one.email or one.address or one.telephone))
    typed = one.name or "submitter"
    return {
        "submitter": [Told(text=_sentence(contact), typed=typed)] if known else [],
        "confidentiality": [Told(text=said("confidential" if one.confidential else "open"), typed=typed)],
        "follow_up": [Told(text=said("follows_up"), typed=typed)] if one.follows_up else [],
    }


def _touching(case: Case, codes: Iterable[str]) -> list[CodedAct]:
    wanted = tuple(codes)
    return [act for act in case.acts if act.violation and _is_of(act.violation, wanted)]


def _claims(acts: Iterable[CodedAct]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(claim for act in acts for claim in act.claims))


def _sentence(words: str) -> str:
    """With a capital at its beginning and a full stop at its end."""
    stripped = words.strip()
    stripped = stripped[:1].upper() + stripped[1:]
    return stripped if stripped.endswith((".", "!", "?", "。")) else f"{stripped}."
