"""Gathers the words of the screens into locale/*.po and compiles them: `python tools/messages.py`.

Existing translations stay; what is new is left empty and named, so that somebody can fill it in.
"""

import io
import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chamsae.web.settings")

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from chamsae.read.sheet.notes import ENGLISH

WEB = Path(__file__).resolve().parent.parent / "src" / "chamsae" / "web"
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
LANGUAGES = {"ko": "ko", "zh_Hans": "zh_Hans_CN"}
KEYWORDS = {
    "_": None,
    "lazy": None,
    "noop": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


#: Files that say what an error says as a phrase (chamsae.errors).
PHRASES = re.compile(rb"^from chamsae.errors import .*\bphrase\b|^def phrase\(", re.MULTILINE)


def main() -> None:
    """Write the .po and .mo files; name what lacks a translation."""
    for folder, locale in LANGUAGES.items():
        file = WEB / "locale" / folder / "LC_MESSAGES" / "django.po"
        catalog = updated(file, locale)
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as out:
            write_po(out, catalog, sort_output=True, no_location=True, width=120, ignore_obsolete=True)
        file.with_suffix(".mo").write_bytes(compiled(file))
        missing = [str(message.id) for message in catalog if message.id and not _is_full(message.string)]
        print(f"{folder}: {len(catalog)} messages, {len(missing)} to translate")
        for one in missing:
            print(f"  {one}")


def updated(file: Path, locale: str) -> Catalog:
    """The catalogue with exactly the messages the code has now."""
    template = Catalog(locale=locale, project="Chamsae", charset="utf-8", header_comment="# Words of the screens.")
    for message, context in gathered():
        template.add(message, context=context, flags=("python-format",) if "%(" in str(message) else ())
    if not file.exists():
        return template
    with file.open("rb") as given:
        catalog = read_po(given, locale=locale)
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.creation_date = catalog.revision_date = BEGAN  # else every run changes the files
    return catalog


def compiled(file: Path) -> bytes:
    """The .mo of a .po file."""
    out = io.BytesIO()
    with file.open("rb") as given:
        write_mo(out, read_po(given))
    return out.getvalue()


def gathered() -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """Every message of the web app with its context, what errors say (`phrase`), and what imports say of files."""
    import django  # noqa: PLC0415 - after the settings are named
    from django.utils.translation.template import templatize  # noqa: PLC0415

    django.setup()
    for file in sorted(WEB.rglob("*.py")):
        yield from _extracted(file.read_bytes(), KEYWORDS | {"phrase": None})
    for file in sorted(WEB.rglob("*.html")):
        yield from _extracted(templatize(file.read_text("utf-8"), origin=file.name).encode("utf-8"))
    for file in sorted(WEB.parent.rglob("*.py")):
        code = file.read_bytes()
        if WEB not in file.parents and PHRASES.search(code):  # else every file is taken apart for the few that say any
            yield from _extracted(code, {"phrase": None})
    for sentence in ENGLISH.values():
        yield sentence, None


def _extracted(code: bytes, keywords: dict[str, Any] = KEYWORDS) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    for _, message, _, context in extract("python", io.BytesIO(code), keywords=keywords):
        yield message, context


def _is_full(string: object) -> bool:
    return all(string) if isinstance(string, tuple | list) else bool(string)


if __name__ == "__main__":
    main()
