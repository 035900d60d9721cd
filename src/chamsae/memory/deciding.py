"""What people decided in the store in memory: judgements, settlements, and who may be who."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from chamsae.errors import NotFound
from chamsae.memory.rows import Rows, get
from chamsae.model.judgement import Judgement, Status, fold
from chamsae.model.rereading import Rereading
from chamsae.model.scoping import ScopeCorrection
from chamsae.model.settlement import FigureGroup, Settlement, State
from chamsae.model.storable import storable


class Deciding:
    """The part of the store about what people decide."""

    _rows: Rows

    # judging

    def add_judgement(self, judgement: Judgement) -> Judgement:
        """Append to the ledger under the next number."""
        storable(judgement, f"judgement on {judgement.target}")
        if not any(judgement.target in held for held in (self._rows.claims, self._rows.relations, self._rows.pairs)):
            raise NotFound(f"there is no claim, relation or pair {judgement.target}")
        numbered = replace(judgement, number=len(self._rows.judgements) + 1)
        self._rows.judgements.append(numbered)
        return numbered

    def add_judgements(self, judgements: Iterable[Judgement]) -> range:
        """Append many, in order."""
        first = len(self._rows.judgements) + 1
        for judgement in list(judgements):
            self.add_judgement(judgement)
        return range(first, len(self._rows.judgements) + 1)

    def judgements(self, *, target: str | None = None, after: int = 0, batch: str | None = None) -> Iterator[Judgement]:
        """The ledger after a number, or the part of it about one target or given as one batch."""
        held = self._rows.judgements[after:]
        return iter([j for j in held if target in (None, j.target) and batch in (None, j.batch)])

    def last_judgement(self) -> Judgement | None:
        """The last entry of the ledger."""
        return self._rows.judgements[-1] if self._rows.judgements else None

    def statuses(self, targets: Iterable[str] | None = None) -> Mapping[str, Status]:
        """The present status of judged targets."""
        state = fold(self._rows.judgements)
        return state if targets is None else {t: state[t] for t in targets if t in state}

    def add_rereading(self, rereading: Rereading) -> Rereading:
        """Append what reading again changed in a document."""
        storable(rereading, f"reading {rereading.document} again")
        get(self._rows.documents, rereading.document, "document")
        number = len(self._rows.rereadings) + 1
        written = replace(rereading, number=number, run=rereading.run or number)
        self._rows.rereadings.append(written)
        return written

    def rereadings(self, *, document: str | None = None, run: int | None = None) -> Iterator[Rereading]:
        """All of them, those of one document, or those of one run."""
        held = self._rows.rereadings
        return iter([r for r in held if document in (None, r.document) and run in (None, r.run)])

    def last_rereading(self) -> Rereading | None:
        """The last one written."""
        return self._rows.rereadings[-1] if self._rows.rereadings else None

    # settling

    def replace_groups(self, groups: Iterable[FigureGroup]) -> None:
        """Put the present grouping in place of the last one."""
        self._rows.groups = {group.id: group for group in groups}

    def put_groups(self, groups: Iterable[FigureGroup], *, gone: Iterable[str] = ()) -> None:
        """Put these groups in place of those with their ids, or beside the others; take out those `gone`."""
        left = set(gone)
        kept = {id: group for id, group in self._rows.groups.items() if id not in left}
        self._rows.groups = {**kept, **{group.id: group for group in groups}}

    def group(self, id: str) -> FigureGroup:
        """The figure with this id."""
        return get(self._rows.groups, id, "figure")

    def groups(self, *, state: State | None = None) -> Iterator[FigureGroup]:
        """All figures, or those of one state, by act, people, unit, place and time."""
        held = [group for group in self._rows.groups.values() if state in (None, group.state)]
        return iter(sorted(held, key=lambda group: group.place_in_list))

    def groups_of(self, claims: Iterable[str]) -> Mapping[str, str]:
        """The figures (ids) these claims stand in, by claim; those that stand in none are left out."""
        of = {member.claim: group.id for group in self._rows.groups.values() for member in group.members}
        return {claim: of[claim] for claim in claims if claim in of}

    def add_settlement(self, settlement: Settlement) -> Settlement:
        """Append a settlement, or one taken back, under the next number."""
        storable(settlement, f"settlement of {settlement.group}")
        for claim in sorted(settlement.known):
            get(self._rows.claims, claim, "claim")
        numbered = replace(settlement, number=len(self._rows.settlements) + 1)
        self._rows.settlements.append(numbered)
        return numbered

    def settlements(self, *, group: str | None = None, after: int = 0) -> Iterator[Settlement]:
        """All settlements after a number, or those of one figure."""
        return iter([s for s in self._rows.settlements[after:] if group in (None, s.group)])

    def add_correction(self, correction: ScopeCorrection) -> ScopeCorrection:
        """Append what a person says a claim counts, under the next number."""
        storable(correction, f"correction of {correction.claim}")
        get(self._rows.claims, correction.claim, "claim")
        numbered = replace(correction, number=len(self._rows.corrections) + 1)
        self._rows.corrections.append(numbered)
        return numbered

    def corrections(self, *, claim: str | None = None) -> Iterator[ScopeCorrection]:
        """All corrections in order, or those of one claim."""
        return iter([c for c in self._rows.corrections if claim in (None, c.claim)])
