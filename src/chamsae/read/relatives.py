"""Relatives told without a name ("her younger sister", 그의 어머니, 他的妻子): persons of one document, and whose kin.

One is proposed only where it is clear whose relative it is: by a name right before the words, by a pronoun that can
mean nobody else, or by "my" where somebody tells. Each is a stub: evidence never makes one of two of them.
"""

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from chamsae.model.claim import NAMELESS, Act, Claim, Detail, Name, NameType, Speaker, SpeakerKind, Statement, settle_id
from chamsae.model.document import Document
from chamsae.model.quote import Quote, Trigger, cut
from chamsae.read.passages import passages, subtag
from chamsae.read.relative_words import PATTERNS, code, somebody
from chamsae.text.normal import fold

READER = "chamsae-relatives 1.0"
#: How sure it is whose kin: named right there, told by who speaks, by a pronoun.
BY_NAME, BY_SPEAKER, BY_PRONOUN = 0.7, 0.65, 0.5

#: What may stand between a name and the words that tell of its relative.
_TITLE = r"(?:\s?(?:씨|님|양|군|여사|선생|氏|女士|先生|小姐|太太))?"
_SENTENCE = re.compile(r"(?:[.!?][\"”’')]*\s+|[。！？][”」』]?|\n+)")
_IS = re.compile(
    r"\b(?:is|was|are|were|be|been|being|as|become|became|not)\s$|[是为為作叫当當][一-鿿]{0,4}$", re.IGNORECASE
)
#: What may stand between the words for a relative and the name of that same relative.
_NAMING = re.compile(r",?\s|\s\(|,?\s(?:named|called)\s|\s?인\s|(?:名叫|叫|：)?")
#: The words in front of "'s".
_BEFORE_S = re.compile(r"(?:[A-Z][\w-]*\s)*[A-Z][\w-]+$")


@dataclass(frozen=True, slots=True)
class _Owner:
    """Whose relative: in words, by the reader's entity where it has one, how sure, and why."""

    words: str
    entity: str | None
    sure: float
    why: str


@dataclass(frozen=True, slots=True)
class _Found:
    """Words for a relative: `start`–`end`, `whole` with whose, `phrase` those of the relative, `code` the relation."""

    start: int
    end: int
    whole: str
    phrase: str
    code: str
    owner: _Owner


def relatives(document: Document, claims: Sequence[Claim]) -> list[Claim]:
    """The claims with those of relatives that have no name; acts that befell one of these name them."""
    found = list(_Page(document, claims).found())
    tied = [_tied(claim, found, document.id) if isinstance(claim.value, Act) else claim for claim in claims]
    return [*tied, *(claim for one in found for claim in _claims(document, claims, one))]


