"""How templates say things of figures: states, grounds, ties in words; places in a picture as plain numbers."""

from collections.abc import Mapping

from django import template

from chamsae.model.check import CheckKind
from chamsae.model.origin import NodeKind, TieKind
from chamsae.model.scoping import Widening
from chamsae.model.series import Doubt
from chamsae.model.settlement import State
from chamsae.model.stance import Position
from chamsae.model.standing import Cause
from chamsae.web import figure_labels
from chamsae.web.origin_picture import line_place

register = template.Library()


@register.filter
def of(mapping: Mapping[str, object], key: str) -> object:
    """What a mapping holds under a key; nothing where it holds none."""
    return mapping.get(key, "")


@register.filter
def px(value: float) -> str:
    """A length for SVG, whatever the reader's language writes for a decimal point."""
    return f"{value:.1f}"


@register.filter
def line_at(number: int) -> str:
    """Where in a box of the origin graph a line of its name stands."""
    return px(line_place(number))


@register.filter
def state(value: str) -> str:
    """How far a figure has come, in words."""
    return str(figure_labels.STATE[State(value)])


@register.filter
def state_style(value: str) -> str:
    """The style of a figure's state."""
    return figure_labels.STATE_STYLE[State(value)]


@register.filter
def cause(value: str) -> str:
    """What reopened a settlement, in words."""
    return str(figure_labels.CAUSE[Cause(value)])


@register.filter
def check(value: str) -> str:
    """What is checked, in words."""
    return str(figure_labels.CHECK[CheckKind(value)])


@register.filter
def position(value: str) -> str:
    """What a statement does to a figure, in words."""
    return str(figure_labels.POSITION[Position(value)])


@register.filter
def position_style(value: str) -> str:
    """The style of a position."""
    return figure_labels.POSITION_STYLE[Position(value)]


@register.filter
def widening(value: str) -> str:
    """In what a figure is wider."""
    return str(figure_labels.WIDENING[Widening(value)])


@register.filter
def node(value: str) -> str:
    """What stands in an origin graph, in words."""
    return str(figure_labels.NODE[NodeKind(value)])


@register.filter
def tie(value: str) -> str:
    """How one has it from another, in words."""
    return str(figure_labels.TIE[TieKind(value)])


@register.filter
def doubt(value: str) -> str:
    """What is odd about a point of a series."""
    return str(figure_labels.DOUBT[Doubt(value)])


@register.filter
def made(value: str) -> str:
    """What leaned on a settlement, by the action of the log."""
    return str(figure_labels.MADE.get(value, value))


@register.filter
def ground(value: str) -> str:
    """Why something stays inside, in words."""
    return str(figure_labels.WITHHELD.get(value, value))
