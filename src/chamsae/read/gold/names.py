"""People, organisations, places: mentions found, who is taken for whom, roles."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from chamsae.model.claim import NAMELESS, Claim, Name, NameType
from chamsae.read.gold.likeness import roles
from chamsae.read.gold.marks import COUNTED, Clusters, Mark, Share, What
from chamsae.read.gold.pairing import Paired, Wanted, optional, pair
from chamsae.read.gold.shape import GoldDocument, GoldName, Kind, Span
from chamsae.read.gold.tally import Answer, Manner, Tally
from chamsae.read.words import keyed

TYPES: Mapping[Kind, frozenset[NameType]] = {
    "people": frozenset({NameType.PERSON}),
    "organisations": frozenset({NameType.ORGANISATION}),
    "places": frozenset({NameType.PLACE, NameType.FACILITY}),
}


@dataclass(slots=True)
class Meetings:
    """Which claim met which entry, over all documents: (gold id, entity, document) for every mention matched."""

    met: list[tuple[str, str, str]] = field(default_factory=list)
    roles: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def meant(self) -> dict[str, str]:
        """Whom each entity means: the one most of its mentions are of; nobody where two are level."""
        by_entity: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for id, entity, _ in self.met:
            by_entity[entity][id] += 1
        return {entity: ids.most_common(1)[0][0] for entity, ids in by_entity.items() if _clear(ids)}


def score(
    tally: Tally, kind: Kind, names: Sequence[GoldName], document: GoldDocument, claims: Sequence[Claim]
) -> Meetings:
    """Mark the mentions of one kind of name in one document; who met whom."""
    named = ((claim, claim.value) for claim in claims if isinstance(claim.value, Name))
    found = [claim for claim, name in named if name.type in TYPES[kind] and NAMELESS not in name.roles]
    wanted = [
        _wanted(document, name, mention) for name in names for mention in name.mentions if mention.doc == document.id
    ]
    paired = pair(wanted, found, lambda one, claim: True)
    manner = Manner(lambda claim: claim.trigger.exact, passed=_within)
    tally.judge(kind, document, paired, manner, _answers)
    return _meetings(paired, document)


def clusters(tally: Tally, kind: Kind, meetings: Meetings, keep_apart: Iterable[Sequence[str]]) -> Clusters:
    """How entities and people agree; an entity that joins two whom the gold keeps apart is a finding."""
    by_entity: defaultdict[str, Counter[str]] = defaultdict(Counter)
    by_id: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for id, entity, _ in meetings.met:
        by_entity[entity][id] += 1
        by_id[id][entity] += 1
    apart = sorted({pair for group in keep_apart for pair in combinations(dict.fromkeys(group), 2)})
    apart = [(one, two) for one, two in apart if one in by_id and two in by_id]
    joined = [(one, two) for one, two in apart if by_id[one].keys() & by_id[two].keys()]
    for one, two in joined:
        _joined(tally, kind, meetings, one, two)
    met = [(id, entity) for id, entity, _ in meetings.met]
    return Clusters(
        pure=Share(sum(len(ids) == 1 for ids in by_entity.values()), len(by_entity)),
        precision=_mean([by_entity[entity][id] / by_entity[entity].total() for id, entity in met]),
        recall=_mean([by_id[id][entity] / by_id[id].total() for id, entity in met]),
        joined=Share(len(joined), len(apart)),
    )


def score_roles(tally: Tally, people: Sequence[GoldName], meetings: Meetings, languages: Mapping[str, str]) -> None:
    """Mark, for each person found, the roles wanted (was it read?) and those read (were they wanted?)."""
    known = frozenset(keyed("english", "roles"))
    first = {id: document for id, _, document in reversed(meetings.met)}
    for person in people:
        if person.id not in first or person.importance not in COUNTED:
            continue
        wanted, read = roles(person.roles), meetings.roles[person.id]
        language = languages[first[person.id]]
        for role in sorted(wanted & known):
            tally.marks.append(_role("roles wanted", language, person, right=role in read))
        for role in sorted(read):
            tally.marks.append(_role("roles read", language, person, right=role in wanted))


def _role(aspect: str, language: str, person: GoldName, *, right: bool) -> Mark:
    return Mark(kind="people", aspect=aspect, right=right, language=language, importance=person.importance)


def _answers(one: Wanted[GoldName], claim: Claim) -> Iterator[Answer]:
    bounds = (claim.trigger.start, claim.trigger.end) == (one.start, one.end)
    yield Answer("bounds", bounds, claim.trigger.exact, one.text)


def _within(claim: Claim, met: Wanted[GoldName] | None) -> bool:
    """A name within a longer one that was read as well ("U.N." in "Mission to the U.N.") is no wrong one."""
    length = claim.trigger.end - claim.trigger.start
    return met is not None and met.start <= claim.trigger.start < claim.trigger.end <= met.end > met.start + length


def _wanted(document: GoldDocument, name: GoldName, mention: Span) -> Wanted[GoldName]:
    return Wanted(
        entry=name, id=name.id, start=mention.start, end=mention.end, text=mention.text,
        importance=name.importance, optional=optional(document, mention.start, mention.end),
    )  # fmt: skip


def _meetings(paired: Paired[GoldName], document: GoldDocument) -> Meetings:
    meetings = Meetings()
    for one, claim in paired.hits:
        if isinstance(claim.value, Name):
            # A reader that links nothing makes every mention an entity of its own.
            meetings.met.append((one.id, claim.value.entity or claim.id, document.id))
            meetings.roles[one.id] |= set(claim.value.roles)
    return meetings


def joined(all_of: Iterable[Meetings]) -> Meetings:
    """The meetings of several documents as one."""
    whole = Meetings()
    for meetings in all_of:
        whole.met += meetings.met
        for id, found in meetings.roles.items():
            whole.roles[id] |= found
    return whole


def _joined(tally: Tally, kind: Kind, meetings: Meetings, one: str, two: str) -> None:
    document = next(document for id, _, document in meetings.met if id == one)
    where = next(known for known in tally.gold.documents if known.id == document)
    names = {name.id: name for name in (*tally.gold.people, *tally.gold.organisations)}
    mention = next(mention for mention in names[one].mentions if mention.doc == document)
    wanted = _wanted(where, names[one], mention)
    answer = Answer("keep_apart", right=False, read=f"one with {names[two].name}", wanted=f"{one} apart from {two}")
    tally.find(What.JOINED, kind, where, wanted, answer=answer)


def _clear(ids: Counter[str]) -> bool:
    best = ids.most_common(2)
    return len(best) == 1 or best[0][1] > best[1][1]


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
