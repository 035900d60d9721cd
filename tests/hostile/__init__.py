"""Every hostile input that touches intake, one row each, through the product's own ways in."""
