"""Chamsae turns a pile of testimony, news and lists into a casebook that holds up."""
