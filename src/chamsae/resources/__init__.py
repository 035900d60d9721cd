"""Facts the readers stand on, as YAML."""
