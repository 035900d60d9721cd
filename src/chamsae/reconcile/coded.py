"""Claims of acts to acts as coded: one victim (or group), one kind of violation, whoever tells of it.

Several claims are one act where victim and violation are one and times and places can be: told of one person, or of
unnamed people of one kind on one day. What is told without a day joins an act it fits before it makes one, so that a
telling in passing adds none; what goes on for a time (detention) is not parted by days of one year.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from chamsae.model.amount import Amount, Comparator
from chamsae.model.case import CodedAct, Involved, act_id
from chamsae.model.claim import Act, Claim, Figure
from chamsae.model.judgement import Status
from chamsae.model.when import Precision, When
from chamsae.reconcile.ground import NOWHERE, UNKNOWN, place_of
from chamsae.text import places
from chamsae.text.counted import Kind, kind
from chamsae.text.normal import fold
from chamsae.text.violations import coded as code_of
from chamsae.text.violations import violation

#: Two tellings of what goes on for a time are of one act within so many days.
LASTING = timedelta(days=366)
#: How far behind a verb its particle is looked for.
BEHIND = 10
#: What a record, a person or a kind and day have in common.
PERSON, DAY, DOCUMENT = "p", "d", "t"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim of an act with what else is known of it.

    `record` and `person` are the victim's where named; `codes` the violations it is coded under; `figures` the claims
    that count the victims; `involved` who had a part in it.
    """

    claim: Claim
    status: Status = Status.PROPOSED
    record: str | None = None
    person: str | None = None
    codes: tuple[str | None, ...] = ()
    figures: tuple[Claim, ...] = ()
    involved: tuple[Involved, ...] = ()

    @property
    def value(self) -> Act:
        """What the claim says."""
        assert isinstance(self.claim.value, Act)
        return self.claim.value


def shelf(told: Told) -> str:
    """Which acts a claim is compared with: the person's; else those of its kind and day; else those of its document."""
    if told.person is not None:
        return f"{PERSON}|{told.person}"
    day = day_of(told.claim.when)
    if day is not None:
        return f"{DAY}|{told.value.act}|{day.start}"
    return f"{DOCUMENT}|{told.claim.document}|{told.value.act}"


def kind_by_words(claim: Claim) -> str | None:
    """The violation its source counts an act as, else what its words propose with what follows ("handed … over")."""
    assert isinstance(claim.value, Act)
    if claim.value.violation is not None:
        return claim.value.violation
    start, end = (at - claim.quote.start for at in (claim.trigger.start, claim.trigger.end))
    return code_of(claim.value.act, claim.quote.exact[start : end + BEHIND], claim.quote.exact)


def suffers(told: Told) -> bool:
    """True where a claim of an act says who suffered it, in name, in words or in number."""
    return bool(told.value.victim or told.record or told.figures)


def acts(told: Iterable[Told]) -> list[CodedAct]:
    """The acts of all these claims, which come in the order of their documents, with all others of their shelves."""
    shelves: dict[str, list[Told]] = {}
    for one in told:
        shelves.setdefault(shelf(one), []).append(one)
    return [act for name, held in shelves.items() for act in coded(name, held)]


def coded(shelf: str, held: Sequence[Told]) -> list[CodedAct]:
    """The acts of one shelf, from all its claims, which come in the order of their documents."""
    found: list[_Act] = []
    order = {one.claim.id: at for at, one in enumerate(held)}
    for code in dict.fromkeys(code for one in held for code in one.codes):
        own = [one for one in held if code in one.codes]
        acts: list[_Act] = []
        for one in sorted(own, key=lambda one: (_vagueness(one.claim.when), order[one.claim.id])):
            same = _same(acts, one, code, alone=shelf.startswith(PERSON))
            if same is None:
                acts.append(same := _Act(code))
            same.add(one)
        found += acts
    for act in found:
        act.told.sort(key=lambda one: order[one.claim.id])
    return in_cases(sorted((_coded(shelf, act) for act in found), key=_by_time))


