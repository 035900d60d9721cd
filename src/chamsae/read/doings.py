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
from chamsae.read.pleas import Plea, pleas

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
_TO = re.compile(
    r"^\s?(?:,\s)?(?:to|on|upon|with|before)\s(?:the\s)?(?P<en>[A-Z][\w’' -]*?(?=[,.;]|\s(?:to|for|that|about"
    r"|asking|calling|demanding|on)\b|$)|(?:[\w’'-]+\s){0,3}(?:government|ministry|authorities|parliament))"
)
_TO_EASTERN = re.compile(
    r"(?<![가-힣])(?P<ko>(?:[가-힣]{2,6}\s)?[가-힣A-Za-z]{2,12}?)(?:에게|에|께|을 상대로|측에)\s(?:[가-힣]+[을를]?\s)?$"
    r"|[向致](?P<zh>[一-鿿]{2,12})$"
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
    """Each thing done about it in a sentence, with who did it."""
    people = [(one.start, one.end) for one in names if one.name.type is NameType.PERSON]
    groups = [(one.start, one.end) for one in names if one.name.type is NameType.ORGANISATION]
    for plea in pleas(source.quote.exact, people, groups):
        yield from _pleaded(plea, names, source)


def _pleaded(plea: Plea, names: Sequence[_Named], source: Claim) -> Iterator[Claim]:
    """What a party did, for each person named together with the first whom it is about."""
    quote = source.quote.exact
    low, high = plea.party or (plea.start, plea.start)
    asked = _asked(quote, plea.start, plea.end)
    others = [one for one in names if not (low <= one.start < high) and _is_about(one, asked)]
    party = next((one.name for one in names if one.start == low and _is_party(one, high)), None)
    for about in _together(others, quote) or (None,):
        value = Intervention(
            type=plea.type, party=party.text if party else quote[low:high],
            party_entity=party.entity if party else None, asked=asked,
            about=about.name.text if about else None, about_entity=about.name.entity if about else None,
        )  # fmt: skip
        yield _claim(source, plea.start, plea.end, value, f"words for what was done: {plea.type}")


def _together(names: Sequence[_Named], quote: str) -> list[_Named]:
    """The first of the names with those joined to it by a comma or "and"."""
    found = list(names[:1])
    for one in names[1:]:
        if one.start < found[-1].end or not _JOINED.fullmatch(quote[found[-1].end : one.start]):
            break
        found.append(one)
    return found


_JOINED = re.compile(r"\s?(?:[가-힣]{0,4}\s?)?(?:,|、|·|，|and|와|과|및|和|与|與|以及)?\s?(?:and\s)?(?:강제송환\s)?")


def _is_party(one: _Named, end: int) -> bool:
    """True for the name of a party: the whole of its words, or a person's with the office behind it."""
    return one.end == end or (one.name.type is NameType.PERSON and one.end < end)


def _is_about(one: _Named, asked: Sequence[str]) -> bool:
    return one.name.type is NameType.PERSON and not any(one.name.text in words for words in asked)


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
