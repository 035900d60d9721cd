"""Why two names may be one, or not: the clauses of chamsae.link and our words for them, with the terms they name."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as noop
from django.utils.translation import pgettext_lazy

from chamsae.web.labels import Label

#: Kinds of evidence, as a sentence about learned weights names them.
EVIDENCE: Mapping[str, Label] = {
    "name": _("the name"),
    "sex": _("sex"),
    "birth": _("the year of birth"),
    "kin": _("kin"),
    "work": _("work"),
    "part": _("victim or official"),
    "beside": _("who is named beside"),
    "place": _("the place"),
    "day": _("the day"),
    "list": _("what lists hold"),
    "copy": _("copies"),
    "documents": _("the document"),
    "brackets": _("brackets"),
}
KIN: Mapping[str, Label] = {
    "sibling": pgettext_lazy("kin", "sibling"),
    "child": pgettext_lazy("kin", "child"),
    "parent": pgettext_lazy("kin", "parent"),
    "spouse": pgettext_lazy("kin", "spouse"),
    "niece": pgettext_lazy("kin", "niece or nephew"),
    "aunt": pgettext_lazy("kin", "aunt or uncle"),
}
WORK: Mapping[str, Label] = {
    "missionary": _("missionary or pastor"),
    "lawyer": _("lawyer"),
    "scholar": _("scholar"),
    "journalist": _("journalist"),
    "spokesperson": _("spokesperson"),
    "minister": _("minister"),
    "envoy": _("envoy"),
    "lawmaker": _("lawmaker"),
    "rapporteur": _("rapporteur"),
    "leader": _("leader"),
}

_LEARNED = r"as learned on (?P<day>\d{4}-\d\d-\d\d) from (?P<last>[\d,]+) answers"

PAIRS: tuple[tuple[str, str], ...] = (
    # names, and where they stand
    (r"told of (?P<day>\d{4}-\d\d-\d\d) in both", noop("told of %(day)s in both")),
    (r"family name (?P<what>.+): (?P<who>.+) on both sides", noop("family name %(what)s: %(who)s on both sides")),
    (r"given name (?P<what>.+): (?P<who>.+) on both sides", noop("given name %(what)s: %(who)s on both sides")),
    (
        r"family name (?P<what>.+): (?P<word>.+) and (?P<who>.+) are both written for it",
        noop("family name %(what)s: %(word)s and %(who)s are both written for it"),
    ),
    (
        r"given name (?P<what>.+): (?P<word>.+) and (?P<who>.+) are both written for it",
        noop("given name %(what)s: %(word)s and %(who)s are both written for it"),
    ),
    (r"family name (?P<what>.+): (?P<word>.+) is written for it", noop("family name %(what)s, written %(word)s")),
    (r"given name (?P<what>.+): (?P<word>.+) is written for it", noop("given name %(what)s, written %(word)s")),
    (
        r"(?:family|given) name: (?P<word>.+) and (?P<who>.+) are not written for the same name",
        noop("%(word)s and %(who)s are not written for the same name"),
    ),
    (r"one in (?P<what>[\d,]+) has it", noop("one in %(what)s has it")),
    (r"(?P<word>.+) has no counterpart", noop("%(word)s has no counterpart")),
    (
        r"read as (?P<word>.+) and (?P<who>.+), which is not the only reading",
        noop("read as %(word)s and %(who)s, which is not the only reading"),
    ),
    (
        r"a brother, sister or namesake would share most of it",
        noop("a brother, sister or namesake would share most of it"),
    ),
    (r"(?P<word>.+) and (?P<who>.+), compared letter by letter", noop("%(word)s and %(who)s, letter by letter")),
    (r"one of (?P<what>[\d,]+) records, before any evidence", noop("one of %(what)s names, before any evidence")),
    (r"one document derives from the other", noop("one document derives from the other")),
    (r"the one stands in brackets behind the other", noop("the one stands in brackets behind the other")),
    (r"the reader kept them apart in one document", noop("the reader kept them apart in one document")),
    (
        r"only a part of the name is known: it may be many people",
        noop("only a part of the name is known: it may be many people"),
    ),
    (r"told to be of one sex", noop("told to be of one sex")),
    (r"told to be of different sex", noop("told to be of different sex")),
    (r"(?P<who>.+) is named beside both", noop("“%(who)s” is named beside both")),
    (r"told of (?P<what>.+) in both", noop("told of %(what)s in both")),
    (r"both are named in one sentence", noop("both are named in one sentence")),
    # what is told of them
    (
        rf"(?P<evidence>[a-z]+): counts (?P<what>[\d.]+) times as much, {_LEARNED}",
        noop("%(evidence)s counts %(what)s times as much, as learned on %(day)s from %(last)s answers"),
    ),
    (
        rf"pairs like these are more often one, {_LEARNED}",
        noop("pairs like these are more often one, as learned on %(day)s from %(last)s answers"),
    ),
    (
        rf"pairs like these are less often one, {_LEARNED}",
        noop("pairs like these are less often one, as learned on %(day)s from %(last)s answers"),
    ),
    (
        r"born (?P<what>[\d–]+) and (?P<last>[\d–]+): may be one year",
        noop("born %(what)s and %(last)s: may be one year"),
    ),
    (
        r"born (?P<what>[\d–]+) and (?P<last>[\d–]+): (?P<word>\d+) years apart",
        noop("born %(what)s and %(last)s: %(word)s years apart"),
    ),
    (r"one is told to be the (?P<kin>\w+) of (?P<who>.+)", noop("one is told to be the %(kin)s of %(who)s")),
    (r"the one is told to be the (?P<kin>\w+) of the other", noop("the one is told to be the %(kin)s of the other")),
    (r"both are told to be the (?P<kin>\w+) of (?P<who>.+)", noop("both are told to be the %(kin)s of %(who)s")),
    (
        r"the one is told to be the (?P<kin>\w+), the other the (?P<other_kin>\w+) of (?P<who>.+)",
        noop("of %(who)s the one is told to be the %(kin)s, the other the %(other_kin)s"),
    ),
    (r"both are told to work as (?P<work>\w+)", noop("both are told to work as %(work)s")),
    (r"other work is told", noop("other work is told")),
    (
        r"told to have suffered on one side, to be in office on the other",
        noop("told to have suffered on one side, to be in office on the other"),
    ),
    (r"a list keeps the two apart", noop("a list keeps the two apart")),
    (
        r"told of (?P<who>.+) and (?P<word>.+), (?P<what>[\d,]+) km apart",
        noop("told of %(who)s and %(word)s, %(what)s km apart"),
    ),
    (r"(?P<word>.+) are the first letters of (?P<who>.+)", noop("%(word)s are the first letters of %(who)s")),
    (r"(?P<word>.+) is (?P<who>.+), shortened", noop("%(word)s is %(who)s, shortened")),
    (r"both have “(?P<word>[^”]+)”", noop("both have “%(word)s”")),
    (r"“(?P<word>[^”]+)” may be “(?P<who>[^”]+)” misspelt", noop("“%(word)s” may be “%(who)s” misspelt")),
    (r"only one has “(?P<word>[^”]+)”", noop("only one has “%(word)s”")),
    (
        r"one has “(?P<word>[^”]+)” where the other has “(?P<who>[^”]+)”",
        noop("one has “%(word)s” where the other has “%(who)s”"),
    ),
    (r"the same name", noop("the same name")),
    (r"the names share no word that tells", noop("the names share no word that tells")),
    (r"bodies take each other's names", noop("bodies take each other's names")),
    (r"only one has a name of its own", noop("only one has a name of its own")),
    (r"only one name tells the place", noop("only one name tells the place")),
    (r"(?P<word>.+) and (?P<who>.+) are names of one place", noop("%(word)s and %(who)s are names of one place")),
    (r"several places are so called", noop("several places are so called")),
    (
        r"both mean the same with a chance of (?P<share>\d+%)",
        noop("both mean the same with a chance of %(share)s"),
    ),
    (r"both are of (?P<who>.+)", noop("both are of %(who)s")),
    (r"their names point to two places", noop("their names point to two places")),
    (r"both are a place of (?P<word>\w+)", noop("both are a place of the sort “%(word)s”")),
    (
        r"the one is a place of (?P<word>\w+), the other of (?P<who>\w+)",
        noop("the one is a place of the sort “%(word)s”, the other “%(who)s”"),
    ),
)
