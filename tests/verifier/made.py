"""A small casebook gone through from fetching to release, so that its bundle holds everything a bundle can hold."""

from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from chamsae.archive.fetched import Fetched
from chamsae.archive.note import SigningKey
from chamsae.archive.objects_memory import MemoryObjects
from chamsae.archive.witness import Witness
from chamsae.casebook.book import Casebook
from chamsae.memory import MemoryStore
from chamsae.model.judgement import Verdict
from chamsae.model.release import Release
from chamsae.model.releasing import Chosen
from chamsae.model.source import Hop
from chamsae.protect.release import Audience
from chamsae.settings import Settings

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
#: Who works here; nobody of them may stand in a bundle for the public.
WORKERS = ("Kwon Haneul-Danbi", "정은별솔", "尹朔月华")
#: What only withheld things are called or say.
SECRETS = ("baek-sunmi-letter.txt", "Baek Sunmi", "vault.example", "Moon Dalrae", "달래의 편지")

PAGE = """<!doctype html><html lang="en"><head><title>{title}</title>
<meta property="article:published_time" content="2021-05-06"><meta property="og:site_name" content="{site}"></head>
<body><article><h1>{title}</h1><p>{says} North Koreans were sent back from China on May 3.</p>
<p>Their families had heard nothing from them for two weeks, the paper wrote on its front page.</p>
</article></body></html>"""

PAGES = {
    "https://lantern.example/news/1": PAGE.format(
        title="Families wait", site="The Lantern", says="River Watch, a rights group, said that more than 340"
    ),
    "https://courier.example/may": PAGE.format(
        title="Sent back at the bridge", site="The Courier", says="The lawyer Han Sora said that about 350"
    ),
    "https://vault.example/moon-dalrae": PAGE.format(
        title="Moon Dalrae speaks", site="Vault", says="Moon Dalrae said that about 360"
    ),
}
LETTER = """Letter of Baek Sunmi

May 9, 2021

달래의 편지. Baek Sunmi said that about 370 North Koreans were sent back from China on May 3, 2021.
"""


class Pages:
    """A web of three pages."""

    def fetch(self, address: str) -> Fetched:
        """The page."""
        return Fetched(
            address=address, body=PAGES[address].encode(), headers=(("Content-Type", "text/html; charset=utf-8"),),
            hops=(Hop(address=address, status=200, ip="192.0.2.1"),), at=NOON,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Small:
    """A casebook with a release that can be bundled."""

    book: Casebook
    release: Release

    def bundle(self, language: str = "en") -> bytes:
        """Its bundle."""
        out = BytesIO()
        self.book.publish.bundle(self.release, out, by=WORKERS[0], language=language)
        return out.getvalue()


def small(audience: Audience = Audience.PUBLIC, *, title: str = "May 2021", key: SigningKey | None = None) -> Small:
    """Two pages cited, one withheld, a letter never public; checkpoints before and after the settlement.

    With `key` another log is signed with it: a fork.
    """
    book = opened()
    if key is not None:
        book.log.__dict__["_key"] = key
    book.archive.add(list(PAGES), by=WORKERS[0])
    book.archive.add_bytes(BytesIO(LETTER.encode()), SECRETS[0], by=WORKERS[1])
    return released(book, audience, title=title)


def opened() -> Casebook:
    """An empty casebook that can fetch the pages."""
    return Casebook(MemoryStore(), MemoryObjects(), Settings(workers=1), fetcher=Pages())


def released(book: Casebook, audience: Audience = Audience.PUBLIC, *, title: str = "May 2021") -> Small:
    """Read, judge, settle and release what is in a casebook."""
    book.read.run(by=WORKERS[0])
    book.log.checkpoint(by=WORKERS[0])
    group = max(book.store.groups(), key=lambda one: len(one.members))
    for claim in book.store.claims(ids=[one.claim for one in group.members]):
        secret = any(word in book.store.document(claim.document).text for word in SECRETS)
        verdict = Verdict.WITHHELD if secret else Verdict.ACCEPTED
        book.review.judge(claim.id, verdict, by=WORKERS[1], why="Moon Dalrae asked for it" if secret else "")
    book.reconcile.refresh(by=WORKERS[2])
    book.reconcile.settle(group.id, 341, 385, reason="Both papers agree on the day.", by=WORKERS[2])
    book.log.checkpoint(by=WORKERS[2])
    if audience is Audience.INTERNAL:
        return Small(book=book, release=book.protect.release(title=title, audience=audience, by=WORKERS[0]))
    return Small(book=book, release=let_out(book, title=title, audience=audience))


def let_out(book: Casebook, *, title: str, audience: Audience = Audience.PUBLIC) -> Release:
    """All figures through the gate: drafted, signed by another, let out."""
    chosen = Chosen(figures=tuple(one.id for one in book.store.groups()))
    draft = book.release.draft(title, chosen, audience=audience, by=WORKERS[0], recipient="a court")
    book.release.sign(draft.subject, by=WORKERS[1])
    book.release.release(draft.subject, by=WORKERS[0])
    return book.release.figures(draft.subject)


def witnessed(made: Small, folder: Path) -> Witness:
    """Have an outside witness sign the newest checkpoint."""
    witness = Witness(folder / "witness", name="partner.example")
    made.book.log.checkpoint(by=WORKERS[0])
    signed = witness.cosign(str(made.book.log.request()).encode(), at=NOON, pinned=made.book.log.key)
    made.book.log.accept(str(signed).encode(), by=WORKERS[0], key=witness.key)
    return witness
