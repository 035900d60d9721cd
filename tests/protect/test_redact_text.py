"""A redacted text says [withheld] wherever a name stood, also one in a code, and tells nothing of its length."""

import base64
from urllib.parse import quote

import pytest

from chamsae.errors import Withheld
from chamsae.protect.known_names import KnownNames
from chamsae.protect.redact_text import MARK, check, plainly_in, redact

KNOWN = KnownNames(["한설아", "Pyo Geun-tae"])


def test_every_name_becomes_the_same_words_and_the_rest_stays() -> None:
    done = redact("한설아는 갔다. Pyo Geun-tae saw 12 people in 2023.", KNOWN)
    assert done.text == f"{MARK}는 갔다. {MARK} saw 12 people in 2023."
    assert dict(done.hidden) == {"한설아": 1, "Pyo Geun-tae": 1}


@pytest.mark.parametrize(
    "code",
    [
        quote("한설아"),
        base64.b64encode("그날 한설아".encode()).decode(),
        base64.b64encode("한설아입니다".encode("utf-16-le")).decode(),
        "한설아".encode().hex(),
        "&#54620;&#49444;&#50500;",
        r"\ud55c\uc124\uc544",
    ],
)
def test_a_name_in_a_code_goes_with_the_run_it_stands_in(code: str) -> None:
    assert code not in redact(f"before {code} after", KNOWN).text


@pytest.mark.parametrize("trait", ["010-2345-6789", "+86 139 0000 1111", "a.person@example.org", "800101-2345678"])
def test_what_leads_to_a_person_is_hidden_without_being_named(trait: str) -> None:
    assert redact(f"call {trait} now", KNOWN).text == f"call {MARK} now"


@pytest.mark.parametrize("kept", ["2023-10-09", "about 1,234,567 people", "10월 9일 오후 8시", "A/HRC/25/63"])
def test_dates_counts_and_symbols_stay(kept: str) -> None:
    assert kept in redact(f"on {kept} it was", KNOWN).text


def test_further_words_are_hidden_across_line_breaks_in_any_case() -> None:
    assert redact("the Blue\nHouse by the mill", KNOWN, also=["blue house"]).text == f"the {MARK} by the mill"


def test_a_copy_in_which_a_name_can_still_be_read_is_refused() -> None:
    with pytest.raises(Withheld):
        check("그날 한 설 아 가 왔다", KNOWN)


def test_the_second_search_reads_letters_alone() -> None:
    assert plainly_in("x한/설/아y", ["한설아"]) == {"한설아"}
    assert plainly_in(f"Pyo {MARK} Geun-tae", ["Pyo Geun-tae"]) == set()


def test_the_message_does_not_tell_the_name() -> None:
    with pytest.raises(Withheld) as refused:
        check("한설아", KNOWN)
    assert "한설아" not in str(refused.value)
