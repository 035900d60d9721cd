"""Whose voice a document is: the outlet that publishes it, else whoever writes in the first person and signs."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from chamsae.model.claim import NameType, Speaker, SpeakerKind
from chamsae.model.document import Document
from chamsae.read.eastern.names import Named, entity_id, organisations
from chamsae.read.eastern.sentences import Sentence
from chamsae.read.eastern.tongue import Tongue

#: Lines at the end of a document among which a signature may stand.
_LAST = 8


def teller(
    document: Document, tongue: Tongue, sentences: Sequence[Sentence], named: Sequence[Sequence[Named]]
) -> Speaker:
    """The speaker of what nobody else in the document is said to say."""
    title = document.title or "the article itself"
    text = unicodedata.normalize("NFC", document.text)
    witness = tongue.speaking.testifying.search(text)
    if witness and tongue.speaking.first_person.search(text):
        return Speaker(text=witness["who"], kind=SpeakerKind.NAMED, entity=_entity(witness["who"], tongue))
    presented = {one.entity: one for one in _presented(tongue, sentences, named)}
    if len(presented) == 1:
        (one,) = presented.values()
        return Speaker(text=one.text, kind=SpeakerKind.NAMED, entity=one.entity)
    if document.publisher:
        return Speaker(text=document.publisher, kind=SpeakerKind.NARRATOR)
    author = next((author for author in document.authors if unicodedata.normalize("NFC", author) in text), None)
    name = author or _introduced(text, tongue)
    if name is None and tongue.speaking.first_person.search(text):
        name = _signed(text, tongue.speaking.signed)
    if name is None and tongue.speaking.first_person.search(text) and (kin := _signed(text, tongue.speaking.kin)):
        return Speaker(text=kin, kind=SpeakerKind.UNNAMED)
    if name is None:
        return Speaker(text=title, kind=SpeakerKind.NARRATOR)
    return Speaker(text=name, kind=SpeakerKind.NAMED, entity=_entity(name, tongue))


def is_firsthand(tongue: Tongue, sentences: Sequence[Sentence]) -> bool:
    """True when somebody says I outside quotation marks: whoever writes tells of themselves, and is no reporter."""
    own = (_QUOTED.sub(" ", sentence.text) for sentence in sentences)
    return any(tongue.speaking.first_person.search(text) or tongue.speaking.presenting.search(text) for text in own)


def _presented(tongue: Tongue, sentences: Sequence[Sentence], named: Sequence[Sequence[Named]]) -> Iterator[Named]:
    """저는 …입니다, 我叫…: who says their own name outside quotation marks and labelled turns."""
    for sentence, here in zip(sentences, named, strict=True):
        words = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), sentence.text)
        if tongue.speaking.labels.search(words):
            continue
        for match in tongue.speaking.presenting.finditer(words):
            yield from (one for one in here if one.type is NameType.PERSON and one.start == match.start("who"))


#: Words in quotation marks, open to the end of the sentence where they go on.
_QUOTED = re.compile(r"[“「『\"][^”」』\"]*(?:[”」』\"]|$)|^[^“「『\"]*[”」』]")


def _introduced(text: str, tongue: Tongue) -> str | None:
    """저는 … 변호사 홍길동입니다; 我是律师李明; 负责人：李明."""
    found = (match for pattern in tongue.speaking.introduced for match in pattern.finditer(text))
    return next((match["who"] for match in found if match["who"] not in tongue.no_persons), None)


def _signed(text: str, signed: re.Pattern[str]) -> str | None:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    found = (signed.fullmatch(line) for line in reversed(lines[-_LAST:]))
    return next((match["who"] for match in found if match), None)


def _entity(name: str, tongue: Tongue) -> str:
    known = next(organisations(name), None)
    if known is not None:
        return known.entity
    person = re.fullmatch(tongue.one_person, name) is not None
    return entity_id(NameType.PERSON if person else NameType.ORGANISATION, name)
