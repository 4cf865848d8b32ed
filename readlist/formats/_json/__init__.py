"""JSON: objects with their lines, their members by name, and the object of a paper."""
