"""One file per verb: parse, call the casebook, print."""
