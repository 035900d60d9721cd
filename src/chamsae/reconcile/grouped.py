"""What is told of the group a person is held with: "guards searched the prisoners", of the days she was there.

Only what the person tells, only of a group that takes in whoever is held there, and only what is done to people in the
hands of others. "Some prisoners", "the girls who cried" and "fellow inmates" may leave her out.
"""

import re
from collections.abc import Collection

from chamsae.model.claim import NOT_HAPPENED, Act, Claim

#: Groups that take in everybody held in a place, and no other words with them.
_ALL_HELD = re.compile(
    r"(?:(?:the|all|all the|all of the|every|each|these)\s)?(?:(?:women|female|new|newly arrived|returned|repatriated"
    r"|North Korean)\s){0,2}(?:prisoners?|inmates?|detainees?|captives?|returnees|deportees|us|everyone|everybody)"
    r"|(?:모든\s)?(?:여성\s|북송된\s|송환된\s)?(?:수감자|구금자|수용자|죄수|포로|송환자)(?:들|들 모두|\s?전원)?"
    r"|우리(?:들|\s?모두|\s?전원)?"
    r"|(?:所有|全体)?的?女?(?:囚犯|囚徒|在押人员|被关押者|被拘留者|被遣返者|犯人)们?|我们(?:所有人|全体)?",
    re.IGNORECASE,
)
#: What stands before or behind the words for a group and narrows it: "some prisoners", "prisoners who…", 수감자 두 명.
_NARROWED_BEFORE = re.compile(
    r"(?:\b(?:other|some|fellow|many|several|most|of|two|three|four|five|\d+)\s(?:the\s)?|(?:다른|일부|몇|몇몇|동료|옆)\s"
    r"|(?:其他|其它|一些|有些|某些|另|部分|[两三四五几\d一][名个位]))$",
    re.IGNORECASE,
)
_NARROWED = re.compile(
    r"\s(?:who|that|whom|with|from|accused|caught|suspected)\b|\s?(?:중|가운데|[한두세네다섯여\d]+\s?명)|[中里]的?"
)


def group_of(claim: Claim, entities: Collection[str]) -> str | None:
    """The words for the group that an act is told of by the person, where it takes in all who are held; else None."""
    value, speaker = claim.value, claim.speaker
    if not isinstance(value, Act) or value.victim_entity or not value.victim or claim.modality in NOT_HAPPENED:
        return None
    if speaker is None or speaker.entity not in entities or not _ALL_HELD.fullmatch(value.victim):
        return None
    quote = claim.quote.exact
    at = quote.find(value.victim)
    if at < 0 or _NARROWED.match(quote, at + len(value.victim)) or _NARROWED_BEFORE.search(quote[:at]):
        return None
    return value.victim
