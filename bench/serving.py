"""Server time of the screens with 100,000 claims in the casebook.

    python bench/serving.py [--claims 100000] [--times 15]

Makes a casebook of synthetic documents (100 claims each, a third of them figures), groups the figures, and asks
each screen as a browser would, through the whole stack of middleware and templates. Printed per screen:
median and slowest, in milliseconds, and bytes of the page. CHAMSAE_DATABASE_URL measures PostgreSQL.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

from chamsae.web import serve  # before a casebook is opened: it sets Django up for the screens

import chamsae  # isort: skip
from chamsae.casebook.book import Casebook
from chamsae.model.amount import Amount, Comparator
from chamsae.model.claim import Claim, Figure, Name, NameType, Speaker, SpeakerKind, Time, Value, settle_id
from chamsae.model.document import Document
from chamsae.model.quote import cut, point
from chamsae.model.when import When

PER_DOCUMENT = 100
SPEAKERS = ("River Watch", "the ministry", "Han Sora", "a relative", "the Northern Relief Society")


def main() -> None:
    """Fill a casebook, ask the screens, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=15)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, chamsae.init(Path(folder) / "book") as book:
        began = time.perf_counter()
        fill(book, options.claims // PER_DOCUMENT, random.Random(options.seed))
        filled = time.perf_counter()
        book.reconcile.refresh(by="bench")
        print(f"filled in {filled - began:.0f} s, grouped in {time.perf_counter() - filled:.1f} s: {book.counts()}")
        for name, address in addresses(book).items():
            ask(book, name, address, options.times)


def addresses(book: Casebook) -> dict[str, str]:
    """The screens asked: the first document, the largest figure."""
    document = next(book.store.documents())
    largest = max(book.store.groups(), key=lambda group: len(group.members))
    return {
        "Today": "/",
        "Sources": "/sources/",
        "Read": f"/read/{document.id}/",
        "Review": "/review/",
        "Figures": "/figures/",
        f"Figure ({len(largest.members)} claims)": f"/figures/{largest.id}/",
        "Search": "/search/?q=river",
    }


def ask(book: Casebook, name: str, address: str, times: int) -> None:
    """Ask one screen a number of times and print a line."""
    from django.test import Client  # noqa: PLC0415 - Django is set up by the casebook

    serve.prepare(book)
    client = Client(HTTP_HOST="127.0.0.1:8765")
    entrance = serve.entrance("127.0.0.1", 8765).removeprefix("http://127.0.0.1:8765")
    client.get(entrance)
    spent = []
    for _ in range(times):
        began = time.perf_counter()
        answer = client.get(address)
        spent.append((time.perf_counter() - began) * 1000)
        assert answer.status_code == 200, (address, answer.status_code)
    size = len(answer.content)
    print(
        f"{name:24} median {statistics.median(spent):7.1f} ms, slowest {max(spent):7.1f} ms, {size:,} bytes", flush=True
    )


def fill(book: Casebook, documents: int, dice: random.Random) -> None:
    """Documents with 100 claims each, written as reading writes them."""
    for n in range(documents):
        text = "\n\n".join(_paragraph(dice) for _ in range(PER_DOCUMENT // 3 + 1))
        capture = book.archive.add_bytes(BytesIO(f"{n}\n{text}".encode()), f"{n}.txt", by="bench")
        day = date(2015, 1, 1) + timedelta(days=dice.randrange(3000))
        document = Document(
            id=f"d{n:016x}",
            sha256=capture.sha256,
            name=capture.name,
            media_type="text/plain",
            text=text,
            language="en",
            reader="bench 1",
            title=f"Report {n}",
            publisher=f"Outlet {n % 50}",
            published=When.day(day),
        )
        with book.store.transaction():
            book.store.add_document(document)
            book.store.add_claims(list(_claims(document, day, dice)))


def _paragraph(dice: random.Random) -> str:
    return f"{dice.choice(SPEAKERS)} said more than {dice.randrange(20, 900)} people were sent back over the river."


def _claims(document: Document, day: date, dice: random.Random) -> Iterator[Claim]:
    at = 0
    for paragraph in document.text.split("\n\n"):
        said, number = paragraph.index(" said"), paragraph.index("more")
        end = paragraph.index(" people")
        amount = Amount(
            low=int(paragraph[number + 10 : end]), high=None, comparator=Comparator.MORE_THAN, unit="person"
        )
        values: list[tuple[int, int, Value]] = [
            (0, said, Name(text=paragraph[:said], type=NameType.ORGANISATION)),
            (number, end, Figure(amount=amount, counted="North Korean people", act="repatriated")),
            (end + 1, end + 7, Time(when=When.day(day))),
        ]
        for start, stop, value in values:
            yield settle_id(
                Claim(
                    id="",
                    document=document.id,
                    quote=cut(document.text, at, at + len(paragraph)),
                    trigger=point(document.text, at + start, at + stop),
                    value=value,
                    reader="bench 1",
                    speaker=Speaker(text=paragraph[:said], kind=SpeakerKind.NAMED),
                    when=When.day(day - timedelta(days=dice.randrange(20))),
                    place=("China",),
                )
            )
        at += len(paragraph) + 2


if __name__ == "__main__":
    main()
