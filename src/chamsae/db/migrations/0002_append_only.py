"""Tables of evidence refuse UPDATE and DELETE in the database itself.

A later migration that alters one of these tables on SQLite (Django copies the table) must create
the triggers anew.
"""

from django.db import migrations

TABLES = ("chamsae_object", "chamsae_capture", "chamsae_judgement", "chamsae_settlement", "chamsae_log")

SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""

POSTGRESQL_FUNCTION = """
CREATE FUNCTION chamsae_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$
"""

POSTGRESQL = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION chamsae_append_only()
"""


def guard(_apps, editor):
    """Create the triggers of this vendor."""
    if editor.connection.vendor == "postgresql":
        statements = [POSTGRESQL_FUNCTION, *(POSTGRESQL.format(table=table) for table in TABLES)]
    else:
        statements = [SQLITE.format(table=table, verb=verb) for table in TABLES for verb in ("UPDATE", "DELETE")]
    for statement in statements:
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """Triggers."""

    dependencies = [("chamsae_db", "0001_initial")]
    operations = [migrations.RunPython(guard)]
