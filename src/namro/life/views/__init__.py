"""Pages of an assignment's life."""
