"""What can be said of lists before anything is estimated: what forbids a number, what makes it weak, what to know.

The failure modes are those that estimators answer with a number all the same. Every code has its words in
resources/estimate.yml.
"""

from collections.abc import Callable, Iterator
from enum import StrEnum

from chamsae.estimate.overlaps import LEAST, Overlaps, Pair, independent_total, overlaps, parts
from chamsae.estimate.tables import without_empty, without_list
from chamsae.model.estimate import CaptureTable, Finding, Grade


class Code(StrEnum):
    """All findings: on the lists, then on estimates (verdict.py), then on several together (combine.py)."""

    NOBODY = "nobody"
    ONE_LIST = "one_list"
    TWO_LISTS = "two_lists"
    NO_OVERLAP = "no_overlap"
    FEW_OVERLAPS = "few_overlaps"
    TOO_FEW = "too_few"
    LIST_HAS_EVERYBODY = "list_has_everybody"
    ALL_ON_ALL = "all_on_all"
    LIST_INSIDE = "list_inside"
    COPIES = "copies"
    FEW_LISTS_LEFT = "few_lists_left"
    DISCONNECTED = "disconnected"
    DOMINATING_LIST = "dominating_list"
    TINY_LISTS = "tiny_lists"
    TINY_SET_ASIDE = "tiny_set_aside"
    MANY_LISTS = "many_lists"
    SINGLETONS = "singletons"
    LISTS_AVOID = "lists_avoid"
    EVEN_COUNTS = "even_counts"
    EMPTY_LISTS = "empty_lists"
    MANY_PERSONS = "many_persons"

    CHAINS_DISAGREE = "chains_disagree"
    FEW_DRAWS = "few_draws"
    CLASSES_BEYOND_LISTS = "classes_beyond_lists"
    HEAVY_TAIL = "heavy_tail"
    PRIOR_SENSITIVE = "prior_sensitive"
    PRIOR_NOT_NARROWED = "prior_not_narrowed"
    METHODS_DISAGREE = "methods_disagree"
    LEAVE_ONE_OUT_SWING = "leave_one_out_swing"
    WITHIN_LIST_FAILS = "within_list_fails"
    WITHIN_LIST_HOLDS = "within_list_holds"
    WITHIN_LIST_UNSURE = "within_list_unsure"
    METHODS_FIT_WORSE = "methods_fit_worse"
    BEYOND_20N = "beyond_20n"
    GRAPHS_SATURATED = "graphs_saturated"
    NO_EXISTENCE = "no_existence"
    NOT_IDENTIFIED_RANGE = "not_identified_range"
    NOISE_LISTS = "noise_lists"

    LINKAGES = "linkages"
    LINKAGES_REFUSED = "linkages_refused"
    ONE_CHAIN = "one_chain"
    NOT_PUBLISHED = "not_published"
    ONE_REPLICATE = "one_replicate"
    FEW_REPLICATES = "few_replicates"
    REPLICATES_REFUSED = "replicates_refused"
    STRATA_REFUSED = "strata_refused"
    STRATA_WEAK = "strata_weak"

    TREND_OF_RECORDS = "trend_of_records"
    FALL_OF_INTERVIEWS = "fall_of_interviews"
    TELLING_NOT_OVER = "telling_not_over"


#: Lists that a number needs: of two nobody can test whether they are independent.
LISTS = 3
#: Persons on two lists or more, below which there is no number, and below which it is weak.
OVERLAPS_LEAST, OVERLAPS_FEW = 3, 10
#: The same as a share of all documented.
OVERLAPS_SHARE = 1 / 1000
#: Share of the documented on one list from which it dominates.
DOMINATES = 0.9
#: Share of those on either of two lists who are on both, from which the lists look like copies.
COPY = 0.9
#: Persons on a list below which it says next to nothing.
TINY = 5
#: Persons expected on other lists from which it is no chance that there are none (once in twenty).
EXPECTED = 3.0
#: Lists from which a prior on each list's coverage is a prior on the total, and from which that is grave.
MANY, VERY_MANY = 7, 10
#: Share of the documented on one list only, from which the estimate hangs on few.
SINGLES = 0.9
#: From here on chance is no longer what makes a number uncertain.
LARGE = 1_000_000


