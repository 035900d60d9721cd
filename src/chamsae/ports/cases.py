"""The part of the store for the case file: acts as coded, derived from claims and judgements; both stores have it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Protocol

from chamsae.model.case import CodedAct, CodedEvent, Derived, Occasion, Suffered, Wanted

EVERYTHING = Wanted()


class CaseStore(Protocol):
    """Rows of coded acts and events; like records they are derived, not evidence, and can be made anew at any time."""

    def derived(self) -> Derived | None:
        """How far acts are derived; None where that was never done."""
        ...

    def reach(self, reached: Derived) -> None:
        """Remember how far acts are derived now."""
        ...

    def put_coded(self, acts: Iterable[CodedAct], *, gone: Iterable[str] = ()) -> None:
        """Put these acts in place of those with their ids, or beside the others; take out those `gone` (ids)."""
        ...

    def clear_coded(self) -> None:
        """Take out all acts and events, to derive them anew."""
        ...

    def coded_act(self, id: str) -> CodedAct: ...
    def coded_acts(
        self, wanted: Wanted = EVERYTHING, *, start: int = 0, limit: int | None = None
    ) -> Iterator[CodedAct]:
        """The acts asked for by their first day, undated ones last, then by id; without `limit` all from `start` on."""
        ...

    def count_coded(self, wanted: Wanted = EVERYTHING) -> int:
        """How many acts are asked for."""
        ...

    def suffered(self, acts: Collection[str] | None = None) -> Iterator[Suffered]:
        """By which records persons suffered acts (all, or these), in no order; records nobody gathered are left out.

        A quarter of a million come in the time that some thousand acts take.
        """
        ...

    def coded_claims(self) -> Iterator[str]:
        """The claims (ids) that acts are made of, in no order."""
        ...

    def occasions(self) -> Iterator[str]:
        """Every kind and day that acts tell of, in order."""
        ...

    def places_of(self, occasions: Collection[str]) -> Mapping[str, Mapping[str | None, tuple[int, int, int]]]:
        """How many acts, claims and persons each place (key) has of each kind and day."""
        ...

    def put_events(self, occasions: Iterable[Occasion]) -> None:
        """Put the events of these occasions in place of the last ones."""
        ...

    def coded_event(self, id: str) -> CodedEvent: ...
    def coded_events(
        self, *, occasion: str | None = None, start: int = 0, limit: int | None = None
    ) -> Iterator[CodedEvent]:
        """All events, the latest day first, or those of an occasion; without `limit` all from `start` on."""
        ...

    def count_events(self) -> int:
        """How many events there are."""
        ...
