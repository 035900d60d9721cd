"""One run over a list, part by part: what each part would change is worked out first, then written in one go."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from chamsae.casebook.entering import enter
from chamsae.casebook.import_state import State, digest, packed
from chamsae.casebook.judging_many import judge_many
from chamsae.model.claim import Claim, ClaimKind
from chamsae.model.document import Document, Reading, ReadState
from chamsae.model.importing import Import, ImportPart
from chamsae.model.judgement import WAITING, Judgement, Status, Verdict, standing
from chamsae.ports import Clock, Store
from chamsae.read.build import document_id
from chamsae.read.language import language
from chamsae.read.sheet.claims import READER, Page, claim, draft_of, identified, page
from chamsae.read.sheet.drafts import Draft, Told, filled, wants
from chamsae.read.sheet.drafts import Reading as Rows
from chamsae.read.sheet.notes import Fault, Said, note
from chamsae.read.sheet.table import Row

#: Faults and sample claims that a report holds, at most; all faults are in the report of bad rows.
FAULTS, SAMPLES = 200_000, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What some rows would change: claims not yet there, those they replace (old id → new), faults; and how many."""

    first: int
    last: int
    page: Page
    claims: tuple[Claim, ...]
    replaced: Mapping[str, str]
    changes: Mapping[str, Mapping[str, str]]
    faults: tuple[Fault, ...]
    rows: int
    same: int
    by_column: Mapping[tuple[int, str], int]

    @property
    def changed(self) -> int:
        """How many of the new claims stand in place of another."""
        return len(self.replaced)

    @property
    def new(self) -> int:
        """How many say what nothing said before."""
        return len(self.claims) - self.changed


