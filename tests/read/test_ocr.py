"""Pages that are pictures, to text, by the programs that are installed."""

from collections.abc import Iterator

import pytest
from PIL import Image

from chamsae.errors import Unreadable
from chamsae.model.document import Page
from chamsae.model.locus import within
from chamsae.read import ocr as module
from chamsae.read import rapid, tesseract
from chamsae.read.ocr import Choice, Ocr
from chamsae.read.parsed import Limits, Parsed
from chamsae.read.sandbox import Sandbox
from tests.read import scans

pytestmark = pytest.mark.slow

FOUND = tesseract.find()
needs_tesseract = pytest.mark.skipif(FOUND is None, reason="Tesseract is not installed: apt install tesseract-ocr")
needs_rapid = pytest.mark.skipif(rapid.name() is None, reason="RapidOCR is not installed: pip install 'chamsae[ocr]'")
needs_font = pytest.mark.skipif(scans.font("ko", 30) is None, reason="no Korean font: apt install fonts-noto-cjk")

ENGLISH = (
    "The woman from the village said that about 90 men",
    "were handed over at the bridge before dawn. Nobody",
    "has heard of them since. The lamps went out at ten",
    "and the trucks came back empty in the morning.",
)
KOREAN = (
    "마을에서 온 한 여성은 새벽이 되기 전에 다리에서 약 90명이",
    "넘겨졌다고 말했다. 그 뒤로 소식을 들은 사람은 없다. 트럭은",
    "아침에 빈 채로 돌아왔고 등불은 열 시에 꺼졌다고 한다.",
)
CHINESE = ("村里的一位妇女说，黎明前约有九十人在桥上被移交。", "此后再也没有人听到他们的消息。卡车早上空着回来了。")


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as one:
        yield one


@pytest.fixture(scope="module")
def ocr() -> Iterator[Ocr]:
    with Ocr() as one:
        yield one


def read(sandbox: Sandbox, ocr: Ocr, data: bytes, media_type: str = "image/png") -> Parsed:
    parsed = sandbox.read(data, media_type, "page")
    return ocr.complete(parsed, data, media_type, "page", sandbox)


def refusal(sandbox: Sandbox, ocr: Ocr, page: Image.Image) -> str:
    with pytest.raises(Unreadable) as refused:
        read(sandbox, ocr, scans.encoded(page))
    return refused.value.what


@needs_tesseract
def test_an_english_page_is_read_with_the_place_of_each_word(sandbox: Sandbox, ocr: Ocr) -> None:
    done = read(sandbox, ocr, scans.encoded(scans.sheet(ENGLISH)))
    assert done.text == " ".join(ENGLISH)
    assert done.recognised_by == (f"tesseract {FOUND.version}",) if FOUND else ()
    at = done.text.index("bridge")
    (bridge,) = within(done.spots, at, at + len("bridge"))
    assert 200 / 2339 < bridge.box.top < bridge.box.bottom < 330 / 2339
    assert 0.3 < bridge.box.left < bridge.box.right < 0.6
    assert bridge.confidence > 0.7


@needs_tesseract
@needs_font
def test_korean_words_are_parted_where_the_page_parts_them(sandbox: Sandbox, ocr: Ocr) -> None:
    if FOUND is None or "kor" not in FOUND.languages:
        pytest.skip("Tesseract has no Korean: apt install tesseract-ocr-kor")
    done = read(sandbox, ocr, scans.encoded(scans.sheet(KOREAN, "ko")))
    assert "약 90명이 넘겨졌다고 말했다. 그 뒤로 소식을 들은 사람은 없다." in done.text


@needs_rapid
@needs_font
def test_a_chinese_page_is_read_line_by_line(sandbox: Sandbox) -> None:
    with Ocr(Choice(engine="rapidocr")) as one:
        done = read(sandbox, one, scans.encoded(scans.sheet(CHINESE, "zh-Hans")))
    assert done.text == "".join(CHINESE)
    assert len(done.spots) == 2
    assert done.recognised_by == (rapid.name(),)


@needs_tesseract
@needs_rapid
@needs_font
def test_the_script_of_each_page_chooses_its_program(sandbox: Sandbox, ocr: Ocr) -> None:
    data = scans.pdf([scans.sheet(ENGLISH), scans.sheet(CHINESE, "zh-Hans"), Image.new("L", scans.A4, 255)])
    done = read(sandbox, ocr, data, "application/pdf")
    first, second, third = (done.text[page.start : page.end] for page in done.pages)
    assert (first, second, third) == (" ".join(ENGLISH), "".join(CHINESE), "")
    assert len(done.recognised_by) == 2


