"""How Korean names days: 2023년 10월 9일, 지난 9일, 11월 6일부터 8일까지, 8월 말, 주체112(2023)년, 최근."""

import re

_DAY = r"3[01]|[12][0-9]|0?[1-9]"
_YEAR = (
    r"(?:주체\s?(?P<era>[0-9]{1,3})\s?(?:\((?P<gregorian>[0-9]{4})\))?\s?년?"
    r"|(?P<year>(?:19|20)[0-9]{2})\s?년(?!대|간|여|째|동안|짜리|형)"
    r"|(?P<yearword>지지난해|재작년|지난해|작년|올해|금년|내년))"
)
_MONTH = r"(?:(?P<month>1[0-2]|0?[1-9])월|(?P<monthword>지난\s?달|이번\s?달|이달|다음\s?달))"
#: A part needs the month or year it is of.
_PART = (
    r"(?(month)|(?(monthword)|(?(year)|(?(yearword)|(?!)))))\s?"
    r"(?P<part>초순|중순|하순|초(?![기등])|말(?![하했이])|상반기|하반기|봄|여름|가을)"
)
#: 9일간, 3일 동안, 10일 만에, 5일째 are lengths of time.
_DAYS = (
    rf"\s?(?P<day>{_DAY})(?:일?\s?(?:[~∼〜-]|부터)\s?(?P<lastday>{_DAY}))?"
    r"일(?!간|동안|째|차|정|분|가량|이내|여|\s동안|\s?만에|\s?(?:뒤|후|전)(?![가-힣]))(?:(?=까지)(?P<until>))?"
)
_WORD = r"(?<![가-힣])(?P<dayword>어제|그제|그저께|오늘(?!날)|내일|지난\s?주(?![민최])|이번\s?주|다음\s?주)"
_VAGUE = r"(?<![가-힣])(?P<vague>최근|요즘|현재|당시|근래|그동안|조만간|얼마\s전|이날|그날|전날|당일)"

#: The parts of a date in their order, any of them missing; or a word for a day; or a vague one.
KOREAN = re.compile(
    rf"(?<![0-9a-z가-힣])(?<![0-9][.,])(?:(?P<past>지난\s|이달\s)|(?P<soon>오는\s))?(?=[0-9주지재작올금내이다])"
    rf"(?:{_YEAR}\s?)?{_MONTH}?(?:{_DAYS}|{_PART})?(?P<since>\s?(?:이후|이래))?|{_WORD}|{_VAGUE}"
)
