"""Stubs: names that are only a part of one, or that name somebody by a relative alone; only people join them."""

import re

from chamsae.text import names
from chamsae.text.kin import WHICH, kin_in

_MORE = {
    "en": ("family", "neighbour", "neighbor", "friend", "baby"),
    "ko": ("이웃", "친구", "동생"),
    "zh": ("邻居", "鄰居", "朋友", "妈", "媽", "爸"),
}
_EN, _KO, _ZH = ("|".join(map(re.escape, (*kin_in(tag), *_MORE[tag]))) for tag in ("en", "ko", "zh"))
_WHICH = rf"(?:(?:{'|'.join(WHICH)}|\d+-year-old)\s+)"
#: "Sun-hui's mother", "the mother of Sun-hui", "my aunt", "Aunt Kim"; 순희 (네) 어머니; 顺姬的母亲, 顺姬妈妈.
_BY_KIN = re.compile(
    rf"(?:.+['’]s\s+|(?:my|his|her|their|our|the|a|an)\s+)(?:\w+\s+)?{_WHICH}{{0,3}}(?:{_EN})|{_WHICH}{{1,3}}(?:{_EN})"
    rf"|(?:the\s+)?(?:{_EN})\s+of\s.+|(?:aunt|auntie|uncle|granny|grandma|grandpa)\s+\S+"
    rf"|(?:.*(?:\s|네|의))?(?:{_KO})|.*(?:{_ZH}|[其的][兄弟姐妹父母妻夫])",
    re.IGNORECASE,
)


def is_stub(name: str) -> bool:
    """True for a given name or a family name alone ("Mr. Kim", 선향) and for a relative of somebody ("선향 어머니").

    So of names in any script. Such a name can be many people's: evidence never says more than that it may be, and no
    two records are taken for one by it unless a person says so.
    """
    if _BY_KIN.fullmatch(name.strip()):
        return True
    parsed = names.parse(name)
    if not parsed.readings:
        return len(parsed.bare.split()) < 2
    return parsed.readings[0].family is None or not parsed.readings[0].given
