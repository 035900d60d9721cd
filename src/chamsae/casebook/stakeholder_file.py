"""The text of a submission to the Universal Periodic Review as a YAML file people write, and back."""

from collections.abc import Mapping

import yaml

from chamsae.errors import InputError, phrase
from chamsae.model.filing import Recommendation, Submission

#: What a file may hold, and what a recommendation in it.
KEYS = {"state", "partners", "keywords", "summary", "recommendations"}
PARTS = {"symbol", "text", "position", "figures"}


def from_yaml(text: str, name: str) -> Submission:
    """The submission a file tells; raises InputError naming what cannot be read."""
    try:
        told = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise InputError(phrase("this is no YAML: %(error)s", error=str(error).splitlines()[0]), thing=name) from None
    if not isinstance(told, Mapping):
        raise InputError(
            phrase("it holds no submission"),
            thing=name,
            do=phrase("Write the keys %(names)s.", names=", ".join(sorted(KEYS))),
        )
    _check(told, KEYS, name)
    return Submission(
        state=_words(told.get("state", ""), name),
        partners=_list(told.get("partners", ()), name),
        keywords=_list(told.get("keywords", ()), name),
        summary=_list(told.get("summary", ()), name),
        recommendations=tuple(_recommendation(one, name) for one in told.get("recommendations") or ()),
    )


def to_yaml(told: Submission) -> str:
    """The file that tells this submission."""
    answered = [
        {"symbol": one.symbol, "text": one.text, "position": one.position, "figures": list(one.figures)}
        for one in told.recommendations
    ]
    held = {"state": told.state, "partners": list(told.partners), "keywords": list(told.keywords),
            "summary": list(told.summary), "recommendations": answered}  # fmt: skip
    return str(yaml.safe_dump(held, allow_unicode=True, sort_keys=False, width=100))


def _recommendation(one: object, name: str) -> Recommendation:
    if not isinstance(one, Mapping):
        raise InputError(
            phrase("a recommendation has no parts"),
            thing=name,
            do=phrase("Write %(names)s.", names=", ".join(sorted(PARTS))),
        )
    _check(one, PARTS, name)
    words = {key: _words(one.get(key, ""), name) for key in ("symbol", "text", "position")}
    return Recommendation(**words, figures=_list(one.get("figures", ()), name))


def _check(told: Mapping[object, object], known: set[str], name: str) -> None:
    if unknown := {str(key) for key in told} - known:
        do = phrase("Known: %(names)s.", names=", ".join(sorted(known)))
        raise InputError(phrase("it has a key nobody knows: %(key)s", key=min(unknown)), thing=name, do=do)


def _list(given: object, name: str) -> tuple[str, ...]:
    if given is None or isinstance(given, str):
        return (given.strip(),) if given and given.strip() else ()
    if not isinstance(given, list | tuple):
        raise InputError(phrase("this should be a list: %(given)s", given=str(given)[:40]), thing=name)
    return tuple(words for one in given if (words := _words(one, name)))


def _words(given: object, name: str) -> str:
    if given is not None and not isinstance(given, str | int | float):
        raise InputError(phrase("these should be words: %(given)s", given=str(given)[:40]), thing=name)
    return str(given or "").strip()
