"""What copy detection keeps of a document: its 5-gram fingerprints in order, a digest of its words, its site."""

import re
import struct
from dataclasses import dataclass

import numpy as np
import xxhash

from chamsae.model.document import Document, Sketch
from chamsae.reconcile.shingles import Grams, grams, tokens

#: Name and version; sketches of another method are not compared with these.
METHOD = "grams 1.0"

_HOST = re.compile(r"[a-z]+://(?:[^/@]*@)?([^/:?#]+)", re.IGNORECASE)
_HEAD = struct.Struct("<QIB")


@dataclass(frozen=True, slots=True)
class Opened:
    """A sketch unpacked: digest of all words, site (0 unknown), whether by characters, fingerprints in order."""

    document: str
    digest: int
    site: int
    by_character: bool
    grams: Grams


def sketch(document: Document) -> Sketch:
    """The sketch of a document, 4 bytes a word (or Korean or Chinese character); marked furniture is left out."""
    row = tokens(document.text, [(span.start, span.end) for span in document.furniture])
    head = _HEAD.pack(xxhash.xxh3_64_intdigest(row.hashes.tobytes()), _site(document), row.by_character)
    return Sketch(document=document.id, method=METHOD, data=head + grams(row).tobytes())


def opened(kept: Sketch) -> Opened:
    """Unpack a sketch."""
    digest, site, by_character = _HEAD.unpack_from(kept.data)
    row = np.frombuffer(kept.data, dtype=np.uint32, offset=_HEAD.size)
    return Opened(kept.document, digest, site, bool(by_character), row)


#: The digest of a text without any words; such texts are not called identical.
NO_WORDS = xxhash.xxh3_64_intdigest(b"")


def site_name(address: str | None) -> str | None:
    """The host of a web address without "www.", in lower case."""
    host = _HOST.match(address or "")
    return host[1].casefold().removeprefix("www.") if host else None


def _site(document: Document) -> int:
    """A number for the web host or, without an address, the publisher; 0 when neither is known."""
    name = site_name(document.address) or (document.publisher or "").casefold()
    return xxhash.xxh32_intdigest(name.encode(errors="surrogatepass")) | 1 if name else 0
