"""A petition as a PDF by Typst, with the fonts of this computer; no date or program is told in the file."""

import json
from importlib.resources import files
from itertools import count

from chamsae.errors import MissingPart, phrase
from chamsae.model.petition import Petition, Sentence
from chamsae.publish.forms.laid_out import (
    APART,
    EXHIBITS,
    NOTHING,
    SIGNATURE,
    TYPED,
    about,
    exhibit_head,
    exhibit_rows,
    note,
    notices,
)
from chamsae.publish.printing import EASTERN, HAN, LATIN, compiler, first

#: As those of other scripts in chamsae.publish.printing.
TAIWANESE = ("Noto Serif CJK TC", "Noto Serif TC", "PMingLiU", "Noto Sans CJK TC")


def pdf(petition: Petition) -> bytes:
    """The petition as a PDF file; the same petition gives the same bytes.

    Raises MissingPart without Typst, and where a Korean or Chinese quote is to be printed and no font here has its
    letters.
    """
    data = _data(petition)
    if not data.isascii() and not first(EASTERN) and _is_eastern(data):
        raise MissingPart(
            phrase("no font on this computer has Korean and Chinese letters"), thing="PDF",
            do=phrase("Install one (Debian and Ubuntu: fonts-noto-cjk), or write DOCX instead."),
        )  # fmt: skip
    source = files("chamsae.resources.forms").joinpath("petition.typ").read_bytes()
    written = compiler().compile(source, sys_inputs={"petition": data}, format="pdf", timestamp=0)
    assert isinstance(written, bytes)
    return written


def _data(petition: Petition) -> str:
    return json.dumps(
        {
            "title": petition.title,
            "about": about(petition),
            "notices": list(notices(petition)),
            "apart": APART,
            "fonts": [font for font in (first(LATIN), first(EASTERN), first(HAN)) if font],
            "nothing": NOTHING,
            "typed": TYPED,
            "signature": SIGNATURE if petition.signed else "",
            "exhibits": EXHIBITS,
            "documents": [exhibit_head(), *exhibit_rows(petition)],
            "sections": _sections(petition),
            "footnotes": [
                {
                    "quote": told.quote,
                    "fonts": _fonts_of(told.language),
                    "region": _region(told.language),
                    "place": told.place,
                }
                for told in (note(one, petition) for one in petition.footnotes)
            ],
        },
        ensure_ascii=False,
    )


def _sections(petition: Petition) -> list[dict[str, object]]:
    """Sections with their sentences numbered on, each note marked where it is cited first."""
    numbers, cited = count(1), set[int]()

    def told(sentence: Sentence) -> dict[str, object]:
        notes = [(one, one not in cited) for one in sentence.notes]
        cited.update(sentence.notes)
        return {"number": next(numbers), "text": sentence.text, "notes": notes, "typed": sentence.typed}

    return [
        {
            "heading": f"{section.number}. {section.label['en']}",
            "fields": [
                {
                    "number": one.number,
                    "label": one.label["en"],
                    "required": one.required,
                    "sentences": [told(sentence) for sentence in one.sentences],
                }
                for one in section.fields
            ],
        }
        for section in petition.sections
    ]


def _fonts_of(language: str) -> list[str]:
    """The fonts for a quote in its language: Chinese characters are drawn otherwise in China, Taiwan and Korea."""
    eastern = {"zh-Hans": (HAN, EASTERN), "zh-Hant": (TAIWANESE, HAN, EASTERN)}.get(language, (EASTERN, HAN))
    return [font for font in map(first, (LATIN, *eastern)) if font]


def _region(language: str) -> list[str]:
    """Language and region as Typst wants them."""
    return {"ko": ["ko", "KR"], "zh-Hans": ["zh", "CN"], "zh-Hant": ["zh", "TW"]}.get(language, ["en", "GB"])


def _is_eastern(text: str) -> bool:
    return any("\u1100" <= char <= "\u11ff" or "\u2e80" <= char <= "\ud7ff" for char in text)
