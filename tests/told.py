"""A casebook that holds a few texts, read and linked: where most tests of the case file begin."""

from io import BytesIO

from chamsae.casebook.book import Casebook


def told(book: Casebook, *texts: str, by: str = "A") -> Casebook:
    """The casebook, after it has taken in, read and linked these texts."""
    for number, text in enumerate(texts):
        book.archive.add_bytes(BytesIO(text.encode()), f"{number}.txt", by=by)
    book.read.run(by=by)
    book.link.run(by=by)
    return book
