"""The forms in which English text names times: regular expressions, one for each form."""

import re

DAYS = {d: n for n, d in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])}
_M = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
COUNT = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|several|a\s+few)"
_PART = (
    r"(?:(?P<part>early|late|mid|the\s+(?:start|beginning|end|middle)\s+of|earlier\s+in|later\s+in)[-\s]+)?(?:the\s+)?"
)
FORMS = {
    "span": (
        rf"(?:from\s+|between\s+)?(?P<s1>\d{{1,2}})\s*(?:-|–|to|and)\s*(?P<s2>\d{{1,2}})\s+(?P<sm>{_M})"
        rf"(?:\s+(?P<sy>\d{{4}}))?|(?P<tm>{_M})\s+(?P<t1>\d{{1,2}})\s*(?:-|–|to)\s*(?P<t2>\d{{1,2}})"
        rf"(?!\d)(?:,?\s+(?P<ty>\d{{4}}))?"
    ),
    "mdy": (
        rf"(?P<mm>{_M})\s+(?P<md>\d{{1,2}})(?:st|nd|rd|th)?(?![\d,]*\d\d\d\d\d)(?:,?\s+(?P<my>(?:1[89]"
        rf"|20)\d{{2}})|,?\s+(?P<mr>last|this)\s+year)?(?!\d)"
    ),
    "dmy": (
        rf"(?P<dd>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<dm>{_M})"
        rf"(?:,?\s+(?P<dy>(?:1[89]|20)\d{{2}})|,?\s+(?P<dr>last|this)\s+year)?(?!\w)"
    ),
    "iso": r"(?P<iy>(?:1[89]|20)\d{2})-(?P<im>\d{2})-(?P<id>\d{2})(?!\d)",
    "slash": r"(?P<l1>\d{1,2})/(?P<l2>\d{1,2})/(?P<ly>\d{4})(?!\d)",
    "decade": rf"{_PART}(?P<dec>(?:1[89]|20)\d0)['’]?s\b",
    "months": (
        rf"(?:from|between)\s+(?P<m1>{_M})(?:,?\s+(?P<n1>(?:1[89]|20)\d{{2}}))?\s*(?:and|to|until|through|[-–])\s*"
        rf"(?P<m2>{_M}),?\s+(?P<n2>(?:1[89]|20)\d{{2}})(?!\d)"
    ),
    "month_year": rf"{_PART}(?P<ym>{_M})(?:,?\s+(?:of\s+)?)(?P<yy>(?:1[89]|20)\d{{2}})(?!\d)",
    "season": (
        r"(?:the\s+)?(?P<sea>spring|summer|autumn|fall|winter)\s+(?:of\s+)?(?P<seay>(?:1[89]|20)\d{2})(?!\d)"
        r"|in\s+(?P<sby>(?:1[89]|20)\d{2}),?\s+in\s+(?:the\s+)?(?P<sb>spring|summer|autumn|fall|winter)\b"
    ),
    "between": (
        r"(?:between|from)\s+(?P<b1>(?:1[89]|20)\d{2})\s*(?:and|to|until|[-–])\s*(?P<b2>(?:1[89]"
        r"|20)\d{2})(?!\d)"
    ),
    "ago": (
        rf"(?:(?:about|some|around|nearly|almost|over|more\s+than)\s+)?(?P<an>{COUNT})\s+(?P<au>day"
        rf"|week|month|year|decade)s?\s+ago\b"
    ),
    "past": (
        rf"(?:in|over|during|for|within)\s+the\s+(?:past|last)\s+(?P<pn>{COUNT}\s+)?(?P<pu>days?"
        rf"|weeks?|months?|years?|decades?)\b|in\s+recent\s+(?P<ru>days|weeks|months|years)"
    ),
    "unit": (
        r"(?:(?P<upart>early|earlier|late|later)\s+)?(?P<uw>last|this|next)\s+(?P<uu>week|weekend"
        r"|month|year|spring|summer|autumn|fall|winter|night)\b"
    ),
    "wday": (
        rf"(?:(?:on|by|last|this|next|late|early)\s+)?(?P<wq>last\s+|this\s+|next\s+|the\s+)?(?P<wd>Monday"
        rf"|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)(?:\s+(?:morning|afternoon|evening"
        rf"|night))?(?:,?\s+(?P<wdd>\d{{1,2}})\s+(?P<wdm>{_M})(?:,?\s+(?P<wdy>\d{{4}}))?)?"
    ),
    "near": r"\b(?P<near>today|yesterday|tomorrow|tonight|the\s+day\s+before\s+yesterday)\b",
    "nth": r"on\s+the\s+(?P<nth>\d{1,2})(?:st|nd|rd|th)\b",
    "month": (
        rf"{_PART}(?P<om>January|February|March|April|June|July|August|September|October|November"
        rf"|December|(?<=in\s)May|(?<=since\s)May|(?<=late\s)May|(?<=early\s)May)(?!\s+\d|\w)"
    ),
    "year": (
        r"(?:(?P<ypart>early|late|mid|the\s+(?:start|beginning|end|middle)\s+of)[-\s]+(?:in\s+)?"
        r"|(?:in|since|until|by|from|before|after|during|of|year)\s+|(?:an?|the|its|their|this)\s+(?=\d{4}\s+[a-z]))"
        r"(?P<yo>(?:1[89]|20)\d{2})(?![\d,]*\d|\w|\s+(?:people|persons|defectors|refugees|North|others))"
    ),
    "paren": r"(?<=\()(?P<py>(?:1[89]|20)\d{2})(?=\))",
    "vague": (
        r"\b(?P<vague>recently|currently|at\s+present|now(?!\s+that)|nowadays|at\s+that\s+time|at\s+the\s+time"
        r"|still|already|lately|these\s+days|so\s+far|to\s+date)\b"
    ),
}
#: One pass finds the place and the form, a second match of that form alone reads its parts.
_ANY = "|".join(f"(?P<{form}>{re.sub(r'[(][?]P<[a-z0-9]+>', '(?:', pattern)})" for form, pattern in FORMS.items())
ANY_FORM = re.compile(rf"(?<![\w$€£¥,.-])(?:{_ANY})", re.IGNORECASE)
PARTS = {form: re.compile(pattern, re.IGNORECASE) for form, pattern in FORMS.items()}
SINCE = re.compile(r"\b(?P<word>since|until|till|before|after|by|from)\s+(?:the\s+)?(?:end\s+of\s+)?$", re.IGNORECASE)
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
UNITS = {"day": 1, "week": 7, "month": 30, "year": 365, "decade": 3650}
