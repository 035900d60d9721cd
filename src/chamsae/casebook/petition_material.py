"""What a case tells for the fields of UN forms, sentence by sentence, each with the claims it rests on."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from chamsae.casebook.petition_case import Case, claims_of, day_words, months_after, sentence, when_words
from chamsae.casebook.petition_law import law
from chamsae.casebook.petition_provisions import HOME, RETURN
from chamsae.model.case import CodedAct
from chamsae.model.claim import Intervention
from chamsae.model.person import PersonFile, Rival
from chamsae.model.petition import Form, Submitter, Told
from chamsae.model.provision import Provision
from chamsae.model.when import Precision
from chamsae.text import names, places
from chamsae.text.forms import phrase, said, state_name
from chamsae.text.vocabulary import label

HELD = ("detention", "incommunicado")
#: Under this age somebody is a child (Convention on the Rights of the Child, article 1).
GROWN = 18
#: Facts of a life by the material they are.
_FACTS: Mapping[str, str] = {
    "sex": "sex", "birth": "birth", "age": "age", "birthplace": "birthplace", "nationality": "citizenship",
    "papers": "papers", "occupation": "occupation", "address": "residence", "civil_status": "civil_status",
    "dependants": "dependants", "health": "health", "characteristics": "characteristics",
}  # fmt: skip
#: The list of terms a fact of a life is told in, where it has one.
_LISTS = {"nationality": "citizenship"}


def material(
    case: Case, form: Form, submitter: Submitter, provisions: Sequence[Provision]
) -> dict[str, tuple[Told, ...]]:
    """Everything a case tells for a form, by the names the form uses; what nothing is told for is left out."""
    gone, taken, held = case.disappearance, case.of("arrest", "abduction"), case.of(*HELD)
    first = taken[0] if taken else (held[0] if held else None)
    told: dict[str, Iterable[Told]] = {
        **_names(case), **{key: _fact(case.file, key) for key in _FACTS},
        "kin": _kin(case.file), "minor": _minor(case, gone),
        "one_person": [Told(text=said("one_person"), typed=submitter.name or "submitter")],
        "clock": _clock(gone, case, form), "date": _date(gone), "place": _place(gone),
        "forces": _forces(case, case.acts), "circumstances": _circumstances(case),
        "last_seen": _date(_later(case, gone)), "last_place": _place(_later(case, gone)),
        "arrest_date": _date(first), "arrest_place": _place(first),
        "arrest_forces": _forces(case, [first] if first else []), "detention_date": _date(held[0] if held else None),
        "detention_duration": _duration(case, held), "detention_forces": _forces(case, held),
        "detention_places": [place for act in held for place in _place(act)],
        "steps": _steps(case), "elsewhere": _elsewhere(case), **law(case, form, provisions), **_submitter(submitter),
    }  # fmt: skip
    return {key: found for key, sentences in told.items() if (found := tuple(sentences))}


def _names(case: Case) -> dict[str, list[Told]]:
    """Family and given name as the fullest spelling in letters has them, and every other spelling."""
    found: dict[str, list[Told]] = {"family_name": [], "given_name": [], "other_names": []}
    if not case.names:
        return found
    whole = sorted(case.names, key=lambda one: -_whole(one.text))  # stable: of equals the first
    chosen = next((one for one in whole if one.text.isascii()), whole[0])
    family, given = _parts(chosen.text)
    original = [one.text for one in whole if not one.text.isascii()][:1]
    found["family_name"] = [Told(text=family.upper(), claims=chosen.claims)] if family else []
    shown = f"{given} ({original[0]})" if original and original[0] != chosen.text else given
    found["given_name"] = [Told(text=shown, claims=chosen.claims)] if given else []
    found["other_names"] = [one for one in case.names if one is not chosen and _whole(one.text)]
    return found


def _whole(name: str) -> int:
    """How much of a name is there: family and given name 2, one of them 1, a lone letter or sign 0."""
    return 0 if len(name) < 2 else 1 + all(_parts(name))


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
    for value in _values(file, _FACTS[key]):
        term = label(_LISTS.get(key, _FACTS[key]), value.code) if value.code else ""
        yield Told(text=term or value.text, claims=value.claims)


def _values(file: PersonFile, field: str) -> Sequence[Rival]:
    """The adopted value of a fact, else every value told."""
    fact = next((one for one in file.facts if one.field == field), None)
    return () if fact is None else (fact.adopted,) if fact.adopted else fact.values


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


def _later(case: Case, gone: CodedAct | None) -> CodedAct | None:
    """The last thing told of the person after the disappearance."""
    day = gone.day if gone else None
    return next((act for act in reversed(case.acts) if day and act.day and act.day > day), None)


def _clock(gone: CodedAct | None, case: Case, form: Form) -> Iterator[Told]:
    """Which procedure the time since the disappearance leaves open, by the limits of the form."""
    months = {one.key: int(one.value) for one in form.limits if one.key in {"urgent_months", "session_months"}}
    start = gone.when.start if gone and gone.when else None
    if gone is None or start is None or len(months) < 2:
        return
    urgent, later = months_after(start, months["urgent_months"]), months_after(start, months["session_months"])
    key = "urgent_open" if case.today <= urgent else "between_sessions" if case.today <= later else "at_session"
    words = said(key, months=months["urgent_months"], longer=months["session_months"], deadline=day_words(urgent),
                 later=day_words(later))  # fmt: skip
    yield Told(text=words, claims=gone.claims)


def _duration(case: Case, held: Sequence[CodedAct]) -> Iterator[Told]:
    """From the first day of detention to the return; of the State returned to since then."""
    back = next((act for act in reversed(case.of(*RETURN)) if act.day), None)
    start = next((act for act in held if act.day), None)
    if start and start.day and back and back.day and start.day < back.day:
        words = said(
            "held_until", start=day_words(start.day), end=day_words(back.day), days=(back.day - start.day).days
        )
        yield Told(text=words, claims=claims_of([start, back]))
    elif start and start.day:
        yield Told(text=said("held_since", start=day_words(start.day)), claims=start.claims)
    if back and back.day and HOME in case.states:
        words = said("returned_since", state=state_name(HOME), start=day_words(back.day))
        yield Told(text=sentence(words), claims=back.claims)


def _kin(file: PersonFile) -> Iterator[Told]:
    """Relatives, as what the person is to them; who they are is hidden where it leaves."""
    for one in file.kin:
        words = label("kin", one.code) or one.text
        yield Told(text=sentence(f"{words} of {one.other}" if one.other else words), claims=one.claims)


def _minor(case: Case, gone: CodedAct | None) -> Iterator[Told]:
    """Whether the person was a child at the time, where the years alone tell."""
    year = gone.when.start.year if gone and gone.when and gone.when.start else None
    for value in _values(case.file, "birth")[:1]:
        born = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", value.text)
        if gone and year and born and (age := year - int(born[0])) != GROWN:
            words = said("minor" if age < GROWN else "adult", age=GROWN)
            yield Told(text=words, claims=(*value.claims, *gone.claims))


def _circumstances(case: Case) -> Iterator[Told]:
    for act in case.acts:
        where = _where(act)
        by = sorted({one.name for one in act.involved})
        parts = (when_words(act.when) + ", the person", phrase(act.act, act.violation),
                 f"at {where}" if where else "", f"by {', '.join(by)}" if by else "")  # fmt: skip
        yield Told(text=sentence(" ".join(filter(None, parts))), claims=act.claims)


def _forces(case: Case, acts: Sequence[CodedAct]) -> Iterator[Told]:
    """Who had a part, of the States the submission is about; with each part, where it is told."""
    parts: dict[str, dict[str, None]] = {}
    claims: dict[str, dict[str, None]] = {}
    for act in acts:
        for one in act.involved:
            if one.state is None or one.state.lower() in case.states:
                name = f"{one.name} ({state_name(one.state.lower())})" if one.state else one.name
                parts.setdefault(name, {})[label("degree", one.degree) if one.degree != "did" else ""] = None
                claims.setdefault(name, {}).update(dict.fromkeys(one.claims or act.claims))
    for name, told in parts.items():
        part = ", ".join(filter(None, told))
        yield Told(text=sentence(f"{name}: {part}" if part else name), claims=tuple(claims[name]))


def _steps(case: Case) -> Iterator[Told]:
    """Who did what when, before whom, with what result."""
    for claim in case.interventions:
        value = claim.value
        assert isinstance(value, Intervention)
        on = f"{when_words(claim.when)}, " if claim.when and claim.when.start else ""
        by = f"{value.party}: " if value.party else ""
        asked = f" to {', '.join(value.asked)}" if value.asked else ""
        came = f"; response: {label('response', value.response)}" if value.response else ""
        yield Told(text=sentence(f"{on}{by}{label('intervention', value.type)}{asked}{came}"), claims=(claim.id,))


def _elsewhere(case: Case) -> Iterator[Told]:
    for claim in case.interventions:
        if isinstance(claim.value, Intervention) and claim.value.type == "un_communication":
            body = ", ".join(claim.value.asked) or claim.value.party
            on = day_words(claim.when.start) if claim.when and claim.when.start else "a day that is not known"
            yield Told(text=said("elsewhere", body=body, on=on), claims=(claim.id,))


def _submitter(one: Submitter) -> dict[str, list[Told]]:
    contact = ", ".join(filter(None, (one.name, one.relation, one.organisation, one.address, one.telephone, one.email)))
    known = bool(one.name and (one.email or one.address or one.telephone))
    typed = one.name or "submitter"
    return {
        "submitter": [Told(text=sentence(contact), typed=typed)] if known else [],
        "confidentiality": [Told(text=said("confidential" if one.confidential else "open"), typed=typed)],
        "follow_up": [Told(text=said("follows_up" if one.follows_up else "relative"), typed=typed)]
        if one.follows_up or (one.relation and not one.organisation)
        else [],
    }
