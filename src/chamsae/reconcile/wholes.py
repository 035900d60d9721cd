"""Parts and wholes in one document: some of those counted before, a whole told in its parts, who was held and is left.

Only what the words tie together is compared. Where a part fits any whole told shortly before it, it is taken for a
part of that one; it is questioned when it fits none.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from chamsae.model.check import CheckKind
from chamsae.model.claim import NOT_HAPPENED, Claim, Figure
from chamsae.model.settlement import Scope
from chamsae.reconcile.conflict import Bound, Link, System
from chamsae.reconcile.constraint import Constraint, at_most, bound, difference
from chamsae.reconcile.ground import within
from chamsae.reconcile.intervals import Interval, counted_by, interval_words, said
from chamsae.reconcile.placed import LEFT, place_name
from chamsae.text.counted import Kind, kind
from chamsae.text.normal import fold
from chamsae.text.places import keys

#: How far before its number, in characters, a part's whole may stand.
REACH = 300
#: A share stands so many characters behind its part.
SHARE = 40
#: Units of which parts are counted.
UNITS = frozenset({"person", "case", "household", "family"})
#: Acts by which people leave a place where they were held.
OUT = frozenset({"repatriated", "released", "transferred", "died", "executed", "killed", "escaped", "rescued"})
_SEXES = frozenset({Kind.WOMAN, Kind.MAN})
_AGES = frozenset({Kind.CHILD})

#: Words right before a part that take up the whole told before.
_TAKES_UP = re.compile(
    r"(?:\b(?:of|among|including|out of)\s(?:these|those|them|whom|which)\W{0,3}(?:[a-z]+\s){0,3}"
    r"|\bincluding\s(?:[a-z]+\s){0,2}"
    r"|(?:이|그|이들|그들)\s?(?:가운데|중)(?:에서)?(?:는|에는)?,?\s?(?:[가-힣]+\s){0,2}|그중\s?(?:에서)?(?:[가-힣]+\s){0,2}"
    r"|其中(?:有|包括)?[一-鿿]{0,4}|包括)$"
)
#: Words right after a part that do: "180 of them".
_OF_THEM = re.compile(r"^\s(?:[a-z]+\s){0,2}(?:of|among)\s(?:them|these|those|whom)\b")
#: What stands between a part and the whole it is told of: "180 of the 350"; a whole and its part: 350명 중 180명.
_OF_WHOLE = re.compile(
    r"^\s?(?:[a-z-]+\s){0,3}(?:out\s)?of\s(?:the|these|those|all|some|about|a total of|an estimated)?\s?(?:the\s)?$"
)
_PART_AFTER = re.compile(
    r"^(?:명|人|名|个|個|건|여)?\s?(?:의\s)?(?:[가-힣]{1,8}\s)?(?:중|가운데)(?:에서)?(?:는|에는)?,?\s?(?:[가-힣]+\s){0,3}$"
    r"|^(?:[一-鿿]{0,8})?(?:中|当中|當中|之中)(?:的)?[,，]?(?:有|约|約)?[一-鿿]{0,4}$"
)
#: "Of the 350, 180 were sent back".
_OF_BEFORE = re.compile(r"\b(?:out\s)?of\s(?:the|these|those|all)?\s?$|在(?:这|這|上述)?$")
_LEFT = re.compile(
    r"\b(?:still|remain(?:s|ed|ing)?|left behind|are left|were left)\b"
    r"|아직|여전히|남은|남아|남았|남겨|仍|尚有|还有|還有|剩余|剩餘|剩下|留下"
)
#: One who is counted beside "others".
_OTHERS = re.compile(r"\b(?:others?|fellow)\b|다른|외(?:에)?\s|함께|其他|另外|其余|其餘|同伴")
#: What parts that make up the whole are joined by.
_JOINT = re.compile(r"^[^.。!?！？;；]{0,28}$")
_AND = re.compile(r",|\band\b|·|와\s|과\s|、|，|및|그리고|和|及|与|與")
_IN_ALL = re.compile(
    r"\b(?:in all|in total|altogether|all told|totall?ing|a total of|for a total of|bringing the total to|together)\b"
    r"|모두|총|합쳐|합해|합하면|도합|합계|전부|共计|共計|总共|總共|一共|合计|合計|总计|總計|共"
)
#: A whole and the list of its sexes and ages: "14 escapees were caught: 6 women …".
_OPENS = re.compile(r"^[^0-9.。]{0,60}[(（:：]\s?[^0-9]{0,12}$")


def constraints(own: Sequence[Claim], scopes: Mapping[str, Scope]) -> Iterator[Constraint]:
    """What must hold between the counts of one document, given in order of its text; `scopes` by claim id."""
    counts = [claim for claim in own if _counts(claim)]
    sentences = _sentences(counts)
    used: set[frozenset[str]] = set()
    shares = [claim for claim in own if isinstance(claim.value, Figure) and claim.value.amount.unit == "percent"]
    balances = (*_balances(counts, scopes), *_told_balances(sentences), *_next_balances(counts))
    for found in (*balances, *_sums(sentences), *_shares(counts, shares), *_parts(counts)):
        # A part of a whole that adds up with the others says no more by itself.
        if not any(frozenset(found.claims) <= before for before in used):
            used.add(frozenset(found.claims))
            yield found


def _counts(claim: Claim) -> bool:
    value = claim.value
    return isinstance(value, Figure) and value.amount.unit in UNITS and claim.modality not in NOT_HAPPENED


def _sentences(counts: Iterable[Claim]) -> list[list[Claim]]:
    found: dict[int, list[Claim]] = {}
    for claim in counts:
        found.setdefault(claim.quote.start, []).append(claim)
    return list(found.values())


def _balances(counts: Sequence[Claim], scopes: Mapping[str, Scope]) -> Iterator[Constraint]:
    """Held before, less those taken away, is left: at one place smaller than a country, each told once."""
    places: dict[tuple[str, str], list[Claim]] = {}
    for claim in counts:
        scope = scopes.get(claim.id)
        if scope and scope.place and (scope.place not in keys() or within(scope.place)):
            places.setdefault((scope.place, scope.counted.removesuffix(f" {LEFT}")), []).append(claim)
    for (place, _), here in places.items():
        left = [claim for claim in here if scopes[claim.id].counted.endswith(LEFT)]
        held = [claim for claim in here if claim not in left and scopes[claim.id].act == "detained"]
        out = [claim for claim in here if scopes[claim.id].act in OUT]
        if len(held) == len(left) == 1 and out and len({_occasion(claim) for claim in out}) == len(out):
            yield _balance(held[0], out, left[0], f" at {place_name(place)}")


def _told_balances(sentences: Iterable[Sequence[Claim]]) -> Iterator[Constraint]:
    """ "Of the 350, 180 were sent back and 170 remain": one sentence that tells whole, those gone and those left."""
    for counts in sentences:
        if len(counts) < 3 or not (_is_whole(counts[0], counts[1])):
            continue
        left = [claim for claim in counts[1:] if _LEFT.search(_own_words(claim))]
        out = [claim for claim in counts[1:] if claim not in left and _act(claim) in OUT]
        if len(left) == 1 and len(out) == len(counts) - 2:
            yield _balance(counts[0], out, left[0], "")


def _next_balances(counts: Sequence[Claim]) -> Iterator[Constraint]:
    """ "90 were held. 40 of them were sent back. Some 50 are still held.": three numbers one after another."""
    for held, out, left in zip(counts, counts[1:], counts[2:], strict=False):
        near = left.trigger.start - held.trigger.end <= REACH and _act(held) in ("detained", "arrested")
        told = _act(out) in OUT and not _LEFT.search(_own_words(out)) and _LEFT.search(_own_words(left))
        if (
            near
            and told
            and _kind(held) == _kind(left) == Kind.PERSON
            and held in _wholes(counts, counts.index(out))[:1]
        ):
            yield _balance(held, [out], left, "")


def _balance(held: Claim, out: Sequence[Claim], left: Claim, where: str) -> Constraint:
    gone = " and ".join(said(claim) for claim in out)
    others = bool(_OTHERS.search(f"{_beside(held)[0][-12:]}{fold(_words(held))} {_beside(held)[1][:12]}"))
    beside = Bound(quantity="beside", low=0, high=1 if others else 0)
    first = f"{said(held)} others and one more" if others else said(held)
    ends = _minus(counted_by(held), [counted_by(claim) for claim in out], 1 if others else 0)
    return Constraint(
        kind=CheckKind.BALANCE,
        system=System(
            bounds=(bound(held), beside, *(bound(claim) for claim in out), bound(left)),
            links=(difference([held.id, "beside"], [*(claim.id for claim in out), left.id]),),
        ),
        words=f"{first} held{where}, less {gone} gone, leaves {interval_words(ends)}; {said(left)} are said to be left",
    )


def _sums(sentences: Sequence[Sequence[Claim]]) -> Iterator[Constraint]:
    for number, counts in enumerate(sentences):
        yield from _by_sex(counts)
        yield from _in_all(counts)
        yield from _by_place(counts, sentences[number - 1][-1] if number else None)


def _by_sex(counts: Sequence[Claim]) -> Iterator[Constraint]:
    """ "12 people (4 men and 8 women)": a whole, then all its sexes, children apart where they are counted apart."""
    for at, whole in enumerate(counts[:-2]):
        if not _OPENS.match(fold(_between(whole, counts[at + 1]))) or _kind(whole) in _SEXES | _AGES:
            continue
        listed = _run(counts[at + 1 :])
        kinds = [_kind(claim) for claim in listed]
        if len(set(kinds)) == len(kinds) and _SEXES <= set(kinds) <= _SEXES | _AGES:
            yield _sum(whole, listed)


def _in_all(counts: Sequence[Claim]) -> Iterator[Constraint]:
    """ "9, 7 and 5, 21 in all": what stands right beside such words is the whole of the list before it."""
    for at, whole in enumerate(counts):
        listed = counts[:at]
        if len(listed) < 2 or not all(_joined(one, other) for one, other in pairwise(listed)):
            continue
        before, after = _between(listed[-1], whole), _beside(whole)[1]
        marked = _IN_ALL.search(f"{fold(before)} {fold(whole.trigger.exact)} {after[:16]}")
        if marked and len(before) <= 40 and _alike([*listed, whole]) and _same_size(whole, listed):
            yield _sum(whole, listed)


def _by_place(counts: Sequence[Claim], before: Claim | None) -> Iterator[Constraint]:
    """ "650, of them 240 from one province, 210 from another, 200 from the third" that make the whole.

    Such a list need not be of all, so that less than the whole is no fault. The whole may be the last number of the
    sentence before; then more than it is none either, since the list may be of something else.
    """
    for at, first in enumerate(counts):
        whole, listed = counts[at - 1] if at else before, _run(counts[at:])
        if whole is None or len(listed) < 2 or first.trigger.start - whole.trigger.end > REACH:
            continue
        places = [frozenset(claim.place) for claim in listed]
        apart = all(places) and len(frozenset().union(*places)) == sum(map(len, places))
        if apart and _alike([whole, *listed]) and not any(set(claim.place) & set(whole.place) for claim in listed):
            low, high = _plus(counted_by(claim) for claim in listed)
            if low > counted_by(whole)[1]:
                yield from [_parts_of(whole, listed)] if at else []
            elif high >= counted_by(whole)[0]:
                yield _sum(whole, listed)


def _sum(whole: Claim, listed: Sequence[Claim]) -> Constraint:
    total = interval_words(_plus(counted_by(claim) for claim in listed))
    parts = " + ".join(said(claim) for claim in listed)
    return Constraint(
        kind=CheckKind.SUM,
        system=System(
            bounds=(bound(whole), *(bound(claim) for claim in listed)),
            links=(difference([claim.id for claim in listed], [whole.id]),),
        ),
        words=f"{parts} make {total}; the whole is said to be {said(whole)}",
    )


def _parts(counts: Sequence[Claim]) -> Iterator[Constraint]:
    """Some of those told before: at most as many as they."""
    for at, part in enumerate(counts):
        if counted_by(part)[0] <= 0:
            continue
        wholes = [whole for whole in _wholes(counts, at) if _may_hold(whole, part)]
        if wholes:
            fitting = (whole for whole in wholes if counted_by(part)[0] <= counted_by(whole)[1])
            yield _parts_of(next(fitting, wholes[0]), [part])


def _shares(counts: Sequence[Claim], shares: Sequence[Claim]) -> Iterator[Constraint]:
    """ "350 of the 500 (70 %)": a part with its share right behind it, of a whole that is told exactly."""
    for at, part in enumerate(counts):
        behind = [share for share in shares if 0 <= share.trigger.start - part.trigger.end <= SHARE]
        wholes = [whole for whole in _wholes(counts, at) if _may_hold(whole, part)] if behind else []
        low, high = counted_by(wholes[0]) if wholes else (0.0, 0.0)
        if low == high > 0 and behind[0].quote.start == part.quote.start:
            yield _share(part, behind[0], wholes[0], low)


def _share(part: Claim, share: Claim, whole: Claim, number: float) -> Constraint:
    """A share is rounded to half a per cent either way."""
    low, high = counted_by(share)
    ends = number * max(0.0, low - 0.5) / 100, number * (high + 0.5) / 100
    return Constraint(
        kind=CheckKind.PART,
        system=System(
            bounds=(bound(part), bound(share, (low - 0.5, high + 0.5))),
            links=(Link(terms=((part.id, 1.0), (share.id, -number / 100))),),
        ),
        words=f"{said(share)} % of {said(whole)} is {interval_words(ends)}; {said(part)} are told",
        beside=(whole.id,),
    )


def _parts_of(whole: Claim, parts: Sequence[Claim]) -> Constraint:
    told = " and ".join(said(part) for part in parts)
    return Constraint(
        kind=CheckKind.PART,
        system=System(
            bounds=(bound(whole), *(bound(part) for part in parts)),
            links=(at_most([part.id for part in parts], [whole.id]),),
        ),
        words=f"{told} are told as a part of {said(whole)}",
    )


def _wholes(counts: Sequence[Claim], at: int) -> list[Claim]:
    """What a number may be a part of, the likeliest first; empty where its words make it no part."""
    part = counts[at]
    after = counts[at + 1] if at + 1 < len(counts) else None
    if after and after.quote.start == part.quote.start and _OF_WHOLE.match(fold(_between(part, after))):
        return [after]
    before = counts[at - 1] if at else None
    if before and before.quote.start == part.quote.start and _is_whole(before, part):
        return [before]
    near = [one for one in counts[:at] if part.trigger.start - one.trigger.end <= REACH]
    text, following = _beside(part)
    return near[::-1] if _TAKES_UP.search(text) or _OF_THEM.match(following) else []


def _may_hold(whole: Claim, part: Claim) -> bool:
    """True where both count the same, or the whole counts people told no further."""
    return _unit(whole) == _unit(part) and _kind(whole) in (Kind.PERSON, _kind(part))


def _is_whole(whole: Claim, part: Claim) -> bool:
    """ "Of the 350, 180 …"; 350명 중 180명; 350人中180人."""
    between = fold(_between(whole, part))
    if _PART_AFTER.match(between):
        return True
    return bool(_OF_BEFORE.search(_beside(whole)[0])) and bool(re.match(r"^[^.]{0,40},\s?(?:[a-z]+\s){0,3}$", between))


def _run(counts: Sequence[Claim]) -> list[Claim]:
    """The numbers from the first on that stand in one list."""
    found = list(counts[:1])
    for one, other in pairwise(counts):
        if not _joined(one, other):
            break
        found.append(other)
    return found


def _joined(one: Claim, other: Claim) -> bool:
    between = fold(_between(one, other))
    return bool(_JOINT.match(between) and _AND.search(between))


def _alike(claims: Sequence[Claim]) -> bool:
    """True where all count the same: one unit, one act, one kind of people."""
    return len({(_unit(claim), _act(claim)) for claim in claims}) == 1 and len({_kind(claim) for claim in claims}) == 1


def _same_size(whole: Claim, listed: Sequence[Claim]) -> bool:
    """True unless the list is of another size altogether: then it is no list of this whole."""
    low, high = _plus(counted_by(claim) for claim in listed)
    least, most = counted_by(whole)
    return high >= least / 2 and low <= most * 2


def _plus(intervals: Iterable[Interval]) -> Interval:
    ends = list(intervals)
    return sum(low for low, _ in ends), sum(high for _, high in ends)


def _minus(whole: Interval, gone: Sequence[Interval], beside: float) -> Interval:
    low, high = _plus(gone)
    return max(0.0, whole[0] - high), max(0.0, whole[1] + beside - low)


def _between(one: Claim, other: Claim) -> str:
    """The words of one sentence between two of its numbers."""
    return one.quote.exact[one.trigger.end - one.quote.start : max(other.trigger.start - one.quote.start, 0)]


def _beside(claim: Claim) -> tuple[str, str]:
    at = claim.trigger.start - claim.quote.start
    end = at + len(claim.trigger.exact)
    return fold(claim.quote.exact[max(0, at - 60) : at]), fold(claim.quote.exact[end : end + 60])


def _own_words(claim: Claim) -> str:
    """The words around a number up to the next mark or number."""
    before, after = _beside(claim)
    return f"{_MARK.split(before)[-1]}{fold(claim.trigger.exact)}{_MARK.split(after)[0]}"


_MARK = re.compile(r"[,;:，；：、.。]|\d+|고\s|며\s")


def _occasion(claim: Claim) -> tuple[str | None, str]:
    return _act(claim), f"{claim.when.start}/{claim.when.end}" if claim.when else ""


def _figure(claim: Claim) -> Figure:
    assert isinstance(claim.value, Figure)
    return claim.value


def _words(claim: Claim) -> str:
    return _figure(claim).counted


def _act(claim: Claim) -> str | None:
    return _figure(claim).act


def _unit(claim: Claim) -> str:
    return _figure(claim).amount.unit


def _kind(claim: Claim) -> Kind:
    """Who is counted; people told no further are one kind."""
    found = kind(_words(claim))
    return Kind.PERSON if found in (Kind.NORTH_KOREAN, Kind.OTHER) else found
