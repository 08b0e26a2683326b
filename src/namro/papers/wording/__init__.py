"""Sentences of the papers, drafted from a snapshot in plain official Vietnamese."""
