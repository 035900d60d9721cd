"""Tests of chamsae.text."""
