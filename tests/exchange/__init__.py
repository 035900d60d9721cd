"""Tests of chamsae.exchange."""
