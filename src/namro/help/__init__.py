"""Help in its place: a short guide for each role, and the first walk around the desk."""
