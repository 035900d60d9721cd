"""Mentions in, explained pairs and clusters out: who may be who, and what people judged of it."""
