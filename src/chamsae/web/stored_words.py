"""What a casebook keeps as plain text of a file: why it could not be read or fetched, and what was noted of it.

Readers work in a process of their own, whose words come back, and are stored, as text. Here is what these words may
have been made of, so that `phrases` can tell them in the reader's language.
"""

import re
from functools import cache

from django.utils.translation import gettext_noop as noop

from chamsae.errors import Phrase, phrase

#: Particulars that may be such words themselves.
NESTED = frozenset({"why", "reason", "part", "program"})

#: Why there is no text, from the particular to the general: the first that fits is taken.
FAILURES = (
    # Of any file.
    noop("the file is empty (0 bytes)"),
    noop("the file is empty"),
    noop("the file holds no words, only blank space"),
    noop("no reader for %(type)s yet"),
    noop("an unknown type"),
    noop("the page has %(size)s bytes; at most %(most)s are read"),
    noop("%(size)s bytes; at most %(most)s are read"),
    noop("too large to be read; the bytes are kept"),
    noop("nothing could be read"),
    noop("unpacks to far more than it holds (a bomb)"),
    noop("not read, for they are pictures: pages %(pages)s. %(why)s"),
    noop("claims only from the first %(count)s characters"),
    noop("no claims proposed: %(error)s"),
    noop("a paper of an appeal: kept, not read"),
    # Text.
    noop("the characters are in no encoding we can tell (UTF-8, UTF-16, EUC-KR, GB18030, Big5 …)"),
    noop("this is not text: it is full of control characters"),
    noop("damaged subtitles (%(error)s)"),
    noop("the transcript holds no words"),
    noop("%(count)s cues; at most %(most)s are read"),
    noop("a recording: its words come with a transcript (chamsae transcript add)"),
    # Word, PDF, HTML, e-mail, tables.
    noop("the document holds no words"),
    noop("locked with a password, or an old .doc"),
    noop("a package of %(count)s members"),
    noop("two members of the package have one name"),
    noop("damaged, or no Word document (%(kind)s)"),
    noop("damaged or cut short: the package cannot be opened"),
    noop("%(member)s declares XML entities"),
    noop("there is no page %(page)s"),
    noop("%(count)s pages; at most %(most)s are read"),
    noop("the PDF is damaged: it has no pages"),
    noop("a page of the PDF is damaged (%(error)s)"),
    noop("damaged, cut short or no PDF at all"),
    noop("the PDF is locked with a password"),
    noop("the page holds no text"),
    noop("the page's tags are nested too deep"),
    noop("the page's tags are nested more than %(count)s deep"),
    noop("the page cannot be parsed (%(error)s)"),
    noop("the message has no text part"),
    noop("the message has no words"),
    noop("damaged, or no e-mail (%(kind)s)"),
    noop("is locked with a password"),
    noop("the workbook holds nothing"),
    noop("damaged, or no workbook (%(why)s)"),
    noop("damaged, or no workbook"),
    noop("unpacks to far more than its size (a bomb?)"),
    # Pictures and what is written in them.
    noop("a page of %(width)s × %(height)s pixels; at most %(most)s are read"),
    noop("a picture of %(width)s × %(height)s pixels: too small for a page"),
    noop("damaged, or no picture of a kind that is read"),
    noop("a picture of too many pixels"),
    noop("the picture is damaged (%(error)s)"),
    noop("a picture in which no words were found"),
    noop("its pages are empty"),
    noop("page %(page)s: %(why)s"),
    noop("only the first %(count)s pages without a text layer were recognised"),
    noop("pages that are pictures are not read: OCR is off in the settings"),
    noop("pages that are pictures need a program that is not there. %(why)s"),
    noop(
        "Install Tesseract (Debian, Ubuntu: apt install tesseract-ocr tesseract-ocr-kor tesseract-ocr-chi-sim "
        "tesseract-ocr-chi-tra; macOS: brew install tesseract tesseract-lang), then run `chamsae read --retry`."
    ),
    noop("Install it: pip install 'chamsae[ocr]', then run `chamsae read --retry`."),
    noop("the reader gave no table (%(error)s)"),
    # The process in which a reader runs.
    noop("not a file, or not there"),
    noop("cannot be opened (%(error)s)"),
    noop("reading was stopped"),
    noop("the reading process died twice"),
    noop("reading it took more than %(seconds)s s of processor time"),
    noop("reading it took more than %(seconds)s s"),
    noop("reading it needed more than %(size)s of memory"),
    noop("the reader was killed: the machine is probably short of memory"),
    noop("the reader crashed (signal %(number)s)"),
    noop("the reader crashed (status %(number)s)"),
    noop("the reader failed (%(error)s)"),
    noop("the reader gave no text"),
    noop("the reader drew no picture"),
    noop("the reader gave no cells"),
    noop("the reader gave no usable answer"),
    noop("its reader needs %(library)s"),
    noop("it has no pages that can be drawn"),
    noop("it is nested too deep to read"),
    noop("it holds more than %(size)s of text"),
    noop("%(program)s took more than %(seconds)s s of processor time"),
    noop("%(program)s took more than %(seconds)s s"),
    noop("%(program)s needed more than %(size)s of memory"),
    noop("%(program)s crashed (signal %(number)s)"),
    noop("%(program)s failed (status %(number)s): %(error)s"),
    noop("%(program)s failed (status %(number)s)"),
    noop("the speech model"),
    noop("no speech model is set"),
    noop("there is no speech model at %(folder)s"),
    noop("faster-whisper is not installed"),
    # The stored bytes.
    noop("the stored bytes have changed"),
    noop("no stored object has this SHA-256"),
    noop("no copy is good"),
    noop("is missing in %(folder)s"),
    noop("the bytes in %(folder)s have changed"),
    noop("it is sealed, and no passphrase is given"),
    noop("the sealed bytes do not open"),
    noop("run `chamsae doctor`"),
)