def findings(table: CaptureTable) -> tuple[Finding, ...]:
    """What is to be known of a table before it is estimated: refusals first, then warnings, then notes.

    Lists with nobody are named and left out of all that follows, as in the estimate.
    """
    empty = tuple(name for name, size in zip(table.lists, table.sizes, strict=True) if not size)
    found = [_note(Code.EMPTY_LISTS, empty)] if empty and len(empty) < len(table.lists) else []
    if not table.n:
        return (_refusal(Code.NOBODY),)
    kept = without_empty(table)
    if len(kept.lists) == 1:
        return (_refusal(Code.ONE_LIST, kept.lists, n=kept.n), *found)
    seen = overlaps(kept)
    for check in _CHECKS:
        found.extend(check(kept, seen))
    return tuple(sorted(found, key=lambda one: list(Grade).index(one.grade)))


def set_aside(table: CaptureTable) -> tuple[CaptureTable, Finding | None]:
    """The table without its lists of next to nobody, where lists are many, and the warning that names these.

    Each of them costs a latent-class model chances of its own and carries nothing: with ten or twenty, chains do not
    come to rest in any time, and where they do the answer has moved by the prior alone. The total stays the same one;
    whoever is on such lists only is then among those to be estimated. Nothing is set aside of fewer than seven lists,
    or where fewer than three would be left.
    """
    kept = without_empty(table)
    sizes = dict(zip(kept.lists, kept.sizes, strict=True))
    tiny = tuple(name for name, size in sizes.items() if size < TINY)
    if len(sizes) < MANY or not tiny or len(sizes) - len(tiny) < LISTS:
        return table, None
    rest = kept
    for name in tiny:
        rest = without_list(rest, name)
    return rest, _warning(Code.TINY_SET_ASIDE, tiny, least=TINY, persons=kept.n - rest.n, left=len(rest.lists))


def _two_lists(table: CaptureTable, seen: Overlaps) -> Iterator[Finding]:
    if len(table.lists) < LISTS:
        yield _refusal(Code.TWO_LISTS, table.lists, both=seen.shared)


def _too_few(table: CaptureTable, _: Overlaps) -> Iterator[Finding]:
    if table.n < LEAST:
        yield _refusal(Code.TOO_FEW, n=table.n, least=LEAST)


def _few_overlaps(table: CaptureTable, seen: Overlaps) -> Iterator[Finding]:
    shared = seen.shared
    if not shared:
        yield _refusal(Code.NO_OVERLAP, table.lists, n=table.n)
    elif shared < OVERLAPS_LEAST or shared < OVERLAPS_SHARE * table.n:
        yield _refusal(Code.FEW_OVERLAPS, both=shared, n=table.n)
    elif shared < OVERLAPS_FEW:
        yield _warning(Code.FEW_OVERLAPS, both=shared, n=table.n)


def _disconnected(table: CaptureTable, seen: Overlaps) -> Iterator[Finding]:
    """Parts that share nobody with the largest; a note where chance may well explain it, nothing for tiny lists."""
    if not seen.shared:
        return
    size = {one.name: one.size for one in seen.lists}
    _, *apart = parts(table)
    for part in apart:
        persons, expected = _expected(table, part)
        if any(size[name] >= TINY for name in part):
            say = _warning if expected >= EXPECTED else _note
            yield say(Code.DISCONNECTED, part, persons=persons, expected=expected)


def _expected(table: CaptureTable, part: tuple[str, ...]) -> tuple[int, float]:
    """The persons of a part, and how many of them the other lists would have by chance."""
    rest = table
    for name in part:
        rest = without_list(rest, name)
    total = independent_total(rest)
    assert total is not None  # the rest has the largest part, whose lists overlap
    persons = table.n - rest.n
    return persons, persons * rest.n / total


