"""The log becomes a Merkle tree: leaves for the entries there are, kept hashes, and keys of what it hides.

Entries written before stay as they are, chain and all; they are the first leaves.
"""

from django.db import migrations, models

GUARDED = ("chamsae_log", "chamsae_tree")

SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
POSTGRESQL = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION chamsae_append_only()
"""


def open_up(_apps, editor):
    """Let the table of the log be written to once more."""
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP TRIGGER chamsae_log_append_only ON chamsae_log")
    else:
        for verb in ("UPDATE", "DELETE"):
            editor.execute(f"DROP TRIGGER IF EXISTS chamsae_log_no_{verb}")


def grow(apps, editor):
    """Work out the leaf of every entry there is, and the hashes that are kept of the tree."""
    from chamsae.archive.log import leaf
    from chamsae.archive.merkle import completed
    from chamsae.model.log import CHAINED, LogEntry

    rows = apps.get_model("chamsae_db", "LogRow").objects.using(editor.connection.alias)
    nodes = apps.get_model("chamsae_db", "TreeRow").objects.using(editor.connection.alias)
    levels = {0: []}
    for row in rows.order_by("number").iterator(2000):
        entry = LogEntry(
            number=row.number, at=row.at, actor=row.actor, action=row.action, subject=row.subject, detail=row.detail,
            format=CHAINED, previous=row.previous, hash=row.hash,
        )  # fmt: skip
        levels[0].append(leaf(entry))
        rows.filter(number=row.number).update(leaf=levels[0][-1].hex())
        for level, number, hash in completed(row.number, lambda level, start, end: levels[level][start:end]):
            levels.setdefault(level, []).append(hash)
            nodes.create(level=level, number=number, hash=hash.hex())


def guard(_apps, editor):
    """Create the triggers of this vendor."""
    if editor.connection.vendor == "postgresql":
        statements = [POSTGRESQL.format(table=table) for table in GUARDED]
    else:
        statements = [SQLITE.format(table=table, verb=verb) for table in GUARDED for verb in ("UPDATE", "DELETE")]
    for statement in statements:
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """Columns, tables, leaves, triggers."""

    dependencies = [("chamsae_db", "0012_ledger")]

    operations = [
        migrations.RunPython(open_up),
        migrations.AddField("logrow", "format", models.SmallIntegerField(default=1)),
        migrations.AlterField("logrow", "format", models.SmallIntegerField(default=2)),
        migrations.AddField("logrow", "hidden", models.JSONField(default=dict)),
        migrations.AddField("logrow", "sealed", models.JSONField(default=dict)),
        migrations.AddField("logrow", "leaf", models.CharField(default="", max_length=64), preserve_default=False),
        migrations.AlterField("logrow", "previous", models.CharField(blank=True, max_length=64)),
        migrations.AlterField("logrow", "hash", models.CharField(blank=True, max_length=64)),
        migrations.CreateModel(
            name="TreeRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("level", models.SmallIntegerField()),
                ("number", models.BigIntegerField()),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "db_table": "chamsae_tree",
                "constraints": [models.UniqueConstraint(fields=["level", "number"], name="tree_place")],
            },
        ),
        migrations.CreateModel(
            name="KeyRow",
            fields=[
                ("token", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("holder", models.CharField(max_length=8)),
                ("name", models.TextField()),
                ("secret", models.CharField(max_length=64)),
            ],
            options={
                "db_table": "chamsae_key",
                "constraints": [models.UniqueConstraint(fields=["holder", "name"], name="key_holder")],
            },
        ),
        migrations.RunPython(grow),
        migrations.RunPython(guard),
    ]
