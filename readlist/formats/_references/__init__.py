"""Plain reference lists: cut into references, their words labeled, their fields read."""