def in_cases(acts: Sequence[CodedAct]) -> list[CodedAct]:
    """The acts of one person with their cases: each day on which the person was sent back begins none, the next does.

    A case runs from a flight to its outcome; what is told after one return and before the next belongs to the first.
    Acts of nobody named stand in no case.
    """
    returns = sorted({act.when.start for act in acts if act.when and act.when.start and _return(act)})
    spaced = [day for at, day in enumerate(returns) if at == 0 or day - returns[at - 1] > timedelta(days=30)]
    return [replace(act, cases=tuple(f"{person}.{_number(act, spaced)}" for person in act.persons)) for act in acts]


def _number(act: CodedAct, returns: Sequence[date]) -> int:
    """Which return an act leads to or comes of; arrest and custody abroad belong to the return after them."""
    start = act.when.start if act.when else None
    if start is None or not returns:
        return 1
    before = sum(day <= start for day in returns)
    leads = before < len(returns) and _abroad(act)
    return max(1, before + leads)


def _abroad(act: CodedAct) -> bool:
    """True for what happened where people flee to: its place, or the State that did it, is not North Korea."""
    if act.place is not None:
        return "kp" not in places.countries(act.place)
    states = {one.state for one in act.involved if one.state}
    return bool(states) and "KP" not in states


def _return(act: CodedAct) -> bool:
    return act.violation in {"handover", "refoulement"}


@dataclass(slots=True)
class _Act:
    """The claims found to be of one act, with the times, places and kinds of people they tell, once each."""

    code: str | None
    told: list[Told] = field(default_factory=list)
    times: dict[When, None] = field(default_factory=dict)
    places: dict[str, None] = field(default_factory=dict)
    kinds: dict[str, set[Kind]] = field(default_factory=dict)
    groups: dict[str, set[str]] = field(default_factory=dict)

    def add(self, one: Told) -> None:
        """Another claim of it."""
        self.told.append(one)
        if one.claim.when is not None and _dated(one.claim.when):
            self.times.setdefault(one.claim.when)
        if (place := _place(one.claim)) is not None:
            self.places.setdefault(place)
        self.kinds.setdefault(one.claim.document, set()).add(_kind(one))
        self.groups.setdefault(one.claim.document, set()).update(_group(one))

    def may_be(self, one: Told, *, alone: bool, lasting: bool) -> bool:
        """True where a claim can be of it too; `alone` where victims are one already."""
        when, place = one.claim.when, _place(one.claim)
        if not alone and not self._same_people(one):
            return False
        in_time = (
            when is None or not _dated(when) or all(_same_time(when, told, lasting=lasting) for told in self.times)
        )
        return in_time and (place is None or all(_same_place(place, told) for told in self.places))

    def _same_people(self, one: Told) -> bool:
        """True where it can be of the same unnamed people: one group within a document, one kind across."""
        own = self.groups.get(one.claim.document)
        if own is not None:
            return not own.isdisjoint(_group(one))
        return all(_kind(one) in kinds for kinds in self.kinds.values())


def _same(acts: Sequence[_Act], one: Told, code: str | None, *, alone: bool) -> _Act | None:
    """The act a further claim tells of, if any; one told in the same document first."""
    known = violation(code) if code else None
    lasting = known is not None and known.lasting
    fitting = [act for act in acts if act.may_be(one, alone=alone, lasting=lasting)]
    own = [act for act in fitting if one.claim.document in act.kinds]
    return next(iter((*own, *fitting)), None)


def _group(told: Told) -> set[str]:
    """What tells a group of people within its document: its entity, the claim that counts it, its words."""
    return {*filter(None, (told.value.victim_entity, told.value.figure, fold(told.value.victim or "")))}


def _kind(told: Told) -> Kind:
    figure = next((claim.value for claim in told.figures if isinstance(claim.value, Figure)), None)
    found = kind(figure.counted if figure else told.value.victim or "")
    return Kind.PERSON if found in {Kind.NORTH_KOREAN, Kind.OTHER} else found


