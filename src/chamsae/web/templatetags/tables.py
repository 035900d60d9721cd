"""Parts of a coded act in words, for lists of acts."""

from django import template

from chamsae.model.case import CodedAct
from chamsae.text import places
from chamsae.text.table_words import key_words
from chamsae.web.table_lines import language
from chamsae.web.words import when_words

register = template.Library()


@register.filter
def violation_of(act: CodedAct) -> str:
    """The kind of violation, or that it is open."""
    return key_words("violation", act.violation or "", language())


@register.filter
def place_of(act: CodedAct) -> str:
    """The place by name, else the words for it."""
    return places.name(act.place, language()) or act.place_text or ""


@register.filter
def time_of(act: CodedAct) -> str:
    """When, as precisely as it is told."""
    return when_words(act.when)


@register.filter
def status_of(act: CodedAct) -> str:
    """How people judged it."""
    return key_words("status", act.status.value, language())
