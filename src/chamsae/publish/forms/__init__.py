"""Petitions as files: DOCX and PDF of each, the letter that goes with a batch, and the register of it."""
