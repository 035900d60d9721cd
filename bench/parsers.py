"""What a process of its own costs per document: the sandbox beside our parsers and the bare libraries in-process.

Run: python -m bench.parsers [rounds]. Prints the least and the median of the rounds in milliseconds.
"""

import statistics
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import docx as python_docx
import pypdfium2
import trafilatura
from tests.read import made

from chamsae.read import docx, html, pdf, plain
from chamsae.read.sandbox import Sandbox


def main(rounds: int) -> None:
    """Time every kind of file three ways, then a hundred documents from two threads."""
    with Sandbox() as sandbox:
        start = time.perf_counter()
        sandbox.read(b"first words", "text/plain", "first.txt")
        print(f"first document, which starts the helper: {1000 * (time.perf_counter() - start):.0f} ms")
        for name, (media_type, data, ours, bare) in files().items():
            print(f"{name:5} {len(data):7,} bytes", end="")
            timed("sandbox", lambda data=data, kind=media_type: sandbox.read(data, kind, "x"), rounds)  # type: ignore[misc]
            timed("in-process", lambda data=data, parse=ours: parse(data, "x"), rounds)  # type: ignore[misc]
            timed("bare library", lambda data=data, read=bare: read(data), rounds)  # type: ignore[misc]
            print()
        together(sandbox)


def timed(label: str, work: Callable[[], object], rounds: int) -> None:
    """Print the least and the median time of some work."""
    times = []
    for _ in range(rounds + 2):
        start = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - start))
    print(f" | {label} {min(times[2:]):6.1f} {statistics.median(times[2:]):6.1f}", end="")


def together(sandbox: Sandbox) -> None:
    """Documents a second when two threads ask at once."""
    data = files()["html"][1]
    start = time.perf_counter()
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda number: sandbox.read(data, "text/html", f"{number}"), range(100)))
    print(f"two threads: {100 / (time.perf_counter() - start):.0f} pages a second")


Case = tuple[str, bytes, Callable[[bytes, str], object], Callable[[bytes], object]]


def files() -> dict[str, Case]:
    """One file of each kind with its parser and the library under it."""
    paragraphs = "".join(f"<p>{made.ENGLISH * 6}</p>" for _ in range(12))
    page = made.page(f"<nav>{'<a href=x>link</a>' * 60}</nav><article><h1>Handed over</h1>{paragraphs}</article>")
    return {
        "html": ("text/html", page, html.parse, lambda data: trafilatura.bare_extraction(data, with_metadata=True)),
        "pdf": ("application/pdf", made.pdf([[made.ENGLISH * 12] * 3] * 5), pdf.parse, pdf_text),
        "docx": (made.WORD, made.word(*[made.ENGLISH * 6] * 20), docx.parse, word_text),
        "txt": ("text/plain", (made.ENGLISH * 70).encode(), plain.parse, bytes.decode),
    }


def pdf_text(data: bytes) -> str:
    """As a caller of pypdfium2 would."""
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))


def word_text(data: bytes) -> str:
    """As a caller of python-docx would."""
    return "\n".join(paragraph.text for paragraph in python_docx.Document(BytesIO(data)).paragraphs)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
