"""The terms of the vocabulary as choices of forms, in the language of the screen."""

from collections.abc import Iterator

from chamsae.text.vocabulary import fields, terms
from chamsae.web import labels

Choice = tuple[str, str]


def term_choices(key: str) -> list[Choice]:
    """The terms of a list, none chosen first."""
    return [("", "–"), *((one.code, one.label[labels.tongue()]) for one in terms(key))]


def fact_choices() -> list[Choice]:
    """The facts of a life."""
    return [(one.key, one.label[labels.tongue()]) for one in fields().values()]


def code_choices() -> Iterator[Choice | tuple[str, list[Choice]]]:
    """The terms of every fact that has a list, under its name; a choice is "field:code"."""
    yield ("", "–")
    tongue = labels.tongue()
    for one in fields().values():
        if one.list is not None:
            yield one.label[tongue], [(f"{one.key}:{term.code}", term.label[tongue]) for term in terms(one.list)]
