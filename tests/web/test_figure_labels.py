from collections.abc import Mapping
from enum import Enum

import pytest

from chamsae.model.check import CheckKind
from chamsae.model.origin import NodeKind, TieKind
from chamsae.model.scoping import Widening
from chamsae.model.series import Doubt
from chamsae.model.settlement import Ground, State
from chamsae.model.stance import Position
from chamsae.model.standing import Cause
from chamsae.protect.release import Ground as Withheld
from chamsae.web import figure_labels


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        (State, figure_labels.STATE),
        (State, figure_labels.STATE_STYLE),
        (Ground, figure_labels.GROUND),
        (Cause, figure_labels.CAUSE),
        (CheckKind, figure_labels.CHECK),
        (Position, figure_labels.POSITION),
        (Position, figure_labels.POSITION_STYLE),
        (Widening, figure_labels.WIDENING),
        (Doubt, figure_labels.DOUBT),
        (NodeKind, figure_labels.NODE),
        (TieKind, figure_labels.TIE),
        (Withheld, figure_labels.WITHHELD),
    ],
)
def test_every_term_has_words(terms: type[Enum], words: Mapping[Enum, object]) -> None:
    assert set(words) == set(terms)
