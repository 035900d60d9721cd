"""Speakers as people judged them: judged one they are one origin, whatever the spelling; judged two they are two."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from chamsae.model.claim import Claim
from chamsae.reconcile.attribution import speaker_key
from chamsae.reconcile.origins import entities

#: A document and how somebody is spelled there.
Spelled = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Someone people judged: `id` the entity, `spelled` its names by document, `apart` the ids it was judged not to be.

    Of two who were judged apart the one that comes first keeps a name that both bear.
    """

    id: str
    spelled: tuple[Spelled, ...]
    apart: frozenset[str] = frozenset()


def as_judged(claims: Iterable[Claim], voices: Sequence[Voice]) -> list[Claim]:
    """The claims with the entity of each speaker as judged; with no voices, the claims as they are."""
    every = list(claims)
    if not voices:
        return every
    known = _Known(every, voices)
    return [_spoken(claim, known) for claim in every]


def _spoken(claim: Claim, known: "_Known") -> Claim:
    speaker = claim.speaker
    judged = known.identity(claim) if speaker else None
    if speaker is None or judged is None or judged == speaker.entity:
        return claim
    return replace(claim, speaker=replace(speaker, entity=judged))


class _Known:
    """Whom a name means: in a document as judged there, elsewhere as read, tied where names were judged one."""

    def __init__(self, claims: Sequence[Claim], voices: Sequence[Voice]) -> None:
        self._entities = entities(claims)
        self._heads: dict[str, str] = {}
        self._own: dict[Spelled, str | None] = {}
        taken: dict[str, set[str]] = {}
        for voice in voices:
            named = self._names(voice)
            own = {name for name in named if taken.get(name, set()) & voice.apart}
            for name in named - own:
                taken.setdefault(name, set()).add(voice.id)
            self._tie(sorted(named - own))
            self._place(voice, min(named - own, default=voice.id))

    def identity(self, claim: Claim) -> str | None:
        """The name under which a claim's speaker is counted; None where nothing was judged of it."""
        assert claim.speaker is not None
        key, entity = speaker_key(claim.speaker.text), claim.speaker.entity
        for spelled in ((claim.document, entity or ""), (claim.document, key)):
            if (own := self._own.get(spelled)) is not None:
                return self._head(own)
        name = entity or self._entities.get((claim.document, key)) or key
        return self._head(name) if name in self._heads else None

    def _names(self, voice: Voice) -> set[str]:
        found = (self._entities.get((document, speaker_key(name))) for document, name in voice.spelled)
        return {entity for entity in found if entity}

    def _place(self, voice: Voice, identity: str) -> None:
        """Whom the spellings of a voice mean in its documents; nobody where two share one ("Mr. Kim")."""
        for document, name in voice.spelled:
            key = speaker_key(name)
            for spelled in {(document, key), (document, self._entities.get((document, key), key))}:
                clash = self._own.get(spelled, identity) != identity
                self._own[spelled] = None if clash else identity

    def _tie(self, names: Sequence[str]) -> None:
        for name in names:
            one, other = sorted((self._head(names[0]), self._head(name)))
            self._heads[other] = self._heads[one] = one

    def _head(self, name: str) -> str:
        return _followed(self._heads, name)


def _followed(heads: Mapping[str, str], name: str) -> str:
    while (above := heads.get(name, name)) != name:
        name = above
    return name
