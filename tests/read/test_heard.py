from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamsae.errors import Unreadable
from chamsae.read import heard
from chamsae.read.heard import Cue, seconds, transcript
from chamsae.read.parsed import Parsed


def cues(*given: tuple[float, float, str] | tuple[float, float, str, str]) -> list[Cue]:
    return [Cue(begins=one[0], ends=one[1], words=one[2], speaker=one[3] if len(one) > 3 else None) for one in given]


def read(made: Sequence[Cue]) -> Parsed:
    return transcript(made, "tape.vtt", "test 1")


def test_cues_that_cut_a_sentence_are_joined_and_each_keeps_its_seconds() -> None:
    done = read(cues((1, 3, "About ninety people"), (3, 5.5, "were sent back.")))
    assert done.text == "About ninety people were sent back."
    assert [(done.text[one.start : one.end], one.begins, one.ends) for one in done.moments] == [
        ("About ninety people", 1, 3), ("were sent back.", 3, 5.5),
    ]  # fmt: skip


def test_chinese_cues_meet_without_a_space() -> None:
    assert read(cues((1, 2, "约有九十人\n被移交"), (2, 3, "。"))).text == "约有九十人被移交。"


def test_a_new_voice_begins_a_line_under_its_name() -> None:
    done = read(cues((1, 2, "Who?", "Asker"), (2, 3, "The guard", "Pak"), (3, 4, "said so.", "Pak")))
    assert done.text == "Asker: Who?\nPak: The guard said so."
    assert [one.speaker for one in done.moments] == ["Asker", "Pak", "Pak"]


def test_labels_written_before_the_words_are_voices_when_they_recur() -> None:
    done = read(
        cues(
            (1, 2, "면담자: 언제입니까?"), (2, 3, "박나리: 10월에"), (3, 4, "박나리: 돌아왔다."), (4, 5, "면담자: 네.")
        )
    )
    assert done.text == "면담자: 언제입니까?\n박나리: 10월에 돌아왔다.\n면담자: 네."
    assert [one.speaker for one in done.moments] == ["면담자", "박나리", "박나리", "면담자"]


def test_a_colon_in_a_sentence_names_nobody() -> None:
    done = read(cues((1, 2, "They told us: go."), (2, 3, "Then we went.")))
    assert [one.speaker for one in done.moments] == [None, None]


def test_silence_after_a_sentence_begins_a_line() -> None:
    assert read(cues((1, 2, "It was over."), (9, 10, "Years went by."))).text == "It was over.\nYears went by."
    assert read(cues((1, 2, "It was"), (9, 10, "over."))).text == "It was over."


def test_captions_that_roll_up_are_said_once() -> None:
    rolled = cues(
        (1, 2, "they came at night"), (2, 3, "they came at night\nand took him"), (3, 4, "and took him\nto the bridge")
    )
    assert read(rolled).text == "they came at night and took him to the bridge"


def test_what_is_said_twice_is_read_twice() -> None:
    assert read(cues((1, 2, "No."), (2, 3, "No."))).text == "No. No."
    assert read(cues((1, 2, "No."), (2, 2.01, "No."))).text == "No."


def test_silence_only_is_refused() -> None:
    with pytest.raises(Unreadable, match="no words"):
        read(cues((1, 2, " \n ")))


def test_too_many_cues_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heard, "MAX_CUES", 2)
    with pytest.raises(Unreadable, match="3 cues; at most 2"):
        read(cues((1, 2, "a"), (2, 3, "b"), (3, 4, "c")))


@pytest.mark.parametrize(("code", "number"), [("0:01", 1), ("01:02:03.5", 3723.5), ("02:03,250", 123.25)])
def test_time_codes_are_seconds(code: str, number: float) -> None:
    assert seconds(code) == number


TIME = st.floats(allow_nan=True, allow_infinity=True)
WORDS = st.text(max_size=30)


@given(st.lists(st.tuples(TIME, TIME, WORDS, st.none() | st.text(max_size=8)), max_size=15))
def test_every_moment_is_a_stretch_of_the_text_and_of_time(
    given_cues: list[tuple[float, float, str, str | None]],
) -> None:
    made = [Cue(begins=a, ends=b, words=words, speaker=who) for a, b, words, who in given_cues]
    try:
        done = read(made)
    except Unreadable:
        assert not any(cue.words.split() for cue in made)
        return
    at = 0
    for one in done.moments:
        assert at <= one.start < one.end <= len(done.text)
        assert 0 <= one.begins <= one.ends
        at = one.end
    done.text.encode()
