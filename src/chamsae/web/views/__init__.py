"""One file per screen: a view reads, renders page or part, and sends writes through the casebook."""
