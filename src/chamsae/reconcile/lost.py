"""Lost attribution: a document says in its own voice, or of sources it does not name, what the one before gives to
somebody named."""

from chamsae.model.claim import Claim, Speaker, SpeakerKind

#: Characters of the earlier document shown around the name.
SHOWN = 160


def lost(claim: Claim, source: Claim) -> str | None:
    """A sentence with the words that name who said so in the document before; None where nothing was lost."""
    speaker = source.speaker
    if speaker is None or speaker.kind not in (SpeakerKind.NAMED, SpeakerKind.DOCUMENT) or not _nobody(claim.speaker):
        return None
    return f"Here nobody is named; the document before has it from {speaker.text}: “{_around(source, speaker)}”."


def _nobody(speaker: Speaker | None) -> bool:
    return speaker is None or speaker.kind in (SpeakerKind.NARRATOR, SpeakerKind.UNNAMED)


def _around(source: Claim, speaker: Speaker) -> str:
    """The words of the earlier document around the speaker's name, else their beginning."""
    text = source.quote.exact
    at = max(0, text.find(speaker.text))
    if len(text) <= SHOWN:
        return " ".join(text.split())
    start = max(0, min(at - SHOWN // 4, len(text) - SHOWN))
    shown = " ".join(text[start : start + SHOWN].split())
    return f"{'… ' if start else ''}{shown}{' …' if start + SHOWN < len(text) else ''}"