#: What to do about it.
ADVICE = (
    noop("The bytes are kept."),
    noop("The entry is kept."),
    noop("The bytes are kept; save the text as UTF-8 and add that as well."),
    noop("Pictures are not read yet. The bytes are kept."),
    noop("Save it as .docx. The bytes are kept."),
    noop("Not opened. The bytes are kept."),
    noop("Split it. The bytes are kept."),
    noop("Split it."),
    noop("Make it smaller. The bytes are kept."),
    noop("Add an unlocked copy. The bytes are kept."),
    noop("It may be drawn by a script. The bytes are kept."),
    noop("Its attachments are not read yet. The bytes are kept."),
    noop("Is the machine out of memory? The bytes are kept."),
    noop("Check its permissions."),
    noop("Check its place and permissions."),
    noop("Install it: pip install 'chamsae[read]'."),
    noop("Install it: pip install faster-whisper."),
    noop("Put the folder of a Whisper model into settings.toml (whisper_model), or add a transcript."),
)

#: What is noted of an accession or a document.
NOTES = (
    noop("file name was not UTF-8"),
    noop("file name read as %(encoding)s"),
    noop("file time lies in the future"),
    noop("file time lies before 1990"),
    noop("ZIP says %(time)s (no time zone)"),
    noop("unsigned: the WACZ carries no digest of its list of files"),
    noop("unsigned: the WACZ carries no signature"),
    noop("WACZ signature not checked"),
    noop("WARC carries no digest"),
    noop("WARC digest matches"),
    noop("WARC-Date lies in the future"),
    noop("WARC-Date lies before 1990"),
    noop("WARC-Date cannot be read: %(given)s"),
    noop("not captured: %(part)s: %(why)s"),
    noop("a picture of the page"),
    noop("it was not asked for"),
    noop("the page names more than we keep (%(count)s parts, %(size)s MB)"),
    noop("encoding utf-8; %(count)s broken places stand as U+FFFD"),
    noop("encoding %(encoding)s, told by its byte order mark"),
    noop("encoding %(encoding)s, guessed: no byte order mark"),
    noop("encoding %(encoding)s, guessed from its most frequent characters"),
    noop("encoding %(encoding)s, guessed"),
    noop("encoding %(encoding)s, as declared"),
    noop("encoding %(encoding)s"),
    noop("%(count)s characters that cannot be stored (NUL, lone surrogates) stand as U+FFFD"),
    noop("has tracked changes: read as if accepted"),
    noop("has comments, which are not read"),
    noop("file made on %(day)s, by its own account"),
    noop("no main text found: all text of the page is kept"),
    noop("no text layer on %(count)s of %(pages)s pages: %(numbers)s"),
    noop("the file ends without its end mark: it may be cut short"),
    noop("attachment, not read: %(name)s"),
    noop("it moves: only the first of %(count)s pictures is read"),
    noop("Korean names by rules only: %(why)s; install chamsae[read] and read again"),
    noop("Chinese names by rules only: %(why)s; install chamsae[read] and read again"),
    noop("%(name)s is not installed"),
    noop("the trained files are not there"),
    noop("read by %(name)s"),
    noop("read with %(parameters)s"),
)

