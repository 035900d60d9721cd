"""Rows: the Django app that keeps a casebook in SQLite or PostgreSQL and speaks `chamsae.ports.Store`."""
