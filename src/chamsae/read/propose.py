"""Claims proposed from a document, by its language; every quote proves itself or the claim is refused."""

import re
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import cast

from chamsae.model.claim import Claim
from chamsae.model.document import Document

#: Language subtag → module with `propose(document)`; imported when first needed.
READERS = {"en": "chamsae.read.english", "ko": "chamsae.read.korean", "zh": "chamsae.read.chinese"}


def propose(document: Document) -> tuple[Claim, ...]:
    """The claims a document's language reader proposes, by place; none for a language nobody reads yet."""
    module = READERS.get(re.split(r"[-_]", document.language, maxsplit=1)[0].lower())
    if module is None or find_spec(module) is None:
        return ()
    reader = cast(Callable[[Document], tuple[Claim, ...]], import_module(module).propose)
    return tuple(sorted(reader(document), key=lambda claim: (claim.trigger.start, claim.trigger.end, claim.id)))
