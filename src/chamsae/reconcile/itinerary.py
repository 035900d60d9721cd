"""The steps of one person's way, put together from the acts that documents tell of them, in the order of the telling.

Acts of one kind told again are one step. A sum ("escaped three times") and a look back ("following her return") make no
step of their own. Whoever is arrested is held from then on; a transfer begins another custody; a handover changes the
State; what is done to somebody held belongs to the custody it is told in. Lengths of time go to the stay or the abuse
whose words they stand with.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import inf

from chamsae.model.claim import NOT_HAPPENED, Act, Claim, Figure
from chamsae.model.custody import Facility
from chamsae.model.journey import HELD, Dated, Length, Missing, Step, StepKind, Untold
from chamsae.model.when import Precision
from chamsae.reconcile.durations import UNITS, days, rounded
from chamsae.reconcile.ground import NOWHERE, country_of, place_of
from chamsae.reconcile.grouped import group_of
from chamsae.reconcile.weaving import woven
from chamsae.text.custody import kinds

#: What the readers call acts, as steps of a journey.
KINDS: Mapping[str, StepKind] = {
    "escaped": StepKind.FLIGHT,
    "arrested": StepKind.ARREST,
    "abducted": StepKind.ARREST,
    "detained": StepKind.CUSTODY,
    "remaining": StepKind.CUSTODY,
    "sentenced": StepKind.CUSTODY,
    "transferred": StepKind.CUSTODY,
    "repatriated": StepKind.HANDOVER,
    "released": StepKind.RELEASE,
    "rescued": StepKind.RELEASE,
    "arrived": StepKind.ARRIVAL,
    "died": StepKind.DEATH,
    "killed": StepKind.DEATH,
    "executed": StepKind.DEATH,
    **dict.fromkeys(
        ("tortured", "forced_abortion", "raped", "interrogated", "searched", "deprived", "isolated", "coerced",
         "forced_labour", "degraded", "threatened", "injured", "separated"),
        StepKind.ABUSE,
    ),
}  # fmt: skip
#: Times told in sum: no step of their own.
_IN_SUM = re.compile(
    r"\b(?:twice|(?:two|three|four|five|several|many|\d+) times)\b"
    r"|(?:두|세|네|여러|\d+)\s?(?:번|차례)|[两兩二三四五多几幾\d]次"
)
#: What was only hoped or feared.
_UNREAL = re.compile(
    r"\b(?:hop(?:e|ed|ing)|wish\w*|want(?:ed|ing)?|tr(?:ied|ying)|fear\w*|afraid|threaten\w*|in order|so as)\b"
    r"[^.;,]{0,30}$",
    re.IGNORECASE,
)
#: A look back at what was told: "following her repatriation", 송환된 뒤, 被遣返后.
_LOOK_BACK = re.compile(
    r"^\s*(?:after|following|since|upon|on)\s(?:(?:his|her|their|its|the|being|having been)\s)?(?:[a-z]+\s){0,2}$",
    re.IGNORECASE,
)
_LOOK_BACK_AFTER = re.compile(r"^[^.。,，]{0,12}?(?:된|당한|한)?\s?(?:뒤|후|이후)[,\s에]|^[^。，,]{0,4}[之以]?[后後]")
#: An act of custody that is a way there: "sent to", 끌려가, 被送到.
_MOVED = re.compile(
    r"^(?:sent|taken|brought|moved|transferred|relocated|driven|marched)|보내|이송|끌려|옮겨|넘겨|送|转|轉|押",
    re.IGNORECASE,
)
#: A length that sums up several stays: "after nearly three months of detention in China".
_IN_ALL = re.compile(
    r"\b(?:after|in all|in total|altogether)\s[^.]{0,24}$|(?:총|모두|합쳐)\s?$|(?:总共|總共|一共|前后|前後)\s?$",
    re.IGNORECASE,
)
_OF_ABUSE = re.compile(r"tortur|beat|interrogat|hunger|고문|구타|조사|酷刑|拷打|审讯|審訊", re.IGNORECASE)
#: A length of a stay where no act stands: "she was there for 70 days".
_THERE = re.compile(
    r"\b(?:there|held|kept|locked|detained|stayed|spent|inside|imprison\w*)\b"
    r"|갇혀|갇힌|구금|억류|수감|지냈|있었|복역|关押|關押|拘留|被关|被關|待了|呆了",
    re.IGNORECASE,
)


def steps(claims: Iterable[Claim], person: Mapping[str, Collection[str]]) -> list[Step]:
    """The steps that documents tell of one person: those of the fullest telling, the others put to them.

    `person` gives for each document the entities under which its claims know the person.
    """
    by_document: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.document in person:
            by_document.setdefault(claim.document, []).append(claim)
    tellings = [_telling(own, person[document]) for document, own in sorted(by_document.items())]
    tellings.sort(key=lambda telling: -len(telling))
    found: list[Step] = tellings[0] if tellings else []
    for telling in tellings[1:]:
        found = woven(found, telling)
    return found


def missing(found: Sequence[Step]) -> list[Missing]:
    """What nobody has told of a journey: where, by whom, and how it ended."""
    told = []
    chain = [step for step in found if step.kind is not StepKind.ABUSE]
    for step in chain:
        if step.kind in HELD and not (step.place or step.facility or step.open):
            told.append(Missing(what=Untold.PLACE, step=step.id))
        if step.kind is not StepKind.CUSTODY and not step.dated:
            told.append(Missing(what=Untold.DAY, step=step.id))
    if chain and chain[-1].kind in HELD:
        told.append(Missing(what=Untold.OUTCOME))
    return told


#: What ends a custody.
_ENDS = frozenset({StepKind.HANDOVER, StepKind.RELEASE, StepKind.FLIGHT, StepKind.ARRIVAL})


@dataclass(slots=True)
class _Telling:
    """What one document has told so far."""

    document: str
    steps: list[Step] = field(default_factory=list)
    spots: list[int] = field(default_factory=list)
    of_quote: dict[int, list[int]] = field(default_factory=dict)
    state: str | None = None

    def add(self, step: Step, spot: int) -> None:
        """Put a step behind the others."""
        self.steps.append(replace(step, id=f"{self.document[:9]}.{len(self.steps) + 1}"))
        self.spots.append(spot)

    def custodies(self, spot: int) -> list[int]:
        """The custodies told before a place in the text, since the last handover, release or flight before it."""
        found: list[int] = []
        for at, step in enumerate(self.steps):
            if self.spots[at] < spot:
                found = [] if step.kind in _ENDS else [*found, at] if step.kind is StepKind.CUSTODY else found
        return found

    def is_held(self) -> bool:
        """True where the way so far has left the person in the hands of others."""
        return (last := self.last_of_way()) is not None and self.steps[last].kind in HELD

    def last_of_way(self) -> int | None:
        """The place of the last step that is no abuse."""
        return self.last(*(kind for kind in StepKind if kind is not StepKind.ABUSE))

    def last(self, *kinds: StepKind) -> int | None:
        """The place of the last step of these kinds."""
        return next((at for at in reversed(range(len(self.steps))) if self.steps[at].kind in kinds), None)


def _telling(claims: Sequence[Claim], entities: Collection[str]) -> list[Step]:
    """The steps one document tells of a person."""
    own = sorted(
        (claim for claim in claims if _is_of(claim, entities) or _of_group(claim, entities)),
        key=lambda claim: (claim.trigger.start, claim.id),
    )
    telling = _Telling(own[0].document if own else "")
    for claim in own:
        group = _of_group(claim, entities)
        if group is None or telling.is_held():
            _tell(telling, _rid_of_others_time(claim, own), (f"told of the group: “{group}”",) if group else ())
    for claim in sorted(claims, key=lambda claim: (claim.trigger.start, claim.id)):
        length = isinstance(claim.value, Figure) and claim.value.amount.unit in UNITS
        if length and claim.modality not in NOT_HAPPENED and not _of_another(claim, claims, entities):
            _measure(telling, claim)
    return telling.steps


def _of_another(length: Claim, claims: Sequence[Claim], entities: Collection[str]) -> bool:
    """True where a length stands with what is told of somebody else: in its sentence, or right before it."""
    told = [
        (claim, claim.value.victim_entity)
        for claim in claims
        if isinstance(claim.value, Act) and claim.value.victim_entity and claim.quote.start <= length.quote.start
    ]
    here = {entity for claim, entity in told if claim.quote.start == length.quote.start}
    if not here and told:
        here = {max(told, key=lambda one: (one[0].trigger.start, one[0].id))[1]}
    return bool(here) and not here & {*entities}


def _rid_of_others_time(claim: Claim, own: Sequence[Claim]) -> Claim:
    """The claim without a time that its sentence tells of another act: one with fewer marks between it and the time."""
    beside = [
        one for one in own if one.quote.start == claim.quote.start and one.when == claim.when and one is not claim
    ]
    if claim.when is None or not claim.when.text or not beside:
        return claim
    at = claim.quote.exact.find(claim.when.text)
    if at < 0 or min(_marks_between(one, at) for one in beside) >= _marks_between(claim, at):
        return claim
    return replace(claim, when=None)


def _marks_between(claim: Claim, at: int) -> int:
    """How many marks stand between an act and a place in its sentence."""
    first, last = sorted((claim.trigger.start - claim.quote.start, at))
    return len(_CLAUSE.findall(claim.quote.exact[first:last]))


def _of_group(claim: Claim, entities: Collection[str]) -> str | None:
    """The words for a group the person is held with, of which abuse is told."""
    abuse = isinstance(claim.value, Act) and KINDS.get(claim.value.act) is StepKind.ABUSE
    return group_of(claim, entities) if abuse and not _UNREAL.search(_before(claim)) else None


def _is_of(claim: Claim, entities: Collection[str]) -> bool:
    value = claim.value
    return (
        isinstance(value, Act)
        and value.victim_entity in entities
        and value.act in KINDS
        and claim.modality not in NOT_HAPPENED
        and not _IN_SUM.search(claim.quote.exact)
        and not _UNREAL.search(_before(claim))
    )


def _tell(telling: _Telling, claim: Claim, why: tuple[str, ...]) -> None:
    """Add what an act tells: a new step, or more of one that was told."""
    assert isinstance(claim.value, Act)
    kind = KINDS[claim.value.act]
    same = _told_before(telling, claim, kind)
    if same is not None:
        telling.steps[same] = _more(telling.steps[same], claim, why)
        telling.of_quote.setdefault(claim.quote.start, []).append(same)
        return
    facility, state = _where(claim, telling.state)
    if claim.value.act == "transferred":
        _left(telling, place_of(claim))
    step = Step(
        id="",
        kind=kind,
        acts=(claim.value.act,),
        claims=(claim.id,),
        dated=_dated(claim, kind),
        place=_place(claim, kind, moved=claim.value.act == "transferred"),
        facility=facility.key if facility and kind is StepKind.CUSTODY else None,
        state=_HANDS.get(kind, state),
        during=_held_in(telling, claim) if kind is StepKind.ABUSE else None,
        why=why,
    )
    telling.add(step, claim.trigger.start)
    telling.of_quote.setdefault(claim.quote.start, []).append(len(telling.steps) - 1)
    telling.state = _AFTER.get(kind, step.state)


#: In whose hands somebody is by the kind of a step alone, and who has them after it.
_HANDS: Mapping[StepKind, str | None] = {
    StepKind.HANDOVER: "cn", StepKind.FLIGHT: None, StepKind.ARRIVAL: None, StepKind.RELEASE: None
}  # fmt: skip
_AFTER: Mapping[StepKind, str | None] = {StepKind.HANDOVER: "kp", StepKind.FLIGHT: "cn", StepKind.ARRIVAL: None}


def _left(telling: _Telling, place: str) -> None:
    """The place named with a transfer is that left, where the custody before has none."""
    last = telling.last(StepKind.CUSTODY)
    if last is not None and telling.steps[last].place is None and place != NOWHERE:
        telling.steps[last] = replace(telling.steps[last], place=place)


def _held_in(telling: _Telling, claim: Claim) -> str:
    """The custody that abuse happened in; where none is told, one is taken to lie here."""
    last = telling.last_of_way()
    if last is not None and telling.steps[last].kind is StepKind.CUSTODY:
        return telling.steps[last].id
    why = ("a custody is taken to lie here: what was done is told of somebody in the hands of others",)
    step = Step(id="", kind=StepKind.CUSTODY, acts=(), claims=(), state=telling.state, why=why)
    telling.add(step, claim.trigger.start)
    return telling.steps[-1].id


def _before(claim: Claim) -> str:
    """The words of the sentence before the act."""
    return claim.quote.exact[: claim.trigger.start - claim.quote.start]


def _told_before(telling: _Telling, claim: Claim, kind: StepKind) -> int | None:
    """The step an act tells again: a look back, or the same custody, arrest, handover or abuse going on."""
    assert isinstance(claim.value, Act)
    last = telling.last(kind)
    if last is None:
        return None
    if kind is StepKind.ABUSE:
        return _abuse_before(telling, claim.value.act)
    after = claim.quote.exact[claim.trigger.end - claim.quote.start :]
    if _LOOK_BACK.search(_before(claim)) or _LOOK_BACK_AFTER.search(after):
        return last
    step = telling.steps[last]
    if kind is StepKind.CUSTODY:
        another = claim.value.act in {"transferred", "sentenced"} or _MOVED.search(claim.trigger.exact)
        if another or last < len(telling.steps) - 1 - _abuses_behind(telling):
            return None
        place = _place(claim, kind, moved=False)
        return last if place is None or step.place in {None, place} else None
    return last if last == len(telling.steps) - 1 and kind is not StepKind.FLIGHT else None


def _abuse_before(telling: _Telling, act: str) -> int | None:
    """The same abuse told of the custody the person is still in."""
    held = telling.last_of_way()
    of_custody = (
        at for at, step in enumerate(telling.steps) if held is not None and step.during == telling.steps[held].id
    )
    return next((at for at in of_custody if act in telling.steps[at].acts), None)


def _abuses_behind(telling: _Telling) -> int:
    """How many abuses stand at the end."""
    count = 0
    while count < len(telling.steps) and telling.steps[-1 - count].kind is StepKind.ABUSE:
        count += 1
    return count


def _more(step: Step, claim: Claim, why: tuple[str, ...]) -> Step:
    """A step with what another claim adds to it."""
    assert isinstance(claim.value, Act)
    facility, _ = _where(claim, step.state)
    return replace(
        step,
        acts=tuple(dict.fromkeys((*step.acts, claim.value.act))),
        claims=(*step.claims, claim.id),
        dated=(*step.dated, *_dated(claim, step.kind)),
        place=step.place or _place(claim, step.kind, moved=False),
        facility=step.facility or (facility.key if facility else None),
        why=(*(step.why if step.claims else ()), *why),
    )


def _dated(claim: Claim, kind: StepKind) -> tuple[Dated, ...]:
    """The time a claim tells, where it is a date; "currently" and the like tell none."""
    when = claim.when
    if when is None or not when.bounded or when.precision is Precision.VAGUE:
        return ()
    return (Dated(when=when, claim=claim.id, at="start" if kind is StepKind.CUSTODY else "within"),)


def _place(claim: Claim, kind: StepKind, *, moved: bool) -> str | None:
    """Where it happened; of a transfer only what the words behind it name, since the place before is that left."""
    if moved or kind is StepKind.FLIGHT:
        return None
    found = place_of(claim)
    return None if found == NOWHERE or (kind is StepKind.HANDOVER and found in {"cn", "kp"}) else found


def _where(claim: Claim, state: str | None) -> tuple[Facility | None, str | None]:
    """The kind of place of custody that the words from the act on name, and the State of the place."""
    country = country_of(place_of(claim))
    known = country if country in {"cn", "kp"} else state
    behind = _CLAUSE.split(claim.quote.exact[claim.trigger.end - claim.quote.start :], maxsplit=1)[0]
    found = kinds(behind, known) or kinds(_CLAUSE.split(_before(claim))[-1], known)
    return (found[0] if len(found) == 1 else None), known


_CLAUSE = re.compile(r"[,;:，；、。]")


def _measure(telling: _Telling, claim: Claim) -> None:
    """Give a length of time to the stay or abuse it is told of."""
    at = _stay_of(telling, claim)
    if at is None:
        return
    low, high = (
        pick(ends) for pick, ends in zip((min, max), zip(days(claim), rounded(claim), strict=True), strict=True)
    )
    length = Length(low=low, high=None if high == inf else high, claim=claim.id, words=_told_length(claim))
    telling.steps[at] = replace(telling.steps[at], lengths=(*telling.steps[at].lengths, length))


def _told_length(claim: Claim) -> str:
    """The words for a length, with their unit: "about a month", 두 달, 三周."""
    assert isinstance(claim.value, Figure)
    told, counted = claim.trigger.exact, claim.value.counted
    if not told.isascii():
        return told
    return counted if counted.startswith(f"{told}-") else f"{told} {counted}"


def _stay_of(telling: _Telling, claim: Claim) -> int | None:
    """The step a length stands with: the abuse or custody of its sentence; without one, the custody it is told in.

    A length before a transfer or handover in its sentence is that of the custody left, unless it sums up several.
    """
    assert isinstance(claim.value, Figure)
    behind = claim.quote.exact[claim.trigger.start - claim.quote.start :][:60]
    wanted = StepKind.ABUSE if _OF_ABUSE.search(f"{claim.value.counted} {behind}") else StepKind.CUSTODY
    here = telling.of_quote.get(claim.quote.start, [])
    if not here and not _THERE.search(claim.quote.exact):
        return None
    left = telling.custodies(claim.trigger.start)
    if wanted is StepKind.CUSTODY and (not here or any(telling.spots[at] > claim.trigger.start for at in here)):
        in_all = _IN_ALL.search(f"{_before(claim)}{claim.trigger.exact}"[-60:]) and len(left) > 1
        return left[-1] if left and not in_all else None
    chosen = [at for at in here if telling.steps[at].kind is wanted]
    return next(
        reversed(chosen or [at for at in here if telling.steps[at].kind in {StepKind.CUSTODY, StepKind.ABUSE}]), None
    )
