"""Django's SQLite backend on the SQLite that `sqlcipher3` brings, set to lose nothing."""
