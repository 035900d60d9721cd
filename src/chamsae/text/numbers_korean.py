"""How Korean writes quantities: 약 2천600여 명, 수백 명, 두세 명, 최소 500명 이상."""

import re

from chamsae.model.amount import Comparator, Number
from chamsae.text.numerals import DIGITS, NATIVE, Grammar

_UNITS = {
    "명": "person", "사람": "person", "인": "person", "가구": "household", "세대": "household", "건": "case",
    "개국": "country", "나라": "country", "개": "item", "곳": "place", "군데": "place", "차례": "time", "번": "time",
    "회": "time", "장": "sheet", "대": "vehicle", "척": "vessel", "원": "won", "위안": "yuan", "달러": "dollar",
    "엔": "yen", "세": "age", "살": "age", "년": "year", "개월": "month", "달": "month", "주": "week", "일": "day",
    "시간": "hour", "분": "minute", "초": "second", "시": "clock", "퍼센트": "percent", "%": "percent",
    "프로": "percent", "포인트": "percent", "%p": "percent", "km": "km", "킬로미터": "km", "킬로": "km", "m": "m",
    "미터": "m", "kg": "kg", "킬로그램": "kg", "톤": "t", "t": "t", "그램": "g", "g": "g",
    "끼": "meal", "마리": "animal",
    "쪽": "page", "평": "area", "배": "fold", "종": "kind", "가지": "kind", "단체": "organisation", "층": "ordinal",
    "조": "ordinal", "항": "ordinal", "호": "ordinal", "차": "ordinal", "위": "ordinal", "등": "ordinal",
    "개소": "place", "개 단체": "organisation", "개단체": "organisation", "여성": "person", "가정": "household",
}  # fmt: skip

_VAGUE: dict[str, tuple[Number | None, Number | None]] = {
    "수십": (20, 99), "수백": (200, 999), "수천": (2000, 9999), "수만": (20_000, 99_999), "수십만": (200_000, 999_999),
    "수백만": (2_000_000, 9_999_999), "몇": (2, 9), "몇몇": (2, 9), "몇십": (20, 99), "몇백": (200, 999),
    "몇천": (2000, 9999), "여러": (2, None),
}  # fmt: skip

_PAIRS: dict[str, tuple[Number, Number]] = {
    "한두": (1, 2), "두세": (2, 3), "두서너": (2, 4), "서너": (3, 4), "너댓": (4, 5), "네댓": (4, 5), "네다섯": (4, 5),
    "대여섯": (5, 6), "예닐곱": (6, 7), "일고여덟": (7, 8), "여덟아홉": (8, 9),
}  # fmt: skip

_MULTIPLIED = (
    rf"{DIGITS}(?:여(?=[백천만억]))?(?:[십백천만억조]+(?:{DIGITS}(?![0-9])"
    rf"|\s(?:[0-9]{{1,4}}[십백천만]+|[0-9],[0-9]{{3}}(?![0-9,])|[0-9]{{3,4}}(?![0-9,.년월일])))?)*"
)
_SINO = r"[일이삼사오육륙칠팔구]?[십백천만억](?:[일이삼사오육륙칠팔구십백천만억])*"
_WORDS = "|".join(sorted([*_VAGUE, *_PAIRS], key=len, reverse=True))
_COUNTERS = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
#: 50대 남성, 30대 후반 are ages of people, no vehicles.
_COUNTERS = _COUNTERS.replace(
    "|대|", r"|(?<![1-9]0)대|대(?!\s?(?:초반|중반|후반|남|여|탈북|주민|부부|청년|가장|노인|의\s|에서\s|로\s))|"
)
#: A counter ends there, or an ending follows: 명단, 인권, 번째 and the like are other words.
_COUNTER = rf"(?:{_COUNTERS})(?!단|령|예|권|민|도주의|째|질|식|격)"
#: Behind a number in words 인 is no counter (한인), and only an ending may follow a counter (한명숙 is a name).
_AFTER_WORDS = rf"(?!인){_COUNTER}(?:[^가-힣]|$|[이은을도의만과에씩뿐가를와들정쯤남넘으로중까부짜])"
_NUMBER = rf"(?:{_MULTIPLIED}|(?<![가-힣])(?:{_WORDS}|{_SINO}|{NATIVE})(?=여?\s?{_AFTER_WORDS}))"

_BEFORE = r"약|대략|어림잡아|줄잡아|최소한?|적어도|최대|많게는|적게는|거의|근|총|모두|전체|각각|무려|불과"
_AFTER = (
    r"(?:을|를|이|가|은|는)?\s?(?:초과하|넘|웃돌)지\s?(?:는\s|도\s)?(?:않|못|아니)|이상|이하|미만|초과|가량|정도|쯤|안팎|내외|남짓|가까이|가까운|(?:에|이)\s?(?:가까운|달하는|육박)|육박"
    r"|(?:을|를|이|가|은|는)?\s?(?:훌쩍\s|크게\s)?(?:넘(?!겨[지졌진]|기고|어[가갔간갈와왔온올오])(?:는|은|었|게|어|을|긴|겼|기)?|웃도는|웃돌|상회)"
    r"|(?:에|도|이|가)?\s?(?:못\s?미치|안\s?되는|밑도는|채\s안)"
)

#: Numbers in words count only before a counter; digits may stand alone. 제3조 is an ordinal.
_PATTERN = re.compile(
    rf"(?<![0-9a-z제])(?<![0-9][.,])(?:(?<![가-힣])(?P<before>{_BEFORE})\s?)?"
    rf"(?P<number>{_NUMBER})(?P<odd>여)?(?:\s?(?:[~∼〜-]|내지|명?에서)\s?(?P<upto>{_MULTIPLIED})여?)?"
    rf"(?:\s?(?P<unit>{_COUNTER}))?(?:(?:\s?\([^()\n]{{1,20}}\))?\s?(?P<after>{_AFTER}))?"
)

_BOUNDS = (
    (Comparator.UP_TO, re.compile("이하|최대|많게는|(?:하|넘|돌)지 ?(?:[는도] )?[않못아]")),
    (Comparator.LESS_THAN, re.compile("미만|못|안 ?되는|밑도는|채 ?안")),
    (Comparator.AT_LEAST, re.compile("이상|최소|적어도|적게는")),
    (Comparator.MORE_THAN, re.compile("초과|넘|웃도|웃돌|상회")),
    (Comparator.ABOUT, re.compile("약|대략|어림잡아|줄잡아|거의|근|가량|정도|쯤|안팎|내외|남짓|가까|달하|육박")),
    (Comparator.MORE_THAN, re.compile("여")),
)

KOREAN = Grammar(_PATTERN, _BOUNDS, _UNITS, _VAGUE, _PAIRS)
