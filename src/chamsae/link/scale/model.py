"""The model of record linkage: which rows are compared, on what, and what each answer is worth, estimated by Splink 5.

The model is that of Fellegi and Sunter (1969). All comparisons are plain SQL over numbers, so that the same settings
run on DuckDB and on Spark. What each means: docs/explain/link-lists.md.
"""

import contextlib
from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Any

from chamsae.link.scale.folder import Progress
from chamsae.link.scale.spelling import CODA, ONSET, VOWEL

if TYPE_CHECKING:
    from splink import Linker

#: Pairs of rows looked at to learn how often rows of two people agree, and, in each block, rows of one person.
_RANDOM, _BLOCKED = 1.5e6, 3e5

#: Of one person an answer is not rarer than this; of two at random than this.
_LEAST, _LEAST_RANDOM = 5e-4, 1e-7

#: How often each answer is given of one person, where the data are too few to learn it.
_USUAL = {
    "name": (0.78, 0.13, 0.015, 0.015, 0.03, 0.005, 0.005, 0.02),
    "birth": (0.78, 0.02, 0.04, 0.09, 0.03, 0.02, 0.015, 0.005),
    "place": (0.80, 0.06, 0.02, 0.06, 0.06),
}
_TWO = (0.95, 0.05)

#: The same of two at random, as measured on a million simulated people: for lists too short to learn from.
_RANDOMLY = {
    "name": (3e-5, 4e-5, 1.5e-5, 1.5e-5, 3e-3, 5e-4, 0.083, 0.9134),
    "birth": (6e-5, 1e-4, 8e-5, 2e-3, 2e-4, 2.6e-3, 0.07, 0.925),
    "place": (0.02, 0.006, 0.025, 0.07, 0.879),
    "sex": (0.52, 0.48),
}
_RANDOMLY_TWO = (1e-4, 0.9999)

#: Kilometres that a place may lie beside another and be near it.
NEAR_KM = 30

#: Rows are compared that agree on all columns of one of these.
BLOCKS: tuple[tuple[str, ...], ...] = (
    ("day", "clan", "one"),
    ("day", "clan", "two"),
    ("day", "one", "two"),
    ("day", "place"),
    ("reading", "year"),
    ("reading", "place"),
    ("key", "year", "province"),
    ("key", "year", "sex"),
    ("key", "place"),
    ("key", "mother"),
)

#: Blocks in which rows of one person are learned from: what one leaves out, another estimates.
_LEARNED = (("key", "day"), ("day", "place"), ("reading", "place"))


def _sounds(column: str) -> str:
    """Two sounds may be one syllable."""
    both = f"({column}_l & {column}_r)"
    return f"({both} & {ONSET}) != 0 AND ({both} & {VOWEL}) != 0 AND ({both} & {CODA}) != 0"


def _given() -> str:
    return f"syllables_l = syllables_r AND {_sounds('first')} AND (syllables_l < 2 OR ({_sounds('second')}))"


def name_levels() -> list[dict[str, Any]]:
    """The name engine as a comparison: from the same reading down to nothing in common; rare names count for more."""
    often: dict[str, Any] = {"tf_adjustment_column": "key", "disable_tf_exact_match_detection": True}
    whole = "whole_l AND whole_r"
    return [
        _level("reading_l IS NULL OR reading_r IS NULL", "a name is missing", null=True),
        _level(f"reading_l = reading_r AND {whole}", "the same reading", **often),
        _level(f"{whole} AND ({_sounds('family')}) AND {_given()}", "spellings of one name", **often),
        _level(f"key_l = key_r AND {whole}", "nearly the same reading", **often),
        _level(f"NOT ({whole}) AND {_given()}", "the same given name, family name missing"),
        _level(f"({_sounds('family')}) AND (({_sounds('first')}) OR ({_sounds('second')}))", "one syllable differs"),
        _level(f"{_given()} AND syllables_l > 0", "another family name"),
        _level(_sounds("family"), "the same family name"),
        _level("ELSE", "other names"),
    ]


def birth_levels() -> list[dict[str, Any]]:
    """Birth dates as intervals of days."""
    days = "day_l IS NOT NULL AND day_r IS NOT NULL"
    overlap = "born_from_l <= born_to_r AND born_from_r <= born_to_l"
    return [
        _level("born_from_l IS NULL OR born_from_r IS NULL", "a birth date is missing", null=True),
        _level("day_l = day_r", "born on one day"),
        _level("moon_l = day_r OR moon_r = day_l", "one day, by the moon and by the sun"),
        _level(f"{overlap} AND born_to_l - born_from_l < 31 AND born_to_r - born_from_r < 31", "born in one month"),
        _level(overlap, "one may be the other, more exactly"),
        _level(f"{days} AND abs(day_l - day_r) IN (365, 366)", "one year apart, same day"),
        _level(f"{days} AND abs(day_l - day_r) < 31", "days apart"),
        _level("abs(born_from_l - born_from_r) < 731", "within two years"),
        _level("ELSE", "years apart"),
    ]


