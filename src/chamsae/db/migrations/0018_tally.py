"""How many claims are in each state, of each kind, at each stage, counted by the database as claims are written.

A later migration that alters the table of claims on SQLite (Django copies the table) must create the triggers anew. The
index of entities now holds their spellings; they are made anew when the casebook is opened.
"""

from django.db import migrations, models

ADD = """
INSERT INTO chamsae_tally (status, kind, stage, number) VALUES ({0}.status, {0}.kind, {0}.stage, {1})
ON CONFLICT (status, kind, stage) DO UPDATE SET number = number + {1};
"""
MOVED = "WHEN old.status <> new.status OR old.kind <> new.kind OR old.stage <> new.stage"
SQLITE = (
    f"CREATE TRIGGER chamsae_claim_counted AFTER INSERT ON chamsae_claim BEGIN {ADD.format('new', 1)} END",
    f"CREATE TRIGGER chamsae_claim_uncounted AFTER DELETE ON chamsae_claim BEGIN {ADD.format('old', -1)} END",
    f"""CREATE TRIGGER chamsae_claim_recounted AFTER UPDATE OF status, kind, stage ON chamsae_claim {MOVED}
    BEGIN {ADD.format('old', -1)} {ADD.format('new', 1)} END""",
)

ADD_ALL = """
INSERT INTO chamsae_tally AS held (status, kind, stage, number)
SELECT status, kind, stage, {sign}count(*) FROM {rows} GROUP BY status, kind, stage
ON CONFLICT (status, kind, stage) DO UPDATE SET number = held.number + excluded.number;
"""
FUNCTION = """
CREATE FUNCTION chamsae_claim_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN {body} RETURN NULL; END $$
"""
TRIGGER = """
CREATE TRIGGER chamsae_claim_{name} AFTER {verb} ON chamsae_claim REFERENCING {tables}
FOR EACH STATEMENT EXECUTE FUNCTION chamsae_claim_{name}()
"""
OLD, NEW = "OLD TABLE AS gone", "NEW TABLE AS come"
LESS, MORE = ADD_ALL.format(sign="-", rows="gone"), ADD_ALL.format(sign="", rows="come")
POSTGRESQL = (
    FUNCTION.format(name="counted", body=MORE),
    TRIGGER.format(name="counted", verb="INSERT", tables=NEW),
    FUNCTION.format(name="uncounted", body=LESS),
    TRIGGER.format(name="uncounted", verb="DELETE", tables=OLD),
    FUNCTION.format(name="recounted", body=LESS + MORE),
    TRIGGER.format(name="recounted", verb="UPDATE", tables=f"{OLD} {NEW}"),
)
NOW = """
INSERT INTO chamsae_tally (status, kind, stage, number)
SELECT status, kind, stage, count(*) FROM chamsae_claim GROUP BY status, kind, stage
"""


def count(_apps, editor):
    """Count what is there, and create the triggers of this vendor."""
    editor.execute(NOW, params=None)
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement, params=None)


def make_anew(apps, editor):
    """Have entities made anew: their spellings are now cut."""
    apps.get_model("chamsae_db", "ReckonedRow").objects.using(editor.connection.alias).all().delete()


class Migration(migrations.Migration):
    """One table with its triggers; one index for two."""

    dependencies = [("chamsae_db", "0017_log_subject")]

    operations = [
        migrations.CreateModel(
            name="TallyRow",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("status", models.CharField(max_length=16)),
                ("kind", models.CharField(max_length=16)),
                ("stage", models.SmallIntegerField()),
                ("number", models.BigIntegerField()),
            ],
            options={
                "db_table": "chamsae_tally",
                "constraints": [models.UniqueConstraint(fields=["status", "kind", "stage"], name="tally_once")],
            },
        ),
        migrations.RunPython(count),
        migrations.RunPython(make_anew),
        migrations.RemoveIndex("EntityRow", "entity_of_kind"),
        migrations.RemoveIndex("EntityRow", "entity_in_list"),
        migrations.RunSQL("DELETE FROM chamsae_entity"),
        migrations.AddIndex(
            "EntityRow",
            models.Index(fields=["kind", "-size", "-documents", "name", "id", "spelled"], name="entity_list"),
        ),
    ]