#: Why an address could not be fetched, or its picture not be taken.
FETCHING = (
    noop("not fetched: %(reason)s"),
    noop("only http and https are fetched, not %(given)s"),
    noop("it carries a user name or password"),
    noop("port %(port)s is not one web pages are served on"),
    noop("its name cannot be resolved"),
    noop("it leads to %(number)s, which is not on the public internet"),
    noop("its name has no address"),
    noop("it is too long, or holds spaces, control characters or backslashes"),
    noop("it is no address (%(error)s)"),
    noop("its host names a network interface or is escaped"),
    noop("its host name is malformed"),
    noop("its host %(host)s is not a public name"),
    noop("its host is a number in disguise"),
    noop("its port is no number"),
    noop("it redirects more than %(redirects)s times"),
    noop("the server answered %(status)s"),
    noop("its headers are larger than %(header_bytes)s bytes"),
    noop("the server broke off after %(size)s of %(length)s bytes"),
    noop("%(base)s redirects to what is no address"),
    noop("is larger than %(limit)s bytes"),
    noop("took longer than %(seconds)s seconds to draw"),
    noop("took longer than %(seconds)s seconds"),
    noop("its certificate or encryption cannot be trusted (%(reason)s)"),
    noop("could not be fetched (%(reason)s)"),
    noop("no browser is installed"),
    noop("the browser does not run behind its walls for the administrator"),
    noop("the browser drew nothing"),
)


#: Characters of a stored sentence.
LONGEST = 1000


def recalled(text: str) -> Phrase | None:
    """What a stored sentence was made of, clause by clause where it has several; None for one that is not ours.

    Longer ones than we write are none of ours: a file may hold words that take long to be told from them.
    """
    if len(text) > LONGEST:
        return None
    if made := _whole(text):
        return made
    first, between, rest = text.partition("; ")
    if between and (head := _whole(first)) and (tail := recalled(rest)):
        return phrase("%(first)s; %(rest)s", first=head, rest=tail)
    return None


def _whole(text: str) -> Phrase | None:
    for pattern, template in _patterns():
        if found := pattern.fullmatch(text):
            return phrase(template, **{name: _particular(name, one) for name, one in found.groupdict().items()})
    return None


def _particular(name: str, text: str) -> str:
    return recalled(text) or text if name in NESTED else text


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Each sentence as a pattern of what may stand in the place of its particulars."""
    every = (*FAILURES, *ADVICE, *NOTES, *FETCHING)
    return tuple((re.compile(_PARTICULAR.sub(r"(?P<\1>.+?)", re.escape(one)), re.DOTALL), one) for one in every)


#: A particular, as `re.escape` leaves it.
_PARTICULAR = re.compile(r"%\\\((\w+)\\\)s")
