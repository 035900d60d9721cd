"""The verifier of bundles: one file of the standard library alone, which imports nothing of Chamsae."""
