"""What readers say of why they propose a claim: patterns of their clauses and our words for them."""

from django.utils.translation import gettext_noop as noop

WORD = r"['\"“](?P<word>.+?)['\"”]"
WHO = r"(?P<who>.+)"

#: As in `reasons`: the groups of a pattern fill the words.
READING: tuple[tuple[str, str], ...] = (
    # Who speaks.
    (rf"handed over by {WORD}, without quotation marks", noop("handed on by “%(word)s”, without quotation marks")),
    (r"a turn in a transcript", noop("a turn in a transcript")),
    (rf"it is the turn of {WORD}", noop("it is the turn of “%(word)s”")),
    (r"what is said without marks", noop("said without quotation marks")),
    (r"what is reported without marks", noop("reported without quotation marks")),
    (rf"(?P<word>.+) is {WHO}, who spoke before", noop("%(word)s is %(who)s, who spoke before")),
    (rf"(?P<word>.+): {WHO} goes on speaking", noop("%(word)s: %(who)s goes on speaking")),
    (rf"quotation of {WHO}", noop("quotation of %(who)s")),
    (rf"said by {WORD}, going by '(?P<what>.+)'", noop("said by “%(word)s”, going by “%(what)s”")),
    (rf"{WORD} is '(?P<who>.+)', who speaks", noop("“%(word)s” is %(who)s, who speaks")),
    (rf"{WORD} is whoever wrote this", noop("“%(word)s” is whoever wrote this")),
    (
        r"the verb of its speaker makes it (?P<modality>\w+)",
        noop("the verb of its speaker: said %(modality)s"),
    ),
    # Whom a word means.
    (
        rf"{WORD} taken for '(?P<who>.+)', subject of the sentence before",
        noop("“%(word)s” taken for %(who)s, the subject of the sentence before"),
    ),
    (
        rf"{WORD} taken for '(?P<who>.+)', whose words these are",
        noop("“%(word)s” taken for %(who)s, whose words these are"),
    ),
    (rf"{WORD} taken for '(?P<who>.+)'", noop("“%(word)s” taken for %(who)s")),
    (
        rf"{WORD} counts '(?P<what>.+)', taken for '(?P<who>.+)'",
        noop("“%(word)s” counts “%(what)s”, taken for %(who)s"),
    ),
    (rf"{WORD} could not be tied to a name", noop("“%(word)s” could not be tied to a name")),
    (rf"{WORD} is said of {WHO}", noop("“%(word)s” is said of %(who)s")),
    (rf"related to {WORD}", noop("related to “%(word)s”")),
    (rf"(?P<word>.+) is short for {WHO}", noop("%(word)s is short for %(who)s")),
    # What makes a name.
    (rf"{WHO} is a name as the tagger sees it", noop("%(who)s: a name as the tagger sees it")),
    (rf"{WHO} is an? (?P<name>\w+) as the tagger sees it", noop("%(who)s: %(name)s, as the tagger sees it")),
    (rf"{WHO} is a name by the trained model", noop("%(who)s: a name by the trained model")),
    (rf"{WHO} is a name beside a title or in a list", noop("%(who)s: a name beside a title or in a list")),
    (
        rf"{WHO} is an? (?P<name>\w+) by (?:how its name ends|the ending of its name)",
        noop("%(who)s: %(name)s, by how the name ends"),
    ),
    (rf"{WHO} is an? (?P<name>\w+) named in quotation marks", noop("%(who)s: %(name)s, named in quotation marks")),
    (rf"{WHO} is a place where people are held", noop("%(who)s is a place where people are held")),
    (rf"{WHO} is the way taken, no narrower scope", noop("%(who)s is the way taken, no narrower scope")),
    (rf"counted in {WHO}, a place of detention", noop("counted in %(who)s, a place of detention")),
    (r"a place stands for its government", noop("a place stands for its government")),
    # Numbers.
    (rf"{WHO}: counts them", noop("counted by %(who)s")),
    (rf"number {WORD} stands alone", noop("number “%(word)s” stands alone")),
    (
        rf"{WORD} is a length of time that somebody was held",
        noop("“%(word)s” is a length of time that somebody was held"),
    ),
    (rf"{WORD} counts votes: {WHO} stands before it", noop("“%(word)s” counts votes: %(who)s stands before it")),
    # Acts and days.
    (rf"{WORD} denies it", noop("“%(word)s” denies it")),
    (rf"{WORD} does not say that it was done", noop("“%(word)s” does not say that it was done")),
    (r"its verb is done to people", noop("its verb is done to people")),
    (rf"as of {WORD}, when it was said", noop("as of “%(word)s”, when it was said")),
    (rf"{WORD} needs a date the document lacks", noop("“%(word)s” needs a date the document lacks")),
    (r"needs the date of the event it is told from", noop("needs the date of the event it is told from")),
    (rf"worked out from {WORD}, named before", noop("worked out from “%(word)s”, named before")),
)
