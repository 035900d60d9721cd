"""Days worked out from parts of a date and the day a text was published."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from chamsae.model.when import Precision, When

#: A date without a year lies behind its text, or at most this many days ahead of it.
AHEAD = 60

#: Words for years, months and days that lean on the text's date, and how far they lie from it.
YEARS = {
    "올해": 0, "금년": 0, "지난해": -1, "작년": -1, "재작년": -2, "지지난해": -2, "내년": 1,
    "今年": 0, "本年": 0, "去年": -1, "前年": -2, "明年": 1,
}  # fmt: skip
MONTHS = {
    "지난달": -1, "이번달": 0, "이달": 0, "다음달": 1, "上月": -1, "上个月": -1, "上個月": -1, "本月": 0, "这个月": 0,
    "這個月": 0, "下月": 1, "下个月": 1, "下個月": 1,
}  # fmt: skip
DAYS = {
    "오늘": 0, "어제": -1, "그제": -2, "그저께": -2, "내일": 1, "今天": 0, "今日": 0, "昨天": -1,
    "昨日": -1, "前天": -2, "明天": 1,
}  # fmt: skip
WEEKS = {
    "지난주": -1, "이번주": 0, "다음주": 1, "上周": -1, "上星期": -1, "上週": -1, "本周": 0,
    "本週": 0, "这周": 0, "這週": 0, "下周": 1, "下週": 1,
}  # fmt: skip

#: Chinese weekdays from Monday on; the seventh has two names.
WEEKDAYS = "一二三四五六日天"

#: Parts of a month as first and last day (0: its last), and of a year as first and last month.
OF_MONTH = {
    "초": (1, 10), "초순": (1, 10), "중순": (11, 20), "하순": (21, 0), "말": (21, 0), "初": (1, 10), "上旬": (1, 10),
    "中旬": (11, 20), "下旬": (21, 0), "底": (21, 0), "末": (21, 0),
}  # fmt: skip
OF_YEAR = {
    "초": (1, 3), "말": (10, 12), "상반기": (1, 6), "하반기": (7, 12), "봄": (3, 5), "여름": (6, 8), "가을": (9, 11),
    "初": (1, 3), "底": (10, 12), "末": (10, 12), "上半年": (1, 6), "下半年": (7, 12),
    "春": (3, 5), "夏": (6, 8), "秋": (9, 11),
    "元旦": (1, 1), "国庆": (10, 10), "國慶": (10, 10),
}  # fmt: skip
#: Feasts of the lunar calendar, in the two months they can fall in.
OF_YEAR |= {
    feast + ending: months
    for feast, months in (("春", (1, 2)), ("端午", (5, 6)), ("中秋", (9, 10)))
    for ending in ("节", "節")
}
OF_YEAR |= {"端午": (5, 6), "中秋": (9, 10)}
#: Feasts and ends of the year as Korean names them.
OF_YEAR |= {
    "추석": (9, 10), "한가위": (9, 10), "설": (1, 2), "설날": (1, 2), "구정": (1, 2), "단오": (5, 6),
    "성탄절": (12, 12), "연말": (12, 12), "연초": (1, 1),
}  # fmt: skip
#: 今年前九个月: from January on.
OF_YEAR |= {
    f"{first}{number}{counter}月": (1, last)
    for first in "前首"
    for last in range(1, 12)
    for number in (last, "一二三四五六七八九十"[last - 1] if last <= 10 else "十一")
    for counter in "个個"
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a date says; words lean on the text's date, `ahead` says the day is to come, `since` that a span begins."""

    year: int | None = None
    year_word: str | None = None
    month: int | None = None
    month_word: str | None = None
    part: str | None = None
    day: int | None = None
    last_day: int | None = None
    day_word: str | None = None
    vague: bool = False
    ahead: bool = False
    since: bool = False
    ago: int | None = None
    ago_unit: str = ""


def resolve(parts: Parts, published: When | None, words: str) -> When | None:
    """The days meant; without bounds where the text's date is needed and not known; None for no such day."""
    try:
        found = _resolve(parts, published or When(), words)
        return _since(found, published) if parts.since else found
    except ValueError:  # the 31st of a month that has 30, year 0
        return None


def _since(found: When, published: When | None) -> When:
    """From the days found up to the text's own, as far as that is known."""
    until = published.end if published and published.end and found.start and published.end >= found.start else None
    return When(start=found.start, end=until, precision=Precision.RANGE, text=found.text)


def _resolve(parts: Parts, published: When, words: str) -> When:
    if parts.vague:
        return When(start=None, end=published.end, precision=Precision.VAGUE, text=words)
    if parts.ago is not None:
        return _ago(parts.ago, parts.ago_unit, published, words)
    if parts.day_word:
        return _by_word(parts.day_word.replace(" ", ""), published, words)
    year, month = _year(parts, published), parts.month
    if parts.month_word:
        year, month = _shifted(parts, published)
    elif year is None and month is not None:
        year = _nearest_year(parts, month, published)
    elif year is None and month is None and parts.day is not None:
        year, month = _month_of_day(parts, published)
    if year is None or (month is None and parts.day is not None):
        return When(precision=_precision(parts), text=words)
    return _span(parts, year, month, words)


