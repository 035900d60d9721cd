"""Words for relatives with whose they are, as patterns in English, Korean and Chinese; and for somebody without a name.

Groups: `pron` (her, 그의, 她的), `first` (my, 제, 我的) or `gen` ('s, 의, 的 behind a name), `phrase` and in it `kin`.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from chamsae.text.kin import WHICH, kin, kin_in
from chamsae.text.normal import fold
from chamsae.text.shipped import shipped

_PARTICLE = r"(?:이|가|은|는|을|를|도|의|에게|한테|께서|께|와|과|만|까지|마저|역시|에게는|에게도)?"
_PEOPLE_KO = "여성 남성 여인 남자 여자 소녀 소년 노인 탈북민 탈북자 증언자 피해자 이웃 주민"
_PEOPLE_ZH = "女子 男子 妇女 婦女 女孩 男孩 脱北者 脫北者 证人 證人 老人 邻居 鄰居"


def code(word: str) -> str:
    """The term of a word for a relative."""
    return _SHORT.get(word) or kin()[fold(word)]


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in sorted(words, key=len, reverse=True))


@cache
def somebody() -> re.Pattern[str]:
    """One of whom nothing but this is told, before a pronoun: she may be meant rather than whoever is named."""
    table: Any = shipped("details")
    work = [word for words in table["words"]["occupation"].values() for word in words]
    people = "woman|man|girl|boy|defector|refugee|escapee|witness|victim|neighbou?r|widow|survivor|detainee|prisoner"
    english = f"{people}|person|guard|officer|agent|official|{_any([word for word in work if word.isascii()])}"
    korean = _any(
        [
            *[
                "여성",
                "남성",
                "여인",
                "남자",
                "여자",
                "소녀",
                "소년",
                "노인",
                "탈북민",
                "탈북자",
                "증언자",
                "피해자",
                "이웃",
                "주민",
            ],
            *_of(work, "가", "힣"),
        ]
    )
    chinese = _any(
        [
            *[
                "女子",
                "男子",
                "妇女",
                "婦女",
                "女孩",
                "男孩",
                "脱北者",
                "脫北者",
                "证人",
                "證人",
                "老人",
                "邻居",
                "鄰居",
            ],
            *_of(work, "一", "鿿"),
        ]
    )
    return re.compile(
        rf"\b(?:an?|another|the|one|this|that)\s(?:[\w-]+\s){{0,3}}(?:{english})\b"
        rf"|(?:{korean})(?:은|는|이|가|도|에게)|(?:[一这那该某這該]|另一)[名个位個]?[一-鿿]{{0,6}}?(?:{chinese})",
        re.IGNORECASE,
    )


def _of(words: Sequence[str], first: str, last: str) -> list[str]:
    """The words of one script."""
    return [word for word in words if first <= word[0] <= last]


@cache
def _english() -> re.Pattern[str]:
    which = rf"(?:(?:{_any(WHICH)}|\d{{1,2}}-year-old)\s)"
    return re.compile(
        rf"(?:\b(?:(?P<pron>[Hh]er|[Hh]is)|(?P<first>[Mm]y|[Oo]ur))|(?P<gen>['’]s))\s"
        rf"(?P<phrase>{which}{{0,3}}(?P<kin>{_any(kin_in('en'))}))\b(?![-’'])"
    )


@cache
def _korean() -> re.Pattern[str]:
    words = _any(kin_in("ko"))
    which = r"(?:(?:친|막내|둘째|셋째|첫째|큰|작은|어린|늙은|외)\s?)"
    return re.compile(
        rf"(?:(?<![가-힣])(?:(?P<pron>그녀의|그의)|(?P<first>저의|제|나의|내|우리))|(?P<gen>의))\s"
        rf"(?P<phrase>{which}?(?P<kin>{words}))(?!들|의\s?(?:{words}))(?={_PARTICLE}(?:[\s,.·)]|$))"
    )


@cache
def _chinese() -> re.Pattern[str]:
    words = _any(kin_in("zh"))
    return re.compile(
        rf"(?:(?P<pron>[她他]的?|其)|(?P<first>(?:我们|我們|我)的?)|(?P<gen>的))"
        rf"(?P<phrase>(?:大|小|长|長|次|亲|親)?(?P<kin>{words}|(?<=其)[{''.join(_SHORT)}](?![{_OF_KIN}])))(?![们們]|的(?:{words}))"
    )


#: Words of one character, after 其 alone.
_SHORT = {
    "兄": "sibling.brother", "弟": "sibling.brother", "姐": "sibling.sister", "妹": "sibling.sister",
    "父": "parent.father", "母": "parent.mother", "妻": "spouse.wife", "夫": "spouse.husband",
}  # fmt: skip
#: What makes another word of 其父, 其母 …: 其父母, 其夫人.
_OF_KIN = "母女子亲親人妻兄弟姐妹国國校"
#: The pattern of each language.
PATTERNS: Mapping[str, Callable[[], re.Pattern[str]]] = {"en": _english, "ko": _korean, "zh": _chinese}
