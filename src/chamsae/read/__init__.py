"""Captures in, documents and proposed claims out."""
