"""The edition of a release: pages, Word files, PDFs, pictures and data in three languages, from the release alone."""
