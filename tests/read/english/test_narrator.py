"""Who tells a text in the first person, and names by their form: signatures, Korean syllables, trades before names."""

import pytest

from chamsae.model.claim import Act, Claim, Figure, Name, NameType, SpeakerKind
from tests.read.english.test_reading import read


def told(text: str) -> list[Claim]:
    return [claim for claim in read(text) if isinstance(claim.value, Figure | Act)]


def people(text: str) -> list[str]:
    claims = read(text)
    return [c.trigger.exact for c in claims if isinstance(c.value, Name) and c.value.type is NameType.PERSON]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "My name in this account is Ro Kyong-ae; it is not my real name.\n\n"
            "We were 14 women in one cell. They sent back nine of us in March.",
            "Ro Kyong-ae",
        ),
        (
            "I am Tamsin Oke, and I drove a lorry.\n\nI counted 31 people in October. The guards beat two men.",
            "Tamsin Oke",
        ),
        (
            "To the editors\n\nOn 4 May I saw 22 people led away. The soldiers beat three of them.\n\n"
            "I ask you to print this.\n\nAgnes Dornfeld\nBasel\n",
            "Agnes Dornfeld",
        ),
        (
            "I worked at the bridge. Soldiers deported 40 women in one night.\n\n— Łucja Wrona, Kraków\n",
            "Łucja Wrona",
        ),
    ],
)
def test_who_names_themselves_or_signs_says_what_the_text_tells(text: str, who: str) -> None:
    claims = told(text)
    assert len(claims) >= 2
    for claim in claims:
        assert claim.speaker is not None and claim.speaker.kind is SpeakerKind.NAMED
        assert claim.speaker.text == who
        assert claim.via == ("The Harbour Gazette",)


@pytest.mark.parametrize(
    "text",
    [
        "“My name is Han Sol,” one girl told me. Soldiers deported 12 people.",
        "My name is Han Sol. I fled.\n\nMy name is Mira Castell. I was a guard.\n\nSoldiers deported 12 people.",
        "Soldiers deported 12 people. I was not told why.\n\nAgnes Dornfeld\n",
        "I met the guards. Soldiers deported 12 people.\n\nRelated Stories\n",
    ],
)
def test_nobody_tells_a_text_who_is_quoted_one_of_several_or_named_under_a_report(text: str) -> None:
    [figure] = [c for c in told(text) if isinstance(c.value, Figure)]
    assert figure.speaker is not None and figure.speaker.kind is SpeakerKind.NARRATOR


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Seo Bun-i was arrested in Hyesan.", ["Seo Bun-i"]),
        ("Her cousin, Ri Ok-i, met O Il-u and Han A-ra.", ["Ri Ok-i", "O Il-u", "Han A-ra"]),
        ("Spokesman Qiao Wendong rejected the claim.", ["Qiao Wendong"]),
        ("Mr. Lim met Researcher Ilse Vanderbeek.", ["Mr. Lim", "Ilse Vanderbeek"]),
        (
            "Marit Bergström said nothing; Łukasz Nowak met José Ibarra.",
            ["Marit Bergström", "Łukasz Nowak", "José Ibarra"],
        ),
        ("An A-level is a test. No X-ray was made. I am North Korean.", []),
    ],
)
def test_names_are_found_whole_without_the_trade_before_them(text: str, names: list[str]) -> None:
    assert people(text) == names


def test_a_syllable_of_one_letter_is_not_the_teller() -> None:
    [act] = [c.value for c in read("Seo Bun-i was arrested in Hyesan.") if isinstance(c.value, Act)]
    assert act.victim == "Seo Bun-i"
