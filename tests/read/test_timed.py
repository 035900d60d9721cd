from chamsae.read import plain

TALK = "Interview\n[00:00:05] Asker: When?\n[00:00:09] Witness: In October,\nat the bridge.\n(01:01:12.5) The end. 🕊\n"


def test_codes_at_the_head_of_lines_say_when_words_are_heard() -> None:
    done = plain.parse(TALK.encode(), "talk.txt")
    assert done.text == TALK
    assert [(TALK[one.start : one.end], one.begins, one.ends) for one in done.moments] == [
        ("Asker: When?", 5, 9), ("Witness: In October,\nat the bridge.", 9, 3672.5), ("The end. 🕊", 3672.5, 3672.5),
    ]  # fmt: skip
    assert [TALK[one.start : one.end].strip() for one in done.furniture] == ["[00:00:05]", "[00:00:09]", "(01:01:12.5)"]


def test_codes_that_fall_back_or_are_few_are_words() -> None:
    for text in ("[0:01] a\n[0:02] b\n", "[0:09] a\n[0:02] b\n[0:03] c\n", "At [0:01] a\nAt [0:02] b\nAt [0:03] c\n",
                 "0:01 a\n0:02 b\n0:03 c\n"):  # fmt: skip
        assert plain.parse(text.encode(), "talk.txt").moments == ()
