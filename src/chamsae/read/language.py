"""In which language a text is: scripts decide for Korean, Chinese and Japanese, letter statistics for the rest."""

import re
from functools import cache
from typing import Protocol

#: Languages told apart by py3langid where the script leaves it open; others are undetermined.
CANDIDATES = (
    "en", "fr", "de", "es", "pt", "it", "nl", "sv", "no", "da", "fi", "pl", "cs", "sk", "hu", "ro", "tr", "vi", "id",
    "ru", "uk", "mn", "th", "ar", "fa", "he", "hi",
)  # fmt: skip

UNKNOWN = "und"
_LATIN_WORD = re.compile(r"[^\W\d_]+")
#: Characters no Chinese sentence is without for long, and that Japanese words seldom hold.
_CHINESE = frozenset("的了是们們这這说說吗嗎么麼")
#: So many letters (weighed) say nothing about a text that is mostly Latin.
_FEW = 7.0

#: How much of a text is looked at, in characters: the head, the middle and the end weigh alike.
SAMPLE = 30_000
#: A letter of these scripts says about as much as so many Latin ones.
_HANGUL_WEIGHT, _HAN_WEIGHT, _KANA_WEIGHT = 2.5, 3.0, 2.0
#: Below this many letters English is not told from other Latin text unless very sure.
_SHORT = 20
#: Words that are frequent in English and in no other candidate; a fifth of running text.
_ENGLISH = frozenset(
    ("the", "of", "and", "to", "that", "was", "for", "with", "were", "by", "said", "from", "they", "been")
)


def language(text: str) -> str:
    """The BCP 47 tag: en, ko, zh-Hans, zh-Hant, ja, another tag where that is likely, else "und"."""
    sample = _sample(text)
    hangul = _HANGUL_WEIGHT * sum(map(_is_hangul, sample))
    han = [c for c in sample if "\u3400" <= c <= "\u9fff" or "\uf900" <= c <= "\ufaff"]
    kana = _KANA_WEIGHT * sum("\u3041" <= c <= "\u30ff" and c != "・" for c in sample)
    ideographic = _HAN_WEIGHT * len(han)
    other = sum(c.isalpha() for c in sample) - len(han) - hangul / _HANGUL_WEIGHT - kana / _KANA_WEIGHT
    eastern = max(hangul, ideographic + kana)
    if eastern <= other and (eastern < _FEW or not _only_names(sample)):
        return _by_letters(sample, other)
    if hangul > 0.25 * ideographic and hangul > kana:  # Chinese characters with Korean endings are Korean
        return "ko"
    return "ja" if kana > 0.1 * ideographic or _japanese(han, kana) else _chinese(han)


def _sample(text: str) -> str:
    if len(text) <= SAMPLE:
        return text
    part, middle = SAMPLE // 3, len(text) // 2
    return text[:part] + text[middle : middle + part] + text[-part:]


def _is_hangul(c: str) -> bool:
    """A syllable, a leading jamo of a decomposed one, or a compatibility jamo."""
    return "\uac00" <= c <= "\ud7a3" or "\u1100" <= c <= "\u115f" or "\u3131" <= c <= "\u318e"


def _only_names(sample: str) -> bool:
    """True when the Latin words are names and abbreviations: a Korean or Chinese text may hold many of them."""
    words: list[str] = [word for word in _LATIN_WORD.findall(sample) if word[0].isascii()]
    return sum(word[0].islower() for word in words) <= 0.25 * len(words)


def _japanese(han: list[str], kana: float) -> bool:
    """True for words in characters only Japan writes so (対, 帰, 労), of which no Chinese text has more than a name."""
    own = sum(_in(c, "shift_jis") and not _in(c, "gb2312") and not _in(c, "big5") for c in han)
    many = own >= 0.1 * len(han) and _CHINESE.isdisjoint(han)
    return own > 0 and (kana > 0 or many)


def _chinese(han: list[str]) -> str:
    """Simplified or traditional, by the characters that only one of GB 2312 and Big5 has; without any, plain zh."""
    simplified = sum(_in(c, "gb2312") and not _in(c, "big5") for c in han)
    traditional = sum(_in(c, "big5") and not _in(c, "gb2312") for c in han)
    if simplified == traditional:
        return "zh"
    return "zh-Hans" if simplified > traditional else "zh-Hant"


def _in(c: str, table: str) -> bool:
    try:
        c.encode(table)
    except UnicodeEncodeError:
        return False
    return True


def _by_letters(sample: str, letters: float) -> str:
    if not letters:
        return UNKNOWN
    if _plainly_english(sample):
        return "en"
    tag, probability = _identifier().classify(sample)
    if letters < _SHORT:
        return tag if probability > 0.95 else UNKNOWN
    return tag if probability > 0.7 else UNKNOWN


def _plainly_english(sample: str) -> bool:
    """So many of its words are English function words that nobody need be asked; saves loading the model."""
    words = sample[:6000].lower().split()
    return len(words) >= 20 and sum(word in _ENGLISH for word in words) > 0.12 * len(words)


class _Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


@cache
def _identifier() -> _Identifier:
    from py3langid import langid  # noqa: PLC0415 - half a second, and only for text the script does not tell

    identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(CANDIDATES))
    return identifier  # type: ignore[no-any-return]
