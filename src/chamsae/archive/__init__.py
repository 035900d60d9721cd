"""Bytes in, captures out: content-addressed objects, intake, fetching, the log."""
