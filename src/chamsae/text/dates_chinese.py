"""How Chinese names days: 2023年10月9日, 二〇二三年十月, 10月6日至8日, 去年底, 民國112年, 主体112(2023)年, 近日."""

import re

_DAY = r"3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九]"
_YEAR = (
    r"(?:(?:主体|主體|民国|民國)\s?(?P<era>[0-9]{1,3}|[一二三四五六七八九十百〇零]{1,6})(?:\((?P<gregorian>[0-9]{4})\))?\s?年"
    r"|(?P<year>(?:19|20)[0-9]{2}|[一二][〇零○九][〇零○一二三四五六七八九]{2})\s?年(?![代间間前后後多])"
    r"|(?P<yearword>前年|去年|今年|本年|明年))"
)
_MONTH = (
    r"(?:(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s?月份?"
    r"|(?P<monthword>上个月|上個月|上月|这个月|這個月|本月|下个月|下個月|下月))"
)
#: A part needs the month or year it is of.
_PART = (
    r"(?(month)|(?(monthword)|(?(year)|(?(yearword)|(?!)))))"
    r"(?P<part>上半年|下半年|上旬|中旬|下旬|初(?![次期])|底|末|春|夏|秋)"
)
#: 号 is a day only after its month: 14号 alone is the number of a camp.
_DAYS = (
    rf"\s?(?P<day>{_DAY})(?:[日号號]?\s?[~∼〜至到-]\s?(?P<lastday>{_DAY}))?\s?"
    r"(?:日(?![本子内內前后後常夜])|(?(month)[号號]|(?!)))(?:(?=为止|為止)(?P<until>))?"
)
#: 周二, 上周五: a weekday; 周三个 and the like count weeks.
_WORD = (
    r"(?P<dayword>(?:上|本|这|這)?(?:周|週|星期)[一二三四五六日天](?![个個年月名十])"
    r"|昨天|昨日|今天|今日|前天|明天|上星期|上周|上週|本周|本週|这周|這週|下周|下週)"
)
_VAGUE = (
    r"(?P<vague>近日|最近|目前|日前|当时|當時|近期|近来|近來|不久前|现在|現在|近年来?|当天|當天|当日|當日"
    r"|(?:近|过去|過去)[几幾数數](?:个月|個月|年|天|周))"
)

#: The parts of a date in their order, any of them missing; or a word for a day; or a vague one.
CHINESE = re.compile(
    rf"(?<![0-9][.,])(?<![0-9a-z第一二三四五六七八九十〇零])(?P<past>(?!))?(?P<soon>(?!))?"
    r"(?=[0-9主民前去今本明上这這下一二三四五六七八九十])"
    rf"(?:{_YEAR}\s?)?{_MONTH}?(?:{_DAYS}|{_PART})?(?P<since>以来|以來|以后|以後|之后|之後)?|{_WORD}|{_VAGUE}"
)