@dataclass(frozen=True)
class _Page:
    """A document's text with what its readers found there."""

    document: Document
    claims: Sequence[Claim]
    text: str = field(init=False, default="")

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", self.document.text)

    @cached_property
    def people(self) -> list[tuple[int, int, Name]]:
        """Persons named, in order of place."""
        return sorted(
            (
                (claim.trigger.start, claim.trigger.end, claim.value)
                for claim in self.claims
                if isinstance(claim.value, Name) and claim.value.type is NameType.PERSON
            ),
            key=lambda one: one[:2],
        )

    @cached_property
    def starts(self) -> list[int]:
        """Where sentences begin: as the readers cut them, else at the marks that end one."""
        quotes = {claim.quote.start for claim in self.claims}
        return sorted({0, *quotes, *(match.end() for match in _SENTENCE.finditer(self.text))})

    def found(self) -> Iterator[_Found]:
        """Every relative without a name whose kin is clear."""
        tags = {subtag(self.document.language), *(subtag(one.language) for one in passages(self.document))}
        for tag in sorted(tags & PATTERNS.keys()):
            for match in PATTERNS[tag]().finditer(self.text):
                if not self._left_out(match) and (owner := self._owner(match)) is not None:
                    yield self._made(match, owner)

    def _made(self, match: re.Match[str], owner: _Owner) -> _Found:
        held = self._named_at(match) if match["gen"] else None
        begin, end = match.start("phrase") if match["gen"] else match.start(), match.end("phrase")
        return _Found(
            start=begin, end=end, whole=self.text[held[0] if held else begin : end],
            phrase=" ".join(match["phrase"].split()), code=code(match["kin"]), owner=owner,
        )  # fmt: skip

    def _left_out(self, match: re.Match[str]) -> bool:
        """True in what is no text of the author's, of one who is named beside, and of what somebody is said to be."""
        start, end = match.start(), match.end("phrase")
        if any(zone.start <= start < zone.end for zone in self.document.furniture):
            return True
        named = any(first >= end and _NAMING.fullmatch(self.text, end, first) for first, _, _ in self._near(end))
        owned = self._named_at(match) if match["gen"] else None
        begin = owned[0] if owned else start
        apposed = any(self.text[last:begin] in (", ", "，") for _, last, _ in self._near(begin))
        return named or apposed or _IS.search(self.text[max(0, begin - 12) : begin]) is not None

    def _near(self, at: int) -> list[tuple[int, int, Name]]:
        place = bisect_right(self.people, at, key=lambda one: one[0])
        return self.people[max(0, place - 3) : place + 3]

    def _owner(self, match: re.Match[str]) -> _Owner | None:
        if match["first"]:
            return self._teller(match.start())
        if match["pron"]:
            return None if self._quoted(match.start()) else self._meant(match.start())
        return self._named(match)

    def _named(self, match: re.Match[str]) -> _Owner | None:
        """ "Cha's uncle", 표 씨의 남동생, 卢英姬的丈夫: the name that ends where the words begin."""
        found = self._named_at(match)
        if found is None:
            return None
        words = self.full.get(found[1].entity or "", found[1].text)
        return _Owner(words, found[1].entity, BY_NAME, f"{words} is named before it")

    def _named_at(self, match: re.Match[str]) -> tuple[int, Name] | None:
        """Where that name begins, and whose it is; a part of the name of one person alone is that person's."""
        at = match.start("gen")
        for start, end, name in self._near(at):
            if end <= at and re.fullmatch(_TITLE, self.text[end:at]):
                return start, name
        part = _BEFORE_S.search(self.text[max(0, at - 40) : at])
        if part is None:
            return None
        whose = {one.entity: one for _, _, one in self.people if fold(part[0]) in _parts(one.text)}
        return (at - len(part[0]), next(iter(whose.values()))) if len(whose) == 1 else None

    @cached_property
    def full(self) -> dict[str, str]:
        """The fullest name of everybody."""
        by_length = sorted(self.people, key=lambda one: len(one[2].text))
        return {name.entity: name.text for _, _, name in by_length if name.entity}

    def _quoted(self, at: int) -> Claim | None:
        """The statement in quotation marks around a place."""
        return next(
            (
                claim
                for claim in self.claims
                if isinstance(claim.value, Statement)
                and claim.value.direct
                and claim.trigger.start <= at < claim.trigger.end
            ),
            None,
        )

    def _teller(self, at: int) -> _Owner | None:
        """Whom "my" means: who is quoted there, else who tells the sentence, else the one who tells the whole text."""
        around = self._quoted(at)
        said = [around] if around else [one for one in self.claims if one.quote.start <= at < one.quote.end]
        speakers = _tellers(said) if said else set()
        if not speakers and not around:
            speakers = _tellers(self.claims)
        if len(speakers) != 1:
            return None
        (speaker,) = speakers
        return _Owner(speaker.text, speaker.entity, BY_SPEAKER, f"{speaker.text} tells it")

    def _meant(self, at: int) -> _Owner | None:
        """Whom "her" means: the one person named before it in the sentence, else in the sentences before it.

        Nobody, where somebody without a name may be meant, and where that person is the one who says so.
        """
        place = bisect_right(self.starts, at) - 1
        for back in range(6):
            if place - back < 0:
                return None
            start = self.starts[place - back]
            named = {name.entity or name.text: name for first, _, name in self.people if start <= first < at}
            if named:
                last = max(end for _, end, _ in self.people if start < end <= at)
                (name,) = named.values() if len(named) == 1 else (None,)
                between = self.text[last:at]
                clear = name is not None and not self._somebody(start, at) and between.count("\n\n") < 2
                return self._heard(name, at) if name is not None and clear else None
        return None

    def _somebody(self, start: int, at: int) -> bool:
        """True where somebody without a name is told of, other than in apposition: "Hwang Il-nam, a driver, …"."""
        ends = {end for _, end, _ in self.people}
        found = (match.start() for match in somebody().finditer(self.text, start, at))
        return any(not (self.text[one - 2 : one] == ", " and one - 2 in ends) for one in found)

    def _heard(self, name: Name, at: int) -> _Owner | None:
        """The person, unless the sentence is what that person says of others."""
        said = [one.speaker for one in self.claims if one.quote.start <= at < one.quote.end and one.speaker]
        if any(one.entity and one.entity == name.entity for one in said):
            return None
        words = self.full.get(name.entity or "", name.text)
        return _Owner(words, name.entity, BY_PRONOUN, f"only {words} can be meant")


