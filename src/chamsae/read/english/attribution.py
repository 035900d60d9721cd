"""Who says so, through whom: speakers of quotations, of reported clauses, and of a story told in the third person."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from chamsae.model.claim import Modality, NameType, Speaker, SpeakerKind
from chamsae.read.english.article import Article
from chamsae.read.english.clues import subject as subject_of
from chamsae.read.english.cues import Cue, cues_of, parted
from chamsae.read.english.indirect import Content, content
from chamsae.read.english.occasions import Occasions, occasions
from chamsae.read.english.quotations import STATEMENT, Quotation
from chamsae.read.english.sentences import Sentence
from chamsae.read.english.tellers import tellers
from chamsae.read.english.voices import Voice, phrase, voice
from chamsae.read.making import Said
from chamsae.read.words import mapped, wordset

#: A quotation without a cue of its own may take the speaker of one at most this many blocks before.
ORPHAN_REACH = 2


@dataclass(frozen=True, slots=True)
class Attribution:
    """The cues of an article and the speaker of each of its quotations."""

    article: Article
    cues: tuple[tuple[Cue, ...], ...]
    contents: tuple[tuple[tuple[Cue, Content | None], ...], ...]
    quoted: dict[Quotation, Said]
    tellers: dict[int, Said]
    spoken: Occasions

    def said(self, number: int, token: Token) -> Said:
        """Who says what a token of sentence `number` is part of; the article itself when nobody else does."""
        sentence = self.article.sentences[number]
        start, end = sentence.place(token)
        quotation = self.article.quotation_at(start, end)
        if quotation is not None and quotation in self.quoted:
            return self.quoted[quotation]
        found = tuple(_governing(self.cues[number], token))
        if found:
            return self._from(found, sentence, token)
        if report := _noun_report(self.article, sentence, token):
            return self.channelled(report)
        if (cue := self._spoken_of(number, start, end)) is not None:
            return self.handed(number, cue)
        return self.tellers.get(number) or narrated(self.article)

    def _spoken_of(self, number: int, start: int, end: int) -> Cue | None:
        """The cue whose content, clause or not, holds a place: "called on them to name the 26 people"."""
        held = (
            (found.end - found.start, cue)
            for cue, found in self.contents[number]
            if found is not None and found.start <= start and end <= found.end
        )
        return min(held, key=lambda pair: pair[0], default=(0, None))[1]

    def handed(self, number: int, cue: Cue) -> Said:
        """Who says what a cue hands over, through those that hand on the cue itself."""
        outer = tuple(other for other in _governing(self.cues[number], cue.token) if other is not cue)
        return self._from((cue, *outer), cue.sentence, cue.token)

    def _from(self, found: tuple[Cue, ...], sentence: Sentence, token: Token) -> Said:
        """The innermost cue is the originator; outlets further out are channels."""
        people = [cue for cue in found if not cue.voice.outlet]
        origin = people[0] if people else found[0]
        outer = [
            cue.voice.speaker.text
            for cue in found
            if cue is not origin and (cue.voice.outlet or cue.voice.speaker.kind is SpeakerKind.DOCUMENT)
        ]
        if origin.pronoun and (named := next((cue for cue in people if not cue.pronoun), None)):
            origin = replace(origin, voice=named.voice)  # "the envoy said she feared": she is the envoy
        modality = Modality(mapped("english", "believing").get(origin.token.lemma_.lower(), Modality.ASSERTED))
        why = tuple(filter(None, (f"said by {origin.voice.speaker.text!r} ({origin.words!r})", origin.voice.why)))
        return self.channelled(
            Said(speaker=origin.voice.speaker, via=(*origin.via, *outer), modality=modality, why=why)
        )

    def channelled(self, said: Said) -> Said:
        """The same with the publisher as the outermost channel, unless the publisher itself speaks."""
        publisher = self.article.publisher
        speaks = said.speaker is not None and publisher == said.speaker.text
        chain = (*said.via, *((publisher,) if publisher and not speaks else ()))
        return replace(said, via=tuple({outlet.removeprefix("The "): outlet for outlet in chain}.values()))


def narrated(article: Article) -> Said:
    """The article's own voice."""
    publisher = article.publisher
    authors = " and ".join(article.document.authors[:2])
    named = publisher or authors or article.document.title or "the article itself"
    speaker = Speaker(text=named, kind=SpeakerKind.NARRATOR)
    return Said(
        speaker=speaker, via=(publisher,) if publisher else (), why=("no speaker named: the article says so itself",)
    )


