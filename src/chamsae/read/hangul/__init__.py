"""What Korean needs of its own: names from the trained model, persons across a document, indirect speech, acts."""