def _span(parts: Parts, year: int, month: int | None, words: str) -> When:
    if month is None:
        first, last = OF_YEAR.get(parts.part or "", (1, 12))
        return _when(date(year, first, 1), month_end(year, last), parts, words)
    if parts.day is not None:
        last_day = date(year, month, parts.last_day or parts.day)
        return _when(date(year, month, parts.day), last_day, parts, words)
    opening, closing = OF_MONTH.get(parts.part or "", (1, 0))
    return _when(
        date(year, month, opening), date(year, month, closing) if closing else month_end(year, month), parts, words
    )


def _precision(parts: Parts) -> Precision:
    if parts.part or parts.last_day:
        return Precision.RANGE
    if parts.day is not None:
        return Precision.DAY
    return Precision.MONTH if parts.month or parts.month_word else Precision.YEAR


def _when(start: date, end: date, parts: Parts, words: str) -> When:
    return When(start=start, end=end, precision=_precision(parts), text=words)


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def _by_word(word: str, published: When, words: str) -> When:
    """Yesterday, last week: only a text whose day is known has them."""
    precise = published.precision is Precision.DAY
    if word in DAYS:
        day = published.end + timedelta(DAYS[word]) if precise and published.end else None
        return When(start=day, end=day, precision=Precision.DAY, text=words)
    if word not in WEEKS:
        return _by_weekday(word, published.end if precise else None, words)
    if not precise or published.end is None:
        return When(precision=Precision.RANGE, text=words)
    monday = published.end - timedelta(published.end.weekday()) + timedelta(7 * WEEKS[word])
    return When(start=monday, end=monday + timedelta(6), precision=Precision.RANGE, text=words)


def _ago(count: int, unit: str, published: When, words: str) -> When:
    """3년 전, 두 달 전, 열흘 전: as precise as its unit, of a text whose day (for years, whose year) is known."""
    today = published.end
    precision = {"년": Precision.YEAR, "달": Precision.MONTH, "개월": Precision.MONTH, "일": Precision.DAY}.get(
        unit, Precision.RANGE
    )
    if today is None or published.precision is Precision.VAGUE or (unit != "년" and not published.bounded):
        return When(precision=precision, text=words)
    if precision is Precision.YEAR:
        return When(
            start=date(today.year - count, 1, 1), end=month_end(today.year - count, 12), precision=precision, text=words
        )
    if precision is Precision.MONTH:
        year, month = divmod(today.year * 12 + today.month - 1 - count, 12)
        return When(start=date(year, month + 1, 1), end=month_end(year, month + 1), precision=precision, text=words)
    if published.precision is not Precision.DAY:
        return When(precision=precision, text=words)
    if precision is Precision.DAY:
        return When.day(today - timedelta(count), text=words)
    monday = today - timedelta(today.weekday() + 7 * count)
    return When(start=monday, end=monday + timedelta(6), precision=precision, text=words)


def _by_weekday(word: str, today: date | None, words: str) -> When:
    """周二 is the last such day, today counted in; 上周五 that of the week before, 本周五 that of this one."""
    if today is None:
        return When(precision=Precision.DAY, text=words)
    weekday = min(WEEKDAYS.index(word[-1]), 6)
    week = today - timedelta(today.weekday())
    if word[0] in "上本这這":
        day = week + timedelta(weekday - (7 if word[0] == "上" else 0))
    else:
        day = today - timedelta((today.weekday() - weekday) % 7)
    return When(start=day, end=day, precision=Precision.DAY, text=words)


def _year(parts: Parts, published: When) -> int | None:
    if parts.year is not None or parts.year_word is None:
        return parts.year
    same = published.start and published.end and published.start.year == published.end.year
    return published.end.year + YEARS[parts.year_word] if same and published.end else None


def _shifted(parts: Parts, published: When) -> tuple[int | None, int | None]:
    """Last month, this month: of a text whose month is known."""
    known = published.bounded and published.precision in (Precision.DAY, Precision.MONTH)
    if not known or published.end is None or parts.month_word is None:
        return None, None
    index = published.end.year * 12 + published.end.month - 1 + MONTHS[parts.month_word.replace(" ", "")]
    return index // 12, index % 12 + 1


def _nearest_year(parts: Parts, month: int, published: When) -> int | None:
    """The last such month or day before the text, or one shortly ahead of it."""
    if published.end is None or published.precision is Precision.VAGUE:
        return None
    horizon = published.end + timedelta(300 if parts.ahead and parts.day is None else AHEAD)
    year = horizon.year
    return year if date(year, month, min(parts.day or 1, 28)) <= horizon else year - 1


def _month_of_day(parts: Parts, published: When) -> tuple[int | None, int | None]:
    """The month of a bare day: the last one not after the text's day, or with `ahead` the next one not before."""
    if published.precision is not Precision.DAY or published.end is None or parts.day is None:
        return None, None
    year, month, today = published.end.year, published.end.month, published.end.day
    ahead, behind = parts.ahead and parts.day < today, not parts.ahead and parts.day > today
    index = year * 12 + month - 1 + ahead - behind
    return index // 12, index % 12 + 1