@needs_tesseract
@needs_font
def test_korean_below_english_on_one_page_is_read(sandbox: Sandbox, ocr: Ocr) -> None:
    if FOUND is None or "kor" not in FOUND.languages:
        pytest.skip("Tesseract has no Korean: apt install tesseract-ocr-kor")
    done = read(sandbox, ocr, scans.encoded(scans.sheet([*ENGLISH, *KOREAN[:2]], "ko")))
    assert "The woman from the village" in done.text
    assert "넘겨졌다고 말했다" in done.text


@needs_tesseract
@needs_font
def test_a_grainy_page_is_read_without_its_grain(sandbox: Sandbox, ocr: Ocr) -> None:
    if FOUND is None or "kor" not in FOUND.languages:
        pytest.skip("Tesseract has no Korean: apt install tesseract-ocr-kor")
    done = read(sandbox, ocr, scans.encoded(scans.noisy(scans.sheet(KOREAN, "ko"))))
    assert "넘겨졌다고 말했다" in done.text


@needs_tesseract
def test_a_page_in_the_shade_is_read_to_its_edge(sandbox: Sandbox, ocr: Ocr) -> None:
    assert read(sandbox, ocr, scans.encoded(scans.shaded(scans.sheet(ENGLISH)))).text == " ".join(ENGLISH)


@needs_tesseract
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_on_its_side_is_turned_and_its_places_are_those_of_the_page_as_it_is(
    sandbox: Sandbox, ocr: Ocr, turn: int
) -> None:
    page = scans.sheet(ENGLISH * 4)
    done = read(sandbox, ocr, scans.encoded(page.rotate(turn, expand=True)))
    assert done.text.startswith(ENGLISH[0])
    first = done.spots[1].box
    corner = {90: (first.left < 0.2, first.top > 0.7), 180: (first.right > 0.7, first.top > 0.8),
              270: (first.right > 0.8, first.top < 0.25)}[turn]  # fmt: skip
    assert corner == (True, True)


@needs_tesseract
def test_a_photograph_without_words_is_no_page(sandbox: Sandbox, ocr: Ocr) -> None:
    assert "no words were found" in refusal(sandbox, ocr, scans.grain((900, 900), 90))


def test_an_empty_page_is_empty(sandbox: Sandbox, ocr: Ocr) -> None:
    assert refusal(sandbox, ocr, Image.new("L", (900, 900), 250)) == "its pages are empty"


def test_without_a_program_the_reason_says_what_to_install(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rapid, "name", lambda: None)
    with Ocr(Choice(path="/nowhere/tesseract")) as one:
        told = refusal(sandbox, one, scans.sheet(ENGLISH))
    assert "apt install tesseract-ocr" in told
    assert "chamsae read --retry" in told


@needs_tesseract
def test_a_language_tesseract_lacks_is_missing_and_not_guessed_at(sandbox: Sandbox) -> None:
    with Ocr(Choice(engine="tesseract", languages="xxx")) as one:
        assert "tesseract-ocr-kor" in refusal(sandbox, one, scans.sheet(ENGLISH))


def test_ocr_can_be_switched_off(sandbox: Sandbox) -> None:
    with Ocr(Choice(engine="off")) as one:
        assert "OCR is off in the settings" in refusal(sandbox, one, scans.sheet(ENGLISH))


def test_a_document_with_some_text_is_read_and_says_what_was_left(sandbox: Sandbox) -> None:
    pages = (Page(number=1, start=0, end=0), Page(number=2, start=2, end=8))
    parsed = Parsed(parser="pdf 1", text="\n\nWords.", pages=pages, scanned=(1,))
    with Ocr(Choice(engine="off")) as one:
        data = scans.encoded(scans.sheet(ENGLISH))
        done = one.complete(parsed, data, "image/png", "page", sandbox)
    assert done.scanned == (1,)
    assert "OCR is off" in done.notes[-1]


@needs_tesseract
def test_a_page_that_takes_too_long_is_given_up(sandbox: Sandbox) -> None:
    limits = Limits(seconds=0.01, processor=10)
    with Ocr(Choice(engine="tesseract", limits=limits)) as one:
        assert "Tesseract took more than 0.01 s" in refusal(sandbox, one, scans.sheet(ENGLISH))


@needs_tesseract
def test_only_so_many_pages_are_recognised(sandbox: Sandbox, ocr: Ocr, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_PAGES", 1)
    done = read(sandbox, ocr, scans.pdf([scans.sheet(ENGLISH), scans.sheet(ENGLISH)]), "application/pdf")
    assert done.text.strip() == " ".join(ENGLISH)
    assert "only the first 1 pages without a text layer were recognised" in done.notes


def test_a_program_that_says_nothing_sensible_is_no_tesseract() -> None:
    assert tesseract.find("/bin/false") is None
    assert tesseract.find("/nowhere/tesseract") is None
