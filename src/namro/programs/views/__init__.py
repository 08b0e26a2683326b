"""Pages of what programs may use."""
