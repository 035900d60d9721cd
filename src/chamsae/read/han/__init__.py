"""What Chinese needs of its own: words and names from LAC, persons across a document, voices, acts with parties."""
