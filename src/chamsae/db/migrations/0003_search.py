"""The full-text index over passages: FTS5 on SQLite, GIN on PostgreSQL.

The terms are letters and digits separated by spaces, so FTS5's `ascii` tokenizer (everything
beyond ASCII belongs to a word) cuts them exactly where we did, whatever version of Unicode they
need. `secure-delete` keeps removed words from lingering in the index.
"""

from django.db import migrations

SQLITE = (
    """
    CREATE VIRTUAL TABLE chamsae_search USING fts5(
        terms, content='chamsae_passage', content_rowid='id', tokenize='ascii'
    )
    """,
    "INSERT INTO chamsae_search(chamsae_search, rank) VALUES('secure-delete', 1)",
    """
    CREATE TRIGGER chamsae_passage_added AFTER INSERT ON chamsae_passage
    BEGIN INSERT INTO chamsae_search(rowid, terms) VALUES (new.id, new.terms); END
    """,
    """
    CREATE TRIGGER chamsae_passage_removed AFTER DELETE ON chamsae_passage
    BEGIN INSERT INTO chamsae_search(chamsae_search, rowid, terms) VALUES('delete', old.id, old.terms); END
    """,
    """
    CREATE TRIGGER chamsae_passage_changed AFTER UPDATE OF terms ON chamsae_passage
    BEGIN
        INSERT INTO chamsae_search(chamsae_search, rowid, terms) VALUES('delete', old.id, old.terms);
        INSERT INTO chamsae_search(rowid, terms) VALUES (new.id, new.terms);
    END
    """,
)

POSTGRESQL = ("CREATE INDEX chamsae_search ON chamsae_passage USING gin (terms)",)


def index(_apps, editor):
    """Create the index of this vendor; `secure-delete` needs SQLite 3.42."""
    statements = POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE
    for statement in statements:
        if "secure-delete" in statement and editor.connection.Database.sqlite_version_info < (3, 42):
            continue
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """Search."""

    dependencies = [("chamsae_db", "0002_append_only")]
    operations = [migrations.RunPython(index)]
