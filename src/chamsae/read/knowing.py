"""How a witness knows what they tell: lived through, seen or heard, and from whom, as their own words say it."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache

from chamsae.model.claim import Act, Claim, Figure, Modality, Speaker, SpeakerKind
from chamsae.model.interview import Basis
from chamsae.text.shipped import shipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """How the witness seems to know, from whom it was heard, and by which words."""

    basis: Basis
    source: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Words:
    """The expressions of one language."""

    heard: tuple[re.Pattern[str], ...]
    saw: tuple[re.Pattern[str], ...]
    own: re.Pattern[str]
    dropped: bool


def knowing(claim: Claim, language: str, witness: Collection[str] = ()) -> Proposed:
    """What the sentence of a claim tells of how it is known; `witness` are the names of the one who tells.

    Nothing is guessed beyond the words: where they do not tell, the basis is unknown.
    """
    words = _table().get(language.partition("-")[0])
    if words is None:
        return Proposed(basis=Basis.UNKNOWN)
    return _heard(claim, words, witness) or _seen(claim, words) or _lived(claim, words, witness)


def _heard(claim: Claim, words: _Words, witness: Collection[str]) -> Proposed | None:
    told = _first(words.heard, claim.quote.exact)
    if told is not None:
        source = (told.groupdict().get("source") or "").strip()
        found = "" if words.own.fullmatch(source) else claim.quote.exact[slice(*told.span("source"))] if source else ""
        return Proposed(basis=Basis.HEARD, source=found, why=claim.quote.exact[slice(*told.span())])
    if claim.speaker and _is_other(claim.speaker, words, witness):
        return Proposed(basis=Basis.HEARD, source=claim.speaker.text, why=claim.speaker.text)
    return Proposed(basis=Basis.HEARD) if claim.modality is Modality.HEARSAY else None


def _is_other(speaker: Speaker, words: _Words, witness: Collection[str]) -> bool:
    own = speaker.text in witness or words.own.search(speaker.text.lower()) is not None
    return speaker.kind in {SpeakerKind.NAMED, SpeakerKind.UNNAMED} and (not own or "my " in speaker.text.lower())


def _seen(claim: Claim, words: _Words) -> Proposed | None:
    told = _first(words.saw, claim.quote.exact)
    return told and Proposed(basis=Basis.SAW, why=claim.quote.exact[slice(*told.span())])


def _lived(claim: Claim, words: _Words, witness: Collection[str]) -> Proposed:
    whom = _whom(claim)
    own = words.own.search(claim.quote.exact.lower())
    if whom in witness or (whom and words.own.search(whom.lower())):
        return Proposed(basis=Basis.EXPERIENCED, why=whom or "")
    if whom == "" and (own or words.dropped):
        return Proposed(basis=Basis.EXPERIENCED, why=own[0].strip() if own else "")
    return Proposed(basis=Basis.UNKNOWN)


def _whom(claim: Claim) -> str | None:
    """To whom it happened: "" where nobody is named, None where it tells of nothing that happened to a person."""
    match claim.value:
        case Act(victim=victim):
            return victim or ""
        case Figure(amount=amount, act=str()) if amount.unit != "person":
            return ""
    return None


def _first(patterns: tuple[re.Pattern[str], ...], text: str) -> re.Match[str] | None:
    lowered = text.lower() if len(text.lower()) == len(text) else text
    return next((found for pattern in patterns if (found := pattern.search(lowered))), None)


@cache
def _table() -> Mapping[str, _Words]:
    return {key: _compiled(one) for key, one in shipped("knowing").items() if key != "version"}


def _compiled(told: Mapping[str, list[str] | str | bool]) -> _Words:
    heard, saw = told["heard"], told["saw"]
    assert isinstance(heard, list) and isinstance(saw, list)
    own, dropped = re.compile(str(told["own"])), bool(told.get("dropped"))
    return _Words(tuple(map(re.compile, heard)), tuple(map(re.compile, saw)), own, dropped)
