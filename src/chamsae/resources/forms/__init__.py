"""Forms of UN bodies and the sentences that fill them, as dated YAML."""
