"""E-mail (.eml): subject, sender and date from the header, the words from the plain part or else the HTML part."""

import re
from dataclasses import replace
from datetime import datetime
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr

from chamsae.errors import Unreadable
from chamsae.model.when import When
from chamsae.read import html
from chamsae.read.decode import decode
from chamsae.read.parsed import Parsed, storable

VERSION = "mail 1"

_KEPT = "The bytes are kept."
#: How the e-mail library hands on bytes that are no ASCII.
_BARE = re.compile("[\udc80-\udcff]")


def parse(data: bytes, name: str) -> Parsed:
    """Read one message; attachments are named, not read. Raises Unreadable when there are no words in it."""
    if not data.strip():
        raise Unreadable("the file is empty", thing=name, do="The entry is kept.")
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        body = message.get_body(preferencelist=("plain", "html"))
    except (MessageError, ValueError, LookupError, AttributeError, TypeError) as error:
        raise Unreadable(f"damaged, or no e-mail ({type(error).__name__})", thing=name, do=_KEPT) from error
    if not isinstance(body, EmailMessage):
        raise Unreadable("the message has no text part", thing=name, do=f"Its attachments are not read yet. {_KEPT}")
    words = _words(body, name)
    sender, address = parseaddr(_header(message, "From") or "")
    return Parsed(
        parser=f"{VERSION}; {words.parser}",
        text=words.text,
        title=_header(message, "Subject"),
        authors=tuple(filter(None, (sender or address,))),
        published=_sent(message),
        language=words.language,
        notes=(*words.notes, *_attachments(message)),
        parameters=words.parameters,
    )


def sample() -> bytes:
    """A letter of our own, to warm the library with."""
    head = "From: Someone <a@example.org>\r\nSubject: =?utf-8?B?7LC47IOI?=\r\nDate: Thu, 2 Jan 2020 03:04:05 +0900\r\n"
    return f"{head}Content-Type: text/plain; charset=utf-8\r\n\r\nThey waited at the bridge.\r\n".encode()


def _words(part: EmailMessage, name: str) -> Parsed:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    if not data.strip():
        raise Unreadable("the message has no words", thing=name, do=_KEPT)
    decoded = decode(data, name, declared=part.get_content_charset())
    if part.get_content_type() == "text/html":
        return replace(html.parse(decoded.text.encode(errors="replace"), name), parameters=decoded.parameters)
    text = storable(decoded.text.replace("\r\n", "\n"))
    return Parsed(parser="plain", text=text, notes=decoded.notes, parameters=decoded.parameters)


def _header(message: EmailMessage, key: str) -> str | None:
    """A header decoded; bare bytes, which the standard forbids, are decoded as a text would be."""
    raw = next((str(value) for name, value in message.raw_items() if name.lower() == key.lower()), "")
    try:
        value = _bare(raw) if _BARE.search(raw) else str(message.get(key) or "")
    except (ValueError, LookupError, AttributeError, TypeError, Unreadable):
        value = raw
    return storable(" ".join(value.split())) or None


def _bare(raw: str) -> str:
    return decode(raw.encode("utf-8", "surrogateescape"), "header").text


def _sent(message: EmailMessage) -> When | None:
    try:
        moment = getattr(message.get("Date"), "datetime", None)
    except (ValueError, IndexError, TypeError):
        return None
    return When.day(moment.date(), str(message["Date"])) if isinstance(moment, datetime) else None


def _attachments(message: EmailMessage) -> tuple[str, ...]:
    return tuple(
        f"attachment, not read: {storable(part.get_filename() or 'without a name')} ({part.get_content_type()})"
        for part in message.iter_attachments()
    )
