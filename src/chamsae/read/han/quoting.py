"""Quotation marks in Chinese text: which hold somebody's speech, over sentences and paragraphs.

“ ” 「 」 『 』 and straight quotes. A term in marks (“脱北者”) or a name (「燈塔」) is no speech: speech follows a word
of saying or a colon, has a mark of its own inside, or is long.
"""

import re
from collections.abc import Iterator, Sequence

from chamsae.read.eastern.quoting import Piece, Quotation, paragraphs
from chamsae.read.eastern.sentences import Sentence

_OPENING, _CLOSING = "“「『", "”」』"
#: What is no shorter is speech in any case; what is no shorter than the second unless the words before call it a term.
LONG, MIDDLING, SHORT = 12, 7, 4
_TERM = re.compile(
    r"(?:所谓的?|所謂的?|的|叫做|叫|名为|名為|称为|稱為|称作|稱作|简称|簡稱|视为|視為|定义为|定義為|团体|團體|组织|組織|机构|機構|媒体|媒體"
    r"|协会|協會|联盟|聯盟|、|和|与|與|及)$"
)
#: Words right before marks that hold somebody's own few words: 但“不便公开细节”, 强制遣返「纯属捏造」.
_OWN_WORDS = re.compile(
    r"(?:(?:说|說|表示|称|稱|坦言|直言|承认|承認|强调|強調|重申|认为|認為|回应|回應|形容|批评|批評|透露|说明|說明|质疑|質疑|指)[^。；]{0,30}|[，,][但却卻只仅僅后後]*)$"
)
_SPEAKS = re.compile(
    r"[”」』\"][^，。：；“”「」]{0,10}?(?:说|說|表示|称|稱|指出|透露|公布|发表|發表|证实|證實|统计|統計|报道|報道|報導|认为|認為|呼吁|呼籲)"
)
_NAMED = re.compile(r"(?:会|會|联盟|聯盟|中心|组织|組織|观察|觀察|公约|公約|法|网|網|报|報)$")
_LED = re.compile(r"(?:[:：]|(?:说|說|道|问|問|喊|写道|寫道|称|稱|表示|强调|強調|补充|補充|[说說][过過])[，,]?)\s?$")
_BRACKETED = re.compile(r"(?<!^)[（(][^（）()\n]{1,40}[）)]|【[^】\n]{1,40}】")
_INSIDE = re.compile(r"[，。！？；…!?,]")


def quotations(sentences: Sequence[Sentence]) -> list[Quotation]:
    """The speeches of a document in order; one that is never closed ends with its paragraph."""
    found: list[Quotation] = []
    for run in paragraphs(sentences):
        found.extend(_in_paragraph(sentences, run))
    return found


def masked(sentence: str, pieces: Sequence[Piece]) -> str:
    """The sentence with line feeds for what is said in it: no reader of speakers looks inside or runs across.

    What stands in round brackets is drawn through (_): its commas end no clause.
    """
    chars = list(_BRACKETED.sub(lambda found: f"{found[0][0]}{'_' * (len(found[0]) - 2)}{found[0][-1]}", sentence))
    for piece in pieces:
        chars[piece.start : piece.end] = "\n" * (piece.end - piece.start)
    return "".join(chars)


def _in_paragraph(sentences: Sequence[Sentence], run: range) -> Iterator[Quotation]:
    pieces: list[Piece] = []
    closer, led, least, begin = "", False, LONG, 0
    for number in run:
        text = sentences[number].text
        begin = 0
        for at, char in enumerate(text):
            if not closer and (char in _OPENING or char == '"'):
                closer = _CLOSING[_OPENING.index(char)] if char in _OPENING else '"'
                led, begin = _LED.search(text[:at]) is not None, at + 1
                least = LONG if _TERM.search(text[:at]) else SHORT if _OWN_WORDS.search(text[:at]) else MIDDLING
            elif closer and char == closer:
                pieces += _piece(number, begin, at)
                yield from _speech(sentences, pieces, led=led, least=least)
                pieces, closer = [], ""
        if closer:
            pieces += _piece(number, begin, len(text))
    if closer:
        yield from _speech(sentences, pieces, led=led, least=least)


def _piece(number: int, begin: int, end: int) -> list[Piece]:
    return [Piece(number, begin, end)] if begin < end else []


def _speech(sentences: Sequence[Sentence], pieces: Sequence[Piece], *, led: bool, least: int) -> Iterator[Quotation]:
    words = "".join(sentences[piece.number].text[piece.start : piece.end] for piece in pieces)
    if pieces and _SPEAKS.match(sentences[pieces[-1].number].text, pieces[-1].end) and not _INSIDE.search(words):
        return  # 新闻稿：“江畔之友”13日表示: the marks hold who speaks
    long = len(words) >= LONG or (len(words) >= least and not _NAMED.search(words))
    if pieces and (led or long or _INSIDE.search(words)):
        yield Quotation(tuple(pieces))
