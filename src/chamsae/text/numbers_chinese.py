"""How Chinese writes quantities, simplified and traditional: 约500人, 五百多名, 数百人, 至少八十人, 两三名, 3万余人."""

import re

from chamsae.model.amount import Comparator, Number
from chamsae.text.numerals import DIGITS, Grammar

_UNITS = {
    "名": "person", "人": "person", "位": "person", "个人": "person", "個人": "person",
    "户": "household", "戶": "household", "个家庭": "household",
    "個家庭": "household", "起": "case", "件": "case", "例": "case", "宗": "case", "个国家": "country",
    "個國家": "country", "国": "country", "國": "country", "个": "item", "個": "item", "处": "place", "處": "place",
    "次": "time", "回": "time", "张": "sheet", "張": "sheet", "辆": "vehicle", "輛": "vehicle", "家": "organisation",
    "岁": "age", "歲": "age", "年": "year", "个月": "month", "個月": "month", "个多月": "month", "月": "date",
    "日": "date", "号": "date", "號": "date", "天": "day", "周": "week", "週": "week", "小时": "hour", "小時": "hour",
    "个小时": "hour", "個小時": "hour", "分钟": "minute", "分鐘": "minute", "点": "clock", "點": "clock",
    "时": "clock", "時": "clock", "公里": "km", "米": "m", "公尺": "m", "里": "li", "公斤": "kg", "千克": "kg",
    "斤": "jin", "吨": "t", "噸": "t", "美元": "dollar", "韩元": "won", "韓元": "won", "元": "yuan", "人民币": "yuan",
    "%": "percent", "成": "tenth",
    "号人": "person", "號人": "person", "页": "page", "頁": "page", "倍": "fold",
    "条": "ordinal", "條": "ordinal", "届": "ordinal",
    "屆": "ordinal", "批": "batch", "岁半": "age", "种": "kind", "種": "kind", "km": "km", "kg": "kg",
}  # fmt: skip

_DIGIT = "一二三四五六七八九"
_SCALES = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4}


def _neighbours() -> dict[str, tuple[Number, Number]]:
    """三四百 is 300 to 400; 两三 is 2 to 3."""
    pairs: list[tuple[str, int]] = [(_DIGIT[low : low + 2], low + 1) for low in range(1, 8)]
    pairs += [("两三", 2), ("兩三", 2)]
    pairs += [("一两", 1), ("一兩", 1)]
    found: dict[str, tuple[Number, Number]] = {}
    for words, low in pairs:
        found |= {words + scale: (low * size, (low + 1) * size) for scale, size in _SCALES.items()}
    return found


_VAGUE: dict[str, tuple[Number | None, Number | None]] = {
    "几": (2, 9), "幾": (2, 9), "数": (2, 9), "數": (2, 9), "若干": (2, None), "多": (2, None), "好几": (3, 9),
    "十几": (11, 19), "十幾": (11, 19), "十数": (11, 19), "十數": (11, 19), "成千上万": (2000, None),
    "成千上萬": (2000, None), "成百上千": (200, None),
}  # fmt: skip
for _some in "数數几幾":
    _VAGUE |= {_some + _scale: (2 * _size, 10 * _size - 1) for _scale, _size in _SCALES.items() if _scale}
    _VAGUE |= {_some + "十万": (200_000, 999_999), _some + "十萬": (200_000, 999_999)}
    _VAGUE |= {_some + "百万": (2_000_000, 9_999_999), _some + "百萬": (2_000_000, 9_999_999)}

_SCALE = "[十百千万萬亿億]"
_ODD = "[多余餘]"
_DIGITAL = rf"{DIGITS}(?:{_ODD}(?={_SCALE}))?(?:{_SCALE}+(?:{DIGITS}(?![0-9]))?)*"
_WRITTEN = rf"[{_DIGIT}十百千万萬两兩廿][{_DIGIT}十百千万萬亿億零〇两兩]*(?:{_ODD}[万萬亿億])?"
_PAIRS = _neighbours()
_WORDS = "|".join(sorted([*_VAGUE, *_PAIRS], key=len, reverse=True))
_COUNTERS = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
#: 人 and 名 begin other words too: 人权, 人民, 名单.
_COUNTER = (
    rf"(?:{_COUNTERS})(?<!人(?=[权權民类類道均次质質]))(?<!名(?=[单單称稱字义義誉譽]))(?<!成(?=[为為立功员員年了员]))"
)
_ANY = rf"(?:{_DIGITAL}|{_WRITTEN})"
_NUMBER = rf"(?:{_DIGITAL}|(?:{_WORDS}|{_WRITTEN})(?=[多余餘来來]?(?:[至到]{_ANY})?\s?{_COUNTER}))"

_BEFORE = (
    r"约占|約占|約佔|占约|佔約|大约|大約|大概|约莫|約莫|约|約|将近|將近|接近|近|不超过|不超過|超过|超過|超逾|逾|[过過](?=[百千万萬])|至少|最少|起码|起碼|最多"
    r"|多达|多達|高达|高達|不少于|不少於|不低于|不低於|不下于|不下於|不下|不到|不足|少于|少於|上(?=[百千万萬])|总共|總共|共计|共計|共有|共"
)
_AFTER = "以上|以下|以内|以內|左右|上下|出头|出頭|之多|开外|開外"

#: Numbers in words count only before a counter; digits may stand alone. 第四条 is an ordinal.
_PATTERN = re.compile(
    rf"(?<![0-9a-z第])(?<![0-9][.,])(?:(?P<before>{_BEFORE})[了有]?\s?)?"
    rf"(?<!第)(?P<number>{_NUMBER})(?P<odd>{_ODD}|[来來](?={_COUNTER}))?(?:\s?[~∼〜至到-]\s?(?P<upto>{_ANY}))?"
    rf"(?:\s?(?P<unit>{_COUNTER}))?(?:\s?(?P<after>{_AFTER}))?"
)

_BOUNDS = (
    (Comparator.AT_LEAST, re.compile("不少|不低|不下")),
    (Comparator.UP_TO, re.compile("不超|最多|多达|多達|高达|高達|以下|以内|以內")),
    (Comparator.LESS_THAN, re.compile("不到|不足|少于|少於")),
    (Comparator.AT_LEAST, re.compile("至少|最少|起码|起碼|以上|上(?!下)|之多")),
    (Comparator.MORE_THAN, re.compile("超|逾|^[过過]|出头|出頭|开外|開外")),
    (Comparator.ABOUT, re.compile("约|約|大概|近|左右|上下|来|來")),
    (Comparator.MORE_THAN, re.compile(_ODD)),
)

CHINESE = Grammar(_PATTERN, _BOUNDS, _UNITS, _VAGUE, _PAIRS)
