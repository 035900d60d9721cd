"""Tests of the screens, one file per view."""
