"""Django app 1: rows, migrations, the store, objects, search."""