@dataclass(slots=True)
class Planner:
    """Works out what rows change, given what the list has said so far; reads the store, writes nothing."""

    store: Store
    rows: Rows
    state: State
    seen: dict[bytes, int] = field(default_factory=dict)

    def plan(self, some: Sequence[Row], document: str) -> Plan:
        """What these rows change; they become the text of this document (id)."""
        told, faults = self._read(some)
        held = {one.key: self.state.of(one.key) for one in told}
        ids = self._identified(told, held)
        on = page(document, self.rows.heads, [row for row in some if not row.empty])
        claims, replaced, changes = list[Claim](), dict[str, str](), dict[str, dict[str, str]]()
        counted: Counter[tuple[int, str]] = Counter()
        for one, said in zip(told, ids, strict=True):
            for draft, id in said:
                old = held[one.key].get(draft.slot)
                counted[draft.cells[0], "same" if old == id else "changed" if old else "new"] += 1
                if old == id:
                    continue
                made = claim(draft, id, one, on, self.rows.mapping)
                claims.append(replace(made, supersedes=old) if old else made)
                changes.setdefault(one.key, {})[draft.slot] = id
                if old:
                    replaced[old] = id
        same = sum(many for (_, what), many in counted.items() if what == "same")
        return Plan(
            first=some[0].number, last=some[-1].number, page=on, claims=tuple(claims), replaced=replaced,
            changes=changes, faults=tuple(faults), rows=len(told), same=same, by_column=counted,
        )  # fmt: skip

    def pass_over(self, rows: Iterable[Row]) -> None:
        """Remember the keys of rows that an interrupted run has done."""
        for row in rows:
            if (key := self.rows.key(row)) and self.rows.mapping.key:
                self.seen.setdefault(digest(key), row.number)

    def _read(self, some: Sequence[Row]) -> tuple[list[Told], list[Fault]]:
        told, faults = list[Told](), list[Fault]()
        for row in some:
            if row.empty and row.fault is None:
                continue
            one = self.rows.of(row)
            if isinstance(one, list):
                faults += one
            elif (first := self.seen.setdefault(digest(one.key), row.number)) != row.number:
                faults += self._twin(one, first)
            elif one.drafts:
                told.append(one)
        return told, faults

    def _twin(self, one: Told, first: int) -> list[Fault]:
        """A key that another row has: refused. Of a list without a key, the same row again says nothing more."""
        if not self.rows.mapping.key:
            return []
        return [Fault(row=one.row.number, column=", ".join(self.rows.mapping.key), cell=one.key,
                      note=note(Said.KEY_TWICE, row=first))]  # fmt: skip

    def _identified(self, told: Sequence[Told], held: Mapping[str, Mapping[str, str]]) -> list[list[tuple[Draft, str]]]:
        """The drafts of each row with their ids; what an act leaves open is filled from what was said of it before."""
        mapping = self.rows.mapping
        found = [list(identified(mapping, one, one.drafts)) for one in told]
        open_ = {
            (at, draft.slot): old
            for at, said in enumerate(found)
            for draft, id in said
            if wants(draft) and (old := held[told[at].key].get(draft.slot)) not in (None, id)
        }
        before = {one.id: one for one in self.store.claims(ids=[id for id in open_.values() if id])} if open_ else {}
        for at in dict.fromkeys(at for at, _ in open_):
            drafts = [
                filled(draft, draft_of(before[old], draft.slot)) if (old := open_.get((at, draft.slot))) else draft
                for draft in told[at].drafts
            ]
            found[at] = list(identified(mapping, told[at], self.rows.with_actors(drafts)))
        return found


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the parts of one run; what it changes of earlier claims stands in judgements of one batch."""

    store: Store
    clock: Clock
    run: Import
    by: str

    def write(self, plan: Plan, *, slots: Sequence[str]) -> ImportPart:
        """A part with all it changes; its entry is what a later run goes on from. Call it inside a transaction."""
        document = self._document(plan) if plan.claims else None
        if plan.claims:
            new = self.store.add_claims(plan.claims)
            if new < len(plan.claims):
                self._revive([one.id for one in plan.claims])
            self._replace(plan)
        figures = sum(one.kind is ClaimKind.FIGURE for one in plan.claims)
        part = ImportPart(
            subject=self.run.subject, by=self.by, at=self.clock(), run=self.run.number, first=plan.first,
            last=plan.last, document=document, slots=tuple(slots), state=packed(plan.changes, slots),
            rows=plan.rows, new=plan.new, changed=plan.changed, same=plan.same, figures=figures,
            refused=tuple(dict.fromkeys(fault.row for fault in plan.faults)),
        )  # fmt: skip
        told = {"import": str(self.run.number), "rows": str(plan.rows), "claims": str(len(plan.claims)),
                "figures": str(figures)}  # fmt: skip
        return enter(self.store, part, action="import_part", detail=told)

    def _document(self, plan: Plan) -> str:
        capture = self.store.capture(self.run.capture)
        made = Document(
            id=plan.page.document, sha256=self.run.sha256, name=capture.name, media_type=capture.media_type,
            text=plan.page.text, language=language(plan.page.text), reader=READER,
            title=f"{self.run.list}, rows {plan.first}–{plan.last}", publisher=None,
        )  # fmt: skip
        self.store.add_document(made)
        if self.store.reading(self.run.sha256) is None:
            self.store.add_reading(
                Reading(sha256=self.run.sha256, reader=READER, state=ReadState.READ, at=self.clock(), document=made.id)
            )
        return made.id

    def _replace(self, plan: Plan) -> None:
        """What the list no longer says steps back, unless a person has judged it: then the new claim is asked."""
        states = self.store.statuses(plan.replaced)
        entries = []
        for old, new in plan.replaced.items():
            if states.get(old, Status.PROPOSED) in WAITING:
                entries.append(self._judgement(old, Verdict.RETIRED, by_claim=new))
            elif states[old] is not Status.RETIRED:
                entries.append(self._judgement(new, Verdict.SUGGESTED))
        judge_many(self.store, entries, subject=self.run.batch)

    def _revive(self, claims: Sequence[str]) -> None:
        """Claims that are said again after the list had said otherwise, or after an import was taken back."""
        retired = [id for id, status in self.store.statuses(claims).items() if status is Status.RETIRED]
        entries = (standing(self.store.judgements(target=id)).get(id, []) for id in retired)
        last = [held[-1] for held in entries if held and held[-1].verdict is Verdict.RETIRED]
        entries_back = [self._judgement(one.target, Verdict.UNDONE, undoes=one.number) for one in last]
        judge_many(self.store, entries_back, subject=self.run.batch)

    def _judgement(
        self, target: str, verdict: Verdict, *, by_claim: str | None = None, undoes: int | None = None
    ) -> Judgement:
        why = f"import {self.run.number} of the list"
        return Judgement(target=target, verdict=verdict, by=self.by, at=self.clock(), why=why, by_claim=by_claim,
                         undoes=undoes, batch=self.run.batch)  # fmt: skip


def document_of(sha256: str, sheet: str, first: int) -> str:
    """The id of the document that the rows from this one on become."""
    return document_id(f"{sha256} {sheet} {first}", READER)
