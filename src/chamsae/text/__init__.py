"""Language and script: normal forms, search terms, numbers, dates; no I/O."""
