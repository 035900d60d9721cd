"""Copies and figures of one casebook: compared and grouped after reading, settled by people."""

from collections.abc import Sequence

from chamsae.casebook.progress import Silent
from chamsae.errors import InputError
from chamsae.model.claim import ClaimKind
from chamsae.model.judgement import Verdict, standing
from chamsae.model.settlement import Settlement
from chamsae.ports import Clock, Progress, Sketch, Store
from chamsae.reconcile.copies import METHOD, compare, relations, sketch


class Reconcile:
    """Copy detection and grouping over what has been read."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock
