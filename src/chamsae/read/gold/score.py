"""Scores: what the readers proposed for some documents, held against the gold; values in, values out."""

from collections.abc import Iterable, Mapping, Sequence

from chamsae.model.claim import Claim
from chamsae.model.document import DEPENDENT, Relation, RelationKind
from chamsae.read.gold import acts, figures, names, speech
from chamsae.read.gold.likeness import actors
from chamsae.read.gold.marks import FOUND, RIGHT, Finding, Mark, Scores, Share, What
from chamsae.read.gold.shape import Gold, GoldRelation, Kind
from chamsae.read.gold.tally import Tally

NAMES: tuple[Kind, ...] = ("people", "organisations", "places")


def score(gold: Gold, claims: Mapping[str, Sequence[Claim]], relations: Iterable[Relation] | None = None) -> Scores:
    """Hold claims (by the gold's document id) and relations (between such ids) against the gold.

    Without relations those of the gold are not asked for. Documents without claims are scored as read in vain.
    """
    tally = Tally(gold)
    of = {document.id: tuple(claims.get(document.id, ())) for document in gold.documents}
    met = {kind: _names(tally, kind, of) for kind in NAMES}
    known = actors(gold, met["people"].meant() | met["organisations"].meant())
    traps = []
    for document in gold.documents:
        traps.append(figures.score(tally, document, of[document.id], known))
        acts.score(tally, document, of[document.id], known)
        speech.score_quotations(tally, document, of[document.id], known)
        speech.score_dates(tally, document, of[document.id])
    names.score_roles(tally, gold.people, met["people"], {d.id: d.language for d in gold.documents})
    noted = _relations(tally, tuple(relations)) if relations is not None else ()
    people = names.clusters(tally, "people", met["people"], gold.keep_apart)
    organisations = names.clusters(tally, "organisations", met["organisations"], gold.keep_apart)
    return Scores(
        marks=tuple(tally.marks),
        traps=Share(sum(share.right for share in traps), sum(share.of for share in traps)),
        people=people,
        organisations=organisations,
        findings=tuple(sorted(tally.findings, key=_place)),
        noted=noted,
    )


def _names(tally: Tally, kind: Kind, claims: Mapping[str, Sequence[Claim]]) -> names.Meetings:
    gold = tally.gold
    entries = {"people": gold.people, "organisations": gold.organisations, "places": gold.places}[kind]
    return names.joined(
        names.score(tally, kind, entries, document, claims[document.id]) for document in gold.documents
    )  # fmt: skip


def _relations(tally: Tally, read: Sequence[Relation]) -> tuple[str, ...]:
    """Mark the pairs of documents: related as the gold says, in the right direction; what could not be asked."""
    known = {document.id for document in tally.gold.documents}
    noted, asked = [], set()
    for wanted in tally.gold.document_relations:
        if not {wanted.a, wanted.b} <= known or wanted.relation not in MEANT:
            noted.append(f"the relation {wanted.a} {wanted.relation} {wanted.b} was not asked for")
            continue
        asked.add(frozenset((wanted.a, wanted.b)))
        _relation(tally, wanted, [r for r in read if {r.document, r.other} == {wanted.a, wanted.b}])
    for relation in read:
        if frozenset((relation.document, relation.other)) not in asked:
            _mark(tally, RIGHT, right=False)
            _found(tally, What.INVENTED, relation.document, f"{relation.kind.value} of {relation.other}", "none")
    return tuple(noted)


#: What a gold relation may be read as; "derived_from" is any dependence.
MEANT: Mapping[str, frozenset[RelationKind]] = {
    "derived_from": DEPENDENT,
    **{kind.value: frozenset({kind}) for kind in RelationKind},
    "shares_passage": frozenset({RelationKind.SHARES_PASSAGE, RelationKind.CITES}),
}


def _relation(tally: Tally, wanted: GoldRelation, read: Sequence[Relation]) -> None:
    right = [relation for relation in read if relation.kind in MEANT[wanted.relation]]
    _mark(tally, FOUND, right=bool(right))
    if read:
        _mark(tally, RIGHT, right=bool(right))
    if not right:
        seen = ", ".join(relation.kind.value for relation in read)
        what = What.MISREAD if read else What.MISSED
        _found(tally, what, wanted.a, seen, f"{wanted.relation} {wanted.b}")
    elif right[0].kind in DEPENDENT:
        _mark(tally, "direction", right=right[0].directed and right[0].document == wanted.a)


def _mark(tally: Tally, aspect: str, *, right: bool) -> None:
    tally.marks.append(Mark(kind="document_relations", aspect=aspect, right=right, language="all", importance="core"))


def _found(tally: Tally, what: What, document: str, read: str, wanted: str) -> None:
    tally.findings.append(
        Finding(
            what=what,
            kind="document_relations",
            document=document,
            entry=None,
            start=0,
            end=0,
            read=read,
            wanted=wanted,
        )
    )


def _place(finding: Finding) -> tuple[str, int, int, str]:
    return finding.document, finding.start, finding.end, finding.what.value
