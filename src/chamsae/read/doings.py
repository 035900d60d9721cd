"""Who ordered an act or guarded somebody, and what was done about it: letters, appeals, statements, gatherings.

Both are told by a few words right beside a name, in English, Korean and Chinese. A part in an act is proposed only in a
sentence that tells an act; an intervention only with whoever made it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chamsae.model.claim import (
    Act,
    Claim,
    Intervention,
    Involvement,
    Modality,
    Name,
    NameType,
    Value,
    settle_id,
)
from chamsae.model.quote import Trigger

READER = "chamsae-doings 1.0"
SURE = 0.6

#: Words for a part in an act. `X` stands for a name: before it, or behind it.
_PARTS_BEFORE = {
    "ordered": re.compile(
        r"(?P<cue>\bon (?:the )?(?:direct )?orders? (?:of|from)|\bordered by|\bat the (?:behest|instruction)s? of"
        r"|\bunder (?:the )?orders? of|\bon (?:the )?instructions? (?:of|from))\s?(?:the\s)?$",
        re.IGNORECASE,
    ),
    "guarded": re.compile(
        r"(?P<cue>\b(?:guarded|watched|escorted) by|\bunder (?:the )?(?:guard|watch"
        r"|escort) of)\s?(?:the\s)?(?:armed\s)?$",
        re.IGNORECASE,
    ),
    "informed": re.compile(
        r"(?P<cue>\b(?:reported|betrayed|denounced|informed on) by)\s?(?:the\s|a\s)?$", re.IGNORECASE
    ),
}  # fmt: skip
_PARTS_BEHIND = {
    "ordered": re.compile(
        r"^(?:\s?[가-힣]{1,5}?)?\s?(?P<cue>(?:의|이|가)\s?(?:직접\s)?(?:지시|명령)(?:로|에 따라|에 의해|했|하였"
        r"|한|를 내|을 내)|(?:的)?(?:命令"
        r"|指示)下|下令|之命|的命令|的指示)"
        r"|^\s(?P<en>ordered|gave the orders?|commanded)\b",
    ),
    "guarded": re.compile(
        r"^\s?(?P<cue>(?:의|이|가)\s?(?:감시|호송|경비)(?:\s?(?:아래|하에|속에)|를|을|했|하)|看守|押送|看押)"
        r"|^\s(?P<en>guarded|escorted"
        r"|stood guard)\b"
    ),
    "informed": re.compile(
        r"^\s?(?P<cue>(?:의|이|가)\s?(?:신고|밀고|고발)|的?(?:告密|举报|舉報|告发|告發))|^\s(?P<en>informed on"
        r"|betrayed|denounced)\b"
    ),
}
#: What was done about it, the words for it, and who else stands behind them ("to the ministry").
_DONE = {
    "un_communication": (
        r"(?:submitted|filed|sent|lodged|brought)\s(?:[\w’'-]+\s){0,6}?(?:communication|complaint|petition|case"
        r"|appeal|submission)s?\s(?:[\w’'-]+\s){0,4}?"
        r"(?:to|with|before)\s(?:the\s)?(?:UN|United Nations|Working Group|[Ss]pecial [Rr]apporteur)"
        r"|유엔\s?[가-힣 ·]{0,24}에\s?[가-힣 ]{0,12}(?:진정|청원|제출|접수|제기)[가-힣]{0,3}"
        r"|向联合国[一-鿿]{0,16}(?:提交|申诉|申訴|提出)|向聯合國[一-鿿]{0,16}(?:提交|申訴|提出)"
    ),
    "letter": (
        r"(?:sent|wrote|addressed|delivered|handed)\s(?:[\w’'-]+\s){0,5}?letters?\b|\bwrote to\b"
        r"|(?:서한|편지|공개서한)[을를]?\s?(?:[가-힣]+\s){0,2}?(?:보냈|보내|전달했|전달하|썼|발송)[가-힣]{0,2}"
        r"|致函|致信|写信|寫信|(?:递交|遞交|发出|發出)(?:公开|公開)?信"
    ),
    "petition": (
        r"(?:launched|started|delivered|submitted|signed|handed in|collected)\s(?:[\w’'-]+\s){0,5}?(?:petition"
        r"|signatures)\b"
        r"|\bpetitioned\b|(?:청원|서명)(?:서|운동)?[을를]?\s?(?:[가-힣]+\s){0,2}?(?:냈|제출했|제출하|벌였|벌이"
        r"|시작했|전달했|올렸)[가-힣]{0,2}"
        r"|(?:发起|發起|递交|遞交|提交)[一-鿿]{0,4}(?:请愿|請願|联署|聯署|签名|簽名)|请愿|請願"
    ),
    "statement": (
        r"(?:issued|released|made|published)\s(?:[\w’'-]+\s){0,4}?statements?\b"
        r"|성명(?:서)?[을를]?\s?(?:[가-힣]+\s){0,1}?(?:냈|내고|발표했|발표하|발표해|통해)[가-힣]{0,2}"
        r"|(?:发表|發表|发布|發布)(?:联合|聯合)?(?:声明|聲明)"
    ),
    "gathering": (
        r"(?:held|staged|organi[sz]ed|joined)\s(?:[\w’'-]+\s){0,4}?(?:rall(?:y|ies)|vigils?|demonstrations?"
        r"|protests?|press conferences?|news conferences?)\b"
        r"|(?:집회|시위|기자회견|촛불집회|추모제|1인 시위)[을를]?\s?(?:[가-힣]+\s){0,1}?(?:열었|열고|벌였|벌이"
        r"|개최했|개최하|가졌|이어)[가-힣]{0,2}"
        r"|(?:举行|舉行|召开|召開)[一-鿿]{0,6}(?:集会|集會|示威|记者会|記者會|抗议|抗議|守夜|新闻发布会)"
    ),
    "resolution": (
        r"(?:adopted|passed)\s(?:[\w’'-]+\s){0,4}?resolutions?\b|결의안?[을를]?\s?(?:채택|통과)[가-힣]{0,3}"
        r"|通过[一-鿿]{0,8}决议"
        r"|通過[一-鿿]{0,8}決議"
    ),
    "appeal": (
        r"\b(?:appealed|pleaded|pleads|appeals)\s(?:to|for|on behalf)\b|\bcalled (?:on|upon)\b|\burged\b|\bbegged\b"
        r"|(?:호소|촉구|탄원|간청|애원)(?:했|하였|하며|하고|해)[가-힣]{0,2}|呼吁|呼籲|敦促|恳求|懇求"
    ),
    "inquiry": (
        r"\basked\s(?:[\w’'-]+\s){0,4}?(?:about|for news|what became|the whereabouts|to confirm)\b"
        r"|\bdemanded to know\b"
        r"|(?:생사|소재|행방)\s?(?:여부)?\s?(?:확인)?[을를]?\s?(?:요구|요청|문의)[가-힣]{0,3}|(?:查询|查詢|询问"
        r"|詢問)[一-鿿]{0,4}(?:下落|生死)"
        r"|要求[一-鿿]{0,8}(?:说明|說明|公布)[一-鿿]{0,6}下落"
    ),
}  # fmt: skip
_CUES = {type_: re.compile(words) for type_, words in _DONE.items()}
_SUBJECT = re.compile(r"^[”\"』」]?\s?(?:씨|측|회원들|대표|의원|가족)?\s?(?:은|는|이|가|께서|도|들은|들이)(?=[\s,])")
_TO = re.compile(
    r"^\s?(?:,\s)?(?:to|on|upon|with|before)\s(?:the\s)?(?P<en>[A-Z][\w’' -]*?(?=[,.;]|\s(?:to|for|that|about"
    r"|asking|calling|demanding|on)\b|$)|(?:[\w’'-]+\s){0,3}(?:government|ministry|authorities|parliament))"
)
_TO_EASTERN = re.compile(
    r"(?P<ko>[가-힣A-Za-z ]{2,20}?)(?:에게|에|을 상대로|측에)\s(?:[가-힣]+\s){0,3}$|[向致](?P<zh>[一-鿿]{2,12})$"
)


@dataclass(frozen=True, slots=True)
class _Named:
    """A name in a sentence, by its offsets in the quote."""

    name: Name
    start: int
    end: int


def doings(claims: Sequence[Claim]) -> Iterator[Claim]:
    """Parts in acts and interventions told in the sentences of these claims (of one document)."""
    sentences: dict[tuple[int, int], list[Claim]] = {}
    for claim in claims:
        sentences.setdefault((claim.quote.start, claim.quote.end), []).append(claim)
    for held in sentences.values():
        names = sorted((one for claim in held if (one := _named(claim))), key=lambda one: (one.start, -one.end))
        acts = [claim for claim in held if isinstance(claim.value, Act)]
        if names and acts:
            yield from _parts(names, acts)
        yield from _interventions(names, held[0])
        yield from _named_things(names, held[0])


def _named(claim: Claim) -> _Named | None:
    if not isinstance(claim.value, Name) or claim.value.type not in {NameType.PERSON, NameType.ORGANISATION}:
        return None
    return _Named(claim.value, claim.trigger.start - claim.quote.start, claim.trigger.end - claim.quote.start)


def _parts(names: Sequence[_Named], acts: Sequence[Claim]) -> Iterator[Claim]:
    """Whoever ordered, guarded or informed, with the nearest act of the sentence."""
    quote = acts[0].quote.exact
    for one in names:
        for degree, start, end in _cues_by(quote, one):
            act = min(acts, key=lambda act: abs(act.trigger.start - acts[0].quote.start - start))
            value = Involvement(actor=one.name.text, actor_entity=one.name.entity, act=act.id, degree=degree)
            yield _claim(act, start, end, value, f"told of a name beside the act: {degree}")


def _cues_by(quote: str, one: _Named) -> Iterator[tuple[str, int, int]]:
    for degree, pattern in _PARTS_BEFORE.items():
        if match := pattern.search(quote[: one.start]):
            yield degree, *match.span("cue")
    for degree, pattern in _PARTS_BEHIND.items():
        if match := pattern.search(quote[one.end :]):
            start, end = match.span("cue" if match["cue"] else "en")
            yield degree, one.end + start, one.end + end


def _interventions(names: Sequence[_Named], source: Claim) -> Iterator[Claim]:
    """Each thing done about it in a sentence, with its subject; the first kind that fits a place counts."""
    quote, taken = source.quote.exact, [(0, 0)]
    for type_, pattern in _CUES.items():
        for match in pattern.finditer(quote):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            party = _party(names, quote, match.start())
            if party is None:
                continue
            taken.append(match.span())
            asked = _asked(quote, match.start(), match.end())
            about = next((one for one in names if one is not party and _is_about(one, asked)), None)
            value = Intervention(
                type=type_, party=party.name.text, party_entity=party.name.entity, asked=asked,
                about=about.name.text if about else None, about_entity=about.name.entity if about else None,
            )  # fmt: skip
            yield _claim(source, match.start(), match.end(), value, f"words for what was done: {type_}")


def _named_things(names: Sequence[_Named], source: Claim) -> Iterator[Claim]:
    """What was done as a thing of somebody: "the Society's petition to it", 등불회의 탄원서, 灯笼会的公开信."""
    quote = source.quote.exact
    for one in names:
        if match := _THING.match(quote, one.end):
            start, end = match.span("thing")
            type_ = _THINGS[match["thing"].lower()]
            asked = _asked(quote, start, end)
            about = next((other for other in names if other.start > end and _is_about(other, asked)), None)
            value = Intervention(
                type=type_, party=one.name.text, party_entity=one.name.entity, asked=asked,
                about=about.name.text if about else None, about_entity=about.name.entity if about else None,
            )  # fmt: skip
            yield _claim(source, start, end, value, f"words for what was done: {type_}")


#: Things that are done about it, by the words for them.
_THINGS = {
    word: type_
    for type_, words in {
        "petition": ("petition", "청원서", "탄원서", "청원", "请愿书", "請願書"),
        "letter": ("letter", "open letter", "서한", "편지", "공개서한", "公开信", "公開信", "信函"),
        "appeal": ("appeal", "plea", "호소문", "호소", "呼吁", "呼籲"),
        "statement": ("statement", "joint statement", "성명", "성명서", "声明", "聲明"),
        "un_communication": ("complaint", "communication", "submission", "진정서", "진정", "申诉", "申訴", "来文"),
    }.items()
    for word in words
}
_THING = re.compile(
    rf"(?:[’']s?\s|의\s|的)(?P<thing>{'|'.join(sorted(_THINGS, key=len, reverse=True))})(?![a-z])", re.IGNORECASE
)


def _party(names: Sequence[_Named], quote: str, at: int) -> _Named | None:
    """The subject: in Korean who bears its particle, else the last name in front of the words."""
    before = [one for one in names if one.end <= at]
    marked = [one for one in before if _SUBJECT.match(quote[one.end :])]
    if marked or "가" <= quote[at] <= "힣":
        return marked[-1] if marked else None
    clause = max(quote.rfind(mark, 0, at) for mark in (";", "；", "。", ". "))
    return next((one for one in before if one.start > clause), None)


def _is_about(one: _Named, asked: Sequence[str]) -> bool:
    return one.name.type is NameType.PERSON and one.name.text not in asked


def _asked(quote: str, start: int, end: int) -> tuple[str, ...]:
    """Who was asked, as far as words right beside say."""
    if match := _TO.match(quote[end:]) or _TO.match(quote[max(start, end - 3) :]):
        return (match["en"].strip(),)
    if match := _TO_EASTERN.search(quote[:start]):
        return ((match["ko"] or match["zh"]).strip(),)
    return ()


def _claim(source: Claim, start: int, end: int, value: Value, why: str) -> Claim:
    low = source.quote.start
    trigger = Trigger(exact=source.quote.exact[start:end], start=low + start, end=low + end)
    return settle_id(
        Claim(
            id="",
            document=source.document,
            quote=source.quote,
            trigger=trigger,
            value=value,
            reader=READER,
            speaker=source.speaker,
            via=source.via,
            place=source.place if isinstance(value, Involvement) else (),
            when=source.when,
            modality=source.modality if source.modality is not Modality.ESTIMATE else Modality.ASSERTED,
            confidence=SURE,
            why=(why,),
        )
    )
