"""Forms about agencies and people."""
