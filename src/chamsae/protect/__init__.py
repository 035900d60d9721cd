"""The only way out: what may leave, as a release."""
