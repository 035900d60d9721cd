"""Words for relatives in English, Korean and Chinese, with what each is to the other (resources/details.yml)."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from chamsae.text.normal import fold
from chamsae.text.shipped import shipped

#: Kin by blood or marriage; friends, colleagues and cellmates are none.
FAMILY = frozenset({
    "parent", "child", "sibling", "spouse", "grandparent", "grandchild", "uncle_or_aunt", "nephew_or_niece", "cousin",
    "in_law",
})  # fmt: skip
#: What may stand before such a word and tells one relative from another, or says nothing of who it is.
WHICH = (
    "elder", "older", "eldest", "oldest", "younger", "youngest", "big", "little", "twin", "half", "only", "own", "late",
    "elderly", "aged", "sick", "ill", "pregnant", "widowed", "teenage", "infant", "newborn", "baby", "small", "young",
    "first", "second", "former", "Chinese", "maternal", "paternal",
)  # fmt: skip


@cache
def kin() -> Mapping[str, str]:
    """The term of each word for a relative, folded: "younger sister" is `sibling.sister`."""
    table: Any = shipped("details")
    held = {fold(word): code for code, words in table["words"]["kin"].items() for word in words}
    return {word: code for word, code in held.items() if code.partition(".")[0] in FAMILY}


def is_kin_of(behind: str) -> bool:
    """True for what stands behind a name when a relative of that person is meant: 씨의 남동생, 的妻子."""
    found = _OF.match(behind)
    return found is not None and fold(behind[found.end() :].rstrip("들们們")).endswith(tuple(kin()))


_OF = re.compile(r"(?:\s?(?:씨|님|여사|氏|女士|先生))?(?:의\s|的)")


def kin_in(language: str) -> tuple[str, ...]:
    """The words of one language (en, ko, zh), the longest first."""
    first = {"en": "a", "ko": "가", "zh": "一"}[language]
    last = {"en": "z", "ko": "힣", "zh": "鿿"}[language]
    return tuple(sorted((word for word in kin() if first <= word[0] <= last), key=len, reverse=True))
