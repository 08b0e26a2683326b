"""The whole of a site in one file, taken while it is in use, read back and checked; and back again."""
