"""Figure groups and settlements in the database."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from chamsae import codec
from chamsae.db import rows, settling_rows
from chamsae.db.models import ClaimRow, CorrectionRow, GroupRow, MemberRow, SettlementRow
from chamsae.db.store.connection import chunks, storage_errors
from chamsae.db.store.judging import Judging
from chamsae.errors import NotFound, phrase
from chamsae.model.scoping import ScopeCorrection
from chamsae.model.settlement import FigureGroup, Settlement, State
from chamsae.model.storable import storable


class Settling(Judging):
    """The part of the store about figures."""

    def replace_groups(self, groups: Iterable[FigureGroup]) -> None:
        """Put the present grouping in place of the last one; the claims in it must be known."""
        given = {group.id: group for group in groups}
        with self.transaction():
            self._rows(MemberRow).delete()
            self._rows(GroupRow).delete()
            self._add_groups(list(given.values()))

    def put_groups(self, groups: Iterable[FigureGroup], *, gone: Iterable[str] = ()) -> None:
        """Put these groups in place of those with their ids, or beside the others; take out those `gone`."""
        given = {group.id: group for group in groups}
        with self.transaction():
            for some in chunks([*given, *gone]):
                self._rows(MemberRow).filter(group__in=some).delete()
                self._rows(GroupRow).filter(id__in=some).delete()
            self._add_groups(list(given.values()))

    def group(self, id: str) -> FigureGroup:
        """The figure with this id."""
        return next(self._groups([self._get(GroupRow, "figure", id, id=id)]))

    def groups(self, *, state: State | None = None) -> Iterator[FigureGroup]:
        """All figures, or those of one state, by act, people, unit, place and time."""
        query = self._rows(GroupRow) if state is None else self._rows(GroupRow).filter(state=state)
        for page in self._pages(query, "position"):
            for some in chunks(page):
                yield from self._groups(some)

    def groups_of(self, claims: Iterable[str]) -> Mapping[str, str]:
        """The figures (ids) these claims stand in, by claim; those that stand in none are left out."""
        found: dict[str, str] = {}
        with storage_errors():
            for some in chunks(list(claims)):
                found |= dict(self._rows(MemberRow).filter(claim__in=some).values_list("claim_id", "group_id"))
        return found

    def add_settlement(self, settlement: Settlement) -> Settlement:
        """Append a settlement, or one taken back, under the next number."""
        with self.transaction():
            self._check_claims(sorted(settlement.known))
            row = settling_rows.settlement_row(settlement, self._next(SettlementRow))
            row.save(using=self.alias)
            return settling_rows.settlement(row)

    def settlements(self, *, group: str | None = None, after: int = 0) -> Iterator[Settlement]:
        """All settlements after a number, or those of one figure."""
        query = self._rows(SettlementRow).filter(number__gt=after)
        if group is not None:
            query = query.filter(group=group)
        for page in self._pages(query, "number"):
            yield from map(settling_rows.settlement, page)

    def add_correction(self, correction: ScopeCorrection) -> ScopeCorrection:
        """Append what a person says a claim counts, under the next number."""
        storable(correction, f"correction of {correction.claim}")
        with self.transaction():
            self._get(ClaimRow, "claim", correction.claim, id=correction.claim)
            numbered = replace(correction, number=self._next(CorrectionRow))
            row = CorrectionRow(number=numbered.number, claim_id=numbered.claim, data=codec.plain(numbered))
            row.save(using=self.alias)
            return numbered

    def corrections(self, *, claim: str | None = None) -> Iterator[ScopeCorrection]:
        """All corrections in order, or those of one claim."""
        query = self._rows(CorrectionRow)
        if claim is not None:
            query = query.filter(claim=claim)
        for page in self._pages(query, "number"):
            yield from (codec.from_plain(ScopeCorrection, row.data) for row in page)

    def _groups(self, page: list[GroupRow]) -> Iterator[FigureGroup]:
        members = defaultdict[str, list[MemberRow]](list)
        with storage_errors():
            for member in self._rows(MemberRow).filter(group__in=page).order_by("group_id", "position"):
                members[member.group_id].append(member)
        return (rows.group(row, tuple(members[row.id])) for row in page)

    def _add_groups(self, groups: list[FigureGroup]) -> None:
        members = [
            rows.member_row(member, group.id, position)
            for group in groups
            for position, member in enumerate(group.members)
        ]
        self._check_claims(sorted({member.claim_id for member in members}))
        self._insert([rows.group_row(group) for group in groups])
        self._insert(members)

    def _check_claims(self, ids: list[str]) -> None:
        for some in chunks(ids):
            known = self._rows(ClaimRow).filter(id__in=some).values_list("id", flat=True)
            if missing := set(some) - set(known):
                raise NotFound(
                    phrase("there is no claim %(id)s", id=min(missing)),
                    do=phrase("Run `chamsae read`, which groups anew."),
                )
