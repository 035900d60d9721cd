"""The fixed words of the screens for our terms: comparators, kinds, states, acts, relations. Translated lazily."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from chamsae.model.amount import Comparator
from chamsae.model.claim import ClaimKind, Modality, NameType
from chamsae.model.document import RelationKind
from chamsae.model.judgement import Status, Verdict
from chamsae.model.queue import Stage
from chamsae.model.source import How
from chamsae.text import places

Label = str | Promise

AMOUNT: Mapping[Comparator, Label] = {
    Comparator.EXACT: _("%(low)s %(unit)s"),
    Comparator.ABOUT: _("about %(low)s %(unit)s"),
    Comparator.MORE_THAN: _("more than %(low)s %(unit)s"),
    Comparator.AT_LEAST: _("at least %(low)s %(unit)s"),
    Comparator.LESS_THAN: _("fewer than %(high)s %(unit)s"),
    Comparator.UP_TO: _("up to %(high)s %(unit)s"),
    Comparator.RANGE: _("%(low)s to %(high)s %(unit)s"),
    Comparator.VAGUE: _("some %(low)s to %(high)s %(unit)s"),
}
COMPARATOR: Mapping[Comparator, Label] = {
    Comparator.EXACT: _("exactly"),
    Comparator.ABOUT: _("about"),
    Comparator.MORE_THAN: _("more than"),
    Comparator.AT_LEAST: _("at least"),
    Comparator.LESS_THAN: _("fewer than"),
    Comparator.UP_TO: _("up to"),
    Comparator.RANGE: _("from … to …"),
    Comparator.VAGUE: _("vaguely"),
}
KIND: Mapping[ClaimKind, Label] = {
    ClaimKind.FIGURE: _("Figures"),
    ClaimKind.NAME: _("Names"),
    ClaimKind.ACT: _("Acts"),
    ClaimKind.STATEMENT: _("Statements"),
    ClaimKind.TIME: _("Dates"),
    ClaimKind.DETAIL: _("Facts of lives"),
    ClaimKind.INVOLVEMENT: _("Parts in acts"),
    ClaimKind.INTERVENTION: _("What was done about it"),
}
KIND_ONE: Mapping[ClaimKind, Label] = {
    ClaimKind.FIGURE: _("figure"),
    ClaimKind.NAME: _("name"),
    ClaimKind.ACT: _("act"),
    ClaimKind.STATEMENT: _("statement"),
    ClaimKind.TIME: _("date"),
    ClaimKind.DETAIL: _("fact of a life"),
    ClaimKind.INVOLVEMENT: _("part in an act"),
    ClaimKind.INTERVENTION: _("something done about it"),
}
STATUS: Mapping[Status, Label] = {
    Status.PROPOSED: _("proposed"),
    Status.ACCEPTED: _("accepted"),
    Status.REJECTED: _("rejected"),
    Status.DISPUTED: _("cannot tell"),
    Status.WITHHELD: _("withheld"),
    Status.RETIRED: _("no longer read so"),
    Status.SUGGESTED: _("read differently now"),
}
#: Why a claim is asked, in a sentence, and in a word or two.
ASKED: Mapping[Stage, Label] = {
    Stage.REREAD: _("it was judged before, and the present reader reads it differently"),
    Stage.NAMED: _("it names somebody to whom this was done; a mistake here can harm"),
    Stage.UNSOURCED: _("it is a figure of people, and nobody is named as saying so"),
    Stage.GAP: _("it is open who is meant, or on which day"),
    Stage.CONTRADICTED: _("sources differ on this figure"),
    Stage.UNSURE: _("the reader is not sure of it"),
    Stage.KEY: _("it says how many people, or what was done to them"),
    Stage.REST: _("everything of its kind is asked, in the order of the documents"),
}
ASKED_SHORT: Mapping[Stage, Label] = {
    Stage.REREAD: _("read differently now"),
    Stage.NAMED: _("victims named"),
    Stage.UNSOURCED: _("figures without a source"),
    Stage.GAP: _("who or when is open"),
    Stage.CONTRADICTED: _("sources differ"),
    Stage.UNSURE: _("reader unsure"),
    Stage.KEY: _("people and what was done"),
    Stage.REST: _("everything else"),
}
VERDICT: Mapping[Verdict, Label] = {
    Verdict.ACCEPTED: _("accepted"),
    Verdict.REJECTED: _("rejected"),
    Verdict.CANNOT_TELL: _("cannot tell"),
    Verdict.SUPERSEDED: _("edited"),
    Verdict.WITHHELD: _("withheld"),
    Verdict.UNDONE: _("undone"),
    Verdict.RETIRED: _("no longer read so"),
    Verdict.SUGGESTED: _("read differently now"),
}
NAME: Mapping[NameType, Label] = {
    NameType.PERSON: _("a person"),
    NameType.ORGANISATION: _("an organisation"),
    NameType.PLACE: _("a place"),
    NameType.FACILITY: _("a place of detention or other facility"),
}
MODALITY: Mapping[Modality, Label] = {
    Modality.ASSERTED: _("as a fact"),
    Modality.REPORTED: _("as a report"),
    Modality.ESTIMATE: _("as an estimate"),
    Modality.BELIEVED: _("as a belief"),
    Modality.RISK: _("as a risk"),
    Modality.PREDICTION: _("as a prediction"),
    Modality.PLANNED: _("as a plan"),
    Modality.HYPOTHETICAL: _("as a supposition"),
    Modality.DENIAL: _("as a denial"),
    Modality.HEARSAY: _("from hearsay"),
}
RELATION: Mapping[RelationKind, Label] = {
    RelationKind.IDENTICAL: _("has the same text as"),
    RelationKind.COPY: _("is a copy of"),
    RelationKind.REWRITE: _("is a rewrite of"),
    RelationKind.TRANSLATION: _("is a translation of"),
    RelationKind.RETELLING: _("retells"),
    RelationKind.CONTAINS: _("contains"),
    RelationKind.CITES: _("cites"),
    RelationKind.SHARES_PASSAGE: _("shares a passage with"),
}
RELATION_TURNED: Mapping[RelationKind, Label] = {
    RelationKind.IDENTICAL: _("has the same text as"),
    RelationKind.COPY: _("was copied by"),
    RelationKind.REWRITE: _("was rewritten by"),
    RelationKind.TRANSLATION: _("was translated by"),
    RelationKind.RETELLING: _("is retold by"),
    RelationKind.CONTAINS: _("is contained in"),
    RelationKind.CITES: _("is cited by"),
    RelationKind.SHARES_PASSAGE: _("shares a passage with"),
}
HOW: Mapping[How, Label] = {
    How.FILE: _("as a file"),
    How.ZIP: _("in a ZIP file"),
    How.WARC: _("in a WARC file"),
    How.WACZ: _("in a WACZ file"),
    How.MAIL: _("with an e-mail"),
    How.WEB: _("from the web"),
}
#: Terms of resources/acts.yml that have words of their own; any other is shown as it stands there.
ACT: Mapping[str, Label] = {
    "repatriated": _("sent back"),
    "arrested": _("arrested"),
    "detained": _("detained"),
    "sentenced": _("sentenced"),
    "executed": _("executed"),
    "killed": _("killed"),
    "died": _("died"),
    "tortured": _("tortured"),
    "raped": _("raped"),
    "forced_abortion": _("forced to abort"),
    "trafficked": _("trafficked"),
    "disappeared": _("disappeared"),
    "missing": _("missing"),
    "released": _("released"),
    "rescued": _("rescued"),
    "escaped": _("escaped"),
    "arrived": _("arrived"),
    "transferred": _("moved elsewhere"),
    "sent to camp": _("sent to a camp"),
    "injured": _("injured"),
    "separated": _("separated"),
    "signed": _("signed"),
    "protested": _("protested"),
    "remaining": _("remaining there"),
    "banished": _("banished"),
    "residing": _("living there"),
    "interrogated": _("interrogated"),
    "searched": _("searched"),
    "deprived": _("deprived"),
    "isolated": _("isolated"),
    "coerced": _("coerced"),
    "forced_labour": _("made to work"),
    "degraded": _("degraded"),
    "threatened": _("threatened"),
    "abducted": _("abducted"),
    "attacked": _("attacked"),
    "harassed": _("harassed"),
    "extorted": _("extorted"),
    "dismissed": _("dismissed from work"),
    "raided": _("raided"),
}
#: Types of violation of the incident reader, as they stand in its reasons.
VIOLATION: Mapping[str, Label] = {
    "arbitrary detention": _("arbitrary detention"),
    "enforced disappearance": _("enforced disappearance"),
    "kidnapping": _("kidnapping"),
    "killing": _("killing"),
    "other": _("another violation"),
    "torture": _("torture"),
}
UNIT: Mapping[str, Label] = {
    "person": pgettext_lazy("unit", "people"),
    "family": pgettext_lazy("unit", "families"),
    "household": pgettext_lazy("unit", "households"),
    "name": pgettext_lazy("unit", "names"),
    "case": pgettext_lazy("unit", "cases"),
    "facility": pgettext_lazy("unit", "facilities"),
    "organisation": pgettext_lazy("unit", "organisations"),
    "country": pgettext_lazy("unit", "countries"),
    "place": pgettext_lazy("unit", "places"),
    "signature": pgettext_lazy("unit", "signatures"),
    "vehicle": pgettext_lazy("unit", "vehicles"),
    "time": pgettext_lazy("unit", "times"),
    "minute": pgettext_lazy("unit", "minutes"),
    "hour": pgettext_lazy("unit", "hours"),
    "meal": pgettext_lazy("unit", "meals"),
    "day": pgettext_lazy("unit", "days"),
    "week": pgettext_lazy("unit", "weeks"),
    "month": pgettext_lazy("unit", "months"),
    "year": pgettext_lazy("unit", "years"),
    "kg": pgettext_lazy("unit", "kg"),
    "km": pgettext_lazy("unit", "km"),
    "percent": pgettext_lazy("unit", "percent"),
}
UNIT_ONE: Mapping[str, Label] = {
    "person": pgettext_lazy("unit", "person"),
    "case": pgettext_lazy("unit", "case"),
    "day": pgettext_lazy("unit", "day"),
    "week": pgettext_lazy("unit", "week"),
    "month": pgettext_lazy("unit", "month"),
    "year": pgettext_lazy("unit", "year"),
}
LANGUAGE: Mapping[str, Label] = {
    "en": _("English"),
    "ko": _("Korean"),
    "ko-KP": _("Korean (North)"),
    "zh": _("Chinese"),
    "zh-Hans": _("Chinese, simplified"),
    "zh-Hant": _("Chinese, traditional"),
    "ja": _("Japanese"),
    "und": _("not known"),
}
#: What the sentences beside a name say of who it is.
ROLE: Mapping[str, Label] = {
    "victim": _("victim"),
    "witness": _("witness"),
    "relative": _("relative"),
    "official": _("official"),
    "spokesperson": _("spokesperson"),
    "reporter": _("reporter"),
    "translator": _("translator"),
    "lawyer": _("lawyer"),
    "activist": _("activist"),
    "nameless": _("known by a relative alone"),
}
#: Whom a figure counts: the words of `reconcile.placed.COUNTED`, and its stages behind them.
COUNTED: Mapping[str, Label] = {
    "North Koreans": _("North Koreans"),
    "North Korean women": _("North Korean women"),
    "North Korean men": _("North Korean men"),
    "North Korean children": _("North Korean children"),
    "North Korean households": _("North Korean households"),
    "signatures": _("signatures"),
}
STAGE: Mapping[str, Label] = {"still held": _("%(counted)s still held"), "some of them": _("%(counted)s some of them")}
#: Places everyone asks about; the names of others are shown as the gazetteer keeps them.
PLACE: Mapping[str, Label] = {"cn": _("China"), "kp": _("North Korea"), "kr": _("South Korea")}
#: What the library of verbs says while it works, and how many.
WORK: Mapping[str, Label] = {
    "adding": _("Adding"),
    "reading": _("Reading"),
    "comparing": _("Looking for copies"),
    "reading again": _("Reading again"),
    "asking": _("Asking the language model"),
    "rehearsing": _("Working out what an import would do, row by row"),
    "importing": _("Importing, row by row"),
    "taking back": _("Taking an import back"),
    "gathering acts": _("Gathering what is told of acts"),
    "deriving acts": _("Working out acts"),
    "gathering columns": _("Gathering acts for tables"),
    "gathering lists": _("Counting who stands on which lists"),
    "estimating": _("Estimating"),
    "drawing linkages": _("Drawing plausible linkages of the records"),
    "packing originals": _("Packing originals"),
    "writing forms": _("Writing forms"),
    "redacting pages": _("Redacting pages"),
    "linkages": _("Estimating under each plausible linkage"),
}


def act(term: str | None) -> str:
    """An act in words; its term with spaces where we have none."""
    if not term:
        return ""
    return str(ACT.get(term, term.replace("_", " ")))


def work(what: str) -> str:
    """What the work behind the screens is doing."""
    if what not in WORK and (body := what.removesuffix(" forms")) != what:
        return gettext("Working out who can be written for (%(body)s)") % {"body": gettext(body)}
    return str(WORK.get(what, what))


def counted(words: str) -> str:
    """Whom a figure counts, in the language in use where they are words of ours; others as they stand."""
    for stage, label in STAGE.items():
        if (who := words.removesuffix(f" {stage}")) != words and who in COUNTED:
            return str(label) % {"counted": COUNTED[who]}
    return str(COUNTED.get(words, words))


def place(key: str | None) -> str:
    """A place in words: from its key in the gazetteer, in the language in use where it can be, or as it stands."""
    return str(PLACE.get(key or "") or places.name(key, tongue()) or "")


def tongue() -> str:
    """The language in use, by the key that resources go by: en, ko or zh."""
    code = (get_language() or "en").partition("-")[0]
    return code if code in {"ko", "zh"} else "en"


def unit(term: str, *, one: bool = False) -> str:
    """A unit in words, for one or for many; in brackets where we have no word for it."""
    words = UNIT_ONE.get(term) if one else None
    return str(words or UNIT.get(term) or f"({term.replace('_', ' ')})")
