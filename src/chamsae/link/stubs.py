"""Stubs: names that are only a part of one, or that name somebody by a relative alone; only people join them."""

import re

from chamsae.text import names

_KIN_EN = (
    r"(?:grand)?(?:mother|father|son|daughter)(?:-in-law)?|mom|mum|dad|wife|husband|sister|brother|aunt|uncle|cousin"
    r"|child|baby|family|neighbou?r|friend"
)
_KIN_KO = (
    r"어머니|어머님|엄마|아버지|아버님|아빠|언니|오빠|누나|누이|여동생|남동생|동생|이모|고모|삼촌|할머니|할아버지|아내|남편"
    r"|아들|딸|며느리|사위|시어머니|장모|이웃|친구"
)
_KIN_ZH = (
    r"母亲|母親|妈妈|媽媽|妈|媽|父亲|父親|爸爸|爸|姐姐|妹妹|哥哥|弟弟|阿姨|姨妈|姨媽|叔叔|奶奶|爷爷|爺爺|妻子|丈夫"
    r"|女儿|女兒|儿子|兒子|姑姑|舅舅|嫂子|邻居|鄰居|朋友"
)
#: "Sun-hui's mother", "the mother of Sun-hui", "my aunt", "Aunt Kim"; 순희 (네) 어머니; 顺姬的母亲, 顺姬妈妈.
_BY_KIN = re.compile(
    rf"(?:.+['’]s\s+|(?:my|his|her|their|our|the|a|an)\s+)(?:\w+\s+)?(?:{_KIN_EN})"
    rf"|(?:the\s+)?(?:{_KIN_EN})\s+of\s.+|(?:aunt|auntie|uncle|granny|grandma|grandpa)\s+\S+"
    rf"|(?:.*(?:\s|네|의))?(?:{_KIN_KO})|.*(?:{_KIN_ZH})",
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
