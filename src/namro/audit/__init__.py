"""The append-only log of who did what to what, when, from where, on whose behalf."""
