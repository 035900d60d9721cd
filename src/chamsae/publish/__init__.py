"""Releases in, files out."""
