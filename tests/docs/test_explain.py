"""The explanations give the thresholds the code works with."""

from chamsae.model.settlement import Ground, State
from chamsae.model.standing import Cause
from chamsae.reconcile import alike, anchors, candidates, rule, scope, spoken, translations
from tests.docs.fenced import ROOT

FIGURES = " ".join((ROOT / "docs" / "explain" / "figures.md").read_text("utf-8").split())
SETTLING = " ".join((ROOT / "docs" / "explain" / "settling.md").read_text("utf-8").split())
COPIES = " ".join((ROOT / "docs" / "explain" / "copies.md").read_text("utf-8").split())
WORDS = ("nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def test_the_page_on_figures_says_what_is_compared() -> None:
    assert f"({len(scope.ACTS)} acts" in FIGURES
    assert f"{anchors.REACH.days} days back" in FIGURES
    assert f"at most {WORDS[anchors.OCCASION.days]} days" in FIGURES
    assert f"more than {WORDS[int(anchors.NEAR)]} times off" in FIGURES
    assert f"within a factor of {WORDS[int(anchors.SIZE)]}" in FIGURES
    assert f"up to {WORDS[spoken.NAMED]} origins" in FIGURES
    assert rule.ABOUT == 0.10 and "ten per cent to either side (252 to 308)" in FIGURES


def test_the_page_on_settling_states_the_rule_its_versions_and_all_words_for_what_happens() -> None:
    assert f"`{rule.named(rule.Rule.SPECIFIC)}`" in SETTLING
    assert all(f"`{one.value}`" in SETTLING or f"**{one.value}**" in SETTLING for one in rule.Rule)
    off = f"{WORDS[int(rule.FAR)]} times off all the numbers of {WORDS[rule.OTHERS]} other origins"
    assert off in SETTLING
    assert f"Where {WORDS[rule.ENOUGH]} origins or more give a count" in SETTLING
    assert rule.ABOUT == 0.10 and "within ten per cent" in SETTLING
    assert [one.value for words in (Ground, State, Cause) for one in words if f"`{one.value}`" not in SETTLING] == []


def test_the_page_on_copies_says_what_is_measured() -> None:
    assert f"| `copy` | {alike.COPIED:.0%}".replace("%", " %") in COPIES
    assert f"at least {alike.WHOLE:.0%} as long".replace("%", " %") in COPIES
    rewrite = f"{alike.REWRITTEN:.0%} (by characters {alike.REWRITTEN_CHARACTERS:.0%})".replace("%", " %")
    assert rewrite in COPIES
    apart = f"{alike.SCATTERED:.0%} apart from the longest run over at least {alike.TENTHS} tenths".replace("%", " %")
    assert apart in COPIES
    assert f"a passage of {alike.PASSAGE_WORDS} words ({alike.PASSAGE_CHARACTERS} characters)" in COPIES
    assert f"One fingerprint in {WORDS[candidates.SAMPLE]}" in COPIES
    assert f"more than {candidates.COMMON} different texts" in COPIES
    assert f"{candidates.WIDESPREAD:.1%} of all".replace("%", " %") in COPIES
    assert f"{candidates.ON_SITE} texts and a tenth of one site" in COPIES


def test_the_page_on_copies_says_when_a_translation_is_proposed() -> None:
    steps = f"{translations.IN_STEP:.0%} of them follow each other in step".replace("%", " %")
    signed = f"{translations.IN_STEP_SIGNED:.0%} where one says it is translated".replace("%", " %")
    assert steps in COPIES and signed in COPIES
    assert f"at least {WORDS[translations.DIFFERENT]} are different" in COPIES
    assert f"({translations.SIMILAR:.0%})".replace("%", " %") in COPIES
    assert f"within {WORDS[translations.APART.days]} days" in COPIES
