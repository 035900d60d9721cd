"""Records to entities by average linkage: two groups join if, on the average of all pairs between them, they are one.

A single strong pair cannot chain two groups, as it does in connected components. Groups that are each other's best
join, round by round, until no two are left that should (reciprocal nearest neighbours: Murtagh 1983); the result is
that of joining the best two, one after the other. Nothing joins that a constraint keeps apart: pairs that may never be
one, lists in which each person stands once, and entities that were there before.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: Bits below the threshold that a pair is worth that was not compared, or not kept: it shares too little.
UNSEEN = 4.0

#: More rounds than any data needs; a cap against a loop.
_ROUNDS = 200


@dataclass(frozen=True, slots=True)
class Inputs:
    """The tables to work on: `pairs` (l, r, weight), `start` (id, entity, old) for records that already have an entity,
    `never` (l, r), and `alone` (id, mark): a bit for each list in which a person stands once.
    """

    pairs: str
    threshold: float
    start: str | None = None
    never: str | None = None
    alone: str | None = None


def cluster(connection: "DuckDBPyConnection", inputs: Inputs, out: str) -> int:
    """Make a table `out` (id, entity) of the records that are in a pair or had an entity; an entity is named by its
    first record. Returns the number of rounds.
    """
    _begin(connection, inputs)
    rounds = 0
    while rounds < _ROUNDS and _round(connection, inputs):
        rounds += 1
    connection.execute(f"CREATE OR REPLACE TABLE {out} AS SELECT id, entity FROM _member")
    for table in ("_member", "_size", "_edge", "_apart", "_worth", "_move", "_live"):
        connection.execute(f"DROP TABLE IF EXISTS {table}")
    return rounds


def _begin(connection: "DuckDBPyConnection", inputs: Inputs) -> None:
    strong = f"SELECT l, r FROM {inputs.pairs} WHERE weight >= {inputs.threshold}"
    start = inputs.start or "(SELECT NULL::INT AS id, NULL::INT AS entity, false AS old WHERE false)"
    alone = inputs.alone or "(SELECT NULL::INT AS id, 0::BIGINT AS mark WHERE false)"
    never = inputs.never or "(SELECT NULL::INT AS l, NULL::INT AS r WHERE false)"
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE _member AS SELECT id, coalesce(s.entity, id) AS entity FROM
            (SELECT l AS id FROM ({strong}) UNION SELECT r FROM ({strong}) UNION SELECT id FROM {start})
            LEFT JOIN {start} s USING (id)"""
    )
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE _size AS SELECT _member.entity, count(*) AS many,
            bit_or(coalesce(mark, 0)) AS mark,
            bool_or(coalesce(s.old, false)) AS old
            FROM _member LEFT JOIN {alone} a USING (id) LEFT JOIN {start} s USING (id) GROUP BY 1"""
    )
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE _edge AS SELECT least(x.entity, y.entity) AS a,
            greatest(x.entity, y.entity) AS b,
            sum(weight) AS bits, count(*) AS many FROM {inputs.pairs} p JOIN _member x ON x.id = p.l
            JOIN _member y ON y.id = p.r WHERE x.entity != y.entity GROUP BY 1, 2"""
    )
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE _apart AS SELECT DISTINCT least(x.entity, y.entity) AS a,
            greatest(x.entity, y.entity) AS b FROM {never} n JOIN _member x ON x.id = n.l JOIN _member y ON y.id = n.r
            WHERE x.entity != y.entity"""
    )


def _round(connection: "DuckDBPyConnection", inputs: Inputs) -> bool:
    """Join all groups that are each other's best; False when there are none.

    A group with no pair above the threshold never gets one (an average of averages is between them): it is done.
    """
    missing = inputs.threshold - UNSEEN
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE _worth AS
            SELECT e.a, e.b, (bits + (x.many * y.many - e.many) * {missing}) / (x.many * y.many) AS mean
            FROM _edge e JOIN _size x ON x.entity = a JOIN _size y ON y.entity = b ANTI JOIN _apart USING (a, b)
            WHERE x.mark & y.mark = 0 AND NOT (x.old AND y.old) AND mean >= {inputs.threshold}"""
    )
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE _move AS WITH ways AS (
              SELECT a AS me, b AS other, mean FROM _worth UNION ALL SELECT b, a, mean FROM _worth),
            best AS (SELECT me, arg_max(other, (mean, -other)) AS other FROM ways GROUP BY me)
            SELECT greatest(p.me, p.other) AS gone, least(p.me, p.other) AS stays
            FROM best p JOIN best q ON q.me = p.other AND q.other = p.me WHERE p.me < p.other"""
    )
    moved = connection.execute("SELECT count(*) FROM _move").fetchone()
    if not moved or not moved[0]:
        return False
    _move(connection)
    return True


def _move(connection: "DuckDBPyConnection") -> None:
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE _live AS SELECT a AS entity FROM _worth UNION SELECT b FROM _worth"
    )
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE _member AS SELECT id, coalesce(stays, entity) AS entity
           FROM _member LEFT JOIN _move ON gone = entity"""
    )
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE _size AS SELECT coalesce(stays, entity) AS entity, sum(many) AS many,
           bit_or(mark) AS mark, bool_or(old) AS old FROM _size SEMI JOIN _live USING (entity)
           LEFT JOIN _move ON gone = entity GROUP BY 1"""
    )
    for table, more in (("_edge", ", sum(bits) AS bits, sum(many) AS many"), ("_apart", "")):
        connection.execute(
            f"""CREATE OR REPLACE TEMP TABLE {table} AS SELECT least(x, y) AS a, greatest(x, y) AS b{more} FROM (
                SELECT coalesce(m.stays, e.a) AS x, coalesce(n.stays, e.b) AS y, e.* EXCLUDE (a, b) FROM {table} e
                SEMI JOIN _live v ON v.entity = e.a SEMI JOIN _live w ON w.entity = e.b
                LEFT JOIN _move m ON m.gone = e.a LEFT JOIN _move n ON n.gone = e.b) WHERE x != y GROUP BY 1, 2"""
        )
