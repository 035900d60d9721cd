"""Figures: claims about the same thing side by side, copies counted once, with a range that says why."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from chamsae.model.claim import Claim, Figure, Modality, SpeakerKind
from chamsae.model.document import Relation
from chamsae.model.judgement import ABSENT, Status
from chamsae.model.scoping import ScopeCorrection
from chamsae.model.settlement import FigureGroup, Member, Scope, State
from chamsae.model.when import Precision, When
from chamsae.reconcile.among import apart
from chamsae.reconcile.anchors import OCCASION, Cluster, clusters
from chamsae.reconcile.correction import Corrections
from chamsae.reconcile.correction import standing as put_right_by
from chamsae.reconcile.ground import UNKNOWN, way_key
from chamsae.reconcile.independence import independence, voices
from chamsae.reconcile.namesakes import tied
from chamsae.reconcile.origins import Names, Parents, entities, origins, parents, roots
from chamsae.reconcile.placed import COUNTED, flow_of
from chamsae.reconcile.scope import Cell, DocumentFacts, scoped
from chamsae.reconcile.settle import Rule, Said, settle

__all__ = ["DocumentFacts", "figures", "group"]


def figures(
    claims: Iterable[Claim],
    documents: Mapping[str, DocumentFacts],
    relations: Iterable[Relation] = (),
    statuses: Mapping[str, Status] | None = None,
    corrections: Iterable[ScopeCorrection] = (),
    *,
    rule: Rule = Rule.SPECIFIC,
) -> tuple[FigureGroup, ...]:
    """All figure groups, each with origins and a proposed range; the order in which things arrived changes nothing.

    Rejected and superseded claims and rejected relations are left out; everything not judged counts as proposed.
    What a person said a claim counts (`corrections`, the whole ledger) goes before what is inferred. `rule` proposes
    the ranges. `chamsae.reconcile.regroup` gives the same for a casebook that changes.
    """
    standing = statuses or {}
    every = tuple(claims)
    relations = tuple(relations)
    above = parents(relations, documents, standing)
    standing_relations = [r for r in relations if standing.get(r.id) is not Status.REJECTED]
    names = tied(every, standing_relations, entities(every))
    heads = roots(above)
    groups = group(present(every, standing), documents, heads, put_right_by(corrections))
    return tuple(settled(cell, cluster, above, names, documents, rule=rule) for cell, cluster in groups)


def group(
    claims: Iterable[Claim],
    documents: Mapping[str, DocumentFacts],
    heads: Mapping[str, str] | None = None,
    corrections: Corrections | None = None,
) -> list[tuple[Cell, Cluster]]:
    """Claims of the same act, people, unit, place and stage, told apart by time; sorted by scope and time.

    `heads` names, for a document that copies another, the one whose date its vague times go by; `corrections` are
    those that stand, by claim id.
    """
    by_cell: dict[Cell, list[Claim]] = {}
    why: dict[str, tuple[str, ...]] = {}
    for one in scoped(claims, corrections, documents):
        by_cell.setdefault(one.cell, []).append(one.claim)
        why[one.claim.id] = one.why
    return [one for cell in sorted(by_cell) for one in occasions(cell, by_cell[cell], documents, heads or {}, why)]


def occasions(
    cell: Cell,
    claims: Sequence[Claim],
    documents: Mapping[str, DocumentFacts],
    heads: Mapping[str, str],
    why: Mapping[str, tuple[str, ...]],
) -> list[tuple[Cell, Cluster]]:
    """The claims of one cell told apart by time, with all reasons of each claim's place (`why`, by claim id)."""
    return [
        (part, _explained(among, why))
        for cluster in sorted(clusters(claims, documents, heads), key=lambda cluster: cluster.key)
        for part, among in apart(cell, cluster)
    ]


def _explained(cluster: Cluster, why: Mapping[str, tuple[str, ...]]) -> Cluster:
    """The cluster with all reasons of each claim's place: its time, then who, where, stock or flow."""
    members = [(claim, "; ".join((told, *why[claim.id]))) for claim, told in cluster.members]
    return replace(cluster, members=members)


def present(claims: Iterable[Claim], statuses: Mapping[str, Status]) -> list[Claim]:
    """The claims that still stand: not rejected, retired or only suggested, and not superseded by one that stands."""
    kept = [claim for claim in claims if statuses.get(claim.id) not in ABSENT]
    replaced = {claim.supersedes for claim in kept}
    return [claim for claim in kept if claim.id not in replaced]


