"""Gold: what people say is in a text, and how far what the readers propose agrees with it."""
