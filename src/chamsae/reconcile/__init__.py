"""Claims in, settled figures out: copies, origins, scope, settlement."""
