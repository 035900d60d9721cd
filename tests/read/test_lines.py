"""Lines and paragraphs: a text says the same at whatever width it was wrapped, and no list becomes a sentence."""

import textwrap

import pytest

from chamsae.read.lines import blocks, lines

TOLD = (
    "I crossed the river at Hyesan in July 2010. I was arrested by Chinese police in Changbai on 13 October 2010. They "
    "held me in a cell at Baishan for a month with eleven women. Then I was sent back and tortured for fifty days by "
    "officers of the Ministry of State Security in Hyesan, who asked each of us whom we had met."
)
LATER = (
    "My second sister was taken at the station of Yanji the year after. Nobody has told our mother where she is "
    "held, or whether she is alive, although she has asked at the office of the county three times."
)


def paragraphs(text: str) -> list[str]:
    return [" ".join(text[start:end].split()) for start, end in blocks(lines(text))]


@pytest.mark.parametrize("width", [*range(44, 120, 7), 125, 140, 180])
def test_paragraphs_wrapped_at_any_width_come_back_whole(width: int) -> None:
    wrapped = "\n\n".join(textwrap.fill(one, width) for one in (TOLD, LATER))
    assert paragraphs(wrapped) == [TOLD, LATER]


def test_one_broken_line_is_joined_where_the_next_goes_on_in_small_letters() -> None:
    text = "She was handed over at the bridge of Tumen in the night,\nand nobody has heard of her.\nHe was not."
    assert (
        paragraphs(text)[0] == "She was handed over at the bridge of Tumen in the night, and nobody has heard of her."
    )


@pytest.mark.parametrize(
    "text",
    [
        "Group says returns go on after winter\nSEOUL, 3 March",
        "Names of those held at Tumen in May 2012:\n- Kim Saebyol, 34, of Hoeryong\n- Pak Yeoul, 29, of Onsong county",
        "First sentence of a paragraph that ends.\nSecond paragraph of the same letter that ends too.\nA third one.",
        "Interview, second part\nDate: 4 May 2012\nPlace: Yanji",
        "Name\tAge\tPlace of arrest\nKim\t34\tYanji in the prefecture\nPak\t29\tTumen in the prefecture",
    ],
    ids=["headline", "list", "paragraphs", "heads", "table"],
)
def test_lines_that_stand_by_themselves_stay_apart(text: str) -> None:
    assert paragraphs(text) == [" ".join(line.split()) for line in text.split("\n")]
