"""Talks taken down turn by turn: whose turn each sentence of a hearing, a briefing or an interview is part of."""

import re
from collections.abc import Iterator, Sequence

from chamsae.model.claim import NameType, Speaker, SpeakerKind
from chamsae.read.english.identity import entity_id
from chamsae.read.english.sentences import Sentence

#: A text with fewer turns, or with one voice only, is no conversation.
TURNS, VOICES = 3, 2

_TITLED = (
    r"(?:Chair(?:man|woman|person)?|Mr|Mrs|Ms|Dr|Senator|Sen|Representative|Rep|Congress(?:man|woman)|Ambassador|Amb"
    r"|The|Secretary|General|Judge|Professor|Prof|Rev|Sir|Lord|Baroness|Witness)\.?\s"
)
#: "Ms. RA." opens a turn in the record of a hearing, "Deputy Spokesperson:" in that of a briefing.
_TURN = re.compile(
    rf"(?P<hearing>(?:{_TITLED})+[A-Z][A-Z'’-]+(?:\s[A-Z][A-Z'’-]+){{0,2}})\.\s"
    r"|\**(?P<label>[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){0,4})\**:\**\s"
)
_ROLES = re.compile(
    r"(?:Q|A|Questions?|Answers?|Interviewer|Interviewee|Reporter|Journalist|Moderator|Witness|Investigator|Host|Translator"
    r"|(?:\w+\s)*(?:Spokes(?:person|man|woman)|Speaker|Officer|Official))"
)


def turns(text: str, sentences: Sequence[Sentence], blocks: Sequence[tuple[int, int]]) -> Iterator[tuple[int, Speaker]]:
    """The numbers of the sentences that stand in somebody's turn, with who speaks; none where nobody takes turns."""
    labels = {block: label for block, (start, _) in enumerate(blocks) if (label := _label(text, start))}
    again = [label for label in labels.values() if list(labels.values()).count(label) > 1]
    if len(labels) < TURNS or len(set(labels.values())) < VOICES or not again:
        return
    speaker = None
    last = -1
    for number, sentence in enumerate(sentences):
        if sentence.block != last:
            passed = [labels[block] for block in range(last + 1, sentence.block + 1) if block in labels]
            speaker, last = (_speaker(passed[-1]) if passed else speaker), sentence.block
        if speaker is not None:
            yield number, speaker


def _label(text: str, start: int) -> str | None:
    match = _TURN.match(text, start, start + 90)
    return (match["hearing"] or match["label"]) if match else None


def _speaker(label: str) -> Speaker:
    if _ROLES.fullmatch(label):
        return Speaker(text=label, kind=SpeakerKind.UNNAMED)
    return Speaker(text=label, kind=SpeakerKind.NAMED, entity=entity_id(NameType.PERSON, label))
