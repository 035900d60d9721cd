"""What is said of figures: origins, what is set aside, checks, statements, series, what reopened a settlement."""

from collections.abc import Mapping

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_noop as noop

WHO = r"(?P<who>.+)"
VERDICT = r"(?P<told>these can(?:not)? all be true)"

#: Weekdays by their English names, as checks tell them; Django has the words.
WEEKDAY: Mapping[str, str] = dict(
    zip(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), WEEKDAYS.values(), strict=True)
)  # fmt: skip
#: As in `reasons`: the groups of a pattern fill the words.
FIGURES: tuple[tuple[str, str], ...] = (
    # Why a range.
    (r"rounded and set aside: (?P<voices>.+)", noop("rounded and set aside: %(voices)s")),
    (r"passed on and set aside: (?P<voices>.+)", noop("passed on and set aside: %(voices)s")),
    (r"of a wider time and set aside: (?P<voices>.+)", noop("of a wider time and set aside: %(voices)s")),
    (r"far off and set aside: (?P<voices>.+)", noop("far off and set aside: %(voices)s")),
    (
        r"at least (?P<what>\d+) origins, at most (?P<last>\d+): not all say where they have it from",
        noop("%(what)s to %(last)s origins: not all say where they have it from"),
    ),
    (
        r"at least one origin, at most (?P<last>\d+): not all say where they have it from",
        noop("1 to %(last)s origins: not all say where they have it from"),
    ),
    # Why a claim is set aside.
    (r"it repeats c[0-9a-f]+", noop("it repeats another claim")),
    (
        r"it is passed on from others, beside who says it directly: (?P<voices>.+)",
        noop("it is passed on from others, beside who says it directly: %(voices)s"),
    ),
    (
        r"it is (?P<what>[\d.]+) times and more off all others: (?P<voices>.+)",
        noop("it is %(what)s times and more off all others: %(voices)s"),
    ),
    (
        r"its time is wider than the figure's, beside counts of just that time: (?P<voices>.+)",
        noop("its time is wider than the figure’s, beside counts of just that time: %(voices)s"),
    ),
    (
        r"it is rounded, beside a number that is more exact: (?P<voices>.+)",
        noop("it is rounded, beside a number that is more exact: %(voices)s"),
    ),
    # Who has it from whom.
    (
        rf"It has the number from {WHO}, whose report is here",
        noop("It has the number from %(who)s, whose report is here"),
    ),
    (rf"It has the number from {WHO}", noop("It has the number from %(who)s")),
    (r"(?P<who>.+) has it from “(?P<word>[^”]+)”", noop("%(who)s has it from “%(word)s”")),
    (
        r"Nothing tells whether it has the number from there",
        noop("Nothing tells whether it has the number from there"),
    ),
    (r"Here nobody is named", noop("Here nobody is named")),
    (
        r"the document before has it from (?P<who>[^:]+): “(?P<word>.+)”",
        noop("the document before has it from %(who)s: “%(word)s”"),
    ),
    # Wider and narrower.
    (r"(?P<what>[^:]+) are a part of (?P<last>[^():]+)", noop("%(what)s are a part of %(last)s")),
    (r"(?P<what>[^:,]+) lies in (?P<last>[^:]+)", noop("%(what)s lies in %(last)s")),
    # Arithmetic.
    (r"these can all be true", noop("these can all be true")),
    (r"these cannot all be true", noop("these cannot all be true")),
    (
        r"(?P<what>.+) held(?: at .+)?, less (?P<word>.+) gone, leaves (?P<last>.+)",
        noop("%(what)s held, less %(word)s gone, leaves %(last)s"),
    ),
    (rf"(?P<what>.+) are said to be left: {VERDICT}", noop("%(what)s are said to be left: %(told)s")),
    (r"(?P<what>.+) make (?P<last>[\d,. to]+)", noop("%(what)s make %(last)s")),
    (rf"the whole is said to be (?P<what>.+): {VERDICT}", noop("the whole is said to be %(what)s: %(told)s")),
    (
        rf"(?P<what>.+) are told as a part of (?P<last>.+): {VERDICT}",
        noop("%(what)s are told as a part of %(last)s: %(told)s"),
    ),
    (
        rf"(?P<what>.+) are a part of (?P<last>.+) \((?P<because>.+)\): {VERDICT}",
        noop("%(what)s are a part of %(last)s (%(because)s): %(told)s"),
    ),
    (
        rf"(?P<what>.+): a total that only grows \((?P<word>.+)\): {VERDICT}",
        noop("%(what)s: a total that only grows (%(word)s): %(told)s"),
    ),
    (
        r"[Ff]rom “(?P<what>.+)” to “(?P<last>.+)” are (?P<word>.+) days",
        noop("from “%(what)s” to “%(last)s” are %(word)s days"),
    ),
    (rf"(?P<what>.+) are (?P<last>.+) days: {VERDICT}", noop("%(what)s are %(last)s days: %(told)s")),
    (
        r"“(?P<word>.+)” \((?P<day>\d{4}-\d\d-\d\d)\) is a (?P<weekday>\w+)",
        noop("“%(word)s” (%(day)s) is a %(weekday)s"),
    ),
    (rf"its words say (?P<weekday>\w+): {VERDICT}", noop("its words say %(weekday)s: %(told)s")),
    (rf"(?P<word>.+): {VERDICT}", noop("%(word)s: %(told)s")),
    # Statements without a number.
    (r"It confirms \(“(?P<word>.+)”\), and (?P<told>.+)", noop("It confirms (“%(word)s”), and %(told)s")),
    (r"It denies \(“(?P<word>.+)”\), and (?P<told>.+)", noop("It denies (“%(word)s”), and %(told)s")),
    (r"It evades \(“(?P<word>.+)”\), and (?P<told>.+)", noop("It does not answer (“%(word)s”), and %(told)s")),
    (r"“(?P<word>[^”]+)” stands in its sentence", noop("“%(word)s” stands in its sentence")),
    (r"“(?P<word>[^”]+)” is told just before it", noop("“%(word)s” is told just before it")),
    (r"“(?P<word>[^”]+)” is told just after it", noop("“%(word)s” is told just after it")),
    (
        r"it was said on (?P<day>\d{4}-\d\d-\d\d), and of the returns told the one of (?P<end>\d{4}-\d\d-\d\d)"
        r" alone is that recent",
        noop("it was said on %(day)s, and of the returns told only that of %(end)s is so recent"),
    ),
    # Over time.
    (r"its document is of that day", noop("its document is of that day")),
    (r"it is dated so", noop("it is dated so")),
    (
        r"A total that only grows was (?P<what>.+) on (?P<day>\d{4}-\d\d-\d\d)"
        r" and is (?P<last>.+) on (?P<end>\d{4}-\d\d-\d\d)",
        noop("A total that only grows was %(what)s on %(day)s and is %(last)s on %(end)s"),
    ),
    (
        r"(?P<what>.+) is far from (?P<last>.+) of (?P<day>\d{4}-\d\d-\d\d)",
        noop("%(what)s is far from %(last)s of %(day)s"),
    ),
    (r"(?P<what>[\d,]+) would fit: perhaps a misprint", noop("%(what)s would fit: perhaps a misprint")),
    # What reopened a settlement.
    (
        r"(?P<what>.+), on which it rests, was corrected to (?P<last>.+)",
        noop("%(what)s, on which it rests, was corrected to %(last)s"),
    ),
    (r"(?P<what>.+), on which it rests, was rejected", noop("%(what)s, on which it rests, was rejected")),
    (
        r"(?P<what>.+), on which it rests, is no longer read so",
        noop("%(what)s, on which it rests, is no longer read so"),
    ),
    (
        r"(?P<what>.+), on which it rests, waits for an answer",
        noop("%(what)s, on which it rests, waits for an answer"),
    ),
    (
        r"(?P<what>.+), on which it rests, is in no figure any more",
        noop("%(what)s, on which it rests, is in no figure any more"),
    ),
    (
        r"(?P<what>.+), on which it rests, stands in another figure now \(.+\)",
        noop("%(what)s, on which it rests, stands in another figure now"),
    ),
    (
        r"(?P<what>.+): an origin not heard before says so, which lies in its range",
        noop("%(what)s: an origin not heard before says so, which lies in its range"),
    ),
    (r"(?P<what>.+): an origin not heard before says so", noop("%(what)s: an origin not heard before says so")),
    (
        r"(?P<what>.+): an origin counted before now says so, which lies in its range",
        noop("%(what)s: an origin counted before now says so, which lies in its range"),
    ),
    (r"(?P<what>.+): an origin counted before now says so", noop("%(what)s: an origin counted before now says so")),
    (
        r"(?P<what>.+) were counted as one origin, and are several",
        noop("%(what)s were counted as one origin, and are several"),
    ),
    (r"(?P<what>.+) were counted apart, and are one origin", noop("%(what)s were counted apart, and are one origin")),
    (
        r"the figure settled as number (?P<what>\d+) has become one with this one",
        noop("the figure settled as number %(what)s has become one with this one"),
    ),
)
