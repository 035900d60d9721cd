"""The nouns: frozen dataclasses on the standard library alone."""
