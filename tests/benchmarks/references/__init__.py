"""How the weights of the reader of reference lists are learned, from what, and how good they are."""
