"""The life of an assignment: what becomes of it after it was given, until it is confirmed as done."""
