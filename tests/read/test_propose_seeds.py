"""What the real seed articles must yield; skips, saying so, where they are absent."""

from functools import lru_cache
from pathlib import Path

import pytest

from chamsae.model.amount import Comparator
from chamsae.model.claim import Claim, Figure, Name, Statement
from chamsae.model.document import Document
from chamsae.read import zones
from chamsae.read.propose import propose

SEEDS = Path(__file__).parents[3] / "shared" / "data" / "seeds"


@lru_cache
def read(name: str) -> tuple[str, tuple[Claim, ...]]:
    if not (SEEDS / f"{name}.txt").exists():
        pytest.skip(f"{SEEDS} is absent: the seed articles are not part of the repository")
    text = (SEEDS / f"{name}.txt").read_bytes().decode("utf-8")
    document = Document(
        id=name, sha256="0" * 64, name=name, media_type="text/plain", text=text, language="en", reader="test"
    )
    return text, propose(document)


def figures(name: str) -> list[tuple[Claim, Figure]]:
    return [(claim, claim.value) for claim in read(name)[1] if isinstance(claim.value, Figure)]


@pytest.mark.parametrize(
    ("name", "trigger", "comparator", "speaker", "act"),
    [
        ("000", "620", Comparator.EXACT, "The organizers of the protest", "repatriated"),
        ("000", "over 500", Comparator.MORE_THAN, "Human Rights Watch", "repatriated"),
        ("000", "around 2,000", Comparator.ABOUT, "Elizabeth Salmon", "detained"),
        ("002", "around 600", Comparator.ABOUT, None, "repatriated"),
        ("002", "350", Comparator.EXACT, None, "detained"),
        ("002", "more than 180", Comparator.MORE_THAN, None, "repatriated"),
        ("002", "more than 170", Comparator.MORE_THAN, "Kim Tae-hoon", "detained"),
        ("002", "over 2,000", Comparator.MORE_THAN, "Kim Tae-hoon", "detained"),
        ("002", "more than 600", Comparator.MORE_THAN, "Kim Tae-hoon", "repatriated"),
        ("004", "620", Comparator.EXACT, "The organizers", "repatriated"),
        ("004", "over 500", Comparator.MORE_THAN, None, "repatriated"),
    ],
)
def test_the_figures_of_the_seed_articles_come_out_with_comparator_speaker_and_quote(
    name: str, trigger: str, comparator: Comparator, speaker: str | None, act: str | None
) -> None:
    text, _ = read(name)
    [(claim, value)] = [(c, v) for c, v in figures(name) if c.trigger.exact == trigger]
    assert value.amount.comparator is comparator
    assert value.amount.unit == "person"
    assert value.act == act
    assert claim.speaker is not None
    assert (claim.speaker.text if claim.speaker.kind != "narrator" else None) == speaker
    assert trigger in claim.quote.exact
    assert claim.quote.holds_in(text)
    assert claim.why


def test_no_claim_comes_from_repeated_captions_share_buttons_or_comment_notices() -> None:
    for name in ("000", "002", "004"):
        text, claims = read(name)
        for zone in zones.left_out(zones.furniture(text, "en")):
            inside = [c for c in claims if c.trigger.start < zone.end and zone.start < c.trigger.end]
            assert not inside, (zone.why, [c.trigger.exact for c in inside])
    notices = ("Akismet", "Stay tuned", "contributed to this report")
    assert not any(
        notice in c.quote.exact for name in ("000", "002", "004") for notice in notices for c in read(name)[1]
    )


def test_numbers_of_other_matters_keep_their_own_counted_words_and_no_act_of_return() -> None:
    [(_, americans)] = [(c, v) for c, v in figures("000") if c.trigger.exact == "500,000"]
    [(_, hostages)] = [(c, v) for c, v in figures("002") if c.trigger.exact == "over 200"]
    assert americans.counted.startswith("Korean Americans")
    assert "hostages" in hostages.counted
    assert {americans.act, hostages.act}.isdisjoint({"repatriated", "detained", "arrested"})


def test_four_people_called_kim_are_kept_apart() -> None:
    text, claims = read("002")
    kims = {
        c.value.text
        for c in claims
        if isinstance(c.value, Name) and "Kim" in c.trigger.exact and c.value.type == "person"
    }
    assert kims == {"Kim Tae-hoon", "Kim Sun-hyang", "Kim Sung Min", "Kim Jong-Un"}
    assert text


def test_a_quotation_in_marks_the_wrong_way_round_finds_its_speaker() -> None:
    said = [
        c
        for c in read("002")[1]
        if isinstance(c.value, Statement) and c.value.text.startswith("We felt an overwhelming envy")
    ]
    assert [c.speaker.text for c in said if c.speaker] == ["Ji Myung Hee"]
