"""Copies and figures of one casebook: compared and grouped after reading, settled by people.

What is done stands in modules of its own (comparing, grouping, settling …); here it is mounted as one namespace.
"""

from collections.abc import Sequence

from chamsae.casebook.beside import all_series
from chamsae.casebook.comparing import compare_new
from chamsae.casebook.graphing import origin_graph
from chamsae.casebook.grouping import Grouping, document_facts
from chamsae.casebook.progress import Silent, heed
from chamsae.casebook.scoping import Scoping
from chamsae.casebook.settling import Settling
from chamsae.model.check import Check
from chamsae.model.origin import OriginGraph
from chamsae.model.scoping import ScopeCorrection, ScopeTie
from chamsae.model.series import Series
from chamsae.model.settlement import Aside, Settlement, State
from chamsae.model.stance import Stance
from chamsae.model.standing import Lean, Standing
from chamsae.model.when import When
from chamsae.ports import Clock, Progress, Store
from chamsae.reconcile.rule import Rule


class Reconcile:
    """Copy detection and grouping over what has been read, and what people settled."""

    def __init__(self, store: Store, clock: Clock, rule: Rule = Rule.SPECIFIC) -> None:
        self._store, self._clock = store, clock
        self._settling = Settling(store, clock)
        self._grouping = Grouping(store, clock, self._settling, rule)
        self._scoping = Scoping(store, clock)

    def run(self, *, by: str, progress: Progress | None = None) -> int:
        """Compare documents not yet compared with all others, then group figures; the number of new relations."""
        watch = progress or Silent()
        new = compare_new(self._store, watch)
        heed(watch)
        self._grouping.group(by=by, relations=new)
        return new

    def refresh(self, *, by: str) -> None:
        """Group figures anew if something was read or judged since they were grouped."""
        self._grouping.refresh(by=by)

    def settle(  # noqa: PLR0917 - the parts of a settlement in the order in which one says them
        self,
        group: str,
        low: int | float | None,
        high: int | float | None,
        claims: Sequence[str] | None = None,
        aside: Sequence[str | Aside] = (),
        reason: str = "",
        *,
        by: str,
    ) -> Settlement:
        """Adopt a range for a figure, resting on claims (default: all of the group not set aside).

        What is not used is set aside, on the ground the rule proposes unless `aside` gives another: a claim's id, or an
        `Aside` with the person's own reason. Raises NotFound for no such figure, InputError without a reason, with ends
        the wrong way round, or with claims of another figure.
        """
        return self._settling.settle(group, low, high, claims, aside, reason, by=by)

    def withdraw(self, number: int, *, by: str, reason: str) -> Settlement:
        """Take back a settlement, or a withdrawal: one more entry; the settlement before it, if any, counts again.

        Raises NotFound for no such number, InputError without a reason or where it was taken back already.
        """
        return self._settling.withdraw(number, by=by, reason=reason)

    def standing(self, group: str) -> Standing:
        """Where a figure stands: its state, the settlement that counts, what reopened it, its whole history."""
        return self._settling.standing(group)

    def standings(self, *, state: State | None = None) -> list[Standing]:
        """The same for all figures, or those of one state: reopened ones first, then open, proposed and settled.

        A settlement whose claims are all gone is among the reopened ones, with None for its figure.
        """
        return self._settling.standings(state=state)

    def leaning(self, group: str) -> tuple[Lean, ...]:
        """What was made that holds a settlement of this figure: releases, and the reports and bundles of them."""
        return self._settling.leaning(group)

    def correct(
        self,
        claim_id: str,
        *,
        by: str,
        reason: str,
        act: str | None = None,
        place: str | None = None,
        when: When | None = None,
        counted: str | None = None,
        out: bool = False,
        undoes: int | None = None,
    ) -> ScopeCorrection:
        """Say what a claim counts, in place of what was inferred; `refresh` then groups anew.

        What is None stays as inferred. `place` is a key or name of the gazetteer, or other words; `out` takes the claim
        out of all figures; `undoes` takes back the correction of that number. Raises NotFound, or InputError for a
        correction without reason, one that says nothing, and an act no figure has.
        """
        return self._scoping.correct(
            claim_id, by=by, reason=reason, act=act, place=place, when=when, counted=counted, out=out, undoes=undoes
        )

    def corrections(self, claim_id: str | None = None) -> dict[str, ScopeCorrection]:
        """The corrections of scope that stand, by claim id: all, or that of one claim."""
        return self._scoping.corrections(claim_id)

    def events(self) -> dict[str, frozenset[str]]:
        """The events each document tells of, by document id: two documents with one in common tell of one event."""
        return self._scoping.events()

    def ties(self, group: str) -> tuple[ScopeTie, ...]:
        """How a figure hangs together with the next narrower and wider ones (day and month, town and province)."""
        return self._scoping.ties(group)

    def graph(self, group: str) -> OriginGraph:
        """Who has the numbers of a figure from whom, down to the origins; raises NotFound for an unknown figure."""
        return origin_graph(self._store, group)

    def series(self) -> tuple[Series, ...]:
        """Totals over time: a petition's signatures, arrivals in all, people held at one place on several days."""
        return all_series(self._store, document_facts(self._store))

    def checks(self, group: str | None = None) -> tuple[Check, ...]:
        """The arithmetic between claims that stand, questions first: all of it, or that of one figure.

        Where something was judged since it was last worked out, figures are put right first, and it is worked out anew.
        """
        self._grouping.compare()
        return tuple(self._store.checks(group=group))

    def stances(self, group: str | None = None) -> tuple[Stance, ...]:
        """Who confirms, denies or evades figures without giving them: on all, or on one; put right as `checks` are."""
        self._grouping.compare()
        return tuple(self._store.stances(group=group))
