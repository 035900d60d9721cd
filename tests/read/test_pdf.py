import re

import pytest

from chamsae.errors import Unreadable
from chamsae.read import pdf
from tests.read import made


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        pdf.parse(data, "report.pdf")
    return str(refused.value)


def test_pages_lie_where_they_say() -> None:
    parsed = pdf.parse(made.pdf([["First page words."], ["Second page words."], ["Third page words."]]), "report.pdf")
    assert [parsed.text[page.start : page.end] for page in parsed.pages] == [
        "First page words.",
        "Second page words.",
        "Third page words.",
    ]
    assert [page.number for page in parsed.pages] == [1, 2, 3]


@pytest.mark.parametrize(
    ("font", "words"),
    [
        ("Helvetica", made.ENGLISH),
        ("HYSMyeongJo-Medium", made.KOREAN),
        ("STSong-Light", made.SIMPLIFIED),
    ],
)
def test_wrapped_lines_become_the_paragraph_again(font: str, words: str) -> None:
    paragraph = (words * 12).strip()
    assert pdf.parse(made.pdf([[paragraph]], font=font), "report.pdf").text == paragraph


def test_words_hyphenated_at_the_margin_are_made_whole() -> None:
    lines = ["They were victims of forced repatri-", "ation across the so-", "called bridge of friendship, he said."]
    text = pdf.parse(made.typed([lines]), "report.pdf").text
    assert text == "They were victims of forced repatriation across the so-called bridge of friendship, he said."


def test_page_numbers_and_running_heads_are_marked_not_cut() -> None:
    pages = [
        ["Yearly Report of the Group", f"Words of page {n} that differ, {'abcd'[n]}.", f"- {n} -"] for n in range(4)
    ]
    parsed = pdf.parse(made.typed(pages), "report.pdf")
    marked = {parsed.text[span.start : span.end] for span in parsed.furniture}
    assert marked == {"Yearly Report of the Group", "- 0 -", "- 1 -", "- 2 -", "- 3 -"}
    assert "Words of page 3 that differ, d." in parsed.text


def test_title_and_author_come_from_the_file_and_its_making_is_no_publication() -> None:
    parsed = pdf.parse(made.pdf([[made.ENGLISH]], title="Handed Over"), "report.pdf")
    assert (parsed.title, parsed.authors, parsed.published) == ("Handed Over", ("A. Writer",), None)
    assert any("file made on" in note for note in parsed.notes)


def test_an_empty_file_says_so() -> None:
    assert refusal(b"") == "report.pdf: the file is empty (0 bytes). The entry is kept."


def test_a_truncated_pdf_is_kept_and_says_why() -> None:
    whole = made.pdf([[made.ENGLISH * 30]])
    assert "damaged, cut short or no PDF" in refusal(whole[:700])


@pytest.mark.parametrize("data", [b"%PDF-1.4", b"not a pdf", b"%PDF-1.7\n" + bytes(range(256)) * 40])
def test_rubbish_is_refused(data: bytes) -> None:
    assert "damaged, cut short or no PDF" in refusal(data)


def test_a_locked_pdf_asks_for_an_open_copy() -> None:
    assert "locked with a password" in refusal(made.pdf([[made.ENGLISH]], password="secret"))


def test_a_scan_has_pages_to_recognise_and_no_text() -> None:
    parsed = pdf.parse(made.typed([[], []]), "scan.pdf")
    assert (parsed.text.strip(), parsed.scanned, [page.number for page in parsed.pages]) == ("", (1, 2), [1, 2])


def test_pages_without_a_text_layer_are_noted() -> None:
    parsed = pdf.parse(made.typed([["Words."], []]), "report.pdf")
    assert "no text layer on 1 of 2 pages: 2" in parsed.notes


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_PAGES", 3)
    assert "4 pages; at most 3 are read" in refusal(made.typed([["x"]] * 4))


def test_a_pdf_cut_near_its_end_is_read_with_a_note() -> None:
    whole = made.typed([["Words that are all there."]])
    parsed = pdf.parse(whole[: whole.rindex(b"startxref")], "report.pdf")
    assert parsed.text == "Words that are all there."
    assert any("cut short" in note for note in parsed.notes)


def test_scripts_and_launches_are_not_run() -> None:
    data = made.typed([["Words."]])
    script = b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"
    launch = b"/AA << /O << /S /Launch /F (calc.exe) >> >> /Type /Catalog"
    parsed = pdf.parse(re.sub(rb"/Type\s*/Catalog", lambda _: script + launch, data), "report.pdf")
    assert parsed.text == "Words."


def test_a_cycle_of_pages_is_refused_or_read_but_never_hangs() -> None:
    data = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF"
    )
    assert refusal(data)


def test_a_sentence_that_runs_over_the_page_is_not_broken() -> None:
    first = [
        "A woman from the village told us last",
        "spring how ninety people were handed",
        "over before dawn at the old repatri-",
    ]
    parsed = pdf.parse(made.typed([first, ["ation bridge, and how nobody spoke.", "Then it was quiet."]]), "report.pdf")
    assert "handed over before dawn at the old repatriation bridge, and how nobody spoke." in parsed.text
    assert [parsed.text[page.start :][:4] for page in parsed.pages] == ["A wo", "atio"]


def test_a_page_of_one_endless_word_is_read() -> None:
    words = "x" * 3000
    assert len(pdf.parse(made.typed([[words] * 30]), "report.pdf").text) > 30 * 3000 - 1
