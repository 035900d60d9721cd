"""The words of a table in the reader's language: axes, units, what is not told, times, ages (resources/tables.yml).

Dimensions and keys come as plain text, as chamsae.model.table writes them, so that publishing needs no other noun.
"""

from collections.abc import Callable, Mapping
from functools import cache

from chamsae.text import places
from chamsae.text.custody import authorities, facility
from chamsae.text.shipped import shipped
from chamsae.text.violations import violation
from chamsae.text.vocabulary import label
from chamsae.text.vocabulary import term as listed

#: The languages a table can be written in.
LANGUAGES = ("en", "ko", "zh")


def dimension_words(dimension: str, language: str) -> str:
    """What an axis is called."""
    return _table()["dimensions"][dimension][language]


def unit_words(counting: str, language: str) -> str:
    """What is counted, in the plural: acts, persons, events, cases."""
    return _table()["units"][counting][language]


def said(key: str, language: str, **put: object) -> str:
    """A sentence or word of tables, with what belongs into it."""
    words = _table()["said"][key][language]
    return words % put if put else words


def paper_words(key: str, language: str, **put: object) -> str:
    """A heading or sentence of the white paper, with what belongs into it."""
    words = _table()["paper"][key][language]
    return words % put if put else words


def title_words(axes: tuple[str, ...], counting: str, language: str) -> str:
    """What a table shows: "Persons by violation and year"; the unit stands first or last, never left out."""
    named = [dimension_words(axis, language) for axis in axes]
    comma = said("comma", language)
    joined = said("and", language).join([comma.join(named[:-1]), named[-1]]) if len(named) > 1 else named[0]
    words = said("title", language, unit=unit_words(counting, language), axes=joined)
    return words[0].upper() + words[1:]


def key_words(dimension: str, key: str | None, language: str, names: Mapping[str, str] | None = None) -> str:
    """A key of an axis in words; `names` are those that only the casebook knows (documents, events)."""
    if key is None:
        return said("all", language)
    if dimension == "length":
        return _table()["lengths"][key][language]
    if key == "":
        return _table()["open"][dimension][language]
    if names and key in names:
        return names[key]
    return _WORDS.get(dimension, _term_words)(dimension, key, language)


def time_words(dimension: str, key: str, language: str) -> str:
    """A stretch of time: "2010 or 2011", "2010, month unknown"."""
    first, slash, last = key.partition("/")
    if slash:
        return _years_words(first, last, language)
    if "H" in key:
        half = _table()["times"][f"half-{key[-1]}"][language]
        return _put("times", "half", language, year=key[:4], half=half)
    if dimension != "year" and len(key) == 4:
        return _put("times", "no-half" if dimension == "half-year" else "no-month", language, year=key)
    return key


def _years_words(first: str, last: str, language: str) -> str:
    if not last:
        return _put("times", "from", language, first=first)
    if not first:
        return _put("times", "until", language, last=last)
    near = int(last) - int(first) == 1
    return _put("times", "two" if near else "between", language, first=first, last=last)


def _state_words(dimension: str, key: str, language: str) -> str:
    return places.name(key.lower(), language) or key


def _place_words(dimension: str, key: str, language: str) -> str:
    return " / ".join((places.name(one, language) or one).removeprefix("text:") for one in key.split("+"))


def _age_words(dimension: str, key: str, language: str) -> str:
    """A group of ages, or the first and last of several: "18 to 29 or 30 to 44", "18 to 59"."""
    if key in _table()["keys"]:
        return _term_words(dimension, key, language)
    first, slash, last = key.partition("/")
    if not slash:
        return _years_old(key, language)
    low, _, end = first.partition("-")
    start, _, high = last.partition("-")
    if int(end) + 1 != int(start.removesuffix("+")):
        return _years_old(f"{low}-{high}" if high else f"{low}+", language)
    return _put("ages", "or", language, first=_years_old(first, language), last=_years_old(last, language))


def _years_old(group: str, language: str) -> str:
    low, _, high = group.removesuffix("+").partition("-")
    if not high:
        return _put("ages", "from", language, age=low)
    if low == "0":
        return _put("ages", "under", language, age=int(high) + 1)
    return _put("ages", "between", language, low=low, high=high)


def _term_words(dimension: str, key: str, language: str) -> str:
    """A term of one of the lists; the key itself, with spaces, where none has it."""
    if dimension in {"violation", "violation-group"} and (term := violation(key)) is not None:
        return term.label[language]
    if dimension == "facility-kind" and (kind := facility(key)) is not None:
        return kind.label[language]
    known = _table()["keys"].get(key)
    if known:
        return known[language]
    if dimension in _LISTS and listed(_LISTS[dimension], key) is not None:
        return label(_LISTS[dimension], key, language)
    return key if dimension == "source" else key.replace("_", " ").replace("-", " ")


def _body_words(dimension: str, key: str, language: str) -> str:
    """A body by its name, by its kind where only that is known, or in the words of the source."""
    if (body := authorities().get(key)) is not None:
        return body.label[language]
    if key in _table()["keys"]:
        return _table()["keys"][key][language]
    kind = key.removeprefix("type:")
    return said("no-state", language, kind=label("perpetrator", kind, language)) if kind != key else key


#: The lists of terms (resources/details.yml, involvement.yml) that the keys of an axis are of.
_LISTS = {"occupation": "occupation", "perpetrator-type": "perpetrator", "sex": "sex"}
#: How the keys of an axis are said; those of other axes are terms of lists.
_WORDS: Mapping[str, Callable[[str, str, str], str]] = {
    **dict.fromkeys(("year", "half-year", "month"), time_words),
    **dict.fromkeys(("country", "province", "county", "place", "crossing", "facility"), _place_words),
    "age": _age_words,
    "body": _body_words,
    "state": _state_words,
}


def _put(group: str, key: str, language: str, **put: object) -> str:
    return _table()[group][key][language] % put


@cache
def _table() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    table: Mapping[str, Mapping[str, Mapping[str, str]]] = shipped("tables")
    return table
