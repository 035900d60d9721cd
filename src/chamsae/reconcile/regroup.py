"""Figures held so that a judgement moves only those it touches; what is held is always what `figures` would give.

A claim's cell follows from its own document, and the figures of a cell from the claims of their stretch of time. So
what is judged of a claim or a copy asks for few cells, and in these for few stretches.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from chamsae.model.claim import Claim, Figure
from chamsae.model.document import Relation, RelationKind
from chamsae.model.judgement import Status
from chamsae.model.scoping import ScopeCorrection
from chamsae.model.settlement import FigureGroup
from chamsae.model.when import When
from chamsae.reconcile.attribution import speaker_key
from chamsae.reconcile.correction import standing as put_right_by
from chamsae.reconcile.figures import occasions, present, settled
from chamsae.reconcile.namesakes import tied
from chamsae.reconcile.origins import ANYWHERE, Source, entities, parents, roots
from chamsae.reconcile.scope import Cell, DocumentFacts, Scoped, scoped
from chamsae.reconcile.settle import Rule
from chamsae.reconcile.stretches import stretches

#: What a figure is made of: its cell, name and days, and its claims with the reasons of their place.
Key = tuple[Cell, str, When, tuple[tuple[str, str], ...]]
#: The figures of one stretch, by the ids of its claims.
Held = dict[tuple[str, ...], dict[Key, FigureGroup]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """All that figures are made of; `claims` are figures and names, speakers as judged."""

    claims: Sequence[Claim]
    documents: Mapping[str, DocumentFacts]
    relations: Sequence[Relation] = ()
    statuses: Mapping[str, Status] = field(default_factory=dict)
    corrections: Sequence[ScopeCorrection] = ()
    rule: Rule = Rule.SPECIFIC


@dataclass(frozen=True, slots=True)
class Moved:
    """What a change does to the figures: those to write, the ids of those that are no more, the claims concerned."""

    put: tuple[FigureGroup, ...]
    gone: tuple[str, ...]
    claims: frozenset[str]

    def then(self, later: "Moved") -> "Moved":
        """Both changes as one."""
        put = {group.id: group for group in (*self.put, *later.put) if group.id not in later.gone}
        return Moved(tuple(put.values()), tuple({*self.gone, *later.gone} - put.keys()), self.claims | later.claims)


class Regroup:
    """The figures of one casebook, and what is needed to change some of them."""

    def __init__(self, material: Material) -> None:
        self._documents, self._rule = material.documents, material.rule
        self._statuses = dict(material.statuses)
        self._corrections = put_right_by(material.corrections)
        self._claims = {claim.id: claim for claim in material.claims}
        self._by_document: dict[str, list[Claim]] = {}
        self._newer: dict[str, list[Claim]] = {}
        for claim in material.claims:
            self._by_document.setdefault(claim.document, []).append(claim)
            if claim.supersedes:
                self._newer.setdefault(claim.supersedes, []).append(claim)
        self._relations = {relation.id: relation for relation in material.relations}
        self._beside: dict[str, list[Relation]] = {}
        for relation in material.relations:
            for document in {relation.document, relation.other}:
                self._beside.setdefault(document, []).append(relation)
        self._above = parents(material.relations, self._documents, self._statuses)
        self._heads = roots(self._above)
        stands = [one for one in material.relations if self._statuses.get(one.id) is not Status.REJECTED]
        self._names = tied(material.claims, stands, entities(material.claims))
        self._placed: dict[str, dict[str, Scoped]] = {}
        self._cells: dict[Cell, dict[str, Scoped]] = {}
        self._held: dict[Cell, Held] = {}
        self._move(self._by_document, frozenset())

    def figures(self) -> tuple[FigureGroup, ...]:
        """All figures, in no particular order."""
        return tuple(group for held in self._held.values() for made in held.values() for group in made.values())

    @property
    def documents(self) -> Mapping[str, DocumentFacts]:
        """What is known of the documents, by id."""
        return self._documents

    def can(self, target: str) -> bool:
        """True for what a judgement may be about without all figures being grouped anew: a claim, or a copy.

        A translation tells which names are one, everywhere.
        """
        relation = self._relations.get(target)
        return target in self._claims or (relation is not None and relation.kind is not RelationKind.TRANSLATION)

    def can_take(self, claim: Claim) -> bool:
        """True for a new claim that tells nothing of names elsewhere: a figure, its speaker known or without entity."""
        if not isinstance(claim.value, Figure):
            return False
        tied_here = any(one.kind is RelationKind.TRANSLATION for one in self._beside.get(claim.document, ()))
        speaker = claim.speaker
        known = speaker is None or speaker.entity is None or self._names.get(
            (ANYWHERE, speaker_key(speaker.text))
        ) == speaker.entity  # fmt: skip
        return known and not tied_here

    def added(self, claims: Iterable[Claim], documents: Mapping[str, DocumentFacts]) -> Moved:
        """What new claims change, each one that it `can_take`; `documents` are the facts of theirs."""
        self._documents = {**self._documents, **documents}
        fresh = [claim for claim in claims if claim.id not in self._claims]
        for claim in fresh:
            self._claims[claim.id] = claim
            self._by_document.setdefault(claim.document, []).append(claim)
            if claim.supersedes:
                self._newer.setdefault(claim.supersedes, []).append(claim)
        return self._move({document for claim in fresh for document in self._concerned(claim.id)}, frozenset())

    def judged(self, statuses: Mapping[str, Status | None]) -> Moved:
        """What these targets' present statuses (None: proposed) change; each must be one that `can` be given."""
        changed = {target for target, status in statuses.items() if self._statuses.get(target) is not status}
        for target in changed:
            self._set(target, statuses[target])
        documents = {document for target in changed for document in self._concerned(target)}
        related = [self._relations[target] for target in changed if target in self._relations]
        return self._move(documents, self._reparented(related))

    def corrected(self, corrections: Iterable[ScopeCorrection]) -> Moved:
        """What the corrections of scope, the whole ledger, change."""
        before, self._corrections = self._corrections, put_right_by(corrections)
        changed = {id for id in before.keys() | self._corrections.keys() if before.get(id) != self._corrections.get(id)}
        return self._move({self._claims[id].document for id in changed if id in self._claims}, frozenset())

    def _set(self, target: str, status: Status | None) -> None:
        if status is None:
            self._statuses.pop(target, None)
        else:
            self._statuses[target] = status

    def _concerned(self, target: str) -> Iterable[str]:
        """The documents in which a claim stands, and the one it takes the place of."""
        claim = self._claims.get(target)
        if claim is not None:
            yield claim.document
            if claim.supersedes in self._claims:
                yield self._claims[claim.supersedes].document

    def _reparented(self, relations: Sequence[Relation]) -> frozenset[str]:
        """Follow copies anew among all documents tied to those of these relations; the documents these are."""
        family = self._family({document for one in relations for document in (one.document, one.other)})
        if family:
            ties = {one.id: one for document in family for one in self._beside.get(document, ())}
            for document in family:
                self._above.pop(document, None)
                self._heads.pop(document, None)
            above: dict[str, list[Source]] = parents(ties.values(), self._documents, self._statuses)
            self._above |= above
            self._heads |= roots(above)
        return family

    def _family(self, documents: Iterable[str]) -> frozenset[str]:
        """These documents and all that relations tie to them, at whatever remove."""
        met, waiting = set(documents), list(documents)
        while waiting:
            for relation in self._beside.get(waiting.pop(), ()):
                for document in (relation.document, relation.other):
                    if document not in met:
                        met.add(document)
                        waiting.append(document)
        return frozenset(met)

    def _move(self, documents: Iterable[str], family: frozenset[str]) -> Moved:
        """Place the claims of these documents anew, and group the cells they leave and enter.

        Of `family` only the origins have changed.
        """
        moved: dict[Cell, set[str]] = {}
        for document in documents:
            self._place(document, moved)
        for document in family:
            for one in self._placed.get(document, {}).values():
                moved.setdefault(one.cell, set()).add(one.claim.id)
        put: dict[str, FigureGroup] = {}
        before: dict[str, FigureGroup] = {}
        for cell in sorted(moved):
            old, new = self._regroup(cell, moved[cell])
            before |= {group.id: group for group in old}
            put |= {group.id: group for group in new}
        changed = [group for id, group in put.items() if before.get(id) != group]
        left = [group for id, group in before.items() if put.get(id) != group]
        claims = {member.claim for group in (*left, *changed) for member in group.members}
        gone = tuple(sorted(before.keys() - put.keys()))
        return Moved(put=tuple(changed), gone=gone, claims=frozenset(claims.union(*moved.values())))

    def _place(self, document: str, moved: dict[Cell, set[str]]) -> None:
        """Find the cells of a document's claims, and note in `moved` whose claims are others than before."""
        standing = self._standing(document)
        facts = {document: self._documents[document]} if document in self._documents else {}
        after = {one.claim.id: one for one in scoped(standing, self._given(standing), facts)}
        before = self._placed.get(document, {})
        for id in before.keys() | after.keys():
            old, new = before.get(id), after.get(id)
            if old == new:
                continue
            if old is not None:
                self._cells[old.cell].pop(id)
                moved.setdefault(old.cell, set()).add(id)
            if new is not None:
                self._cells.setdefault(new.cell, {})[id] = new
                moved.setdefault(new.cell, set()).add(id)
        self._placed[document] = after

    def _standing(self, document: str) -> list[Claim]:
        """The claims of a document that stand."""
        own = self._by_document.get(document, [])
        newer = [new for claim in own for new in self._newer.get(claim.id, ()) if new.document != document]
        return [claim for claim in present([*own, *newer], self._statuses) if claim.document == document]

    def _given(self, claims: Iterable[Claim]) -> dict[str, ScopeCorrection]:
        return {claim.id: given for claim in claims if (given := self._corrections.get(claim.id)) is not None}

    def _regroup(self, cell: Cell, moved: set[str]) -> tuple[list[FigureGroup], list[FigureGroup]]:
        """The figures of the stretches that are others than before: those before, and those now."""
        before = self._held.get(cell, {})
        placed = self._cells.get(cell, {})
        claims = [placed[id].claim for id in sorted(placed)]
        known: dict[Key, FigureGroup] = {}
        after: Held = {}
        for part in stretches(claims, self._documents, self._heads):
            ids = tuple(claim.id for claim in part)
            kept = before.get(ids)
            if kept is None or not moved.isdisjoint(ids):
                known = known or {key: group for made in before.values() for key, group in made.items()}
                kept = self._grouped(cell, part, known, moved)
            after[ids] = kept
        self._held[cell] = after
        if not after:
            del self._held[cell]
        old = [group for ids, made in before.items() if after.get(ids) is not made for group in made.values()]
        return old, [group for ids, made in after.items() if before.get(ids) is not made for group in made.values()]

    def _grouped(
        self, cell: Cell, part: Sequence[Claim], known: Mapping[Key, FigureGroup], moved: set[str]
    ) -> dict[Key, FigureGroup]:
        """The figures of a stretch; one made of the very claims it was made of before stays as it is."""
        why = {claim.id: self._cells[cell][claim.id].why for claim in part}
        found: dict[Key, FigureGroup] = {}
        for one, cluster in occasions(cell, part, self._documents, self._heads, why):
            key = one, cluster.key, cluster.window, tuple((claim.id, told) for claim, told in cluster.members)
            same = known.get(key)
            if same is None or any(claim.id in moved for claim, _ in cluster.members):
                same = settled(one, cluster, self._above, self._names, self._documents, rule=self._rule)
            found[key] = same
        return found