def attribute(article: Article) -> Attribution:
    """Find the cues, give each quotation its speaker, and see whose story is being told."""
    cues = tuple(tuple(cues_of(article, sentence)) for sentence in article.sentences)
    contents = tuple(tuple((cue, content(article, cue)) for cue in found) for found in cues)
    bare = Attribution(article, cues, contents, {}, {}, {})
    quoted = dict(_speakers(bare))
    told = {number: bare.channelled(said) for number, said in (*tellers(article, quoted), *_turns(article))}
    return Attribution(article, cues, contents, quoted, told, occasions(article, cues))


def _turns(article: Article) -> Iterator[tuple[int, Said]]:
    for number, speaker in article.turns.items():
        yield number, Said(speaker=speaker, why=(f"it is the turn of {speaker.text!r}",))
    if article.testimony and not article.turns and article.author:
        why = (f"part of the testimony of {article.author.text!r}",)
        yield from ((number, Said(speaker=article.author, why=why)) for number in range(len(article.sentences)))


# clauses


def _governing(cues: tuple[Cue, ...], token: Token) -> Iterator[Cue]:
    """Cues above a token, innermost first; a cue over the whole sentence comes last."""
    verbs = {cue.token.i: cue for cue in cues if not cue.whole}
    child = token
    while child.head != child:
        head = child.head
        cue = verbs.get(head.i)
        if cue and _reports(cue, child, token) and not parted(child, head):
            yield cue
        child = head
    yield from (cue for cue in cues if cue.whole and not _within(token, cue.token))


def _reports(cue: Cue, child: Token, token: Token) -> bool:
    """The verb reports what hangs to it as a clause, or as the object of a verb that takes numbers."""
    if cue.token.lemma_.lower() == "put":
        return child.dep_ == "prep" and child.lower_ == "at"  # "puts the number at 340", not "put 170 on buses"
    if child.dep_ in ("ccomp", "parataxis", "xcomp"):
        return child.dep_ != "xcomp" or cue.token.lemma_.lower() in wordset("english", "speech_object")
    if child.dep_ in ("dobj", "attr", "oprd") and cue.token.lemma_.lower() in wordset("english", "speech_object"):
        return True
    return (
        child.dep_ == "prep"
        and child.i == token.i - 1
        and child.lower_ in ("about", "around", "over", "under", "above", "below")
    )  # "says around 600 …"


def _within(token: Token, head: Token) -> bool:
    return token == head or head.is_ancestor(token)


def _noun_report(article: Article, sentence: Sentence, token: Token) -> Said | None:
    """ "reports that hundreds were sent back": words handed on by a noun."""
    child = token
    while child.head != child:
        head = child.head
        if (
            child.dep_ in ("acl", "ccomp", "relcl")
            and head.lemma_.lower() in _REPORT_NOUNS
            and any(c.lower_ == "that" and c.dep_ == "mark" for c in child.children)
        ):
            words = phrase(article, sentence, head)
            if held := _vouched(article, sentence, head):
                why = (f"said by {held.speaker.text!r}, going by {words!r}",)
                return Said(speaker=held.speaker, modality=Modality.REPORTED, why=why)
            return Said(
                speaker=Speaker(text=words, kind=SpeakerKind.UNNAMED),
                modality=Modality.REPORTED,
                why=(f"handed on by {words!r}",),
            )
        child = head
    return None


def _vouched(article: Article, sentence: Sentence, noun: Token) -> Voice | None:
    """ "An expert expressed concern at credible reports that …": the expert answers for them."""
    verb = noun
    while verb.head != verb and verb.lemma_.lower() not in _TAKING_UP:
        verb = verb.head
    if verb.lemma_.lower() not in _TAKING_UP:
        return None
    subject = subject_of(verb if verb.pos_ == "VERB" or verb.head == verb else verb.head)
    for token in (subject, *(c for c in subject.children if c.dep_ == "appos")) if subject is not None else ():
        found = voice(article, sentence, token)
        if found and found.speaker.entity is None and token.ent_type_ in ("GPE", "LOC"):
            continue  # the dateline, taken for the subject
        if found and not found.outlet and not _is_place(article, found):
            return found
    return None


def _is_place(article: Article, found: Voice) -> bool:
    return any(m.type is NameType.PLACE and m.full == found.speaker.text for m in article.names.mentions)


_CONCERNED = frozenset(
    {"concerned", "alarmed", "worried", "disturbed", "dismayed", "troubled", "appalled", "shocked", "aware"}
)
#: Verbs by which somebody takes up reports: those who do so say themselves what the reports say.
_TAKING_UP = _CONCERNED | frozenset({"express", "voice", "welcome", "condemn", "deplore", "share", "endorse", "cite"})

