"""Names, times and quantities in Korean sentences: Kiwi's morphemes, labelled by a small trained model that ships
with Chamsae. Everything heavy is loaded with the first sentence."""

from functools import cache
from importlib.util import find_spec

from chamsae.read.entities.tagger import Entity, EntityKind, entities, is_trained
from chamsae.read.entities.units import Morpheme, is_guessed, morphemes, whole

__all__ = ["Entity", "EntityKind", "Morpheme", "entities", "is_guessed", "missing", "morphemes", "whole"]


@cache
def missing() -> str | None:
    """What is not there that entities need, in words for a person; None when all is."""
    wanted = (("kiwipiepy", "kiwipiepy"), ("python-crfsuite", "pycrfsuite"))
    absent = next((f"{name} is not installed" for name, module in wanted if find_spec(module) is None), None)
    return absent or (None if is_trained() else "the trained files are not there")
