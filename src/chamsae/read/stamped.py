"""Pages with a false date: a scraper stamps its own day on an old report, whose text still tells its own.

A dateline with the name of an agency ("SEOUL, Oct. 11 (Yonhap)", 新华社北京10月11日电), or words for a report with its
day beside words for a stamp, go before a page date that is more than a month later: without this, "this week"
would be a week of the scraper's year.
"""

import re
from datetime import date, timedelta

from chamsae.model.when import When
from chamsae.read.published import MONTHS

#: How much later a page date must be to be taken for a stamp.
LATER = timedelta(days=31)
#: Characters from the top in which a dateline may stand.
TOP = 1500

_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = (
    rf"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s)?(?:(?P<d{{0}}>\d{{{{1,2}}}})\s(?P<m{{0}}>{_NAMES})\b\.?"
    rf"|(?P<n{{0}}>{_NAMES})\b\.?\s(?P<e{{0}}>\d{{{{1,2}}}})\b)(?:,?\s(?P<y{{0}}>\d{{{{4}}}}))?"
)
_AGENCY = r"(?:Yonhap|Reuters|AP|AFP|Kyodo|UPI|Xinhua|DPA|EFE|TASS|RFA|VOA)"
_DATELINES = (
    re.compile(rf"\b[A-Z]{{3,}}[A-Z/ .-]*,\s{_DAY.format(1)}\s?\({_AGENCY}[^)]*\)", re.IGNORECASE),
    re.compile(r"(?:社|讯|訊|网|網)\S{0,6}?(?P<cm>\d{1,2})月(?P<cd>\d{1,2})日(?:电|電|讯|訊)"),
)
_REPORT = re.compile(
    rf"\b(?:report|item|story|article|dispatch|wire)s?\s(?:of|from|dated)\s{_DAY.format(1)}", re.IGNORECASE
)
_STAMP = re.compile(r"\bstamp(?:s|ed)?\b|\bpage date\b|\bshown as\b|\bre-?dated\b", re.IGNORECASE)


def own_date(text: str, page: When | None) -> When | None:
    """The day a report tells of itself, where the page is dated more than a month later; None otherwise."""
    if page is None or page.start is None or page.end is None:
        return None
    found = next((match for line in _DATELINES if (match := line.search(text, 0, TOP))), None)
    if found is None and _STAMP.search(text, 0, TOP):
        found = _REPORT.search(text, 0, TOP)
    day = _day(found, page.end) if found else None
    return When.day(day, found[0]) if found and day and day + LATER < page.start else None


def _day(found: re.Match[str], latest: date) -> date | None:
    """The day told; without a year the last such day before the page was dated."""
    parts = found.groupdict()
    month = parts.get("cm") or MONTHS[(parts.get("m1") or parts["n1"]).lower()]
    day = parts.get("cd") or parts.get("d1") or parts["e1"]
    year = int(parts.get("y1") or latest.year)
    for back in (0, 1):
        try:
            told = date(year - back, int(month), int(day or 0))
        except ValueError:
            return None
        if told <= latest:
            return told
    return None
