"""The register as files. Each takes its rows in the order of the list and knows nothing of who asked."""
