"""Multiple systems estimation: how many stand on no list, and whether the lists can say so at all."""
