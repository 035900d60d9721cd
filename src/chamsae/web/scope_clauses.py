"""What is said of why a claim has its place in a figure's scope: patterns of the clauses and our words for them."""

from django.utils.translation import gettext_noop as noop

WHO = r"(?P<who>.+)"
WORD = r"“(?P<word>[^”]*)”"

#: As in `reasons`: the groups of a pattern fill the words.
SCOPE: tuple[tuple[str, str], ...] = (
    # Who is counted.
    (r"it counts North Koreans", noop("it counts North Koreans")),
    (rf"{WORD} are North Koreans", noop("“%(word)s” are North Koreans")),
    (rf"{WORD} are counted apart", noop("“%(word)s” are counted apart")),
    (r"those sent back are taken for North Koreans", noop("those sent back are taken for North Koreans")),
    (
        r"those it counts are taken for the North Koreans it is about",
        noop("those it counts are taken for the North Koreans it is about"),
    ),
    (rf"its sentence counts more: {WORD}", noop("its sentence counts more: “%(word)s”")),
    (rf"it counts far fewer, those over {WHO}", noop("it counts far fewer, those over %(who)s")),
    # Where.
    (rf"it names {WHO}", noop("it names %(who)s")),
    (rf"{WORD} places it in {WHO}", noop("“%(word)s” places it in %(who)s")),
    (rf"the other figures of its document lie in {WHO}", noop("the other figures of its document lie in %(who)s")),
    (
        r"a return whose start is not told starts in China",
        noop("a return whose start is not told starts in China"),
    ),
    (r"its document counts returns from China", noop("its document counts returns from China")),
    (
        rf"its document counts {WHO} and another crossing apart",
        noop("its document counts %(who)s and another crossing apart"),
    ),
    # Stock or flow.
    (r"it counts people at one time", noop("it counts people at one time")),
    (r"it counts people as it happens to them", noop("it counts people as it happens to them")),
    (r"it counts the signatures there are at one time", noop("it counts the signatures there are at one time")),
    # The act.
    (rf"taken to {WHO} they were sent back", noop("taken to %(who)s they were sent back")),
    (rf"they are a part of the {WORD} before", noop("they are a part of the “%(word)s” before")),
    (rf"{WORD} beside it tells the act", noop("“%(word)s” beside it tells the act")),
    (rf"{WORD} in its sentence tells the act", noop("“%(word)s” in its sentence tells the act")),
    (r"its headline tells the act", noop("its headline tells the act")),
    # What a person said.
    (
        r"(?P<who>.+) put it right: (?P<what>.+) \((?P<word>.+), correction (?P<number>\d+)\)",
        noop("%(who)s put it right: %(what)s (%(word)s, correction %(number)s)"),
    ),
)