def place_levels() -> list[dict[str, Any]]:
    """Places by the gazetteer: the same, near, the one within the other, in one province."""
    north, east = "(latitude_l - latitude_r)", "((longitude_l - longitude_r) * cos(radians(latitude_l)))"
    near = f"111.2 * sqrt({north} * {north} + {east} * {east}) < {NEAR_KM}"
    return [
        _level("place_l IS NULL OR place_r IS NULL", "a place is missing", null=True),
        _level("place_l = place_r", "the same place", tf_adjustment_column="place"),
        _level("place_l = province_r OR place_r = province_l", "one place within the other"),
        _level(near, f"less than {NEAR_KM} km apart"),
        _level("province_l = province_r", "one province"),
        _level("ELSE", "far apart"),
    ]


#: The comparisons by the column of `person` that holds what they need.
COMPARED: dict[str, Callable[[], dict[str, Any]]] = {
    "reading": lambda: {"output_column_name": "name", "comparison_levels": name_levels()},
    "born_from": lambda: {"output_column_name": "birth", "comparison_levels": birth_levels()},
    "place": lambda: {"output_column_name": "place", "comparison_levels": place_levels()},
    "sex": lambda: _same("sex", "sex"),
    "mother": lambda: _same("mother", "mother"),
    "extra": lambda: _same("extra", "further column"),
}


def _same(column: str, what: str) -> dict[str, Any]:
    levels = [
        _level(f"{column}_l IS NULL OR {column}_r IS NULL", f"no {what}", null=True),
        _level(f"{column}_l = {column}_r", f"the same {what}"),
        _level("ELSE", f"another {what}"),
    ]
    return {"output_column_name": column, "comparison_levels": levels}


def _level(sql: str, label: str, *, null: bool = False, **more: object) -> dict[str, Any]:
    return {"sql_condition": sql, "label_for_charts": label, "is_null_level": null, **more}


def settings(filled: Collection[str]) -> dict[str, Any]:
    """What Splink is asked to do, untrained, where these columns of `person` hold anything."""
    return {
        "link_type": "dedupe_only",
        "comparisons": [made() for column, made in COMPARED.items() if column in filled],
        "blocking_rules_to_generate_predictions": [rule(block) for block in blocks(filled)],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": False,
    }


def blocks(filled: Collection[str]) -> list[tuple[str, ...]]:
    """The blocks for which there are columns; without any, rows of one reading."""
    return [block for block in BLOCKS if all(column in filled for column in block)] or [("reading",)]


def rule(block: Sequence[str]) -> str:
    """A block as Splink writes it."""
    return " AND ".join(f"l.{column} = r.{column}" for column in block)


def train(linker: "Linker", filled: Collection[str], progress: Progress) -> dict[str, Any]:
    """Estimate what each answer is worth: of two people from rows at random, of one from rows that share a block.

    The work does not grow with the data: so many pairs are enough. Returns the trained settings.
    """
    from splink.internals.exceptions import EMTrainingException  # noqa: PLC0415 — a large part, wanted by few commands

    learned = [block for block in _LEARNED if all(column in filled for column in block)]
    steps = len(learned) + 2
    known = ("reading", "day") if "day" in filled else ("reading", "place") if "place" in filled else ("reading",)
    linker.training.estimate_probability_two_random_records_match([rule(known)], recall=0.6)
    progress("learning", 1, steps)
    linker.training.estimate_u_using_random_sampling(max_pairs=_RANDOM, seed=1, num_chunks=1)
    progress("learning", 2, steps)
    for at, block in enumerate(learned):
        with contextlib.suppress(EMTrainingException):
            linker.training.estimate_parameters_using_expectation_maximisation(
                rule(block), max_pairs=_BLOCKED, estimate_without_term_frequencies=True
            )
        progress("learning", at + 3, steps)
    return bounded(linker.misc.save_model_to_json())


def usual(filled: Collection[str], rows: int) -> dict[str, Any]:
    """The settings with the usual shares, for so few rows that nothing can be learned; each has about one partner."""
    made = settings(filled)
    made["probability_two_random_records_match"] = 1 / max(2, rows)
    for comparison in made["comparisons"]:
        levels = [level for level in comparison["comparison_levels"] if not level["is_null_level"]]
        name = comparison["output_column_name"]
        shares = zip(_USUAL.get(name, _TWO), _RANDOMLY.get(name, _RANDOMLY_TWO), strict=True)
        for level, (m, u) in zip(levels, shares, strict=True):
            level["m_probability"], level["u_probability"] = m, u
    return bounded(made)


def bounded(model: dict[str, Any]) -> dict[str, Any]:
    """The model with no answer worth more than the data can have shown: nothing is impossible for one person, and what
    was never seen is taken from `_USUAL` or left undecided.
    """
    for comparison in model["comparisons"]:
        levels = [level for level in comparison["comparison_levels"] if not level.get("is_null_level")]
        usual = _USUAL.get(comparison["output_column_name"], _TWO)
        for level, share in zip(levels, usual, strict=True):
            m, u = level.get("m_probability"), level.get("u_probability")
            level["m_probability"] = max(_LEAST, m if isinstance(m, float) else share)
            level["u_probability"] = max(_LEAST_RANDOM, u if isinstance(u, float) else share / 50)
        for key in ("m_probability", "u_probability"):
            total = sum(level[key] for level in levels)
            for level in levels:
                level[key] /= total
    return model
