"""When a text says it was published: only dates that are labelled, or stand alone on a line, are believed."""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from chamsae.model.when import Precision, When

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))

#: Year, month and day in the orders the three languages use; the day, then the month, may be missing.
_FORMS = (
    r"(?P<y>\d{4})\s*[-./]\s*(?P<m>\d{1,2})(?:\s*[-./]\s*(?P<d>\d{1,2}))?(?!\d)",
    r"(?P<y>\d{4})\s*[년年]\s*(?P<m>\d{1,2})\s*[월月](?:\s*(?P<d>\d{1,2})\s*[일日号])?",
    rf"\b(?P<mn>{_MONTH})\b\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})",
    rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<mn>{_MONTH})\b\.?,?\s+(?P<y>\d{{4}})",
    rf"\b(?P<mn>{_MONTH})\b\.?,?\s+(?P<y>\d{{4}})",
    r"(?<!\d)(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})(?!\d)",
    r"(?<![\d./-])(?P<y>\d{4})\s*[년年]?(?!\d|[./-]\d|s\b)",
)
_DATES = tuple(re.compile(form, re.IGNORECASE) for form in _FORMS)

LABEL = re.compile(
    r"^\W{0,3}(?:first published|published(?: on| at)?|publish(?:ed)? date|posted(?: on)?|date(?:line)?|issued|"
    r"released|updated|last updated|interview(?:ed)?(?: date| on)?|면담일|구술일|진술일|访谈日期|采访时间|訪談日期|"
    r"기사\s?입력|최초\s?입력|입력|등록|승인|송고(?:시간)?|게시|작성일|발행일?|날짜|일시|"
    r"发布(?:时间|日期|于)?|發布(?:時間|日期|於)?|发表(?:时间|于)?|發表(?:時間|於)?|日期|时间|時間|更新(?:时间|時間)?)"
    r"\s*[:：|]?\s*(?=\S*\d|[A-Za-z]{3,9}\b)",
    re.IGNORECASE,
)
#: Clock times, weekdays and marks that may stand beside a lone date.
_AROUND = re.compile(
    r"\d{1,2}:\d{2}(?::\d{2})?|[ap]\.?m\.?|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|"
    r"오전|오후|上午|下午|[월화수목금토일]요일|\([월화수목금토일]\)|星期.|周.|\b(?:UTC|GMT|KST|EST|EDT)\b|[\W_]",
    re.IGNORECASE,
)


def when(words: str) -> When | None:
    """The first date in the words, with day, month or year precision; None without one."""
    for form in _DATES:
        for found in form.finditer(words):
            if moment := _moment(found):
                return moment
    return None


def find(lines: Iterable[str]) -> When | None:
    """The publication date among the first lines of a text, if one is labelled or alone on its line."""
    lone = None
    for line in lines:
        if (label := LABEL.match(line)) and (labelled := when(line[label.end() : label.end() + 40])):
            return labelled
        lone = lone or _alone(line)
    return lone


def _alone(line: str) -> When | None:
    for form in _DATES[:-1]:
        if (found := form.search(line)) and not _AROUND.sub("", line[: found.start()] + line[found.end() :]):
            return _moment(found)
    return None


def _moment(found: re.Match[str]) -> When | None:
    parts = found.groupdict()
    year = int(parts["y"])
    month = MONTHS[parts["mn"].lower()] if parts.get("mn") else int(parts.get("m") or 0)
    day = int(parts.get("d") or 0)
    if not 1800 <= year <= 2200:
        return None
    try:
        if day:
            return When.day(date(year, month, day), found.group())
        last = date(year, month or 12, monthrange(year, month or 12)[1])
        first = date(year, month or 1, 1)
    except ValueError:
        return None
    precision = Precision.MONTH if month else Precision.YEAR
    return When(start=first, end=last, precision=precision, text=found.group())
