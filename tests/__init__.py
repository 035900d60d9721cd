"""What Chamsae promises, as tests; the folders mirror the package."""