_REPORT_NOUNS = frozenset(
    [
        "report",
        "claim",
        "allegation",
        "estimate",
        "rumor",
        "rumour",
        "news",
        "word",
        "information",
        "testimony",
        "account",
        "statement",
    ]
)


# quotations


def _speakers(bare: Attribution) -> Iterator[tuple[Quotation, Said]]:
    """Each quotation's speaker: its own cue, a neighbour's in the paragraph, or the last one quoted."""
    article = bare.article
    own = {quotation: cue for quotation in article.quotations if (cue := _own_cue(bare, quotation))}
    last: tuple[int, Said] | None = None
    for quotation in article.quotations:
        block = article.block(quotation.start)
        cue = own.get(quotation) or _neighbour(article, own, quotation)
        if cue:
            said = _quoted_said(bare, cue, quotation, own=quotation in own)
            last = (block, said)
            yield quotation, said
        elif last and block - last[0] <= ORPHAN_REACH and _alone(article, quotation):
            said = (
                replace(
                    last[1],
                    why=(f"quotation without a speaker of its own: the last one quoted was {last[1].speaker.text!r}",),
                )
                if last[1].speaker
                else last[1]
            )
            last = (block, said)
            yield quotation, said


def _own_cue(bare: Attribution, quotation: Quotation) -> Cue | None:
    """The nearest cue in the sentences the quotation starts and ends in: behind it first, then before it."""
    first, last = bare.article.number(quotation.start - 2), bare.article.number(quotation.end + 1)
    touching = range(first, last + 1)
    near = [cue for n in touching for cue in bare.cues[n]]
    behind = [cue for cue in near if cue.at[0] >= quotation.end and _adjacent(bare.article, quotation.end, cue.at[0])]
    before = [cue for cue in near if cue.at[1] <= quotation.start]
    if behind:
        return min(behind, key=lambda cue: cue.at[0])
    return max(before, key=lambda cue: cue.at[1]) if before else None


def _adjacent(article: Article, start: int, end: int) -> bool:
    """Between a quotation and a cue behind it stand only the speaker's name and description."""
    between = article.document.text[start:end]
    return (
        len(between) < 160
        and not re.search(r"[.!?]\s", between.replace("Mr.", "").replace("Ms.", "").replace("Dr.", ""))
        and not re.search(r"[“\"]\w", between)
    )


def _neighbour(article: Article, own: dict[Quotation, Cue], quotation: Quotation) -> Cue | None:
    """A cue of the nearest quotation in the same paragraph, for quotations that are whole statements."""
    if len(article.document.text[quotation.start : quotation.end].split()) < STATEMENT:
        return None
    block = article.block(quotation.start)
    near = [other for other in own if article.block(other.start) == block]
    return own[min(near, key=lambda other: (abs(other.start - quotation.start), other.start))] if near else None


def _alone(article: Article, quotation: Quotation) -> bool:
    """The paragraph is this quotation and nothing else."""
    start, end = article.blocks[article.block(quotation.start)]
    return quotation.start - start <= 2 and end - quotation.end <= 2 and end - start > 20


def _quoted_said(bare: Attribution, cue: Cue, quotation: Quotation, *, own: bool) -> Said:
    origin, via = cue.voice, cue.via
    if cue.voice.outlet and (inner := _inner_subject(bare, cue, quotation)):
        origin, via = inner, (cue.voice.speaker.text, *cue.via)
    place = f"{cue.words!r}" if own else f"{cue.words!r} in the same paragraph"
    why = tuple(filter(None, (f"in quotation marks, said by {origin.speaker.text!r} ({place})", origin.why)))
    return bare.channelled(Said(speaker=origin.speaker, via=via, why=why))


def _inner_subject(bare: Attribution, cue: Cue, quotation: Quotation) -> Voice | None:
    """ "Ms. Salmon spoke of “…”, the paper reported": she speaks, the paper is the channel."""
    token = next(iter(cue.sentence.tokens(quotation.start, quotation.end)), cue.token)
    while token not in (token.head, cue.token):
        if token.pos_ in ("VERB", "AUX") and not bare.article.quotation_at(*cue.sentence.place(token)):
            subject = subject_of(token)
            found = voice(bare.article, cue.sentence, subject) if subject is not None else None
            if found and found.speaker.kind is SpeakerKind.NAMED:
                return found
        token = token.head
    return None
