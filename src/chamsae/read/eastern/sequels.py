"""Times told from what was told before: 두 달 뒤, 三个月后. They are worked out from the last time named before them.

That is one in the same sentence, or the last one of the paragraphs shortly before. Without one they stay open.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from chamsae.model.when import When
from chamsae.read.eastern.sentences import Sentence
from chamsae.read.eastern.topic import Topic
from chamsae.text.dates import Dated
from chamsae.text.normal import fold
from chamsae.text.numerals import NATIVE
from chamsae.text.reckoning import reckon

#: Paragraphs over which such a time may look back.
REACH = 2
#: A time wider than so many days is none to count from.
WIDE = 62
_DAYS = "하루|이틀|사흘|나흘|닷새|엿새|이레|여드레|아흐레|열흘|보름"
_LATER = re.compile(
    rf"(?<![가-힣0-9])(?:그로부터\s|그\s)?(?:약\s?|한\s|거의\s)?(?:(?:[0-9]{{1,3}}|{NATIVE})\s?(?:일|주일|주|달|개월|년|해)|{_DAYS})"
    r"(?:\s?(?:쯤|정도|가량))?\s?(?:뒤|후)(?!손|배|회|원|보|기|세|퇴)"
    r"|(?<![0-9一-鿿])(?:大约|大約|约|約|将近|將近|近)?(?:[0-9]{1,3}|[一二三四五六七八九十两兩半]{1,3})(?:个|個)?"
    r"(?:天|日|周|週|星期|月|年)(?:左右)?[之以]?[后後](?!来|來|天|代|面|果)"
)


def following(dated: Sequence[Dated], sentence: Sentence, topic: Topic) -> list[Dated]:
    """The times of a sentence with those that follow others among them; the last one is kept for sentences to come."""
    found = list(dated)
    for match in _LATER.finditer(sentence.text):
        words, start, end = match[0].strip(), match.start(), match.end()
        if any(one.start < end and start < one.end and _fixed(one) for one in found):
            continue
        found = [one for one in found if one.end <= start or end <= one.start]
        before = _before(found, start, topic)
        reckoned = reckon(words, published=before) if before else None
        when = replace(reckoned.when, text=words) if reckoned else When(text=words)
        found.append(Dated(start, end, when))
        found.sort(key=lambda one: one.start)
    last = next((one.when for one in reversed(found) if _narrow(one.when)), None)
    if last is not None:
        topic.when = sentence.paragraph, last
    return found


def _fixed(one: Dated) -> bool:
    """True for a time that stands by itself; 두 달 뒤 alone was taken to count from the day of publication."""
    return one.when.start is not None and not _LATER.fullmatch(fold(one.when.text or ""))


def _before(found: Iterable[Dated], start: int, topic: Topic) -> When | None:
    """The last time told before a place in the sentence, in it or shortly before it."""
    here = [one.when for one in found if one.end <= start and _narrow(one.when)]
    if here:
        return here[-1]
    near = topic.when is not None and topic.when[0] >= topic.paragraph - REACH
    return topic.when[1] if topic.when and near else None


def _narrow(when: When) -> bool:
    return when.start is not None and when.end is not None and (when.end - when.start).days <= WIDE