def _tellers(claims: Sequence[Claim]) -> set[Speaker]:
    told = (one.speaker for one in claims if one.speaker is not None)
    return {replace(one, kind=SpeakerKind.NAMED) for one in told if one.kind is not SpeakerKind.NARRATOR}


def _claims(document: Document, claims: Sequence[Claim], found: _Found) -> Iterator[Claim]:
    """The relative as somebody of this document, and the relation."""
    near = [one for one in claims if one.quote.start <= found.start and found.end <= one.quote.end]
    source = min(near, key=lambda one: one.quote.end - one.quote.start, default=None)
    about, entity = _called(found), _entity(document.id, found)
    name = Name(text=about, type=NameType.PERSON, entity=entity, roles=(NAMELESS,))
    owner = found.owner
    detail = Detail(
        about=about, about_entity=entity, field="kin", text=found.phrase, code=found.code, other=owner.words,
        other_entity=owner.entity,
    )  # fmt: skip
    for value in (name, detail):
        yield settle_id(
            Claim(
                id="",
                document=document.id,
                quote=source.quote if source else _sentence(document.text, found),
                trigger=Trigger(exact=document.text[found.start : found.end], start=found.start, end=found.end),
                value=value,
                reader=READER,
                speaker=source.speaker if source else None,
                via=source.via if source else (),
                confidence=owner.sure,
                why=("a relative without a name", owner.why),
            )
        )


def _sentence(text: str, found: _Found) -> Quote:
    """The sentence of words from which no reader took anything."""
    ends = [match.span() for match in _SENTENCE.finditer(text)]
    start = max((end for _, end in ends if end <= found.start), default=0)
    end = min((start + len(text[start:end].rstrip()) for start, end in ends if start >= found.end), default=len(text))
    return cut(text, start, end)


def _parts(name: str) -> set[str]:
    """A name and each of its words, folded."""
    return {fold(name), *fold(name).split()}


def _tied(claim: Claim, found: Sequence[_Found], document: str) -> Claim:
    """An act with the relative it befell, where its words for the victim are those for the relative."""
    value = claim.value
    assert isinstance(value, Act)
    if value.victim_entity or not value.victim:
        return claim
    victim = _plain(value.victim)
    for one in found:
        inside = claim.quote.start <= one.start < claim.quote.end
        if inside and victim in (_plain(one.phrase), _plain(_called(one)), _plain(one.whole)):
            return settle_id(replace(claim, value=replace(value, victim_entity=_entity(document, one))))
    return claim


def _plain(words: str) -> str:
    return re.sub(r"[\s’']|씨|님", "", fold(words))


def _called(found: _Found) -> str:
    """What such a person is called: "Ok Chun-hwa's younger sister", 표은실의 남동생, 卢英姬的丈夫."""
    if "가" <= found.phrase[0] <= "힣":
        return f"{found.owner.words}의 {found.phrase}"
    return f"{found.owner.words}的{found.phrase}" if found.phrase[0] > "一" else f"{found.owner.words}'s {found.phrase}"


def _entity(document: str, found: _Found) -> str:
    """Somebody of one document: the same relation told again there is the same person, elsewhere another."""
    whose = found.owner.entity or found.owner.words
    return "e" + hashlib.sha256(f"{document} kin of {whose}: {fold(found.phrase)}".encode()).hexdigest()[:12]
