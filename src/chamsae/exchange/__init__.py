"""The formats of other systems, pure: a dossier becomes records, the text of a file becomes claims and faults."""
