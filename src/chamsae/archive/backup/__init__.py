"""Backups: sealed files in a folder, named so that they tell nothing, each read back before it counts."""
