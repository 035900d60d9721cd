"""When a text says it was published: only dates that are labelled, or stand alone on a line, are believed."""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
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
    r"오전|오후|上午|下午|[월화수목금토일]요일|\([월화수목금토일]\)|星期.|周.|\b(?:UTC|GMT|KST|EST|EDT)\b"
    r"|(?:来源|來源|出处|出處|출처)\s?[:：].{1,30}$|[\W_]",
    re.IGNORECASE,
)
#: The place or paper a letter, a release or a cutting is dated from: "Geneva, 9 June 2024".
_CONTACT = re.compile(
    r"(?:media |press )?(?:contacts?|tel|phone|e-?mail|문의|연락처|联系|聯絡|聯繫)\w{0,4}\s?[:：]|for immediate",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"(?:[A-Z][\w.'’-]*\s?){1,4},\s?$")
#: A daily press conference names its day first.
_CONFERENCE = re.compile(
    r"(?:外交部)?发言人\S{0,6}主持例行记者会|(?:外交部)?發言人\S{0,6}主持例行記者會|\S{0,12}(?:정례 ?)?브리핑"
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


def stamps(line: str) -> bool:
    """True for a line that only tells when a text was made, or what was asked where: no title of its own."""
    if line.startswith(("(", "（")) or LABEL.match(line) or _CONTACT.match(line):
        return True
    return _alone(line) is not None and not any(_CONFERENCE.search(line, found.end()) for found in _found(line))


def _found(line: str) -> Iterator[re.Match[str]]:
    return (found for form in _DATES[:-1] if (found := form.search(line)))


def _alone(line: str) -> When | None:
    for form in _DATES[:-1]:
        if (found := form.search(line)) and _only_stamp(line[: found.start()], line[found.end() :]):
            return _moment(found)
    return None


def _only_stamp(before: str, after: str) -> bool:
    """Nothing but clock and weekday stands around the date, or a dateline before it, or the conference behind it."""
    if not _AROUND.sub("", before + after):
        return True
    if not before.strip():
        return _CONFERENCE.fullmatch(after.strip()) is not None
    return not _AROUND.sub("", after) and _DATELINE.fullmatch(before) is not None


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
