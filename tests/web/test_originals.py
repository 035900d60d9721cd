"""Pages looked at and recordings listened to in the browser."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from chamsae.casebook.book import Casebook
from chamsae.model.amount import Comparator
from chamsae.model.claim import Claim
from chamsae.model.document import Document, Page
from chamsae.model.locus import Box, Spot
from chamsae.model.transcript import Maker
from tests.casebook.test_hearing import VTT, tape
from tests.read import scans
from tests.web import made

WORDS = ("River Watch said more than", "500 people were sent back\n")


@pytest.fixture
def scan(book: Casebook) -> tuple[Document, Claim]:
    """A page read by hand, so that no program is needed: each line a spot, the second one doubtful."""
    page = scans.encoded(scans.sheet(WORDS, size=(1000, 700), points=30))
    capture = book.archive.add_bytes(BytesIO(page), "scan.png", by="Alice")
    text = " ".join(WORDS)
    cut = len(WORDS[0])
    lines = ((0, cut, 0.28, 0.9), (cut + 1, len(text), 0.36, 0.5))
    spots = tuple(
        Spot(start=start, end=end, page=1, box=Box(left=0.16, top=top, right=0.6, bottom=top + 0.05), confidence=sure)
        for start, end, top, sure in lines
    )
    document = Document(id="dscan", sha256=capture.sha256, name="scan.png", media_type="image/png", text=text,
                        language="en", reader="hand 1", spots=spots,
                        pages=(Page(number=1, start=0, end=len(text)),))  # fmt: skip
    book.store.add_document(document)
    claim = made.figure(document, "500 people", 500, Comparator.MORE_THAN, "River Watch")
    book.store.add_claims([claim])
    return document, claim


@pytest.fixture
def talk(book: Casebook) -> tuple[str, str]:
    """The accession of a recording, and the document its transcript became."""
    recording = book.archive.add_bytes(BytesIO(tape()), "talk.wav", by="Alice")
    attached = book.transcripts.add(
        recording, BytesIO(VTT.encode()), "talk.vtt", maker=Maker.PERSON, made_by="<b>Yun</b>", by="Alice"
    )
    assert attached.document
    return recording.id, attached.document


def picture(client: Client, address: str) -> Image.Image:
    answer = client.get(address)
    assert answer.status_code == 200, address
    assert answer["Content-Type"] == "image/png"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cache-Control"] == "no-store"
    return Image.open(BytesIO(answer.content))


def test_the_page_stands_beside_the_text_and_doubtful_words_are_marked(
    client: Client, scan: tuple[Document, Claim]
) -> None:
    screen = client.get("/read/dscan/").content.decode()
    assert f'src="/read/dscan/page/1.png?claim={scan[1].id}"' in screen
    assert f'src="/claims/{scan[1].id}/strip.png"' in screen
    assert screen.count('class="doubt" title="50% sure"') >= 1
    assert "500" in screen


def test_a_page_says_of_what_original_it_was_drawn_and_how(client: Client, scan: tuple[Document, Claim]) -> None:
    document, claim = scan
    for address in (f"/read/{document.id}/page/1.png", f"/claims/{claim.id}/strip.png"):
        told = picture(client, address).info
        assert told["Source"] == f"sha256:{document.sha256}"
        assert told["Software"].startswith("pillow ")
        assert "page: 1; longest side: 1600" in told["Description"]


def test_the_quoted_words_are_marked_on_the_page(client: Client, scan: tuple[Document, Claim]) -> None:
    plain = picture(client, "/read/dscan/page/1.png")
    marked = picture(client, f"/read/dscan/page/1.png?claim={scan[1].id}")
    assert plain.size == marked.size == (1000, 700)
    quote, elsewhere = (160, 252, 600, 287), (0, 300, 1000, 700)
    assert marked.crop(quote).tobytes() != plain.crop(quote).tobytes()
    assert marked.crop(elsewhere).tobytes() == plain.crop(elsewhere).tobytes()
    strip = picture(client, f"/claims/{scan[1].id}/strip.png")
    assert 400 < strip.width < 600
    assert 50 < strip.height < 200


def test_there_are_no_pages_of_other_documents(client: Client, book: Casebook, scan: tuple[Document, Claim]) -> None:
    text = next(iter(book.store.documents()))
    other = next(book.store.claims(document=text.id))
    for address in (f"/read/{text.id}/page/1.png", "/read/dscan/page/2.png", "/read/nobody/page/1.png",
                    f"/claims/{other.id}/strip.png", "/claims/c0/strip.png"):  # fmt: skip
        assert client.get(address).status_code == 404, address


def test_a_review_shows_the_strip(client: Client, scan: tuple[Document, Claim]) -> None:
    assert f"/claims/{scan[1].id}/strip.png" in client.get(f"/review/?claim={scan[1].id}").content.decode()


def test_a_recording_plays_beside_its_transcript(client: Client, talk: tuple[str, str]) -> None:
    screen = client.get(f"/read/{talk[1]}/").content.decode()
    assert f'<audio id="recording" controls preload="metadata" src="/sources/{talk[0]}/recording/">' in screen
    assert "autoplay" not in screen
    assert f'href="/sources/{talk[0]}/recording/#t=4.0" data-at="4.0">0:04</a>' in screen
    assert "&lt;b&gt;Yun&lt;/b&gt;" in screen


def test_recordings_come_whole_or_in_the_parts_asked_for(client: Client, talk: tuple[str, str]) -> None:
    address, whole = f"/sources/{talk[0]}/recording/", tape()
    answer = client.get(address)
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, whole)  # type: ignore[attr-defined]
    assert answer["Accept-Ranges"] == "bytes"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    size = len(whole)
    for asked, start, end in (("bytes=0-9", 0, 10), ("bytes=100-", 100, size), ("bytes=-7", size - 7, size),
                              (f"bytes=5-{size * 9}", 5, size)):  # fmt: skip
        part = client.get(address, headers={"Range": asked})
        assert part.status_code == 206
        assert part["Content-Range"] == f"bytes {start}-{end - 1}/{size}"
        assert b"".join(part.streaming_content) == whole[start:end]  # type: ignore[attr-defined]


@pytest.mark.parametrize("asked", ["bytes=9999999-", "bytes=5-4", "bytes=-", "bytes=-0"])
def test_a_part_that_is_not_there_is_refused(client: Client, talk: tuple[str, str], asked: str) -> None:
    answer = client.get(f"/sources/{talk[0]}/recording/", headers={"Range": asked})
    assert answer.status_code == 416
    assert answer["Content-Range"] == f"bytes */{len(tape())}"


def test_what_is_no_recording_is_not_played(client: Client) -> None:
    assert client.get("/sources/s1/recording/").status_code == 404


def test_a_transcript_is_attached_on_the_screen_of_its_recording(client: Client, book: Casebook) -> None:
    recording = book.archive.add_bytes(BytesIO(tape()), "talk.wav", by="Alice")
    address = f"/sources/{recording.id}/"
    assert "Attach a transcript" in client.get(address).content.decode()
    given = {"file": SimpleUploadedFile("talk.vtt", VTT.encode()), "made_by": "Yun", "maker": "program", "how": "once"}
    answer = client.post(f"{address}transcript/", given)
    (transcript,) = book.transcripts.all()
    assert (transcript.made_by, transcript.maker, transcript.how) == ("Yun", Maker.PROGRAM, "once")
    assert answer.headers["Location"].startswith("/read/d")
    assert "transcript by Yun, a program" in client.get(address).content.decode()
    assert client.post(f"{address}transcript/", {"made_by": "Yun"}).status_code == 400
