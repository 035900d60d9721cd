"""How templates say things: nouns in words, times in UTC, sizes, and labels of our terms."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from urllib.parse import urlsplit

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from chamsae.model.claim import Claim, ClaimKind, NameType
from chamsae.model.judgement import Status, Verdict
from chamsae.model.queue import Stage
from chamsae.model.release import WithheldItem
from chamsae.model.source import How
from chamsae.model.term import Words
from chamsae.model.when import When
from chamsae.publish.edition.words import withheld
from chamsae.read.account import clock
from chamsae.read.sheet.notes import Note
from chamsae.web import labels, notes, phrases, places, reasons, words
from chamsae.web.romanising import letters
from chamsae.web.rows import Title

register = template.Library()


@register.filter
def parts(claim: Claim) -> list[words.Part]:
    """A claim in words, in parts."""
    return words.claim_words(claim)


@register.filter
def timecode(value: float) -> str:
    """Seconds as a time code: 1:02:03."""
    return places.code(value)


@register.filter
def hours(value: int) -> str:
    """Seconds as a time mark: 00:12:34."""
    return clock(value)


@register.filter
def when(value: When | None) -> str:
    """A time in words."""
    return words.when_words(value)


@register.filter
def day(value: date | None) -> str:
    """A day in words."""
    return words.day_words(value)


@register.filter
def told(value: str) -> str:
    """What went wrong, as an error says it."""
    return phrases.told(value)


@register.filter
def note(value: Note) -> str:
    """What an import says of a file, a row or a cell."""
    return notes.words(value)


@register.filter
def reason(value: str) -> str:
    """A reason made below the web, in the reader's language."""
    return reasons.reason_words(value)


@register.filter
def reasons_why(value: tuple[str, ...]) -> str:
    """Why a claim was proposed, in one line."""
    return reasons.reasons_words(value)


@register.filter
def in_language(value: Words) -> str:
    """Words kept in three languages, in the one of the screen."""
    return value[labels.tongue()]


@register.filter
def utc(value: datetime | None) -> str:
    """A moment: 9 October 2023, 03:10 UTC."""
    return date_format(value, pgettext("date and time format", "j F Y, H:i")) + " UTC" if value else ""


@register.filter
def status(value: str) -> str:
    """A state in words."""
    return str(labels.STATUS[Status(value)])


@register.filter
def asked(value: int) -> str:
    """Why a claim is asked, in a sentence."""
    return str(labels.ASKED[Stage(value)])


@register.filter
def verdict(value: str) -> str:
    """An answer in words."""
    return str(labels.VERDICT[Verdict(value)])


@register.filter
def kind(value: str) -> str:
    """A kind of claim, many."""
    return str(labels.KIND[ClaimKind(value)])


@register.filter
def kind_one(value: str) -> str:
    """A kind of claim, one."""
    return str(labels.KIND_ONE[ClaimKind(value)])


@register.filter
def how(value: str) -> str:
    """The way bytes came in."""
    return str(labels.HOW[How(value)])


@register.filter
def language(value: str) -> str:
    """A language's name, or its tag."""
    return str(labels.LANGUAGE.get(value, value))


@register.filter
def comparator(value: str) -> str:
    """What the words around a number do to it."""
    return str(labels.COMPARATOR[value])  # type: ignore[index]


@register.filter
def stage(value: str) -> str:
    """What the work behind the screens is doing."""
    return labels.work(value)


@register.filter
def stays(value: WithheldItem) -> str:
    """How many things of a kind stay inside, and why."""
    return withheld(value, labels.tongue())


@register.filter
def count(value: float | None) -> str:
    """A number with thousands marked."""
    return words.number(value)


@register.filter
def size(value: int) -> str:
    """Bytes in the unit people read."""
    amount = float(value)
    for unit in ("B", "kB", "MB", "GB"):
        if amount < 1000 or unit == "GB":
            return f"{amount:,.0f} {unit}" if unit == "B" or amount >= 10 else f"{amount:,.1f} {unit}"
        amount /= 1000
    return ""


@register.filter
def per_cent(value: float) -> int:
    """A share of one as per cent."""
    return round(value * 100)


@register.filter
def chance(value: float) -> int:
    """A probability as per cent; evidence never makes 0 or 100."""
    return min(99, max(1, round(value * 100)))


@register.filter
def roles(value: Iterable[str]) -> str:
    """Roles of somebody, in one line."""
    return ", ".join(str(labels.ROLE.get(role, role)) for role in value)


@register.simple_tag(takes_context=True)
def named(context: template.Context, name: str, tongue: str = "", kind: str = NameType.PERSON) -> SafeString:
    """A name in its own script and, where that was chosen, in letters."""
    shown = format_html('<bdi lang="{}">{}</bdi>', field_lang(tongue), name)
    return shown + in_letters(context, name, kind)


@register.simple_tag(takes_context=True)
def in_letters(context: template.Context, name: str, kind: str = NameType.PERSON) -> SafeString:
    """A name in letters, behind the name itself, where that was chosen."""
    found = letters(name, kind) if context.get("romanise") else ()
    if not found:
        return SafeString("")
    pieces = ((one.language, one.text, _system(one.system, ", ".join(map(str, one.systems)))) for one in found)
    told = format_html_join(" · ", '<span lang="{}">{}</span>{}', pieces)
    return format_html(' <span class="letters">{}</span>', told)


def _system(short: str, full: str) -> SafeString:
    return format_html(' <abbr title="{}">{}</abbr>', full, short) if short else SafeString("")


@register.filter
def signed(value: float) -> str:
    """A weight in bits, with its sign and one decimal."""
    return f"{value:+.1f}".replace("-", "\u2212")


@register.filter
def host(address: str | None) -> str:
    """The host of an address."""
    return urlsplit(address or "").hostname or ""


@register.filter
def field_lang(value: str) -> str:
    """A document's language for `lang=`; nothing where it is not known."""
    return "" if value == "und" else value


@register.filter
def of_key(titles: Mapping[str, Title], document: str) -> str:
    """The language of a document among titles."""
    return titles[document].language if document in titles else ""


@register.filter
def title_of(titles: Mapping[str, Title], document: str) -> str:
    """The title of a document among titles."""
    return titles[document].title if document in titles else document