def _idle(table: CaptureTable, seen: Overlaps) -> Iterator[Finding]:
    """Lists that say nothing of their own: copies, lists inside another, and those with next to nobody.

    Where fewer than three are left without them, two lists are taken for three, and that is a refusal.
    """
    whole = tuple(one.name for one in seen.lists if one.size == table.n)
    if whole:
        code = Code.ALL_ON_ALL if len(whole) == len(table.lists) else Code.LIST_HAS_EVERYBODY
        yield _refusal(code, whole, n=table.n)
        return
    tiny = tuple(one.name for one in seen.lists if one.size < TINY)
    copies = [pair for pair in seen.pairs if pair.jaccard >= COPY and pair.both >= TINY]
    inside = list(_inside(seen, copies))
    idle = {*tiny, *(pair.other for pair in copies), *(small for small, _, _ in inside)}
    left = tuple(name for name in table.lists if name not in idle)
    if len(table.lists) >= LISTS > len(left):
        yield _refusal(Code.FEW_LISTS_LEFT, left, left=len(left))
    for pair in copies:
        yield _warning(Code.COPIES, (pair.one, pair.other), share=pair.jaccard)
    for small, large, size in inside:
        yield _warning(Code.LIST_INSIDE, (small, large), size=size)
    if tiny:
        many = len(table.lists)
        yield _warning(Code.TINY_LISTS, tiny, least=TINY, without=2.0 ** (many - len(tiny)), all=2.0**many)


def _inside(seen: Overlaps, copies: list[Pair]) -> Iterator[tuple[str, str, int]]:
    """Each list all of whose persons are on another and larger one, with the smallest such other."""
    sizes = {one.name: one.size for one in seen.lists}
    within: dict[str, list[str]] = {}
    for pair in seen.pairs:
        small, large = sorted((pair.one, pair.other), key=sizes.__getitem__)
        if TINY <= pair.both == sizes[small] and pair not in copies:
            within.setdefault(small, []).append(large)
    return ((small, min(larger, key=sizes.__getitem__), sizes[small]) for small, larger in within.items())


def _dominating(table: CaptureTable, seen: Overlaps) -> Iterator[Finding]:
    for one in seen.lists:
        if DOMINATES <= one.share < 1:
            yield _warning(Code.DOMINATING_LIST, (one.name,), share=one.share, outside=table.n - one.size)


def _many_lists(table: CaptureTable, _: Overlaps) -> Iterator[Finding]:
    many = len(table.lists)
    if many >= MANY:
        say = _warning if many >= VERY_MANY else _note
        yield say(Code.MANY_LISTS, lists=many, one_in=2.0**many)


def _singletons(table: CaptureTable, seen: Overlaps) -> Iterator[Finding]:
    if seen.shared and seen.on[0] > SINGLES * table.n:
        yield _warning(Code.SINGLETONS, share=seen.on[0] / table.n, both=seen.shared, n=table.n)


def _avoiding(_: CaptureTable, seen: Overlaps) -> Iterator[Finding]:
    """Pairs with far fewer persons in common than chance gives: half of it, and three standard deviations less."""
    if sum(bool(pair.both) for pair in seen.pairs) < 2:
        return  # chance is measured by the one pair there is
    for pair in seen.pairs:
        if pair.expected is not None and _is_avoiding(pair, pair.expected):
            yield _note(Code.LISTS_AVOID, (pair.one, pair.other), both=pair.both, expected=pair.expected)


def _is_avoiding(pair: Pair, expected: float) -> bool:
    return pair.both < expected / 2 and expected - pair.both > 3 * expected**0.5


def _even(table: CaptureTable, _: Overlaps) -> Iterator[Finding]:
    if len(table.counts) >= 5 and len(set(table.counts)) == 1 and table.counts[0] > 1:
        yield _warning(Code.EVEN_COUNTS, count=table.counts[0], patterns=len(table.counts))


def _many_persons(table: CaptureTable, _: Overlaps) -> Iterator[Finding]:
    if table.n >= LARGE:
        yield _note(Code.MANY_PERSONS, n=table.n)


_CHECKS: tuple[Callable[[CaptureTable, Overlaps], Iterator[Finding]], ...] = (
    _two_lists, _too_few, _few_overlaps, _idle, _disconnected, _dominating, _singletons, _avoiding, _even,
    _many_lists, _many_persons,
)  # fmt: skip


def _refusal(code: Code, names: tuple[str, ...] = (), **numbers: float) -> Finding:
    return Finding(code=code, grade=Grade.REFUSAL, lists=names, numbers=numbers)


def _warning(code: Code, names: tuple[str, ...] = (), **numbers: float) -> Finding:
    return Finding(code=code, grade=Grade.WARNING, lists=names, numbers=numbers)


def _note(code: Code, names: tuple[str, ...] = (), **numbers: float) -> Finding:
    return Finding(code=code, grade=Grade.NOTE, lists=names, numbers=numbers)
