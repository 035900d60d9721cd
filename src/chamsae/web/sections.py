"""The sections of the screens: seven in the head, the screens of a section below it, each with its key."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen one goes to by its key; `also` are other addresses that belong to it."""

    name: str
    label: "str | Promise"
    key: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Screens that belong together; its head leads to the first of them. `acts`: they show what acts are derived."""

    label: "str | Promise"
    screens: tuple[Screen, ...]
    acts: bool = False


@dataclass(frozen=True, slots=True)
class Here:
    """A section or screen as a page shows it."""

    label: "str | Promise"
    address: str
    key: str
    current: bool
    below: tuple["Here", ...] = ()


SECTIONS = (
    Section(_("Today"), (Screen("today", _("Today"), "g t"),)),
    Section(_("Sources"), (Screen("sources", _("Sources"), "g s"),)),
    Section(_("Review"), (Screen("review", _("Review"), "g r", ("/read/", "/claims/")),)),
    Section(_("Cases"), (
        Screen("people", _("People"), "g p"),
        Screen("events", _("Events"), "g e", ("/acts/",)),
        Screen("places", _("Places"), "g l"),
        Screen("coding", _("Coding"), "g c"),
    ), acts=True),
    Section(_("Figures"), (
        Screen("figures", _("Figures"), "g f"),
        Screen("series", _("Figures over time"), "g v"),
        Screen("statements", _("Statements"), "g m"),
        Screen("estimates", _("Estimates"), "g w"),
    )),
    Section(_("Tables"), (
        Screen("tables", _("Tables"), "g b"),
        Screen("kept-tables", _("Kept tables"), "g k"),
    ), acts=True),
    Section(_("Intake"), (
        Screen("interviews", _("Interviews"), "g i"),
        Screen("consents", _("Consent"), "g g"),
        Screen("vault", _("Vault"), "g 0"),
        Screen("custody", _("In custody now"), "g u"),
        Screen("risks", _("Persons at risk"), "g d"),
        Screen("tracings", _("Family tracing"), "g a"),
        Screen("appeals", _("Appeals"), "g j"),
        Screen("imports", _("Partners' lists"), "g n"),
    ), acts=True),
)  # fmt: skip
#: What the foot leads to.
FOOT = Section(_("Records and settings"), (
    Screen("log", _("Log"), "g o"),
    Screen("releases", _("Releases"), "g y"),
    Screen("petitions", _("Petitions"), "g q"),
    Screen("redactions", _("Redaction"), "g z"),
    Screen("exports", _("Exports"), "g x"),
    Screen("settings", _("Settings"), "g h"),
))  # fmt: skip


def heads(path: str) -> tuple[Here, ...]:
    """The sections as the page at `path` shows them."""
    chosen = _nearest(path, (screen for section in SECTIONS for screen in section.screens))
    return tuple(_here(section, chosen) for section in SECTIONS)


def foot(path: str) -> Here:
    """The foot as the page at `path` shows it."""
    return _here(FOOT, _nearest(path, FOOT.screens))


def show_acts(path: str) -> bool:
    """Whether the page at `path` belongs to a section that shows acts."""
    return any(section.acts and _nearest(path, section.screens) for section in SECTIONS)


def named() -> list[tuple[str, "str | Promise"]]:
    """Every screen's key with its name."""
    return [(screen.key, screen.label) for section in (*SECTIONS, FOOT) for screen in section.screens]


def _here(section: Section, chosen: Screen | None) -> Here:
    below = tuple(Here(one.label, reverse(one.name), one.key, one is chosen) for one in section.screens)
    return Here(section.label, below[0].address, below[0].key, any(one.current for one in below), below)


def _nearest(path: str, screens: Iterable[Screen]) -> Screen | None:
    """The screen whose address is the longest beginning of the path; the front page is only itself."""
    found = [(len(start), one) for one in screens for start in (reverse(one.name), *one.also) if _within(path, start)]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _within(path: str, start: str) -> bool:
    return path == start if start == "/" else path.startswith(start)
