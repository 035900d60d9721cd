"""The two parts of bench/link.py that need other tools: rows de-duplicated by Polars, Chamsae's model run by Spark.

PYTHON bench/link_tools.py dedupe|spark FOLDER        PYTHON has polars, or pyspark and splink
"""

import json
import sys
import time
from pathlib import Path


def dedupe(folder: Path) -> None:
    import polars as pl  # noqa: PLC0415 — each part has its own packages

    began = time.perf_counter()
    rows = pl.scan_parquet(folder / "base.parquet").select(
        pl.col("name").str.strip_chars().str.normalize("NFC").str.to_lowercase(),
        "birth",
        "sex",
        pl.col("place").str.strip_chars().str.to_lowercase(),
    )
    differ = rows.unique().select(pl.len()).collect(engine="streaming").item()
    print(f"    {differ:,} rows differ; {time.perf_counter() - began:.1f} s", flush=True)


def spark(folder: Path) -> None:
    """The trained model of `folder`, unchanged, on a local Spark."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 — each part has its own packages
    from splink import Linker, SparkAPI  # noqa: PLC0415 — the same

    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.driver.memory", "3g")
        .config("spark.sql.shuffle.partitions", "8")
        .config("spark.local.dir", str(folder / "spark-local"))
        .config("spark.sql.warehouse.dir", str(folder / "spark-warehouse"))
        .config("spark.ui.enabled", "false")
        .getOrCreate()
    )
    api = SparkAPI(spark_session=session, break_lineage_method="persist", num_partitions_on_repartition=8)  # type: ignore[no-untyped-call]
    settings = json.loads((folder / "model.json").read_text("utf-8"))
    linker = Linker(api.register(session.read.parquet(str(folder / "rows.parquet"))), settings, log_level=None)
    for column in ("key", "place"):
        often = api.register(session.read.parquet(str(folder / f"tf_{column}.parquet")))
        linker.table_management.register_term_frequency_lookup(often, column)
    found = linker.inference.predict(threshold_match_weight=-8)
    session.sql(
        f"""SELECT least(unique_id_l, unique_id_r) AS l, greatest(unique_id_l, unique_id_r) AS r, match_weight AS weight
            FROM {found.physical_name}"""
    ).write.mode("overwrite").parquet(str(folder / "spark.parquet"))
    session.stop()


if __name__ == "__main__":
    {"dedupe": dedupe, "spark": spark}[sys.argv[1]](Path(sys.argv[2]))