def _same_time(one: When, other: When, *, lasting: bool) -> bool:
    if one.overlaps(other):
        return True
    assert one.start and one.end and other.start and other.end  # only such times are compared
    return lasting and max(one.start, other.start) - min(one.end, other.end) <= LASTING


def _dated(when: When) -> bool:
    return when.bounded and when.precision is not Precision.VAGUE


def _same_place(one: str, other: str) -> bool:
    return places.contains(one, other) or places.contains(other, one)


def _vagueness(when: When | None) -> tuple[int, int]:
    """Days first, then wider times, the undated last."""
    if when is None or not when.start or not when.end or when.precision is Precision.VAGUE:
        return (1, 0)
    return (0, (when.end - when.start).days)


def day_of(when: When | None) -> When | None:
    """The time, where it is a single day."""
    single = when is not None and when.precision is Precision.DAY and when.start is not None
    return when if when is not None and single and when.start == when.end else None


def _place(claim: Claim) -> str | None:
    """The key of the place; none where it is not told or known, and where only the goal of a return is told."""
    found = place_of(claim)
    returned = isinstance(claim.value, Act) and claim.value.act == "repatriated"
    return None if found == NOWHERE or found.startswith(UNKNOWN) or (returned and found == "kp") else found


def _coded(shelf: str, act: _Act) -> CodedAct:
    first = act.told[0]
    standing = [one for one in act.told if one.status is Status.ACCEPTED] or act.told
    words = next((", ".join(one.claim.place) for one in standing if one.claim.place), None)
    return CodedAct(
        id=act_id(first.claim.id, act.code),
        claims=tuple(one.claim.id for one in act.told),
        document=first.claim.document,
        violation=act.code,
        act=first.value.act,
        persons=_unique(one.person for one in act.told),
        records=_unique(one.record for one in act.told),
        victims=victims(figure for one in standing for figure in one.figures),
        victim_text=next((one.value.victim for one in standing if one.value.victim), None),
        place=_finest(place for one in standing if (place := _place(one.claim))),
        place_text=words,
        when=_narrowest(one.claim.when for one in standing),
        involved=_together(one for told in act.told for one in told.involved),
        status=_status([one.status for one in act.told]),
        shelf=shelf,
    )


def _unique(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def victims(figures: Iterable[Claim]) -> Amount | None:
    """How many suffered it by the claims that count them: from the least to the most that is said, rivals included."""
    said = [claim.value.amount for claim in figures if isinstance(claim.value, Figure)]
    if len(said) < 2 or all(one == said[0] for one in said):
        return said[0] if said else None
    low = min((one.low for one in said if one.low is not None), default=None)
    open_above = [one.high for one in said if one.high is not None] + [one.low for one in said if one.low is not None]
    return Amount(low=low, high=max(open_above, default=None), comparator=Comparator.RANGE, unit=said[0].unit)


def _finest(keys: Iterable[str]) -> str | None:
    """The finest of places that lie in one another."""
    found: str | None = None
    for key in keys:
        found = key if found is None or places.contains(found, key) else found
    return found


def _narrowest(times: Iterable[When | None]) -> When | None:
    """The time told most exactly; words that give no bounds only where nothing else is told."""
    told = [when for when in times if when is not None]
    return min(told, key=_vagueness, default=None)


def _together(involved: Iterable[Involved]) -> tuple[Involved, ...]:
    """Everybody who had a part, once each with all claims that say so."""
    found: dict[tuple[str, str | None], Involved] = {}
    for one in involved:
        key = (one.identity or (one.chain[:1] and one.chain[0]) or fold(one.name), one.degree)
        known = found.get(key)
        found[key] = one if known is None else replace(known, claims=_unique((*known.claims, *one.claims)))
    return tuple(found.values())


def _status(statuses: Sequence[Status]) -> Status:
    """Accepted by one claim, disputed by one; withheld only where all are."""
    for one in (Status.DISPUTED, Status.ACCEPTED, Status.PROPOSED):
        if one in statuses:
            return one
    return statuses[0]


def _by_time(act: CodedAct) -> tuple[str, str]:
    return (act.when.start.isoformat() if act.when and act.when.start else "~", act.id)