def group_id(cell: Cell, key: str) -> str:
    """The id of a group: it follows from what is counted and the day, month or range that anchors it."""
    parts = "\n".join((cell.act, cell.counted, cell.unit, cell.place, cell.stage, key))
    return "g" + hashlib.sha256(parts.encode(errors="surrogatepass")).hexdigest()[:16]


def settled(
    cell: Cell,
    cluster: Cluster,
    above: Parents,
    names: Names,
    documents: Mapping[str, DocumentFacts],
    *,
    rule: Rule = Rule.SPECIFIC,
) -> FigureGroup:
    """One figure: its claims with their origins, and the range that the rule proposes."""
    reasons = {claim.id: why for claim, why in cluster.members}
    claims = sorted((claim for claim, _ in cluster.members), key=lambda claim: claim.id)
    found = origins(claims, above, names, documents)
    members = tuple(
        Member(
            claim=claim.id,
            why="; ".join(filter(None, (_capital(reasons[claim.id]), found[claim.id].why))) + ".",
            origin=found[claim.id].name,
            copy_of=found[claim.id].copy_of,
        )
        for claim in claims
    )
    first = [claim for claim in claims if found[claim.id].copy_of is None]
    count = independence(voices(first, {claim.id: found[claim.id].name for claim in first}, documents))
    said = (
        Said(
            claim=claim.id,
            origin=member.origin,
            who=_who(claim, documents),
            amount=_figure(claim).amount,
            repeats=member.copy_of,
            relayed=_relayed(claim),
            wide=_wide(claim, cluster),
        )
        for claim, member in zip(claims, members, strict=True)
    )
    result = settle(said, count.words if count.least < count.most else None, rule=rule)
    return FigureGroup(
        id=group_id(cell, cluster.key),
        scope=_scope(cell, cluster),
        members=members,
        low=result.low,
        high=result.high,
        reason=result.reason,
        origins=count.least,
        origins_most=count.most,
        contradictory=result.contradictory,
        rule=result.rule,
        aside=result.aside,
        state=State.OPEN if result.contradictory else State.PROPOSED,
    )


def _relayed(claim: Claim) -> bool:
    """True for what somebody says that others say: the last of the chain is the outlet, which relays everything."""
    return claim.modality is Modality.HEARSAY or len(claim.via) > 1


def _wide(claim: Claim, cluster: Cluster) -> bool:
    """True for a claim of a month, or of no day, in the figure of a day or a few."""
    when, window = claim.when, cluster.window
    if window.start is None or window.end is None or window.end - window.start > OCCASION:
        return False
    return when is None or when.start is None or when.end is None or when.end - when.start > OCCASION


def _scope(cell: Cell, cluster: Cluster) -> Scope:
    window = cluster.window
    when = None
    if window.start or window.end:
        one_day = window.start == window.end and not cluster.label.startswith("about")
        precision = Precision.DAY if one_day else Precision.MONTH if len(cluster.label) == 7 else Precision.RANGE
        if cluster.label.startswith("about"):
            precision = Precision.VAGUE
        when = When(start=window.start, end=window.end, precision=precision)
    counted = COUNTED.get(cell.counted, cell.counted)
    return Scope(
        act=cell.act,
        counted=f"{counted} {cell.stage}" if cell.stage else counted,
        unit=cell.unit,
        place=_as_written(cell, cluster) or None,
        when=when,
        to=HOME if cell.act == "repatriated" else None,
        flow=flow_of(cell.act),
    )


def _as_written(cell: Cell, cluster: Cluster) -> str:
    """The key of the place; for one that is not known its words as the first claim has them."""
    if not cell.place.startswith(UNKNOWN):
        return cell.place
    written = (words for claim, _ in cluster.members for words in claim.place if way_key(words) == cell.place)
    folded = cell.place.removeprefix(UNKNOWN)
    return min(written, default=folded.title() if folded.isascii() else folded)


def _who(claim: Claim, documents: Mapping[str, DocumentFacts]) -> str:
    """The speaker; for a document's own voice its publisher, else its authors, else what the reader called it."""
    if claim.speaker and claim.speaker.kind is not SpeakerKind.NARRATOR:
        return claim.speaker.text
    facts = documents.get(claim.document)
    if facts is None:
        return claim.document
    called = claim.speaker.text if claim.speaker and claim.speaker.text not in (facts.title, _ITSELF) else None
    return facts.publisher or " and ".join(facts.authors[:2]) or called or facts.title or claim.document


#: Where those sent back are sent: the country the casebook is about.
HOME = "kp"

#: What readers call a document that nothing is known of.
_ITSELF = "the article itself"


def _figure(claim: Claim) -> Figure:
    assert isinstance(claim.value, Figure)
    return claim.value


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
