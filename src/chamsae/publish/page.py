"""Text from sources made safe for a page: escaped, with what could mislead the eye made visible."""

import re
from html import escape
from urllib.parse import urlsplit

#: Controls that reorder or hide text: bidi marks, overrides and isolates, C0 and C1 controls, lone surrogates.
MISLEADING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)


def safe(text: str) -> str:
    """Escaped for an element or attribute; a misleading character becomes its name, e.g. ⟨U+202E⟩."""
    return escape(visible(text), quote=True)


def visible(text: str) -> str:
    """The text with each misleading character replaced by its name; line ends become plain ones."""
    return MISLEADING.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text.replace("\r\n", "\n"))


def link(address: str) -> str:
    """A link for an http(s) address, telling the other site nothing; plain text for anything else."""
    shown = f'<span class="address">{safe(address)}</span>'
    try:
        parts = urlsplit(address)
    except ValueError:
        return shown
    if parts.scheme not in ("http", "https") or not parts.netloc or MISLEADING.search(address):
        return shown
    return f'<a rel="noreferrer noopener nofollow" href="{escape(address, quote=True)}">{shown}</a>'
