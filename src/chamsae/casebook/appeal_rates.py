"""Reply rates: how each addressee replies to appeals, in counts and the share of those whose last day has passed."""

from collections import Counter
from collections.abc import Iterable

from chamsae.model.appeal import AddresseeKind, Course, ReplyOutcome, ReplyRate


def reply_rates(courses: Iterable[Course]) -> list[ReplyRate]:
    """One for each addressee, the most written to first.

    An appeal answered before its last day counts for the rate only once that day has passed, like those that are not
    answered: else quick answers would make every rate look better than it is.
    """
    found: dict[tuple[str, AddresseeKind], Counter[str]] = {}
    for course in courses:
        if course.sent is not None:
            to = course.appeal.addressee
            found.setdefault((to.name, to.kind), Counter())[_counted(course)] += 1
    made = [_rate(name, kind, counts) for (name, kind), counts in found.items()]
    return sorted(made, key=lambda one: (-one.sent, one.addressee))


def _counted(course: Course) -> str:
    assert course.sent and course.outcome
    if course.sent.due is None:
        return "undated"
    if course.outcome is ReplyOutcome.REPLIED and course.today <= course.sent.due:
        return "early"
    return course.outcome.value


def _rate(name: str, kind: AddresseeKind, counts: Counter[str]) -> ReplyRate:
    return ReplyRate(
        addressee=name, kind=kind, sent=counts.total(), replied=counts["replied"], late=counts["late"],
        none=counts["none"], early=counts["early"], waiting=counts["waiting"], undated=counts["undated"],
    )  # fmt: skip
