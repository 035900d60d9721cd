"""Words for places and what is told of them, for every template."""

from django import template

from chamsae.text import gazetteer
from chamsae.web import labels

register = template.Library()


@register.filter
def place_title(key: str) -> str:
    """A place by its key, with the division or country it lies in, in the language in use."""
    return gazetteer.title(key, labels.tongue()).removeprefix("text:")


@register.filter
def act(term: str | None) -> str:
    """A reader's act in words."""
    return labels.act(term)


@register.filter
def place_point(key: str) -> str:
    """Where a place lies, in degrees, to tell namesakes of one division apart; nothing where that is not known."""
    found = gazetteer.locate(key)
    return f"{found.at[0]:.2f}° N, {found.at[1]:.2f}° E" if found else ""
