"""Splink 5 alone on DuckDB, as its pages show it: Latin names, fuzzy comparisons, 0.95, connected components."""

from pathlib import Path

import duckdb
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink import comparison_library as cl

#: The fixed threshold of its tutorials.
THRESHOLD = 0.95


def settings() -> SettingsCreator:
    """Names by Jaro-Winkler with term frequencies, birth dates by edits and days, place, sex and mother by equality."""
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("given", [0.92, 0.8]).configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("family", [0.92, 0.8]).configure(term_frequency_adjustments=True),
            cl.DateOfBirthComparison("birth", input_is_string=True),
            cl.ExactMatch("place").configure(term_frequency_adjustments=True),
            cl.ExactMatch("sex"),
            cl.ExactMatch("mother"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("given", "birth"),
            block_on("family", "birth"),
            block_on("family", "given", "year"),
            block_on("family", "given", "place"),
            block_on("birth", "place"),
        ],
        retain_matching_columns=False,
    )


def link(people: Path, clusters: Path, spill: Path) -> None:
    """Link and write `id`, `cluster` to a Parquet file."""
    connection = duckdb.connect()
    connection.execute(f"SET threads = 2; SET memory_limit = '5GB'; SET temp_directory = '{spill}'")
    connection.execute("SET enable_progress_bar = false")
    connection.execute(
        f"""CREATE TABLE people AS SELECT id AS unique_id, family, given, sex, birth, left(birth, 4) AS year,
            place_latin AS place, mother FROM '{people}'"""
    )
    api = DuckDBAPI(connection=connection)
    linker = Linker(api.register("people"), settings(), log_level=None)
    linker.training.estimate_probability_two_random_records_match(
        [block_on("family", "given", "birth"), block_on("given", "birth", "place")], recall=0.7
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6 + 1, seed=1)
    for rule in (block_on("family", "given", "year"), block_on("birth", "place")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    pairs = linker.inference.predict(threshold_match_probability=0.5)
    found = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, threshold_match_probability=THRESHOLD)
    connection.execute(
        f"COPY (SELECT unique_id AS id, cluster_id AS cluster FROM {found.physical_name}) TO '{clusters}'"
    )
